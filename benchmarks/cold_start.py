"""How long one clean text post takes, from a cold process, beside yamllint, proselint and codespell on the same file.

    pip install -e '.[bench]' && python -m benchmarks.cold_start

"unchanged" is the same post again, told over from the cache (see `benchmarks/cache.py`).

The runs of all programs are interleaved, so that a busy moment of the machine falls on all of them. What counts is
the median over a bare `python -c pass` of the same run, and the ratio to the slowest peer.
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

ROUNDS = 25
BUDGET_MS = 150
POST = """---
account: main
platforms: [facebook]
author: S01
audience: public
approval: {by: S01, on: 2026-11-20}
---
Our paper lanterns are up in the hall and they look wonderful. Thank you to everyone who helped on Friday
afternoon. Come and see them before school on Monday, from half past eight, and stay for a cup of tea.
"""


def main() -> None:
    """Print the table."""
    samples = Path(__file__).parent.parent / "samples"
    with tempfile.TemporaryDirectory() as folder:
        post = Path(folder) / "lanterns.md"
        post.write_text(POST, encoding="utf-8")
        shutil.copy(samples / "postlint.toml", folder)
        shutil.copytree(samples / "people", Path(folder) / "people")
        scripts = Path(sys.executable).parent
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "postlint check": [sys.executable, "-m", "linter", "check", "--no-cache", str(post)],
            "unchanged": [sys.executable, "-m", "linter", "check", str(post)],
            "yamllint": [str(scripts / "yamllint"), "-d", "relaxed", str(post)],
            "proselint": [str(scripts / "proselint"), "check", str(post)],
            "codespell": [str(scripts / "codespell"), str(post)],
        }
        commands = {name: command for name, command in commands.items() if Path(command[0]).exists()}
        around = {
            **os.environ,
            "PYTHONPATH": str(samples.parent),
            "POSTLINT_CACHE_DIR": str(Path(folder) / "cache"),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(ROUNDS + 2):  # the first two warm the disk cache and are not counted
            for name, command in commands.items():
                start = time.perf_counter()
                done = subprocess.run(command, env=around, capture_output=True, check=False)
                if turn > 1:
                    times[name].append((time.perf_counter() - start) * 1000)
                if name == "postlint check" and done.returncode:
                    raise SystemExit(f"the post is not clean:\n{done.stdout.decode()}{done.stderr.decode()}")
    _print(times)


def _print(times: dict[str, list[float]]) -> None:
    bare = statistics.median(times["python -c pass"])
    print(f"{'':16} {'median ms':>10} {'best ms':>9} {'over bare':>10}")
    for name, values in times.items():
        middle = statistics.median(values)
        print(f"{name:16} {middle:10.1f} {min(values):9.1f} {middle - bare:10.1f}")
    own = statistics.median(times["postlint check"]) - bare
    print(f"\npostlint over a bare python: {own:.0f} ms, of {BUDGET_MS} allowed ({own / BUDGET_MS:.0%})")
    for name, values in times.items():
        if name not in ("python -c pass", "postlint check", "unchanged"):
            print(f"postlint / {name}: {own / (statistics.median(values) - bare):.2f}")


if __name__ == "__main__":
    main()
