"""The schemas take every file that postlint takes, refuse what a schema can refuse, and are not stale."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from linter import packs
from linter.commands import json_schema, schema
from linter.errors import SettingsError
from tests.commands.made import run, school
from tests.conftest import ROOT, SAMPLES

FAULTS = ROOT / "tests" / "faults"
# Faults that show only in the file's text, or only beside other files, the rules or the clock.
BEYOND = {
    "settings": {
        "calendar-ends-before-it-begins", "duplicate-key", "handle-in-two-accounts", "hours-run-backwards", "not-toml",
        "name-engine-file-missing", "name-engine-unknown", "name-engine-without-its-file", "name-engine-without-model",
        "name-model-folder-missing", "name-model-given-twice", "name-model-not-installed", "name-model-without-engine",
        "pack-missing", "planned-rule-with-options", "policy-does-not-exist", "policy-file-does-not-exist",
        "rule-case-unknown", "rule-does-not-exist", "rule-named-by-its-code", "rule-option-of-the-wrong-kind",
        "rule-option-unknown", "rule-that-cannot-be-switched-off", "roll-missing",
 "staff-list-missing", "unclosed-string",
    },
    "rules": {
        "Not-Kebab", "case-with-a-clause-that-the-rule-lacks", "frame-mark-out-of-range", "frame-with-one-slot",
        "lexicon-missing", "no-phrases", "phrase-begins-with-a-gap", "phrase-that-matches-nothing",
        "phrase-with-an-unknown-placeholder",
    },
    "profiles": {"clause-points-at-no-rule", "extends-itself", "extends-nothing", "rule-unknown", "source-unknown"},
}  # fmt: skip


@cache
def validator(name: str, part: str = "") -> jsonschema.Draft202012Validator:
    made = json_schema.SCHEMAS[name](packs.load())
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator({"$defs": made["$defs"], "$ref": part} if part else made)


def said(name: str, data: Any, part: str = "") -> list[str]:
    """Return what a schema says against data, which is first made what an editor sees."""
    seen = json.loads(json.dumps(data, default=_text))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name, part).iter_errors(seen)]


def _text(value: object) -> str:
    assert isinstance(value, date | datetime)
    return value.isoformat()


def toml(path: Path) -> Any:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(json_schema.SCHEMAS))
def test_the_committed_schema_is_not_stale(name: str) -> None:
    committed = (ROOT / "linter" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")

    assert committed == schema.text(name, packs.load()), "write it: postlint schema all --output linter/schemas"


def test_the_settings_of_the_samples_pass() -> None:
    assert said("settings", toml(SAMPLES / "postlint.toml")) == []


def test_every_rule_passes() -> None:
    paths = [Path(rule.path) for rule in packs.load().rules.values()]

    assert {path.stem: found for path in paths if (found := said("rule", toml(path)))} == {}


@pytest.mark.parametrize(("kind", "folder"), [("profile", "profiles"), ("source", "sources")])
def test_every_profile_and_source_passes(kind: str, folder: str) -> None:
    paths = sorted((ROOT / "rules" / folder).glob("*.toml"))

    assert len(paths) > 4
    assert {path.stem: found for path in paths if (found := said(kind, toml(path)))} == {}


def drafts(folder: Path) -> list[tuple[str, Any, str]]:
    """Return (name, data, part of the schema) of the drafts that have data."""
    found: list[tuple[str, Any, str]] = []
    for path in sorted(folder.iterdir()):
        text = path.read_bytes().decode("utf-8", "replace")
        if path.suffix in (".yaml", ".yml"):
            found += [(path.name, data, "") for data in yaml.load_all(text, yaml.BaseLoader)]
        elif path.suffix == ".json":
            found.append((path.name, json.loads(text), ""))
        elif path.suffix == ".jsonl":
            found += [(path.name, json.loads(line), "") for line in text.splitlines() if line.strip()]
        elif text.startswith("---\n"):
            found.append((path.name, yaml.load(text.split("---\n")[1], yaml.BaseLoader), "#/$defs/front-matter"))
    return found


@pytest.mark.parametrize("folder", ["clean", "flagged"])
def test_every_draft_of_the_samples_passes(folder: str) -> None:
    wrong = {
        name: found for name, data, part in drafts(SAMPLES / folder) if (found := said("draft", _typed(data), part))
    }

    assert wrong == {}


def _typed(data: Any) -> Any:
    """Return YAML that was read as text with its booleans: editors follow YAML 1.2, where dates are text."""
    if isinstance(data, dict):
        return {key: _typed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_typed(value) for value in data]
    return {"true": True, "false": False, "": None}.get(data, data) if isinstance(data, str) else data


@pytest.mark.parametrize(("kind", "folder"), [("settings", "settings"), ("rule", "rules"), ("profile", "profiles")])
def test_the_malformed_files_that_a_schema_can_refuse_are_refused(kind: str, folder: str) -> None:
    passed = set()
    for path in sorted((FAULTS / folder).glob("*.toml")):
        try:
            data = toml(path)
        except tomllib.TOMLDecodeError:
            passed.add(path.stem)
            continue
        if not said(kind, data):
            passed.add(path.stem)

    assert passed == BEYOND[folder]


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"body": "x", "acount": "main"},
        {"body": "x", "schedule": "tomorrow"},
        {"body": "x", "schedule": "23/11/2026"},
        {"body": "x", "images": [{"alt": "no path"}]},
        {"body": "x", "images": "fair.jpg"},
        {"body": "x", "images": [{"path": "fair.jpg", "people": "children"}]},
        {"body": "x", "approval": {"on": "2026-11-20"}},
        {"body": "x", "allow": [{"rule": "shouting"}]},
        {"body": "x", "confident": "yes"},
        {"body": 5},
        {"posts": {"body": "x"}},
        {"posts": [], "account": "main"},
        [{"title": "no body"}],
        "only words",
    ],
)
def test_a_malformed_draft_is_refused(draft: object) -> None:
    assert said("draft", draft) != []


@pytest.mark.parametrize(
    "draft",
    [
        {"body": "x"},
        {"body": "x", "title": None, "images": None, "platforms": "facebook", "author": {"name": "A", "role": None}},
        {"thread": ["one", {"body": "two"}], "schedule": "2026-11-23T09:00"},
        {"body": "x", "schedule": "2026-11-23 09:00:00+01:00", "variants": {"x": "short"}},
        {"posts": [{"body": "x"}]},
        [],
    ],
)
def test_a_sound_draft_passes(draft: object) -> None:
    assert said("draft", draft) == []


def test_front_matter_has_no_body_and_only_says_that_it_is_a_thread() -> None:
    part = "#/$defs/front-matter"

    assert said("draft", {"account": "main", "thread": True}, part) == []
    assert said("draft", {"body": "x"}, part) != []
    assert said("draft", {"thread": ["x"]}, part) != []


def test_every_key_has_plain_words() -> None:
    without = []
    for name, make in json_schema.SCHEMAS.items():
        made = make(packs.load())
        for title, table in {"": made, **made["$defs"]}.items():
            if not title.startswith(("detect.", "CsvOptions", "DocumentOptions")) and "." not in title:
                properties = table.get("properties", {})
                without += [f"{name} {title}.{key}" for key, one in properties.items() if "description" not in one]

    assert [key for key in without if not key.endswith(("lexicon.lexicon", "Readers.csv", "Readers.documents"))] == []


def test_the_words_are_of_keys_that_exist() -> None:
    known: set[tuple[str, str]] = set()
    for make in json_schema.SCHEMAS.values():
        made = make(packs.load())
        tops = {"Settings": made, "RuleFile": made, "ProfileFile": made, "Source": made}
        tables = {**tops, **made["$defs"], "Fields": made["$defs"].get("post", {})}
        for title, table in tables.items():
            known |= {(title, key) for key in table.get("properties", {})}

    words = json_schema.words()
    assert [f"{cls}.{key}" for cls, table in words.items() for key in table if (cls, key) not in known] == []


def test_a_lexicon_may_stand_for_a_list_or_among_its_words() -> None:
    rule = toml(Path(packs.load().rules["password-or-access-code"].path))
    sound = {**rule, "detect": {"kind": "phrase", "phrases": ["a", {"lexicon": "verdicts"}]}}

    assert said("rule", sound) == []
    assert said("rule", {**rule, "detect": {"kind": "phrase", "phrases": {"lexicon": "verdicts"}}}) == []
    assert said("rule", {**rule, "detect": {"kind": "phrase", "phrases": {"lexikon": "verdicts"}}}) != []
    assert said("rule", {**rule, "detect": {"kind": "phrase", "phrases": [5]}}) != []


def test_the_rules_of_the_schools_own_packs_are_offered(tmp_path: Path) -> None:
    made = json.loads(run(schema, "settings", settings=school(tmp_path)).out)

    assert (
        made["properties"]["rules"]["properties"]["gloves-mocked"]["description"] == "Do not make fun of lost gloves."
    )


def test_a_schema_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    settings = tmp_path / "postlint.toml"
    settings.write_text("", encoding="utf-8")

    one = run(schema, "draft", "--output", str(tmp_path / "new" / "d.json"), settings=settings)
    every = run(schema, "all", "--output", str(tmp_path / "all"), settings=settings)

    assert one.code == every.code == 0
    assert json.loads((tmp_path / "new" / "d.json").read_text(encoding="utf-8"))["$id"] == "urn:postlint:draft:1"
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == sorted(
        f"{name}.schema.json" for name in json_schema.SCHEMAS
    )
    assert run(schema, "all", settings=settings).code == 2


def test_the_schemas_that_are_written_by_hand_are_shown_as_they_are(tmp_path: Path) -> None:
    settings = tmp_path / "postlint.toml"
    settings.write_text("", encoding="utf-8")

    for name in ("report", "finding-line"):
        path = ROOT / "linter" / "schemas" / f"{name}.schema.json"
        assert run(schema, name, settings=settings).out == path.read_text(encoding="utf-8")


def test_a_schema_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = tmp_path / "postlint.toml"
    settings.write_text("", encoding="utf-8")

    with pytest.raises(SettingsError, match="cannot be written"):
        run(schema, "draft", "--output", str(tmp_path / "file" / "d.json"), settings=settings)
