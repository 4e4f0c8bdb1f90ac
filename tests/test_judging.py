"""The second round: rules that read what other rules found."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from linter import Linter, Post, Settings, checks
from linter.finding import Hit
from linter.judging import Hits
from linter.settings import RuleOverride
from linter.value import frozen
from tests.conftest import NOW
from tests.small_pack import write_pack, write_rule

LATER = (
    'code = "TST-100"\nsummary = "Mind it."\nseverity = "error"\nsince = "0.1"\nmessage = "m"\nwhy = "w"\nfix = "f"\n'
)


@frozen
class _Options:
    reads: str

    def validate(self) -> None:
        """Accept anything."""


def _check(post: Post, evidence: Any, options: _Options, hits: Hits) -> Iterable[Hit]:
    """Yield what another rule found once more, with a letter more."""
    for hit in hits.of(options.reads):
        yield Hit(hit.part, hit.start, hit.end + 1)


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kind = SimpleNamespace(AFTER=True, Options=_Options, check=_check)
    entry = SimpleNamespace(load=lambda: kind)
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda **wanted: [entry] if wanted["name"] == "later" else []
    )
    checks.load.cache_clear()
    folder = write_pack(tmp_path / "pack")
    write_rule(folder, "no-widgets", "widget", code="TST-200", severity="warning")
    detect = '\n[detect]\nkind = "later"\nreads = "{}"\n'
    # Its code comes before that of the rule whose hits it reads.
    (folder / "words/over-widgets.toml").write_text(
        LATER + "clauses = []\n" + detect.format("no-widgets"), encoding="utf-8"
    )
    more = LATER.replace("100", "101") + "clauses = []\n" + detect.format("over-widgets")
    (folder / "words/over-over.toml").write_text(more, encoding="utf-8")
    return folder


def _rules(pack: Path, body: str, **arguments: Any) -> list[str]:
    settings = Settings(packs=(str(pack),), rules=arguments.pop("rules", {}))
    linter = Linter(settings, now=NOW, **{"select": ["words"], **arguments})
    posts = linter.check(Post(body)).posts
    assert posts[0].failures == ()
    return [finding.rule for finding in posts[0].findings]


def test_a_rule_reads_what_a_rule_with_a_later_code_found(pack: Path) -> None:
    assert _rules(pack, "A widget!") == ["over-widgets", "no-widgets"]
    assert _rules(pack, "A gizmo!") == []


def test_a_rule_that_is_switched_off_or_not_selected_feeds_it_all_the_same(pack: Path) -> None:
    off = {"no-widgets": RuleOverride(severity="off")}

    assert _rules(pack, "A widget!", rules=off) == ["over-widgets"]
    assert _rules(pack, "A widget!", select=["over-widgets"]) == ["over-widgets"]
    assert _rules(pack, "A widget!", ignore=["no-widgets"]) == ["over-widgets"]


def test_a_rule_of_the_second_round_reads_no_other_of_it(pack: Path) -> None:
    assert "over-over" not in _rules(pack, "A widget!", select=["over-over"])


def test_what_a_rule_found_is_asked_once() -> None:
    asked: list[str] = []

    def look(rule: str) -> tuple[Hit, ...]:
        asked.append(rule)
        return (Hit("body", 0, 1),)

    hits = Hits(look)
    hits.keep("known", [Hit("body", 2, 3)])

    assert [hit.start for rule in ("known", "new", "new") for hit in hits.of(rule)] == [2, 0, 0]
    assert asked == ["new"]


def test_our_kinds_say_themselves_that_they_read_hits() -> None:
    said = {name for name, module in checks.CHECKS.items() if getattr(import_module(module), "AFTER", False)}

    assert said == checks.READERS_OF_HITS
