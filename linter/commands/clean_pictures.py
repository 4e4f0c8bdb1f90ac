"""`postlint fix --images`: write clean copies of the pictures that drafts name, and say what was done to each."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter.commands import Result
from linter.commands.judging import Judged, JudgedDraft, judge
from linter.editing import EditError, set_fields
from linter.editing.saving import save_all
from linter.errors import Fault, SettingsError, shown
from linter.evidence import Evidence
from linter.evidence.pictures.files import content, locate
from linter.fixes.pictures import Box, Copy, clean
from linter.picture_cleaning import HIDEABLE, Hideable, as_named, by_frame, carried_by, counted, free_target, hideable
from linter.post import Draft, Image
from linter.reading import Reading
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.report import PostReport

_BOX = re.compile(r"(\d+):(\d+),(\d+),(\d+),(\d+)")
_NAMED = "name-in-filename"
_LONGEST = 2048  # pixels, for platforms of which nothing else is known


@frozen
class _Job:
    """One picture of one post: where it is, where its copy goes, what is hidden in it and what becomes of it."""

    draft: str
    post: str
    number: int
    path: Path
    target: Path
    hidden: tuple[str, ...]
    copy: Copy = field(repr=False)
    left: tuple[str, ...] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `fix --images` alone takes."""
    own = parser.add_argument_group("with --images")
    own.add_argument(
        "--hide", action="append", default=[], metavar="WHAT", help=f"make unrecognisable: {', '.join(HIDEABLE)}"
    )
    own.add_argument("--hide-box", action="append", default=[], metavar="N:LEFT,TOP,WIDTH,HEIGHT", help="of picture N")
    own.add_argument("--longest", type=int, default=0, metavar="PIXELS", help="make the longer side at most this long")
    own.add_argument("--fit", action="store_true", help="make it no larger than its platforms want")
    own.add_argument("--keep-rights", action="store_true", help="write the draft's credit into the copy")
    own.add_argument("--into", metavar="FOLDER", help="where the copies go (default: beside each picture)")
    own.add_argument("--in-place", action="store_true", help="overwrite the pictures themselves")
    own.add_argument("--update-drafts", action="store_true", help="let the drafts name the copies")
    own.add_argument("--format", choices=("text", "json"), default="text", help="how to tell what was done")


def run(args: argparse.Namespace) -> Result:
    """Clean the pictures. Originals stay as they are unless `--in-place` says otherwise."""
    wanted = _wanted(args.hide)
    boxes = _boxes(args.hide_box)
    found, failures = judge(args, args.paths)
    faults = [*failures, *(fault for one in found for fault in one.failures)]
    jobs: list[_Job] = []
    drafts: dict[Path, bytes] = {}
    for one in found:
        for each in one.drafts:
            own = list(_of_draft(one, each, args, wanted, boxes, faults))
            jobs += own
            if args.update_drafts and own and not args.in_place:
                drafts |= _renamed(one, each, own, faults)
    if not args.dry_run:
        save_all({job.target: job.copy.data for job in jobs} | drafts)
    said = _as_json(jobs, args) if args.format == "json" else _as_text(jobs, drafts, args)
    code = 2 if faults else 1 if any(job.left for job in jobs) else 0
    return Result(said, "\n".join(f"error: {fault}" for fault in faults), code)


def _wanted(given: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(word.strip() for words in given for word in words.split(",") if word.strip())
    for word in wanted:
        if word not in HIDEABLE:
            raise SettingsError(Fault("--hide", f"'{word}' cannot be hidden", f"one of: {', '.join(HIDEABLE)}"))
    return wanted


def _boxes(words: Iterable[str]) -> dict[int, list[Box]]:
    """Return number of a picture (from 1) → boxes."""
    found: dict[int, list[Box]] = {}
    for word in words:
        match = _BOX.fullmatch(word)
        if not match:
            raise SettingsError(Fault("--hide-box", f"'{word}' is no box", "such as 1:120,40,60,60"))
        number, left, top, width, height = map(int, match.groups())
        found.setdefault(number, []).append((left, top, width, height))
    return found


def _of_draft(
    one: Judged,
    each: JudgedDraft,
    args: argparse.Namespace,
    wanted: Sequence[str],
    boxes: dict[int, list[Box]],
    faults: list[Fault],
) -> Iterator[_Job]:
    """Yield what is to be done to each picture of a draft."""
    folder = Path(each.draft.path).parent.absolute()
    for entry, report in zip(each.draft.entries, each.posts, strict=True):
        evidence = Evidence(entry.post, one.linter.context, folder=folder, store=one.linter.store)
        for index, image in enumerate(entry.post.images):
            path, _ = locate(evidence, image.path)
            data, problem = content(evidence, image)
            if path is None or problem or evidence.pictures[index].problem:
                what = f"picture {index + 1} ({image.path}) cannot be opened, so it was left alone"
                faults.append(Fault(each.draft.path, what, "postlint check says why"))
                continue
            own = (Hideable("", box) for box in boxes.get(index + 1, ()))
            places = (*hideable(evidence, index, wanted), *own)
            longest, most_bytes = _sizes(evidence, args)
            copy = clean(data, by_frame(places), longest, _rights(image, args), most_bytes)
            target = path if args.in_place else _target(path, copy, report, index, args)
            told, left = tuple(counted(places)), carried_by(copy, but_rights=True)
            yield _Job(each.draft.path, report.id, index + 1, path, target, told, copy, left)


def _sizes(evidence: Evidence, args: argparse.Namespace) -> tuple[int, int]:
    """Return the longest side in pixels and the largest file in bytes for a post; 0 for any."""
    if not args.fit:
        return args.longest, 0
    sides = [facts.picture_side or _LONGEST for facts in evidence.platforms]
    most = [facts.picture_bytes for facts in evidence.platforms if facts.picture_bytes]
    return args.longest or min(sides, default=_LONGEST), min(most, default=0)


def _rights(image: Image, args: argparse.Namespace) -> dict[str, str] | None:
    return {"copyright": image.credit, "artist": image.credit} if args.keep_rights and image.credit else None


def _target(path: Path, copy: Copy, report: PostReport, index: int, args: argparse.Namespace) -> Path:
    """Return where a copy goes: a name that tells a name is not kept, and nothing is overwritten."""
    is_named = any(f.rule == _NAMED and f.place.part == f"image:{index}/name" for f in report.findings)
    stem = f"{report.id or 'picture'}-{index + 1}" if is_named else ""
    return free_target(path, copy, stem=stem, folder=Path(args.into).absolute() if args.into else None)


def _renamed(one: Judged, each: JudgedDraft, jobs: Sequence[_Job], faults: list[Fault]) -> dict[Path, bytes]:
    """Return the draft as it names the copies: path → bytes."""
    reading, path = Reading(one.linter.settings), Path(each.draft.path)
    options = reading.options(each.draft.path)
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(each.data[:2], "utf-8")

    def read(text: str) -> Draft:
        return reading.read(each.draft.path, text.encode(encoding, "surrogatepass"))

    draft = each.draft
    for index, report in enumerate(each.posts):
        fields = {f"images.{job.number - 1}.path": as_named(job.target, path) for job in jobs if job.post == report.id}
        if not fields:
            continue
        try:
            draft = read(set_fields(draft, index, fields, read, options))
        except EditError as error:
            faults += error.faults
    data = draft.text.encode(encoding, "surrogatepass")
    return {path.absolute(): data} if data != each.data else {}


def _as_text(jobs: Sequence[_Job], drafts: Iterable[Path], args: argparse.Namespace) -> str:
    verb = "would be written" if args.dry_run else "written"
    lines = []
    for job in jobs:
        hidden = f", {', '.join(job.hidden)} made unrecognisable" if job.hidden else ""
        size = f"{job.copy.width} by {job.copy.height} pixels"
        lines.append(f"{verb}: {shown(job.target)} ({size}, nothing but pixels{hidden})")
        lines += [f"  still in it: {what}" for what in job.left]
    lines += [f"{'would be changed' if args.dry_run else 'changed'}: {shown(path)}" for path in drafts]
    return "".join(f"{line}\n" for line in lines) or "no pictures\n"


def _as_json(jobs: Sequence[_Job], args: argparse.Namespace) -> str:
    rows = [
        {
            "draft": job.draft,
            "post": job.post,
            "picture": job.number,
            "from": shown(job.path),
            "to": shown(job.target),
            "width": job.copy.width,
            "height": job.copy.height,
            "hidden": list(job.hidden),
            "still_found": list(job.left),
        }
        for job in jobs
    ]
    return json.dumps({"schema": "postlint/pictures/1", "written": not args.dry_run, "pictures": rows}, indent=1) + "\n"
