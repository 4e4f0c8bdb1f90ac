"""The words of a part as names are looked for: folded, without what does not part a name from its other half."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from linter.evidence.normalise import fold
from linter.evidence.words import Word
from linter.text import View

_APOSTROPHES = "'’ʼ‘＇`´"
_CAPITAL, _SMALL = "[A-ZÀ-ÖØ-Þ]", "[a-zß-öø-ÿ]"
_CAMEL = re.compile(rf"{_SMALL}{_CAPITAL}|(?<![^\W_]){_CAPITAL}{_CAPITAL}{_SMALL}")
_FURTHER = re.compile("[\u0100-\u058f\u1e00-\u1fff]")
_SMALL_HEAD = re.compile(rf"{_SMALL}{{1,3}}[{_APOSTROPHES}]{_CAPITAL}")
_LETTER = r"(?:[^\W\d_][\u0300-\u036f]*)"  # Yoruba has letters that no single character writes
_LETTERS = re.compile(rf"{_LETTER}+(?:['’ʼ]{_LETTER}+)*")


class Item(NamedTuple):
    """A word, or a sign that parts words: [start, end) of the part as written.

    `text` is folded and has no apostrophes. `is_word` is False for a sign; `glued` says that no space stands before
    it; `capital` that its first letter is written as one.
    """

    text: str
    start: int
    end: int
    is_word: bool
    glued: bool
    capital: bool


def items(words: Iterable[Word], written: str) -> list[Item]:
    """Return the items of a stream of words, without what stands between the halves of names: emoji, bars of tables."""
    found: list[Item] = []
    last = -1
    for word in words:
        text, start, end, _ = word
        if text[0].isalnum():
            capital = written[start : start + 1].isupper()
            if "'" in text:
                # "d'Orey" has the capital of a name, "'Twas" and "it's" have none.
                capital = capital or _SMALL_HEAD.match(written, start, end) is not None
                text, end = _plain(text, start, end, written)
            glued = start <= last + 1 and (start == last or (last >= 0 and not written[last : last + 1].isspace()))
            found.append(Item(text, start, end, True, glued, capital))
            last = word.end
        elif not _is_decoration(text):
            found.append(Item(text, start, end, False, start == last, False))
            last = end
    return found


def _plain(text: str, start: int, end: int, written: str) -> tuple[str, int]:
    """Return a word without its apostrophes, and without a possessive s."""
    if text.endswith("'s"):
        tail = written[start:end]
        at = max(tail.rfind(sign) for sign in _APOSTROPHES)
        return text[:-2].replace("'", ""), start + at if at > 0 else end
    return text.replace("'", ""), end


@lru_cache(maxsize=1024)
def _is_decoration(sign: str) -> bool:
    return sign == "|" or (sign > "\x7f" and unicodedata.category(sign)[0] in "SCM")


def pieces(text: str, view: View, offset: int) -> list[Item]:
    """Return the words of a tag, handle, address or file name: cut at capitals, digits and whatever is no letter.

    `text` stands at `offset` of the text of `view`; the spans are of its source.
    """
    found: list[Item] = []
    for match in _LETTERS.finditer(text):
        first = match.start()
        for start, end in _humps(match.group()):
            piece = match.group()[start:end]
            folded = fold(piece).text
            if folded.endswith("'s"):
                piece, folded = piece[:-2], folded[:-2]
            begin, stop = view.span(offset + first + start, offset + first + start + len(piece))
            glued = bool(found) and found[-1].end == begin
            if plain := folded.replace("'", ""):  # the letter ʹ folds to an apostrophe
                found.append(Item(plain, begin, stop, True, glued, piece[:1].isupper()))
    return found


def has_humps(text: str) -> bool:
    """Say whether a capital stands inside a word that is not all capitals: "AminaK", "AKaur"."""
    if _CAMEL.search(text) is not None:
        return True
    # Letters that the pattern does not know: "BarışÇelikkol", "KingaŻurek".
    if _FURTHER.search(text) is None:
        return False
    bare = [char for char in text if not unicodedata.combining(char)]
    return any(after.isupper() and before.islower() for before, after in pairwise(bare))


def humped(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, word) of each word in which one does."""
    for match in _LETTERS.finditer(text):
        if has_humps(match.group()):
            yield match.start(), match.group()


def _before(word: str, at: int) -> str:
    """Return the letter before a place, without the marks that stand on it."""
    while at > 1 and unicodedata.combining(word[at - 1]):
        at -= 1
    return word[at - 1]


def _humps(word: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words in a word written LikeThis, IMGLikeThis or likethis."""
    start = 0
    for at in range(1, len(word)):
        here = word[at]
        if not here.isupper():
            continue
        before = _before(word, at)
        if not before.isalpha():
            continue
        follows = at + 1 < len(word) and word[at + 1].islower()
        if before.islower() or (before.isupper() and follows):
            yield start, at
            start = at
    yield start, len(word)
