"""The cited documents and the list of rules still to be built: complete, consistent and readable."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

RULES = Path(__file__).parents[2] / "rules"
DATA_FOLDERS = {"lexicons", "platforms", "profiles", "sources"}
TOTALS = {"chase-terrace": 60, "coniston": 24, "trust": 58, "cheadle-heath": 68, "testbourne": 58}
MARKS = {"field", "heuristic", "attestation", "none"}
SEVERITIES = {"error", "warning", "info"}
SOURCE_KEYS = {"title", "publisher", "version", "note", "clauses"}
CLAUSE_KEYS = {"id", "text", "check", "inputs", "rules", "reason", "violating", "near_miss"}
PLANNED_KEYS = {"name", "code", "severity", "summary"}
INPUTS = {
    "text", "alt", "image", "image.meta", "image.name", "image.tags", "acct", "author", "approval", "roll", "nophoto",
    "consent", "staff", "logos", "platform", "when", "cal", "links", "reply", "profile",
}  # fmt: skip
IN_PROGRESS = {
    "missing-approval", "wrong-account", "missing-views-disclaimer", "personal-view-on-official-account",
    "opinion-on-school-behalf", "author-not-declared", "employment-disclosed", "school-contact-on-personal-account",
    "posting-time", "platform-not-permitted", "reply-without-review", "confidential-marker",
    "embargoed-or-provisional", "work-information-on-personal-account", "inappropriate-link",
    "opaque-or-private-link", "flagged-account-or-group", "platform-limits", "missing-alt-text", "alt-text-quality",
    "hashtag-not-camel-case", "emoji-or-caps-overuse", "password-or-access-code", "unreadable-image",
    "hidden-characters",
}  # fmt: skip
CODE = re.compile(r"\b(?:PII|PUP|SAF|STF|CON|PRF|LNG|LEG|ACC|IMG|ACS|LNK|PLT)-\d")
MARKDOWN = re.compile(r"[`*|]|\]\(")


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def sources() -> dict[str, dict[str, Any]]:
    return {path.stem: load(path) for path in sorted((RULES / "sources").glob("*.toml"))}


def built() -> dict[str, dict[str, Any]]:
    paths = (path for path in RULES.glob("*/*.toml") if path.parent.name not in DATA_FOLDERS)
    return {path.stem: load(path) for path in paths}


def planned() -> list[dict[str, Any]]:
    return list(load(RULES / "planned.toml").get("rules", []))


def known_rules() -> set[str]:
    return set(built()) | {rule["name"] for rule in planned()} | IN_PROGRESS


def clauses() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, source in sources().items():
        for clause in source["clauses"]:
            yield f"{name}/{clause['id']}", clause


@pytest.mark.parametrize(("name", "total"), TOTALS.items())
def test_a_source_holds_every_clause_of_its_policy(name: str, total: int) -> None:
    assert len(sources()[name]["clauses"]) == total


def test_the_five_policies_have_268_clauses() -> None:
    assert sum(len(sources()[name]["clauses"]) for name in TOTALS) == 268


def test_a_source_says_what_it_is_and_uses_only_known_keys() -> None:
    for name, source in sources().items():
        assert set(source) <= SOURCE_KEYS, name
        assert source["title"], name
        assert source["publisher"], name
        assert source["note"].endswith("."), name
        assert "version" in source, name


def test_the_ids_of_clauses_are_unique_and_without_spaces() -> None:
    ids = [name for name, _ in clauses()]
    assert sorted(ids) == sorted(set(ids))
    assert [name for name in ids if not re.fullmatch(r"[a-z-]+/[A-Za-z0-9][A-Za-z0-9.,-]*", name)] == []


def test_a_clause_uses_only_known_keys() -> None:
    assert {name: set(clause) - CLAUSE_KEYS for name, clause in clauses() if set(clause) - CLAUSE_KEYS} == {}


def test_a_clause_is_one_plain_sentence() -> None:
    for name, clause in clauses():
        text = clause["text"]
        assert re.fullmatch(r"[A-Z].*[^.]\.", text), name
        assert not re.search(r"[.!?] [A-Z]", text), name


def test_a_reason_is_one_plain_sentence() -> None:
    for name, clause in clauses():
        if "reason" in clause:
            assert re.fullmatch(r"['A-Z].*[^.]\.", clause["reason"]), name


def test_no_text_holds_a_code_or_markup_or_stray_space() -> None:
    for name, clause in clauses():
        for key in CLAUSE_KEYS - {"id", "check", "inputs", "rules"}:
            if key in clause:
                text = clause[key]
                assert text, f"{name} {key}"
                assert text == " ".join(text.split()), f"{name} {key}"
                assert not CODE.search(text), f"{name} {key}"
                assert not MARKDOWN.search(text), f"{name} {key}"


def test_a_clause_has_known_marks_of_how_it_is_checked() -> None:
    for name, clause in clauses():
        marks = clause["check"]
        assert marks, name
        assert set(marks) <= MARKS, name
        assert len(marks) == len(set(marks)), name


def test_a_clause_needs_known_inputs() -> None:
    for name, clause in clauses():
        assert set(clause["inputs"]) <= INPUTS, name
        assert len(clause["inputs"]) == len(set(clause["inputs"])), name


def test_a_clause_with_rules_says_what_they_look_at() -> None:
    assert [name for name, clause in clauses() if clause["rules"] and not clause["inputs"]] == []


def test_a_clause_without_rules_or_only_partly_checked_says_why() -> None:
    silent = [
        name
        for name, clause in clauses()
        if (not clause["rules"] or "none" in clause["check"]) and not clause.get("reason")
    ]
    assert silent == []


def test_a_clause_names_rules_that_exist_or_are_planned() -> None:
    known = known_rules()
    assert {name: set(clause["rules"]) - known for name, clause in clauses() if set(clause["rules"]) - known} == {}


def test_a_clause_names_each_rule_once() -> None:
    assert [name for name, clause in clauses() if len(clause["rules"]) != len(set(clause["rules"]))] == []


def test_a_planned_rule_has_a_name_a_code_a_severity_and_a_summary() -> None:
    for rule in planned():
        assert set(rule) == PLANNED_KEYS, rule
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule["name"]), rule
        assert re.fullmatch(r"[A-Z]{3}-\d{3}", rule["code"]), rule
        assert rule["severity"] in SEVERITIES, rule
        assert re.fullmatch(r"[A-Z].*[^.]\.", rule["summary"]), rule


def test_a_planned_rule_is_not_built_yet() -> None:
    assert {rule["name"] for rule in planned()} & set(built()) == set()


def test_the_names_and_codes_of_planned_and_built_rules_are_unique() -> None:
    names = [rule["name"] for rule in planned()] + list(built())
    codes = [rule["code"] for rule in planned()] + [rule["code"] for rule in built().values()]
    assert sorted(names) == sorted(set(names))
    assert sorted(codes) == sorted(set(codes))


def test_planned_rules_are_sorted_by_code() -> None:
    codes = [rule["code"] for rule in planned()]
    assert codes == sorted(codes)
