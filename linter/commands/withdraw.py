"""`postlint withdraw PICTURE…|--text DRAFT…`: note what was taken down, so that it does not go out again."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from linter.commands import Result, load_settings
from linter.errors import DraftError, Fault, SettingsError, shown
from linter.settings import Settings
from linter.withdrawn import HEADER, digest_of_words, read_withdrawn

Row = tuple[str, str, str, str, str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `withdraw`."""
    parser.add_argument("paths", nargs="+", metavar="FILE", help="pictures, or drafts with --text")
    parser.add_argument("--text", action="store_true", help="note the words of the posts in drafts, not pictures")
    parser.add_argument("--reason", default="", metavar="WORDS", help="why, for who reads the list later; no names")
    parser.add_argument("--on", metavar="DATE", help="the day it was taken down (default: today)")


def run(args: argparse.Namespace) -> Result:
    """Add to the list what it does not hold yet. It keeps hashes; the pictures stay where they are."""
    settings = load_settings(args)
    path = _list_of(settings)
    on = _day(args.on)
    known = {one.digest for one in read_withdrawn(path)} if path.is_file() else set()
    rows: list[Row] = []
    for word in args.paths:
        found = _of_draft(word, settings, on, args.reason) if args.text else _of_picture(word, on, args.reason)
        rows += [row for row in found if row[1] not in known]
        known.update(row[1] for row in found)
    if rows:
        _add(path, rows)
    noun = "entry" if len(rows) == 1 else "entries"
    return Result(f"{shown(path)}: {len(rows)} {noun} added\n")


def _list_of(settings: Settings) -> Path:
    if not settings.images.withdrawn:
        source = shown(Path(settings.source)) if settings.source else "settings"
        cure = 'withdrawn = "private/withdrawn.csv" below [images]'
        raise SettingsError(Fault(source, "names no list of what was withdrawn", cure, "images.withdrawn"))
    return settings.resolve(settings.images.withdrawn)


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()  # noqa: DTZ011 - the day where the user sits
    except ValueError as error:
        raise SettingsError(Fault("--on", f"'{text}' is not a date", "such as 2026-11-23")) from error


def _of_picture(word: str, on: date, reason: str) -> list[Row]:
    from linter.evidence import likeness
    from linter.evidence.pictures.pixels import Pixels

    try:
        seen = likeness.look(Pixels(Path(word).read_bytes()))
    except Exception as error:
        what = f"cannot be read as a picture: {type(error).__name__}"
        raise SettingsError(Fault(word, what, "name the file that was published")) from error
    return [("picture", seen.file, f"{seen.whole.shade:016x}", f"{seen.whole.edges:016x}", on.isoformat(), reason)]


def _of_draft(word: str, settings: Settings, on: date, reason: str) -> list[Row]:
    from linter.reading import Reading

    try:
        draft = Reading(settings).read(word, Path(word).read_bytes())
    except OSError as error:
        raise DraftError(Fault(word, f"cannot be read: {error.strerror or error}")) from error
    if draft.faults:
        raise DraftError(draft.faults)
    rows = list(_of_posts((entry.post.body for entry in draft.entries), on, reason))
    if not rows:
        raise DraftError(Fault(word, "has no post with words enough to know it again", "six words or more"))
    return rows


def _of_posts(bodies: Iterator[str], on: date, reason: str) -> Iterator[Row]:
    from linter.evidence.normalise import fold

    for body in bodies:
        digest = digest_of_words(fold(body).text)
        if digest is not None:
            yield "text", digest, "", "", on.isoformat(), reason


def _add(path: Path, rows: list[Row]) -> None:
    """Write the list with some rows more, whole or not at all."""
    from linter.editing.saving import save

    before = path.read_bytes() if path.is_file() else b""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if not before:
        writer.writerow(HEADER)
    writer.writerows(rows)
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, before + gap + text.getvalue().encode("utf-8"))
