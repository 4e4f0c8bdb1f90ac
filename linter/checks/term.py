"""Kind `term`: words that offend by themselves, each with the contexts that it needs and those that excuse it.

A term is an entry of a lexicon. What is quoted, reported or condemned, and what a group says of itself, is found as
a case of its own: a school wants to look at it, but it is no insult.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from linter.checks import stance
from linter.checks.scope import part_is_wanted
from linter.evidence import phrases as language
from linter.evidence.classes import Classes, nouns, plain
from linter.evidence.opened import opened
from linter.evidence.phrase_elements import parse
from linter.evidence.repairs import repaired
from linter.evidence.screen import Screen
from linter.evidence.triggers import rarest
from linter.finding import Hit
from linter.lexicons import Entry
from linter.remembered import Remembered
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post

MENTIONED, RECLAIMED = "mentioned", "reclaimed"
_LONG = 5  # letters of a term from which on a misspelling is recognised
_CENSORED = re.compile(r"(?<![\w*])[a-z]+[*#@%$!+_][a-z*#@%$!+_]*(?![\w*])")
_MOST_KNOWN = 20_000  # words of which is kept which term they are
_HIDING = re.compile(r"[*#@%$!+_]")
_ALONE = frozenset("fc")  # letters that need only stars after them: "f***"
_ALONE_SIGNS = re.compile(r"\*{3,8}|[*#@%$!]{3,8}")
# What may follow the stem of a term, hidden or not: "sh*tty".
_ENDINGS = ("", "s", "e", "y", "ed", "er", "ers", "ing", "in", "ty", "ter", "ting", "head", "heads", "ish", "off")


@frozen
class Options:
    """The terms, the contexts that their `needs` and `excused` name, and the words of stance.

    `bands` says which case a band of strength is found as; the others are the rule itself. What a term needs stands
    at most `within` words from it. With `misspelt`, letters left out or swapped are mended. `stances` are the classes
    by which reports and so on are recognised. A self-censored word that could be one of `rather` is none of the terms.
    """

    entries: tuple[Entry, ...]
    contexts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=dict)
    stances: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    misspelt: bool = True
    within: int = 8
    rather: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError if there are no terms, or for a malformed phrase."""
        if not self.entries:
            raise ValueError("entries: is empty")
        for name, phrases in self.contexts.items():
            language.validate(f"contexts.{name}", phrases)
        for entry in self.entries:
            if entry.match == "phrase":
                language.validate("entries", [entry.term])
            for each in (*entry.needs, *entry.excused):
                if each not in self.contexts:
                    language.validate("entries", [each])


def screen(options: Options) -> Screen | None:
    """Return what tells from the words of the prose of a post whether a term could stand in it; None if they do not."""
    made = index(options)
    signs = dict.fromkeys(made.words, 1)
    pieces = ["\n" + stem for stem, _ in made.stems] + [piece for piece, _ in made.compounds]
    rows: dict[str, list[tuple[int, list[tuple[str, ...]]]]] = {}
    for phrase in made.rows:
        elements = parse(phrase)
        sign = rarest(elements)
        if options.parts or sign is None or not sign.is_plain:
            return None
        sure = [one for one in elements if one.is_plain and not one.optional and not one.stems and one is not sign]
        others = [tuple(sorted(one.words)) for one in sure]
        for word in sign.words:
            rows.setdefault(word, []).append((1, others))
        pieces += ["\n" + stem for stem in sign.stems]
    # Misspelt terms are always sought: the second bit says so.
    return Screen(signs, rows, [((1,), ())], 2 * options.misspelt, 2, sorted(set(pieces)), censored=True)


_NEW = Entry("")


class Place(NamedTuple):
    """A term in a stream of words: [first, last)."""

    entry: Entry
    first: int
    last: int


class Index:
    """The terms of some options, made once."""

    def __init__(self, options: Options) -> None:
        """Index the terms by how they match."""
        self.words: dict[str, Entry] = {}
        self.rows: dict[str, Entry] = {}
        self.stems: list[tuple[str, Entry]] = []
        self.compounds: list[tuple[str, Entry]] = []
        for entry in options.entries:
            if entry.match == "word":
                for _, columns in nouns("", [entry.term]):
                    self.words |= dict.fromkeys(columns[0], entry)
            elif entry.match == "stem":
                self.stems.append((entry.term, entry))
            elif entry.match == "compound":
                self.compounds.append((entry.term, entry))
            else:
                self.rows[entry.term] = entry
        self.phrases = language.Phrases(self.rows)
        self.rather = options.rather
        self._known: dict[str, Entry | None] = {}
        self.heads = frozenset(stem[:3] for stem, _ in self.stems)
        self.keys = frozenset(word for word in self.words if len(word) >= _LONG and word.isalpha())
        self.stances = Classes([pair for name, terms in options.stances.items() for pair in plain(name, terms)])

    def find(self, stream: Stream) -> Iterator[Place]:
        """Yield the terms of a stream."""
        for text in self.words.keys() & stream.texts:
            for at in stream.places[text]:
                yield Place(self.words[text], at, at + 1)
        if self.stems or self.compounds:
            known = self._known
            for text, places in stream.places.items():
                entry = known.get(text, _NEW)
                if entry is _NEW:
                    entry = self._part(text)
                if entry is not None:
                    yield from (Place(entry, at, at + 1) for at in places)
        for match in self.phrases.find(stream) if self.rows else ():
            yield Place(self.rows[match.phrase], match.first, match.last)

    def _part(self, text: str) -> Entry | None:
        """Return the term that a word begins with or holds; most words are met again, so what it is is kept."""
        found = None
        if text[:3] in self.heads:
            found = next((entry for stem, entry in self.stems if text.startswith(stem)), None)
        if found is None:
            found = next((entry for piece, entry in self.compounds if piece in text), None)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[text] = found
        return found

    def uncensored(self, written: str) -> Entry | None:
        """Return the only sort of term that a self-censored word ("n***s") can mean."""
        pattern = re.compile("".join("[a-z]" if _HIDING.match(char) else char for char in written))
        if any(word[0] == written[0] and pattern.fullmatch(word) for word in self.rather):
            return None
        for word, entry in self.words.items():
            if word[0] == written[0] and pattern.fullmatch(word) and not entry.needs:
                return entry
        for piece, entry in (*self.compounds, *self.stems):
            if (
                piece[0] == written[0]
                and not entry.needs
                and any(pattern.fullmatch(piece + ending) for ending in _ENDINGS)
            ):
                return entry
        return None


# Options → their index.
index = Remembered(Index)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each term that stands where it offends."""
    made = index(options)
    for part in evidence.parts:
        if part_is_wanted(part, options.parts):
            yield from _apart(_in_part(part, evidence, options, made))


def _in_part(part: Part, evidence: Evidence, options: Options, made: Index) -> Iterator[Hit]:
    streams = evidence.words(part)
    found = False
    for stream in streams:
        for place in made.find(stream):
            hit = _hit(part, stream, place, options, made)
            if hit is not None:
                found = True
                yield hit
    if options.misspelt and not found:
        for stream in streams:
            better = repaired(stream, made.keys, warm=True, least=_LONG + 1, written=part.text)
            for place in made.find(better) if better is not None else ():
                hit = _hit(part, better, place, options, made) if better is not None else None
                if hit is not None:
                    yield hit
    if "*" in part.text or "#" in part.text or "@" in part.text:
        yield from _censored(part, evidence, options, made)


def _hit(part: Part, stream: Stream, place: Place, options: Options, made: Index) -> Hit | None:
    entry, first, last = place
    if entry.needs and not any(_stands(name, stream, first, last, options, options.within) for name in entry.needs):
        return None
    if any(_stands(name, stream, first, last, options, len(stream)) for name in entry.excused):
        return None
    case = options.bands.get(entry.band, "")
    if _stands(RECLAIMED, stream, first, last, options, options.within):
        case = RECLAIMED
    elif options.stances:
        case = _mentioned(part, stream, first, last, made) or case
    return Hit(part.name, stream[first].start, stream[last - 1].end, case, 1.0, {"about": entry.group or "identity"})


def _mentioned(part: Part, stream: Stream, first: int, last: int, made: Index) -> str:
    words = opened(stream)
    start, end = stream[first].start, stream[last - 1].end
    inside = [at for at, word in enumerate(words) if word.start < end and start < word.end]
    tags = made.stances.tagged(words)
    if not inside:
        return ""
    return MENTIONED if stance.attitude(part.text, words, inside[0], inside[-1] + 1, tags) else ""


def _stands(name: str, stream: Stream, first: int, last: int, options: Options, near: int) -> bool:
    """Say whether a context, or a phrase, stands in the sentence of a term, at most `near` words from it."""
    phrases = options.contexts.get(name)
    if phrases is None:
        if name == RECLAIMED:
            return False
        phrases = (name,)
    for match in language.compiled(phrases).find(stream):
        if stream[match.first].sentence == stream[first].sentence:
            gap = max(match.first - last, first - match.last)
            if gap <= near:
                return True
    return False


def _censored(part: Part, evidence: Evidence, options: Options, made: Index) -> Iterator[Hit]:
    """Yield terms of which letters are hidden behind signs."""
    folded = evidence.folded(part)
    for match in _CENSORED.finditer(folded.text):
        written = match.group().rstrip("!+_")
        letters = sum(map(str.isalpha, written))
        # Of one letter and signs only the best known are told: "f***".
        if letters < 2 and not (written[0] in _ALONE and _ALONE_SIGNS.fullmatch(written[1:])):
            continue
        if len(written) < 4 or written.isalpha():
            continue
        entry = made.uncensored(written)
        if entry is not None:
            start, end = folded.span(match.start(), match.start() + len(written))
            yield Hit(
                part.name, start, end, options.bands.get(entry.band, ""), 0.8, {"about": entry.group or "identity"}
            )


def _apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits in their order; of those that overlap, the first and longest."""
    done = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= done:
            done = hit.end
            yield hit
