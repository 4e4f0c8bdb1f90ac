"""Which rules could find something in a post, told from its words alone: the others are not even loaded.

A kind of check that only finds phrases says so with `needs(options)`: the ways in which it could find something, each
a row of phrase lists all of which must match. A kind that finds more than phrases may have `screen(options)`, which
tells the same from words in its own way. A rule of another kind is always asked.

- `Routes` are for one post in a new process. Of each way the rarest words are signs of the rule; they are known
  without its options. A rule whose options the policy changed is always asked.
- `Ways` are for many posts: they ask the index of all phrases, and tell more exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from linter import checks
from linter.evidence.phrase_elements import Element, parse
from linter.evidence.triggers import frequency, rarest
from linter.evidence.ways import Ways
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.screen import Screen
    from linter.evidence.words import Stream
    from linter.profile import ActiveRule
    from linter.rule import Rule


Gate = Callable[["ActiveRule"], bool]
_FEW = 16  # posts in one run


@frozen
class Routes:
    """Word, or beginning of a word → the bits of the rules that it is a sign of; `bits` are those of the rules."""

    bits: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    stems: Mapping[str, int] = field(default_factory=dict)
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    screens: Mapping[str, Screen] = field(default_factory=dict)

    def mask(self, evidence: Evidence) -> int:
        """Return the bits of the rules of which a sign stands in the prose of a post."""
        words, stems, lengths, mask = self.words, self.stems, self.lengths, 0
        for stream in prose_of(evidence):
            for text in stream.texts:
                mask |= words.get(text, 0)
                for length in lengths.get(text[0], ()):
                    if length > len(text):
                        break
                    mask |= stems.get(text[:length], 0)
        return mask

    def may_hit(self, active: ActiveRule, mask: int, evidence: Evidence) -> bool:
        """Say whether a rule could find something in a post with this mask."""
        screen = self.screens.get(active.rule.name)
        if screen is not None and active.changed is None:
            return any(screen.may_hit(evidence.words(part), part.text) for part in evidence.parts if part.is_prose)
        bit = self.bits.get(active.rule.name)
        return bit is None or bool(bit & mask) or active.changed is not None


def ways_of(active: ActiveRule) -> Ways | None:
    """Return the ways of a rule as the policy has it; None if words do not tell. Raise RuleError."""
    needs = getattr(checks.load(active.rule.kind), "needs", None)
    ways = needs(active.options) if needs else None
    if ways is None:
        return None
    found = Ways(ways)
    found.settle()
    return found


def prose_of(evidence: Evidence) -> list[Stream]:
    """Return the streams of words of the prose of a post."""
    return [stream for part in evidence.parts if part.is_prose for stream in evidence.words(part)]


class Gates:
    """What tells, from the words of a post alone, which rules could find something in it."""

    def __init__(self, routes: Routes | None = None) -> None:
        """Take the routes for the first posts, if they are known."""
        self._routes = routes
        self._ways: dict[str, Ways | None] = {}
        self._asked = 0

    def of(self, evidence: Evidence) -> Gate:
        """Return the gate of one post: whether a rule is to be asked."""
        self._asked += 1
        if self._asked <= _FEW:  # to prepare the ways costs more than they save
            routes = self._routes
            if routes is None:
                return lambda _active: True
            mask = routes.mask(evidence)
            return lambda active: routes.may_hit(active, mask, evidence)
        streams = prose_of(evidence)

        def is_open(active: ActiveRule) -> bool:
            name = active.rule.name
            if name not in self._ways:
                self._ways[name] = ways_of(active)
            ways = self._ways[name]
            return ways is None or ways.any_open(streams)

        return is_open

    def __reduce__(self) -> tuple[type[Gates], tuple[Routes | None]]:
        """Leave the ways behind: their bits mean nothing in another process."""
        return Gates, (self._routes,)


@frozen
class Compiled:
    """Rules by name, ready to use, and their routes."""

    rules: Mapping[str, Rule]
    routes: Routes


def routes_of(rules: Iterable[Rule]) -> Routes:
    """Return the routes of rules as their files write them."""
    bits: dict[str, int] = {}
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    screens: dict[str, Screen] = {}
    for rule in rules:
        if screen := _screen(rule):
            screens[rule.name] = screen
            continue
        signs = _signs(rule)
        if signs is None:
            continue
        bit = bits[rule.name] = 1 << len(bits)
        for sign in signs:
            for word in sign.words:
                words[word] = words.get(word, 0) | bit
            for stem in sign.stems:
                stems[stem] = stems.get(stem, 0) | bit
    lengths: dict[str, set[int]] = {}
    for stem in stems:
        lengths.setdefault(stem[0], set()).add(len(stem))
    return Routes(bits, words, stems, {head: tuple(sorted(found)) for head, found in lengths.items()}, screens)


def _screen(rule: Rule) -> Screen | None:
    made: Screen | None = None
    if make := getattr(checks.load(rule.kind), "screen", None):
        made = make(rule.options)
    return made


def _signs(rule: Rule) -> list[Element] | None:
    """Return elements of which one stands in whatever the rule finds; None if no words tell."""
    needs = getattr(checks.load(rule.kind), "needs", None)
    ways = needs(rule.options) if needs else None
    if ways is None:
        return None
    found: list[Element] = []
    for way in ways:
        rows = [row for slot in way if (row := _signs_of(slot)) is not None]
        if not rows:
            return None
        found += min(rows, key=lambda row: (sum(frequency(sign)[0] for sign in row), sum(map(_breadth, row))))
    return found


def _signs_of(phrases: Iterable[str]) -> list[Element] | None:
    """Return the rarest element of each phrase; None if that of one is no word."""
    signs = [rarest(parse(phrase)) for phrase in phrases]
    return None if any(sign is None or not sign.is_plain for sign in signs) else [s for s in signs if s is not None]


def _breadth(sign: Element) -> int:
    return frequency(sign)[1]
