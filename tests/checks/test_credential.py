"""Kind `credential`: what is taken for a secret, what only talks about one, and what exactly is marked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from linter import checks
from linter.checks.secret_shapes import shape, trim
from linter.evidence import Evidence
from linter.post import Image, Post
from tests.conftest import sample_linter

RULE = "password-or-access-code"
KIND = checks.load("credential")


def _hits(post: Post) -> list[tuple[str, str, str]]:
    """Return (part, case, marked text) of what is found in a post."""
    linter = sample_linter()
    evidence = Evidence(post, linter.context)
    found = KIND.check(post, evidence, linter.packs.rules[RULE].options)
    texts = {part.name: part.text for part in evidence.parts}
    return [(hit.part, hit.case, texts[hit.part][hit.start : hit.end]) for hit in found]


@pytest.mark.parametrize(
    "text",
    [
        "Guest wifi password: ⟦WelcomeParents⟧",
        "The guest wi-fi password tonight is ⟦Welcome123⟧ 😀",
        "wifi pw is ⟦badger99⟧",
        "WiFi: TPS-Guest / ⟦acorn2026⟧",
        "Wifi: Guest, key ⟦9F3A77C210⟧",
        "Network: SCHOOL-GUEST Key: ⟦h7Gk22pL⟧",
        "📶 Free wifi tonight! Network TPSGuest, password ⟦lanterns⟧",
        "Password is case sensitive: ⟦Lantern7⟧",
        "Password👉 ⟦Lantern7⟧",
        "PASSWORD = ⟦SUNSHINE⟧",
        "passw0rd: ⟦Acorn22⟧",
        "p a s s w o r d : ⟦Acorn22⟧",
        "p-a-s-s-w-o-r-d: ⟦cheese1⟧",
        "pa$$word = ⟦cheese1⟧",
        "Forgot the staff portal password? It's ⟦Moorland5⟧",
        "The pw for insta is still ⟦Thistle!9⟧",
        "use ⟦Leavers26⟧ as the password",
        'Enter password "⟦snowflake⟧" to view the gallery',
        "The Purple Mash password for Year 3 is ⟦rainbow⟧.",
        "Log in with oakclass and ⟦frog22⟧",
        "username tibor01, password ⟦fluffy⟧",
        "Cyfrinair y wifi: ⟦Draig2026⟧",
        "Passwort: ⟦Tannenbaum7⟧",
        "passwrd: ⟦Maple44⟧",
        "CCTV login admin / ⟦admin123⟧",
        "Sign in to the parent survey with password ⟦sunbeam⟧",
        "Our Facebook login is office@thistlebrook.example / ⟦Quarry160⟧",
    ],
)
def test_a_password_is_marked_and_nothing_else(text: str) -> None:
    marked = re.search("⟦(.*)⟧", text)
    assert marked

    assert _hits(Post(body=re.sub("[⟦⟧]", "", text))) == [("body", "", marked[1])]


@pytest.mark.parametrize(
    "text",
    [
        "Gate code ⟦2580⟧",
        "The code for the main gate is ⟦4471⟧.",
        "Door code: ⟦C1937⟧",
        "Keysafe ⟦4821⟧",
        "Key safe code is ⟦48 21⟧",
        "If you arrive late press ⟦1234#⟧ on the keypad",
        "code = ⟦4 5 1 9⟧",
        "Use ⟦7741⟧ to get through the side gate if you're late.",
        "The code to get in tonight: ⟦2468⟧",
        "Staff room door code 🔢 ⟦3391⟧",
        "The iPad PIN is ⟦2580⟧",
        "For the bike shed padlock it's ⟦739⟧",
        "Door entry: ⟦4418⟧ then press the bell",
        "Google Classroom code: ⟦abcd3fg⟧",
        "Seesaw class code ⟦ABCD EFGH⟧",
        "Verification code ⟦559102⟧",
        "⟦4519⟧ is the code for the side gate",
    ],
)
def test_a_code_is_marked_and_nothing_else(text: str) -> None:
    marked = re.search("⟦(.*)⟧", text)
    assert marked

    assert _hits(Post(body=re.sub("[⟦⟧]", "", text))) == [("body", "code", marked[1])]


@pytest.mark.parametrize(
    "text",
    [
        "The password to success is kindness",
        "Password to a happy classroom: listening!",
        "Today's secret password is 'abracadabra' – ask Reception why!",
        "Password: ask at the office",
        "Passwords were reset, so use the new one in your child's planner.",
        "Your password must be at least 12 characters",
        "The wifi password is changing on Monday",
        "The wifi password is on the wall in the hall.",
        "Strong passwords use three random words, e.g. coffee-train-fish7",
        "1234 is the most common password",
        "Nearly 400 pupils have logged in to Mathletics 12,000 times!",
        "Please sign in at reception from 8.45am",
        "Join the quiz at menti.com with code 4519 2210",
        "Kahoot game PIN: 4821937",
        "Use code READ20 at the book fair checkout",
        "We cracked the code: 7 + 8 = 15",
        "the code of conduct for parents 2026",
        "School code for the census is 9381234",
        "Our postcode for satnavs is SK3 0RJ, car park 2",
        "Sports day: gate opens at 12.45pm",
        "Gates open – 1515",
        "Hall: 200 seats",
        "Alarm test 1100 Tuesday",
        "Trip phone number: 07700 900456",
        "Pin badges £1, bowling: 10 pins, 4 lanes",
        "Wi-Fi password? Just ask at the desk. WiFi 6 is 10x faster",
        "Pass: 24 of 24 in the cycling test",
        "The gate cost £4,500",
    ],
)
def test_talk_about_passwords_and_codes_of_other_kinds_is_silent(text: str) -> None:
    assert _hits(Post(body=text)) == []


@pytest.mark.parametrize(
    ("link", "case"),
    [
        ("https://us02web.zoom.us/j/89898989898?pwd=Q1w2E3r4T5", "meeting"),
        ("https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0", "meeting"),
        ("https://teams.live.com/meet/9312345678?p=AbCdEf", "meeting"),
        ("https://meet.google.com/abc-defg-hij", "meeting"),
        ("https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrSt", "meeting"),
    ],
)
def test_a_link_into_a_meeting_is_marked_whole(link: str, case: str) -> None:
    assert _hits(Post(body=f"Tonight: {link} bring tea", account="main")) == [("body", case, link)]


def test_a_meeting_for_a_closed_audience_is_a_case_of_its_own() -> None:
    link = "https://meet.google.com/abc-defg-hij"

    assert _hits(Post(body=link, account="classes")) == [("body", "meeting-for-few", link)]
    assert _hits(Post(body=link, account="classes", audience="public")) == [("body", "meeting", link)]


@pytest.mark.parametrize(
    "link",
    ["https://zoom.us/j/89898989898", "https://zoom.us/webinar/register/WN_a1", "https://meet.google.com/landing"],
)
def test_a_link_to_a_meeting_that_asks_for_more_is_silent(link: str) -> None:
    assert _hits(Post(body=f"Tonight: {link}")) == []


def test_a_password_in_an_address_is_marked_alone() -> None:
    assert _hits(Post(body="https://files.example/x?id=3&password=Marsh61&y=1")) == [("body", "link", "Marsh61")]
    assert _hits(Post(body="https://clerk:Marsh61@files.example/x")) == [("body", "link", "Marsh61")]


def test_a_secret_is_found_in_any_part() -> None:
    post = Post(
        body="Look!",
        title="Gate code 2580",
        images=(Image("x/wifi-password-Acorn2026.jpg", alt="A card: username tib04, password sunflower"),),
    )

    assert _hits(post) == [
        ("title", "code", "2580"),
        ("alt:0", "", "sunflower"),
        ("image:0/name", "", "Acorn2026"),
    ]


@pytest.mark.parametrize(
    "key",
    [
        "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345",
        "AKIAABCDEFGHIJKLMNOP",
        "xoxb-123456789012-abcdef",
    ],
)
def test_the_key_of_a_program_is_known_by_its_form(key: str) -> None:
    assert [(case, text) for _, case, text in _hits(Post(body=f"run it with {key} today"))] == [("token", key)]


def test_no_password_is_ever_printed() -> None:
    findings = sample_linter().check(Post(body="Wifi password: Lantern2026", account="main")).posts[0].findings
    shown = " ".join(f"{f.message} {f.fix} {f.excerpt}" for f in findings if f.rule == RULE)

    assert shown
    assert "Lantern2026" not in shown


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sunshine", "word"),
        ("Oak!77", "mixed"),
        ("moor_trip", "mixed"),
        ("482910", "number"),
        ("9am", "everyday"),
        ("KS2", "everyday"),
        ("100%", "everyday"),
        ("1990s", "everyday"),
        ("****", ""),
        ("xxxx", ""),
        ("@thistlebrook", ""),
        ("a@b.example", ""),
        ("https://x.example", ""),
        ("#SportsDay26", ""),
        ("a", ""),
        ("…", ""),
    ],
)
def test_the_shape_of_a_token(text: str, kind: str) -> None:
    assert shape(text) == kind


@pytest.mark.parametrize(
    ("text", "kept"), [("Acorn22.", 7), ("Acorn22!", 8), ("sunshine!", 8), ("Acorn22?", 7), ("...", 0)]
)
def test_the_punctuation_of_the_sentence_is_no_part_of_a_secret(text: str, kept: int) -> None:
    assert trim(text) == kept


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"passwords": ()}, "passwords: is empty"),
        ({"locks": ("gate", " ")}, "locks: is empty, or has an empty word"),
        ({"tokens": ("(",)}, r"tokens: '\(' is not a regular expression"),
    ],
)
def test_options_that_cannot_work_are_refused(change: dict[str, tuple[str, ...]], message: str) -> None:
    options = replace(sample_linter().packs.rules[RULE].options, **change)

    with pytest.raises(ValueError, match=message):
        options.validate()
