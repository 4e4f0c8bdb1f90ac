"""Which settings judge which drafts: the nearest settings file upward from each draft wins whole."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from linter import settings as settings_file
from linter.errors import Fault
from linter.readers import files
from linter.settings import Settings
from linter.value import frozen

STDIN = "-"


@frozen
class Project:
    """Settings and the drafts they judge, as paths relative to the current folder."""

    settings: Settings
    files: tuple[str, ...]


def gather(
    paths: Sequence[str], named: Path | None, stdin_name: str = ""
) -> tuple[tuple[Project, ...], tuple[Fault, ...]]:
    """Return the projects of the drafts under some paths, in order, and what could not be found.

    `named` settings judge all of them. Raise SettingsError if settings cannot be read.
    """
    cwd = Path.cwd()
    loaded: dict[Path | None, Settings] = {}
    chosen: dict[Path | None, list[str]] = {}
    faults: list[Fault] = []

    def settings_of(path: Path | None) -> Settings:
        if path not in loaded:
            loaded[path] = settings_file.load(path)
        return loaded[path]

    for word in paths:
        at = cwd / (stdin_name if word == STDIN else word)
        home = named or settings_file.find(at if at.is_dir() else at.parent)
        if word == STDIN:
            chosen.setdefault(home, []).append(STDIN)
            settings_of(home)
            continue
        found = _find((word,), settings_of(home))
        faults += [fault for fault in found.faults if fault not in faults]
        inner: dict[Path | None, list[str]] = {}
        for file in found.files:
            nearest = named or settings_file.find((cwd / file).parent)
            inner.setdefault(nearest, []).append(file)
        for nearest, listed in inner.items():
            # A project inside a project says itself which of its files are drafts.
            own = listed
            if nearest != home and nearest is not None and at.is_dir():
                wanted = set(_find((str(nearest.parent),), settings_of(nearest)).files)
                own = [file for file in listed if file in wanted]
            known = chosen.setdefault(nearest, [])
            known += [file for file in own if file not in known]
    if not chosen:
        chosen[named or settings_file.find(cwd)] = []
    return tuple(Project(settings_of(home), tuple(listed)) for home, listed in chosen.items()), tuple(faults)


def is_named(path: str, words: Sequence[str]) -> bool:
    """Say whether a draft was named itself, and not only come upon in a folder."""
    return any(os.path.abspath(word) == os.path.abspath(path) for word in words)  # noqa: PTH100 - links stay as named


def _find(paths: tuple[str, ...], settings: Settings) -> files.Found:
    return files.find(
        paths,
        root=settings.root,
        include=settings.included,
        exclude=settings.files.exclude,
        ignored=settings.private_files(),
    )
