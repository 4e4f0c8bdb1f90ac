"""Every style of YAML scalar leads back to where its characters were written, with libyaml and without."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from linter.readers import yaml_values
from linter.readers.values import Faults, Value

LOADERS = [yaml.SafeLoader, yaml.CSafeLoader]
STYLES = ["", "'", '"', "|", ">"]
# What a scalar's source may hold for one of its characters.
BREAKS = "\n\r\x85\u2028\u2029"
CHARACTERS = st.text(
    st.sampled_from("ab' \"\\:#-|>\n\n\t\té😀e\u0301\xa0\u2028\x85")
    | st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff\ufffe\uffff"),
    max_size=40,
)


def scan(text: str, loader: Any) -> dict[str, Value]:
    faults = Faults("a.yaml", text)
    values = yaml_values.read(text, 0, len(text), faults, loader)
    faults.settle()
    assert values is not None
    data = values[0].data
    assert isinstance(data, dict)
    return data


def written(text: str, value: Value) -> list[tuple[str, str]]:
    """Return each character of a value with its source."""
    assert value.map is not None
    assert isinstance(value.data, str)
    return [(char, text[slice(*value.map.span(index, index + 1))]) for index, char in enumerate(value.data)]


def assert_written(text: str, value: Value) -> None:
    """Check that each character stands for something that can mean it, from left to right without overlap."""
    style = text[value.start] if text[value.start] in STYLES else ""
    end = 0
    for index, (char, source) in enumerate(written(text, value)):
        assert value.map is not None
        start, after = value.map.span(index, index + 1)
        assert start >= end, "places overlap"
        end = after
        if source == char:
            continue
        if char == "\n":
            assert source in {"\r\n", "\r", "\x85", "\\n"}
        elif char == " " and source.strip(" \t") and set(source) <= set(f" \t{BREAKS}"):
            assert style in {"", "'", '"', ">"}
        elif style == "'":
            assert (char, source) == ("'", "''")
        else:
            assert style == '"'
            assert yaml.safe_load(f'"{source}"') == char


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85"])
@pytest.mark.parametrize(
    ("source", "value", "places"),
    [
        ("One two", "One two", {"two": "two"}),
        ("One\n  two # no\n", "One two", {"two": "two", "e t": "e\n  t"}),
        ("One \n\n \n  two", "One\n\ntwo", {"two": "two"}),
        ("'It''s\n  on\n\n  Friday'", "It's on\nFriday", {"'": "''", "Friday": "Friday"}),
        ("' One\n  two '", " One two ", {"two ": "two "}),
        (
            '"\\x41 \\u00e9 \\U0001F600 \\" \\\\ \\/ z"',
            'A é 😀 " \\ / z',
            {"😀": "\\U0001F600", "z": "z", "é": "\\u00e9"},
        ),
        ('"One\\\n  \\ two\n  three\\n\n\n  four"', "One two three\n\nfour", {"three": "three", "four": "four"}),
        ('"One\\\n\n  two"', "One\ntwo", {"two": "two"}),
        ('"\\t\\0\\e\\N\\_\\L\\P\\a\\b\\v\\f\\r\\\tz"', "\t\0\x1b\x85\xa0\u2028\u2029\a\b\v\f\r\tz", {"z": "z"}),
        ("|\n  One\n   two\n\n  three\n", "One\n two\n\nthree\n", {" two": " two", "three": "three"}),
        ("|-\n  One\n  two\n\n", "One\ntwo", {"two": "two"}),
        ("|+\n  One\n\n", "One\n\n\n", {"One": "One"}),
        ("|2\n    One\n   two\n", "  One\n two\n", {"  One": "  One", "two": "two"}),
        ("|2-\n    One", "  One", {"One": "One"}),
        ("|-2 # words\n    One", "  One", {"One": "One"}),
        ("|\n\n\n  One\n", "\n\nOne\n", {"One": "One"}),
        ("|\n  One\n   \n  two\n", "One\n \ntwo\n", {"two": "two"}),
        (">\n  One\n  two\n\n  three\n", "One two\nthree\n", {"two": "two", "three": "three", "e t": "e\n  t"}),
        (">-\n  One\n\n\n  two\n   more\n  end\n", "One\n\ntwo\n more\nend", {"more": "more", "end": "end"}),
        (">+\n  One\n  two\n", "One two\n\n", {"two": "two"}),
        (">\n  One\n  \ttwo\n  three\n", "One\n\ttwo\nthree\n", {"three": "three"}),
    ],
)
def test_each_style_leads_back(source: str, value: str, places: dict[str, str], ending: str, loader: Any) -> None:
    text = f"id: 😀\nbody: {source}\n".replace("\n", ending)
    found = scan(text, loader)["body"]

    assert found.data == value
    assert found.map is not None
    for words, expected in places.items():
        at = value.index(words)
        start, end = found.map.span(at, at + len(words))
        assert text[start:end] == expected.replace("\n", ending)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("explicit", ["", "2", "-2", "2+"])
def test_a_block_inside_lists_and_tables_finds_its_indent(explicit: str, loader: Any) -> None:
    text = f"posts:\n- images:\n    - alt: >{explicit}\n        Two\n        lanterns\n"
    values = yaml_values.read(text, 0, len(text), Faults("a.yaml", text), loader)
    assert values is not None
    value: Any = values[0]
    for key in ("posts", 0, "images", 0, "alt"):
        value = value.data[key]

    assert_written(text, value)
    at = value.data.index("lanterns")
    assert text[slice(*value.map.span(at, at + 8))] == "lanterns"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("style", ["", "''", '""', "|\n", ">-\n"])
def test_an_empty_scalar_has_a_place_too(style: str, loader: Any) -> None:
    text = f"a: b\nbody: {style}\nc: d\n"
    found = scan(text, loader)["body"]

    assert found.map is not None
    assert text[: found.map.span(0, 0)[0]].count("\n") == 1


@pytest.mark.parametrize("loader", LOADERS)
@given(words=CHARACTERS, style=st.sampled_from(STYLES), unicode=st.booleans(), width=st.sampled_from([8, 20, 999]))
@example(words="a  b", style=">", unicode=True, width=8)
@example(words=" \n a\n\nb ", style=">", unicode=True, width=8)
def test_whatever_pyyaml_writes_leads_back_character_by_character(
    words: str, style: str, unicode: bool, width: int, loader: Any
) -> None:
    text = yaml.safe_dump({"k": [{"body": words}]}, default_style=style or None, allow_unicode=unicode, width=width)
    assume("!!" not in text)
    text = text.replace('"k"', "k").replace('"body"', "body")
    value: Any = scan(text, loader)["k"]
    value = value.data[0].data["body"]
    if value.data is None or isinstance(value.data, bool):
        return
    # PyYAML does not always read what it wrote (NEL in plain text); what it reads is what we must.
    assert (
        value.data
        == yaml.load(text, yaml.BaseLoader if loader is yaml.SafeLoader else yaml.CBaseLoader)["k"][0]["body"]
    )
    assert_written(text, value)


@pytest.mark.parametrize("loader", LOADERS)
@given(
    lines=st.lists(st.text(st.sampled_from("ab \t'\\n\"é😀"), max_size=6), max_size=6),
    header=st.sampled_from(["'", '"', "|", "|-", "|+", "|1", ">", ">-", ">+", ">2", ">1-", ""]),
    ending=st.sampled_from(["\n", "\r\n", "\r", "\u2028"]),
)
def test_whatever_a_person_writes_leads_back_character_by_character(
    lines: list[str], header: str, ending: str, loader: Any
) -> None:
    quote = header if header in ("'", '"') else ""
    inner = ending.join(f"  {line}" for line in lines)
    text = f"body: {header}{inner}{quote}{ending}" if quote or not header else f"body: {header}{ending}{inner}{ending}"
    faults = Faults("a.yaml", text)
    values = yaml_values.read(text, 0, len(text), faults, loader)
    assume(values)
    assert values
    data = values[0].data
    assume(isinstance(data, dict) and isinstance(data["body"].data, str))
    assert isinstance(data, dict)

    assert_written(text, data["body"])
