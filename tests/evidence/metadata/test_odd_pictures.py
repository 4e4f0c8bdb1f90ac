"""Whether a picture tells a position: each place, format, order and damage of `tests.odd_pictures`."""

from __future__ import annotations

import pytest

from linter.evidence.metadata import look
from linter.evidence.pictures.pixels import Pixels
from tests.odd_pictures import Odd, odd_pictures

ODD = tuple(odd_pictures())


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.name)
def test_a_position_is_found_where_there_is_one_and_only_there(odd: Odd) -> None:
    found = [field.label for field in look.look(Pixels(odd.data)).fields if field.kind == "position"]

    assert bool(found) is odd.has_position, found


def test_there_are_many_of_both_and_each_has_a_name_of_its_own() -> None:
    telling = [odd.name for odd in ODD if odd.has_position]

    assert len(telling) > 150
    assert len(ODD) - len(telling) > 150
    assert len({odd.name for odd in ODD}) == len(ODD)


def test_no_coordinate_leaves_the_look() -> None:
    told = b"".join(look.encode(look.look(Pixels(odd.data))) for odd in ODD)

    assert not any(number in told for number in (b"54.5", b"2.25", b"54,30", b"2,15", b"1234"))
