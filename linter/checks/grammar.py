"""What a rule about hostility says: its frames and classes of words, made ready to be sought. Not a kind by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, reduce
from itertools import chain
from operator import or_
from typing import TYPE_CHECKING

from linter.evidence import patterns
from linter.evidence.classes import Classes, Row, Spans, nouns, plain, plural, sign, verb_signs, verbs
from linter.evidence.targets import Groups, groups
from linter.lexicons import Entry
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence.words import Stream

MASK, EXCUSE = "mask", "excuse"
_GROUP = "group"
_LIGHT = frozenset(("soft", "aux", "not"))
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


class Grammar:
    """What options mean, made once. Most of it is made only when a text has the words that a frame cannot do without.

    Each class of words that mean something has a bit, and so has "group"; `signs` tells which bits a word sets.
    """

    def __init__(self, options: Options) -> None:
        """Note which words are signs of which classes, and which classes each frame needs."""
        self._options = options
        self._bits: dict[str, int] = {}
        self.signs: dict[str, int] = {}
        for tables, signs_of in ((options.classes, sign), (options.verbs, verb_signs), (options.things, _noun_signs)):
            for name, terms in tables.items():
                self._sign(name, terms, signs_of)
        named = [entry.term for entry in (*options.named, *options.described, *options.also)]
        self._sign(_GROUP, named, _noun_signs)
        self.frames: list[tuple[tuple[int, ...], Frame, patterns.Elements]] = []
        for frame in options.frames:
            for pattern in frame.say:
                elements = patterns.parsed(pattern)
                self.frames.append((self._needed(frame, elements), frame, elements))
        self.order = {case: at for at, case in enumerate(dict.fromkeys(frame.case for frame in options.frames))}
        self.needed = frozenset(needed for needed, _, _ in self.frames)
        self.group = self._bits[_GROUP]
        self.marks = frozenset(self.signs)
        self.strong = reduce(or_, [self._bits[name] for name in options.strong if name in self._bits], 0)

    def _sign(self, name: str, terms: Iterable[str], signs_of: Callable[[str], list[str]]) -> None:
        bit = self._bits[name] = 1 << len(self._bits)
        signs = self.signs
        for term in terms:
            for word in signs_of(term):
                signs[word] = signs.get(word, 0) | bit

    def _needed(self, frame: Frame, elements: patterns.Elements) -> tuple[int, ...]:
        """Return masks of each of which a text must have a bit."""
        found = {self._bits[_GROUP]} if frame.after else set()
        for each in elements:
            if each.least and each.kind == "classes":
                bits = [self._bits.get(_base(name)) for name in each.names]
                if None not in bits:
                    found.add(reduce(or_, (bit for bit in bits if bit)))
        return tuple(sorted(found))

    def mask(self, stream: Stream) -> int:
        """Return the bits that the words of a stream set."""
        signs, mask = self.signs, 0
        for text in signs.keys() & stream.texts:
            mask |= signs[text]
        return mask

    def may_stand(self, mask: int) -> bool:
        """Say whether some frame may stand in a text with this mask."""
        for needed in self.needed:
            for bits in needed:
                if not mask & bits:
                    break
            else:
                return True
        return False

    @cached_property
    def groups(self) -> Groups:
        """Return the groups of people."""
        options = self._options
        return groups((*options.named, *options.also), options.described, options.heads, options.others)

    @cached_property
    def _meant(self) -> list[tuple[str, Row]]:
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

    def possible(self, mask: int, tags: Mapping[str, Spans], stream: Stream) -> list[tuple[Frame, patterns.Elements]]:
        """Return the frames that may stand in a stream with these tags."""
        functions = self._options.functions
        found: list[tuple[Frame, patterns.Elements]] = []
        for needed, frame, elements in self.frames:
            if all(mask & bits for bits in needed) and all(
                not each.least
                or (each.kind == "words" and not each.names.isdisjoint(stream.texts))
                or (each.kind == "classes" and not each.names.isdisjoint(tags))
                or each.kind in ("start", "end", "gap")
                or any(name in functions or name in _OF_GROUPS or name in _LIGHT for name in each.names)
                for each in elements
            ):
                found.append((frame, elements))
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names of all classes."""
        return frozenset(name for name, _ in self._meant) | set(self._options.functions) | _OF_GROUPS | _LIGHT

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the words that count when they are misspelt."""
        return frozenset(word for _, row in self._meant if len(row) == 1 for word in row) | self.groups.words


def needs_group(elements: patterns.Elements) -> bool:
    """Say whether a pattern cannot stand without a group of people."""
    return any(each.least and each.kind == "classes" and each.names <= _OF_GROUPS for each in elements)


def _noun_signs(term: str) -> list[str]:
    base, *others = term.split(",")
    found = sign(base)
    if not others:
        found = [*found, *(plural(word) for word in found)]
    return [*found, *(word for other in others for word in sign(other))]


def _base(name: str) -> str:
    """Return the class of verbs of which a class is a form; a group by any name is a group."""
    return _GROUP if name in _OF_GROUPS else name.partition(".")[0]


def grammar(options: Options) -> Grammar:
    """Return what options mean, made once for the process."""
    known = _known.get(id(options))
    if known is None or known[0] is not options:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        known = _known[id(options)] = (options, Grammar(options))
    return known[1]


_MOST_KNOWN = 64
_known: dict[int, tuple[Options, Grammar]] = {}
