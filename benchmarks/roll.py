"""What a roll costs a post, and how many of its names are found, beside Presidio's recogniser for lists of words.

    pip install -e '.[bench]' && python -m benchmarks.roll

1,000 posts of forty words, some of which name a pupil, are read with rolls of 1,500 and of 50,000 made names. The deny
list gets both orders of each name, as who sets one up would give it. Then one name in fifty is written in every form of
`benchmarks.made_names`, and both say which they find. The names are made: no list of real people went into them.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made_names import forms, made_names
from benchmarks.made_posts import made
from linter import Linter, Post
from linter.evidence import Evidence
from linter.people_options import PeopleFiles
from linter.settings import Settings

ROLLS = (1_500, 50_000)
POSTS = 1_000
_EACH = 50
Names = list[tuple[str, str]]


def main() -> None:
    """Print the costs, then the recall of each form."""
    known: list[tuple[Linter, list[str]]] = []
    for count in ROLLS:
        names = made_names(count)
        texts = _posts(names)
        with TemporaryDirectory() as folder:
            start = time.perf_counter()
            linter = _linter(Path(folder), names)
            ready = time.perf_counter() - start
            own, found = _timed(partial(_mentions, linter), texts)
        known.append((linter, texts))
        print(f"\n{POSTS} posts of 40 words, {count} names   {'ready after':>12} {'a post':>12} {'names found':>12}")
        print(f"{'postlint, evidence of the lists':38} {ready:10.2f} s {own / POSTS * 1e6:9.0f} µs {found:12}")
        start = time.perf_counter()
        peer = _deny_list(names)
        if peer is None:
            print(f"{'Presidio, deny list':38} not installed: pip install presidio-analyzer")
            continue
        peer(texts[0])
        ready = time.perf_counter() - start
        few = texts if count < 10_000 else texts[:25]  # a second a post
        other, found = _timed(peer, few)
        other *= len(texts) / len(few)
        more = "" if few is texts else f" (in {len(few)} posts)"
        print(f"{'Presidio, deny list':38} {ready:10.2f} s {other / POSTS * 1e6:9.0f} µs {found:12}{more}")
        print(f"postlint is {other / own:.0f} × as fast")
        if count == ROLLS[0]:
            _recall(linter, peer, names)
    _growth(known)


def _growth(known: list[tuple[Linter, list[str]]]) -> None:
    """Compare the rolls in turns, so that whatever else the machine does slows each of them."""
    best = [float("inf")] * len(known)
    for _ in range(5):
        for at, (linter, texts) in enumerate(known):
            best[at] = min(best[at], _timed(partial(_mentions, linter), texts[:300])[0])
    print(f"\n{ROLLS[-1]} names cost a post {best[-1] / best[0]:.2f} × what {ROLLS[0]} do")


def _posts(names: Names) -> list[str]:
    """Return posts of which one in ten names somebody."""
    rng = random.Random(8)
    return [
        f"{text} Well done {' '.join(rng.choice(names))}!" if number % 10 == 0 else text
        for number, text in enumerate(made(POSTS))
    ]


def _linter(folder: Path, names: Names) -> Linter:
    rows = "".join(f'P{number},"{first}","{last}"\n' for number, (first, last) in enumerate(names))
    (folder / "roll.csv").write_text(f"id,first_name,last_name\n{rows}", encoding="utf-8")
    linter = Linter(Settings(people=PeopleFiles(roll="roll.csv"), root=folder))
    _mentions(linter, "x")
    return linter


def _mentions(linter: Linter, text: str) -> int:
    """Return how many whole names are found. The words of the post, which other checks need as well, count here too."""
    return sum(one.form not in ("first", "last") for one in Evidence(Post(text), linter.context).roll)


def _timed(look: Callable[[str], int], texts: list[str]) -> tuple[float, int]:
    """Return the seconds of the best of three runs, and how much was found."""
    best, found = float("inf"), 0
    for _ in range(3 if len(texts) > 100 else 1):
        start = time.perf_counter()
        found = sum(map(look, texts))
        best = min(best, time.perf_counter() - start)
    return best, found


def _deny_list(names: Names) -> Callable[[str], int] | None:
    try:
        from presidio_analyzer import PatternRecognizer  # noqa: PLC0415 - heavy, and a peer that may be missing
    except ImportError:
        return None
    words = [name for first, last in names for name in (f"{first} {last}", f"{last}, {first}")]
    recognizer = PatternRecognizer(supported_entity="PUPIL", deny_list=words)
    return lambda text: len(recognizer.analyze(text, ["PUPIL"], None))


def _recall(linter: Linter, peer: Callable[[str], int], names: Names) -> None:
    total: Counter[str] = Counter()
    own: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for number, (first, last) in enumerate(names):
        for form, text in forms(first, last) if number < 60 or number % _EACH == 0 else ():
            body = f"Well done to {text} for a lovely assembly."
            total[form] += 1
            mentions = Evidence(Post(body), linter.context).roll
            own[form] += any(f"P{number}" in one.ids and one.form not in ("first", "last") for one in mentions)
            others[form] += bool(peer(body))
    print(f"\n{'found, of names written as':32} {'names':>6} {'postlint':>9} {'deny list':>10}")
    for form, count in total.items():
        print(f"{form:32} {count:6} {own[form] / count:9.1%} {others[form] / count:10.1%}")
    every = total.total()
    print(f"{'all':32} {every:6} {own.total() / every:9.1%} {others.total() / every:10.1%}")


if __name__ == "__main__":
    main()
