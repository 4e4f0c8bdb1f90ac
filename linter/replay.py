"""An unchanged `postlint check` over again, without reading a rule.

After a run, `recorder` notes what the run depended on; the next run with the same words in the same folder looks only
whether all that is as it was, takes the kept results of each draft, whose bytes it reads, and renders them. Whatever is
not exactly so, an option that is not known here, a file that changed or cannot be read, an entry that does not open,
is no error: then the run is made in full. Runs of which anything could not be done are never noted.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

from linter import cache
from linter.cache.seal import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.cache import DiskStore
    from linter.report import PostReport

# Only these: what another option does to a report is not known here.
_FORMATS = frozenset({"text", "json", "jsonl", "github", "junit"})
_FLAGS = frozenset({"--quiet"})
_OPTIONS = frozenset({"--format", "--select", "--ignore", "--fail-on", "--color", "--settings", "--policy"})


def recall(words: Sequence[str]) -> tuple[str, int] | None:
    """Return the report and the exit code of `check` with these words, if they are known for certain; else None."""
    if os.environ.get("POSTLINT_DEBUG"):
        return None
    try:
        options = _options(words)
        store = cache.opened() if options is not None else None
        if options is None or store is None or not os.path.isdir(store.folder):
            return None
        return _recalled(words, options, store)
    except Exception:  # noqa: BLE001 - whatever is wrong with a cache, the run is made in full
        return None


def _recalled(words: Sequence[str], options: dict[str, str], store: DiskStore) -> tuple[str, int] | None:
    from linter.cache.inputs import Input, is_same
    from linter.cache.results import Results, machinery

    entry = store.get(key(machinery(store), words))
    plan = json.loads(entry) if entry is not None else None
    if plan is None or not all(is_same(Input(*row)) for row in plan["inputs"]):
        return None
    from linter.renderers import RenderOptions, render
    from linter.report import Report
    from linter.text import Lines

    posts: list[PostReport] = []
    sources: dict[str, Lines] = {}
    for base, paths in plan["projects"]:
        results = Results(store, base)
        for path in paths:
            with open(path, "rb") as file:
                data = file.read()
            known = results.get(path, data)
            if known is None:
                return None
            posts += known
            if any(post.findings for post in known):
                sources[path] = Lines(_text(data))
    report = Report(plan["policy"], tuple(posts), (), plan["fail_on"])
    format_ = options.get("--format", "text")
    color = options.get("--color", "auto")
    wants_color = color == "always" or (color == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    shown = RenderOptions(
        color=wants_color,
        width=_width(),
        sources=sources,
        clauses=plan["clauses"] if format_ == "text" else {},
        quiet="--quiet" in options,
    )
    return render(format_, report, shown), report.exit_code


def _options(words: Sequence[str]) -> dict[str, str] | None:
    """Return the options among the words after `check`; None if one of them is not known here."""
    if not words or words[0] != "check":
        return None
    found: dict[str, str] = {}
    rest = list(words[1:])
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            continue
        name, equals, value = word.partition("=")
        if name in _FLAGS and not equals:
            found[name] = ""
        elif name in _OPTIONS and (equals or rest):
            found[name] = value if equals else rest.pop(0)
        else:
            return None
    return found if found.get("--format", "text") in _FORMATS else None


def key(machine: str, words: Sequence[str]) -> str:
    """Return under what a run is noted: what judges, where, and the words of the command line."""
    return digest("run", machine, os.getcwd(), *words)


def _text(data: bytes) -> str:
    """Return a draft's text as `readers` decodes it. Raise ValueError for what is rare: then the run is full."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("UTF-16")
    return data.decode("utf-8")


def _width() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return 100
