"""Mend misspelt words where a known word is likely meant: letters swapped or left out, words run together.

Only words that no dictionary knows are mended, and only into the words that somebody asks about.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import pairwise

from linter.evidence.words import Stream, Word

_SHORTEST = 5  # letters of a word that may be meant by a misspelling
_REAL = 38_000  # words of a lower rank by frequency are spelling errors themselves
_COMMON = 3_000  # a piece of a split word is no word as common as this
_FEWEST_LETTERS = 2
_PIECE = 3  # letters that a piece of a split word has at most, one of them at least
_DIGIT_INSIDE = re.compile(r"[a-z][0-9]+[a-z]|^[0-9][a-z]{3}")
_SHORT_LIST = (
    "a i am an as at be by do go he hi if in is it me mr ms my no of oh ok on or pe so to tv uk up us we dr re ks "
    "the and for are but not you all any can had her was one our out day get has him his how man new now old see two "
    "way who boy did its let put say she too use may off set ask own run why try far few got yes yet end big bit red "
    "bus car cup bag box art aid age ago air arm bad bed buy cut dad mum dog due eat egg eye fit fly fun gap hat hot "
    "ice job key kid law led leg lot low map met mix net nor per pay pet pie raw row sad sat sea sit six sky son sum "
    "sun tag tea ten tie tip toy van via war wet win won zoo jan feb mar apr jun jul aug sep oct nov dec mon tue wed "
    "thu fri pta bbc nhs am pm km cm th st nd rd mrs rev pto rsvp rse eal sen hub top gym pea pen pig hen cat cow fox"
)
_SHORT_WORDS = frozenset(_SHORT_LIST.split())
_SIGNS = (str.maketrans("013456789", "oieasgtbg"), str.maketrans("013456789", "oleasgtbg"))
_JOINED = 9  # letters from which on a word may be several
_LONGEST_KEY = 14
_LONGEST_RUN = 80  # what is longer nobody reads
_KEY_RANK = 800  # as likely as this a word that counts is among those run together
_PER_WORD = 6.0  # what each further word costs, so that few long ones are preferred to many short ones


def repaired(
    stream: Stream, keys: frozenset[str], *, warm: bool, least: int = _SHORTEST, written: str = ""
) -> Stream | None:
    """Return the stream with misspelt words mended, or None if nothing is.

    `keys` are the words that count. Swapped and missing letters are mended in a text that is `warm`: that has one
    such word written rightly. `least` is the number of letters of a word from which on one may be missing.
    `written` is the part as written: what has a capital inside a sentence is a name, and no misspelling.
    """
    changed: dict[str, tuple[str, ...]] = {}
    texts = stream.texts
    if warm:
        slips = _slips(keys, least)
        for text in slips.keys() & texts:
            if not _is_real(text) and not _is_name(text, stream, written):
                changed[text] = (slips[text],)
    for text in texts:
        if text.isalpha():
            if len(text) < _JOINED or text in keys or text in changed or not text.isascii():
                continue
            pieces = _run_together(text, keys)
            if pieces:
                changed[text] = pieces
        elif len(text) >= _SHORTEST - 1 and text.isalnum() and text.isascii():
            meant = _decoded(text, keys)
            if meant:
                changed[text] = (meant,)
    if warm and "*" in written:
        stream, uncensored = _uncensored(stream, keys, written)
        if uncensored and not changed:
            return stream
    joined = _joined(stream, keys) if warm else []
    if joined:
        stream = Stream(joined)
    elif not changed:
        return None
    mended: list[Word] = []
    for word in stream:
        pieces = changed.get(word.text, (word.text,))
        mended += [Word(piece, word.start, word.end, word.sentence) for piece in pieces]
    return Stream(mended)


def _is_name(text: str, stream: Stream, written: str) -> bool:
    """Say whether a word is written like a name: with a capital that no sentence, and no shouting, asks for."""
    at = stream.places[text][0]
    word = stream[at]
    seen = written[word.start : word.end]
    return at > 0 and stream[at - 1].sentence == word.sentence and seen[:1].isupper() and seen[1:].islower()


def _decoded(text: str, keys: frozenset[str]) -> str | None:
    """Return the word that is meant by one with digits for letters: "1mm1gr4nt5"."""
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        return None
    for signs in _SIGNS:
        plain = text.translate(signs)
        if plain in keys:
            return plain
    return None


def _uncensored(stream: Stream, keys: frozenset[str], written: str) -> tuple[Stream, bool]:
    """Return the stream with words read of which stars hide letters: "sc*m". Say if there are any."""
    found: list[Word] = []
    for word in stream:
        before = found[-1] if found else None
        hidden = word.start - before.end if before else 0
        if before and 0 < hidden < _PIECE and set(written[before.end : word.start]) == {"*"}:
            pattern = re.compile(f"{re.escape(before.text)}[a-z]{{{hidden}}}{re.escape(word.text)}")
            meant = min((key for key in keys if key[0] == before.text[0] and pattern.fullmatch(key)), default="")
            if meant:
                found[-1] = Word(meant, before.start, word.end, before.sentence)
                continue
        found.append(word)
    return Stream(found), len(found) < len(stream)


def _joined(stream: Stream, keys: frozenset[str]) -> list[Word]:
    """Return the words with those joined of which a space or a hyphen cut off a few letters, or [] if none is."""
    odd = [text for text in stream.texts if len(text) <= _PIECE and text.isalpha() and text not in _SHORT_WORDS]
    if not odd:
        return []
    near = {at + step for text in odd for at in stream.places[text] for step in (-2, -1, 0)}
    found: list[Word] = []
    index, changed = 0, False
    while index < len(stream):
        word = stream[index]
        for size in (3, 2) if index in near else ():
            pieces = stream[index : index + size]
            whole = "".join([piece.text for piece in pieces])
            if len(pieces) == size and len(whole) >= _SHORTEST and whole in keys and _is_split(pieces):
                found.append(Word(whole, word.start, pieces[-1].end, word.sentence))
                index, changed = index + size, True
                break
        else:
            found.append(word)
            index += 1
    return found if changed else []


def _is_split(pieces: tuple[Word, ...]) -> bool:
    """Say whether words are pieces of one: some are none by themselves, and only a sign stands between them."""
    if any(not piece.text.isalpha() for piece in pieces) or pieces[0].sentence != pieces[-1].sentence:
        return False
    if any(after.start - before.end > 1 for before, after in pairwise(pieces)):
        return False
    return any(_ranks().get(piece.text, _REAL) > _COMMON for piece in pieces)


@lru_cache(maxsize=16)
def _slips(keys: frozenset[str], least: int) -> dict[str, str]:
    """Return misspelling → word, for each word with two letters swapped, one left out, or one doubled or undoubled."""
    found: dict[str, str] = {}
    for key in sorted(keys):
        if len(key) < _SHORTEST - 1 or not key.isalpha():
            continue
        for at in range(len(key) - 1):
            found.setdefault(key[:at] + key[at + 1] + key[at] + key[at + 2 :], key)
        if len(key) < least:
            continue
        for at in range(1, len(key)):  # hardly anybody leaves out the first
            found.setdefault(key[:at] + key[at + 1 :], key)
            found.setdefault(key[:at] + key[at] + key[at:], key)
    return {slip: key for slip, key in found.items() if slip not in keys}


def _is_real(text: str) -> bool:
    """Say whether a word is one of the language."""
    return _ranks().get(text, _REAL) < _REAL


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    from linter.evidence.hashtags import ranks

    return {word: rank for rank, word in enumerate(ranks()[1].split("\n"))}


def looks_odd(stream: Stream, keys: frozenset[str]) -> bool:
    """Say whether a stream has words that may be several, one of them among the keys, or digits inside words."""
    for text in stream.texts:
        if text.isalpha():
            if len(text) >= _JOINED and _holds_key(text, keys):
                return True
        elif len(text) >= _SHORTEST and _DIGIT_INSIDE.search(text):
            return True
    return False


@lru_cache(maxsize=8192)
def _run_together(text: str, keys: frozenset[str]) -> tuple[str, ...]:
    """Return the words of which a long word consists if one of them counts, or ()."""
    pieces = _pieces(text, keys) if _holds_key(text, keys) else ()
    return pieces if len(pieces) > 1 and not keys.isdisjoint(pieces) else ()


def _holds_key(text: str, keys: frozenset[str]) -> bool:
    """Say whether a long word has one of the keys in it."""
    length, heads = len(text), _heads(keys)
    for at in range(length - 3):
        if text[at : at + 4] in heads:
            for size in range(4, min(_LONGEST_KEY, length - at) + 1):
                if size < length - 1 and text[at : at + size] in keys:
                    return True
    return False


@lru_cache(maxsize=16)
def _heads(keys: frozenset[str]) -> frozenset[str]:
    return frozenset([key[:4] for key in keys if len(key) > 3])


def _pieces(text: str, keys: frozenset[str]) -> tuple[str, ...]:
    """Return the words that were run together, the least unlikely ones; the whole if it is a word, or none fit."""
    from linter.evidence.hashtags import is_word, ranks

    if is_word(text) or len(text) > _LONGEST_RUN:
        return (text,)
    common = ranks()[0]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        least = (math.inf, 0)
        for start in range(max(0, end - _LONGEST_KEY), end):
            word = text[start:end]
            rank = _KEY_RANK if word in keys and len(word) > _PIECE else common.get(word)
            if rank is not None and best[start][0] < math.inf:
                least = min(least, (best[start][0] + math.log(rank + 2) + _PER_WORD, start))
        best.append(least)
    if best[-1][0] == math.inf:
        return (text,)
    cuts: list[str] = []
    end = len(text)
    while end:
        start = best[end][1]
        cuts.append(text[start:end])
        end = start
    return tuple(reversed(cuts))
