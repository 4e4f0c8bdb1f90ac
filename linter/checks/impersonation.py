"""Kind `impersonation`: a post that speaks as somebody who is not its author, or puts words into somebody's mouth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from linter.checks.detail import anywhere
from linter.checks.excuses import Excuses
from linter.checks.roles import is_among, member_named, roles_of
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.marks import Marks
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.people import StaffMember
    from linter.post import Post


@frozen
class Options:
    """How somebody speaks as another.

    `named` are phrases with a person in them ("{person} here"), `by_role` phrases with a role ("your headteacher
    here"), `fakes` phrases that put words into somebody's mouth. `roles` name the roles of which
    `by_role` speaks, with what they are also called. `unless`, `unless_near`, `unless_post` excuse as in kind `detail`.
    """

    named: tuple[str, ...]
    by_role: tuple[str, ...] = ()
    fakes: tuple[str, ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    unless_post: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or a role without a name."""
        for key in ("named", "by_role", "fakes", "unless", "unless_near", "unless_post"):
            language.validate(key, getattr(self, key))
        for role, names in self.roles.items():
            if not names:
                raise ValueError(f"roles.{role}: is empty")


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]]:
    """Return the ways in which something could be found."""
    return [(listed,) for listed in (options.named, options.by_role, options.fakes) if listed]


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each place where somebody else than the author says "I"."""
    for part in evidence.parts:
        if part.name not in ("body", "title"):
            continue
        stream = evidence.words(part)[0]
        marks = marks_of(evidence, part, stream)
        found = [*_found(post, evidence, options, _Reading(part, stream, marks))]
        if not found:
            continue
        excuses = Excuses(stream, marks, options.unless, options.unless_near)
        found = [span for span in found if not excuses.hold(*span)]
        if found and not anywhere(options.unless_post, evidence):
            done = 0
            for first, last in sorted(found, key=lambda span: (span[0], -span[1])):
                if first >= done:
                    done = last
                    yield Hit(part.name, stream[first].start, stream[last - 1].end)


class _Reading(NamedTuple):
    """A part with its words and who is named in them."""

    part: Part
    stream: Stream
    marks: Marks


def _found(post: Post, evidence: Evidence, options: Options, read: _Reading) -> Iterator[tuple[int, int]]:
    stream, marks = read.stream, read.marks
    for match in language.compiled(options.named).find(stream, marks):
        # "Mrs Ashdown's here" says that she is.
        if any(
            stream[end - 1].text.endswith("'s")
            for at, end in marks.of("person").items()
            if at >= match.first and end <= match.last
        ):
            continue
        if not _is_author(_name(read, match.first, match.last), post, evidence):
            yield match.first, match.last
    for match in language.compiled(options.by_role).find(stream, marks):
        words = " ".join(word.text for word in stream[match.first : match.last])
        if not _has_role(words, post, evidence, options):
            yield match.first, match.last
    for match in language.compiled(options.fakes).find(stream, marks):
        yield match.first, match.last


def _name(read: _Reading, first: int, last: int) -> str:
    """Return the name that stands in the words [first, last)."""
    for at, end in sorted(read.marks.of("person").items()):
        if first <= at and end <= last:
            return read.part.text[read.stream[at].start : read.stream[end - 1].end]
    return ""


def _is_author(name: str, post: Post, evidence: Evidence) -> bool:
    """Say whether a name may be the author's: it is, or nobody has said who the author is."""
    author = _author(post, evidence)
    if author is None and not (post.author and post.author.name):
        return post.author is None
    known = author.name if author else (post.author.name if post.author else "") or ""
    return bool(_words(name) & _words(known))


def _words(name: str) -> set[str]:
    return {word.strip(".,'’").removesuffix("'s").casefold() for word in name.split()} - {
        "mr", "mrs", "miss", "ms", "mx", "dr", "sir", "dame", "rev", "revd", "prof", "professor", "",
    }  # fmt: skip


def _has_role(words: str, post: Post, evidence: Evidence, options: Options) -> bool:
    """Say whether the author has the role in whose name the words speak, or nobody knows."""
    author = _author(post, evidence)
    role = author.role if author else (post.author.role if post.author else "") or ""
    if not role:
        return True
    spaced = f" {words} "
    wanted = [name for name, also in options.roles.items() if any(f" {word} " in spaced for word in (name, *also))]
    return not wanted or is_among(roles_of(role, options.roles), wanted)


def _author(post: Post, evidence: Evidence) -> StaffMember | None:
    declared = evidence.declared
    if declared.author is not None or post.author is None:
        return declared.author
    return member_named(post.author.name or post.author.id or "", evidence.context.staff)
