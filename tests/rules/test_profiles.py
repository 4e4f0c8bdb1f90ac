"""The profiles of the five policies and the neutral one: consistent with the rules, the sources and each other."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.rules.test_sources import IN_PROGRESS, RULES, built, load, planned

NAMES = ("default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne")
KEYS = {"summary", "extends", "sources", "clauses", "rules"}
SETTINGS = {"error", "warning", "info", "off"}


@cache
def profiles() -> dict[str, dict[str, Any]]:
    return {path.stem: load(path) for path in sorted((RULES / "profiles").glob("*.toml"))}


@cache
def severities() -> dict[str, str]:
    """Return rule name → its own severity, for rules that are built or planned."""
    listed = {rule["name"]: rule for rule in planned()} | built()
    return {name: str(rule["severity"]) for name, rule in listed.items()}


def chain(name: str) -> list[str]:
    """Return the names that a profile extends, nearest first. Fail if it extends itself in a circle."""
    found: list[str] = []
    while name := profiles()[name].get("extends", ""):
        assert name not in found, f"{name} extends itself in a circle"
        found.append(name)
    return found


def inherited(name: str, rule: str) -> str | None:
    """Return the severity that a rule would have without this profile; None if the rule has no file yet."""
    for parent in chain(name):
        override = profiles()[parent].get("rules", {}).get(rule, {})
        if "severity" in override:
            return str(override["severity"])
    return severities().get(rule)


def test_there_is_a_profile_for_every_policy_and_a_neutral_one() -> None:
    assert set(NAMES) <= set(profiles())


@pytest.mark.parametrize("name", profiles())
def test_a_profile_uses_only_known_keys_and_sums_itself_up(name: str) -> None:
    profile = profiles()[name]
    assert set(profile) <= KEYS
    assert profile["summary"].endswith(".")


@pytest.mark.parametrize("name", profiles())
def test_a_profile_extends_a_profile_that_exists(name: str) -> None:
    assert set(chain(name)) <= set(profiles())


def test_every_profile_but_the_default_extends_the_default() -> None:
    assert chain("default") == []
    assert [name for name in NAMES[1:] if chain(name) != ["default"]] == []


@pytest.mark.parametrize("name", profiles())
def test_a_profile_cites_sources_that_exist(name: str) -> None:
    cited = profiles()[name].get("sources", [])
    assert len(cited) == len(set(cited))
    assert set(cited) <= {path.stem for path in (RULES / "sources").glob("*.toml")}


def test_the_profile_of_a_policy_cites_that_policy_alone() -> None:
    assert {name: profiles()[name]["sources"] for name in NAMES[1:]} == {name: [name] for name in NAMES[1:]}


def test_the_default_profile_cites_all_five_policies() -> None:
    assert set(profiles()["default"]["sources"]) == set(NAMES[1:])


@pytest.mark.parametrize("name", profiles())
def test_a_profile_sets_severities_that_exist(name: str) -> None:
    for rule, override in profiles()[name].get("rules", {}).items():
        assert override.get("severity", "error") in SETTINGS, rule


@pytest.mark.parametrize("name", profiles())
def test_a_profile_changes_only_rules_that_exist_or_are_planned(name: str) -> None:
    known = set(severities()) | IN_PROGRESS
    assert set(profiles()[name].get("rules", {})) - known == set()


@pytest.mark.parametrize("name", profiles())
def test_an_override_differs_from_what_is_inherited(name: str) -> None:
    overrides = profiles()[name].get("rules", {})
    same = [rule for rule, o in overrides.items() if "severity" in o and o["severity"] == inherited(name, rule)]
    assert same == []


@pytest.mark.parametrize("name", NAMES[1:])
def test_each_override_stands_below_a_comment_that_names_its_clauses(name: str) -> None:
    path = RULES / "profiles" / f"{name}.toml"
    clauses = {f"{name}/{clause['id']}" for clause in load(RULES / "sources" / f"{name}.toml")["clauses"]}
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line.startswith("[rules.") and line.count(".") == 1:
            first = number
            while lines[first - 1].startswith("#"):
                first -= 1
            words = " ".join(lines[first:number]).replace("# ", "").split()
            named = {word.strip(",.:") for word in words if word.startswith(f"{name}/")}
            assert named, line
            assert named <= clauses, line
