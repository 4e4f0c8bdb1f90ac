"""Hashtags and handles are split where a reader splits them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.evidence.hashtags import split_tag

SPLIT = [
    # Capitals
    ("WellDoneAishaKhan", "Well Done Aisha Khan"),
    ("KS2SATsWeek", "KS2 SATs Week"),
    ("PTAFair", "PTA Fair"),
    ("GCSEs2026", "GCSEs 2026"),
    ("GCSEresults", "GCSE results"),
    ("EYFSReception", "EYFS Reception"),
    ("WeLovePE", "We Love PE"),
    ("IAmProud", "I Am Proud"),
    ("McDonaldFamily", "McDonald Family"),
    ("PTAMcDonald", "PTA McDonald"),
    ("MacMillanCoffee", "MacMillan Coffee"),
    ("O'NeillWins", "O'Neill Wins"),
    ("O’Neill", "O’Neill"),
    ("D'SouzaHouse", "D'Souza House"),
    ("Children'sDay", "Children's Day"),
    ("ŁukaszKowalski", "Łukasz Kowalski"),
    ("ZoëMüller", "Zoë Müller"),
    ("Zoe\u0308Clarke", "Zoe\u0308 Clarke"),
    ("NguyễnThịHương", "Nguyễn Thị Hương"),
    ("ШколаДень", "Школа День"),
    # Numbers
    ("Y6Leavers", "Y6 Leavers"),
    ("Year6", "Year 6"),
    ("Class2B", "Class 2B"),
    ("3rdPlace", "3rd Place"),
    ("2026Leavers", "2026 Leavers"),
    ("U11Girls", "U11 Girls"),
    ("KS1", "KS1"),
    # Signs
    ("#WellDone", "Well Done"),
    ("@jaya.thornbury2014", "jaya thornbury 2014"),
    ("sports_day_2026", "sports day 2026"),
    ("_aisha_khan09", "aisha khan 09"),
    # Small letters, by dictionary
    ("sportsday2026", "sports day 2026"),
    ("welldoneyear6", "well done year 6"),
    ("antibullyingweek", "anti bullying week"),
    ("worldbookday", "world book day"),
    ("parentsevening", "parents evening"),
    ("ks2sats", "ks2 sats"),
    ("SPORTSDAY", "SPORTS DAY"),
    ("Sportsday", "Sports day"),
    ("ferncombesportsday", "ferncombe sports day"),
    ("ameliaclarke", "amelia clarke"),
    ("blackhistorymonth", "black history month"),
    # One word, or a name that no dictionary knows
    ("congratulations", "congratulations"),
    ("Halloween", "Halloween"),
    ("halloween", "halloween"),
    ("ferncombe", "ferncombe"),
    ("wexbury", "wexbury"),
    ("Oluwaseun", "Oluwaseun"),
    ("phonics", "phonics"),
    ("школьныйдень", "школьныйдень"),
    ("हिन्दी", "हिन्दी"),
    ("", ""),
    ("#", ""),
]


@pytest.mark.parametrize(("tag", "words"), SPLIT)
def test_a_tag_is_split_into_its_words(tag: str, words: str) -> None:
    assert [token.text for token in split_tag(tag)] == words.split()


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("aAbBsS26_.'’#cM"), st.characters(codec=None)), max_size=40))
def test_words_are_where_they_say_in_order_and_leave_out_no_letter(tag: str) -> None:
    last = 0
    for token in split_tag(tag):
        assert tag[token.start : token.end] == token.text != ""
        assert not any(char.isalnum() for char in tag[last : token.start])
        last = token.end
    assert not any(char.isalnum() for char in tag[last:])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=80))
def test_joined_small_letters_are_cut_without_loss(tag: str) -> None:
    assert "".join(token.text for token in split_tag(tag)) == tag


def test_capitals_need_no_dictionary() -> None:
    code = (
        "import sys; from linter.evidence.hashtags import split_tag, ranks; split_tag('WellDoneYear6');"
        "sys.exit(ranks.cache_info().misses or 'gzip' in sys.modules or 'wordninja' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
