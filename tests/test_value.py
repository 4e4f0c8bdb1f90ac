"""A value is a frozen, slotted dataclass in every respect that is used."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from linter.value import field, frozen, replace


@frozen
class Point:
    """A point."""

    x: int
    y: int = 2
    tags: tuple[str, ...] = ()
    more: Mapping[str, int] = field(default_factory=dict)
    secret: str = field(default="", repr=False, metadata={"key": "s"})

    @property
    def sum(self) -> int:
        """Add."""
        return self.x + self.y


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same, by the standard library."""

    x: int
    y: int = 2
    tags: tuple[str, ...] = ()
    more: Mapping[str, int] = dataclasses.field(default_factory=dict)
    secret: str = dataclasses.field(default="", repr=False, metadata={"key": "s"})


@frozen
class Checked:
    """A value that tidies itself."""

    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", tuple(self.words))


@pytest.mark.parametrize(
    ("args", "given"),
    [((1,), {}), ((1, 3), {}), ((), {"x": 1, "y": 5}), ((1, 2, ("a",)), {"secret": "s"}), ((1,), {"more": {"a": 1}})],
)
def test_it_is_made_compared_and_shown_as_a_dataclass_is(args: tuple[Any, ...], given: dict[str, Any]) -> None:
    one, other = Point(*args, **given), Standard(*args, **given)

    assert dataclasses.asdict(one) == dataclasses.asdict(other)
    assert repr(one).removeprefix("Point") == repr(other).removeprefix("Standard")
    assert one == Point(*args, **given)
    assert one != dataclasses.replace(one, x=99)
    assert one.__eq__(other) is NotImplemented


@pytest.mark.parametrize(
    ("args", "given", "said"),
    [
        ((), {}, "misses the argument 'x'"),
        ((1,), {"z": 1}, "does not take the argument 'z'"),
        ((1,), {"x": 1}, "does not take the argument 'x' twice"),
        ((1, 2, (), {}, "", 6), {}, "does not take 6 arguments"),
    ],
)
def test_wrong_arguments_are_told_by_name(args: tuple[Any, ...], given: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Point(*args, **given)


def test_it_is_frozen_and_has_no_dict() -> None:
    point = Point(1)

    with pytest.raises(AttributeError, match="frozen"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del point.x
    assert not hasattr(point, "__dict__")


def test_it_is_hashed_by_its_fields() -> None:
    assert hash(Point(1, more=())) == hash(Point(1, more=()))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unhashable"):
        hash(Point(1))


def test_defaults_made_by_a_factory_are_not_shared() -> None:
    assert Point(1).more is not Point(1).more


def test_it_survives_pickling_and_copying() -> None:
    point = Point(1, tags=("a",), secret="s")

    assert pickle.loads(pickle.dumps(point)) == copy.copy(point) == copy.deepcopy(point) == point


def test_the_standard_library_takes_it_for_a_dataclass() -> None:
    assert dataclasses.is_dataclass(Point)
    assert [item.name for item in dataclasses.fields(Point)] == ["x", "y", "tags", "more", "secret"]
    assert dataclasses.fields(Point)[4].metadata == {"key": "s"}


def test_replace_changes_what_is_named() -> None:
    assert replace(Point(1, 2), y=7) == Point(1, 7)
    assert replace(Standard(1, 2), y=7) == Standard(1, 7)
    with pytest.raises(TypeError):
        replace(Point(1), z=1)


def test_it_can_be_matched_by_position() -> None:
    match Point(1, 4):
        case Point(x, y):
            assert (x, y) == (1, 4)


def test_it_runs_post_init_and_keeps_methods_and_docstring() -> None:
    assert Checked(["a"]).words == ("a",)  # type: ignore[arg-type]
    assert Point(1, 4).sum == 5
    assert Point.__doc__ == "A point."
    assert Point.__qualname__ == "Point"
