"""Lexicons: word lists, read strictly; plain terms, or entries that say what each term needs.

A lexicon has `terms`, or `[[entries]]` and `[[sets]]` of entries that are alike. Where a rule asks for a list,
`{ lexicon = "name" }` stands for the whole of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from linter.errors import Fault, RuleError, shown
from linter.settings import read_file
from linter.value import frozen

Band = Literal["", "mild", "moderate", "strong", "strongest"]
MatchType = Literal["word", "stem", "phrase", "compound"]


@frozen
class Entry:
    """A term with what a reader must know to judge it.

    `match`: a "word" with its plural, a "stem" with all that begins so, a "phrase" in the language of phrases, a
    "compound" that may be part of a longer word. `band` is Ofcom's; `group` the characteristic of those it is about.
    `needs` names contexts, or phrases, of which one must be in the sentence; `excused` those that make it harmless.
    """

    term: str
    match: MatchType = "word"
    band: Band = ""
    group: str = ""
    needs: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    source: str = ""


@frozen
class EntrySet:
    """Terms of which the same is to be said; the keys are those of an entry."""

    terms: tuple[str, ...]
    match: MatchType = "word"
    band: Band = ""
    group: str = ""
    needs: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    source: str = ""

    @property
    def entries(self) -> list[Entry]:
        """Return an entry for each term."""
        rest = (self.match, self.band, self.group, self.needs, self.excused, self.source)
        return [Entry(term, *rest) for term in self.terms]


@frozen
class Lexicon:
    """A word list with where it comes from: `terms`, or `entries` and `sets` of entries, each sorted by its terms."""

    summary: str
    source: str
    terms: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    sets: tuple[EntrySet, ...] = ()


@cache
def read_lexicon(file: Path) -> tuple[str, ...] | tuple[Entry, ...]:
    """Return the terms, or the entries, of a word list; several rules may ask for the same one."""
    lexicon = read_file(Lexicon, file, RuleError)
    entries = (*lexicon.entries, *(entry for each in lexicon.sets for entry in each.entries))
    if bool(lexicon.terms) == bool(entries):
        what = "has both terms and entries" if lexicon.terms else "is empty"
        raise RuleError(Fault(shown(file), what, "give it terms, or [[entries]] and [[sets]]"))
    return lexicon.terms or entries
