"""Kind `frame`: several things said in one sentence, in a wanted way."""

from __future__ import annotations

import pytest

from linter.checks import frame
from linter.evidence import Evidence
from linter.post import Post
from tests.conftest import sample_linter

_THING, _VERDICT = ("results",), ("outstanding|poor", "very good")


def _found(body: str, **changes: object) -> list[str]:
    each = frame.Frame(slots=(_THING, _VERDICT), **changes)  # type: ignore[arg-type]
    options = frame.Options((each,))
    options.validate()
    post = Post(body=body)
    return [body[hit.start : hit.end] for hit in frame.check(post, Evidence(post, sample_linter().context), options)]


def test_slots_are_filled_in_order_within_reach() -> None:
    assert _found("The results were very good.") == ["results were very good"]
    assert _found("Very good results.") == []
    assert _found("Very good results.", ordered=False) == ["Very good results"]
    assert _found("The results of the long and windy day on the hill were poor.") == []


def test_only_the_marked_slot_is_underlined() -> None:
    assert _found("The results were poor.", mark=1) == ["poor"]


def test_a_frame_may_span_sentences_if_it_says_so() -> None:
    body = "The results are in. They are outstanding!"
    assert _found(body) == []
    assert _found(body, sentences=2) == ["results are in. They are outstanding"]
    assert _found("The results are in. We had tea. They are outstanding!", sentences=2) == []


@pytest.mark.parametrize(
    ("body", "way"),
    [
        ("The results were not outstanding.", "negated"),
        ("Were the results outstanding?", "question"),
        ("They said the results were outstanding.", "reported"),
        ('"The results were outstanding."', "quoted"),
        ("If the results were outstanding we would cheer.", "conditional"),
    ],
)
def test_a_way_of_saying_excuses_or_is_asked_for(body: str, way: str) -> None:
    assert _found(body)
    assert _found(body, unless_said=(way,)) == []
    assert _found(body, only_said=(way,))
    assert _found("The results were outstanding.", only_said=(way,)) == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"sentences": 0}, r"frames\[0\].sentences"),
        ({"mark": 2}, r"frames\[0\].mark"),
        ({"slots": (("one",),)}, r"frames\[0\].slots"),
        ({"slots": (("{nobody} x",), ("two",))}, r"not one of .*\{person\}"),
    ],
)
def test_an_impossible_frame_is_refused(changes: dict[str, object], key: str) -> None:
    made = frame.Frame(**({"slots": (_THING, _VERDICT)} | changes))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=key):
        frame.Options((made,)).validate()
