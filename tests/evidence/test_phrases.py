"""The edges of a phrase: where a thought begins and ends."""

from __future__ import annotations

import pytest

from linter.evidence import Evidence
from linter.evidence.marks import marks
from linter.evidence.phrases import Phrases, validate
from linter.post import Post
from tests.conftest import sample_linter


def _matches(phrase: str, text: str) -> list[str]:
    evidence = Evidence(Post(body=text), sample_linter().context)
    stream = evidence.words(evidence.parts[0])[0]
    found = Phrases([phrase]).find(stream)
    return [" ".join(word.text for word in stream[match.first : match.last]) for match in found]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("at our|{school}", "Life at our place, life at Thistlebrook Primary.", ["at our", "at thistlebrook primary"]),
        ("{percent} passed", "84% passed and eleven passed", ["84 % passed"]),
        ("{year}|class {end}", "Well done, Year 4!", ["year 4"]),
        ("{staff} said", "Mrs Castellane said so, Amber said no", ["mrs castellane said", "castellane said"]),
    ],
)
def test_a_phrase_may_name_marks(phrase: str, text: str, found: list[str]) -> None:
    evidence = Evidence(Post(body=text), sample_linter().context)
    part = evidence.parts[0]
    stream = evidence.words(part)[0]
    matches = Phrases([phrase]).find(stream, marks(evidence, part, stream))
    assert [" ".join(word.text for word in stream[match.first : match.last]) for match in matches] == found


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("views mine {end}", "Views mine", ["views mine"]),
        ("views mine {end}", "Views mine 😊 truly", ["views mine"]),
        ("views mine {end}", "Views mine, all of them", ["views mine"]),
        ("views mine {end}", "Views mine | she/her", ["views mine"]),
        ("views mine {end}", "Views mine owners love", []),
        ("{start} own views", "Teacher. Own views", ["own views"]),
        ("{start} own views", "Teacher | own views", ["own views"]),
        ("{start} own views", "I have own views", []),
        ("{start} all? own views", "Own views", ["own views"]),
        ("{start} all? own views {end}", "all own views", ["all own views"]),
        ("maybe? views mine", "views mine", ["views mine"]),
        ("{number} pupils", "12 pupils", ["12 pupils"]),
        ("we … demand", "We ask.\nDemand grows", []),
        ("pupil* won", "pupils won", ["pupils won"]),
        ("pupil*|pupils won", "pupils won", ["pupils won"]),
        ("aged {number}|seven", "aged 8, aged seven, aged nine", ["aged 8", "aged seven"]),
        ("aged {number}|seven? now", "aged 8 now, aged now", ["aged 8 now", "aged now"]),
    ],
)
def test_a_phrase_knows_where_a_thought_begins_and_ends(phrase: str, text: str, found: list[str]) -> None:
    assert _matches(phrase, text) == found


@pytest.mark.parametrize("phrase", ["views {start} mine", "{end} views", "{start} {end}", "{start}", "views {edge}"])
def test_an_edge_in_the_middle_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"^key: "):
        validate("key", [phrase])


@pytest.mark.parametrize("phrase", ["fine {nonsense}", "{start} fine {nonsense}", "the? fine {nonsense}", "fine …"])
def test_what_follows_the_beginning_of_a_phrase_is_read_when_it_is_needed(phrase: str) -> None:
    assert _matches(phrase, "Nothing of it stands here.") == []

    with pytest.raises(ValueError, match=r"nonsense|ends with"):
        _matches(phrase, "Fine weather.")
