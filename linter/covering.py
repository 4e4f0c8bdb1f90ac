"""What `check` does about exceptions after all posts are judged: the baseline, and what to say of idle exceptions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter.engine import Linter
from linter.report import PostReport
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.baseline import Baseline

Run = tuple[Linter, tuple[PostReport, ...]]


def key_of(settings: Settings) -> bytes | None:
    """Return the key of the fingerprints from the environment. Raise SettingsError for one that could be guessed."""
    if not settings.fingerprint_key_env or not os.environ.get(settings.fingerprint_key_env):
        return None
    from linter import fingerprint_key

    return fingerprint_key.key_of(settings, os.environ)


def baseline_path(linter: Linter, named: str | None) -> Path | None:
    """Return the baseline in force: that of the command line, else that of the settings."""
    if named:
        return Path(named).absolute()
    return linter.settings.resolve(linter.settings.baseline) if linter.settings.baseline else None


def cover(runs: Sequence[Run], named: str | None, *, whole: bool) -> tuple[list[tuple[PostReport, ...]], list[str]]:
    """Return the reports of each run with what a baseline covers suppressed, and what to say beside the report.

    `whole` says that all rules ran and all findings count: only then is an entry that was not found stale.
    Raise SettingsError for a baseline that cannot be read.
    """
    found: list[tuple[PostReport, ...]] = []
    said: list[str] = []
    for linter, posts in runs:
        path = baseline_path(linter, named)
        rules: list[str] = []
        if linter.waivers:
            rules += [linter.packs.resolve(one.rule) or "" for one in linter.waivers.listed if one.fingerprint]
            said += [f"note: {idle}" for idle in linter.waivers.idle(posts)] if whole else []
        covered = posts
        if path:
            known = _load(path, linter)
            rules += [entry.rule for entry in known.counts]
            result = known.apply(posts, linter.packs)
            covered = result.posts
            if result.stale and whole:
                said.append(_stale(path, sum(result.stale.values())))
        if rules and not linter.has_key:
            from linter.fingerprint_key import note

            said.append(note(linter.settings, linter.packs, rules))
        found.append(covered)
    return found, [line for line in dict.fromkeys(said) if line]


def _load(path: Path, linter: Linter) -> Baseline:
    from linter import baseline

    return baseline.load(path, key_of(linter.settings))


def _stale(path: Path, count: int) -> str:
    from linter.errors import shown

    what = "one finding that is" if count == 1 else f"{count} findings that are"
    return f"note: {shown(path)} covers {what} no longer there; take out what is stale: postlint baseline prune"
