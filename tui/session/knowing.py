"""What a morning adds up to, in counts and as a page for a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from linter.editing.saving import save
from linter.report import OUTCOMES, PostReport
from linter.rule import SEVERITIES, Severity
from linter.text import Lines
from linter.value import frozen
from tui.session.explaining import clause_texts
from tui.session.items import Item

if TYPE_CHECKING:
    from linter.engine import Linter
    from tui.session.session import Session

NOT_CHECKED = "not checked"
WAITING = "waiting"
NO_ACCOUNT = "no account"


@frozen
class Bar:
    """One bar of a chart: what it counts, how often, and how bad the worst of it is."""

    name: str
    count: int
    worst: str


@frozen
class Morning:
    """All posts of a queue added up. Each chart has its greatest bar first, but outcomes stand in their own order.

    `outcomes` count posts; `rules` count findings that are reported; `accounts` count posts with their worst outcome.
    """

    posts: int
    outcomes: tuple[Bar, ...]
    rules: tuple[Bar, ...]
    accounts: tuple[Bar, ...]
    silenced: int


def morning(items: Iterable[Item]) -> Morning:
    """Add up the posts of a queue."""
    states: Counter[str] = Counter()
    accounts: dict[str, Counter[str]] = {}
    rules: Counter[str] = Counter()
    worst: dict[str, Severity] = {}
    silenced = 0
    for item in items:
        state = item.outcome or (NOT_CHECKED if item.state == "not-checked" else WAITING)
        states[state] += 1
        accounts.setdefault(item.account or NO_ACCOUNT, Counter())[state] += 1
        for finding in item.report.findings if item.report else ():
            if finding.status != "reported":
                silenced += 1
                continue
            rules[finding.rule] += 1
            worst[finding.rule] = min(worst.get(finding.rule, "info"), finding.severity, key=SEVERITIES.index)
    order = (NOT_CHECKED, *OUTCOMES, WAITING)
    return Morning(
        sum(states.values()),
        tuple(Bar(name, states[name], name) for name in (*OUTCOMES, NOT_CHECKED, WAITING) if states[name]),
        tuple(Bar(name, count, worst[name]) for name, count in _greatest(rules)),
        tuple(
            Bar(name, count, min(accounts[name], key=order.index))
            for name, count in _greatest(Counter({name: found.total() for name, found in accounts.items()}))
        ),
        silenced,
    )


def _greatest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def write_page(path: Path, session: Session, *, replace: bool = False) -> None:
    """Write a session's posts as one page. Raise FileExistsError for a file that may not be replaced; PostlintError."""
    from linter import catalogue  # the commands behind it are needed here alone

    if path.exists() and not replace:
        raise FileExistsError(path)
    judged: dict[int, tuple[Linter, list[PostReport]]] = {}
    failures, sources, texts = [], dict[str, Lines](), dict[str, str]()
    for key, item in session.items.items():
        if item.report is None:
            failures += [item.fault] if item.fault else []
            continue
        settings = session.settings_of(key)
        if id(settings) not in judged:
            linter = session.linter_of(key)
            judged[id(settings)] = linter, []
            texts |= clause_texts(linter)
        judged[id(settings)][1].append(item.report)
        sources.setdefault(key.path, Lines(session.text_of(key)))
    runs = [(linter, tuple(posts)) for linter, posts in judged.values()]
    html = catalogue.html_page(runs, failures, sources, texts)
    save(path, html.encode("utf-8"))
