"""`postlint schema NAME`: print or write the JSON Schema of a file, by which editors complete, explain and check."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from linter import packs as pack_files
from linter.commands import Result, json_schema, load_settings
from linter.commands.writing import write_all
from linter.packs import Packs

ALL = "all"
_BY_HAND = {"report": "report.schema.json", "finding-line": "finding-line.schema.json"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `schema`."""
    names = [*json_schema.SCHEMAS, *_BY_HAND, ALL]
    parser.add_argument("name", choices=names, help="of which file; all writes those that are made into a folder")
    parser.add_argument("--output", metavar="PATH", help="write it to this file, or into this folder")


def run(args: argparse.Namespace) -> Result:
    """Return a schema, or write it."""
    settings = load_settings(args)
    # The committed schemas are those of postlint's own rules; a school's own packs count in its own copy.
    packs = pack_files.load(settings.resolve(path) for path in settings.packs)
    if args.name == ALL and not args.output:
        return Result(err="error: schema all needs --output FOLDER", code=2)
    names = list(json_schema.SCHEMAS) if args.name == ALL else [args.name]
    texts = {f"{name}.schema.json": text(name, packs) for name in names}
    if not args.output:
        return Result("".join(texts.values()))
    at = Path(args.output)
    write_all({at / name if at.is_dir() or args.name == ALL else at: made for name, made in texts.items()})
    return Result(err="\n".join(f"written: {at / name if at.is_dir() else at}" for name in texts))


def text(name: str, packs: Packs) -> str:
    """Return a schema as its file holds it."""
    if name in _BY_HAND:
        return (json_schema.FOLDER / _BY_HAND[name]).read_text(encoding="utf-8")
    return json.dumps(json_schema.SCHEMAS[name](packs), ensure_ascii=False, indent=2) + "\n"
