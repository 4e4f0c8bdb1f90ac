"""Values and the faults of a file."""

from __future__ import annotations

from linter.readers.values import Faults, Value
from linter.text import OffsetMap


def test_faults_are_raised_in_the_order_of_their_places() -> None:
    faults = Faults("a.md", "one\ntwo\r\nthree")
    faults.add(9, "third")
    faults.add(0, "first", "cure it", "key")
    faults.add_at_column(5, "second")

    assert str(faults.error()) == "a.md:1: key: first (cure it)\na.md:2: column 2: second\na.md:3: third"


def test_a_long_fault_is_cut_short() -> None:
    faults = Faults("a.md", "")
    faults.add(0, "x" * 1000)

    assert len(str(faults.error())) < 300


def test_a_value_is_named_by_its_key() -> None:
    assert Value("a", 7).at == 7
    assert Value("a", 7, key=OffsetMap.identity(3, 2)).at == 2
    assert Value("a", 7, key=2).at == 2


def test_the_offset_of_a_text_that_stands_as_it_is_does_for_a_map() -> None:
    value = Value("abc", 7, 8, 2)
    place, key = value.map, value.key_map("name")

    assert place is not None
    assert key is not None
    assert (place.span(1, 2), key.span(0, 4)) == ((9, 10), (2, 6))
    assert Value((), 7).map is None
    assert Value("a", 7).key_map("name") is None
