"""The examples on the page about reports are valid reports, and it leaves out no format."""

from __future__ import annotations

import json
import re

from linter.renderers import RENDERERS, render
from linter.renderers.jsonl import SCHEMA
from tests.conftest import ROOT
from tests.renderers import made
from tests.renderers.test_github import commands, read
from tests.renderers.test_jsonl import VALIDATOR as LINE
from tests.renderers.test_junit import SCHEMA as JUNIT
from tests.renderers.test_sarif import VALIDATOR as SARIF

PAGE = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_every_format_is_told_of() -> None:
    table = PAGE.partition("For all of them")[0]

    assert re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE) == sorted(
        RENDERERS, key=["text", "html", "json", "jsonl", "github", "sarif", "junit"].index
    )


def test_the_lines_follow_the_schema() -> None:
    lines = [json.loads(line) for line in example("jsonl").splitlines()]

    for line in lines:
        LINE.validate(line)
    assert [line["type"] for line in lines] == ["finding", "failure", "summary"]
    assert f'`schema: "{SCHEMA}"`' in PAGE


def test_the_commands_are_commands() -> None:
    lines = example("text").splitlines()

    assert [read(line).name for line in lines] == ["error", "notice"]
    assert list(read(lines[0]).properties) == list(commands(made.report())[-2].properties)


def test_the_result_fits_into_a_log() -> None:
    log = json.loads(render("sarif", made.report(), made.options(rules=made.rules())))
    result = json.loads(example("json"))
    known = set(log["runs"][0]["results"][0])
    log["runs"][0]["results"].append(result)

    SARIF.validate(log)
    assert set(result) == known


def test_the_properties_of_a_result_are_all_listed() -> None:
    log = json.loads(render("sarif", made.report()))
    row = next(line for line in PAGE.splitlines() if line.startswith("| `results[].properties`"))

    for result in log["runs"][0]["results"]:
        assert not [key for key in result["properties"] if f"`{key}`" not in row]


def test_the_test_report_follows_the_schema() -> None:
    JUNIT.validate(example("xml"))
