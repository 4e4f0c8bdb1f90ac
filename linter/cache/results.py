"""The results of one draft, kept under what they follow from.

That is: postlint's code and rules, the installed libraries, the day (approvals, embargoes, absences and exceptions run
out), the settings with all they name, the options that change findings, and the bytes of the draft. The pictures of
the draft are looked at when the entry is opened. Nothing is kept of a draft of which anything could not be checked.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from linter.cache import DiskStore
from linter.cache.inputs import Input, Unsettled, is_same, surroundings, take, tree_digest
from linter.cache.packed import pack, unpack
from linter.cache.seal import digest

if TYPE_CHECKING:
    from linter.report import PostReport

FORMAT = "1"
# These do not change what is found in a draft, so they are no part of a key.
_ASIDE = frozenset({"POSTLINT_CACHE_DIR", "POSTLINT_DEBUG"})


def machinery(store: DiskStore) -> str:
    """Return a digest of what judges: the code, the rules, the libraries, the day. Raise Unsettled or OSError."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    trees = [tree_digest(store, here)]
    if not os.path.isfile(os.path.join(here, "rules", "pack.toml")):  # a clone: the rules stand beside the package
        trees.append(tree_digest(store, os.path.join(os.path.dirname(here), "rules")))
    libraries = [
        name
        for folder in sys.path
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder)
        for name in sorted(os.listdir(folder))
        if name.endswith((".dist-info", ".egg-info", ".egg-link", ".pth"))
    ]
    own = [f"{name}={text}" for name, text in sorted(os.environ.items()) if name.startswith("POSTLINT_")]
    return digest(
        FORMAT,
        sys.version,
        time.strftime("%Y-%m-%d"),
        f"{time.timezone} {time.altzone} {os.environ.get('TZ', '')}",
        *trees,
        "libraries",
        *libraries,
        "environment",
        *(line for line in own if line.partition("=")[0] not in _ASIDE),
    )


class Results:
    """The kept results of the drafts of one project, under one set of options."""

    def __init__(self, store: DiskStore, base: str) -> None:
        """Take the store, and a digest of all that the results follow from beside the draft."""
        self.store = store
        self.base = base

    def get(self, path: str, data: bytes) -> tuple[PostReport, ...] | None:
        """Return the results of a draft with this content, named as `path`; None if they are not known."""
        entry = self.store.get(self._key(path, data))
        if entry is None:
            return None
        try:
            pictures, posts = unpack(entry)
            if not all(is_same(Input(*row)) and os.path.realpath(row[1]) == real for *row, real in pictures):
                return None
        except (ValueError, TypeError):
            return None
        return tuple(_named(post, path) for post in posts)

    def put(self, path: str, data: bytes, posts: Iterable[PostReport], pictures: Iterable[str]) -> None:
        """Keep the results of a draft, with the paths of its pictures as it writes them."""
        kept = tuple(_named(post, "") for post in posts)
        folder = os.path.dirname(os.path.abspath(path))
        try:
            if any(post.failures for post in kept):
                return
            rows = []
            for picture in dict.fromkeys(pictures):
                where = os.path.join(folder, picture.replace("\\", "/"))
                rows.append((*take("file", where), os.path.realpath(where)))
            entry = pack((tuple(rows), kept))
        except (Unsettled, OSError, ValueError, TypeError):
            return
        self.store.put(self._key(path, data), entry)

    def _key(self, path: str, data: bytes) -> str:
        return digest("draft", self.base, os.path.abspath(path), data)


def _named(post: Any, path: str) -> PostReport:
    """Return results under the name by which a run calls their draft, without the post itself."""
    from linter.report import PostReport

    return PostReport(path, post.id, post.index, post.findings, post.failures, None, post.named)


def base_of(machine: str, inputs: Iterable[Input], options: Iterable[str]) -> str:
    """Return what results follow from beside the draft, as a digest."""
    pieces = [piece for known in inputs for piece in (known.kind, known.path, known.content)]
    return digest("base", machine, *pieces, "options", *options)


def looked_at(settings: str | None, root: str, policy: str | None) -> list[Input]:
    """Return what the settings of a project lead to. Raise Unsettled or OSError."""
    return surroundings(settings, root, [policy] if policy else [])
