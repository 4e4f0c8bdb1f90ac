"""Kind `invitation`: an invitation to friend, follow or message a person and not the school."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from linter.checks.excuses import Excuses
from linter.checks.scope import part_is_wanted
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.evidence.modifiers import Modifier, modifiers
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.marks import Marks
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post

_ENTRY_AGE = 5  # years of the youngest in Year 1, at whose end all are one older
_YEARS = re.compile(r"\d{1,2}")


@frozen
class Options:
    """What invites to whom, and whom it invites.

    `direct` invites to a person, whatever the account; `personal` only on a personal account. `audience` gives each
    case of the rule the phrases by which a post speaks to such people; the first whose words stand within `near`
    sentences counts. `handles` does so with pieces of the handle that a post on a personal account replies to. Without
    any audience it is the case `undirected` on the school's own accounts, and nothing on a personal one.
    `join` invites to a platform at all: to pupils who are too young for it, it is the case `too_young`.
    """

    direct: tuple[str, ...]
    personal: tuple[str, ...] = ()
    audience: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    handles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    join: tuple[str, ...] = ()
    undirected: str = "undirected"
    too_young: str = "too-young"
    replies: str = "reply"
    near: int = 3
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_said: tuple[Modifier, ...] = ("negated",)
    ignore: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for malformed phrases, or if nothing invites."""
        if not self.direct:
            raise ValueError("direct: is empty")
        for key in ("direct", "personal", "join", "unless", "unless_near"):
            language.validate(key, getattr(self, key))
        for case, listed in self.audience.items():
            language.validate(f"audience.{case}", listed)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each invitation, as the case of those whom it invites."""
    is_personal = evidence.declared.account_type == "personal"
    replied = _replied_to(post, options) if is_personal else None
    found = False
    for part in evidence.parts:
        if part_is_wanted(part, ()):
            for stream in evidence.words(part):
                for hit in _in_stream(part, stream, evidence, options, is_personal, replied):
                    found = True
                    yield hit
    if replied and not found and options.replies not in options.ignore:
        yield Hit("field:reply_to", 0, len(post.reply_to or ""), options.replies)


def _replied_to(post: Post, options: Options) -> str | None:
    """Return the case of those to whom a post replies, told by the handle."""
    handle = (post.reply_to or "").casefold()
    return next((case for case, pieces in options.handles.items() if any(piece in handle for piece in pieces)), None)


def _in_stream(
    part: Part, stream: Stream, evidence: Evidence, options: Options, is_personal: bool, replied: str | None
) -> Iterator[Hit]:
    marks = marks_of(evidence, part, stream)
    listed = (options.direct, options.personal) if is_personal else (options.direct,)
    matches = [match for phrases in listed for match in language.compiled(phrases).find(stream, marks)]
    excuses = Excuses(stream, marks, options.unless, options.unless_near)
    done = 0
    for match in sorted(matches, key=lambda m: (m.first, -m.last)):
        if match.first < done or excuses.hold(match.first, match.last):
            continue
        if not modifiers(stream, match.first, match.last, part.text).isdisjoint(options.unless_said):
            continue
        case = _audience(stream, marks, match.first, options)
        if case is None:
            case = replied if is_personal else options.undirected
        if case is not None and case not in options.ignore:
            done = match.last
            yield Hit(part.name, stream[match.first].start, stream[match.last - 1].end, _named(case))
    if not is_personal:
        yield from _too_young(part, stream, marks, evidence, options)


def _named(case: str) -> str:
    return "" if case == "pupils" else case


def _audience(stream: Stream, marks: Marks, at: int, options: Options) -> str | None:
    """Return the case of those to whom the sentences around a word speak."""
    sentence = stream[at].sentence
    for case, listed in options.audience.items():
        for match in language.compiled(listed).find(stream, marks):
            if abs(stream[match.first].sentence - sentence) < options.near:
                return case
    return None


def _too_young(part: Part, stream: Stream, marks: Marks, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield invitations to a platform that speak to a year group which is too young to have an account there."""
    if not options.join or options.too_young in options.ignore:
        return
    for match in language.compiled(options.join).find(stream, marks):
        age = _least_age(stream, match.first, match.last, evidence)
        if age is None:
            continue
        sentence = stream[match.first].sentence
        for first, last in marks.of("year").items():
            years = [int(number) for word in stream[first:last] for number in _YEARS.findall(word.text)]
            behind = stream[last].text if last < len(stream) else ""
            is_spoken_to = behind in (",", "!", ":", "–", "-", "—", "and", "pupils", "children") or first == 0
            if stream[first].sentence == sentence and is_spoken_to and years and max(years) + _ENTRY_AGE < age:
                yield Hit(part.name, stream[match.first].start, stream[match.last - 1].end, options.too_young)
                break


def _least_age(stream: Stream, first: int, last: int, evidence: Evidence) -> int | None:
    """Return from which age on the platform that is named among some words, or right after them, lets people join."""
    for word in stream[first : last + 1]:
        facts = evidence.context.platform(word.text) if word.text.isalpha() else None
        if facts:
            return facts.age_on(evidence.context.now.date())
    return None
