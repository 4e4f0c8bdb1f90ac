"""SARIF logs, held against the published schema, and what the standard asks that no schema can say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from linter.errors import Fault
from linter.finding import Finding, Place
from linter.post import Image, Post
from linter.renderers import RenderOptions, render
from linter.renderers.sarif import location
from linter.renderers.sarif_rules import escaped
from linter.report import PostReport, Report
from linter.text import Lines
from tests.conftest import sample_linter
from tests.renderers import made

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PICTURES = Post(images=[Image("../pictures/the fair.jpg"), Image("https://a.example/b.jpg"), Image("/tmp/c.jpg")])


def run_of(report: Report, options: RenderOptions | None = None) -> dict[str, Any]:
    log = json.loads(render("sarif", report, options))
    VALIDATOR.validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def made_run() -> dict[str, Any]:
    return run_of(made.report(), made.options(rules=made.rules()))


def finding(part: str = "body", box: tuple[int, int, int, int] | None = None, **more: object) -> Finding:
    place = Place(part, 0, 3, 2, 5, 2, 8, box)
    one = Finding("a-rule", "ABC-101", "error", "reported", 0.9, "Wrong.", "Mend it.", ("our/1",), place, "abc", "0a")
    return replace(one, **more)  # type: ignore[arg-type]


def result(one: Finding, path: str = "drafts/a.md", post: Post | None = None) -> dict[str, Any]:
    made_result: dict[str, Any] = run_of(Report("default", (PostReport(path, "a", 0, (one,), (), post),)))["results"][0]
    return made_result


def texts(value: Any) -> list[str]:
    """Return every text that a viewer takes for a message."""
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if not isinstance(value, dict):
        return []
    own = [value["text"]] if isinstance(value.get("text"), str) else []
    return own + [text for item in value.values() for text in texts(item)]


def test_the_schema_is_a_schema_and_refuses_nonsense() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    log = json.loads(render("sarif", made.report()))

    assert VALIDATOR.is_valid(log)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not VALIDATOR.is_valid(log)


@pytest.mark.parametrize(
    "report",
    [made.report(), Report("default"), Report("default", (), (Fault("a.md", "x"),)), Report("", (), (Fault("", "x"),))],
    ids=["made", "empty", "failure", "failure-without-a-path"],
)
def test_a_report_follows_the_schema(report: Report) -> None:
    run_of(report)
    run_of(report, made.options(rules=made.rules()))


def test_every_finding_is_a_result_and_none_was_dropped() -> None:
    findings = made.report().findings
    results = made_run()["results"]

    assert [each["ruleId"] for each in results] == [each.rule for each in findings]
    assert [each["partialFingerprints"] for each in results] == [{"postlint/v1": each.fingerprint} for each in findings]
    assert {each["level"] for each in results} == {"error", "warning", "note"}


def test_each_result_points_at_its_rule() -> None:
    run = made_run()
    rules = run["tool"]["driver"]["rules"]

    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_a_rule_says_what_why_and_what_to_do() -> None:
    rule = next(rule for rule in made_run()["tool"]["driver"]["rules"] if rule["id"] == "pupil-full-name")

    assert rule["name"] == "PupilFullName"
    assert rule["deprecatedIds"] == ["full-name"]
    assert rule["shortDescription"]["text"] == "Do not publish a pupil's full name."
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["pupils", "PUP", "PUP-201"]
    assert "helpUri" not in rule
    assert "What to do: Use the first name alone: 'a_b_c' or *4B*, …." in rule["help"]["text"]
    assert "Use the first name alone: 'a\\_b\\_c' or \\*4B\\*, …." in rule["help"]["markdown"]
    assert "A name & a face are \\<enough\\> to find a child \\[see\\](dp.a)." in rule["help"]["markdown"]


def test_rules_that_found_nothing_are_listed_too() -> None:
    assert "posting-time" in [rule["id"] for rule in made_run()["tool"]["driver"]["rules"]]


def test_a_region_marks_the_text_that_was_found() -> None:
    # Read the places back by the standard's own terms: lines and columns from 1, in code points, the end outside.
    run = made_run()
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["newlineSequences"] == ["\r\n", "\n", "\r"]
    for one, each in zip(made.report().findings, run["results"], strict=True):
        physical = each["locations"][0]["physicalLocation"]
        lines, region = Lines(made.sources()[physical["artifactLocation"]["uri"]]), physical["region"]
        start = lines.start(region["startLine"]) + region["startColumn"] - 1
        end = lines.start(region["endLine"]) + region["endColumn"] - 1
        if region["startLine"] > 1 or end:
            assert lines.text[start:end] == one.found


def test_suppressed_and_waived_findings_say_why() -> None:
    results = made_run()["results"]

    assert [each["suppressions"] for each in results if each["suppressions"]] == [
        [{"kind": "inSource", "status": "accepted", "justification": "The parents of Z••• L••• agreed."}],
        [{"kind": "external", "status": "accepted", "justification": "Agreed by S01 until July."}],
    ]
    assert all("suppressions" in each for each in results)


def test_failures_are_notifications_and_the_run_was_not_successful() -> None:
    run = made_run()
    (invocation,) = run["invocations"]
    first, second = invocation["toolExecutionNotifications"]

    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    assert first["message"]["text"] == "title: is not valid YAML (put the text in quotes)"
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "drafts/broken.md", "uriBaseId": "SRCROOT"}, "region": {"startLine": 3},
    }  # fmt: skip
    assert run["tool"]["driver"]["rules"][second["associatedRule"]["index"]]["id"] == "posting-time"


def test_a_run_with_findings_alone_was_successful() -> None:
    (invocation,) = run_of(Report("default", (PostReport("a.md", "a", 0, (finding(),)),)))["invocations"]

    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)
    assert invocation["toolExecutionNotifications"] == []


def test_a_result_says_what_follows_from_it() -> None:
    properties = result(finding())["properties"]

    assert properties["outcome"] == "blocked"
    assert properties["clauses"] == ["our/1"]
    assert properties["part"] == "body"
    assert properties["confidence"] == 0.9


def test_drafts_without_findings_are_listed_as_read() -> None:
    uris = [artifact["location"]["uri"] for artifact in made_run()["artifacts"]]

    assert uris == ["drafts/fair.md", "drafts/long.txt", "drafts/thread.json", "drafts/quiet.md"]


def test_masked_values_are_declared() -> None:
    assert made_run()["redactionTokens"] == ["•••"]
    assert "redactionTokens" not in run_of(made.report(), made.options(show_values=True))
    assert "redactionTokens" not in run_of(Report("default"))


@pytest.mark.parametrize("part", ["image:0", "image:0/text", "image:0/meta"])
def test_what_is_in_a_picture_is_in_the_draft_and_in_the_picture(part: str) -> None:
    draft, picture = result(finding(part), post=PICTURES)["locations"]

    assert draft["physicalLocation"]["artifactLocation"]["uri"] == "drafts/a.md"
    assert draft["physicalLocation"]["region"]["startLine"] == 2
    assert picture["physicalLocation"] == {
        "artifactLocation": {"uri": "pictures/the%20fair.jpg", "uriBaseId": "SRCROOT"}
    }


@pytest.mark.parametrize("part", ["body", "alt:0", "image:0/name", "image:1", "image:2", "image:9", "field:group"])
def test_what_is_not_in_a_picture_of_the_project_is_in_the_draft_alone(part: str) -> None:
    assert len(result(finding(part), post=PICTURES)["locations"]) == 1
    assert len(result(finding(part))["locations"]) == 1


def test_an_area_of_a_picture_is_a_rectangle() -> None:
    data = result(finding("image:0", box=(10, 20, 30, 40)), post=PICTURES)
    (attachment,) = data["attachments"]

    assert attachment["artifactLocation"] == data["locations"][1]["physicalLocation"]["artifactLocation"]
    assert attachment["rectangles"] == [
        {"top": 20, "left": 10, "bottom": 60, "right": 40, "message": {"text": "Wrong."}}
    ]
    assert data["properties"]["box"] == [10, 20, 30, 40]


def test_a_post_made_by_hand_is_located_by_its_parts() -> None:
    assert result(finding("alt:0"), path="")["locations"] == [
        {"logicalLocations": [{"name": "alt:0", "fullyQualifiedName": "a/alt:0"}]}
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("drafts/fair.md", "drafts/fair.md"),
        ("./a b/ü%41.md", "a%20b/%C3%BC%2541.md"),
        ("a:b#c?d.md", "a%3Ab%23c%3Fd.md"),
        ("../a.md", "../a.md"),
        ("-", "-"),
        ("\udcff.md", "%FF.md"),
        ("\ud83d.md", "%EF%BF%BD.md"),
    ],
)
def test_a_path_is_a_relative_reference(path: str, uri: str) -> None:
    assert location(path) == {"uri": uri, "uriBaseId": "SRCROOT"}


def test_an_absolute_path_is_a_file_uri() -> None:
    path = Path.cwd() / "a b.md"

    assert location(str(path)) == {"uri": path.as_uri()}


def test_no_machine_path_is_in_it() -> None:
    assert str(Path.cwd()) not in render("sarif", made.report(), made.options(rules=made.rules()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[click](https://a.example)", "[click] (https://a.example)"),
        ("Dear {0} and {name}", "Dear {{0}} and {{name}}"),
        ("a [b] (c)", "a [b] (c)"),
    ],
)
def test_no_text_of_a_draft_is_a_link_or_a_blank(text: str, shown: str) -> None:
    assert escaped(text) == shown
    assert result(finding(message=text))["message"]["text"] == f"{shown} Mend it."


def test_no_message_holds_links_blanks_or_line_ends_of_a_draft() -> None:
    for text in texts(made_run()):
        assert not re.search(r"\]\(|(?<!\{)\{(?!\{)", text)


@pytest.mark.parametrize("policy", ["default", "chase-terrace"])
def test_every_rule_of_the_pack_can_be_written(policy: str) -> None:
    rules = {active.rule.name: active.rule for active in sample_linter(policy).active}
    run = run_of(Report(policy), RenderOptions(rules=rules))

    assert len(run["tool"]["driver"]["rules"]) == len(rules)
    assert not [text for text in texts(run["tool"]) if "{{" in text]
