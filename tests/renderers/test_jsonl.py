"""The report line by line: its published shape, and the schema that ships with the package."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import linter
from linter.renderers import render
from linter.renderers.json_report import as_data
from linter.report import Report
from tests.renderers import made

SCHEMAS = Path(linter.__file__).parent / "schemas"
SCHEMA = json.loads((SCHEMAS / "finding-line.schema.json").read_text(encoding="utf-8"))
REPORT_SCHEMA = json.loads((SCHEMAS / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
LINE = {"type", "path", "id", "index"}


def lines(report: Report) -> list[dict[str, Any]]:
    return [json.loads(line) for line in render("jsonl", report).split("\n")[:-1]]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", [made.report(), Report("default")], ids=["made", "empty"])
def test_every_line_follows_the_schema(report: Report) -> None:
    for line in lines(report):
        VALIDATOR.validate(line)


def test_the_findings_and_failures_are_those_of_the_json_report() -> None:
    whole = as_data(made.report())
    found = [line for line in lines(made.report()) if line["type"] == "finding"]
    failed = [line for line in lines(made.report()) if line["type"] == "failure"]

    assert [(line["path"], line["index"]) for line in found] == [
        (post["path"], post["index"]) for post in whole["posts"] for _ in post["findings"]
    ]
    assert [line["fingerprint"] for line in found] == [
        finding["fingerprint"] for post in whole["posts"] for finding in post["findings"]
    ]
    assert [{key: line[key] for key in line if key != "type"} for line in failed] == whole["failures"]


def test_the_schema_keeps_step_with_that_of_the_json_report() -> None:
    ours, theirs = SCHEMA["$defs"], REPORT_SCHEMA["$defs"]

    for name in ("place", "position", "count"):
        assert ours[name] == theirs[name]
    for name, extra in (("finding", LINE), ("failure", {"type"})):
        assert set(ours[name]["required"]) == set(theirs[name]["required"]) | extra
        assert {key: ours[name]["properties"][key] for key in theirs[name]["properties"]} == theirs[name]["properties"]
        assert set(ours[name]["properties"]) == set(theirs[name]["properties"]) | extra


def test_the_summary_comes_last_and_counts_every_line() -> None:
    *rest, last = lines(made.report())
    kinds = [line["type"] for line in rest]

    assert kinds == sorted(kinds, key=("finding", "failure").index)
    assert last["type"] == "summary"
    assert last["exit_code"] == 2
    assert kinds.count("failure") == last["failures"] == 2
    assert kinds.count("finding") == sum(last[key] for key in ("error", "warning", "info", "suppressed", "waived"))


def test_the_keys_stand_in_the_published_order() -> None:
    first, last = lines(made.report())[0], lines(made.report())[-1]

    assert list(first)[:6] == ["type", "path", "id", "index", "rule", "code"]
    assert list(last)[:6] == ["type", "schema", "postlint", "policy", "exit_code", "posts"]


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (0, {"type": "finding", "extra": 1}),
        (0, {"type": "failure"}),
        (0, {"severity": "fatal"}),
        (0, {"index": -1}),
        (-2, {"what": ""}),
        (-1, {"exit_code": 0}),
        (-1, {"schema": "postlint/finding-line/2"}),
        (-1, {"waived": "1"}),
        (-1, {"type": "total"}),
    ],
)
def test_the_schema_refuses_an_altered_line(number: int, change: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({**lines(made.report())[number], **change})
