"""What phrases call {school}, {person}, {percent} and the like: words of a stream that stand for a known thing.

Each kind is sought when a phrase first asks for it and at most once a stream.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.people import Mention
    from linter.evidence.words import Stream

# Kinds of parsed values, as `linter.evidence.amounts` calls them; {year} is a year group, never 2026.
AMOUNTS = frozenset({"percent", "fraction", "count", "score", "grade", "rank", "money", "date", "time", "year"})
PEOPLE = frozenset({"person", "pupil", "staff"})
# A lone given name with a capital, whoever it is: what is said next to it must tell that a child could be meant.
GIVEN = "given"
# Whatever has a name of its own, a firm or a film too: see `linter.evidence.called`.
CALLED = "called"
KINDS = frozenset({"school", GIVEN, CALLED}) | AMOUNTS | PEOPLE

_AMOUNT_OF = {"year-group": "year"}
_SURE = 0.5  # from which confidence on a mention counts as naming somebody
_TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "dr", "sir", "dame", "prof", "professor", "rev", "revd"})

# After a name that is a word or a place too: what people do and are.
_AFTER_GIVEN_WORDS = "is was has had gets got lives needs who and can't cannot cant missed won't"
_AFTER_GIVEN = frozenset(_AFTER_GIVEN_WORDS.split())
_TIMES = frozenset(("month", "season"))
_BEFORE_OTHERS_WORDS = "st saint king queen prince princess pope aunt uncle lord"
_BEFORE_OTHERS = _TITLES.union(_BEFORE_OTHERS_WORDS.split())

_LONGEST = 3  # words of a name after its title
_POSSESSIVE = ("'s", "’s", "'S", "’S")


class Marks:
    """The marks of one stream: for each kind, first → last word (half-open) of each place."""

    __slots__ = ("_evidence", "_found", "_part", "_stream")

    def __init__(self, evidence: Evidence, part: Part, stream: Stream) -> None:
        """Prepare to seek the marks of a stream of a part."""
        self._evidence, self._part, self._stream = evidence, part, stream
        self._found: dict[str, Mapping[int, int]] = {}

    def of(self, kind: str) -> Mapping[int, int]:
        """Return the places of a kind."""
        found = self._found.get(kind)
        if found is None:
            if kind == "school":
                from linter.evidence.school import school_words

                self._found[kind] = school_words(self._evidence, self._part, self._stream)
            elif kind == GIVEN:
                self._found[kind] = dict(self._given())
            elif kind == CALLED:
                self._found[kind] = dict(self._called())
            elif kind in PEOPLE:
                self._found.update(self._people())
            else:
                self._found.update(self._amounts())
            found = self._found[kind]
        return found

    def _amounts(self) -> dict[str, Mapping[int, int]]:
        found: dict[str, dict[int, int]] = {kind: {} for kind in AMOUNTS}
        for amount in self._stream.amounts:
            places = found.get(_AMOUNT_OF.get(amount.kind, amount.kind))
            if places is not None:
                places[amount.first] = max(amount.last, places.get(amount.first, 0))
        return dict(found)

    def _people(self) -> dict[str, Mapping[int, int]]:
        found: dict[str, dict[int, int]] = {kind: {} for kind in PEOPLE}
        for mention in self._evidence.people:
            if mention.part == self._part.name and mention.confidence >= _SURE:
                self._add(mention, found)
        for first, last in self._titled():
            if first not in found["person"]:
                found["staff"][first] = found["person"][first] = last
        return dict(found)

    def _add(self, mention: Mention, found: dict[str, dict[int, int]]) -> None:
        inside = [i for i, word in enumerate(self._stream) if mention.start < word.end and word.start < mention.end]
        if not inside:
            return
        first, last = inside[0], inside[-1] + 1
        kinds = ["person"]
        if mention.who in ("pupil", "staff"):
            kinds.append(mention.who)
        for kind in kinds:
            found[kind][first] = last
            if first and self._stream[first - 1].text in _TITLES:  # the title belongs to the name
                found[kind][first - 1] = last

    def _called(self) -> Iterator[tuple[int, int]]:
        from linter.evidence.called import LEXICON, called

        ours = {word for first, last in self.of("school").items() for word in range(first, last)}
        nothing = frozenset(self._evidence.context.packs.lexicon(LEXICON))
        return called(self._part.text, self._stream, ours, nothing)

    def _given(self) -> Iterator[tuple[int, int]]:
        """Yield given names that stand alone, also those that the name model is not sure of: "Max", "Oscar's"."""
        from linter.evidence.names.lexicon import lexicon
        from linter.evidence.people.vocabulary import vocabulary

        known, words = lexicon(), vocabulary(self._evidence.context.packs)
        for index, word in enumerate(self._stream):
            name = word.text.removesuffix("'s")
            if len(name) < 3 or not name[0].isalpha():
                continue
            senses = words.senses.get(name, frozenset())
            is_place = "place" in senses
            is_given = is_place or known.is_given(name)
            # A name unheard of opens a sentence: "Tyrese is …".
            unheard = not is_given and self._begins(index) and name.isalpha() and not known.is_settled(name)
            if not (is_given or unheard) or (name in words.characters and name not in known.kinds["G"]):
                continue
            written = self._written(index)
            if not written[0].isupper() or written.isupper() or self._is_of_others(index):
                continue
            owns = name != word.text
            if not owns and not _TIMES.isdisjoint(senses):
                continue
            if is_place or unheard or (self._begins(index) and known.is_word(name)):
                follows = self._stream[index + 1].text if index + 1 < len(self._stream) else ""
                if not owns and (follows not in _AFTER_GIVEN or "modal" in senses):
                    continue
            yield index, index + 1

    def _begins(self, index: int) -> bool:
        return not index or self._stream[index - 1].sentence != self._stream[index].sentence

    def _is_of_others(self, index: int) -> bool:
        """Say whether a given name belongs to a title, a place or a longer name: of those others know more."""
        stream = self._stream
        if not self._begins(index):
            before = self._written(index - 1)
            if before.casefold() in _BEFORE_OTHERS or (before[:1].isupper() and not self._begins(index - 1)):
                return True
        after = index + 1
        alone = stream[index].text.endswith("'s") or after >= len(stream)
        return not alone and stream[after].sentence == stream[index].sentence and self._written(after)[:1].isupper()

    def _titled(self) -> Iterator[tuple[int, int]]:
        """Yield a title with the name after it, which wants its capital: "Mrs Ashdown", but not "miss you"."""
        stream, text = self._stream, self._part.text
        if _TITLES.isdisjoint(stream.texts):
            return
        for index in (i for title in _TITLES & stream.texts for i in stream.places[title]):
            at = index + 1
            if at < len(stream) and stream[at].text == ".":
                at += 1
            last = at
            while last < len(stream) and last < at + _LONGEST and self._is_name(last, at):
                last += 1
                if self._owns(last - 1):  # "Mr Hollis' Year 4"
                    break
            if last > at and text[stream[index].start].isupper():
                yield index, last

    def _is_name(self, index: int, at: int) -> bool:
        """Say whether a word could be one of the name that begins at `at`: after "Ashdown", "DBS" is none."""
        written, first = self._written(index), self._written(at)
        return written[:1].isupper() and (len(written) == 1 or first.isupper() or not written.isupper())

    def _owns(self, index: int) -> bool:
        """Say whether a word is a possessive, also one whose apostrophe stands after it."""
        end = self._stream[index].end
        return self._written(index).endswith(_POSSESSIVE) or self._part.text[end : end + 1] in ("'", "’")

    def _written(self, index: int) -> str:
        word = self._stream[index]
        return self._part.text[word.start : word.end]


def kinds_in(stream: Stream) -> frozenset[str]:
    """Return the kinds of amounts that stand in a stream."""
    return frozenset([_AMOUNT_OF.get(amount.kind, amount.kind) for amount in stream.amounts])


class NoMarks(Marks):
    """The marks of words that stand in no post."""

    __slots__ = ()

    def __init__(self) -> None:
        """There is nothing to seek them in."""
        self._found = {kind: {} for kind in KINDS}


NO_MARKS: Marks = NoMarks()


def marks(evidence: Evidence, part: Part, stream: Stream) -> Marks:
    """Return the marks of a stream, the same object for all who ask."""
    if stream.marks is None:
        stream.marks = Marks(evidence, part, stream)
    return stream.marks
