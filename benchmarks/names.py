"""How well, and how fast, the name model reads school posts: `python -m benchmarks.names [--held-out]`."""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.made_posts import made
from linter.evidence.names import names
from linter.evidence.names.tagger import SURE_ENOUGH

FOLDER = Path(__file__).parent / "labelled" / "names"


class Labelled(NamedTuple):
    """A post, the culture of the names in it ("none": it names nobody) and their spans."""

    culture: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Result(NamedTuple):
    """Names found, invented and missed; clean posts and those of them with an alarm; recall of each culture."""

    right: int
    invented: int
    missed: int
    clean: int
    alarms: int
    cultures: dict[str, tuple[int, int]]
    faults: tuple[str, ...]


def posts(file: str) -> Iterator[Labelled]:
    """Yield the posts of a file in `benchmarks/labelled/names`."""
    for line in (FOLDER / file).read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            culture, _, marked = line.partition(" | ")
            text, spans, start = "", [], 0
            for char in marked:
                if char == "⟦":
                    start = len(text)
                elif char == "⟧":
                    spans.append((start, len(text)))
                else:
                    text += char
            yield Labelled(culture, text, tuple(spans))


def measured(file: str, least: float = SURE_ENOUGH) -> Result:
    """Return how the model does on the posts of a file, counting names from a probability on."""
    right = invented = missed = clean = alarms = 0
    cultures: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    faults: list[str] = []
    for post in posts(file):
        wanted = set(post.spans)
        found = {(name.start, name.end) for name in names(post.text) if name.probability >= least}
        right += len(wanted & found)
        invented += len(found - wanted)
        missed += len(wanted - found)
        if post.culture == "none":
            clean += 1
            alarms += bool(found)
        else:
            cultures[post.culture][0] += len(wanted & found)
            cultures[post.culture][1] += len(wanted)
        if wanted != found:
            lost, made_up = (
                [post.text[start:end] for start, end in sorted(spans)] for spans in (wanted - found, found - wanted)
            )
            faults.append(f"missed {lost} invented {made_up}: {post.text}")
    totals = {culture: (counts[0], counts[1]) for culture, counts in sorted(cultures.items())}
    return Result(right, invented, missed, clean, alarms, totals, tuple(faults))


def main() -> None:
    """Print the scores and the speed."""
    parser = argparse.ArgumentParser(description="Measure the name model.")
    parser.add_argument("--held-out", action="store_true", help="the posts that nothing was tuned on")
    parser.add_argument("--faults", action="store_true", help="show what was missed and invented")
    given = parser.parse_args()
    file = "held-out.txt" if given.held_out else "development.txt"
    for least in (SURE_ENOUGH, 0.6, 0.7, 0.8, 0.9):
        result = measured(file, least)
        precision = result.right / max(1, result.right + result.invented)
        recall = result.right / max(1, result.right + result.missed)
        print(
            f"from {least}: precision {precision:.3f}, recall {recall:.3f}, "
            f"{result.alarms} of {result.clean} clean posts with an alarm"
        )
    result = measured(file)
    print(", ".join(f"{culture} {right}/{total}" for culture, (right, total) in result.cultures.items()))
    if given.faults:
        print("\n".join(result.faults))
    texts = made(1000)
    for run in ("first", "second"):
        began = time.perf_counter()
        count = sum(len(list(names(text))) for text in texts)
        print(f"1,000 clean posts, {run} run: {time.perf_counter() - began:.3f} s, {count} names")


if __name__ == "__main__":
    main()
