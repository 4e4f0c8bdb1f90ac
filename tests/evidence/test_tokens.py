"""Words, emoji, links, addresses, @mentions and #tags are found whole, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.evidence.emoji import emoji_pattern
from linter.evidence.tokens import tokens

URLS = [
    ("See https://ferncombe.example.sch.uk/news?id=1#top.", ["https://ferncombe.example.sch.uk/news?id=1#top"]),
    ("(https://a.example/x_(y)) and (http://b.example)", ["https://a.example/x_(y)", "http://b.example"]),
    ("HTTPS://A.EXAMPLE/B, www.ferncombe.example!", ["HTTPS://A.EXAMPLE/B", "www.ferncombe.example"]),
    ("bit.ly/abc and ferncombe.example.sch.uk/news", ["bit.ly/abc", "ferncombe.example.sch.uk/news"]),
    ("go to ferncombe.co.uk or bbc.co.uk.", ["ferncombe.co.uk", "bbc.co.uk"]),
    ("gov.uk/free-meals, youtu.be/x1", ["gov.uk/free-meals", "youtu.be/x1"]),
    ("just-giving.com/page/zoë", ["just-giving.com/page/zoë"]),
    ("“https://a.example/b”", ["https://a.example/b"]),
    ("https://a.example/b’s", ["https://a.example/b’s"]),
    ("https://a.example…", ["https://a.example"]),
    ("Ferncombe.org.uk", ["Ferncombe.org.uk"]),
    ("Parents.Please see BBC.CO.UK", ["BBC.CO.UK"]),
    ("Need.See you, e.g. this, i.e.that, Mr.Poole, 9.30am, 3.15pm, v2.1.0", []),
    ("We won.It was fun.In the hall.To be fair", []),
    ("We won.it was so.is it.me", []),
    ("poster.pdf, fair.jpg, a.b, U.K. and P.E.kit, St.Mary", []),
    ("office@ferncombe.example.sch.uk", []),
    ("@name@mastodon.social", []),
    ("https:// alone and http", []),
    ("ends.", []),
]


@pytest.mark.parametrize(("text", "urls"), URLS)
def test_links_are_found_without_the_punctuation_around_them(text: str, urls: list[str]) -> None:
    assert [token.text for token in tokens(text).urls] == urls


EMAILS = [
    ("Write to office@ferncombe.example.sch.uk.", ["office@ferncombe.example.sch.uk"]),
    ("<a.o'neill+sports@example.org>, B@EXAMPLE.COM", ["a.o'neill+sports@example.org", "B@EXAMPLE.COM"]),
    ("zoë@exämple.org", ["zoë@exämple.org"]),
    ("user@host, @name, a@b", []),
    ("@name@mastodon.example", []),
]


@pytest.mark.parametrize(("text", "emails"), EMAILS)
def test_email_addresses_are_found(text: str, emails: list[str]) -> None:
    assert [token.text for token in tokens(text).emails] == emails


MENTIONS = [
    ("Thanks @FerncombePrimary!", ["@FerncombePrimary"]),
    ("@jaya.thornbury2014, @_x_ and .@bbc_midlands.", ["@jaya.thornbury2014", "@_x_", "@bbc_midlands"]),
    ("@name@mastodon.example says", ["@name@mastodon.example"]),
    ("(@a) “@b” @c's", ["@a", "@b", "@c"]),
    ("@Łukasz @школа", ["@Łukasz", "@школа"]),
    ("office@example.org, meet @ 3pm, a@b", []),
    ("https://example.org/@name", []),
]


@pytest.mark.parametrize(("text", "mentions"), MENTIONS)
def test_mentions_are_found(text: str, mentions: list[str]) -> None:
    assert [token.text for token in tokens(text).mentions] == mentions


HASHTAGS = [
    ("#SportsDay, (#fun) #Year6!", ["#SportsDay", "#fun", "#Year6"]),
    ("#sports_day_2026 #2026leavers", ["#sports_day_2026", "#2026leavers"]),
    ("#Siân #école #школа #مدرسة #हिन्दी ＃ｆｕｎ", ["#Siân", "#école", "#школа", "#مدرسة", "#हिन्दी", "＃ｆｕｎ"]),
    ("#Zoe\u0308", ["#Zoe\u0308"]),
    ("we are #1, #2 and #2026", []),
    ("https://a.example/b#part a#b C# # x", []),
    ("#a#b", ["#a"]),
    ("&#233; ##x", []),
]


@pytest.mark.parametrize(("text", "tags"), HASHTAGS)
def test_hashtags_are_found(text: str, tags: list[str]) -> None:
    assert [token.text for token in tokens(text).hashtags] == tags


SEQUENCES = [
    ("👍🏽👍", ["👍🏽", "👍"]),
    ("👩‍👩‍👧‍👦 family", ["👩‍👩‍👧‍👦"]),
    ("🧑🏿‍🦽‍➡️ 👩🏻‍❤️‍💋‍👨🏿", ["🧑🏿‍🦽‍➡️", "👩🏻‍❤️‍💋‍👨🏿"]),
    ("🇬🇧🇵🇱", ["🇬🇧", "🇵🇱"]),
    ("🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏳️‍🌈 🏴‍☠️", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🏳️‍🌈", "🏴‍☠️"]),
    ("4️⃣ #️⃣ 4⃣ but 4", ["4️⃣", "#️⃣", "4⃣"]),
    ("❤ ❤️ ☀️ ⚽", ["❤", "❤️", "☀️", "⚽"]),
    ("© ® ™ № ½ ✓ ★ → ←", []),
    ("©️ ™️ ↔️", ["©️", "™️", "↔️"]),
    ("Zoë – “quoted” £5", []),
]


@pytest.mark.parametrize(("text", "emoji"), SEQUENCES)
def test_an_emoji_sequence_is_one_token(text: str, emoji: list[str]) -> None:
    assert [token.text for token in tokens(text).emoji] == emoji


def test_the_emoji_known_to_unicode_are_the_emoji_found() -> None:
    every = [chr(point) for point in range(0xA9, 0x1FB00) if not 0xD800 <= point < 0xE000]
    known = {char for char in every if regex.match(r"\p{Emoji}(?<!\p{Regional_Indicator}|\p{Emoji_Modifier})", char)}
    squared = set("🅰🅱🅾🅿🈂🈷") | set("©®‼⁉™ℹ↔↕↖↗↘↙↩↪Ⓜ▪▫▶◀〰〽㊗㊙")  # a picture with U+FE0F only
    assert all(emoji_pattern().fullmatch(char + "\ufe0f") for char in known)
    found = {char for char in every if emoji_pattern().fullmatch(char)}
    assert known - squared <= found
    # What is found besides is kept free for emoji to come.
    extra = {char for char in found - known if not 0x1F000 <= ord(char) <= 0x1FAFF}
    assert extra == set()


WORDS = [
    ("It's a well-known O’Neill – co-op day", ["It's", "a", "well-known", "O’Neill", "co-op", "day"]),
    ("Zoe\u0308 Łukasz Nguyễn Nguye\u0302\u0303n", ["Zoe\u0308", "Łukasz", "Nguyễn", "Nguye\u0302\u0303n"]),
    ("শিশু ਬੱਚਾ हिन्दी தமிழ் می‌خواهم", ["শিশু", "ਬੱਚਾ", "हिन्दी", "தமிழ்", "می‌خواهم"]),
    ("Y6 KS2 4pm 2026", ["Y", "KS", "pm"]),
    ("'quoted' -dash- a--b", ["quoted", "dash", "a", "b"]),
    ("snake_case #TwoWords", ["snake", "case", "TwoWords"]),
    ("学校 школа", ["学校", "школа"]),
    ("🎉!", []),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_are_letters_with_inner_apostrophes_and_hyphens(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text).words] == words


def test_the_marks_known_to_unicode_do_not_cut_words() -> None:
    marks = [char for char in map(chr, range(0x300, 0x1F000)) if unicodedata.category(char) in ("Mn", "Mc")]
    cut = [char for char in marks if not 0xFE00 <= ord(char) < 0xFE10 and len(tokens(f"a{char}b").words) != 1]
    assert [char for char in cut if char not in "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f"] == []


ANYTHING = st.text(
    alphabet=st.one_of(st.sampled_from("ab.@#:/-_'()w1 \n👍🏽\u200d\ufe0fé\u0301"), st.characters(codec=None)),
    max_size=50,
)


@settings(max_examples=800, deadline=None)
@given(ANYTHING)
def test_every_token_is_where_it_says_and_kinds_do_not_overlap_themselves(text: str) -> None:
    found = tokens(text)
    for kind in (found.words, found.emoji, found.urls, found.emails, found.mentions, found.hashtags):
        last = 0
        for token in kind:
            assert text[token.start : token.end] == token.text != ""
            assert token.start >= last
            last = token.end


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=50))
def test_a_far_accent_changes_nothing_in_ascii(text: str) -> None:
    plain, accented = tokens(text + " ."), tokens(text + " . é\u0301")
    assert plain.words == accented.words[:-1]
    assert (plain.urls, plain.emails, plain.hashtags) == (accented.urls, accented.emails, accented.hashtags)


@pytest.mark.parametrize(
    "text",
    ["a." * 50_000, "@" * 100_000, "a@" * 50_000, "#" * 100_000, "a-" * 50_000, "w" * 100_000, "https://" * 12_000,
     "." * 99_999, "a@a." * 25_000, "www." * 25_000, "\u200d" * 50_000,
     "👩\u200d" * 30_000, "a" * 90 + "." * 90_000, ")" * 90_000],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    import time

    start = time.process_time()
    tokens(text)
    tokens("https://a.example/" + text)
    assert time.process_time() - start < 5
