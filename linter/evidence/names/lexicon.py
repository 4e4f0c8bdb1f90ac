"""What is known of words: which are given names, surnames, ordinary words, places, titles and so on."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("lexicon.txt")

# The kinds of words in the file, each with the letter that stands for it in features. Given names (1 common, 2 others,
# 3 those that are everyday words too), surnames (1 common, 2 others), words (1 the most common, 4 the rarest).
KINDS = {
    "given-1": "G",
    "given-2": "g",
    "given-3": "h",
    "surname-1": "S",
    "surname-2": "s",
    "word-1": "1",
    "word-2": "2",
    "word-3": "3",
    "word-4": "4",
    "place": "P",
    "day": "D",
    "title": "T",
    "role": "R",
    "kin": "K",
    "verb": "V",
    "group": "O",
    "brand": "B",
    "particle": "p",
    "school": "c",
    "famous": "F",
}
_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "ʻ": "'", "‐": "-", "‑": "-", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e"}
)


def fold(word: str) -> str:
    """Return a word in lower case, without accents, with plain apostrophes."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN))
    return "".join([char for char in apart if not unicodedata.combining(char)])


class _Kinds(dict[str, frozenset[str]]):
    """The words of each kind; a kind is split into its words when first asked for, since most posts need few."""

    def __init__(self, text: str) -> None:
        """Find the sections of the file: a line `= kind`, then words with blanks between them."""
        super().__init__()
        self._sections: dict[str, str] = {}
        for section in text.split("= ")[1:]:
            kind, _, words = section.partition("\n")
            self._sections[KINDS[kind]] = words

    def __missing__(self, kind: str) -> frozenset[str]:
        words = self[kind] = frozenset(self._sections[kind].split())
        return words


class Lexicon:
    """The kinds of words, as sets of folded words."""

    def __init__(self, text: str) -> None:
        """Read the text of the file."""
        self.kinds = _Kinds(text)

    def is_given(self, folded: str) -> bool:
        """Say whether a word is a given name; of those that are everyday words too, all count."""
        kinds = self.kinds
        return folded in kinds["G"] or folded in kinds["g"] or folded in kinds["h"]

    def is_person(self, folded: str) -> bool:
        """Say whether a word is a given name, or the name by which a public figure is known."""
        return self.is_given(folded) or folded in self.kinds["F"]

    def is_surname(self, folded: str) -> bool:
        """Say whether a word is a surname."""
        return folded in self.kinds["S"] or folded in self.kinds["s"]

    def is_title(self, folded: str) -> bool:
        """Say whether a word is a title that stands before a name: "mr"."""
        return folded in self.kinds["T"]

    def is_word(self, folded: str) -> bool:
        """Say whether a word is an ordinary English one."""
        kinds = self.kinds
        return folded in kinds["1"] or folded in kinds["2"] or folded in kinds["3"] or folded in kinds["4"]

    def is_settled(self, folded: str) -> bool:
        """Say whether a word is known as something other than a name."""
        return any(folded in self.kinds[kind] for kind in "PDOBRKpc") or self.is_word(folded)  # the short ones first

    def is_common(self, folded: str) -> bool:
        """Say whether a word is so common, or so common in schools, that a capital alone makes no surname of it."""
        return any(folded in self.kinds[kind] for kind in "1PDOBRKpcV")

    def code(self, folded: str) -> str:
        """Return the letters of all kinds that a folded word is of: "Gs1"; "" for an unknown word."""
        return "".join([letter for letter in KINDS.values() if folded in self.kinds[letter]])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon that is shipped; it is read once."""
    return Lexicon(FILE.read_text("utf-8"))
