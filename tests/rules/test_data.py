"""The rules' data keep one shape: rule files, word lists, and what they cite of the policies."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from linter import __version__, checks, packs
from linter.evidence.normalise import fold
from tests.rules.test_sources import built, clauses

FOLDER = packs.own_folder()
PACK = packs.load()
RULES = sorted(PACK.rules)
LEXICONS = sorted((FOLDER / "lexicons").glob("*.toml"))
# The order in which a rule file is read: what it is, what it says, whom it serves, how it looks, what proves it.
KEYS = (
    "code", "summary", "severity", "since", "formerly", "message", "why", "fix", "clauses", "private", "silenceable",
    "when", "detect", "cases", "flags", "allows",
)  # fmt: skip


@cache
def _rule(name: str) -> tuple[Path, dict[str, Any]]:
    path = Path(PACK.rules[name].path)
    return path, tomllib.loads(path.read_text(encoding="utf-8"))


def _texts(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (key, text) of each message and fix, those of the cases too."""
    found = [(key, data[key]) for key in ("message", "fix")]
    for name, case in data.get("cases", {}).items():
        found += [(f"cases.{name}.{key}", case[key]) for key in ("message", "fix") if key in case]
    return found


# What a lexicon has in place of terms.
_ENTRIES = ({"entries"}, {"sets"}, {"entries", "sets"})


@cache
def _terms(path: Path) -> tuple[list[str], list[list[str]]]:
    """Return all terms of a lexicon, and the lists each of which is sorted."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = [entry["term"] for entry in data.get("entries", ())]
    lists = [data.get("terms", []), entries, *(each["terms"] for each in data.get("sets", ()))]
    return [term for each in lists for term in each], lists


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_a_lexicon_says_what_it_is_and_where_it_comes_from(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))

    assert set(data) in ({"summary", "source", "terms"}, *({"summary", "source", *more} for more in _ENTRIES))
    assert re.fullmatch(r"[A-Z].*\.", data["summary"])
    assert re.fullmatch(r"[A-Z].*\.", data["source"])


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_a_lexicon_is_sorted_and_without_spaces_at_the_ends(path: Path) -> None:
    terms, lists = _terms(path)

    assert all(term and term == " ".join(term.split()) for term in terms)
    assert [each for each in lists if each not in (sorted(each), sorted(each, key=str.casefold))] == []


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_no_two_terms_of_a_lexicon_are_the_same_when_folded(path: Path) -> None:
    terms, _ = _terms(path)
    # Acronyms are listed with their capitals, of which there may be two ways ("SENCo", "SENCO").
    key = str if path.stem == "acronyms" else lambda term: fold(term).text
    seen: dict[str, str] = {}

    assert [(seen[key(t)], t) for t in terms if seen.setdefault(key(t), t) != t] == []
    assert len(terms) == len(set(terms))


def test_every_lexicon_is_used_by_a_rule() -> None:
    used = {name for rule in RULES for name in re.findall(r'lexicon = "([^"]+)"', _rule(rule)[0].read_text("utf-8"))}
    # Evidence knows no rule, and has lexicons of its own.
    for path in (FOLDER.parent / "linter" / "evidence").rglob("*.py"):
        used |= set(re.findall(r'(?:lexicon\(|LEXICON = )"([^"]+)"', path.read_text("utf-8")))

    assert {path.stem for path in LEXICONS} - used == set()


@pytest.mark.parametrize("name", RULES)
def test_a_rule_file_has_its_keys_in_the_order_of_reading(name: str) -> None:
    _, data = _rule(name)

    assert list(data) == [key for key in KEYS if key in data]


@pytest.mark.parametrize("name", RULES)
def test_a_summary_is_one_imperative_sentence(name: str) -> None:
    summary = _rule(name)[1]["summary"]

    assert re.fullmatch(r"[A-Z][^.]*(\.[^ .][^.]*)*\.", summary), summary
    assert not re.search(r"\b(must|should|shall|needs?)\b", summary), summary
    assert not re.match(r"(A|An|The|This|It|There)\b", summary), summary


@pytest.mark.parametrize("name", RULES)
def test_messages_and_fixes_are_sentences(name: str) -> None:
    _, data = _rule(name)
    texts = [*_texts(data), ("why", data["why"])]

    assert [(key, text) for key, text in texts if not re.fullmatch(r"\S.*[^.\s]\.['’)]?", text)] == []
    assert [(key, text) for key, text in texts if "  " in text or "postlint: " in text] == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_not_older_than_postlint_nor_from_its_future(name: str) -> None:
    since = _rule(name)[1]["since"]
    released = tuple(int(number) for number in re.findall(r"\d+", __version__)[:2])

    assert re.fullmatch(r"\d+\.\d+", since)
    assert (0, 1) <= tuple(map(int, since.split("."))) <= released


@pytest.mark.parametrize("name", RULES)
def test_a_rule_cites_every_clause_that_names_it_and_none_that_does_not_exist(name: str) -> None:
    cited = _rule(name)[1].get("clauses", [])
    naming = {clause for clause, data in clauses() if name in data["rules"]}

    assert naming - set(cited) == set()
    assert set(cited) - {clause for clause, _ in clauses()} == set()
    assert len(cited) == len(set(cited))


@pytest.mark.parametrize("name", RULES)
def test_every_case_of_a_rule_is_shown_by_an_example(name: str) -> None:
    _, data = _rule(name)
    shown = {example.get("case", "") for example in data.get("flags", [])}

    accidents = {"too-slow", "crashed", "not-looked-at"} if name == "unreadable-image" else set()  # no file shows them
    assert set(data.get("cases", {})) - shown - accidents == set()
    assert shown - set(data.get("cases", {})) - {""} == set()


@pytest.mark.parametrize("name", RULES)
def test_the_options_of_a_rule_can_work(name: str) -> None:
    PACK.rules[name].options.validate()


@pytest.mark.parametrize("name", RULES)
def test_a_good_example_has_a_reason_and_a_bad_one_a_mark_or_a_missing_thing(name: str) -> None:
    _, data = _rule(name)

    assert [example["post"] for example in data.get("allows", []) if not example.get("why")] == []
    assert [example for example in data.get("allows", []) if "⟦" in str(example)] == []


def test_rules_use_only_kinds_that_exist() -> None:
    assert {data["detect"]["kind"] for data in built().values()} <= set(checks.names())
