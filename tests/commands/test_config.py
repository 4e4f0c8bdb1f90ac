"""`postlint config`: the effective settings and where each value came from."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from linter.commands import config
from tests.commands.made import FILES, run, school


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return school(tmp_path)


def values(settings: Path, policy: str | None = None) -> dict[str, tuple[Any, str]]:
    found = json.loads(run(config, "--format", "json", settings=settings, policy=policy).out)
    return {".".join(item["key"]): (item["value"], item["from"]) for item in found["values"]}


@pytest.mark.parametrize(
    ("key", "value", "origin"),
    [
        ("policy", "quayside", "postlint.toml"),
        ("fail_on", "error", "default"),
        ("school.name", "Quayside School", "postlint.toml"),
        ("school.town", "", "default"),
        ("people.staff", "private/staff.csv", "postlint.toml; private, never shown"),
        ("people.roll", "", "default"),
        ("hours.contracted", "08:30-16:00", "default"),
        ("rules.gloves-mocked.severity", "warning", "profile quayside"),
        ("rules.gloves-mocked.options.unless", ["glove puppet", "glove compartment"], "profile quayside"),
        ("rules.gloves-mocked.cases.mitten.severity", "error", "postlint.toml"),
        ("rules.lost-hat.severity", "warning", "the rule"),
        ("rules.lost-scarf.severity", "off", "profile quayside"),
    ],
)
def test_a_value_says_where_it_came_from(key: str, value: Any, origin: str, settings: Path) -> None:
    assert values(settings)[key] == (value, origin)


def test_the_command_line_wins_and_says_so(settings: Path) -> None:
    assert values(settings, "default")["policy"] == ("default", "command line")


def test_the_text_is_toml_that_holds_the_same_values(settings: Path) -> None:
    text = run(config, settings=settings).out
    read = tomllib.loads(text)

    assert f"# Settings file: {settings}\n" in text
    assert read["policy"] == "quayside"
    assert read["calendar"] == [
        {"kind": "trip", "title": "Harbour", "from": "2026-11-26", "until": "2026-11-26", "topics": []}
    ]
    assert read["rules"]["gloves-mocked"]["cases"]["mitten"]["severity"] == "error"
    assert 'fail_on = "error"                                 # default\n' in text


def test_lists_of_people_are_named_and_never_opened(settings: Path) -> None:
    (settings.parent / "private").mkdir()
    (settings.parent / "private" / "staff.csv").write_text("id,first_name\nS01,Ottilie\n", encoding="utf-8")
    text = run(config, settings=settings).out

    assert 'staff = "private/staff.csv"               ' in text
    assert "Ottilie" not in text


def test_settings_in_pyproject_are_read_too(tmp_path: Path) -> None:
    school(tmp_path)
    (tmp_path / "postlint.toml").unlink()
    project = tmp_path / "pyproject.toml"
    project.write_text('[tool.postlint]\npacks = ["pack"]\n[tool.postlint.school]\ntown = "Quay"\n', encoding="utf-8")

    assert values(project)["school.town"] == ("Quay", "pyproject.toml")


def test_without_a_settings_file_all_are_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(config).out.startswith("# Settings file: none; these are the defaults\n")


def test_an_account_whose_name_needs_quotes_gets_them(tmp_path: Path) -> None:
    settings = school(tmp_path)
    settings.write_text(FILES["postlint.toml"] + '[accounts."year 4"]\nhandles = ["@y4"]\ntype = "official"\n')

    assert tomllib.loads(run(config, settings=settings).out)["accounts"]["year 4"]["type"] == "official"
