"""A school's own policy: extend one, point rules at its own clauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter, Post, Settings, packs, profile
from tests.small_pack import write_pack, write_rule

PROFILES = ("default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    pack = write_pack(tmp_path / "pack")
    write_rule(pack, "no-widgets", "widget", clauses='["trust/7.5"]')
    (tmp_path / "ours.toml").write_text(
        'summary = "Our own policy."\nextends = "trust"\n'
        '[[clauses]]\nid = "4.2"\ntext = "Do not post widgets."\nrules = ["no-widgets"]\n'
        '[[clauses]]\nid = "4.3"\ntext = "Be kind."\nreason = "No draft can show it."\n'
        '[rules.no-widgets]\nseverity = "error"\n',
        encoding="utf-8",
    )
    (tmp_path / "postlint.toml").write_text('policy = "ours.toml"\npacks = ["pack"]\n', encoding="utf-8")
    return tmp_path


def test_a_school_extends_a_profile_and_cites_its_own_clauses(school: Path) -> None:
    linter = Linter.from_settings(school / "postlint.toml", select=["no-widgets"])

    finding = linter.check(Post("widget")).findings[0]

    assert finding.severity == "error"
    assert finding.clauses == ("ours/4.2", "trust/7.5")
    assert linter.profile.chain == ("default", "trust", "ours")


def test_settings_win_over_the_profile(school: Path) -> None:
    path = school / "postlint.toml"
    path.write_text(path.read_text() + '[rules.no-widgets]\nseverity = "info"\n', encoding="utf-8")

    active = Linter.from_settings(path).profile.rules["no-widgets"]

    assert (active.severity, active.origin) == ("info", "settings")


@pytest.mark.parametrize("name", PROFILES)
def test_a_shipped_profile_resolves_every_rule(name: str) -> None:
    known = packs.load()

    resolved = profile.load(Settings(), known, name)

    assert set(resolved.rules) == set(known.rules)
    assert resolved.sources == ((name,) if name != "default" else PROFILES[1:])


def test_a_rule_that_is_switched_off_stays_off_in_all_its_cases() -> None:
    resolved = profile.load(Settings(), packs.load(), "trust")

    assert not resolved.rules["posting-time"].is_on
    assert resolved.rules["posting-time"] not in resolved.active()


@pytest.mark.parametrize("name", PROFILES)
def test_what_a_shipped_profile_changes_of_a_rule_is_sound(name: str) -> None:
    resolved = profile.load(Settings(), packs.load(), name)

    for active in resolved.rules.values():
        active.options.validate()
