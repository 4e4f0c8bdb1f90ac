"""Kind `shouting`: so many emoji, or so many capitals, that a screen reader or a tired parent gives up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks.scope import part_is_wanted
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.tokens import Token
    from linter.post import Post

CASES = ("emoji", "repeated", "mid-sentence", "capitals")
_WORD = re.compile(r"[^\W_](?:[\w'’]*[^\W_])?")
_VOWEL = re.compile("[AEIOUYÀ-ÖÙ-ÝŴŶ]")
_VARIANTS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")

Span = tuple[int, int]


@frozen
class Options:
    """How much is too much, in one text of a post.

    `emoji` may stand in it at most, and the same one less than `repeated` times; fewer than `mid_sentence` places in
    the middle of a sentence may hold emoji. Fewer than `capital_words` words in a row may be in capitals, and fewer
    than `capital_share` (0 to 1) of the letters of a text of `share_words` words or more. `acronyms` do not count;
    `greetings` in capitals are an exclamation ("HAPPY NEW YEAR"). Emoji that begin lines are the dots of a list.
    """

    emoji: int = 4
    repeated: int = 4
    mid_sentence: int = 2
    capital_words: int = 3
    capital_share: float = 0.6
    share_words: int = 6
    acronyms: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a number that would flag everything or nothing."""
        for key in ("emoji", "repeated", "mid_sentence", "capital_words", "share_words"):
            if getattr(self, key) < 1:
                raise ValueError(f"{key}: is {getattr(self, key)}, not 1 or more")
        if not 0 < self.capital_share <= 1:
            raise ValueError(f"capital_share: is {self.capital_share}, not between 0 and 1")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield, for each text, where emoji become too many, repeat or break sentences, and what is in capitals."""
    for part in evidence.parts:
        # Nobody has words read out that stand in a picture, and posters are set in capitals.
        if part_is_wanted(part, ()) and not part.name.startswith("image:"):
            if not part.text.isascii():
                yield from _emoji(part, evidence, options)
            yield from _capitals(part, evidence, options)


def _emoji(part: Part, evidence: Evidence, options: Options) -> Iterator[Hit]:
    emoji = evidence.tokens(part).emoji
    if len(emoji) > 1:
        emoji = _without_dots(evidence.visible(part).text, emoji)
    if len(emoji) < min(options.emoji + 1, options.repeated, options.mid_sentence):
        return
    view = evidence.visible(part)
    pictures = [_VARIANTS.sub("", token.text) for token in emoji]
    often = [picture for picture, count in Counter(pictures).items() if count >= options.repeated]
    for picture in often:
        places = [token for token, own in zip(emoji, pictures, strict=True) if own == picture]
        last = places[options.repeated - 1]
        yield Hit(part.name, *view.span(last.start, last.end), "repeated", values={"count": str(len(places))})
    if len(emoji) > options.emoji and not often:
        first = emoji[options.emoji]
        values = {"count": str(len(emoji)), "most": str(options.emoji)}
        yield Hit(part.name, *view.span(first.start, first.end), "emoji", values=values)
    amid = [row for row in _rows(view.text, emoji) if _is_amid(view.text, *row)]
    if len(amid) >= options.mid_sentence:
        yield Hit(part.name, *view.span(*amid[options.mid_sentence - 1]), "mid-sentence")


def _without_dots(text: str, emoji: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the emoji without those that begin the entries of a list: alone, at the start of two lines or more."""
    lines = [text.count("\n", 0, token.start) for token in emoji]
    dots = [
        token
        for token, line in zip(emoji, lines, strict=True)
        if lines.count(line) == 1
        and not text[text.rfind("\n", 0, token.start) + 1 : token.start].strip(" \t-•*")
        and text[token.end : token.end + 1] == " "
    ]
    return tuple(token for token in emoji if token not in dots) if len(dots) > 1 else emoji


def _rows(text: str, emoji: tuple[Token, ...]) -> list[Span]:
    """Return the spans of emoji, those with nothing but space between them as one."""
    rows: list[Span] = []
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


def _capitals(part: Part, evidence: Evidence, options: Options) -> Iterator[Hit]:
    # One word in capitals is never shouting; most texts have none, and go no further.
    if sum(map(str.isupper, _WORD.findall(part.text))) < min(2, options.capital_words):
        return
    view = evidence.visible(part)
    known = frozenset(word.casefold() for word in options.acronyms)
    words = _counted(part, evidence)
    runs = [run for run in _runs(words, view.text, known) if len(run) >= options.capital_words]
    found = [run for run in runs if len(_ungreeted(run, view.text, options.greetings)) >= options.capital_words]
    if not found and not runs:
        found = [run for run in [_loudest(words, view.text, known, options)] if run]
    for run in found:
        yield Hit(part.name, *view.span(run[0][0], run[-1][1]), "capitals")


def _loudest(words: list[Span], text: str, known: frozenset[str], options: Options) -> list[Span]:
    """Return the words in capitals if they are most of a text that is long enough to say so."""
    plain = [span for span in words if not _is_neutral(text[slice(*span)], known)]
    loud = [span for span in plain if _is_loud(text[slice(*span)], known)]
    share = sum(end - start for start, end in loud) / (sum(end - start for start, end in plain) or 1)
    return loud if len(plain) >= options.share_words and share >= options.capital_share else []


def _ungreeted(run: list[Span], text: str, greetings: tuple[str, ...]) -> list[Span]:
    """Return the words of a run that are not those of a greeting in it; two more may stand beside it."""
    said = [text[slice(*span)].casefold() for span in run]
    for greeting in greetings:
        words = greeting.casefold().split()
        rest = len(said) - len(words)
        if 0 <= rest <= 2 and words in (said[: len(words)], said[rest:]):
            return []
    return run


def _counted(part: Part, evidence: Evidence) -> list[Span]:
    """Return the spans of words that are neither in links nor in handles nor in tags."""
    tokens = evidence.tokens(part)
    taken = [(t.start, t.end) for t in (*tokens.urls, *tokens.emails, *tokens.mentions, *tokens.hashtags)]
    spans = (match.span() for match in _WORD.finditer(evidence.visible(part).text))
    return [span for span in spans if not any(start < span[1] and span[0] < end for start, end in taken)]


def _runs(words: list[Span], text: str, known: frozenset[str]) -> Iterator[list[Span]]:
    """Yield rows of words in capitals on a line; acronyms, numbers and single letters neither count nor break one."""
    run: list[Span] = []
    for start, end in words:
        word = text[start:end]
        if run and "\n" in text[run[-1][1] : start]:
            yield run
            run = []
        if _is_loud(word, known):
            run.append((start, end))
        elif not _is_neutral(word, known):
            yield run
            run = []
    yield run


def _is_loud(word: str, known: frozenset[str]) -> bool:
    return word.isupper() and not _is_neutral(word, known)


def _is_neutral(word: str, known: frozenset[str]) -> bool:
    """Say whether a word is written as it is without shouting: an acronym, a number, a single letter, a code."""
    letters = [char for char in word if char.isalpha()]
    return (
        len(letters) < 2
        or word.casefold().removesuffix("'s").removesuffix("’s") in known
        or any(char.isdigit() for char in word)
        # "GCSE", "BBC", "NHS": without a vowel it is not a word.
        or (word.isupper() and not _VOWEL.search(word))
    )
