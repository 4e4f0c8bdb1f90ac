"""Split a hashtag or a handle into its words."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from linter.evidence.characters import is_mark
from linter.evidence.tokens import Token

# A tag is read by its shape: A capital, a any other letter (marks too), 0 digit, ' apostrophe, "." what separates.
_SHAPE = re.compile(
    r"A'Aa+"  # O'Neill, D'Souza
    r"|A{2,}a(?![a'])"  # SATs; any other letter than s belongs to the last capital
    r"|A+(?=Aa)|A?a+(?:'a+)*|A+|0+"
)
_NUMBERED = frozenset(["ks", "y", "yr", "u", "eyfs"])  # KS2, Y6, U11
_SUFFIXES = frozenset(["st", "nd", "rd", "th", "am", "pm", "s"])  # 3rd, 4pm, 90s
_COMMON_RANK = 25_000
_SCHOOL_RANK = 250
_ZIPF = math.log(126_134)  # the number of words in the list
_UNKNOWN_WORD, _UNKNOWN_LETTER = 6.0, 2.2
_LONGEST_WORD = 20
_LONGEST_TAG = 80  # what is longer is no tag that anyone reads
_TINY_WORDS = "a i of in to is it as on by or be an at if up so do no we go my us me am uk pe hi oh vs"
_TINY = frozenset(_TINY_WORDS.split())
_SCHOOL_WORDS = (
    "phonics reception eyfs sats sat pta ptfa gcse gcses alevels btec ofsted send senco senior headteacher nursery "
    "preschool primary academy leavers inset playtime homework spellings choir netball rounders maths numeracy "
    "literacy assembly nativity pupils teamwork bullying kindness wellbeing tes hwb eisteddfod cymru"
)
_SCHOOL = frozenset(_SCHOOL_WORDS.split())
# Written in capitals, they end where small letters begin: GCSEresults.
_ACRONYMS = re.compile(r"(?:GCSE|SATS|PTA|PTFA|EYFS|SEND|SENCO|BTEC|STEM|STEAM|NHS|BBC|RSPB|UK|KS)(?=[a-z]{3})")


def split_tag(tag: str) -> tuple[Token, ...]:
    """Return the words of a hashtag or handle, each with its span in `tag`; a sign before it is skipped."""
    pieces: list[tuple[int, int]] = []
    shape = "".join(map(_shape, tag))
    at = 0
    while match := _SHAPE.search(shape, at):
        start, end = match.span()
        if acronym := _ACRONYMS.match(tag, start):
            end = acronym.end()
        at = end
        if shape.startswith("AA", start) and shape[end - 1] == "a" and tag[end - 1] != "s":
            pieces += [(start, end - 2), (end - 2, end)]  # IAm
        else:
            pieces.append((start, end))
    humps = sum(tag[start].isalpha() for start, _ in pieces)
    words: list[tuple[int, int]] = []
    for start, end in _joined(tag, pieces):
        word = tag[start:end]
        if word.isascii() and word.isalpha() and (word.islower() or word.isupper() or humps == 1):
            words.extend((start + first, start + last) for first, last in _by_dictionary(word.lower()))
        else:
            words.append((start, end))
    return tuple(Token(tag[start:end], start, end) for start, end in words)


def _shape(char: str) -> str:
    if char.isalpha():
        return "A" if char.isupper() else "a"
    if char.isnumeric():
        return "0"
    if char in "'’ʼ":
        return "'"
    return "." if char.isascii() or char.isspace() else "a" if is_mark(char) or char in "\u200c\u200d" else "."


def _joined(tag: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put together what belongs together: KS2, Y6, 2B, 3rd, McDonald."""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        if found and found[-1][1] == start:
            first, _ = found[-1]
            before, word = tag[first:start], tag[start:end]
            if (
                (word.isdigit() and len(word) <= 2 and before.lower() in _NUMBERED)
                or (before.isdigit() and len(before) <= 2 and len(word) == 1 and word.isupper())
                or (before.isdigit() and len(before) <= 2 and word.lower() in _SUFFIXES)
                or (before in ("Mc", "Mac") and word[0].isupper() and word[1:].islower())
            ):
                found[-1] = (first, end)
                continue
        found.append((start, end))
    return found


@lru_cache(maxsize=1)
def ranks() -> tuple[dict[str, int], str]:
    """Return common words with their rank by frequency, and all known words, each between line ends.

    The list is wordninja's. Its module is not imported: that takes 200 ms, and reading the list 15.
    """
    import gzip
    from importlib.util import find_spec
    from pathlib import Path

    spec = find_spec("wordninja")
    if spec is None or spec.origin is None:
        return {}, ""
    packed = (Path(spec.origin).parent / "wordninja" / "wordninja_words.txt.gz").read_bytes()
    known = gzip.decompress(packed).decode()
    words = known.split("\n", _COMMON_RANK)[:_COMMON_RANK]
    common = {word: rank for rank, word in enumerate(words) if len(word) > 2 or word in _TINY}
    common.update((word, min(common.get(word, _SCHOOL_RANK), _SCHOOL_RANK)) for word in _SCHOOL)
    return common, f"\n{known}\n"


@lru_cache(maxsize=1024)
def _by_dictionary(word: str) -> tuple[tuple[int, int], ...]:
    """Cut joined small letters into words where that is likelier than one word or an unknown name."""
    whole = ((0, len(word)),)
    if len(word) < 5 or len(word) > _LONGEST_TAG or word in _SCHOOL:
        return whole
    common, known = ranks()
    if f"\n{word}\n" in known:
        return whole
    # For each number of letters: the least cost of cutting them and where their last word starts. A known word costs
    # the logarithm of its rank (Zipf), an unknown one more by the letter, so that a name is not cut into rare words.
    best: list[tuple[float, int]] = [(0.0, 0)]
    unknown: list[tuple[float, int]] = [(math.inf, 0)]  # the same, when the last word is an unknown one
    for end in range(1, len(word) + 1):
        longer = (unknown[-1][0] + _UNKNOWN_LETTER, unknown[-1][1])
        unknown.append(min(longer, (best[-1][0] + _UNKNOWN_WORD + _UNKNOWN_LETTER, end - 1)))
        least = unknown[-1]
        for start in range(max(0, end - _LONGEST_WORD), end):
            rank = common.get(word[start:end])
            if rank is not None:
                least = min(least, (best[start][0] + math.log((rank + 1) * _ZIPF), start))
        best.append(least)
    cuts: list[tuple[int, int]] = []
    end = len(word)
    while end:
        cuts.append((best[end][1], end))
        end = best[end][1]
    return tuple(reversed(cuts))


def is_word(word: str) -> bool:
    """Say whether a word is in the dictionary by which tags are cut."""
    folded = word.lower()
    return folded in _SCHOOL or f"\n{folded}\n" in ranks()[1]
