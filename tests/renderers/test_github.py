"""Workflow commands, read back as the runner of GitHub Actions reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest

from linter.errors import Fault
from linter.finding import Finding, Place
from linter.renderers import render
from linter.renderers.github import SHOWN, command
from linter.report import PostReport, Report
from tests.renderers import made

ORDER = ["file", "line", "endLine", "col", "endColumn", "title"]
HOSTILE = [
    "\n::error::injected",
    "\r\n::set-env name=PATH::/tmp",
    "\r::stop-commands::x",
    "::error::x",
    "a%0A::error::x",
    "%250A",
    "##[set-env name=PATH;]/tmp",
    "x,title=y::error::",
    "a:b,c%d",
    "\u2028::error::x\x0b::error::y\x85::error::z",
]


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    message: str


def read(line: str) -> Command:
    """Read a command by the runner's rules: the first "::" after the head ends it, escapes are undone in order."""
    assert line.lstrip().startswith("::")
    head, _, data = line.lstrip()[2:].partition("::")
    name, _, listed = head.partition(" ")
    pairs = [pair.split("=", 1) for pair in listed.split(",") if pair]
    assert all(len(pair) == 2 for pair in pairs)
    properties = {key: undo(value, {"%3A": ":", "%2C": ","}) for key, value in pairs}
    return Command(name, properties, undo(data, {}))


def undo(text: str, more: dict[str, str]) -> str:
    for escape, char in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
        text = text.replace(escape, char)
    return text


def commands(report: Report) -> list[Command]:
    # The runner's lines end with any of these; a command must be one of them and nothing may stand between.
    return [read(line) for line in re.split("\r\n|\r|\n", render("github", report)) if line]


def found(message: str = "Wrong.", **more: object) -> Finding:
    place = Place("body", 0, 3, 2, 5, 2, 8)
    finding = Finding("a-rule", "ABC-101", "error", "reported", 1.0, message, "Mend it.", ("our/1",), place, "", "0a")
    return replace(finding, **more)  # type: ignore[arg-type]


def report(*findings: Finding, path: str = "a.md", post_id: str = "a", faults: tuple[Fault, ...] = ()) -> Report:
    return Report("default", (PostReport(path, post_id, 0, findings),), faults)


def test_a_finding_is_a_command_with_its_place() -> None:
    assert render("github", report(found())).splitlines()[0] == (
        "::error file=a.md,line=2,endLine=2,col=5,endColumn=8,title=a-rule [ABC-101]"
        "::a.md:2:5: Wrong.%0AFix: Mend it.%0AClause: our/1"
    )


@pytest.mark.parametrize(("severity", "name"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_each_severity_has_its_command(severity: str, name: str) -> None:
    assert commands(report(found(severity=severity)))[0].name == name


def test_properties_come_in_one_order() -> None:
    for each in commands(made.report()):
        assert list(each.properties) == [key for key in ORDER if key in each.properties]


def test_a_finding_over_several_lines_has_no_columns_because_github_takes_none() -> None:
    properties = commands(report(found(place=Place("body", 0, 9, 2, 5, 4, 1))))[0].properties

    assert properties == {"file": "a.md", "line": "2", "endLine": "4", "title": "a-rule [ABC-101]"}


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_draft_can_inject_a_command(text: str) -> None:
    hostile = found(text, fix=text, clauses=(f"our/{text}",))
    silenced = replace(hostile, status="suppressed", reason=text)
    fault = Fault(f"{text}.md", text, text, text, 3)
    plain = report(found(), replace(found(), status="suppressed"), faults=(Fault("a.md", "x"),))
    for path in (f"{text}.md", ""):
        infos = tuple(replace(hostile, severity="info") for _ in range(SHOWN + 2))
        read_back = commands(report(hostile, silenced, *infos, path=path, post_id=text, faults=(fault,)))

        assert [each.name for each in read_back] == ["error", "error", *["notice"] * SHOWN]
        assert all(set(each.properties) <= set(ORDER) for each in read_back)
        assert {each.properties["title"] for each in read_back} == {
            "Could not be checked", "a-rule [ABC-101]", "a-rule [ABC-101] suppressed", "postlint",
        }  # fmt: skip
    assert [each.name for each in commands(plain)] == ["error", "error", "notice", "notice"]


@pytest.mark.parametrize("text", ["100 %", "a:b", "a,b", "%0A", "%25", "a\nb", "a\r\nb", "%3A%2C", "::", "a=b"])
def test_what_is_escaped_is_read_back_as_it_was(text: str) -> None:
    line = command("error", [text], title=text)

    assert "\n" not in line
    assert "\r" not in line
    assert read(line) == Command("error", {"title": text}, text)


def test_a_file_name_is_written_for_github_and_shown_to_people() -> None:
    read_back = commands(report(found(), path="a,b:c\n%.md"))[0]

    assert read_back.properties["file"] == "a,b:c\n%.md"
    assert read_back.message.startswith("a,b:c %.md:2:5: Wrong.")


def test_failures_come_first_so_that_they_are_shown() -> None:
    many = tuple(found(str(number)) for number in range(20))
    first = commands(report(*many, faults=(Fault("b.md", "is not valid YAML", "mend it", "title", 3),)))[0]

    assert first == Command(
        "error",
        {"file": "b.md", "line": "3", "endLine": "3", "title": "Could not be checked"},
        "b.md:3: title: is not valid YAML (mend it)",
    )


@pytest.mark.parametrize(("errors", "warnings", "told"), [(10, 10, 0), (11, 10, 1), (10, 11, 1), (12, 30, 2)])
def test_the_last_notice_says_what_github_does_not_show(errors: int, warnings: int, told: int) -> None:
    findings = [found() for _ in range(errors)] + [found(severity="warning") for _ in range(warnings)]
    *rest, last = commands(report(*findings))

    assert len(rest) == errors + warnings
    assert last.name == "notice"
    assert last.message.count("GitHub shows 10 of") == told
    assert (f"10 of the {errors} errors" in last.message) == (errors > SHOWN)
    assert (f"10 of the {warnings} warnings" in last.message) == (warnings > SHOWN)


@pytest.mark.parametrize("number", [0, 9, 10, 25])
def test_notices_beyond_those_shown_are_told_in_the_last_one(number: int) -> None:
    findings = tuple(found(f"Number {index}.", severity="info") for index in range(number))
    read_back = commands(report(*findings))

    assert len(read_back) == min(number, SHOWN - 1) + 1 <= SHOWN
    assert all(any(f"Number {index}." in each.message for each in read_back) for index in range(number))


def test_the_last_notice_sums_up() -> None:
    assert commands(Report("default"))[-1].message == "No posts were checked."
    assert commands(report(found()))[-1].message == (
        "1 post: 1 blocked, 0 review, 0 ready. Found: 1 error, 0 warnings, 0 info."
    )


def test_what_was_let_through_is_a_notice_with_its_reason() -> None:
    waived = commands(report(found(status="waived", reason="Agreed by S01.")))[0]

    assert waived.name == "notice"
    assert waived.properties["title"] == "a-rule [ABC-101] waived"
    assert "Reason: Agreed by S01." in waived.message
