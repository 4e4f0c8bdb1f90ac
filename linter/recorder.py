"""Note what a run of `check` found, and what it depended on, so that `replay` can tell it over again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from linter import cache, checks
from linter.cache.inputs import Input, Unsettled, take
from linter.cache.results import Results, base_of, looked_at, machinery
from linter.replay import key
from linter.report import Report

if TYPE_CHECKING:
    import argparse

    from linter.cache import DiskStore
    from linter.engine import Linter
    from linter.projects import Project
    from linter.settings import Settings

# Of the arguments as parsed: what changes no finding of a draft, and what does and is part of the key. With any other
# that is set nothing is kept: what it does is not known here.
_HARMLESS = frozenset(
    {
        *("command", "words", "paths", "format", "output", "fail_on", "color", "quiet", "show_values", "settings"),
        *("stdin_filename", "no_cache", "timings", "asker", "whole_parser", "progress", "wire"),
    }
)
_CHANGING = ("policy", "select", "ignore")
_WITHOUT_POSTS = frozenset({"text", "json", "jsonl", "github", "junit", "sarif"})  # the page shows the posts themselves
_NEVER_WALKED = frozenset({".git", ".venv", "node_modules", "__pycache__"})
_MOST_FOLDERS = 2_000


class Recorder:
    """What one run keeps. All that is doubtful is left out; nothing here raises because of a file or a disk."""

    def __init__(self, args: argparse.Namespace, store: DiskStore) -> None:
        """Prepare to keep what a run with these arguments finds."""
        self.store = store
        self._args = args
        self._words: Sequence[str] = getattr(args, "words", ())
        self._inputs: list[Input] = []
        self._results: list[Results | None] = []
        try:
            self._machine = machinery(store)
        except (Unsettled, OSError):
            self._machine = ""

    def results(self, project: Project, linter: Linter) -> Results | None:
        """Return the kept results of a project's drafts; None if there can be none. Ask once a project, in order."""
        found = self._results_of(project, linter)
        self._results.append(found)
        return found

    def _results_of(self, project: Project, linter: Linter) -> Results | None:
        settings, args = project.settings, self._args
        known = _HARMLESS | set(_CHANGING)
        if (
            not self._machine
            or not settings.cache
            or any(item for name, item in vars(args).items() if name not in known)
        ):
            return None
        if any(active.rule.kind not in checks.CHECKS for active in linter.active):
            return None  # the code of others may change without a trace
        if linter.context.people.index is not None:
            return None  # what a keyed index finds depends on a key that is no part of the keys here
        # Waivers and baselines look at which drafts exist, and say more than the results do; and of the environment
        # only what is named after postlint is a part of the keys.
        if linter.waivers or settings.baseline or not settings.fingerprint_key_env.startswith("POSTLINT_"):
            return None
        try:
            inputs = looked_at(settings.source or None, str(settings.root), args.policy)
            if settings.names.engine:
                inputs += _models(settings)
        except (Unsettled, OSError, ValueError):
            return None
        self._inputs += inputs
        options = [f"{name}={getattr(args, name)!r}" for name in _CHANGING]
        return Results(
            self.store, base_of(self._machine, [*inputs, Input("root", str(settings.root), "", "")], options)
        )

    @property
    def may_tell(self) -> bool:
        """Say whether kept results are enough for the report that was asked for."""
        return self._args.format in _WITHOUT_POSTS

    def note(self, report: Report, projects: Sequence[Project], clauses: Mapping[str, str]) -> None:
        """Note a whole run, if it can be told over again from what was kept. `clauses` are the texts that it cites."""
        with suppress(Unsettled, OSError, ValueError):
            self._note(report, projects, clauses)
        self.store.sweep()

    def _note(self, report: Report, projects: Sequence[Project], clauses: Mapping[str, str]) -> None:
        files = [path for project in projects for path in project.files]
        if report.all_failures or not files or "-" in files or not self._words or None in self._results:
            return
        if any(project.settings.stats.log for project in projects):
            return  # each run counts, and one that is told over is not counted
        told = []
        for results, project in zip(self._results, projects, strict=True):
            for path in project.files:
                with open(path, "rb") as file:
                    told.append(results and results.get(path, file.read()))
        # What was made of the results after the drafts were judged cannot be told over from the results.
        if None in told or [post for posts in told for post in posts or ()] != [_bare(post) for post in report.posts]:
            return
        inputs = [*self._inputs, *_found_by(self._args.paths, files, self._args.settings)]
        plan = {
            "policy": report.policy,
            "fail_on": report.fail_on,
            "clauses": dict(clauses),
            "projects": [
                (kept.base, project.files) for kept, project in zip(self._results, projects, strict=True) if kept
            ],
            "inputs": list(dict.fromkeys(inputs)),
        }
        self.store.put(key(self._machine, self._words), json.dumps(plan).encode("ascii"))


def start(args: argparse.Namespace) -> Recorder | None:
    """Return what keeps the results of a run; None if nothing is to be kept."""
    store = cache.opened()
    return Recorder(args, store) if store else None


def _models(settings: Settings) -> list[Input]:
    """Return what the name engine of the settings reads. Raise Unsettled or OSError."""
    from linter.evidence.names.engine_choice import read_from

    return [take("model" if path.is_dir() else "file", str(path)) for path in read_from(settings)]


def _bare(post: object) -> object:
    from linter.value import replace

    return replace(post, post=None)


def _found_by(words: Iterable[str], files: Iterable[str], named: str | None) -> list[Input]:
    """Return what the choice of drafts, and of the settings for each, depends on. Raise Unsettled or OSError."""
    found: dict[tuple[str, str], Input] = {}

    def add(kind: str, path: str) -> None:
        if (kind, path) not in found:
            found[kind, path] = take(kind, path)

    def add_above(folder: str, *names: str) -> None:
        while True:
            for name in names:
                if name.startswith(".git" + os.sep) and os.path.isfile(os.path.join(folder, ".git")):
                    raise Unsettled(folder)  # a worktree: what it ignores is said elsewhere
                add("file", os.path.join(folder, name))
            if os.path.dirname(folder) == folder:
                return
            folder = os.path.dirname(folder)

    homes = {os.path.dirname(os.path.abspath(path)) for path in files}
    for word in words:
        path = os.path.abspath(word)
        if os.path.islink(path) or not os.path.exists(path):
            raise Unsettled(word)
        if os.path.isfile(path):
            continue
        homes.add(path)
        # Which files git ignores is said in every folder above, and in the repository itself.
        add_above(path, ".gitignore", os.path.join(".git", "info", "exclude"))
        for folder in _folders(path):
            add("listing", folder)
            add("file", os.path.join(folder, ".gitignore"))
            homes.add(folder)
    for home in sorted(homes):
        if named is None:
            add_above(home, "postlint.toml", "pyproject.toml")
    return list(found.values())


def _folders(top: str) -> list[str]:
    """Return a folder and those below it in which drafts are looked for. Raise Unsettled if links lead elsewhere."""
    found = [top]
    for folder in found:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    raise Unsettled(entry.path)
                if entry.is_dir() and not entry.name.startswith(".") and entry.name not in _NEVER_WALKED:
                    found.append(entry.path)
        if len(found) > _MOST_FOLDERS:
            raise Unsettled(top)
    return found
