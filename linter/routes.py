"""Which rules could find something in a post, told from its words alone: the others are not even loaded.

A kind of check that only finds phrases says so with `needs(options)`: the ways in which it could find something, each
a row of phrase lists all of which must match. A kind that finds more than phrases may have `screen(options)`, which
tells the same from words in its own way. A rule of another kind is always asked.

- `Routes` are for one post in a new process. Of each way the rarest words, with what they need beside them, are signs
  of the rule; they are known without its options. A rule whose options the policy changed is always asked.
- `Ways` are for many posts: they ask the index of all phrases, and tell more exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from linter import checks
from linter.evidence.marks import AMOUNTS, kinds_in
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
_FREQUENT = 5_000  # words of English that may stand in any post: by themselves they tell little
_EVERYWHERE = frozenset(("the", "a", "and", "to", "of", "in", "is", "for", "we", "our", ".", ","))
_NUMBER = "number"
# Words, beginnings of words and kinds of amounts of which one must be there.
_Need = tuple[frozenset[str], frozenset[str], frozenset[str]]
_Sign = tuple[Element, tuple[_Need, ...]]


@frozen
class Routes:
    """Word, or beginning of a word → the bits of the rules that it is a sign of; `bits` are those of the rules.

    Of a frequent word `beside` tells what else each rule needs then, as "bits need need;…": each of `needs` names
    words, beginnings of words and kinds of amounts, "word word|stem|kind", of which one must be there. They are strings
    because a post needs few of them, and nothing is read faster.
    """

    bits: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    stems: Mapping[str, int] = field(default_factory=dict)
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    needs: Sequence[str] = ()
    screens: Mapping[str, Screen] = field(default_factory=dict)

    def mask(self, prose: Iterable[Stream]) -> int:
        """Return the bits of the rules of which a sign stands in the prose of a post."""
        words, stems, lengths, mask = self.words, self.stems, self.lengths, 0
        for stream in prose:
            for text in stream.texts:
                mask |= words.get(text, 0)
                for length in lengths.get(text[0], ()):
                    if length > len(text):
                        break
                    mask |= stems.get(text[:length], 0)
            known: dict[int, bool] = {}
            for text in self.beside.keys() & stream.texts:
                for row in self.beside[text].split(";"):
                    bits, *needs = map(int, row.split(" "))
                    if bits & ~mask and all(self._is_there(need, stream, known) for need in needs):
                        mask |= bits
        return mask

    def _is_there(self, need: int, stream: Stream, known: dict[int, bool]) -> bool:
        if need not in known:
            texts, (words, stems, kinds) = stream.texts, [each.split() for each in self.needs[need].split("|")]
            known[need] = (
                not texts.isdisjoint(words)
                or any(text.startswith(stem) for stem in stems for text in texts)
                or bool(kinds and not kinds_in(stream).isdisjoint(kinds))
                or bool(_NUMBER in kinds and stream.numbers)
            )
        return known[need]

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
            mask = routes.mask(prose_of(evidence))
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
    made = _Signposts()
    screens: dict[str, Screen] = {}
    for rule in rules:
        if screen := _screen(rule):
            screens[rule.name] = screen
        elif (signs := _signs(rule)) is not None:
            made.add(rule.name, signs)
    return made.routes(screens)


class _Signposts:
    """Collects the signs of rules."""

    def __init__(self) -> None:
        from linter.evidence.hashtags import ranks  # here: only who makes routes needs to know what is frequent

        self._frequent = frozenset(ranks()[1].split("\n", _FREQUENT)[:_FREQUENT])
        self._bits: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._beside: dict[str, dict[tuple[int, ...], int]] = {}
        self._needs: dict[_Need, int] = {}

    def add(self, name: str, signs: Iterable[_Sign]) -> None:
        bit = self._bits[name] = 1 << len(self._bits)
        for element, needs in signs:
            for stem in element.stems:
                self._stems[stem] = self._stems.get(stem, 0) | bit
            numbers: tuple[int, ...] | None = None
            for word in element.words:
                if not needs or word not in self._frequent:
                    self._words[word] = self._words.get(word, 0) | bit
                    continue
                if numbers is None:
                    numbers = tuple([self._needs.setdefault(need, len(self._needs)) for need in needs])
                beside = self._beside.setdefault(word, {})
                beside[numbers] = beside.get(numbers, 0) | bit

    def routes(self, screens: Mapping[str, Screen]) -> Routes:
        lengths: dict[str, set[int]] = {}
        for stem in self._stems:
            lengths.setdefault(stem[0], set()).add(len(stem))
        beside = {
            word: ";".join(" ".join(map(str, (bits, *needs))) for needs, bits in rows.items())
            for word, rows in self._beside.items()
        }
        by_length = {head: tuple(sorted(found)) for head, found in lengths.items()}
        needs = ["|".join(" ".join(sorted(each)) for each in need) for need in self._needs]
        return Routes(self._bits, self._words, self._stems, by_length, beside, needs, screens)


def _screen(rule: Rule) -> Screen | None:
    made: Screen | None = None
    if make := getattr(checks.load(rule.kind), "screen", None):
        made = make(rule.options)
    return made


def _signs(rule: Rule) -> list[_Sign] | None:
    """Return elements of which one, with what it needs, stands in whatever the rule finds; None if no words tell."""
    needs = getattr(checks.load(rule.kind), "needs", None)
    ways = needs(rule.options) if needs else None
    if ways is None:
        return None
    found: list[_Sign] = []
    for way in ways:
        rows = [row for slot in way if (row := _signs_of(slot)) is not None]
        if not rows:
            return None
        best = min(rows, key=lambda row: (sum(frequency(sign)[0] for sign, _ in row), sum(map(_breadth, row))))
        others = tuple([_any_of([sign for sign, _ in row]) for row in rows if row is not best])
        found += [(sign, (*beside, *others)) for sign, beside in best]
    return found


def _signs_of(phrases: Iterable[str]) -> list[_Sign] | None:
    """Return the rarest element of each phrase, with the others that tell anything; None if one is no word."""
    found: list[_Sign] = []
    for phrase in phrases:
        elements = parse(phrase)
        sign = rarest(elements)
        if sign is None or not sign.is_plain:
            return None
        further = [e for e in elements if e.kind == "choice" and not e.optional and AMOUNTS.issuperset(e.marks)]
        further = [e for e in further if e is not sign and _EVERYWHERE.isdisjoint(e.words)]
        found.append((sign, tuple([_any_of([e]) for e in sorted(further, key=frequency)])))
    return found


def _any_of(elements: Sequence[Element]) -> _Need:
    words, stems = [e.words for e in elements], [e.stems for e in elements]
    kinds = [(*e.marks, _NUMBER) if e.number else e.marks for e in elements]
    return frozenset(chain(*words)), frozenset(chain(*stems)), frozenset(chain(*kinds))


def _breadth(sign: _Sign) -> int:
    return frequency(sign[0])[1]
