"""What holds for every machine format: golden files, masking, the empty report, posts made by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from linter.finding import Finding, Place
from linter.mask import mask
from linter.post import Image, Post
from linter.renderers import RENDERERS, render
from linter.report import PostReport, Report
from tests.conftest import sample_linter
from tests.renderers import made

FORMATS = ("jsonl", "github", "sarif", "junit")
PRIVATE = ("Zofia Lindqvist", "ZofiaLindqvist", "zofia-lindqvist", "Lindqvist", "Lantern42")
# Nothing of these may reach a terminal or a log as it is.
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def private(found: str, part: str = "body", box: tuple[int, int, int, int] | None = None, **more: object) -> Finding:
    place = Place(part, 0, len(found), 1, 1, 1, len(found) + 1, box)
    finding = Finding(
        "pupil-full-name", "PUP-201", "error", "reported", 1.0, f"'{mask(found)}' is a name.", "Leave it out.",
        ("our/1",), place, mask(found), "0a", private=True, found=found,
    )  # fmt: skip
    return replace(finding, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("format_", FORMATS)
def test_the_made_report_is_rendered_as_in_the_golden_file(format_: str) -> None:
    assert made.rendered(format_) == made.golden(format_).read_bytes()


@pytest.mark.parametrize("format_", FORMATS)
def test_no_private_value_is_printed(format_: str) -> None:
    text = render(format_, made.report(), made.options(rules=made.rules()))

    assert "Z••• L•••" in text
    assert not [value for value in PRIVATE if value.casefold() in text.casefold()]


@pytest.mark.parametrize("format_", FORMATS)
def test_no_private_value_is_printed_of_a_picture_that_is_called_like_a_child(format_: str) -> None:
    pictures = (Image("pictures/zofia_lindqvist.jpg", alt="Zofia Lindqvist"), Image("pictures/fair.jpg"))
    findings = (
        private("Zofia Lindqvist"),
        private("Zofia Lindqvist", part="image:0/text", status="waived", reason="Zofia Lindqvist's mother agreed."),
        private("Zofia Lindqvist", part="image:0", box=(1, 2, 3, 4)),
        private("Zofia Lindqvist", part="image:1/meta"),
    )
    post = PostReport("a.md", "zofia-lindqvist", 0, findings, (), Post("Zofia Lindqvist", images=pictures))
    text = render(format_, Report("default", (post,)))

    assert not [value for value in (*PRIVATE, "zofia_lindqvist") if value.casefold() in text.casefold()]


@pytest.mark.parametrize("format_", FORMATS)
def test_values_are_shown_when_asked_for(format_: str) -> None:
    text = render(format_, made.report(), made.options(show_values=True))

    assert "'Zofia Lindqvist' is the full name of a pupil." in text
    assert "•" not in text


@pytest.mark.parametrize("format_", FORMATS)
def test_it_is_the_same_each_time_and_ends_in_one_line_end(format_: str) -> None:
    text = render(format_, made.report(), made.options(rules=made.rules()))

    assert text == render(format_, made.report(), made.options(rules=made.rules()))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_in_it_steers_a_terminal(format_: str) -> None:
    hostile = "a\x1b[31m\x07\u202eb\x85\u2028\x00c\ud83d\udcff\ufffe"
    finding = private("x", message=hostile, fix=hostile, reason=hostile, excerpt=hostile, private=False)
    silenced = replace(finding, status="suppressed")
    post = PostReport(f"{hostile}.md", hostile, 0, (finding, silenced))
    text = render(format_, Report("default", (post,)))

    assert not UNSEEN.findall(text)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_report_is_one(format_: str) -> None:
    assert render(format_, Report("default"))


@pytest.mark.parametrize("format_", FORMATS)
def test_a_post_made_by_hand_is_reported(format_: str) -> None:
    report = sample_linter().check(Post(body="The wifi password is Lantern42.", account="main", id="wifi"))
    text = render(format_, report)

    assert "password-or-access-code" in text
    assert "Lantern42" not in text


@pytest.mark.parametrize("format_", FORMATS)
def test_what_was_let_through_is_in_it(format_: str) -> None:
    text = render(format_, made.report())

    assert "Agreed by S01 until July." in text or format_ == "jsonl"  # the published finding has no reason
    assert "suppressed" in text
    assert "waived" in text


def test_every_format_of_the_page_on_reports_exists() -> None:
    assert set(FORMATS) <= set(RENDERERS)
