"""Kind `shouting`: emoji and capitals, counted as a listener would."""

from __future__ import annotations

import pytest

from linter import Post
from linter.checks import shouting
from linter.checks.shouting import Options
from linter.evidence import Evidence
from tests.conftest import sample_linter

RULE = "emoji-or-caps-overuse"


def _hits(body: str, options: Options | None = None) -> list[tuple[str, str]]:
    linter = sample_linter()
    post = Post(body, markup="markdown")
    options = options or linter.packs.rules[RULE].options
    hits = shouting.check(post, Evidence(post, linter.context), options)
    return [(hit.case, body[hit.start : hit.end]) for hit in hits]


@pytest.mark.parametrize(
    ("body", "hits"),
    [
        ("Fair today 🎉", []),
        ("Fair today 🎉🎈🍰🎪", []),
        ("Fair today 🎉🎈🍰🎪☀️", [("emoji", "☀️")]),
        ("🎉 Fair\n🎈 Cake\n🍰 Games\n🎪 Tombola\n☀️ Sun", []),
        ("✅ Coat\n✅ Wellies\n✅ Lunch\n✅ Drink\n✅ A smile", []),
        ("1️⃣ Cut\n2️⃣ Stick\n3️⃣ Paint\n4️⃣ Dry\n5️⃣ Hang", []),
        ("🎉 🎉 Fair\n🎈 🎈 Cake\n🍰 Games", [("emoji", "🍰")]),
        ("Our families: 👨‍👩‍👧‍👦👩‍👩‍👦👨‍👧👩🏽‍🤝‍👩🏿", []),
        ("Flags: 🇳🇬🇵🇱🇮🇳🇬🇧🏴󠁧󠁢󠁷󠁬󠁳󠁿", [("emoji", "🏴󠁧󠁢󠁷󠁬󠁳󠁿")]),
        ("Count to 5: 1 2 3 4 5 © ™", []),
    ],
)
def test_more_than_four_emoji_are_too_many_and_a_sequence_is_one(body: str, hits: list[tuple[str, str]]) -> None:
    assert _hits(body) == hits


@pytest.mark.parametrize(
    ("body", "hits"),
    [
        ("Well done 👏👏👏", []),
        ("Well done 👏👏👏👏", [("repeated", "👏")]),
        ("Well done 👏🏻👏🏽👏🏿👏", [("repeated", "👏")]),
        ("❤️ maths ❤ art\n❤️ PE ❤️", [("repeated", "❤️")]),
        ("🎉🎉🎉🎉🎉🎉", [("repeated", "🎉")]),
    ],
)
def test_the_same_emoji_four_times_is_too_often_whatever_its_skin(body: str, hits: list[tuple[str, str]]) -> None:
    assert _hits(body) == hits


def test_a_repeated_emoji_is_marked_at_its_fourth_place() -> None:
    post = Post("👏👏👏👏👏")
    linter = sample_linter()

    (hit,) = shouting.check(post, Evidence(post, linter.context), Options())

    assert (hit.start, hit.end, hit.values) == (3, 4, {"count": "5"})


@pytest.mark.parametrize(
    ("body", "hits"),
    [
        ("We ❤️ reading", []),
        ("We ❤️ reading and 📚 are the best", [("mid-sentence", "📚")]),
        ("We ❤️🧡 reading all day long", []),
        ("Bring a 🧢, and 🧴 for the sun", [("mid-sentence", "🧴")]),
        ("📅 Friday ⏰ 3.30pm 📍 Hall", []),
        ("Monday 🍕 Tuesday 🍝 Friday 🐟", []),
        ("All done 🎉\nand tomorrow 🎈\nwe rest", []),
        ("Great fun! 🎉 What a day! 🎈 See you soon", []),
    ],
)
def test_emoji_in_the_middle_of_a_sentence_interrupt_it(body: str, hits: list[tuple[str, str]]) -> None:
    assert _hits(body) == hits


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("SCHOOL CLOSED today", []),
        ("SCHOOL IS CLOSED today", ["SCHOOL IS CLOSED"]),
        ("Please BRING YOUR FORMS on Friday", ["BRING YOUR FORMS"]),
        ("Bring FORMS and **COATS** and HATS", []),
        ("YSGOL AR GAU heddiw", ["YSGOL AR GAU"]),
        ("ZAJĘCIA DLA RODZICÓW w piątek", ["ZAJĘCIA DLA RODZICÓW"]),
        ("PTA AGM: KS2 SATs, GCSE and BTEC, RSPCA, DofE", []),
        ("NSPCC PSHE SEND EYFS UKS2 OFSTED", []),
        ("PTA SUMMER FAIR here", []),
        ("PTA SUMMER FAIR TODAY", ["SUMMER FAIR TODAY"]),
        ("CLOSED AT 3PM TODAY sorry", ["CLOSED AT 3PM TODAY"]),
        ("A B C D E F G", []),
        ("I AM A CHILD OF WALES", ["AM A CHILD OF WALES"]),
        ("See HTTPS://THISTLEBROOK.EXAMPLE/THE/BIG/DAY and @THE_BIG_DAY #THEBIGDAY", []),
        ("DATES\n\nPARENTS\n\nEVENING\n\nis on Monday in the school hall", []),
        ("عيد مبارك 新年快樂", []),
    ],
)
def test_three_words_in_capitals_shout_and_acronyms_do_not(body: str, found: list[str]) -> None:
    assert _hits(body) == [("capitals", text) for text in found]


def test_a_text_mostly_in_capitals_shouts_without_a_row_of_them() -> None:
    body = "TODAY Year 6 PERFORM their CONCERT and EVERYONE is WELCOME"

    assert _hits(body) == [("capitals", body)]


def test_a_short_text_mostly_in_capitals_is_a_sign() -> None:
    assert _hits("CLOSED: no SWIMMING") == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("HAPPY NEW YEAR to all", []),
        ("HAPPY NEW YEAR EVERYBODY!", []),
        ("WE SAY HAPPY NEW YEAR TO EVERYBODY", ["WE SAY HAPPY NEW YEAR TO EVERYBODY"]),
        ("YEAR NEW HAPPY for all", ["YEAR NEW HAPPY"]),
    ],
)
def test_a_greeting_in_capitals_does_not_shout(body: str, found: list[str]) -> None:
    assert _hits(body, Options(greetings=("happy new year",))) == [("capitals", text) for text in found]


def test_the_numbers_are_options() -> None:
    options = Options(emoji=1, repeated=9, mid_sentence=9, capital_words=2, capital_share=1.0)

    assert _hits("SCHOOL CLOSED 🎉🎈", options) == [("emoji", "🎈"), ("capitals", "SCHOOL CLOSED")]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (Options(emoji=0), "emoji: is 0"),
        (Options(repeated=0), "repeated: is 0"),
        (Options(mid_sentence=0), "mid_sentence: is 0"),
        (Options(capital_words=0), "capital_words: is 0"),
        (Options(share_words=0), "share_words: is 0"),
        (Options(capital_share=0), "capital_share: is 0"),
        (Options(capital_share=1.1), "capital_share: is 1.1"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, fault: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared below
        options.validate()

    assert str(caught.value).startswith(fault)


def test_the_rule_has_words_for_every_case_and_its_options_are_sound() -> None:
    rule = sample_linter().packs.rules[RULE]
    rule.options.validate()

    assert set(rule.cases) == set(shouting.CASES)
