"""The prefilter never loses what the full engine would find, and lets ordinary posts pass without Presidio."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.evidence.identifiers.engine import Engine
from linter.evidence.identifiers.prefilter import candidates
from linter.evidence.identifiers.readings import plain
from tests.evidence.identifiers.test_vectors import OURS, PRESIDIO

SEEDS = [
    *sorted({text for table in (PRESIDIO, OURS) for rows in table.values() for text, _ in rows}),
    *"""07700 900123|+44 (0)20 7946 0123|07700.900.123|0-7-7-0-0-9-0-0-1-2-3|jo.b@mail.example|jo at b dot com
jo(at)b(dot)org|jo at gmail.com|sort code 20-00-00 account 55779911|4111 1111 1111 1111|12 Mill Lane
lives at 3 teal close|///daring.lion.race|51.50100, -0.14158|9C3XGV4C+XV|candidate number 4021|KZ 4321 car
centre number 12345|UCI 123450261234A|TRN 1234567|DBS 001234567890|DOB 04/03/2012|born 4th March 2012
add me on snap: jo_09|my insta is @jo.09|https://wa.me/447700900123|instagram.com/jo.smith12|SCN 012345678
nino 12A34567|passport 123456789|UTR 1955839661|ring Jo on 960 123""".replace("\n", "|").split("|"),
]
GLUE = st.sampled_from(
    ["", " ", "  ", "\n", "\t", ", ", ".", ": ", "-", "/", "(", ")", "#", "@", " is ", "\u00a0", "\u200b", "x", "0"]
)
_PLAIN = "call ring passport car NHS Year 6 at dot com team 9.15am £4.50 order number the school on my"
WORDS = st.sampled_from(_PLAIN.split())
PIECES = st.one_of(st.sampled_from(SEEDS), WORDS, st.text(alphabet="0123456789 -./ABCDEFxyz@+()'", max_size=12))
TEXTS = st.lists(st.tuples(PIECES, GLUE), max_size=7).map(lambda pairs: "".join(map("".join, pairs)))


@cache
def _engine() -> Engine:
    return Engine()


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_the_prefilter_never_loses_a_match(written: str) -> None:
    text = plain(written).text
    every = [(one.entity_type, one.start, one.end, one.score) for one in _engine().analyze(text)]
    some = [(one.entity_type, one.start, one.end, one.score) for one in _engine().analyze(text, candidates(text))]

    assert some == every


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_searched(written: str) -> None:
    view = plain(written)
    for one in _engine().analyze(view.text, candidates(view.text)):
        start, end = view.span(one.start, one.end)
        assert 0 <= start < end <= len(written)


@pytest.mark.parametrize(
    "text",
    [
        "Doors open at 9.15am.", "12/01/2027", "20-11-26", "£1,245.60", "24-18 at half time", "Year 6", "2025-2026",
        "Bus 42", "Room B12", "House points: 1245", "Oak 1245, Ash 1190", "ISBN 9780141365466", "Extension 204",
        "Order number 20261130", "URN 123456, UKPRN 10012345, LAESTAB 8601234", "Charity 1098765", "3.14159265358979",
        "M25, A13 and M11", "MMXXVI", "5 Mile Walk", "Follow the road code", "@ThistlebrookPri #Year6",
        "0 1 2 3 4 5 6 7 8 9 10", "04 12 19 23 31", "Version 2.1.14", "2 x 2-pint bottles",
    ],
)  # fmt: skip
def test_ordinary_numbers_do_not_open_the_gate(text: str) -> None:
    assert candidates(text) == frozenset()


CLEAN = """
import sys
from linter import Linter, Post
from linter.settings import load
linter = Linter(load(__import__("pathlib").Path("samples/postlint.toml")))
linter.check(Post(body=sys.argv[1], account="main", platforms=["facebook"]))
heavy = {"presidio_analyzer", "spacy", "tldextract", "phonenumbers", "stdnum"} & set(sys.modules)
print(sorted(heavy))
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Year 4 won 3-2 at 9.15am on 12/01/2027. Tickets £4.50, bus 42, room B12. #WorldBookDay", "[]"),
        ("Call Jo on 07700 900123", "presidio_analyzer"),
    ],
)
def test_presidio_is_imported_only_for_a_post_that_may_hold_an_identifier(text: str, expected: str) -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", CLEAN, text], cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert expected in done.stdout
