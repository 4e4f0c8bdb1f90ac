"""Plain data is read strictly, and every fault is told with its key and a cure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import pytest

from linter.shape import parse_moment, read


@dataclass(frozen=True)
class Inner:
    size: int
    colour: Literal["red", "green"] = "red"


@dataclass(frozen=True)
class Outer:
    name: str
    words: tuple[str, ...] = ()
    inner: Inner | None = None
    by_key: Mapping[str, Inner] = field(default_factory=dict)
    start: date | None = field(default=None, metadata={"key": "from"})
    moment: datetime | date | None = None
    either: tuple[str | Inner, ...] = ()
    ratio: float = 1.0
    on: bool = False
    hidden: str = field(default="", metadata={"derived": True})


def _read(data: Any) -> tuple[Outer | None, list[str]]:
    said: list[str] = []
    value = read(Outer, data, lambda key, what, hint: said.append(" | ".join(filter(None, (key, what, hint)))))
    return value, said


def test_every_supported_kind_is_read() -> None:
    value, said = _read(
        {
            "name": "n",
            "words": ["a", "b"],
            "inner": {"size": 3, "colour": "green"},
            "by_key": {"k": {"size": 1}},
            "from": "2026-11-23",
            "moment": "2026-11-23T09:00",
            "either": ["x", {"size": 2}],
            "ratio": 2,
            "on": True,
        }
    )

    assert said == []
    assert value == Outer(
        "n", ("a", "b"), Inner(3, "green"), {"k": Inner(1)}, date(2026, 11, 23), datetime(2026, 11, 23, 9),
        ("x", Inner(2)), 2.0, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([], [" is a list, not a table of keys and values"]),
        ({}, ["name | is missing"]),
        ({"name": "n", "nam": 1}, ["nam | is not a known key | did you mean 'name'?"]),
        ({"name": None}, ["name | is empty, not text"]),
        ({"name": "n", "words": "a"}, ["words | is text, not a list | write it in [ ]"]),
        ({"name": "n", "words": ["a", 1]}, ["words[1] | is a whole number, not text"]),
        ({"name": "n", "inner": {"size": True}}, ["inner.size | is true or false, not a whole number"]),
        ({"name": "n", "by_key": {"k": {"size": "3"}}}, ["by_key.k.size | is text, not a whole number"]),
        ({"name": "n", "from": "23/11/2026"}, ["from | is '23/11/2026', not a date such as 2026-11-23"]),
        ({"name": "n", "either": [{"size": "x"}]}, ["either[0].size | is text, not a whole number"]),
        ({"name": "n", "either": [3]}, ["either[0] | is a whole number, not text"]),
        ({"name": "n", "hidden": "x"}, ["hidden | is not a known key"]),
        ({"name": "n", "on": "yes"}, ["on | is text, not true or false"]),
        (
            {"name": "n", "inner": {"colour": "gren"}},
            ["inner.colour | is 'gren', not one of red, green | did you mean 'green'?", "inner.size | is missing"],
        ),
    ],
)
def test_a_fault_names_its_key_what_is_wrong_and_the_cure(data: object, expected: list[str]) -> None:
    value, said = _read(data)

    assert value is None
    assert [line.split(" | one of")[0].strip() for line in said] == [line.strip() for line in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-11-23T09:00", datetime(2026, 11, 23, 9)),
        ("2026-11-23 09:00:30", datetime(2026, 11, 23, 9, 0, 30)),
        ("2026-02-30", None),
        ("23 Nov", None),
        ("", None),
        ("20261123", None),
    ],
)
def test_moments_are_iso_dates_or_dates_with_times(text: str, expected: object) -> None:
    assert parse_moment(text) == expected


def test_a_moment_keeps_its_offset() -> None:
    moment = parse_moment("2026-07-01T09:00+01:00")

    assert isinstance(moment, datetime)
    assert moment.utcoffset() is not None
