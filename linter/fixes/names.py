"""Fixes `first-name-only`, `initials`, `year-group`, `remove-name`: write less of a pupil's name, or nothing.

All four are unsafe: they change what a post says, and how it reads, so each is only done when it is asked for. A text
is changed where its name stands in the file, and only if the draft then reads as it did but for the name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.errors import DraftError, Fault
from linter.evidence import Evidence
from linter.evidence.parts import parts_of
from linter.post import Draft, Entry, Post
from linter.text import Lines
from linter.value import replace

if TYPE_CHECKING:
    from linter.context import Context
    from linter.evidence.people import Mention
    from linter.finding import Finding
    from linter.people import Pupil

# What finds a name that could be written shorter.
RULES = frozenset({"pupil-full-name", "pupil-first-name", "name-with-image", "do-not-publish-pupil"})
_NEVER = "do-not-publish-pupil"
_STILL_NAMED = ("first-name-only", "initials")
_CURE = "change it by hand"
_IN_FULL = frozenset({"full", "first-initial", "initial-last", "near"})
_PIECE = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_CAPITAL = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_a-z])")
_ENDS = ".!?…\n"
_NURSERY, _RECEPTION = "N", "R"


class Edit(NamedTuple):
    """A change of one text of a draft: `found`, at [start, end) of a part of an entry, becomes `text`."""

    entry: int
    part: str
    start: int
    end: int
    text: str
    found: str


Read = Callable[[str], Draft]


def fix(
    draft: Draft, found: Sequence[Iterable[Finding]], way: str, context: Context, read: Read, faults: list[Fault]
) -> tuple[str, tuple[Edit, ...]]:
    """Return the text of a draft with the names that findings mark written as `way` asks, and what was changed.

    `found` are the findings of each entry; `read` reads a text as the draft was read. What cannot be changed safely
    stays as it is and is noted in `faults`.
    """
    text, done = draft.text, list[Edit]()
    wanted = [
        edit
        for index, (entry, findings) in enumerate(zip(draft.entries, found, strict=True))
        for edit in _wanted(draft, index, entry, findings, way, context, faults)
    ]
    # From the last to the first, so that what is left to do stays where it was.
    for start, end, edits in sorted(_in_file(draft, wanted), reverse=True, key=lambda item: item[:2]):
        changed = text[:start] + edits[0].text + text[end:]
        if _reads_as_wanted(draft, changed, [*done, *edits], read):
            text = changed
            done += edits
        else:
            faults.append(_fault(draft, start, "this name cannot be changed safely"))
    return text, tuple(reversed(done))


def _wanted(
    draft: Draft,
    index: int,
    entry: Entry,
    findings: Iterable[Finding],
    way: str,
    context: Context,
    faults: list[Fault],
) -> Iterator[Edit]:
    """Yield how each name that was found is to be written."""
    marked = [
        one for one in findings if one.rule in RULES and one.status == "reported" and one.place.start < one.place.end
    ]
    if not marked:
        return
    evidence = Evidence(entry.post, context, places=entry.places)
    done: list[Mention] = []
    for finding in marked:
        place = finding.place
        mention = next((mention for mention in evidence.people if _touches(finding, mention)), None)
        if mention is None or mention in done:
            continue
        done.append(mention)
        line = place.line
        if way in _STILL_NAMED and any(one.rule == _NEVER and _touches(one, mention) for one in marked):
            what = "somebody who must not be published stays named by a first name or initials"
            faults.append(Fault(draft.path, what, "use --year-group or --remove-name", line=line))
            continue
        if mention.part.endswith("/name"):
            faults.append(
                Fault(draft.path, "this name stands in the name of a picture", "rename the picture", line=line)
            )
            continue
        part = evidence.part(mention.part)
        written = part.text[mention.start : mention.end] if part else ""
        pupils = [context.roll[key] for key in mention.ids if key in context.roll]
        is_tag = part is not None and _is_in_tag(part.text, mention.start)
        text = _written(way, written, mention, pupils, is_tag)
        if part is None or text is None:
            faults.append(Fault(draft.path, f"this name cannot be written as {way} asks", _CURE, line=line))
        elif text != written:
            yield _edit(index, mention, part.text, text, way)


def _touches(finding: Finding, mention: Mention) -> bool:
    place = finding.place
    return mention.part == place.part and mention.start < place.end and place.start < mention.end


def _edit(index: int, mention: Mention, whole: str, text: str, way: str) -> Edit:
    start, end = mention.start, mention.end
    if way == "year-group" and _begins_sentence(whole, start):
        text = text[:1].upper() + text[1:]
    if way == "remove-name":
        if whole[end : end + 2] in ("'s", "’s"):
            end += 2
        if whole[end : end + 1] == " " and (start == 0 or whole[start - 1] in " \n"):
            end += 1
        elif start and whole[start - 1] == " " and not whole[end : end + 1].isalnum():
            start -= 1
    return Edit(index, mention.part, start, end, text, " ".join(whole[start:end].split()))


def _written(way: str, written: str, mention: Mention, pupils: list[Pupil], is_tag: bool) -> str | None:
    """Return a name as it is to be written, None if that cannot be done."""
    if way == "remove-name":
        return None if is_tag else ""
    if way == "year-group":
        return None if is_tag else _of_year(pupils)
    if way == "initials":
        letters = [piece[0].upper() for piece in _pieces(written)]
        return "".join(letters) if is_tag else ".".join(letters) + "."
    if mention.form not in _IN_FULL:
        return written  # there is no more than a first name
    return _first_name(written, pupils)


def _first_name(written: str, pupils: list[Pupil]) -> str | None:
    """Return the piece of a name, as it is written, that is the pupil's first name; else that of the list."""
    first = {_folded(name) for pupil in pupils for name in (pupil.first_name, pupil.preferred_name) if name}
    pieces = _pieces(written)
    for count in range(len(pieces), 0, -1):
        for at in range(len(pieces) - count + 1):
            joined = " ".join(pieces[at : at + count])
            if _folded(joined) in first:
                return joined
    names = {pupil.preferred_name or pupil.first_name for pupil in pupils}
    return names.pop() if len(names) == 1 else None


def _pieces(written: str) -> list[str]:
    return [
        part for piece in _PIECE.findall(written) for part in (_CAPITAL.split(piece) if " " not in written else [piece])
    ]


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(char for char in plain if char.isalnum())


def _of_year(pupils: list[Pupil]) -> str:
    years = {pupil.year for pupil in pupils}
    if any(pupil.has_left for pupil in pupils):
        return "a former pupil"
    if len(years) != 1:
        return "a pupil"
    year = years.pop()
    if year.startswith(_NURSERY):
        return "a Nursery pupil"
    if year == _RECEPTION:
        return "a Reception pupil"
    return f"a Year {year} pupil" if year.isdigit() else "a pupil"


def _is_in_tag(text: str, at: int) -> bool:
    """Say whether a place stands in a hashtag, a handle or an address, where no words can be put."""
    before = re.split(r"\s", text[:at])[-1]
    return any(sign in before for sign in "#@/") or "://" in before


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\"'“‘*_")
    return not before or before[-1] in _ENDS


def _in_file(draft: Draft, edits: Iterable[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
    """Yield [start, end) of the file's text with the edits that change it: two parts may have one source."""
    found: dict[tuple[int, int], list[Edit]] = {}
    for edit in edits:
        source = draft.entries[edit.entry].places.get(edit.part)
        if source is not None:
            found.setdefault(source.span(edit.start, edit.end), []).append(edit)
    last = -1
    for (start, end), same in sorted(found.items()):
        if start >= last:
            last = end
            yield start, end, same


def _reads_as_wanted(draft: Draft, text: str, edits: Sequence[Edit], read: Read) -> bool:
    """Say whether a changed draft holds the same posts, but for the edits."""
    try:
        entries = read(text).entries
    except (DraftError, UnicodeError):
        return False
    if len(entries) != len(draft.entries):
        return False
    for index, (old, new) in enumerate(zip(draft.entries, entries, strict=True)):
        mine = [edit for edit in edits if edit.entry == index]
        if not mine and old.post == new.post:
            continue
        if _bare(old.post) != _bare(new.post) or _texts(new.post, {}) != _texts(old.post, _by_part(mine)):
            return False
    return True


def _by_part(edits: Iterable[Edit]) -> Mapping[str, list[Edit]]:
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.part, []).append(edit)
    return found


def _texts(post: Post, edits: Mapping[str, list[Edit]]) -> dict[str, str]:
    """Return the texts of a post by part, with edits made in them."""
    found = {part.name: part.text for part in parts_of(post)}
    for name, listed in edits.items():
        text = found.get(name, "")
        for edit in sorted(listed, key=lambda one: one.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        found[name] = text
    # A cell or a scalar loses the blanks at its ends when it is read.
    return {name: text.strip() for name, text in found.items()}


def _bare(post: Post) -> Post:
    """Return a post without its texts."""
    images = tuple(replace(image, alt=None, credit=None, tags=()) for image in post.images)
    empty: dict[str, object] = dict.fromkeys(
        ("title", "category", "audience", "reply_to", "group", "disclaimer", "second_reader")
    )
    return replace(post, body="", images=images, allow=(), **empty)


def _fault(draft: Draft, at: int, what: str) -> Fault:
    return Fault(draft.path, what, _CURE, line=Lines(draft.text).position(at)[0])
