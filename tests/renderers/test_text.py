"""The report for people: places, carets, masking, summary."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from linter.finding import Finding, Place
from linter.post import Image, Post
from linter.renderers import RENDERERS, RenderOptions, render
from linter.renderers.text import part_words
from linter.report import PostReport, Report
from linter.text import Lines
from tests.conftest import sample_linter
from tests.renderers import made

PRIVATE = ("Lindqvist", "lindqvist", "Lantern42")


def test_the_made_report_is_rendered_as_in_the_golden_file() -> None:
    golden = (made.GOLDEN / "report.txt").read_bytes().decode("utf-8")

    assert render("text", made.report(), made.options()) == golden


def test_no_private_value_is_printed_in_any_line() -> None:
    for format_ in RENDERERS:
        assert not [value for value in PRIVATE if value in render(format_, made.report(), made.options())]


def test_with_show_values_they_are() -> None:
    text = render("text", made.report(), made.options(show_values=True))

    assert "'Zofia Lindqvist' is the full name of a pupil." in text
    assert "Wifi is Lantern42 tonight" in text
    assert "•" not in text


def test_no_line_ends_in_a_space_or_holds_a_control_character() -> None:
    text = render("text", made.report(), made.options())

    assert not [line for line in text.split("\n") if line != line.rstrip()]
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_colours_are_used_only_when_asked_for_and_change_no_word() -> None:
    plain = render("text", made.report(), made.options())
    coloured = render("text", made.report(), made.options(color=True))

    assert "\x1b[" not in plain
    assert "\x1b[1;31merror\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_only_lines_that_say_one_thing_are_wider_than_the_terminal() -> None:
    for columns in (60, 100):
        text = render("text", made.report(), made.options(width=columns))
        whole = re.compile(r"drafts/[\w.]+:\d+:\d+: |[✖▲✔] (blocked|review|ready)")

        assert not [line for line in text.split("\n") if len(line) > columns and not whole.match(line)]


def test_an_empty_report_says_that_nothing_was_checked() -> None:
    assert render("text", Report("default")) == "No posts were checked.\n"


def test_a_clean_report_is_one_line_a_post_and_a_total() -> None:
    report = Report("default", (PostReport("a.md", "a", 0, ()),))

    assert render("text", report) == (
        "✔ ready   a.md (a): nothing found\n\n"
        "1 post: 0 blocked, 0 review, 1 ready. Found: 0 errors, 0 warnings, 0 info.\n"
    )


def test_quiet_leaves_only_failures_and_the_summary() -> None:
    text = render("text", made.report(), replace(made.options(), quiet=True))

    assert text.startswith("Could not be checked:\n")
    assert "^" not in text
    assert "✖ blocked drafts/long.txt: 1 error, 2 info\n" in text


def test_what_was_let_through_is_counted_and_shown_with_its_reason() -> None:
    text = render("text", made.report(), made.options())

    assert "Not reported: 1 suppressed, 1 waived." in " ".join(text.split())
    assert "[LNG-901] waived: It does not say" in text
    assert "    reason: Agreed by S01 until July." in text


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("body", ""),
        ("title", "title"),
        ("alt:1", "alt text of picture 2"),
        ("image:0/name", "file name of picture 1"),
        ("image:2/text", "words in picture 3"),
        ("image:0/meta", "hidden information in picture 1"),
        ("image:0", "picture 1"),
        ("field:category", "field 'category'"),
        ("field:approval.by", "field 'approval.by'"),
        ("field:images.0.credit", "credit of picture 1"),
        ("field:images.1.tags.3", "tag of picture 2"),
    ],
)
def test_a_part_is_named_in_plain_words(part: str, words: str) -> None:
    assert part_words(part) == words


def single(text: str, start: int, end: int, part: str = "body") -> Finding:
    lines = Lines(text)
    place = Place(part, start, end, *lines.position(start), *lines.position(end))
    return Finding("some-rule", "ABC-101", "error", "reported", 1.0, "Wrong.", "Mend it.", (), place, "", "aa")


def rendered(finding: Finding, *, text: str = "", post: Post | None = None) -> list[str]:
    report = Report("default", (PostReport("a.md" if post is None else "", "a", 0, (finding,), (), post),))
    return render("text", report, RenderOptions(sources={"a.md": Lines(text)})).split("\n\n")[0].split("\n")


@pytest.mark.parametrize(
    ("text", "start", "end", "shown"),
    [
        ("Hello you", 6, 9, ["   1 | Hello you", "     |       ^^^"]),
        ("Hello you", 0, 0, ["   1 | Hello you", "     | ^"]),
        ("Hello you", 9, 9, ["   1 | Hello you", "     |          ^"]),
        ("", 0, 0, ["   1 |", "     | ^"]),
        ("\ufeffHello you", 7, 10, ["   1 | Hello you", "     |       ^^^"]),
        ("one\r\ntwo", 5, 8, ["   2 | two", "     | ^^^"]),
        ("one\ntwo", 0, 7, ["   1 | one", "     | ^^^ … to line 2"]),
        ("one\ntwo", 3, 7, ["   1 | one", "     |    ^ … to line 2"]),
    ],
)
def test_the_line_of_a_finding_is_shown_with_carets(text: str, start: int, end: int, shown: list[str]) -> None:
    assert rendered(single(text, start, end), text=text) == [
        f"a.md:{Lines(text).position(start)[0]}:{Lines(text).position(start)[1]}: error some-rule [ABC-101] Wrong.",
        *shown,
        "       fix: Mend it.",
    ]


def test_of_many_clauses_the_first_are_shown_and_the_others_counted() -> None:
    finding = replace(single("Hello you", 0, 5), clauses=tuple(f"our/{number}" for number in range(9)))
    report = Report("default", (PostReport("", "a", 0, (finding,)),))
    plain = render("text", report)
    told = render("text", report, RenderOptions(clauses={"our/0": "Be kind.", "our/1": "Be brief."}))

    assert "    clause: our/0, our/1, our/2, our/3 and 5 more: postlint explain some-rule\n" in plain
    assert "    clause: our/0: Be kind.\n    clause: our/1: Be brief.\n      also: our/2, our/3, our/4" in told


def test_a_missing_field_has_no_line() -> None:
    assert rendered(single("---\nx", 0, 0, "field:approval"), text="---\nx") == [
        "a.md:1:1: error some-rule [ABC-101] field 'approval': Wrong.",
        "       fix: Mend it.",
    ]


def test_a_place_outside_the_text_does_not_break_the_report() -> None:
    finding = replace(single("x", 0, 0), place=Place("body", 0, 3, 9, 1, 9, 4))

    assert rendered(finding, text="x")[1] == "       fix: Mend it."


def test_a_post_made_by_hand_shows_its_own_words() -> None:
    post = Post(body="Hello you", images=[Image("a.jpg", alt="A cup")])

    assert rendered(single(post.body, 6, 9), post=post)[1] == "   1 | Hello you"
    assert rendered(single("A cup", 2, 5, "alt:0"), post=post)[1:3] == ["   1 | A cup", "     |   ^^^"]
    assert rendered(single("a.jpg", 0, 1, "image:0/name"), post=post)[1] == "       fix: Mend it."


def test_the_report_of_the_library_can_be_rendered() -> None:
    report = sample_linter().check(Post(body="Wraparound care starts at 8am.", account="main", id="care"))

    assert "care" in render("text", report)
