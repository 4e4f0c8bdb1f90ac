"""How many posts of forty words are judged in a second, on one core, beside programs that read text as we do.

    pip install -e '.[bench]' && python -m benchmarks.throughput

postlint is timed inside one process, all rules on, as a scheduling tool would call it; the peers as programs over the
same posts as files, with the time they need to start taken off. `python -m benchmarks.throughput --processes` says what
a second process would gain.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.made_posts import made
from linter import Linter, Post

HERE = Path(__file__).parent.parent
SETTINGS = HERE / "samples" / "postlint.toml"
COUNTS = (1_000, 10_000)
PEERS = {
    "codespell": ["codespell", "{folder}"],
    "proselint": ["proselint", "check", "{folder}"],
    "detect-secrets": ["detect-secrets", "-c", "1", "scan", "--all-files", "{folder}"],
}
_linter: Linter | None = None


def main() -> None:
    """Print a table for each number of posts."""
    if "--processes" in sys.argv:
        _processes()
        return
    for count in COUNTS:
        texts = made(count)
        own = count / judged(texts)
        print(f"\n{count} posts of 40 words {'posts/s':>12} {'postlint is':>12}")
        print(f"{'postlint, all rules':24} {own:12.0f}")
        with tempfile.TemporaryDirectory() as folder:
            for number, text in enumerate(texts):
                (Path(folder) / f"{number}.txt").write_text(text + "\n", encoding="utf-8")
            for name, command in PEERS.items():
                spent = _peer(name, command, Path(folder))
                if spent is None:
                    print(f"{name:24} {'not installed':>12}")
                else:
                    print(f"{name:24} {count / spent:12.0f} {own / (count / spent):10.2f} ×")


def judged(texts: list[str]) -> float:
    """Judge texts one after another. Return the seconds, without those of loading the rules."""
    linter = _own()
    linter.check(_post(texts[0]))
    start = time.perf_counter()
    for text in texts:
        linter.check(_post(text))
    return time.perf_counter() - start


def _own() -> Linter:
    global _linter  # noqa: PLW0603 - once a process
    _linter = _linter or Linter.from_settings(SETTINGS)
    return _linter


def _post(text: str) -> Post:
    return Post(text, account="main", platforms=("facebook", "x"))


def _peer(name: str, command: list[str], folder: Path) -> float | None:
    """Return the seconds that a program needs for the posts of a folder, beyond those for an empty one."""
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    if program is None:
        return None
    spent = []
    with tempfile.TemporaryDirectory() as empty:
        for where in (Path(empty), folder):
            line = [program, *(word.replace("{folder}", str(where)) for word in command[1:])]
            start = time.perf_counter()
            subprocess.run(line, cwd=where, capture_output=True, check=False)
            spent.append(time.perf_counter() - start)
    return max(spent[1] - spent[0], 1e-9)


def _processes() -> None:
    """Say what two processes gain, with the time in which they start and load the rules."""
    for count in (100, *COUNTS):
        texts = made(count)
        start = time.perf_counter()
        judged(texts)
        one = time.perf_counter() - start
        start = time.perf_counter()
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(judged, (texts[::2], texts[1::2])))
        two = time.perf_counter() - start
        print(f"{count:6} posts: one process {one:6.2f} s, two {two:6.2f} s: {one / two:.2f} × as fast")


if __name__ == "__main__":
    main()
