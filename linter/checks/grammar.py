"""What a rule about hostility says: its frames and classes of words, made ready to be sought. Not a kind by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, reduce
from itertools import chain
from math import prod
from operator import or_
from typing import TYPE_CHECKING

from linter.evidence import patterns
from linter.evidence.classes import Classes, Columns, Spans, columns_of, nouns, plain, rareness, verbs
from linter.evidence.screen import Need, Screen
from linter.evidence.targets import Groups, groups
from linter.lexicons import Entry
from linter.remembered import Remembered
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence.words import Stream

MASK, EXCUSE = "mask", "excuse"
_GROUP = "group"
_LIGHT = frozenset(("soft", "aux", "not"))
_WHOLE = 4  # letters of a word that is mended though it is only part of a term
_OF_GROUPS = frozenset(("subject", "object", _GROUP))


@frozen
class Frame:
    """Patterns of one sort. `case` is the rule's.

    A frame is hostile if it is not denied ("are vile"), or with `polarity = "good"` if it is ("are not human"); with
    "any" it does not matter. `firm` frames hold whoever says them; else what is quoted or reported is passed over.
    `strict` ones mean nothing in a sentence that denies, reports or condemns anything, and `after` ones only after a
    sentence about a group. `excusable` ones mean no harm beside one of the `excuses` ("match", "pantomime").
    """

    say: tuple[str, ...]
    case: str = ""
    polarity: str = "bad"
    firm: bool = False
    excusable: bool = False
    strict: bool = False
    after: bool = False
    confidence: float = 1.0


@frozen
class Options:
    """The frames, and the classes of which they speak.

    `classes` list words as they are, `verbs` and `things` base forms of verbs and nouns, `functions` words without
    meaning of their own ("soft", "not", "be"…). `mask` lists phrases in which no word counts ("sick and tired").
    `strong` names the classes of which a word makes it worth while to look for misspelt ones beside it.
    `named` and `described` are groups of people, as nouns and as adjectives before one of `heads`; `also` are more
    groups, of the profile; `others` are people who are no such group.
    """

    frames: tuple[Frame, ...]
    functions: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    verbs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    things: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    strong: tuple[str, ...] = ()
    mask: tuple[str, ...] = ()
    excuses: tuple[str, ...] = ()
    named: tuple[Entry, ...] = ()
    described: tuple[Entry, ...] = ()
    also: tuple[Entry, ...] = ()
    heads: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed pattern, or one that speaks of a class that is not there."""
        if not self.frames:
            raise ValueError("frames: is empty")
        known = set(grammar(self).names)
        for number, frame in enumerate(self.frames):
            if frame.polarity not in ("bad", "good", "any"):
                raise ValueError(f"frames[{number}].polarity: is '{frame.polarity}', not one of bad, good, any")
            for pattern in frame.say:
                try:
                    elements = patterns.parsed(pattern)
                except ValueError as error:
                    raise ValueError(f"frames[{number}].say: {error}") from error
                for names in patterns.classes_of(elements):
                    if missing := sorted(names - known):
                        raise ValueError(f"frames[{number}].say: '{pattern}' has '{missing[0]}', which is not a class")


Row = tuple[Frame, patterns.Elements]


class Grammar:
    """What options mean, made once. Most of it is made only when a text has the words that a frame cannot do without.

    `screen` tells, from the words of a text, which frames may stand in it.
    """

    def __init__(self, options: Options) -> None:
        """Note which words are signs of which classes, and which classes each frame needs."""
        self._options = options
        self.screen = screen_of(options)
        self.frames = [(frame, patterns.parsed(pattern)) for frame in options.frames for pattern in frame.say]
        self.order = {case: at for at, case in enumerate(dict.fromkeys(frame.case for frame in options.frames))}

    @cached_property
    def groups(self) -> Groups:
        """Return the groups of people."""
        options = self._options
        return groups((*options.named, *options.also), options.described, options.heads, options.others)

    @cached_property
    def _meant(self) -> list[tuple[str, Columns]]:
        options = self._options
        found = [*chain(*(plain(name, terms) for name, terms in options.classes.items()))]
        found += chain(*(verbs(name, terms) for name, terms in options.verbs.items()))
        found += chain(*(nouns(name, terms) for name, terms in options.things.items()))
        return found

    @cached_property
    def meant(self) -> Classes:
        """Return the terms of the classes of words that mean something."""
        return Classes(self._meant)

    @cached_property
    def light(self) -> Classes:
        """Return the terms of the other classes."""
        options = self._options
        light = chain(*(plain(name, terms) for name, terms in options.functions.items()))
        return Classes([*light, *plain(MASK, options.mask), *plain(EXCUSE, options.excuses)])

    def named_by(self, numbers: Iterable[int]) -> frozenset[str]:
        """Return the classes that the frames with these numbers name."""
        return frozenset(chain(*(chain(*patterns.classes_of(self.frames[number][1])) for number in numbers)))

    def possible(self, numbers: Iterable[int], tags: Mapping[str, Spans], stream: Stream) -> list[Row]:
        """Return those of the frames with these numbers that may stand in a stream with these tags."""
        functions = self._options.functions
        return [
            (frame, elements)
            for frame, elements in [self.frames[number] for number in numbers]
            if all(
                not each.least
                or (each.kind == "words" and not each.names.isdisjoint(stream.texts))
                or (each.kind == "classes" and not each.names.isdisjoint(tags))
                or each.kind in ("start", "end", "gap")
                or any(name in functions or name in _OF_GROUPS or name in _LIGHT for name in each.names)
                for each in elements
            )
        ]

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names of all classes."""
        return frozenset(name for name, _ in self._meant) | set(self._options.functions) | _OF_GROUPS | _LIGHT

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the words that count when they are misspelt."""
        return self.screen.keys


def needs_group(elements: patterns.Elements) -> bool:
    """Say whether a pattern cannot stand without a group of people."""
    return any(each.least and each.kind == "classes" and each.names <= _OF_GROUPS for each in elements)


class _Signs:
    """Collects the words that are signs of classes: each class has a bit."""

    def __init__(self, options: Options) -> None:
        self.bits: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.rows: dict[str, list[tuple[int, tuple[tuple[str, ...], ...]]]] = {}
        self.sizes: dict[str, int] = {}
        self._all: set[str] = set()
        for name, terms in options.classes.items():
            self._add(name, map(columns_of, terms))
        for name, terms in options.verbs.items():
            self._add(name, ([columns for _, columns in verbs(name, [term])] for term in terms))
        for name, terms in options.things.items():
            self._add(name, ([columns for _, columns in nouns(name, [term])] for term in terms))
        named = (_named_columns(entry) for entry in (*options.named, *options.also))
        self._add(_GROUP, chain(named, (columns_of(entry.term) for entry in options.described)))
        # No signs, but misspelt they are mended.
        further = [columns for term in (*options.heads, *options.others) for _, columns in nouns("", [term])]
        further += [found for terms in options.functions.values() for term in terms for found in columns_of(term)]
        for word in sorted(self._all.union(*chain(*further))):
            if len(word) >= _WHOLE:
                self.words.setdefault(word, 0)

    def _add(self, name: str, terms: Iterable[Iterable[Columns]]) -> None:
        bit = self.bits[name] = 1 << len(self.bits)
        self.sizes[name] = 0
        for term in terms:
            by_length: dict[int, list[set[str]]] = {}
            for columns in term:
                self.sizes[name] += prod(map(len, columns))
                choices = by_length.setdefault(len(columns), [])
                if not choices:
                    choices += [set() for _ in columns]
                for choice, words in zip(choices, columns, strict=True):
                    choice.update(words)
            for choices in by_length.values():
                self._all.update(*choices)
                rarest = max(choices, key=lambda choice: min(map(rareness, choice)))
                others = [tuple(sorted(choice)) for choice in choices if choice is not rarest]
                others.sort(key=lambda choice: -min(map(rareness, choice)))
                for word in rarest:
                    if others:
                        self.rows.setdefault(word, []).append((bit, tuple(others)))
                    else:
                        self.words[word] = self.words.get(word, 0) | bit


def _named_columns(entry: Entry) -> Iterable[Columns]:
    make = nouns if entry.match == "word" else plain
    return (columns for _, columns in make(_GROUP, [entry.term]))


def screen_of(options: Options) -> Screen:
    """Return what tells from the words of a text which frames may stand in it."""
    signs = _Signs(options)
    needs: list[Need] = []
    for frame in options.frames:
        for pattern in frame.say:
            elements = patterns.parsed(pattern)
            found = {frozenset({_GROUP})} if frame.after else set()
            literal: list[tuple[str, ...]] = []
            for each in elements:
                if each.least and each.kind == "words":
                    literal.append(tuple(sorted(each.names)))
                elif each.least and each.kind == "classes":
                    bases = frozenset(map(_base, each.names))
                    if bases <= signs.bits.keys():
                        found.add(bases)
            ordered = sorted(
                found, key=lambda each: (_GROUP in each, sum(signs.sizes[name] for name in each), sorted(each))
            )
            masks = [reduce(or_, (signs.bits[name] for name in bases)) for bases in ordered]
            needs.append((tuple(masks), tuple(literal)))
    strong = reduce(or_, [signs.bits[name] for name in options.strong if name in signs.bits], signs.bits[_GROUP])
    return Screen(signs.words, {word: tuple(found) for word, found in signs.rows.items()}, tuple(needs), strong)


def _base(name: str) -> str:
    """Return the class of verbs of which a class is a form; a group by any name is a group."""
    return _GROUP if name in _OF_GROUPS else name.partition(".")[0]


# Options → what they mean.
grammar = Remembered(Grammar)
