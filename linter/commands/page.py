"""What the page (`check --format html`) tells beside the report: whose posts, when, which rules, and where they go.

Its pictures are small, and show nobody and nothing private: faces are coarse, and so are the words and codes that every
other line of the report masks. `--show-values` shows them as they are.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from linter.engine import Linter
from linter.evidence.files import DISK, Files
from linter.picture_preview import MarkedBox, PicturePreview, ReadLine, picture_preview
from linter.renderers import Destination, Thumbnail
from linter.renderers.html.findings import flags_of
from linter.renderers.html.veil import Veil, veils
from linter.report import OUTCOMES, PostReport, Report

SIZE = (400, 300)  # pixels of a picture on the page, at most
MOST_BYTES = 12_000_000  # of all pictures on a page: it goes by mail
_IN_PICTURE = re.compile(r"image:(\d+)/")


def page_options(
    judged: Iterable[tuple[Linter, Iterable[PostReport]]], files: Files = DISK, *, show_values: bool = False
) -> dict[str, Any]:
    """Return the options of the page, by name, for the posts that each linter judged.

    Pictures are read from `files`.
    """
    runs = [(linter, tuple(posts)) for linter, posts in judged]
    titles = dict.fromkeys(linter.settings.school.name for linter, _ in runs if linter.settings.school.name)
    broken = {finding.rule for _, posts in runs for post in posts for finding in post.findings}
    return {
        "title": ", ".join(titles),
        "when": min((linter.context.now for linter, _ in runs), default=None),
        "rules": {name: rule for linter, _ in runs for name, rule in linter.packs.rules.items() if name in broken},
        "destinations": {
            (post.path, post.index): _destination(linter, post) for linter, posts in runs for post in posts
        },
        "thumbnails": dict(_thumbnails(runs, files, show_values=show_values)),
    }


def _thumbnails(
    runs: Sequence[tuple[Linter, Sequence[PostReport]]], files: Files, *, show_values: bool
) -> Iterator[tuple[tuple[str, int, int], Thumbnail]]:
    """Yield the pictures that can be shown, those of posts with the worst findings first, until the page is full."""
    rows = [
        (linter, post, veil)
        for linter, posts in runs
        for post, veil in zip(posts, veils(Report("", tuple(posts)), show_values=show_values), strict=True)
        if post.post and post.post.images and post.path
    ]
    left = MOST_BYTES
    for linter, post, veil in sorted(rows, key=lambda row: OUTCOMES.index(row[1].outcome)):
        for index in range(len(post.post.images) if post.post else 0):
            made = _thumbnail(linter, post, index, veil, files, show_values=show_values)
            if made and len(made.uri) <= left:
                left -= len(made.uri)
                yield (post.path, post.index, index), made


def _thumbnail(
    linter: Linter, report: PostReport, index: int, veil: Veil, files: Files, *, show_values: bool
) -> Thumbnail | None:
    """Return a picture of a post, small, with the numbers of its findings; None if it cannot be shown."""
    if report.post is None:
        return None
    boxes = [
        (flag.number, MarkedBox(finding.place.box, str(flag.number), finding.severity == "error"))
        for finding, flag in zip(report.findings, flags_of(report, 0), strict=True)
        if finding.place.box and (part := _IN_PICTURE.match(finding.place.part)) and int(part[1]) == index
    ]

    def is_private(line: ReadLine) -> bool:
        marked = any(start < line.end and line.start < end for start, end in veil.places(line.part))
        return marked or bool(veil.repeats(line.text))

    seen = picture_preview(
        linter,
        report.post,
        index,
        Path(report.path).parent.absolute(),
        [box for _, box in boxes],
        size=SIZE,
        whole=show_values,
        files=files,
        is_private=is_private,
    )
    return _as_thumbnail(seen, tuple(number for number, _ in boxes))


def _as_thumbnail(seen: PicturePreview, boxed: tuple[int, ...]) -> Thumbnail | None:
    if seen.pixels is None:
        return None
    data = io.BytesIO()
    seen.pixels.convert("RGB").save(data, "JPEG", quality=75)
    uri = f"data:image/jpeg;base64,{base64.b64encode(data.getvalue()).decode('ascii')}"
    return Thumbnail(uri, *seen.pixels.size, seen.hidden, boxed)


def _destination(linter: Linter, report: PostReport) -> Destination:
    """Return where a post goes: its account as the register has it, and the account's platforms if it names none."""
    post, context = report.post, linter.context
    if post is None:
        return Destination()
    known = context.account(post.account) if post.account else None
    names = post.platforms or (known[1].platforms if known else ())
    facts = [(name, context.platform(name)) for name in names]
    return Destination(
        known[1].handles[0] if known else post.account or "",
        known[1].type if known else "",
        tuple(dict.fromkeys(fact.title if fact else name for name, fact in facts)),
    )
