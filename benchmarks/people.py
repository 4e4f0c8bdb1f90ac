"""How many pupils' names are found, and how many posts without one raise an alarm, under a made roll.

    python -m benchmarks.people                    # both halves, recall by form, false alarms
    python -m benchmarks.people --wrong            # with what went wrong in the development half
    python -m benchmarks.people --seed 3 --pupils 1500

`labelled/people/naming-*.txt` are posts with places for names, `clean-*.txt` posts that name no pupil, many of them
with words, authors, saints, characters and teachers who share a pupil's name. The roll is made anew for each seed, of
given and family names from twenty cultures and of those that are words; each half has given names of its own, and the
clean posts are judged under both together, so that there is much to trip over. The half that is held out only
measures: what went wrong in it is not printed.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from linter import Linter
from linter.people_options import PeopleFiles
from linter.post import Post
from linter.settings import School, Settings

POSTS = Path(__file__).parent / "labelled" / "people"
NOW = datetime(2026, 11, 20, 10, 0)
RULES = ("pupil-full-name", "pupil-first-name")
CLASSES = ("Kestrels", "Owls", "Oak", "Maple", "4K", "6B", "2T", "Robins")
TIMES = 12  # how often a post with places for names is filled
_PLACE = re.compile(r"\{(\w+)\}")


class Pupil(NamedTuple):
    """A made pupil."""

    first: str
    last: str
    year: str
    class_name: str


class Filled(NamedTuple):
    """A post with names put in, and where they stand: (form, start, end)."""

    text: str
    spans: tuple[tuple[str, int, int], ...]


def names() -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
    """Return given names and family names by half, and given names that are words."""
    data = tomllib.loads((POSTS / "names.toml").read_text("utf-8"))
    given = {half: data[half]["given"].split() for half in ("development", "held-out")}
    family = {half: data[half]["family"].split("|") for half in ("development", "held-out")}
    return given, family, data["words"].split()


def roll(half: str, count: int, random_: random.Random) -> list[Pupil]:
    """Return a made roll: one pupil in seven has a name that is a word."""
    given, family, words = names()
    pupils: dict[tuple[str, str], Pupil] = {}
    while len(pupils) < count:
        first = random_.choice(words if random_.random() < 1 / 7 else given[half])
        last = random_.choice(family[half]).strip()
        year = random_.choice("1234567")
        pupils[first, last] = Pupil(first, last, year, random_.choice(CLASSES))
    return list(pupils.values())


def filled(post: str, pupils: list[Pupil], random_: random.Random) -> Filled:
    """Put names of pupils into the places of a post."""
    text, done = "", 0
    spans: list[tuple[str, int, int]] = []
    pupil = random_.choice(pupils)
    is_first = True
    for match in _PLACE.finditer(post):
        text += post[done : match.start()]
        done = match.end()
        place = match[1]
        if place in (
            "full",
            "first",
            "last",
            "tag",
            "handle",
            "lower",
            "UPPER",
            "possessive",
            "fullpossessive",
            "initial0",
        ):
            goes_on = place == "last" and spans and spans[-1][0] == "initial0"
            pupil = pupil if is_first or goes_on else random_.choice(pupils)
            is_first = False
        made = _made(place, pupil)
        if place in ("year", "class"):
            text += made
            continue
        if place in ("initial", "first0") or (place == "last" and spans and spans[-1][0] == "initial0"):
            form, start, _ = spans.pop()
            text += made
            spans.append((f"{form}+{place}", start, len(text)))
            continue
        start = len(text)
        text += made
        spans.append((place, start, len(text)))
    return Filled(text + post[done:], tuple(spans))


def _made(place: str, pupil: Pupil) -> str:
    full = f"{pupil.first} {pupil.last}"
    joined = "".join(part[:1].upper() + part[1:] for part in re.findall(r"[^\W_]+", full))
    return {
        "full": full,
        "first": pupil.first,
        "first0": pupil.first,
        "last": pupil.last,
        "initial": pupil.last[0],
        "initial0": pupil.first[0],
        "tag": joined,
        "handle": joined.lower(),
        "lower": full.lower(),
        "UPPER": full.upper(),
        "possessive": f"{pupil.first}'s",
        "fullpossessive": f"{full}'s",
        "year": f"Year {pupil.year}",
        "class": pupil.class_name,
    }[place]


def linter(pupils: list[Pupil], folder: Path) -> Linter:
    """Return a linter with only the rules about pupils' names, and this roll."""
    path = folder / "roll.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "first_name", "preferred_name", "last_name", "year", "class", "status"))
        rows.writerows((f"P{n}", p.first, "", p.last, p.year, p.class_name, "current") for n, p in enumerate(pupils))
    settings = Settings(school=School(name="Larkmead School"), people=PeopleFiles(roll="roll.csv"), root=folder)
    return Linter(settings, policy="default", now=NOW, select=RULES)


def posts(kind: str, half: str) -> list[str]:
    """Return the posts of a file."""
    return [line for line in (POSTS / f"{kind}-{half}.txt").read_text("utf-8").splitlines() if line.strip()]


def alarms(judge: Linter, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is found at warning or above."""
    for found in judge.check(Post(body=text)).findings:
        if found.severity != "info":
            yield found.place.start, found.place.end, f"{found.rule}/{found.case} {found.confidence}"


def measure(half: str, count: int, seed: int, *, wrong: bool) -> None:
    """Print the figures of one half."""
    random_ = random.Random(f"{half}/{seed}")
    pupils = roll(half, count, random_)
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        judge = linter(pupils, Path(folder))
        for post in posts("naming", half):
            for _ in range(TIMES):
                made = filled(post, pupils, random_)
                found = list(alarms(judge, made.text))
                for form, start, end in made.spans:
                    total[form] += 1
                    if any(first < end and start < last for first, last, _ in found):
                        hits[form] += 1
                    elif wrong and half == "development":
                        print(f"  missed {made.text[start:end]!r} in {made.text!r}")
    print(f"{half}: {sum(hits.values())}/{sum(total.values())} found = {sum(hits.values()) / sum(total.values()):.2%}")
    print("  " + ", ".join(f"{form} {hits[form]}/{total[form]}" for form in sorted(total)))
    given = sorted({p.first for h in ("development", "held-out") for p in roll(h, count, random_)})
    both = [pupil for h in ("development", "held-out") for pupil in roll(h, count // 2, random_)]
    with tempfile.TemporaryDirectory() as folder:
        judge = linter(both, Path(folder))
        clean, false = posts("clean", half), 0
        started = perf_counter()
        for post in clean:
            found = list(alarms(judge, post))
            false += bool(found)
            if found and wrong and half == "development":
                print(f"  false {[(post[a:b], why) for a, b, why in found]} in {post!r}")
        took = (perf_counter() - started) / len(clean)
    print(f"  clean posts with an alarm: {false}/{len(clean)} = {false / len(clean):.2%}; {len(given)} given names")
    print(f"  {took * 1e6:.0f} µs a clean post, everything included")


def main() -> None:
    """Read the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="show what went wrong in the development half")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pupils", type=int, default=1500)
    parser.add_argument("--half", choices=("development", "held-out"))
    given = parser.parse_args()
    for half in (given.half,) if given.half else ("development", "held-out"):
        measure(half, given.pupils, given.seed, wrong=given.wrong)


if __name__ == "__main__":
    main()
