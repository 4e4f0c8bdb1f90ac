"""Classes of words: which words of a stream belong to which class ("verbs of hate"), found in one pass.

A class is a list of terms: words in a row, each `one|other` or `maybe?`. A class of verbs or nouns lists base forms
and holds all their forms: of the verbs "harm" the base forms are the class "harm", and "harm.s", "harm.ing",
"harm.ed" (the participle) and "harm.any" the others. An irregular verb names its participle in full: "shoot, shot",
"beat up, beaten up".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from linter.evidence.words import Stream

Spans = dict[int, list[int]]  # where a term begins → where it ends, the longest first
Row = tuple[str, ...]
Columns = tuple[Row, ...]  # of each word of a term, what it may be
_DOUBLED = frozenset("bdgmnprt")
_VOWELS = frozenset("aeiou")


class Classes:
    """Terms of many classes, indexed by their first two words."""

    def __init__(self, terms: Iterable[tuple[str, Columns]]) -> None:
        """Index (class, words of a term)."""
        self._single: dict[str, list[str]] = {}
        self._longer: dict[str, dict[str, list[tuple[str, tuple[frozenset[str], ...]]]]] = {}
        for name, columns in terms:
            if len(columns) == 1:
                for word in columns[0]:
                    self._single.setdefault(word, []).append(name)
                continue
            term = name, tuple(map(frozenset, columns[2:]))
            for first in columns[0]:
                seconds = self._longer.setdefault(first, {})
                for second in columns[1]:
                    seconds.setdefault(second, []).append(term)
        self.words = frozenset((*self._single, *self._longer))

    def tagged(self, stream: Stream, wanted: frozenset[str] | None = None) -> dict[str, Spans]:
        """Return class → where its terms stand in a stream, never beyond a sentence; only `wanted` classes if given."""
        found: dict[str, Spans] = {}
        places, size = stream.places, len(stream)
        for text in self._single.keys() & stream.texts:
            for name in self._single[text]:
                if wanted is None or name in wanted:
                    spans = found.setdefault(name, {})
                    for at in places[text]:
                        spans.setdefault(at, []).append(at + 1)
        for text in self._longer.keys() & stream.texts:
            seconds = self._longer[text]
            for at in places[text]:
                if at + 1 == size or stream[at + 1].sentence != stream[at].sentence:
                    continue
                for name, others in seconds.get(stream[at + 1].text, ()):
                    if (wanted is None or name in wanted) and (not others or _stand(stream, at + 2, others)):
                        found.setdefault(name, {}).setdefault(at, []).append(at + 2 + len(others))
        for spans in found.values():
            for ends in spans.values():
                if len(ends) > 1:
                    ends.sort(reverse=True)
        return found


def _stand(stream: Stream, at: int, columns: tuple[frozenset[str], ...]) -> bool:
    """Say whether the words of a term stand at `at`, in the sentence of the word before."""
    end = at + len(columns)
    if end > len(stream) or stream[end - 1].sentence != stream[at - 1].sentence:
        return False
    return all(word.text in choice for word, choice in zip(stream[at:end], columns, strict=True))


def plain(name: str, terms: Iterable[str]) -> Iterator[tuple[str, Columns]]:
    """Yield (class, words) of terms as they are written."""
    for term in terms:
        for columns in columns_of(term):
            yield name, columns


def nouns(name: str, terms: Iterable[str]) -> Iterator[tuple[str, Columns]]:
    """Yield (class, words) of nouns and their plurals; an irregular noun names its plural: "child, children"."""
    for term in terms:
        base, *others = term.split(",")
        for columns in columns_of(base):
            yield name, columns
            if not others:
                yield name, (*columns[:-1], tuple(map(plural, columns[-1])))
        for other in others:
            yield from plain(name, [other])


def verbs(name: str, terms: Iterable[str]) -> Iterator[tuple[str, Columns]]:
    """Yield (class, words) of verbs in all their forms; the first word of a longer one is the verb."""
    for term in terms:
        base, *others = (form.strip() for form in term.split(","))
        for columns in columns_of(base):
            verb, rest = columns[0], columns[1:]
            past: list[Columns] = [tuple((word,) for word in other.split()) for other in others]
            forms = [
                (name, columns),
                (f"{name}.s", (tuple(map(_third, verb)), *rest)),
                (f"{name}.ing", (tuple(map(_ing, verb)), *rest)),
                *((f"{name}.ed", each) for each in past or [(tuple(map(_past, verb)), *rest)]),
            ]
            yield from forms
            yield from ((f"{name}.any", form) for _, form in forms)


def columns_of(term: str) -> Iterator[Columns]:
    """Yield the words of a term, each as what it may be: with, and without, what may be left out."""
    if term.isalpha():
        yield ((term,),)
        return
    choices: list[tuple[Row | None, ...]] = []
    for raw in term.split():
        maybe = raw.endswith("?") and len(raw) > 1
        words = tuple(raw.removesuffix("?").split("|") if maybe else raw.split("|"))
        choices.append((words, None) if maybe else (words,))
    for chosen in product(*choices):
        columns = tuple(words for words in chosen if words is not None)
        if columns:
            yield columns


def plural(noun: str) -> str:
    """Return the regular plural of a noun."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def _third(verb: str) -> str:
    return {"have": "has", "do": "does", "go": "goes", "be": "is"}.get(verb) or plural(verb)


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ing"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return (verb + verb[-1] if _doubles(verb) else verb) + "ed"


def _doubles(verb: str) -> bool:
    """Say whether the last letter doubles: "stab" → "stabbing", "ban", "deter"; not "punish", "beat", "suffer"."""
    if verb in ("expel", "cancel", "repel"):
        return True
    if len(verb) < 3 or verb[-1] not in _DOUBLED or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return False
    return len(verb) <= 4 or verb in ("deter", "scrap", "strap")


def rareness(word: str) -> int:
    """Return how good a sign a word is: its length, or less than nothing for the most frequent ones."""
    return _FREQUENT.get(word, len(word))


_FREQUENT_LIST = (
    "a an the and or but of in on at to for with from by as is are was were be been being am it this that these those "
    "there here we us our you your i my me he she his her him they them their not no do does did have has had will "
    "would can could should all some any one more very so just if when what who how which up out about into over get "
    "go make take give be like than too off down children school pupils people everyone class year parents families "
    "day today week time one 's everyone's around new like well good said home please help let"
)
_FREQUENT = {word: at - 1000 for at, word in enumerate(_FREQUENT_LIST.split())}
