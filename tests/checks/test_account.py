"""Kind `account`: the register, and what belongs on which account."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from linter import Image, Post
from linter.checks import account
from linter.checks.account import Options
from linter.checks.frame import Frame
from linter.checks.frame import Options as Frames
from linter.checks.phrase import Options as Phrases
from linter.context import Context
from linter.engine import Linter
from linter.evidence import Evidence
from linter.post import Approval, Author
from linter.settings import Account, School, Settings, load
from tests.conftest import NOW, SAMPLES, sample_linter

PUPILS = (Image("pictures/lanterns.jpg", alt="Lanterns", people="pupils"),)


@cache
def _linter(policy: str) -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, select=["wrong-account"], now=NOW)


def _found(body: str = "Kites today.", policy: str = "default", **fields: Any) -> dict[str, str]:
    """Return case → severity of what a policy reports."""
    given = {"account": "main", "author": Author("S01"), "approval": Approval("S01", date(2026, 11, 19)), **fields}
    report = _linter(policy).check(Post(body, **given)).posts[0]
    assert not report.failures
    return {finding.case: finding.severity for finding in report.findings}


def _register(entry: Account | None, options: Options | None = None, school: School | None = None) -> set[str]:
    """Return the cases for a post on the only account of a register."""
    settings = Settings(accounts={"it": entry} if entry else {}, school=school or School())
    own = options or sample_linter().packs.rules["wrong-account"].options
    evidence = Evidence(Post("Kites today.", account="it"), Context(settings, sample_linter().packs, NOW))
    return {hit.case for hit in account.check(evidence.post, evidence, own)}


@pytest.mark.parametrize("name", ["main", "@ThistlebrookPri", "thistlebrookpri", "@THISTLEBROOKPRI"])
def test_an_account_is_known_by_key_or_handle(name: str) -> None:
    assert _found(account=name) == {}


def test_an_account_that_is_not_registered_is_named_with_the_nearest_one() -> None:
    report = _linter("default").check(Post("Kites today.", account="@ThistlebrokPri")).posts[0]

    assert [finding.case for finding in report.findings] == ["unregistered"]
    assert "'@ThistlebrokPri'" in report.findings[0].message
    assert "Did you mean '@ThistlebrookPri'?" in report.findings[0].fix


def test_a_post_without_an_account_is_only_pointed_out() -> None:
    assert _found(account=None) == {"undeclared": "info"}


def test_without_a_register_there_is_nothing_to_compare_with() -> None:
    assert _register(None) == set()


@pytest.mark.parametrize(
    ("owners", "kind", "cases"),
    [
        (("S01", "S02"), "official", set()),
        (("S01",), "official", {"few-owners"}),
        (("S01", "S01"), "official", {"few-owners"}),
        ((), "affiliated", {"few-owners"}),
        (("S01",), "personal", set()),
    ],
)
def test_two_people_look_after_an_account(owners: tuple[str, ...], kind: Any, cases: set[str]) -> None:
    assert _register(Account(("@it",), kind, owners=owners, approved_by="S01")) - {"unapproved-account"} == cases


def test_an_account_needs_no_second_owner_where_the_school_says_so() -> None:
    assert _register(Account(("@it",), "official", owners=("S01",), approved_by="S01"), Options(min_owners=1)) == set()


@pytest.mark.parametrize(
    ("email", "found"),
    [
        ("office@thistlebrook.example", False),
        ("news@mail.thistlebrook.example", False),
        ("OFFICE@Thistlebrook.EXAMPLE", False),
        ("thistlebrook.news@outlook.com", True),
        ("office@notthistlebrook.example", True),
        ("", False),
    ],
)
def test_the_address_of_an_official_account_is_the_schools(email: str, found: bool) -> None:
    entry = Account(("@it",), "official", owners=("a", "b"), approved_by="S01", email=email)
    school = School(domains=("thistlebrook.example",))

    assert ("account-email" in _register(entry, school=school)) == found
    assert "account-email" not in _register(entry)


def test_linkedin_may_have_a_private_address() -> None:
    entry = Account(("@it",), "official", ("linkedin",), ("a", "b"), approved_by="S01", email="ada@gmail.com")

    assert _register(entry, school=School(domains=("thistlebrook.example",))) == set()


@pytest.mark.parametrize(
    ("policy", "kind", "consent", "found"),
    [
        ("default", "main", None, False),
        ("default", "ms-okafor", None, True),
        ("default", "pta", None, True),
        ("default", "pta", "C-1", True),
        ("trust", "pta", "C-1", False),
        ("trust", "pta", None, True),
        ("coniston", "main", "C-1", True),
        ("cheadle-heath", "pta", "C-1", True),
        ("cheadle-heath", "main", None, False),
    ],
)
def test_where_pupils_may_be_shown(policy: str, kind: str, consent: str | None, found: bool) -> None:
    images = (Image("pictures/lanterns.jpg", alt="Lanterns", people="both", consent=consent),)

    assert ("pupil-picture" in _found(policy=policy, account=kind, images=images)) == found


@pytest.mark.parametrize("people", [None, "none", "adults"])
def test_pictures_without_pupils_may_go_anywhere(people: Any) -> None:
    images = (Image("pictures/lanterns.jpg", alt="Lanterns", people=people),)

    assert _found(account="ms-okafor", images=images) == {}


def test_the_name_of_a_file_is_not_shown() -> None:
    post = Post("Look!", account="ms-okafor", images=(Image("pictures/amina.jpg", alt="Lanterns", people="pupils"),))
    finding = _linter("default").check(post).posts[0].findings[0]

    assert "amina" not in finding.message + finding.excerpt + finding.found


@pytest.mark.parametrize(
    "body",
    [
        "❄️ SNOW DAY ❄️ #Thistlebrook closed, see you Monday",
        "Thistlebrook Primary will be closed on Thursday for polling.",
        "Our nursery reopens on Monday",
        "We're closed today because of the ice. All pupils stay at home.",
        "Year 3 parents please make sure permission slips are in by Friday",
        "Reception places still available at Thistlebrook for September 2027",
        "Sports day is postponed until next Tuesday",
        "Prospective parents: the sixth form open evening is at our academy on 3 December",
        "No breakfast club tomorrow morning, sorry everyone",
        "Y6 parents, SATs meeting Wednesday 5pm in the hall",
    ],
)
def test_what_only_a_school_can_announce_is_not_for_a_personal_account(body: str) -> None:
    assert _found(body, account="ms-okafor") == {"school-business": "error"}
    assert _found(body) == {}


@pytest.mark.parametrize(
    "body",
    [
        "My son's school is closed today. Third time this term!",
        "Schools across the county are closed because of snow, says the BBC",
        "Gym is closed today so I went for a run",
        "Enjoyed the open evening at Thistlebrook last night",
        "Parents' evening tonight, wish me luck",
        "Proud dad: my boy's school play is tomorrow",
        "Doors open at 7 for the gig on Friday",
        "Place confirmed for the 2027 marathon!",
        "We are closed today! My sister's bakery has the best sign",
        "School run in the rain. Twice.",
        "",
    ],
)
def test_private_talk_about_schools_is_not_school_business(body: str) -> None:
    assert _found(body, account="ms-okafor") == {}


@pytest.mark.parametrize(
    ("body", "cases"),
    [
        ("@kofis_dad message me about his homework", {"family-contact"}),
        ("So sorry to Ravi's mum, school forgot the form", {"family-contact"}),
        ("Message me about the sofa", set()),
        ("Thank you to my mum for the soup", set()),
    ],
)
def test_talk_with_families_stays_off_personal_accounts(body: str, cases: set[str]) -> None:
    assert set(_found(body, account="mr-varga")) == cases


@pytest.mark.parametrize(
    ("body", "cases"),
    [
        ("My holiday pics from Tenerife 🌴", {"private-life"}),
        ("Wine o'clock for me after that week 🍷", {"private-life"}),
        ("Our new kitchen means hot dinners for everyone from Monday", set()),
        ("My door is always open. Mrs Castellane, Headteacher", set()),
        ("Y2 wrote about 'My holiday photos'", set()),
        ("Our ski trip photos are on the website", set()),
    ],
)
def test_private_life_stays_off_the_schools_account(body: str, cases: set[str]) -> None:
    assert set(_found(body)) == cases


@pytest.mark.parametrize(
    ("body", "cases"),
    [
        ("Please email your absence notes to mrs.k.teaches@gmail.com", {"private-email"}),
        ("Questions about Year 2? missbarker@hotmail.co.uk", {"private-email"}),
        ("Please email your absence notes to office@thistlebrook.example", set()),
        ("Judo on Saturdays: eastmerejudo@gmail.com", set()),
        ("Brownies have places for Year 3: brownowl.eastmere@gmail.com", set()),
    ],
)
def test_school_business_does_not_go_to_private_addresses(body: str, cases: set[str]) -> None:
    assert set(_found(body)) == cases


def test_the_private_address_itself_is_not_underlined() -> None:
    report = _linter("default").check(Post("Send trip forms to ada.quill@gmail.com", account="main")).posts[0]

    assert [finding.found for finding in report.findings] == ["trip forms"]


@pytest.mark.parametrize(
    ("policy", "severity"),
    [("default", None), ("chase-terrace", "error"), ("cheadle-heath", "error"), ("trust", None), ("testbourne", None)],
)
def test_who_asks_that_accounts_are_approved(policy: str, severity: str | None) -> None:
    assert _linter(policy).profile.rules["wrong-account"].severity_of("unapproved-account") == (severity or "off")


def test_a_trust_bars_personal_accounts_only_beside_one_of_its_own() -> None:
    own = _linter("trust").profile.rules["wrong-account"].options
    personal = Account(("@it",), "personal")
    for accounts, cases in (
        ({"it": personal}, set()),
        ({"it": personal, "main": Account(("@m",), "official")}, {"school-business"}),
    ):
        context = Context(Settings(accounts=accounts), sample_linter().packs, NOW)
        evidence = Evidence(Post("Open evening at our academy 6pm Thursday!", account="it"), context)
        assert {hit.case for hit in account.check(evidence.post, evidence, own)} == cases


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (Options(min_owners=-1), "min_owners"),
        (Options(business=Frames((Frame((("one",),)),))), "slots"),
        (Options(cued_business=Frames((Frame((("a",), ("b",))),))), "cues: is empty"),
        (Options(cues=Phrases(("{town}",))), "phrases"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, key: str) -> None:
    with pytest.raises(ValueError, match=key):
        options.validate()
