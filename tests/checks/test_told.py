"""Kind `told`: something told of one person."""

from __future__ import annotations

import re
from typing import Any

import pytest

from linter.checks import told
from linter.checks.subjects import Whom
from linter.checks.told import Told
from linter.evidence import Evidence
from linter.post import Approval, Post
from tests.conftest import sample_linter

_WHOM = Whom(one=("one of our {year} girls",), again=("the girl",), group=("children",), other=("king",))


def _found(
    body: str, say: tuple[str, ...] = ("won",), approval: Approval | None = None, **changes: Any
) -> list[tuple[str, str]]:
    keys = ("place", "within", "sentences", "of", "unless_said")
    each = Told(say=say, **{key: changes.pop(key) for key in keys if key in changes})
    options = told.Options(**{"told": (each,), "whom": _WHOM, "cases": {"pupil": "named", "one": "unnamed"}, **changes})
    options.validate()
    post = Post(body=body, account="main", approval=approval)
    hits = told.check(post, Evidence(post, sample_linter().context), options)
    return [(hit.case, body[hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Well done: Oksana won the cup in Year 3!", [("named", "Oksana won")]),
        ("One of our Year 3 girls won!", [("unnamed", "One of our Year 3 girls won")]),
        ("One of our Year 3 girls ran. She won!", [("unnamed", "One of our Year 3 girls ran. She won")]),
        ("One of our Year 3 girls ran. The girl won!", [("unnamed", "One of our Year 3 girls ran. The girl won")]),
        ("One of our Year 3 girls ran. The children won!", []),
        ("One of our Year 3 girls met the king. He won!", []),
        ("We won!", []),
        ("Thanks to Mr Varga, who won the raffle.", []),
    ],
)
def test_it_is_told_of_the_nearest_who_can_be_meant(body: str, expected: list[tuple[str, str]]) -> None:
    assert _found(body) == expected


def test_the_place_of_whom_it_is_told_of_matters() -> None:
    assert _found("Oksana in Year 3: happy birthday!", ("happy birthday",), place="after") == []
    assert _found("Happy birthday, Oksana in Year 3!", ("happy birthday",), place="after")
    assert _found("Oksana's lovely brother in Year 3 won", ("brother",), place="owner")
    assert _found("Oksana saw our big brother in Year 3", ("brother",), place="owner") == []


def test_a_surname_of_the_roll_tells_of_a_family() -> None:
    words: dict[str, Any] = {"surnames": ("family",), "titles": ("mrs", "mr")}

    assert _found("The Asantewor family came.", **words) == [("named", "Asantewor family")]
    assert _found("Thank you, Mrs Adebanwole!", **words) == [("named", "Mrs Adebanwole")]
    assert _found("Thank you, Mr Fairlamb!", **words) == []  # a governor has that name too


def test_a_date_of_birth_is_told_of_whoever_is_named_beside_it() -> None:
    words: dict[str, Any] = {"identifiers": ("DATE_OF_BIRTH",), "found": "alone"}

    assert _found("DOB 04/03/2017", **words) == [("alone", "04/03/2017")]
    assert ("named", "04/03/2017") in _found("Oksana (Year 3), DOB 04/03/2017", **words)
    assert _found("The fair is on 04/12/2026", **words) == []


def test_excuses_touch_stand_near_or_anywhere() -> None:
    body = "One of our Year 3 girls won. It rained."

    assert _found(body, unless=("girls won",)) == []
    assert _found(body, unless_near=("rained",))
    assert _found(body, unless_post=("rained",)) == []
    # What is told of a pupil of the roll is so whatever else is spoken of.
    assert _found("Oksana in Year 3 won. It rained.", unless_post=("rained",))


def test_an_approval_lifts_it_only_where_the_policy_says_so() -> None:
    body, approval = "One of our Year 3 girls won.", Approval(by="S01")

    assert _found(body, approval=approval)
    options = told.Options(told=(Told(("won",)),), whom=_WHOM, approval=True)
    post = Post(body=body, account="main", approval=approval)
    assert [*told.check(post, Evidence(post, sample_linter().context), options)] == []


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (told.Options(), "told"),
        (told.Options(told=(Told(()),)), "told[0].say"),
        (told.Options(told=(Told(("a",), within=-1),)), "told[0].within"),
        (told.Options(told=(Told(("…",)),)), "told[0].say"),
        (told.Options(told=(Told(("a",)),), cases={"dog": "x"}), "cases.dog"),
        (told.Options(told=(Told(("a",)),), alone={"x": ("…",)}), "alone.x"),
        (told.Options(told=(Told(("a",)),), whom=Whom(one=("…",))), "whom.one"),
        (told.Options(told=(Told(("a",)),), unless_near=("{nobody}",)), "unless_near"),
    ],
)
def test_options_that_cannot_work_are_refused(options: told.Options, key: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(key)}: "):
        options.validate()
