"""Whose an identifier is: the school's own contacts in every dress, and what the settings let pass."""

from __future__ import annotations

from typing import Any

import pytest

from linter.people_options import Allowed
from tests.evidence.identifiers.gathering import gathered


def _known(text: str, **changes: Any) -> list[str]:
    return [one.known for one in gathered(text, **changes)]


@pytest.mark.parametrize(
    "text",
    [
        "01632 960160", "(01632) 960160", "+44 1632 960160", "+44 (0)1632 960 160", "01632.960.160", "0044 1632 960160",
        "ring the office on 960160", "office@thistlebrook.example", "OFFICE@Thistlebrook.example",
        "office (at) thistlebrook (dot) org OR office@thistlebrook.example",
        "Quarry Lane, Eastmere, SW1A 1AA", "Thistlebrook Primary School, Eastmere SW1A 1AA",
        "https://www.linkedin.com/in/thistlebrookpri",
    ],
)  # fmt: skip
def test_the_schools_own_contacts_are_known_in_every_dress(text: str) -> None:
    assert "school" in _known(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("07700 900123", "UK_PHONE"),
        ("01632 960161", "UK_PHONE"),
        ("+353 1632 960160", "UK_PHONE"),
        ("Thistlebrook's new boy lives at 12 Mill Lane, SW1A 1AA", "UK_POSTCODE"),
        ("12 Mill Lane, Eastmere, SW1A 1AA", "UK_ADDRESS"),
        ("office@thistlebrook.example.evil.example", "EMAIL_ADDRESS"),
    ],
)
def test_those_of_others_are_not(text: str, kind: str) -> None:
    assert [one.known for one in gathered(text) if one.kind == kind] == [""]


def test_a_mailbox_at_the_schools_domain_is_known_as_that() -> None:
    assert _known("m.varga@thistlebrook.example and x@mail.thistlebrook.example") == ["domain", "domain"]


def test_a_telephone_number_that_is_allowed_is_known_as_that() -> None:
    assert _known("Ring +44 7700 900123", allow=Allowed(phones=("07700 900 123",))) == ["allowed"]
