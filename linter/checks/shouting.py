"""Kind `shouting`: so many emoji, or so many capitals, that a screen reader or a tired parent gives up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.checks.scope import part_is_wanted
from linter.finding import Hit

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.tokens import Token
    from linter.post import Post
    from linter.text import View

CASES = ("emoji", "repeated", "mid-sentence", "capitals")
_WORD = re.compile(r"[^\W_](?:[\w'’]*[^\W_])?")
_VOWEL = re.compile("[AEIOUYÀ-ÖÙ-ÝŴŶ]")
_VARIANTS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True, slots=True)
class Options:
    """How much is too much, in one text of a post.

    `emoji` may stand in it at most, and the same one less than `repeated` times; fewer than `mid_sentence` places in
    the middle of a sentence may hold emoji. Fewer than `capital_words` words in a row may be in capitals, and fewer
    than `capital_share` (0 to 1) of the letters of a text of `share_words` words or more. `acronyms` do not count.
    """

    emoji: int = 4
    repeated: int = 4
    mid_sentence: int = 2
    capital_words: int = 3
    capital_share: float = 0.6
    share_words: int = 6
    acronyms: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a number that would flag everything or nothing."""
        for key in ("emoji", "repeated", "mid_sentence", "capital_words", "share_words"):
            if getattr(self, key) < 1:
                raise ValueError(f"{key}: is {getattr(self, key)}, not 1 or more")
        if not 0 < self.capital_share <= 1:
            raise ValueError(f"capital_share: is {self.capital_share}, not between 0 and 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield, for each text, where emoji become too many, break sentences or repeat, and what is in capitals."""
    for part in evidence.parts:
        if not part_is_wanted(part, ()):
            continue
        view = evidence.visible(part)
        for start, end, case in (*_emoji(view, evidence.tokens(part).emoji, options), *_capitals(evidence, part.name, options)):
            yield Hit(part.name, *view.span(start, end), case)


def _emoji(view: View, emoji: tuple[Token, ...], options: Options) -> Iterator[tuple[int, int, str]]:
    if len(emoji) < min(options.emoji + 1, options.repeated, options.mid_sentence):
        return
    counts: dict[str, int] = {}
    again = False
    for token in emoji:
        picture = _VARIANTS.sub("", token.text)
        counts[picture] = counts.get(picture, 0) + 1
        if counts[picture] == options.repeated:
            again = True
            yield token.start, token.end, "repeated"
    if len(emoji) > options.emoji and not again:
        yield emoji[options.emoji].start, emoji[options.emoji].end, "emoji"
    amid = [row for row in _rows(view.text, emoji) if _is_amid(view.text, *row)]
    if len(amid) >= options.mid_sentence:
        yield *amid[options.mid_sentence - 1], "mid-sentence"


def _rows(text: str, emoji: tuple[Token, ...]) -> list[tuple[int, int]]:
    """Return the spans of emoji, those with nothing but space between them as one."""
    rows: list[tuple[int, int]] = []
    for token in emoji:
        if rows and not text[rows[-1][1] : token.start].strip(" "):
            rows[-1] = (rows[-1][0], token.end)
        else:
            rows.append((token.start, token.end))
    return rows


def _is_amid(text: str, start: int, end: int) -> bool:
    """Say whether a sentence goes on around a span: a word before it, and a small letter after it, on one line.

    "📅 Friday ⏰ 3.30pm 📍 Hall" is a list and not a sentence: what follows each emoji begins anew.
    """
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start].rstrip()
    after = text[end:].lstrip(" ,")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",'’\"”)") and after[:1].islower()


def _capitals(evidence: Evidence, name: str, options: Options) -> Iterator[tuple[int, int, str]]:
    part = evidence.part(name)
    if part is None or not any(char.isupper() for char in part.text):
        return
    text = evidence.visible(part).text
    words = _counted(text, evidence, name)
    known = {word.casefold() for word in options.acronyms}
    loud = [(start, end) for start, end in words if _is_loud(text[start:end], known)]
    plain = [(start, end) for start, end in words if not _is_neutral(text[start:end], known)]
    found = False
    for run in _runs(words, text, known):
        if len(run) >= options.capital_words:
            found = True
            yield run[0][0], run[-1][1], "capitals"
    if not found and len(plain) >= options.share_words:
        upper = sum(end - start for start, end in loud)
        if upper >= options.capital_share * sum(end - start for start, end in plain):
            yield loud[0][0], loud[-1][1], "capitals"


def _counted(text: str, evidence: Evidence, name: str) -> list[tuple[int, int]]:
    """Return the spans of words that are neither in links nor in handles nor in tags."""
    part = evidence.part(name)
    tokens = evidence.tokens(part) if part else None
    taken = [(t.start, t.end) for t in (*tokens.urls, *tokens.emails, *tokens.mentions, *tokens.hashtags)] if tokens else []
    spans = (match.span() for match in _WORD.finditer(text))
    return [span for span in spans if not any(start < span[1] and span[0] < end for start, end in taken)]


def _runs(words: list[tuple[int, int]], text: str, known: set[str]) -> Iterator[list[tuple[int, int]]]:
    """Yield rows of words in capitals; acronyms, numbers and single letters neither count nor break a row."""
    run: list[tuple[int, int]] = []
    for start, end in words:
        word = text[start:end]
        if _is_loud(word, known):
            run.append((start, end))
        elif not (run and _is_neutral(word, known)):
            yield run
            run = []
    yield run


def _is_loud(word: str, known: set[str]) -> bool:
    return word.isupper() and not _is_neutral(word, known)


def _is_neutral(word: str, known: set[str]) -> bool:
    """Say whether a word is written as it is without shouting: an acronym, a number, a single letter, a code."""
    letters = [char for char in word if char.isalpha()]
    return (
        len(letters) < 2
        or word.casefold().removesuffix("'s").removesuffix("’s") in known
        or any(char.isdigit() for char in word)
        # "GCSE", "BBC", "NHS": without a vowel it is not a word.
        or (word.isupper() and not _VOWEL.search(word))
    )
