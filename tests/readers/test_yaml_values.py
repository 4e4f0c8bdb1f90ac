"""YAML values: text stays text, and what could surprise is refused, with libyaml and without."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.readers import yaml_values
from linter.readers.values import Faults, Value
from tests.readers import plain

LOADERS = [yaml.SafeLoader, yaml.CSafeLoader]


def scan(text: str, loader: Any = None) -> tuple[Value, ...] | None:
    return yaml_values.read(text, 0, len(text), Faults("a.yaml", text), loader)


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ('"null"', "null"),
        ("'true'", "true"),
        ("|-\n  ~", "~"),
        *((text, text) for text in ("no", "Yes", "on", "Null", "True", "12:30", "2026-11-23", "0123", "0x1F", "1e3")),
        *((text, text) for text in ("1_000", ".inf", "=", "1.0", "17", "None", "NULL", "FALSE")),
        ("[no, ~, true, 1]", ["no", None, True, "1"]),
        ("{a: no, b: }", {"a": "no", "b": None}),
        ("\n  - a\n  -\n  - b: c", ["a", None, {"b": "c"}]),
    ],
)
def test_plain_scalars_are_text_but_for_null_true_and_false(written: str, value: object, loader: Any) -> None:
    values = scan(f"key: {written}\n", loader)

    assert values is not None
    assert plain(values[0]) == {"key": value}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\nb: 2\na: 3", "a.yaml:3: key 'a' is there twice, first on line 1 (keep one of them)"),
        ("a:\n  {b: 1, 'b': 2}", "a.yaml:2: key 'b' is there twice, first on line 2 (keep one of them)"),
        ("a: &x 1", "a.yaml:1: &x is an anchor"),
        ("a: *x", "a.yaml:1: *x stands for something else (write it out)"),
        ("a: !!str 1", "a.yaml:1: tag:yaml.org,2002:str is a tag"),
        ("a: ! 1", "a.yaml:1: ! is a tag"),
        ("a: !x [1]", "a.yaml:1: !x is a tag"),
        ("a: !x {b: 1}", "a.yaml:1: !x is a tag"),
        ("\n<<: {b: 1}", "a.yaml:2: << takes over another table (write it out)"),
        ("a: {<<: b}", "a.yaml:1: << takes over another table"),
        ("true: 1", "a.yaml:1: a key that is not text (put it in quotes)"),
        ("~: 1", "a.yaml:1: a key that is not text"),
        ("[a]: 1", "a.yaml:1: a key that is not text"),
        ("{a: b}: 1", "a.yaml:1: a key that is not text"),
        ('a: "\\ud83d\\ude00"', "a.yaml:1: holds a surrogate as an escape (write the character itself)"),
        ("a: " + "[" * 51, "a.yaml:1: is nested more than 50 levels deep"),
    ],
)
def test_what_could_surprise_is_refused_with_its_line(text: str, what: str, loader: Any) -> None:
    faults = Faults("a.yaml", text)

    assert yaml_values.read(text, 0, len(text), faults, loader) is None
    assert str(faults.error()).startswith(what)
    assert len(faults) == 1


def test_a_quoted_merge_sign_is_a_key_like_others() -> None:
    values = scan("'<<': 1")

    assert values is not None
    assert plain(values[0]) == {"<<": "1"}


@given(st.text(st.sampled_from("ab:-#'\"[]{},|>+2 \n\n  \t?!&*\\x\r\x85\u2028😀"), max_size=30))
def test_libyaml_and_the_pure_parser_read_the_same_where_both_read(text: str) -> None:
    pure, quick = (scan(text, loader) for loader in LOADERS)

    if pure is not None and quick is not None:
        assert [plain(value) for value in pure] == [plain(value) for value in quick]


def test_only_the_given_span_is_read() -> None:
    text = "😀: [\nkey: 'words'\n]]"
    values = yaml_values.read(text, 5, 18, Faults("a.yaml", text))

    assert values is not None
    data = values[0].data
    assert isinstance(data, dict)
    place = data["key"].map
    assert place is not None
    assert text[slice(*place.span(0, 5))] == "words"


def test_the_place_of_an_error_is_that_in_the_file() -> None:
    text = "---\nid: a\nreply_to: @b\n---\n"
    faults = Faults("a.md", text)

    assert yaml_values.read(text, 4, 23, faults) is None
    assert str(faults.error()) == "a.md:3: is not YAML: a text that starts with @ (put it in quotes)"
