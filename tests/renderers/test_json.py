"""The report for machines: its published shape, and the schema that ships with the package."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import linter
from linter.renderers import render
from linter.renderers.json_report import as_data
from linter.report import PostReport, Report
from tests.renderers import made
from tests.rules.examples import all_examples, run

SCHEMA = json.loads((Path(linter.__file__).parent / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def example() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render("json", made.report(), made.options()))
    return data


def test_the_made_report_is_rendered_as_in_the_golden_file() -> None:
    golden = (made.GOLDEN / "report.json").read_bytes().decode("utf-8")

    assert render("json", made.report(), made.options()) == golden


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_object_of_the_schema_refuses_unknown_keys() -> None:
    def objects(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return [found for item in value for found in objects(item)]
        if not isinstance(value, dict):
            return []
        own = [value] if value.get("type") == "object" else []
        return own + [found for item in value.values() for found in objects(item)]

    assert all(found["additionalProperties"] is False for found in objects(SCHEMA))
    assert all(set(found["required"]) | {"box", "reason"} >= set(found["properties"]) for found in objects(SCHEMA))


@pytest.mark.parametrize("report", [made.report(), Report("default")], ids=["made", "empty"])
def test_a_report_follows_the_schema(report: Report) -> None:
    VALIDATOR.validate(json.loads(render("json", report)))


def test_the_reports_of_all_examples_follow_the_schema() -> None:
    posts = tuple(
        PostReport("example.json", "example", index, run(example).findings)
        for index, (_, kind, number, example) in enumerate(all_examples())
        if kind == "flags" and number == 1
    )

    VALIDATOR.validate(as_data(Report("default", posts)))


def finding(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data["posts"][0]["findings"][0]
    return found


@pytest.mark.parametrize(
    "alter",
    [
        lambda data: data.update(extra=1),
        lambda data: data.pop("policy"),
        lambda data: data.update(schema="postlint/report/2"),
        lambda data: data.update(exit_code=3),
        lambda data: data.update(exit_code=0),
        lambda data: data.update(failures=[]),
        lambda data: data["posts"][0].update(outcome="passed"),
        lambda data: data["posts"][0].update(index=-1),
        lambda data: data["posts"][0].pop("path"),
        lambda data: data["failures"][0].update(key="x"),
        lambda data: data["summary"].update(ready="1"),
        lambda data: data["summary"].update(suppressed=1),
        lambda data: finding(data).update(severity="fatal"),
        lambda data: finding(data).update(status="hidden"),
        lambda data: finding(data).update(confidence=1.5),
        lambda data: finding(data).update(message=""),
        lambda data: finding(data).update(clauses=["dp.a"]),
        lambda data: finding(data).update(code="201"),
        lambda data: finding(data).update(rule="PupilFullName"),
        lambda data: finding(data).update(fingerprint="XYZ"),
        lambda data: finding(data).pop("fix"),
        lambda data: finding(data)["place"].update(line=0),
        lambda data: finding(data)["place"].update(start=1.5),
        lambda data: finding(data)["place"].update(part="picture"),
        lambda data: finding(data)["place"].update(part="body", box=[1, 2, 3, 4]),
        lambda data: finding(data)["place"].update(box=[1, 2, 3]),
    ],
)
def test_the_schema_refuses_an_altered_report(alter: Callable[[dict[str, Any]], object]) -> None:
    data = copy.deepcopy(example())
    alter(data)

    assert not VALIDATOR.is_valid(data)


def test_the_keys_stand_in_the_published_order() -> None:
    data = example()

    assert list(data) == ["schema", "postlint", "policy", "exit_code", "posts", "failures", "summary"]
    assert list(data["posts"][0]) == ["path", "id", "index", "outcome", "findings"]
    assert list(finding(data)) == [
        "rule", "code", "severity", "status", "confidence", "message", "fix", "clauses", "place", "excerpt",
        "fingerprint",
    ]  # fmt: skip
    assert list(finding(data)["place"]) == ["part", "start", "end", "line", "column", "end_line", "end_column"]
    assert list(data["summary"]) == ["posts", "blocked", "review", "ready", "error", "warning", "info"]


def test_only_a_finding_in_a_picture_has_a_box() -> None:
    places = [found["place"] for post in example()["posts"] for found in post["findings"]]

    assert [place["box"] for place in places if "box" in place] == [[10, 20, 64, 64]]


def test_a_failure_says_where_in_the_file_it_is() -> None:
    assert example()["failures"][0] == {
        "path": "drafts/broken.md",
        "what": "line 3: title: is not valid YAML",
        "hint": "put the text in quotes",
    }


def test_the_summary_counts_only_what_is_reported() -> None:
    assert example()["summary"] == {
        "posts": 6, "blocked": 5, "review": 0, "ready": 1, "error": 8, "warning": 5, "info": 7,
    }  # fmt: skip


def test_it_is_one_object_in_utf_8_that_no_terminal_reads_as_a_command() -> None:
    text = render("json", made.report(), made.options())

    assert text.endswith("}\n")
    assert "Zofía" in text
    assert "\\u202etxt.exe" in text
    assert "\u202e" not in text


def test_half_a_character_can_be_written_and_read_back() -> None:
    report = Report("default", (PostReport("a.md", "half \ud83d of it", 0, ()),))
    data = json.loads(render("json", report).encode("utf-8"))

    assert data["posts"][0]["id"] == "half \ud83d of it"


def test_values_are_shown_when_asked_for() -> None:
    data = json.loads(render("json", made.report(), made.options(show_values=True)))

    assert data["posts"][0]["findings"][2]["excerpt"] == "Zofia Lindqvist"
    assert data["posts"][0]["id"] == "zofia-lindqvist-wins"
