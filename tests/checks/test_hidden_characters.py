"""Kind `hidden-characters`: every part is looked at, and each case says what cannot be seen."""

from __future__ import annotations

from typing import Any

import pytest

from linter import Image, Linter, Post
from linter.checks import hidden_characters
from linter.settings import load
from tests.conftest import NOW, SAMPLES, sample_linter

RULE = "hidden-characters"


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), select=[RULE], now=NOW)


@pytest.mark.parametrize(
    ("body", "case", "severity", "name"),
    [
        ("Par\u200bents", "invisible", "warning", "zero width space"),
        ("Swim\u00adming", "invisible", "warning", "soft hyphen"),
        ("Clubs\u200b start", "stray", "info", "zero width space"),
        ("Clubs start\u2060", "stray", "info", "word joiner"),
        ("Tickets \u202egnp", "direction", "error", "right-to-left override"),
        ("Nurs\u0435ry", "look-alike", "warning", "cyrillic small letter ie"),
        ("See www.p\u0430rentpay.com", "address", "error", "cyrillic small letter a"),
        ("See https://thistlebr\u043eok.example/x", "address", "error", "cyrillic small letter o"),
        ("@thistlebr\u043eok says", "address", "error", "cyrillic small letter o"),
        ("#Sp\u043ertsDay", "address", "error", "cyrillic small letter o"),
        ("\U0001d54e\U0001d55a\U0001d55f fair", "fancy", "info", "mathematical double-struck capital w"),
        ("Lunch\x0bmenu", "control", "warning", "U+000B"),
        ("Our \uf8ff tablets", "private", "warning", "U+F8FF"),
    ],
)
def test_each_case_has_its_severity_and_names_the_character(
    linter: Linter, body: str, case: str, severity: str, name: str
) -> None:
    (finding,) = linter.check(Post(body)).findings

    assert (finding.case, finding.severity) == (case, severity)
    assert name in finding.message


def test_an_address_behind_words_is_an_address(linter: Linter) -> None:
    post = Post("Pay [for dinners](https://p\u0430rentpay.com/x) here", markup="markdown")

    assert [finding.case for finding in linter.check(post).findings] == ["address"]


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"title": "Clubs\u202e"}, "title"),
        ({"images": (Image("a\u202egpj.png"),)}, "image:0/name"),
        ({"images": (Image("a.png", alt="A\u202e b"),)}, "alt:0"),
        ({"images": (Image("a.png", credit="M\u202e"),)}, "field:images.0.credit"),
        ({"images": (Image("a.png", tags=("x", "y\u202e")),)}, "field:images.0.tags.1"),
        ({"group": "Eastmere\u202e"}, "field:group"),
        ({"reply_to": "@x\u202e"}, "field:reply_to"),
    ],
)
def test_every_part_is_looked_at(linter: Linter, fields: dict[str, Any], part: str) -> None:
    (finding,) = linter.check(Post(**fields)).findings

    assert (finding.place.part, finding.case) == (part, "direction")


def test_a_look_alike_in_a_file_name_leads_somewhere_else(linter: Linter) -> None:
    (finding,) = linter.check(Post(images=(Image("f\u0430ir.png", alt="x"),))).findings

    assert finding.case == "address"


@pytest.mark.parametrize(
    "body",
    [
        "Plain English, nothing else.",
        "Line one\nline two\r\nline three\twith a tab",
        "Cân y gân – “Dŵr” a’r tŷ…",
        "Zażółć gęślą jaźń; Việt Nam; Þórr; İstanbul; naïve café",
        "👨‍👩‍👧‍👦 🧏🏾‍♀️ ❤️ 1️⃣ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇵🇱",
        "عيد مبارك لجميع عائلاتنا",
        "خانواده‌های عزیز",
        "חג שמח",
        "اسکول کل بند رہے گا۔ School is closed.",
        "ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ, क्‍ष, ক্‌ষ, வணக்கம், ස්වාගතයි",
        "Ласкаво просимо до школи! Καλώς ήρθατε!",
        "新年快樂 ようこそ 환영합니다",
        "½ £ € © ® ™ ° × ÷ ≈ → ✓ ☑️ H₂O m²",
    ],
)
def test_ordinary_writing_in_any_language_is_silent(linter: Linter, body: str) -> None:
    assert linter.check(Post(body)).findings == ()


def test_the_rule_has_words_for_every_case() -> None:
    assert set(sample_linter().packs.rules[RULE].cases) == set(hidden_characters.CASES)
