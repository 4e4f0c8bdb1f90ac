"""Sentences and clauses end where a reader ends them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.evidence.sentences import clauses, sentences

# | marks the cuts, in place of a space unless a line ends there; ¦ a cut where nothing stands.
SENTENCES = [
    "We won.|Well done, all!|Did you see it?|We did",
    "we won.|it was fun.|thanks all",
    "Mr. Poole and Mrs. Okafor met Dr. Khan at St. Mary's.|They ran.",
    "Bring a coat, e.g. an old one, i.e. not new.|Thanks",
    "Doors open at 9 a.m. and close at 3.30 p.m. on Friday.|See you",
    "Come at 9 a.m.|We start at once.",
    "It cost £3.50 per child.|Good.",
    "J. Smith and J.K. Rowling wrote it.|So did I.|We read it",
    "Room No. 5 holds approx. 30.|No.|Never",
    "Bring tea, cake, etc.|We start soon, etc. and so on",
    "Wait... what?|Wait…|Now",
    "“We won!” she said.|“Really?”|“Yes.”",
    "(We won.)|They lost.",
    "So proud 🎉🎉|Well done 👏|More soon",
    "We won! 🎉|Thank you 🙏🏽 everyone",
    "We won!🎉|It rained",
    "See https://ferncombe.example.sch.uk/a.b?c=d!|Or www.ferncombe.example.|Bye",
    "Line one\n|Line two\nline wrapped here",
    "a list:\n|- tea\n|- cake\n|1. one\n|2. two",
    "end of this\n\n|and a blank line",
    "proud\r\n|#SportsDay\r\n|@FerncombePrimary\r|🎉 today",
    "We won.¦It was fun!|Great",
    "Mr.Poole ran, see fair.pdf or v2.1 now",
    "我们赢了。¦谢谢！¦好",
    "हम जीत गए।|धन्यवाद",
    "Year 6 won 3.2 to 1.5 on 11.05.2026.|Good",
    "What?!|Really!!!|OK",
    "On Sat. 5 Dec. 2026 we meet.|Come on Sat.|We start at 9.",
    "",
    "   ",
    "...",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = re.sub(r"(?<=[\r\n])\|", "", marked).replace("|", " ").replace("¦", "")
    pieces = [piece.strip() for piece in re.split(r"[|¦]", marked)]
    assert [text[start:end] for start, end in sentences(text)] == [piece for piece in pieces if piece]


CLAUSES = [
    ("We lost but it was fun", ["We lost", "but it was fun"]),
    ("We ran, and Ava won, so we cheered", ["We ran", "and Ava won", "so we cheered"]),
    ("Tea, cake and scones", ["Tea, cake and scones"]),
    ("Bring: a coat; a hat", ["Bring", "a coat", "a hat"]),
    ("We meet at 9:30 – at the gate — in the rain", ["We meet at 9:30", "at the gate", "in the rain"]),
    ("Ava (Y4) won", ["Ava", "Y4", "won"]),
    ("It rained because it does", ["It rained", "because it does"]),
    ("The hall, which is new, was full", ["The hall", "which is new, was full"]),
    ("One. Two because of three", ["One.", "Two", "because of three"]),
    ("well-known co-op day", ["well-known co-op day"]),
    ("butter and sofas", ["butter and sofas"]),
]


@pytest.mark.parametrize(("text", "pieces"), CLAUSES)
def test_clauses_end_where_a_new_thought_begins(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in clauses(text)] == pieces


ANYTHING = st.text(
    alphabet=st.one_of(st.sampled_from("aA. !?…\n\r\t\"')(;:,–🎉👍🏽1#-"), st.characters(codec=None)), max_size=60
)


@settings(max_examples=800, deadline=None)
@given(ANYTHING)
def test_spans_are_in_order_and_leave_out_only_space(text: str) -> None:
    found = sentences(text)
    last = 0
    for start, end in found:
        assert start < end
        assert text[last:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        last = end
    assert text[last:].strip() == ""


@settings(max_examples=500, deadline=None)
@given(ANYTHING)
def test_every_clause_lies_in_one_sentence(text: str) -> None:
    whole = sentences(text)
    last = 0
    for start, end in clauses(text):
        assert last <= start < end
        assert any(first <= start and end <= stop for first, stop in whole)
        last = end


@pytest.mark.parametrize(
    "text",
    [". " * 50_000, "." * 99_999, "\n" * 99_999, "a.b" * 33_000, "🎉 " * 40_000, "! \t" * 33_000, "A.\n" * 33_000],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    clauses(text)
    assert time.process_time() - start < 5
