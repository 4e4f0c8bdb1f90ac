"""Which frames of a rule may stand in a text, told from its words alone, without loading what the rule says.

A screen is made of plain data, so that it can be kept. It loses nothing: what words run together, digits for letters
and misspellings may mean is asked as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from linter.evidence.opened import opened
from linter.evidence.repairs import holds_key, joined, mender
from linter.evidence.words import Stream

Row = tuple[int, Sequence[Sequence[str]]]  # the bits of a term, and the words of each of which it asks for one
# Masks of each of which a text must have a bit, the rarest first, and words of each of which it must have one.
Need = tuple[tuple[int, ...], tuple[tuple[str, ...], ...]]
_DIGIT_INSIDE = re.compile(r"[a-z][0-9]+[a-z]|^[0-9][a-z]{3}")
_LONG = 9  # letters from which on a word may be several
_SHORT = 5
_MOST_REAL = 6_000
_HIDDEN = re.compile(r"[^\W\d_]+[*#@%$!+_][^\W\d]*[*#@%$!+_\w]*")


class Screen:
    """What a rule looks for, as words and bits.

    `signs` tells the bits of the classes of a word, `rows` of a word the bits of terms, each with the words of each of
    which it asks for one. `needs` says of each frame what it cannot do without. `warm` are the bits of the words beside
    which misspelt ones are worth a look, `start` those that every text has. `pieces` are parts of words, after a line
    end if they begin one. With `censored`, words of which signs hide letters count. `real` are words that are neither
    misspelt nor several.
    """

    def __init__(
        self,
        signs: Mapping[str, int],
        rows: Mapping[str, Sequence[Row] | str],
        needs: Iterable[Need],
        warm: int = 0,
        start: int = 0,
        pieces: Iterable[str] = (),
        censored: bool = False,
        real: Iterable[str] = (),
    ) -> None:
        """Index the frames by the bit, or the word, that is the rarest of what they need."""
        self._signs, self._needs = signs, tuple(needs)
        self._rows: dict[str, Sequence[Row] | str] = dict(rows)
        self.warm = warm
        self._start, self._pieces, self._censored = start, tuple(pieces), censored
        self._real = frozenset(real)
        self._by_bit: dict[int, list[int]] = {}
        self._rest: list[int] = []
        for number, (masks, _) in enumerate(self._needs):
            if masks:
                self._by_bit.setdefault(masks[0], []).append(number)
            else:
                self._rest.append(number)

    def as_data(self) -> list[Any]:
        """Return what it was made of, and the frequent words that are not what they might seem."""
        from linter.evidence.hashtags import ranks

        known = ranks()[1].split("\n", _MOST_REAL)[:_MOST_REAL]
        slips = mender(self.keys)
        slips.learn(frozenset(known))
        seeming = slips.slips.keys() | slips.cuts.keys()
        real = [word for word in known if word in seeming or (len(word) >= _LONG and holds_key(word, self.keys))]
        packed = {word: rows if isinstance(rows, str) else _packed(rows) for word, rows in self._rows.items()}
        return [self._signs, packed, self._needs, self.warm, self._start, self._pieces, self._censored, real]

    def mask(self, stream: Stream) -> int:
        """Return the bits that the words of a stream of opened words set."""
        texts, signs, mask = stream.texts, self._signs, self._start
        for text in signs.keys() & texts:
            mask |= signs[text]
        for text in self._rows.keys() & texts:
            rows = self._rows[text]
            if isinstance(rows, str):
                rows = self._rows[text] = _unpacked(rows)
            for bits, others in rows:
                if not mask & bits:
                    for choice in others:
                        if texts.isdisjoint(choice):
                            break
                    else:
                        mask |= bits
        return mask

    def frames(self, stream: Stream, mask: int) -> list[int]:
        """Return the numbers of the frames that may stand in a stream of opened words with this mask."""
        texts, found = stream.texts, []
        asked = [numbers for bits, numbers in self._by_bit.items() if mask & bits] if mask else []
        for numbers in (*asked, self._rest):
            for number in numbers:
                masks, words = self._needs[number]
                for bits in masks:
                    if not mask & bits:
                        break
                else:
                    if all(not texts.isdisjoint(choice) for choice in words):
                        found.append(number)
        return sorted(found)

    def may_hit(self, streams: Iterable[Stream], written: str) -> bool:
        """Say whether something may be found in streams of words, once all disguises are undone."""
        if self._censored and ("*" in written or (("#" in written or "@" in written) and _is_censored(written))):
            return True
        for stream in streams:
            words = opened(stream)
            mask = self.mask(words)
            if self.frames(words, mask) or any(self._disguised(stream.texts)) or self._has_piece(stream.texts):
                return True
            if mask & self.warm and ("*" in written or joined(stream, self.keys) or self._misspelt(stream.texts)):
                return True
        return False

    def _has_piece(self, texts: frozenset[str]) -> bool:
        if not self._pieces:
            return False
        lines = "\n" + "\n".join(texts)
        return any(piece in lines for piece in self._pieces)

    def _disguised(self, texts: frozenset[str]) -> Iterator[bool]:
        """Say of words that may be several whether one of them is a sign, and of words with digits inside that."""
        for text in texts:
            if len(text) >= _SHORT:
                if not text.isalpha():
                    yield bool(_DIGIT_INSIDE.search(text))
                elif len(text) >= _LONG:
                    known = text in self._signs or text in self._real
                    yield not known and holds_key(text, self.keys) and not _is_word(text)

    def _misspelt(self, texts: frozenset[str]) -> bool:
        known = mender(self.keys)
        known.learn(texts)
        return bool(((known.slips.keys() | known.cuts.keys()) & texts) - self._real)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the words that count when they are misspelt."""
        return frozenset(self._signs)


def _packed(rows: Iterable[Row]) -> str:
    """Return rows as one string: thousands are kept of which a post needs a few, and strings are read fastest."""
    return "\n".join("\t".join([str(bits), *map(" ".join, others)]) for bits, others in rows)


def _unpacked(packed: str) -> Sequence[Row]:
    cells = [line.split("\t") for line in packed.split("\n")]
    return [(int(bits), tuple([tuple(other.split(" ")) for other in others])) for bits, *others in cells]


def _is_censored(written: str) -> bool:
    found = (match.group().rstrip("!+_") for match in _HIDDEN.finditer(written))
    return any(len(word) >= _SHORT - 1 and not word.isalpha() for word in found)


def _is_word(text: str) -> bool:
    from linter.evidence.hashtags import is_word  # reads the dictionary

    return is_word(text)
