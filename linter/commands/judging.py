"""Judge drafts for the commands that work on findings: plainly and in full.

No result of an earlier run is taken over, only what is known of the rules themselves and of pictures that are the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from linter import cache, compiled, projects
from linter.covering import key_of
from linter.engine import Linter
from linter.errors import DraftError, Fault, NoDraftError
from linter.post import Draft
from linter.reading import Reading
from linter.report import PostReport
from linter.settings import Settings
from linter.value import frozen


@frozen
class JudgedDraft:
    """A draft with its bytes and what was found in it."""

    draft: Draft
    data: bytes
    posts: tuple[PostReport, ...]


@frozen
class Judged:
    """The drafts of one project; `failures` are those that could not be read or judged in full."""

    linter: Linter
    drafts: tuple[JudgedDraft, ...]
    failures: tuple[Fault, ...]

    @property
    def posts(self) -> tuple[PostReport, ...]:
        """Return what was found in all drafts."""
        return tuple(post for each in self.drafts for post in each.posts)


def judge(args: argparse.Namespace, paths: Sequence[str]) -> tuple[tuple[Judged, ...], tuple[Fault, ...]]:
    """Return the drafts under some paths, judged by project, and what could not be found.

    Raise SettingsError or RuleError.
    """
    named = Path(args.settings).absolute() if args.settings else None
    found, failures = projects.gather(paths, named)
    linters = [linter_for(project.settings, args.policy) for project in found]
    judged = [_judge(linter, project.files, paths) for linter, project in zip(linters, found, strict=True)]
    return tuple(judged), failures


def linter_for(settings: Settings, policy: str | None) -> Linter:
    """Return a linter that knows what is kept of rules and pictures. Raise SettingsError or RuleError."""
    store = cache.opened()
    known = compiled.load(store) if store else None
    linter = Linter(
        settings,
        policy=policy,
        key=key_of(settings),
        store=store if settings.cache else None,
        compiled=known,
    )
    if store and not known:
        compiled.keep(store, linter.packs)
    return linter


def _judge(linter: Linter, files: Sequence[str], words: Sequence[str]) -> Judged:
    drafts: list[JudgedDraft] = []
    failures: list[Fault] = []
    reading = Reading(linter.settings)
    for path in files:
        try:
            data = Path(path).read_bytes()
            draft = reading.read(path, data)
        except OSError as error:
            failures.append(Fault(path, f"cannot be read: {error.strerror or error}"))
        except DraftError as error:
            if not isinstance(error, NoDraftError) or projects.is_named(path, words):
                failures += error.faults
        else:
            posts = linter.check_draft(draft, Path(path).parent.absolute())
            failures += [*draft.faults, *(fault for post in posts for fault in post.failures)]
            drafts.append(JudgedDraft(draft, data, posts))
    return Judged(linter, tuple(drafts), tuple(failures))
