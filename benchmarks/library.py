"""What a scheduling tool waits for, and what it needs: the gate of a post, and ten thousand posts in flat memory.

    python -m benchmarks.library

The posts are made up, of forty words, under the settings of the sample school with all rules on. Memory is that of the
calling process; the posts are made as they are asked for, so what is kept of them would show.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.made_posts import made
from linter import Linter, Post

SETTINGS = Path(__file__).parent.parent / "samples" / "postlint.toml"
COUNT = 10_000
ASKED = 500
MARKS = (1_000, 2_500, 5_000, 7_500, 10_000)


def main() -> None:
    """Print how long the gate takes, then rate and memory of many posts with one worker and with two."""
    linter = Linter.from_settings(SETTINGS)
    texts = made(COUNT)
    for what, clock in (("by the clock", time.perf_counter), ("of the processor", time.process_time)):
        spent = gate(linter, texts[:ASKED], clock)
        print(f"gate of a text post, warm, {what:16}: median {statistics.median(spent):.2f} ms, ", end="")
        print(f"99 of 100 within {statistics.quantiles(spent, n=100)[-1]:.2f} ms, worst {max(spent):.2f} ms")
    print(f"\n{'workers':>7} {'posts':>7} {'posts/s':>8} {'MiB now':>8} {'MiB peak':>9}")
    for workers in (1, 2):
        start = time.perf_counter()
        for number, _ in enumerate(linter.check_many(_posts(texts), workers=workers), 1):
            if number in MARKS:
                rate = number / (time.perf_counter() - start)
                print(f"{workers:>7} {number:>7} {rate:>8.0f} {_now():>8.1f} {_peak():>9.1f}")


def gate(linter: Linter, texts: list[str], clock: Callable[[], float]) -> list[float]:
    """Return how many milliseconds each gate took, after as many that warmed it up."""
    spent = []
    for number, text in enumerate([*texts, *texts]):
        start = clock()
        linter.gate(_post(text, number))
        spent.append((clock() - start) * 1000)
    return spent[len(texts) :]


def _posts(texts: list[str]) -> Iterator[Post]:
    return (_post(text, number) for number, text in enumerate(texts))


def _post(text: str, number: int) -> Post:
    return Post(text, id=str(number), account="main", platforms=("facebook", "x"))


def _now() -> float:
    """Return the memory of this process in MiB; where the system does not tell, the most that it ever had."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return _peak()
    return pages * resource.getpagesize() / 1024 / 1024


def _peak() -> float:
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main()
