"""Whom a text speaks of: groups of people by what they are, and the pronouns that mean them.

A group is a noun ("women", "immigrants"), an adjective before a word for people ("gay men", "disabled kids"), or "the"
before such an adjective ("the disabled"). "They" means the group last spoken of, here or up to two sentences earlier,
unless others ("teachers", "bullies") were spoken of since, or are whom that sentence is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product

from linter.evidence.classes import Classes, Columns, Row, Spans, nouns, plain
from linter.evidence.words import Stream
from linter.lexicons import Entry
from linter.value import frozen

_THEY = frozenset(("they", "them", "themselves", "those", "these"))
_KINDS_LIST = "people kind sort lot ones things creatures types type lots individuals folk folks guys animals"
_KINDS = frozenset(_KINDS_LIST.split())
_SINGULAR_VERBS = frozenset(("is", "was", "has", "does"))
_PLURAL_VERBS = frozenset(("are", "were", "have", "do", "should", "will", "can", "must", "need", "deserve"))
_OF_PLACE = frozenset(("in", "from", "at", "around", "near", "like", "on"))
# What follows "the disabled" if it means people.
_AFTER_ADJECTIVE = _PLURAL_VERBS | {"would", "could", "ought", "never", "always", "just", "all", "not", "out", "."}
_LIKE_THAT = frozenset(("that", "them", "this", "these", "those"))
_ONE_LIST = "man woman boy girl lady lad lass bloke mum wife male female"
_ONE = frozenset(_ONE_LIST.split())
_MINE_LIST = "that this the my your his her our their one another some which"
_MINE = frozenset(_MINE_LIST.split())
_APOSTROPHES = ("'", "’")
_BACK = 2  # sentences
_BETWEEN = 2  # words between an adjective and the people


@frozen
class Groups:
    """The words for groups, ready to be found; `kinds` says of which characteristic each is."""

    classes: Classes
    kinds: Mapping[Row, str]

    @property
    def words(self) -> frozenset[str]:
        """Return the words with which groups begin."""
        return self.classes.words


def groups(named: Iterable[Entry], described: Iterable[Entry], heads: Iterable[str], others: Iterable[str]) -> Groups:
    """Return the words for groups: nouns, adjectives, words for people, and people who are no such group."""
    return _groups(tuple(named), tuple(described), tuple(heads), tuple(others))


@lru_cache(maxsize=16)
def _groups(
    named: tuple[Entry, ...], described: tuple[Entry, ...], heads: tuple[str, ...], others: tuple[str, ...]
) -> Groups:
    terms: list[tuple[str, Columns]] = []
    kinds: dict[Row, str] = {}
    for name, entries in (("noun", named), ("adjective", described)):
        for entry in entries:
            make = nouns if name == "noun" and entry.match == "word" else plain
            for _, columns in make(name, [entry.term]):
                terms.append((name, columns))
                kinds |= dict.fromkeys(product(*columns), entry.group)
    terms += nouns("head", heads)
    terms += nouns("other", others)
    return Groups(Classes(terms), kinds)


@frozen
class Targets:
    """Where groups stand in a stream: `subject` as who does or is something, `object` anywhere, `explicit` named."""

    subject: Spans
    object: Spans
    explicit: Spans
    kinds: Mapping[int, str]

    def kind(self, first: int, last: int) -> str:
        """Return the characteristic of the group that is meant in [first, last); "" if none is."""
        inside = [at for at in self.kinds if first <= at < last]
        return self.kinds[min(inside)] if inside else ""


def targets(stream: Stream, known: Groups, written: str = "") -> Targets:
    """Return the groups of a stream of opened words, and the pronouns that mean them; `written` is the part itself."""
    kept: dict[int, tuple[Groups, Targets]] = stream.__dict__.setdefault("targets", {})  # several rules ask
    if id(known) not in kept:
        kept[id(known)] = known, _targets(stream, known, written)
    return kept[id(known)][1]


def _targets(stream: Stream, known: Groups, written: str) -> Targets:
    tags = known.classes.tagged(stream)
    named: dict[int, int] = {at: ends[0] for at, ends in tags.get("noun", {}).items()}
    kinds = {at: _kind(stream, at, end, known) for at, end in named.items()}
    heads = tags.get("head", {})
    for at, ends in tags.get("adjective", {}).items():
        end = _described(stream, at, ends[0], heads, tags["adjective"])
        if end:
            named[at] = max(end, named.get(at, 0))
            kinds.setdefault(at, _kind(stream, at, ends[0], known))
    spans = _outermost(named)
    subject: Spans = {}
    anywhere: Spans = {}
    explicit: Spans = {}
    for at, end in spans:
        if _is_owner(stream, end, written) or _is_somebody(stream, at, end):
            continue
        explicit[at] = [end]
        anywhere[at] = [end]
        if not _is_governed(stream, at) and not _disagrees(stream, at, end):
            subject[at] = [*_longer_ends(stream, end), end]
    if spans:
        for at, end, meant in _pronouns(stream, spans, tags.get("other", {})):
            kinds[at] = kinds.get(meant, "")
            subject.setdefault(at, []).append(end)
            anywhere.setdefault(at, []).append(end)
    return Targets(subject, anywhere, explicit, kinds)


def _kind(stream: Stream, at: int, end: int, known: Groups) -> str:
    return known.kinds.get(tuple(word.text for word in stream[at:end]), "")


def _described(stream: Stream, at: int, end: int, heads: Spans, adjectives: Spans) -> int:
    """Return where the group ends that an adjective at [at, end) describes, or 0."""
    here = end
    for _ in range(_BETWEEN + 1):
        if here in heads and stream[here].sentence == stream[at].sentence:
            return heads[here][0]
        if here not in adjectives and not (here < len(stream) and stream[here].text in ("and", "or", "/", ",", "old")):
            break
        here = adjectives[here][0] if here in adjectives else here + 1
    before = stream[at - 1].text if at and stream[at - 1].sentence == stream[at].sentence else ""
    after = stream[end].text if end < len(stream) else "."
    if before == "the" and (after in _AFTER_ADJECTIVE or not after[0].isalnum()):
        return end
    return end if after in ("are", "were") and before in ("", "all", "those", "these", "most", "because") else 0


def _outermost(named: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the groups without those that lie in another: "black women" is one."""
    found: list[tuple[int, int]] = []
    for at, end in sorted(named.items()):
        if not found or end > found[-1][1]:
            if found and at < found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((at, end))
    return found


def _is_governed(stream: Stream, at: int) -> bool:
    """Say whether a group is what somebody else does something to: "men who hit women are", "to insult gay men is"."""
    for back in range(at - 1, max(-1, at - 6), -1):
        word = stream[back]
        if word.sentence != stream[at].sentence or not word.text[0].isalnum():
            return False
        if word.text in ("who", "whoever") and back < at - 1:
            return True
    return False


def _is_owner(stream: Stream, end: int, written: str) -> bool:
    """Say whether something of theirs is meant: "women's football", "the boys' toilets"."""
    if end >= len(stream):
        return False
    last, after = stream[end - 1], stream[end]
    # The mark after "boys" is no word of its own.
    marked = last.text[-1] == "s" and written[last.end : last.end + 1] in _APOSTROPHES
    return after.text == "'s" or (marked and after.start - last.end == 2 and after.text.isalpha())


def _is_somebody(stream: Stream, at: int, end: int) -> bool:
    """Say whether one person is meant who is only told by their sex: "that man", "my wife"."""
    if end - at > 1 or stream[at].text not in _ONE:
        return False
    return any(word.text in _MINE for word in stream[max(0, at - 3) : at] if word.sentence == stream[at].sentence)


def _disagrees(stream: Stream, at: int, end: int) -> bool:
    """Say whether the verb after a group is about something else: "hating women is wrong"."""
    if end >= len(stream) or stream[end].text not in _SINGULAR_VERBS or at == 0:
        return False
    if any(word.text == "one" for word in stream[max(0, at - 4) : at]):
        return False  # "every one of those boys is"
    last = stream[end - 1].text
    return last.endswith("s") or last in ("women", "men", "people", "children", "folk")


def _longer_ends(stream: Stream, end: int) -> list[int]:
    """Return where a group ends with the place it is in: "immigrants in this town are"."""
    if end >= len(stream) or stream[end].text not in _OF_PLACE:
        return []
    for here in range(end + 2, min(len(stream), end + 6)):
        if not stream[here].text[0].isalnum():
            return []
        if stream[here].text in _PLURAL_VERBS:
            return [here]
    return []


def _pronouns(stream: Stream, spans: list[tuple[int, int]], others: Spans) -> list[tuple[int, int, int]]:
    """Return (first, last, the group's first word) of the words that mean one of the groups."""
    starts = [at for at, _ in spans]
    taken = {index for at, end in spans for index in range(at, end)}
    found: list[tuple[int, int, int]] = []
    for index, word in enumerate(stream):
        end = _pronoun(stream, index)
        if not end or index in taken or (end > index + 1 and end - 1 in taken):
            continue
        before = [at for at in starts if at < index and word.sentence - stream[at].sentence <= _BACK]
        if not before:
            continue
        rivals = [at for at in others if at < index and at not in taken and at > before[-1]]
        first_of = [at for at in others if at not in taken and stream[at].sentence == stream[before[-1]].sentence]
        about_others = stream[before[-1]].sentence != word.sentence and any(at < before[-1] for at in first_of)
        if not rivals and not about_others:
            found.append((index, end, before[-1]))
    return found


def _pronoun(stream: Stream, index: int) -> int:
    """Return where the pronoun at a word ends, or 0: "they", "their kind", "you lot", "people like that"."""
    text = stream[index].text
    follows = stream[index + 1].text if index + 1 < len(stream) else ""
    if text in ("these", "those", "such", "this", "that", "their", "your") and follows in _KINDS:
        return index + 2
    if text in _KINDS and follows == "like" and index + 2 < len(stream) and stream[index + 2].text in _LIKE_THAT:
        return index + 3
    if text == "you" and follows in ("lot", "people", "all"):
        return index + 2
    if text in ("these", "those"):
        return 0 if follows.isalpha() and follows not in _PLURAL_VERBS else index + 1
    if text in ("he", "she", "him", "her"):
        return index + 1 if _is_one(stream, index) else 0
    return index + 1 if text in _THEY else 0


def _is_one(stream: Stream, index: int) -> bool:
    """Say whether somebody is spoken of as one of a group before: "this immigrant … he"."""
    return any(word.text in ("a", "an", "this", "that", "some") for word in stream[max(0, index - 25) : index])
