"""Make training sentences: school posts of our own from templates, with names of many cultures."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

from training.names.corpora import Sentence, labelled

HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
_NAMES = frozenset({"first", "full", "last", "any", "initial", "names"})
_PARTICLES = frozenset(("de", "van", "da", "dos", "dela", "ap", "mac", "ní", "ó"))
_IN_TAG = re.compile(r"#(?:WellDone|ProudOf)?$")
_OTHERS = {"place": "L", "street": "L", "building": "L", "hill": "L", "room": "L"} | dict.fromkeys(
    ("school", "rival", "team", "brand", "charity", "tool", "house", "model"), "G"
)
_OPENERS = ("", "", "", "", "", "🎉 ", "⭐ ", "📚 ", "What a day! ", "Happy Friday. ", "News! ", "Wow! ", "👏👏 ")
_CLOSERS = ("", "", "", "", "", " 🎉", " #Proud", " 👏👏👏", "!!", " What a team.", " 💙💛", " #TeamThistlebrook", " x")


class Maker:
    """Makes sentences by a fixed sequence of numbers."""

    def __init__(self, seed: int = 1, hide: float = 0.4) -> None:
        """Read the slots and the names; `hide` is the share of names that are as if unknown."""
        self.hide = {"B": hide, "L": 0.75 * hide, "G": 0.75 * hide}
        self.numbers = random.Random(seed)
        self.slots: dict[str, list[str]] = tomllib.loads((HERE / "slots.toml").read_text("utf-8"))
        self.cultures = [
            (one["given"].split(), [_spaced(name) for name in one["family"].split()])
            for one in tomllib.loads((HERE / "cultures.toml").read_text("utf-8")).values()
        ]

    def fill(self, template: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int, str]]]:
        """Return a template filled, the spans of the names in it, and of places (L) and groups (G)."""
        text, at = "", 0
        others: list[tuple[int, int, str]] = []
        names: list[tuple[int, int]] = []
        for match in _SLOT.finditer(template):
            text += template[at : match.start()]
            at = match.end()
            slot = match.group(1)
            if slot in _NAMES:
                for index, name in enumerate(self._listed() if slot == "names" else [self._name(slot)]):
                    if index:
                        text += self._joint
                    written = name.replace(" ", "").replace("'", "") if _IN_TAG.search(text) else name
                    names.append((len(text), len(text) + len(written)))
                    text += written
            else:
                value = self.numbers.choice(self.slots[slot])
                start = len(text)
                text += value
                if slot in _OTHERS:
                    others.append((start, len(text), _OTHERS[slot]))
                if slot == "author":
                    names.append((start + (8 if value.startswith("Captain ") else 0), start + len(value)))
        return text + template[at:], names, others

    def hidden(self, sentence: Sentence) -> Sentence:
        """Return a sentence in which some names, and other things, are as if no lexicon knew them.

        The lexicon has all names of the templates, and would be trusted too much: most names of the world it lacks.
        """
        tokens, hide = [], False
        for token, label in zip(sentence.tokens, sentence.labels, strict=True):
            if label != "I":
                hide = self.numbers.random() < self.hide.get(label, 0.0)
            tokens.append(token._replace(where="new") if hide and not token.where and len(token.text) > 1 else token)
        return Sentence(tuple(tokens), sentence.labels, sentence.source)

    def _listed(self) -> list[str]:
        kind = self.numbers.choice(("first", "first", "full", "any", "initial"))
        self._joint = self.numbers.choice((", ", ", ", " and ", " & ", "\n", " / ", ", "))
        return [self._name(kind) for _ in range(self.numbers.randint(2, 6))]

    def _name(self, kind: str) -> str:
        given: list[str]
        family: list[str]
        given, family = self.cultures[1] if self.numbers.random() < 0.06 else self.numbers.choice(self.cultures)
        if kind == "any":
            kind = self.numbers.choice(("first", "full"))
        first, last = self.numbers.choice(given), self.numbers.choice(family)
        if self.numbers.random() < 0.06:
            last = f"{last}-{self.numbers.choice(self.numbers.choice(self.cultures)[1])}"
        if self.numbers.random() < 0.04:
            first = f"{first}-{self.numbers.choice(('May', 'Rose', 'Lee', 'Mae', 'Jo', 'Grace', 'James', 'Rae'))}"
        if kind == "first":
            return first
        if kind == "last":
            return last
        if kind == "initial":
            if self.numbers.random() < 0.6:
                return f"{first} {last[0]}"
            return f"{first[0]}{self.numbers.choice((' ', '. '))}{last}"
        if self.numbers.random() < 0.05:
            first = f"{first} {self.numbers.choice(given)}"
        return f"{first} {last}"


def made(count: int, seed: int = 1, hide: float = 0.4) -> list[Sentence]:
    """Return sentences of `count` made posts, over half of them with names."""
    maker = Maker(seed, hide)
    named, none = _lines("templates.txt"), _lines("none.txt")
    found: list[Sentence] = []
    for index in range(count):
        lines = named if index % 2 else none
        text, names, others = maker.fill(maker.numbers.choice(lines))
        opener = maker.numbers.choice(_OPENERS)
        text = opener + text + maker.numbers.choice(_CLOSERS)
        names = [(start + len(opener), end + len(opener)) for start, end in names]
        others = [(start + len(opener), end + len(opener), kind) for start, end, kind in others]
        chance = maker.numbers.random()
        if chance < 0.07 and text.lower().isascii():
            text = text.lower()
        elif chance < 0.11 and len(text.upper()) == len(text):
            text = text.upper()
        elif chance < 0.14 and text.isascii():
            text = text.title().replace("'S", "'s")
        found += [maker.hidden(sentence) for sentence in labelled(text, names, "made", others)]
    return found


def _lines(file: str) -> list[str]:
    lines = (HERE / file).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def _spaced(surname: str) -> str:
    """Return a surname with blanks after its particles: "van-der-Berg" is written with hyphens in the list."""
    particle = surname.partition("-")[0].lower()
    return surname.replace("-", " ") if particle in _PARTICLES else surname
