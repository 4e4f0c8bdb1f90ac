"""Kind `name-with-image`: a pupil's name beside a picture."""

from __future__ import annotations

from typing import Any

import pytest

from linter.checks import name_with_image
from linter.checks.name_with_image import Options
from linter.evidence import Evidence
from linter.post import Approval, Image, Post
from tests.conftest import sample_linter

BODY = "Well done to Haoran in Year 6!"
PUPILS, ADULTS, NOBODY = Image("a.jpg", people="pupils"), Image("b.jpg", people="adults"), Image("c.jpg", people="none")
UNKNOWN = Image("d.jpg")


def _found(body: str, *images: Image, options: Options | None = None, **fields: Any) -> list[tuple[str, str]]:
    options = options or Options()
    options.validate()
    post = Post(**{"body": body, "account": "main", "platforms": ["facebook"], "images": images, **fields})
    evidence = Evidence(post, sample_linter().context)
    hits = name_with_image.check(post, evidence, options)
    return [(hit.case, part.text[hit.start : hit.end]) for hit in hits if (part := evidence.part(hit.part))]


@pytest.mark.parametrize(
    ("images", "case"),
    [
        ([], None),
        ([PUPILS], ""),
        ([Image("a.jpg", people="both")], ""),
        ([ADULTS, NOBODY], None),
        ([NOBODY, PUPILS], ""),
        ([UNKNOWN], "undeclared"),
        ([Image("d.jpg", decorative=True)], None),
        ([Image("d.jpg", person_ids=("P052",))], ""),
        ([Image("d.jpg", people="adults", person_ids=("S01",))], None),
    ],
)
def test_what_is_declared_of_the_pictures_decides(images: list[Image], case: str | None) -> None:
    assert _found(BODY, *images) == ([] if case is None else [(case, "Haoran")])


def test_each_name_is_marked_wherever_it_stands() -> None:
    picture = Image(
        "vivaan-gajjarwala.jpg", alt="Vivaan Gajjarwala with a cup", people="pupils", tags=("Zahra Ismailova-Green",)
    )
    names = [name for _, name in _found("Well done to Haoran in Year 6!", picture, title="Callum McGrathen wins")]

    assert {"Haoran", "Vivaan Gajjarwala", "Callum McGrathen"} <= set(names)
    assert len(names) >= 4


def test_a_consent_for_picture_and_name_on_every_channel_lets_a_name_pass() -> None:
    body = "Well done to Kofi Asantewor in Year 6!"  # image;full-name on facebook

    assert _found(body, PUPILS) == []
    assert _found(body, PUPILS, platforms=["facebook", "x"]) != []
    assert _found(body, PUPILS, options=Options(consent=False)) != []
    # A first name is less than a full one, but not the other way round.
    assert _found("Well done to Kwabena in Year 2!", PUPILS) == []
    assert _found("Well done to Kwabena Amponsem in Year 2!", PUPILS) != []


def test_an_approval_lifts_it_only_where_the_policy_says_so() -> None:
    approved: dict[str, Any] = {"approval": Approval(by="S01")}

    assert _found(BODY, PUPILS, **approved) != []
    assert _found(BODY, PUPILS, options=Options(approval=True), **approved) == []
    assert _found(BODY, PUPILS, options=Options(approval=True)) != []


def test_a_first_name_may_stand_with_artwork_if_the_policy_says_so() -> None:
    body = "A drawing by Haoran in Year 6"
    lenient = Options(with_artwork=True, artwork=("drawing",))

    assert _found(body, UNKNOWN, options=lenient) == []
    assert _found(body, PUPILS, options=lenient) != []
    assert _found(body.replace("Haoran", "Haoran Zhengwei"), UNKNOWN, options=lenient) != []
    assert _found(BODY, UNKNOWN, options=lenient) != []


def test_an_undeclared_picture_may_be_left_alone() -> None:
    assert _found(BODY, UNKNOWN, options=Options(when_undeclared=False)) == []


def test_options_that_cannot_work_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^artwork: "):
        Options(with_artwork=True).validate()
    with pytest.raises(ValueError, match=r"^artwork: "):
        Options(artwork=("…",)).validate()


@pytest.mark.parametrize(("policy", "is_lifted"), [("default", False), ("chase-terrace", False), ("testbourne", True)])
def test_approval_lifts_the_rule_under_testbourne_alone(policy: str, is_lifted: bool) -> None:
    post = Post(body=BODY, account="main", images=(PUPILS,), approval=Approval(by="S01"))
    found = [finding.rule for each in sample_linter(policy).check(post).posts for finding in each.findings]

    assert ("name-with-image" not in found) == is_lifted
