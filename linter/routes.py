"""Which rules could find something in a post, told from its words alone: the others are not even loaded.

A kind of check that only finds phrases says so with `needs(options)`: the ways in which it could find something, each
a row of phrase lists all of which must match. A kind that finds more than phrases may have `screen(options)`, which
tells the same from words in its own way. A rule of another kind is always asked.

- `Routes` are for one post in a new process. Of each way the rarest words are signs of the rule; they are known
  without its options. A rule whose options the policy changed is always asked.
- `Ways` are for many posts: they ask the index of all phrases, and tell more exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from linter import checks
from linter.evidence.phrase_elements import Element, parse
from linter.evidence.phrases import look
from linter.evidence.triggers import frequency, rarest
from linter.evidence.ways import Ways
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.screen import Screen
    from linter.evidence.words import Stream
    from linter.profile import ActiveRule
    from linter.rule import Rule


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

    def __init__(self, rules: Iterable[ActiveRule], routes: Routes | None = None) -> None:
        """Take the rules in the order in which they are to be asked, and their routes if they are known."""
        self._rules = tuple(rules)
        self._routes = routes
        self._asked = 0
        self._signs: _Signs | None = None
        self._only_with: dict[str, int] = {}  # what a post must have → the bits of the rules that need it
        for number, active in enumerate(self._rules):
            if needed := checks.ONLY_WITH.get(active.rule.kind):
                self._only_with[needed] = self._only_with.get(needed, 0) | 1 << number

    def open(self, evidence: Evidence) -> Sequence[ActiveRule]:
        """Return the rules that are to be asked about a post."""
        opened = self._opened(evidence)
        for needed, rules in self._only_with.items():
            if opened & rules and not _has(needed, evidence):
                opened &= ~rules
        return [active for number, active in enumerate(self._rules) if opened >> number & 1]

    def _opened(self, evidence: Evidence) -> int:
        """Return the bits of the rules for which the words of a post are reason enough to ask."""
        self._asked += 1
        if self._asked <= _FEW:  # to prepare the ways costs more than they save
            routes = self._routes
            if routes is None:
                return (1 << len(self._rules)) - 1
            mask = routes.mask(evidence)
            return sum(1 << n for n, active in enumerate(self._rules) if routes.may_hit(active, mask, evidence))
        if self._signs is None:
            self._signs = _Signs(self._rules)
        return self._signs.open_in(prose_of(evidence))

    def __reduce__(self) -> tuple[type[Gates], tuple[tuple[ActiveRule, ...], Routes | None]]:
        """Leave the signs behind: their bits mean nothing in another process."""
        return Gates, (self._rules, self._routes)


def _has(needed: str, evidence: Evidence) -> bool:
    """Say whether a post has that without which some kinds find nothing."""
    owner, _, name = needed.partition(".")
    try:
        return bool(getattr(evidence.post if owner == "post" else evidence, name))
    except Exception:  # noqa: BLE001 - what cannot be gathered fails again where it is asked for, and is told there
        return True


class _Signs:
    """Which phrase sets open which rules: of the thousands, a post has a few, and only those are followed."""

    def __init__(self, rules: Sequence[ActiveRule]) -> None:
        self._always = 0
        self._by_set: dict[int, list[tuple[int, int]]] = {}
        self._size = 0
        for number, active in enumerate(rules):
            ways = ways_of(active)
            if ways is None:
                self._always |= 1 << number
                continue
            self._size = max(self._size, ways.size)
            for bits in ways.bits:
                # A way is asked for by its last set, and asks for the others.
                self._by_set.setdefault(1 << bits.bit_length() >> 1, []).append((bits, 1 << number))
        self._always |= sum({rule for bits, rule in self._by_set.pop(0, ())})

    def open_in(self, streams: Iterable[Stream]) -> int:
        """Return the bits of the rules that could find something in some streams."""
        opened = self._always
        for stream in streams:
            found = look(stream, self._size)
            for one in self._by_set.keys() & found.entries:
                for bits, rule in self._by_set[one]:
                    if found.mask & bits == bits:
                        opened |= rule
        return opened


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
