"""How wide text is in a terminal, how it is wrapped, and how what cannot be seen is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.renderers.columns import cells, table, visible, width, wrap
from linter.renderers.source_line import source_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("one\ntwo\tthree", "one two three"),
        ("\x1b[31mred", "⟨U+001B⟩[31mred"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("soft\u00adhyphen", "soft⟨U+00AD⟩hyphen"),
        ("end\u2028line", "end⟨U+2028⟩line"),
        ("lone \ud800 half", "lone ⟨U+D800⟩ half"),
        ("\u0301alone", "◌\u0301alone"),
        ("Zofía, नमस्ते, 日本, 👩‍👩‍👧, 🏴󠁧󠁢󠁷󠁬󠁳󠁿, ❤️, 1️⃣, 🇬🇧", "Zofía, नमस्ते, 日本, 👩‍👩‍👧, 🏴󠁧󠁢󠁷󠁬󠁳󠁿, ❤️, 1️⃣, 🇬🇧"),
    ],
)
def test_what_cannot_be_seen_is_shown_as_an_escape(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text())
def test_no_text_sends_a_control_character_to_the_terminal(text: str) -> None:
    shown = visible(text)

    assert not any(char < " " or "\x7f" <= char <= "\x9f" or char in "\u202a\u202e\u2066\u2028" for char in shown)


@given(st.text(alphabet="ab \t🎉日\u0301\u200d👩\ufe0f1\u202eé", max_size=30))
def test_the_cells_of_a_line_cover_it_without_gap_or_overlap(line: str) -> None:
    row = cells(line)

    assert [cell.start for cell in row[1:]] == [cell.end for cell in row[:-1]]
    assert (row[0].start, row[-1].end) == (0, len(line)) if line else row == []


@given(st.text(max_size=40), st.integers(0, 45), st.integers(0, 45), st.integers(8, 60))
def test_a_line_and_its_carets_fit_the_terminal(line: str, one: int, other: int, columns: int) -> None:
    shown, carets = source_line(line, min(one, other), max(one, other), lambda text, offset: [], columns)

    assert width(shown) <= columns or len(cells(line)) == 1 or "⟨" in shown
    assert carets.strip(" ").strip("^") == ""
    assert "^" in carets


@pytest.mark.parametrize(
    ("line", "marked", "expected"),
    [
        ("plain words here", "words", "      ^^^^^"),
        ("🎉 word", "word", "   ^^^^"),
        ("👩‍👩‍👧 word", "word", "   ^^^^"),
        ("\tword", "word", "    ^^^^"),
        ("ab\tword", "word", "    ^^^^"),
        ("tea\u0301 word", "word", "    ^^^^"),
        ("日本 word", "本", "  ^^"),
        ("\u202eword", "word", "        ^^^^"),
        ("शुभ word", "word", "   ^^^^"),
    ],
)
def test_carets_stand_under_what_they_mark(line: str, marked: str, expected: str) -> None:
    start = line.index(marked)

    assert source_line(line, start, start + len(marked), lambda text, offset: [], 80)[1] == expected


def test_carets_shrink_and_move_with_what_is_masked() -> None:
    line = "Amina Odhiambo met Kofi Asante"
    spans = [(0, 14), (19, 30)]

    assert source_line(line, 19, 30, lambda text, offset: spans, 80) == ("A••• O••• met K••• A•••", " " * 14 + "^" * 9)
    assert source_line(line, 15, 18, lambda text, offset: spans, 80)[1] == " " * 10 + "^^^"
    assert source_line(line, 6, 14, lambda text, offset: spans, 80)[1] == "^" * 9, "inside a masked value all is marked"


def test_a_long_line_is_cut_around_the_finding() -> None:
    line = "x" * 500 + "FOUND" + "y" * 500
    shown, carets = source_line(line, 500, 505, lambda text, offset: [], 40)

    assert shown.startswith("…x")
    assert shown.endswith("y…")
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "FOUND"
    assert width(shown) == 40


def test_a_finding_at_the_end_of_a_long_line_is_not_cut_off() -> None:
    shown, carets = source_line("x" * 500 + "FOUND", 500, 505, lambda text, offset: [], 40)

    assert shown.endswith("xFOUND")
    assert len(carets) == len(shown) == 39


def test_text_is_wrapped_at_words_and_indented() -> None:
    assert wrap("one two three four", 12, first="fix: ") == ["fix: one two", "     three", "     four"]
    assert wrap("", 12, first="fix: ") == ["fix:"]
    assert wrap("日本 日本 日本", 9) == ["日本 日本", "日本"]
    assert wrap("a-word-that-is-too-long b", 9) == ["a-word-that-is-too-long", "b"]


def test_a_table_is_aligned_and_its_last_column_wrapped() -> None:
    rows = [("A-1", "one", "the first of them"), ("B-22", "two", "")]

    assert table(rows, 24) == ["A-1   one  the first of", "           them", "B-22  two"]
