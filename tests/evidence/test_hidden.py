"""Hidden characters are reported, and ordinary writing of any language is not."""

from __future__ import annotations

import time
import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.evidence.hidden import hidden_characters

# ⟦ ⟧ mark what is reported.
REPORTED = [
    ("con⟦\u200b⟧fidential", "invisible", "ZERO WIDTH SPACE"),
    ("con⟦\u200c\u200d⟧f", "invisible", "ZERO WIDTH NON-JOINER"),
    ("soft⟦\u00ad⟧hyphen", "invisible", "SOFT HYPHEN"),
    ("a⟦\u2060⟧b", "invisible", "WORD JOINER"),
    ("a⟦\u3164⟧b", "invisible", "HANGUL FILLER"),
    ("a⟦\U000e0061\U000e0062⟧", "invisible", "TAG LATIN SMALL LETTER A"),
    ("a⟦\ufe0f⟧b", "invisible", "VARIATION SELECTOR-16"),
    ("👍⟦\U000e0101\U000e0102⟧", "invisible", "VARIATION SELECTOR-18"),
    ("a⟦\ufeff⟧b", "invisible", "ZERO WIDTH NO-BREAK SPACE"),
    ("a⟦\u2800⟧b", "invisible", "BRAILLE PATTERN BLANK"),
    ("⟦\ufffc⟧ pasted", "invisible", "OBJECT REPLACEMENT CHARACTER"),
    ("a⟦\u202e⟧b", "direction", "RIGHT-TO-LEFT OVERRIDE"),
    ("a ⟦\u200f⟧ b", "direction", "RIGHT-TO-LEFT MARK"),
    ("⟦\u2066⟧@name⟦\u2069⟧", "direction", "LEFT-TO-RIGHT ISOLATE"),
    ("مدرسة ⟦\u202e⟧abc", "direction", "RIGHT-TO-LEFT OVERRIDE"),
    ("⟦со⟧nfidenti⟦а⟧l", "look-alike", "CYRILLIC SMALL LETTER ES"),
    ("⟦аррӏе⟧ pie", "look-alike", "CYRILLIC SMALL LETTER A"),
    ("⟦А⟧mina K⟦һ⟧an", "look-alike", "CYRILLIC CAPITAL LETTER A"),
    ("⟦Α⟧mina", "look-alike", "GREEK CAPITAL LETTER ALPHA"),
    ("fr⟦ее⟧ — бесплатно", "look-alike", "CYRILLIC SMALL LETTER IE"),
    ("⟦𝓗𝓮𝓵𝓵𝓸⟧ you", "fancy", "MATHEMATICAL BOLD SCRIPT CAPITAL H"),
    ("⟦Ⓗⓘ⟧ ⟦🅗🅘⟧ ⟦🄷🄸⟧", "fancy", "CIRCLED LATIN CAPITAL LETTER H"),
    ("⟦Ｈｉ⟧", "fancy", "FULLWIDTH LATIN CAPITAL LETTER H"),
    ("⟦ʜᴇʟʟᴏ⟧", "fancy", "LATIN LETTER SMALL CAPITAL H"),
    ("⟦🇭🇪🇱🇱🇴⟧", "fancy", "REGIONAL INDICATOR SYMBOL LETTER H"),
    ("⟦🅱⟧ad", "fancy", "NEGATIVE SQUARED LATIN CAPITAL LETTER B"),
    ("⟦\x07⟧bell", "control", "U+0007"),
    ("café⟦\x85⟧", "control", "U+0085"),
    ("⟦\ue000\ue001⟧", "private", "U+E000"),
    ("a⟦\uffff⟧", "private", "U+FFFF"),
    ("a⟦\u0378⟧", "private", "U+0378"),
    ("a⟦\ud800⟧", "private", "U+D800"),
]


@pytest.mark.parametrize(("marked", "kind", "name"), REPORTED)
def test_what_deceives_is_reported_exactly(marked: str, kind: str, name: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    found = hidden_characters(text)
    shown = text
    for one in reversed(found):
        shown = f"{shown[: one.start]}⟦{shown[one.start : one.end]}⟧{shown[one.end :]}"
    assert shown == marked
    assert {one.kind for one in found} == {kind}
    assert found[0].name == name


def test_neighbours_of_different_kinds_stay_apart() -> None:
    assert [one.kind for one in hidden_characters("a\u200b\u202e\u200bb")] == ["invisible", "direction", "invisible"]


SILENT = [
    "Plain words, and a tab\tand lines\r\nand\n",
    "👩‍👩‍👧 👨‍👩‍👧‍👦 👍🏽 🤦🏿‍♀️ 🧑‍🦽‍➡️ ❤️‍🔥 🏳️‍🌈 🏴‍☠️",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇬🇧🇵🇱🇧🇩 🇵🇰",
    "4️⃣ #️⃣ 4⃣ ☀️ ☀︎ ✓️ ©️ ™️ ↔️ ‼️ ℹ️ 🅿️ 🅰️ Ⓜ️",
    "می‌خواهم به مدرسه بروم",
    "وہ اسکول گئے ۔",
    "מרחב\u200f שלום",
    "\u202bمدرسة\u202c جميلة\u200f!",
    "مدرسة (Ferncombe)\u200e 3",
    "क्‍ष ക്‍ শ্‌ক ਬੱਚਾ বাংলাদেশ தமிழ்",
    "Zażółć gęślą jaźń, Łukasz Wójcik",
    "Καλημέρα, Αθήνα! ΤΟ ΝΕΡΟ του ποταμού",
    "Привет! Сахар и сосна, а она — оса. МОСТ",
    "Київ, її й ґанок",
    "Llanfairpwll, tŷ, Siân, dŵr",
    "学校のＰＴＡ会議、한국어, 中文",
    "Nguye\u0302\u0303n Zoe\u0308 Ọlá",
    "a\u00a0b\u2009c ™ © ® ℗ № ½ ² ℃ ℓ ⓘ 𝑥 = 2, ① ② ª º",
    "“quotes” – dashes… £5 €3 5′ 6″ × ÷ ≠ → ★",
    "μm, kΩ, 5 µg, Δx, πr², α and β, ρgh",
    "葛\U000e0100 辻\ufe00 ≨\ufe00",
    "ᠮᠣᠩᠭᠣᠯ\u180b",
    "/fəˈnɪks/ and /ʃ/",
    "\ufeffstarts with a byte order mark",
    "",
]


@pytest.mark.parametrize("text", SILENT)
def test_ordinary_writing_is_not_reported(text: str) -> None:
    assert hidden_characters(text) == ()


def test_no_emoji_known_to_unicode_is_reported() -> None:
    emoji = [chr(point) for point in range(0x80, 0x1FB00) if regex.match(r"\p{Emoji}(?<!\p{RI})", chr(point))]
    reported = [char for char in emoji if hidden_characters(f"Yes {char} {char}\ufe0f!")]
    assert reported == []


def test_letters_of_living_scripts_are_not_reported_in_words_of_their_own() -> None:
    scripts = [
        "Arabic",
        "Hebrew",
        "Bengali",
        "Gurmukhi",
        "Devanagari",
        "Tamil",
        "Han",
        "Hangul",
        "Hiragana",
        "Thai",
        "Armenian",
    ]
    classes = "".join(rf"\p{{{script}}}" for script in scripts)
    letter = regex.compile(rf"[[{classes}]&&\p{{L}}]", regex.V1)
    reported = [
        char
        for char in map(chr, range(0x500, 0xFDFF))
        if letter.match(char) and unicodedata.name(char, "") and "FILLER" not in unicodedata.name(char, "")
        and not unicodedata.name(char, "").startswith("FULLWIDTH") and hidden_characters(char * 3)
    ]  # fmt: skip
    assert reported == []


@settings(max_examples=1000, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("ab с\u200b\u200d\ufe0f\u202e👍🏽🇬🇧🇭𝓐Ⓐ🅱ａ\U000e0061\ue000\x07م\n4\u20e3"),
            st.characters(codec=None),
        ),
        max_size=30,
    )
)
def test_nothing_raises_and_reports_are_in_order_and_apart(text: str) -> None:
    last = 0
    for one in hidden_characters(text):
        assert last <= one.start < one.end <= len(text)
        assert one.name
        last = one.end


@pytest.mark.parametrize(
    "text",
    ["\u200b" * 90_000, "م\u200f" * 40_000, "𝓪 " * 40_000, "🇭" * 60_000, "аa " * 30_000,
     "👩\u200d" * 30_000, "ρx" * 40_000, "x\u200f" * 50_000],
    ids=lambda text: repr(text[:4]),
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    hidden_characters(text)
    assert time.process_time() - start < 5
