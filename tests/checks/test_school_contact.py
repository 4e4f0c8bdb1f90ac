"""Kind `school-contact`: the school's own numbers, addresses and links, however they are written."""

from __future__ import annotations

import pytest

from linter import Post
from linter.checks import school_contact
from linter.checks.school_contact import Options
from linter.context import Context
from linter.engine import Linter
from linter.evidence import Evidence
from linter.settings import Account, School, Settings, load
from tests.conftest import NOW, SAMPLES, sample_linter

RULE = "school-contact-on-personal-account"


def _found(body: str, school: School | None = None, email: str = "") -> list[tuple[str, str]]:
    """Return (case, text) of what is found on a personal account."""
    base = sample_linter()
    settings = Settings(
        school=school or base.settings.school, accounts={"me": Account(("@me",), "personal", email=email)}
    )
    evidence = Evidence(Post(body, account="me"), Context(settings, base.packs, NOW))
    hits = school_contact.check(evidence.post, evidence, base.packs.rules[RULE].options)
    return [(hit.case, body[hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    "number",
    [
        "01632 960160", "01632960160", "(01632) 960160", "01632 960 160", "01632-960-160", "01632.960.160",
        "01632 – 960160", "+44 1632 960160", "+44 (0)1632 960160", "0044 1632 960160", "+441632960160", "960160",
        "960 160", "01632\u00a0960160",
    ],
)  # fmt: skip
def test_the_schools_number_is_found_in_any_spacing(number: str) -> None:
    assert _found(f"Ring {number}, please.") == [("phone", number)]


def test_a_number_in_other_digits_is_the_same_number() -> None:
    assert [case for case, _ in _found("Ring ０１６３２ ９６０１６０ now")] == ["phone"]


@pytest.mark.parametrize(
    "body",
    [
        "Ring 01632 960161.", "Order 9601600", "Order 1960160", "01632 960", "ISBN 0163296016012",
        "26.11.2026 at 10:40", "Score 960-161", "",
    ],
)  # fmt: skip
def test_other_numbers_are_not_the_schools(body: str) -> None:
    assert _found(body) == []


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("020 7946 0123", "7946 0123"),
        ("020 7946 0123", "+44 20 7946 0123"),
        ("0113 496 0123", "496 0123"),
        ("+44 (0)113 496 0123", "0113 496 0123"),
        ("07700 900123", "07700900123"),
    ],
)
def test_numbers_of_other_areas_are_found_too(listed: str, written: str) -> None:
    assert _found(f"Ring {written}.", School(phones=(listed,))) == [("phone", written)]


def test_a_listed_number_that_is_none_finds_nothing() -> None:
    assert _found("Ring 999 or 1.", School(phones=("999", "1", "office"))) == []


@pytest.mark.parametrize(
    "address",
    [
        "office@thistlebrook.example", "OFFICE@Thistlebrook.example", "n.okafor-lunn@staff.thistlebrook.example",
        "office[at]thistlebrook.example", "office (at) thistlebrook (dot) example",
        "office at thistlebrook dot example",
    ],
)  # fmt: skip
def test_any_address_at_the_schools_domain_is_found(address: str) -> None:
    assert _found(f"Write to {address}!") == [("email", address)]


@pytest.mark.parametrize("address", ["office@thistlewood.example", "office@thistlebrook.example.org", "me@gmail.com"])
def test_addresses_elsewhere_are_not_the_schools(address: str) -> None:
    assert [case for case, _ in _found(f"Write to {address}!") if case == "email"] == []


def test_a_listed_address_at_another_domain_is_the_schools() -> None:
    assert _found("Write to tps@mail.example", School(emails=("TPS@mail.example",))) == [("email", "tps@mail.example")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Come to Quarry Lane, Eastmere on Saturday", ["Quarry Lane, Eastmere"]),
        ("Find us in QUARRY LANE EASTMERE", ["QUARRY LANE EASTMERE"]),
        ("Quarry Lane is pretty in the snow", []),
        ("Roadworks on Quarry Lane, Eastmere", []),
        ("Quarry Lanes of Eastmere", []),
    ],
)
def test_the_address_is_a_contact_unless_it_is_only_a_place(body: str, found: list[str]) -> None:
    assert [text for _, text in _found(body)] == found


def test_a_postcode_of_the_school_is_its_address() -> None:
    school = School(addresses=("14 Mill Lane, Eastmere, ZZ99 3AB",))

    assert _found("Parcels to zz993ab please", school) == [("address", "zz993ab")]
    assert _found("Parcels to Mill Lane, Eastmere ZZ99 3AB", school)[0][0] == "address"


@pytest.mark.parametrize(
    ("body", "case"),
    [
        ("Apply here: thistlebrook.example/admissions", "link"),
        ("Book a tour via https://thistlebrook.example", "link"),
        ("https://www.thistlebrook.example/contact-us", "link"),
        ("Great post: https://thistlebrook.example/blog/frost", "shared-link"),
    ],
)
def test_a_link_is_a_contact_only_where_it_is_used_as_one(body: str, case: str) -> None:
    assert [found for found, _ in _found(body)] == [case]


@pytest.mark.parametrize(
    ("email", "found"),
    [
        ("n.okafor@thistlebrook.example", True),
        ("Office@Thistlebrook.example", True),
        ("ngozi@mail.example", False),
        ("", False),
    ],
)
def test_the_login_of_a_personal_account_is_private(email: str, found: bool) -> None:
    assert (("account-email", "") in _found("Kites.", email=email)) == found


def test_a_school_without_contacts_has_none_to_find() -> None:
    assert _found("Ring 01632 960160 or write to office@thistlebrook.example", School()) == []


@pytest.mark.parametrize(("account", "found"), [("ms-okafor", True), ("main", False), ("pta", False), (None, False)])
def test_only_personal_accounts_are_looked_at(account: str | None, found: bool) -> None:
    linter = Linter(load(SAMPLES / "postlint.toml"), select=[RULE], now=NOW)

    assert bool(linter.check(Post("Ring 01632 960160.", account=account)).posts[0].findings) == found


def test_what_is_found_is_never_printed() -> None:
    linter = Linter(load(SAMPLES / "postlint.toml"), select=[RULE], now=NOW)
    finding = linter.check(Post("Write to t.varga@thistlebrook.example", account="mr-varga")).posts[0].findings[0]

    assert "varga" not in finding.message + finding.excerpt


def test_malformed_phrases_are_refused() -> None:
    with pytest.raises(ValueError, match="contact: "):
        Options(contact=("…",)).validate()
    with pytest.raises(ValueError, match="passing: "):
        Options(passing=("{road}",)).validate()
