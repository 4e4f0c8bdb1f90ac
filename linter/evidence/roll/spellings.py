"""What a name of a list may be called in a post: its whole, its parts, its initials, all folded and joined.

A *unit* is one or more words of a name, folded, without spaces, hyphens and apostrophes: "O'Brien" is "obrien",
"Mary-Jane" is "maryjane". Posts are cut into units the same way, so that it does not matter how they are joined.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from linter.evidence.normalise import fold
from linter.people.tables import PARTICLES

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WRITTEN_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_GERMAN = str.maketrans({**_WRITTEN_OUT, **{key.upper(): two.title() for key, two in _WRITTEN_OUT.items()}})
_UMLAUT = re.compile("[äöüøåÄÖÜØÅ\u0308\u030a]")
# Given names that are rarely used alone: the next one is.
_TITLES_OF_FAITH_LIST = (
    "muhammad mohammed mohammad muhammed mohamed mohamad mohamud mohd md abdul abd syed syeda sayed sayeda sayyid "
    "sayyida saiyed sheikh shaikh sk mst mosammat hafiz nana abu umm thi van"
)
_TITLES_OF_FAITH = frozenset(_TITLES_OF_FAITH_LIST.split())
# Second given names that are used as family names, and family names that are given too.
_SHARED_LIST = "singh kaur begum bibi khatun bano devi kumar kumari lal"
_SHARED = frozenset(_SHARED_LIST.split())


class Spellings(NamedTuple):
    """The units of one name of a person: `alone` may stand by themselves, `paired` only beside the other name.

    `heads` are words with which a unit of several words begins, `initials` the letters that stand for the name.
    """

    alone: tuple[str, ...] = ()
    paired: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    initials: str = ""


NOTHING = Spellings()


def words(name: str) -> list[str]:
    """Return the folded words of a name; an apostrophe inside a word stays."""
    if name.isascii():
        return [name.lower()] if name.isalpha() else _WORD.findall(name.lower())
    return _WORD.findall(fold(name.strip()).text)


def squeezed(word: str) -> str:
    """Return a word as it stands in a unit."""
    return word.replace("'", "")


@lru_cache(maxsize=4096)
def given(name: str) -> Spellings:
    """Return the spellings of the given names of a person."""
    return _spellings(name, family=False)


@lru_cache(maxsize=4096)
def family(name: str) -> Spellings:
    """Return the spellings of the family name of a person."""
    return _spellings(name, family=True)


def _spellings(name: str, *, family: bool) -> Spellings:
    found = words(name)
    if not found:
        return NOTHING
    if len(found) == 1 and "'" not in found[0] and (name.isascii() or not _UMLAUT.search(name)):
        word = found[0]
        head = (
            word[: len(mac)] for mac in ("mac", "mc") if family and word.startswith(mac) and len(word) > len(mac) + 2
        )
        return Spellings((word,), (), tuple(head)[:1], word[0])
    coarse = [squeezed(word) for word in found]
    whole = "".join(coarse)
    alone, paired = [whole], []
    main = [word for word in coarse if word not in PARTICLES and len(word) > 1]
    if family:
        alone += main
        paired += ["".join(main)] if len(main) > 1 else []
        # "de la Cruz" is called "la Cruz", and "O'Brien" is not called "Brien".
        paired += ["".join(coarse[at:]) for at in range(1, len(coarse) - 1) if coarse[at] in PARTICLES]
        paired += [piece for word in found if "'" in word for piece in word.split("'")[1:] if len(piece) > 2]
    else:
        if main and main[0] in _TITLES_OF_FAITH:
            alone += main
        else:
            alone += main[:1]
            paired += [word for word in main[1:] if word not in _SHARED]
        if len(coarse) > 2:
            alone.append(coarse[0] + coarse[1])
            paired.append("".join(coarse[1:]))
    plain = unicodedata.normalize("NFC", name).translate(_GERMAN)
    if plain != unicodedata.normalize("NFC", name):
        other = _spellings(plain, family=family)
        alone, paired = [*alone, *other.alone], [*paired, *other.paired]
    fine = [piece for word in found for piece in word.split("'") if piece]
    heads = fine[:-1]
    if family and any(word.startswith(("mc", "mac")) for word in coarse):
        heads = [
            *heads,
            *(("mac" if word.startswith("mac") else "mc") for word in coarse if word.startswith(("mc", "mac"))),
        ]
    initials = dict.fromkeys([whole[0], *(word[0] for word in (main if family else main[:1]))])
    return Spellings(_once(alone), tuple(u for u in _once(paired) if u not in alone), _once(heads), "".join(initials))


def _once(units: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for unit in units if unit))


def also_family(first: str) -> tuple[str, ...]:
    """Return the second given names by which a person may be called as by a family name: Singh, Kaur, Begum."""
    return tuple(word for word in words(first)[1:] if word in _SHARED) if " " in first.strip() else ()
