"""How long `postlint check` takes when nothing changed, beside yamllint on the same files in the same run.

    pip install -e '.[bench]' && python -m benchmarks.cache

One post, and twenty: cold (`--no-cache`), then warm. Runs are interleaved; what counts is the ratio of the medians.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.made_posts import made

ROUNDS = 15
HERE = Path(__file__).parent.parent
HEAD = "---\naccount: main\nplatforms: [facebook]\nauthor: S01\napproval: {by: S01, on: 2026-11-20}\n---\n"


def main() -> None:
    """Print a table for one post and for twenty."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(HERE / "samples" / "postlint.toml", folder)
        shutil.copytree(HERE / "samples" / "people", Path(folder) / "people")
        names = [f"post-{number}.md" for number in range(20)]
        for name, text in zip(names, made(20), strict=True):
            (Path(folder) / name).write_text(HEAD + text + "\n", encoding="utf-8")
        time.sleep(0.2)  # what changed this instant is not kept
        for some in (names[:1], names):
            _print(len(some), _timed(Path(folder), some))


def _timed(folder: Path, names: list[str]) -> dict[str, list[float]]:
    yamllint = Path(sys.executable).parent / "yamllint"
    check = [sys.executable, "-m", "linter", "check"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "postlint, cold": [*check, "--no-cache", *names],
        "postlint, unchanged": [*check, *names],
        "yamllint": [str(yamllint), "-d", "relaxed", *names],
    }
    if not yamllint.exists():
        print("yamllint is not installed: pip install -e '.[bench]'")
        del commands["yamllint"]
    around = {**os.environ, "POSTLINT_CACHE_DIR": str(folder / "cache"), "PYTHONPATH": str(HERE)}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(ROUNDS + 2):  # the first two fill the caches and are not counted
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=folder, env=around, capture_output=True, check=False)
            if turn > 1:
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def _print(count: int, times: dict[str, list[float]]) -> None:
    print(f"\n{f'{count} posts' if count > 1 else '1 post':22} {'median ms':>10} {'best ms':>9}")
    for name, values in times.items():
        print(f"{name:22} {statistics.median(values):10.1f} {min(values):9.1f}")
    warm = statistics.median(times["postlint, unchanged"])
    for name in ("postlint, cold", "yamllint"):
        if name in times:
            print(f"unchanged / {name}: {warm / statistics.median(times[name]):.2f} (at most 1.00)")


if __name__ == "__main__":
    main()
