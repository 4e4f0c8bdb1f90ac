"""Making a clean copy of a picture of a draft: planned first, so that somebody can look at it, then written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linter.errors import DraftError, Fault
from linter.fixes.pictures import Copy, clean
from linter.picture_cleaning import (
    Cleanable,
    Hideable,
    as_named,
    by_frame,
    carried_by,
    cleanable,
    counted,
    free_target,
)
from linter.report import PostReport
from linter.value import frozen

__all__ = ["CleanCopy", "Cleanable", "Hideable", "cleanable", "plan", "proposed"]

_NAMED = "name-in-filename"


@frozen
class CleanCopy:
    """A clean copy that was made and not written yet. `name` is how the draft names it, `hidden` what is hidden in it.

    `left` is what the file still carries beside its pixels, in words: there should be nothing.
    """

    index: int
    target: Path
    name: str
    copy: Copy
    hidden: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def proposed(seen: Cleanable, report: PostReport, index: int, draft: Path) -> str:
    """Return where a copy would go, as the draft names it: a file name that tells a name is not kept."""
    assert seen.file is not None
    is_named = any(one.rule == _NAMED and one.place.part == f"image:{index}/name" for one in report.findings)
    stem = f"{report.id or 'picture'}-{index + 1}" if is_named else ""
    return as_named(free_target(seen.file, Copy(b"", seen.file.suffix, 0, 0), stem=stem), draft)


def plan(root: Path, index: int, seen: Cleanable, places: Sequence[Hideable], name: str, draft: Path) -> CleanCopy:
    """Make a copy with some places hidden, which the draft calls `name`. Raise DraftError for a name that cannot be.

    `root` is the folder of the project. The name ends as files of the copy's format do. It takes a while: use a thread.
    """
    try:
        copy = clean(seen.data, by_frame(places))
    except (OSError, ValueError, SyntaxError) as error:  # what Pillow says of files that it can open only in part
        raise DraftError(Fault(seen.path, "cannot be copied: a part of it cannot be read", "save it anew")) from error
    folder = draft.parent.absolute()
    target = (folder / name.replace("\\", "/")).resolve()
    target = target.with_name(f"{target.stem}{copy.suffix}") if target.name else target
    root, own = root.resolve(), folder.resolve()
    if not target.stem or not target.is_relative_to(root if own.is_relative_to(root) else own):
        cure = "give it a place inside, as the draft would name it"
        raise DraftError(Fault(name, "stands outside the project, where no draft may show it", cure))
    if target.exists():
        raise DraftError(Fault(as_named(target, draft), "is there already, and is not written over", "name another"))
    return CleanCopy(index, target, as_named(target, draft), copy, tuple(counted(places)), carried_by(copy))
