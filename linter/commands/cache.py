"""`postlint cache info|clean`: show or empty what earlier runs have left."""

from __future__ import annotations

import argparse
from pathlib import Path

from linter import cache
from linter.commands import Result

NONE = "There is no cache: POSTLINT_CACHE_DIR is empty, or its folder is another user's.\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `cache`."""
    parser.add_argument("action", choices=("info", "clean"), nargs="?", default="info", help="what to do with it")


def run(args: argparse.Namespace) -> Result:
    """Show or empty the cache."""
    store = cache.opened()
    if store is None:
        return Result(NONE)
    if args.action == "clean":
        dropped = store.clean()
        left = store.info().entries
        if left:
            return Result(err=f"error: {left} entries in {store.folder} cannot be deleted", code=2)
        return Result(f"{dropped} entries dropped.\n")
    found = store.info()
    return Result(
        f"folder   {Path(found.folder)}\n"
        f"entries  {found.entries}\n"
        f"size     {found.size / 1024:.0f} KiB, at most {cache.MOST_BYTES // 1024 // 1024} MiB\n"
        f"unused entries are dropped after {cache.MOST_DAYS} days\n"
    )
