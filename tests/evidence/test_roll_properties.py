"""What holds of the mentions in any text: no text breaks the search, and a name is found wherever it stands."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from linter import Image, Post, packs
from linter.context import Context
from linter.evidence import Evidence
from linter.people_options import PeopleFiles
from linter.settings import Settings
from tests.conftest import NOW
from tests.evidence.test_roll import ROLL

NAMES = ("Amina Kaur", "Kaur, Amina", "Katherine O’Brien", "Xiao Ming Li", "Łukasz Müller", "Annemarie de la Cruz")
# Of these the worst texts are made: names, halves of names, what joins and parts them, and any character.
PIECES = st.one_of(
    st.sampled_from(
        ["Amina", "Kaur", "K", "k.", "A.", "amina", "kaur", "O'", "Brien", "Xiao", "Ming", "Li", "Mo", "St."]
    ),
    st.sampled_from(
        [" ", "-", ", ", "\n", ".", "’s", "#", "@", "_", "🌟", "\u200b", "**", "|", "/", "&nbsp;", "\r\n", "é"]
    ),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder: Path = tmp_path_factory.mktemp("people")
    (folder / "roll.csv").write_text(ROLL, encoding="utf-8")
    return Context(Settings(people=PeopleFiles(roll="roll.csv"), root=folder), packs.load(()), NOW)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, markup=st.sampled_from(["plain", "markdown"]))
@example(text="Amina0ʹ", markup="plain")  # a letter that folds to nothing
def test_mentions_stand_in_order_inside_their_part_whatever_the_text(context: Context, text: str, markup: str) -> None:
    post = Post(text, title=text, images=[Image(f"{text}.jpg", alt=text)], markup=markup)  # type: ignore[arg-type]
    evidence = Evidence(post, context)
    for part in evidence.parts:
        mentions = [one for one in evidence.roll if one.part == part.name]
        assert all(0 <= one.start < one.end <= len(part.text) for one in mentions)
        assert all(first.end <= second.start for first, second in pairwise(mentions))
        assert all(one.ids and 0 < one.confidence <= 1 for one in mentions)


@settings(max_examples=80, deadline=None)
@given(
    before=st.text(max_size=12),
    after=st.text(max_size=12),
    name=st.sampled_from(NAMES),
    sign=st.sampled_from(" \n(;:!?"),
)
def test_a_whole_name_is_found_wherever_it_stands(
    context: Context, before: str, after: str, name: str, sign: str
) -> None:
    # What is neither letter nor sign of another name may stand around it: the signs part them.
    evidence = Evidence(Post(f"{before} {sign}{sign} {name} {sign}{sign} {after}"), context)

    assert any(one.form == "full" for one in evidence.roll)
