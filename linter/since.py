"""What changed since a commit, and which findings are about that.

A finding is about a change if it stands on a changed line. What a post lacks, and what follows from several of its
parts, stands nowhere in particular: it is about any change of its post. And if what changed is not words but what the
post declares (its account, its pictures…), then everything in it is judged under other terms: all of it is reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePath

from linter.finding import Finding
from linter.git import Repository
from linter.pictured import Pictures, Read, is_picture
from linter.post import Draft, Entry
from linter.report import PostReport
from linter.text import Lines
from linter.value import field, frozen, replace

# Kinds of check that look at some words and those around them. Every other kind, also one that is not ours, is taken
# to judge the post as a whole.
OF_WORDS = frozenset(
    {
        "alt-text", "credential", "denied", "frame", "hashtag-case", "hidden-characters", "link", "pattern", "phrase",
        "school-contact", "shouting",
    }
)  # fmt: skip
_STRUCTURE = frozenset(" \t,[]{}-\"'")


@frozen
class Change:
    """What changed in a file: lines (first, last), and places (after that line) where lines were taken out.

    `whole` says that it is new, or that git cannot tell; `moved` that it stands in another folder than before.
    """

    whole: bool = False
    moved: bool = False
    lines: list[tuple[int, int]] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)


class Since:
    """What changed since a commit, in the work tree or in the index."""

    def __init__(self, repository: Repository, base: str, *, staged: bool, resolve: Callable[[Path], Path]) -> None:
        """Ask git what changed. Raise GitError if it cannot tell."""
        self._top = repository.top
        changed = repository.staged(base) if staged else repository.changed(base)
        here = [one for one in changed if one.status != "D"]
        self._files = {
            one.path: Change(
                whole=one.status not in "MR",
                moved=one.status == "R" and PurePath(one.path).parent != PurePath(one.old).parent,
            )
            for one in here
        }
        for path, first, count in repository.lines(base, staged=staged):
            if path in self._files:
                change = self._files[path]
                if count:
                    change.lines.append((first, first + count - 1))
                else:
                    change.cuts.append(first)
        for one in here:  # no text to git: every line may have changed
            change = self._files[one.path]
            if not (one.is_same or change.whole or change.lines or change.cuts):
                self._files[one.path] = replace(change, whole=True)
        # A draft that names a picture which is gone, or has another name now, has changed in what it shows.
        gone = [one.old if one.status == "R" else one.path for one in changed if one.status in "DR"]
        pictures = [*(one.path for one in here), *gone]
        self.pictures = Pictures([self._top / path for path in pictures if is_picture(path)], resolve)

    def concerns(self, path: Path, data: bytes, read: Read) -> bool:
        """Say whether a draft changed, or a picture that it names did."""
        change = self._of(path)
        if change is not None and (change.whole or change.moved or change.lines or change.cuts):
            return True
        return self.pictures.are_in(path, data, read)

    def kept(
        self, posts: Sequence[PostReport], draft: Draft, path: Path, kind_of: Callable[[str], str]
    ) -> tuple[PostReport, ...]:
        """Return the reports with only those findings that are about a change. Failures stay, whatever changed."""
        change = self._of(path)
        if change is not None and change.whole:
            return tuple(posts)
        look = _Look(draft, change or Change())
        kept = []
        for report, entry in zip(posts, draft.entries, strict=True):
            moved = bool(change and change.moved and entry.post.images)
            if moved or self.pictures.named_by(entry.post, path.parent):
                kept.append(report)
                continue
            findings = tuple(
                finding for finding in report.findings if look.is_about(finding, report.index, kind_of(finding.rule))
            )
            kept.append(replace(report, findings=findings))
        return tuple(kept)

    def _of(self, path: Path) -> Change | None:
        """Return what changed in a file; one that git does not know is new. None means nothing."""
        if not path.is_relative_to(self._top):
            return Change(whole=True)
        return self._files.get(path.relative_to(self._top).as_posix())


class _Look:
    """Which posts of a draft a change touches, and how."""

    def __init__(self, draft: Draft, change: Change) -> None:
        self._lines = Lines(draft.text)
        self._written = draft.text.split("\n")
        self._entries = draft.entries
        self._changed = {line for first, last in change.lines for line in range(first, last + 1)}
        # Where lines were taken out, their neighbours have changed: they may have been excused by what is gone.
        self._cuts = change.cuts

    def is_about(self, finding: Finding, index: int, kind: str) -> bool:
        """Say whether a finding of a post, by a rule of some kind, is about the change."""
        place = finding.place
        first, last = self._in_git[place.line], self._in_git[min(place.end_line, len(self._lines))]
        if any(first <= line <= last for line in self._changed):
            return True
        if place.start < place.end and any(first <= cut <= last or first <= cut + 1 <= last for cut in self._cuts):
            return True
        declared, worded = self._touched[index]
        return declared or (worded and (kind not in OF_WORDS or place.start == place.end))

    @cached_property
    def _in_git(self) -> list[int]:
        r"""Return, by our line number, git's: to it only "\n" ends a line."""
        text, counted = self._lines.text, [0]
        last = number = 0
        for line in range(1, len(self._lines) + 1):
            start = self._lines.start(line)
            number += text.count("\n", last, start)
            last = start
            counted.append(number + 1)
        return counted

    @cached_property
    def _touched(self) -> list[tuple[bool, bool]]:
        """Return for each post whether a change touches what it declares, and whether it touches anything of it."""
        owned = [self._owned(entry) for entry in self._entries]
        touches = list(self._touches(sorted({line for own in owned for line in own})))
        result = []
        for own in owned:
            worded = [exactly and own[line] for line, exactly in touches if line in own]
            result.append((not all(worded), bool(worded)))
        return result

    def _touches(self, covered: list[int]) -> Iterator[tuple[int, bool]]:
        """Yield each line, of those on which something of a post stands, that a change touches, and whether exactly.

        Lines on which nothing of a post stands (comments, empty fields, what divides posts) belong to their neighbours.
        """

        def near(line: int, *steps: int) -> Iterator[tuple[int, bool]]:
            at = bisect_left(covered, line)
            if at < len(covered) and covered[at] == line:
                yield line, True
            elif not self._means_nothing(line):
                yield from ((covered[at + step], False) for step in steps if 0 <= at + step < len(covered))

        for line in self._changed:
            yield from near(line, -1, 0)
        for cut in self._cuts:
            yield from near(cut, -1)
            yield from near(cut + 1, 0)

    def _means_nothing(self, line: int) -> bool:
        """Say whether a line is empty, or only the brackets that hold one of several posts together."""
        text = self._written[line - 1].strip() if 0 < line <= len(self._written) else ""
        if len(self._entries) > 1:
            return text != "---" and not set(text) - _STRUCTURE
        return not text and 0 < line <= len(self._written)

    def _owned(self, entry: Entry) -> dict[int, bool]:
        """Return line → whether only words stand on it, for the lines on which something of a post stands."""
        owned: dict[int, bool] = {}
        texts = {"body": entry.post.body, "title": entry.post.title or ""}
        for part, place in entry.places.items():
            is_words = part in ("body", "title") or part.startswith("alt:")
            length = len(texts.get(part, "")) or 1
            start, end = place.span(0, length)
            first = self._in_git[self._lines.position(start)[0]]
            last = self._in_git[self._lines.position(max(start, end - 1))[0]]
            for line in range(first, last + 1):
                owned[line] = owned.get(line, True) and is_words
        return owned
