"""Mend misspelt words where a known word is likely meant: letters swapped or left out, words run together.

Only words that no dictionary knows are mended, and only into the words that somebody asks about.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import pairwise
from operator import add

from linter.evidence.words import Stream, Word

_SHORTEST = 5  # letters of a word that may be meant by a misspelling
_REAL = 38_000  # words of a lower rank by frequency are spelling errors themselves
_COMMON = 3_000  # a piece of a split word is no word as common as this
_FEWEST_LETTERS = 2
_PIECE = 3  # letters that a piece of a split word has at most, one of them at least
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
_LONG_PAIR = 6  # letters that two words make of which neither is short
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
    known = mender(keys, least)
    known.learn(texts)
    if warm:
        for text in known.slips.keys() & texts:
            if not _is_real(text) and not _is_name(text, stream, written):
                changed[text] = (known.slips[text],)
        for text in known.cuts.keys() & texts:
            if text not in changed and not _is_real(text) and not _is_name(text, stream, written):
                changed[text] = known.cuts[text]
    for text in known.runs.keys() & texts:
        if text not in changed:
            changed[text] = known.runs[text]
    if warm and "*" in written:
        stream, uncensored = _uncensored(stream, keys, written)
        if uncensored and not changed:
            return stream
    rejoined = joined(stream, keys) if warm else []
    if rejoined:
        stream = Stream(rejoined)
    elif not changed:
        return None
    mended: list[Word] = []
    for word in stream:
        pieces = changed.get(word.text, (word.text,))
        mended += [Word(piece, word.start, word.end, word.sentence) for piece in pieces]
    return Stream(mended)


class Mender:
    """What words that were seen may mean among the words that count; each is looked at once."""

    def __init__(self, keys: frozenset[str], least: int) -> None:
        """Know no word yet."""
        self.slips: dict[str, str] = {}
        self.runs: dict[str, tuple[str, ...]] = {}
        self.cuts: dict[str, tuple[str, ...]] = {}
        self._keys, self._least = keys, least
        self._seen: set[str] = set()
        self._alike: dict[tuple[str, int], list[str]] = {}
        for key in keys:
            if len(key) >= least and len(key) >= _SHORTEST - 1 and key.isalpha():
                self._alike.setdefault((key[0], len(key)), []).append(key)

    def learn(self, texts: frozenset[str]) -> None:
        """Look at the words that are new."""
        new = texts - self._seen
        if not new:
            return
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        for text in new - self._keys:
            if text.isalpha():
                meant = self._slip(text) if len(text) >= _SHORTEST - 1 else ""
                if meant:
                    self.slips[text] = meant
                elif _SHORTEST <= len(text) < _JOINED + _PIECE and (cut := self._cut(text)):
                    self.cuts[text] = cut
                if len(text) >= _JOINED and text.isascii():
                    pieces = _pieces(text, self._keys) if holds_key(text, self._keys) else ()
                    if len(pieces) > 1 and not self._keys.isdisjoint(pieces):
                        self.runs[text] = pieces
            elif len(text) >= _SHORTEST - 1 and text.isalnum() and text.isascii():
                decoded = _decoded(text, self._keys)
                if decoded:
                    self.runs[text] = (decoded,)
        self._seen |= new  # last: another thread must find what a seen word means

    def _cut(self, text: str) -> tuple[str, ...]:
        """Return the two words of which a shorter word consists, if one of them counts; or ()."""
        keys = self._keys
        for at in range(1, len(text)):
            first, last = text[:at], text[at:]
            if (len(last) > _PIECE and last in keys and (first in _SHORT_WORDS or first in keys)) or (
                at > _PIECE and first in keys and last in _SHORT_WORDS
            ):
                return first, last
        return ()

    def _slip(self, text: str) -> str:
        """Return the word of which two letters were swapped, one left out, or one doubled or undoubled; or ""."""
        keys, least, size = self._keys, self._least, len(text)
        found = [key for key in self._alike.get((text[0], size + 1), ()) if _lacks_one(text, key)]
        for at in range(size - 1):
            if text[at] != text[at + 1]:
                swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
                if swapped in keys:
                    found.append(swapped)
            elif at and size > least:
                single = text[:at] + text[at + 1 :]
                if single in keys and len(single) >= _SHORTEST - 1:
                    found.append(single)
        return min(found, default="")


def _lacks_one(text: str, key: str) -> bool:
    """Say whether a word is another without one of its letters; hardly anybody leaves out the first."""
    for at, char in enumerate(text):
        if char != key[at]:
            return text[at:] == key[at + 1 :]
    return True


_MOST_SEEN = 50_000


@lru_cache(maxsize=16)
def mender(keys: frozenset[str], least: int = _SHORTEST) -> Mender:
    """Return what mends words into these."""
    return Mender(keys, least)


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


def joined(stream: Stream, keys: frozenset[str]) -> list[Word]:
    """Return the words with those joined of which a space or a hyphen cut off a few letters, or [] if none is."""
    joints, odd = _joints(stream)
    found: dict[int, tuple[int, Word]] = {}
    for whole in keys.intersection(joints):
        start = joints[whole]
        length = 2 if len(stream[start].text) + len(stream[start + 1].text) == len(whole) else 3
        pieces = stream[start : start + length]
        least = _LONG_PAIR + 1 if odd.isdisjoint(piece.text for piece in pieces) else _SHORTEST
        if len(whole) >= least and _is_split(pieces):
            found[start] = length, Word(whole, pieces[0].start, pieces[-1].end, pieces[0].sentence)
    if not found:
        return []
    words: list[Word] = []
    index = 0
    while index < len(stream):
        length, word = found.get(index, (1, stream[index]))
        words.append(word)
        index += length
    return words


def _joints(stream: Stream) -> tuple[dict[str, int], frozenset[str]]:
    """Return what two words in a row, or three with an odd piece, make together → the first; and the odd pieces."""
    found: tuple[dict[str, int], frozenset[str]] | None = stream.__dict__.get("joints")
    if found is None:
        texts = [word.text for word in stream]
        odd = frozenset([text for text in stream.texts - _SHORT_WORDS if len(text) <= _PIECE and text.isalpha()])
        joints = dict(zip(map(add, texts, texts[1:]), range(len(texts)), strict=False))
        for at in {at for text in odd for at in stream.places[text]}:
            for start in range(max(0, at - 2), min(at + 1, len(texts) - 2)):
                joints["".join(texts[start : start + 3])] = start
        found = stream.__dict__["joints"] = joints, odd  # several rules ask
    return found


def _is_split(pieces: tuple[Word, ...]) -> bool:
    """Say whether words are pieces of one: some are none by themselves, and only a sign stands between them."""
    if any(not piece.text.isalpha() for piece in pieces) or pieces[0].sentence != pieces[-1].sentence:
        return False
    if any(after.start - before.end > 1 for before, after in pairwise(pieces)):
        return False
    return any(_ranks().get(piece.text, _REAL) > _COMMON for piece in pieces)


def _is_real(text: str) -> bool:
    """Say whether a word is one of the language."""
    return _ranks().get(text, _REAL) < _REAL


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    from linter.evidence.hashtags import ranks

    return {word: rank for rank, word in enumerate(ranks()[1].split("\n"))}


def holds_key(text: str, keys: frozenset[str]) -> bool:
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
