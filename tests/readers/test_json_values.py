"""JSON values with their places, held against the `json` of the standard library."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.readers import json_values
from linter.readers.values import Faults, Value
from tests.readers import plain

TEXTS = st.text(st.characters(codec="utf-8"))
DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def scan(text: str, start: int = 0) -> Value:
    faults = Faults("a.json", text)
    value = json_values.read(text, start, len(text), faults)
    faults.settle()
    assert value is not None
    return value


@given(DATA, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_values_are_those_of_the_standard_library(data: object, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)

    assert plain(scan(text)) == json.loads(text)


@given(TEXTS, st.booleans(), TEXTS)
def test_every_character_leads_back_to_where_it_is_written(words: str, ascii_only: bool, before: str) -> None:
    written = json.dumps(words, ensure_ascii=ascii_only)
    text = f"{before}[{written}]"
    data = scan(text, len(before)).data
    assert isinstance(data, tuple)
    place = data[0].map
    assert place is not None
    assert data[0].data == words

    at = len(before) + 2
    for index, char in enumerate(words):
        start, end = place.span(index, index + 1)
        assert start == at
        assert json.loads(f'"{text[start:end]}"') == char
        at = end
    assert at == len(text) - 2


@given(st.text(st.sampled_from('{}[]",:\\ntu0019.-+eE \n\tdDbBfFcC8alsr\x01'), max_size=20))
def test_what_is_refused_and_what_is_read_agrees_with_the_standard_library(text: str) -> None:
    faults = Faults("a.json", text)
    value = json_values.read(text, 0, len(text), faults)
    try:
        expected = json.loads(text)
    except ValueError:
        assert value is None
        assert len(faults)
        return
    if value is None:  # stricter on purpose
        message = str(faults.error())
        assert re.search("twice|surrogate|too big|levels deep", message)
    else:
        assert plain(value) == expected


@pytest.mark.parametrize(
    "text", ["NaN", "[-Infinity]", '{"a": Infinity}', '"\\ud83d"', '"\\ude00\\ud83d"', '{"a":1,"a":2}']
)
def test_what_the_standard_library_lets_pass_is_refused(text: str) -> None:
    json.loads(text)
    faults = Faults("a.json", text)

    assert json_values.read(text, 0, len(text), faults) is None
    assert len(faults)


def test_a_key_has_its_place() -> None:
    data = scan('{"a\\u0062": 1}').data
    assert isinstance(data, dict)

    key = data["ab"].key_map("ab")
    assert key is not None
    assert key.span(1, 2) == (3, 9)
