"""The checks of what is read in pictures: boxes and confidence of findings, registers, codes, and their options."""

from __future__ import annotations

import json

import pytest

from linter import readers
from linter.checks import code_in_image, document_image, image_of_text, number_plate, text_in_image
from linter.finding import Finding
from tests.conftest import SAMPLES, sample_linter


def _findings(picture: str, body: str = "News from school.") -> tuple[Finding, ...]:
    draft = {
        "id": "x",
        "account": "main",
        "author": "S01",
        "platforms": ["facebook"],
        "audience": "public",
        "approval": {"by": "S01", "on": "2026-11-19"},
        "body": body,
        "images": [{"path": f"pictures/{picture}.png", "alt": "A page", "people": "none"}],
    }
    read = readers.read("x.json", json.dumps(draft).encode())
    return tuple(finding for post in sample_linter().check_draft(read, SAMPLES) for finding in post.findings)


def test_a_name_on_a_certificate_is_found_with_its_box_and_is_no_surer_than_the_reading() -> None:
    (found,) = [one for one in _findings("certificate-on-the-wall") if one.rule == "pupil-full-name"]

    assert found.place.part == "image:0/text"
    assert found.place.box is not None
    left, top, width, height = found.place.box
    assert 0 < left < left + width < 1000
    assert 250 < top < top + height < 420
    assert 0.8 < found.confidence <= 1


def test_a_register_is_one_finding_that_counts_its_names() -> None:
    named = [one for one in _findings("class-list") if "pupil" in one.rule or one.rule == "text-in-image"]

    assert [(one.rule, one.case) for one in named] == [("pupil-full-name", "register")]
    assert named[0].excerpt.count("\n") >= 3


def test_where_a_code_leads_is_a_part_that_the_rules_of_links_read() -> None:
    found = _findings("offer-code")

    assert {one.place.part for one in found if one.rule == "qr-or-barcode"} == {"image:0/code"}
    assert all(one.place.box for one in found if one.place.part == "image:0/code")
    assert not [one for one in _findings("newsletter-code") if one.rule == "qr-or-barcode"]


@pytest.mark.parametrize(
    "options",
    [
        lambda: text_in_image.Options(labels=1),
        lambda: text_in_image.Options(register=1),
        lambda: text_in_image.Options(cases={"badge": ("",)}),
        lambda: number_plate.Options(sure=1.5),
        lambda: code_in_image.Options(contents={"wifi": (" ",)}),
        lambda: code_in_image.Options(around={"login": ("",)}),
        lambda: document_image.Options((), screens=("tall",)),
        lambda: document_image.Options((document_image.Sort("chat", (("online",),), enough=3),)),
        lambda: image_of_text.Options((), least=0),
        lambda: image_of_text.Options((), overlap=0.0),
    ],
)
def test_options_that_cannot_work_are_refused(options) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError):  # noqa: PT011 - each names its key
        options().validate()
