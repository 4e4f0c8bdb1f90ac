"""What the name model sees of each token: the word, its shape, what the lexicon says, its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from linter.evidence.names.lexicon import fold, lexicon
from linter.evidence.names.reading import Item

_NONE = "-"
_GIVEN, _NAMES = frozenset("Ggh"), frozenset("GghSsF")
_WORDS, _THINGS = frozenset("1234"), frozenset("PDTRKVOBpc")
_RETWEET = frozenset({"rt", "mt", "via"})
_RESTART = frozenset(':|-–—.!?…•"“»/@')


class Word(NamedTuple):
    """What is known of a token by itself: ready features for each place at which a neighbour may see it."""

    folded: str
    shape: str
    code: str
    common: str  # the one class that says most: see `_common`
    here: tuple[str, ...]
    before: tuple[str, ...]  # seen from the token after it
    after: tuple[str, ...]  # seen from the token before it
    before2: tuple[str, ...]
    after2: tuple[str, ...]


def shape(text: str) -> str:
    """Return the shape of a token: "Xx", "x", "XX", "X", "XxX" (inner capitals), "9", "9x" or the sign itself."""
    if text.isalpha():
        if text.islower():
            return "x"
        if text.isupper():
            return "X" if len(text) == 1 else "XX"
        return "Xx" if text[0].isupper() and text[1:].islower() else "XxX"
    if text.isdigit():
        return "9"
    if text[0].isdigit():
        return "9x"
    if text[0].isalpha():
        first, *rest = [piece for piece in text.replace("’", "'").replace("-", "'").split("'") if piece]
        return f"{shape(first)}-{shape(rest[-1])}" if rest and all(map(str.isalpha, (first, rest[-1]))) else "x-"
    return text if len(text) == 1 and text.isascii() else "?"


def _common(code: str) -> str:
    """Return the one class that says most.

    "g" a given name, "s" a surname or public figure, "m" a name that is a word too, "w" a word, "t" a thing, "?" none.
    """
    is_name = not _NAMES.isdisjoint(code)
    if not _THINGS.isdisjoint(code):
        return "m" if is_name else "t"
    if not _WORDS.isdisjoint(code):
        return "m" if is_name else "w"
    return "g" if not _GIVEN.isdisjoint(code) else "s" if is_name else code[:1]


@lru_cache(maxsize=20_000)
def word(text: str, where: str) -> Word:
    """Return what is known of a token by itself."""
    if where == "link":
        text = "@" if text[0] == "@" else "www"
    folded, form = fold(text), shape(text)
    known = lexicon()
    code = known.code(folded) if where != "new" else ""
    code = code or ("?" if form[0] in "Xx" else _NONE)
    here = [f"f={form}", f"k={code}", f"k={code}|f={form}", f"n={min(len(folded), 9)}"]
    here += [f"k:{letter}" for letter in code]
    if where != "new":  # in training: as if the word had never been seen
        here.append(f"w={folded}")
        if where:
            here.append(f"where={where}")
    if form[0] in "Xx":
        here += [f"p{size}={folded[:size]}" for size in (1, 2, 3, 4) if len(folded) >= size]
        here += [f"s{size}={folded[-size:]}" for size in (1, 2, 3, 4) if len(folded) >= size]
        if len(folded) > 2:
            here.append(f"s2={folded[-2:]}|f={form}")
        if "-" in folded:
            here += [f"part={known.code(piece)}" for piece in folded.split("-") if piece]

    def seen(place: str) -> tuple[str, ...]:
        near = (f"{place}w={folded}", f"{place}f={form}", f"{place}k={code}", *(f"{place}k:{one}" for one in code))
        return (*near, f"{place}s2={folded[-2:]}|{form}") if place[1] == "1" and len(folded) > 3 else near

    return Word(folded, form, code, _common(code), tuple(here), seen("-1"), seen("+1"), seen("-2"), seen("+2"))


def features(sentence: Sequence[Item]) -> list[list[str]]:
    """Return the features of each token of a sentence."""
    words = [word(item.text, item.where) for item in sentence]
    case = _case(words)
    last = len(words) - 1
    rows: list[list[str]] = []
    opened = False  # whether a plain word came before
    for at, one in enumerate(words):
        lead = "in" if opened else "open"
        row = [*one.here, "bias", f"case={case}|f={one.shape}", f"{lead}|k={one.code}|f={one.shape}"]
        row.append(f"{lead}|{case}|f={one.shape}|{one.common}")
        if one.shape[0] in "Xx":
            opened = sentence[at].where != "tag" and one.folded not in _RETWEET
        elif one.shape in _RESTART:
            opened = False
        if at:
            back = words[at - 1]
            row += back.before
            row += (f"kk-={back.code}|{one.code}", f"ff-={back.shape}|{one.shape}", f"wk-={back.folded}|{one.code}")
            row.append(f"wf-={back.folded}|{one.shape}|{one.common}")
        else:
            row.append("first")
        if at > 1:
            row += words[at - 2].before2
            row.append(f"ww--={words[at - 2].folded}|{words[at - 1].folded}|{one.shape}")
        if at < last:
            on = words[at + 1]
            row += on.after
            row += (f"kk+={one.code}|{on.code}", f"ff+={one.shape}|{on.shape}", f"kw+={one.code}|{on.folded}")
            row.append(f"fw+={one.shape}|{one.common}|{on.folded}")
            row.append(f"{lead}|k={one.code}|+f={on.shape}|{on.common}")
        else:
            row.append("last")
        if at < last - 1:
            row += words[at + 2].after2
        if 0 < at < last:
            row.append(f"fff={words[at - 1].shape}|{one.shape}|{words[at + 1].shape}")
            row.append(f"kkk={words[at - 1].code}|{one.code}|{words[at + 1].code}")
        rows.append(row)
    return rows


def _case(words: Sequence[Word]) -> str:
    """Return how a sentence is written: "lower", "upper", "title" or "mixed"."""
    shapes = [one.shape for one in words if one.shape[0] in "Xx"]
    if not shapes:
        return "mixed"
    low = sum(map("x".__eq__, shapes))
    if low == len(shapes):
        return "lower"
    if low == 0:
        return "upper" if sum(form in ("XX", "X") for form in shapes) > len(shapes) / 2 else "title"
    return "title" if low / len(shapes) < 0.34 and len(shapes) > 3 else "mixed"
