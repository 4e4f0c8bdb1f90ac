"""JUnit reports, held against a published schema, and counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xmlschema

from linter.errors import Fault
from linter.finding import Finding, Place
from linter.renderers import render
from linter.report import PostReport, Report
from tests.renderers import made

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))


def read(report: Report) -> ElementTree.Element:
    text = render("junit", report)
    SCHEMA.validate(text)
    return ElementTree.fromstring(text.encode("utf-8"))


def finding(**more: object) -> Finding:
    place = Place("body", 0, 3, 2, 5, 2, 8)
    one = Finding("a-rule", "ABC-101", "error", "reported", 0.9, "Wrong.", "Mend it.", ("our/1",), place, "abc", "0a")
    return replace(one, **more)  # type: ignore[arg-type]


def post(*findings: Finding, path: str = "a.md", post_id: str = "a", index: int = 0, fails: bool = False) -> PostReport:
    return PostReport(path, post_id, index, findings, (Fault(path, "could not be checked", "", "rule x"),) * fails)


def verdicts(report: Report) -> list[str]:
    """Return what became of each test case, in order."""
    cases = read(report).iter("testcase")
    return [next((each.tag for each in case if each.tag != "system-out"), "passed") for case in cases]


@pytest.mark.parametrize("report", [made.report(), Report("default")], ids=["made", "empty"])
def test_a_report_follows_the_schema(report: Report) -> None:
    read(report)


def test_the_schema_refuses_nonsense() -> None:
    assert not SCHEMA.is_valid("<testsuites><testcase/></testsuites>")


def test_each_post_is_a_test_case_in_the_suite_of_its_draft() -> None:
    cases = [(case.get("classname"), case.get("name")) for case in read(made.report()).iter("testcase")]

    assert cases == [
        ("drafts/broken.md", "reading the draft"),
        ("drafts/fair.md", "z•••-wins"),
        ("drafts/long.txt", "post 1"),
        ("drafts/thread.json", "post 1"),
        ("drafts/thread.json", "post 2"),
        ("drafts/thread.json", "post 3"),
        ("drafts/quiet.md", "quiet"),
    ]


def test_the_counts_are_those_of_the_test_cases() -> None:
    root = read(made.report())

    for element in (root, *root.iter("testsuite")):
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        assert element.get("failures") == str(sum(case.find("failure") is not None for case in cases))
        assert element.get("errors") == str(sum(case.find("error") is not None for case in cases))
    assert [root.get(name) for name in ("tests", "failures", "errors")] == ["7", "4", "2"]


@pytest.mark.parametrize(
    ("one", "fail_on", "verdict"),
    [
        (post(), "error", "passed"),
        (post(finding()), "error", "failure"),
        (post(finding()), "never", "passed"),
        (post(finding(severity="warning")), "error", "passed"),
        (post(finding(severity="warning")), "warning", "failure"),
        (post(finding(severity="info")), "info", "failure"),
        (post(finding(status="suppressed")), "error", "passed"),
        (post(finding(status="waived")), "info", "passed"),
        (post(fails=True), "error", "error"),
        (post(finding(), fails=True), "error", "error"),
        (post(fails=True), "never", "error"),
    ],
)
def test_a_post_fails_when_it_would_fail_the_run(one: PostReport, fail_on: str, verdict: str) -> None:
    report = Report("default", (one,), fail_on=fail_on)  # type: ignore[arg-type]

    assert verdicts(report) == [verdict]
    assert (verdict == "passed") == (report.exit_code == 0)


def test_a_failure_says_what_is_wrong_and_how_to_mend_it() -> None:
    root = read(Report("default", (post(finding(), finding(message="Odd.", severity="warning")),)))
    failure = root.find(".//failure")

    assert failure is not None
    assert failure.attrib == {"type": "a-rule", "message": "Wrong."}
    assert failure.text == (
        "a.md:2:5: error a-rule [ABC-101] Wrong. Fix: Mend it.\na.md:2:5: warning a-rule [ABC-101] Odd. Fix: Mend it."
    )


def test_what_is_below_the_limit_is_output() -> None:
    root = read(Report("default", (post(finding(severity="info")),)))

    assert root.findtext(".//system-out") == "a.md:2:5: info a-rule [ABC-101] Wrong. Fix: Mend it."


def test_a_check_that_failed_hides_no_finding() -> None:
    text = read(Report("default", (post(finding(), fails=True),))).findtext(".//error") or ""

    assert "could not be checked" in text
    assert "Wrong." in text


def test_what_was_let_through_stands_in_the_properties() -> None:
    silenced = finding(status="waived", reason="Agreed by S01.")
    properties = [each.attrib for each in read(Report("default", (post(silenced),))).iter("property")]

    assert properties == [
        {"name": "waived", "value": "a.md:2:5: error a-rule [ABC-101] Wrong. (reason: Agreed by S01.)"}
    ]


def test_several_faults_of_a_draft_are_one_test_case() -> None:
    root = read(Report("default", (), (Fault("a.md", "is odd"), Fault("b.md", "is lost"), Fault("a.md", "is late"))))

    assert [(case.get("classname"), len(case)) for case in root.iter("testcase")] == [("a.md", 1), ("b.md", 1)]
    assert root.findtext(".//error") == "a.md: is odd\na.md: is late"


def test_two_posts_of_one_name_are_two_test_cases() -> None:
    root = read(Report("default", (post(), post(index=1), post(path="b.md"), post(post_id="", path=""))))

    assert [(case.get("classname"), case.get("name")) for case in root.iter("testcase")] == [
        ("a.md", "a"), ("a.md", "a (2)"), ("b.md", "a"), ("posts", "post 1"),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [*range(32), 0x7F, 0x85, 0x2028, 0xD83D, 0xDCFF, 0xFFFE, 0xFFFF, 0x1FFFF])
def test_any_character_can_be_reported(number: int) -> None:
    text = f"a{chr(number)}b <c> & \"d\" ]]> 'e'"
    one = finding(message=text, fix=text, reason=text)
    root = read(
        Report("default", (post(one, replace(one, status="waived"), path=text, post_id=text),), (Fault(text, text),))
    )

    assert root.get("tests") == "2"
    assert "<c> & \"d\" ]]> 'e'" in (root.findtext(".//failure") or "")
