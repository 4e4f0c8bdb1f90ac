"""How often official prose about education raises an alarm: handbooks, guidance, admission arrangements, policies.

    python -m benchmarks.prose                 # the texts of benchmarks/labelled/prose, each half by itself
    python -m benchmarks.prose FILE… --show    # other texts, with what was found

A paragraph (blank lines around it) is read as one approved post of the school's page. Counted is what is a warning or
an error, for each 1,000 words. Texts whose names begin with `held-out` only measure: nothing is tuned on them, so what
was found in them is not shown.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.rules import POSTS, SAMPLES, SURROUNDINGS, _linter
from linter import readers

TEXTS = POSTS / "prose"
HELD_OUT = "held-out"
_ALARMS = ("warning", "error")


class Counted(NamedTuple):
    """The words of some texts, and each alarm in them: its rule and what was found."""

    words: int
    alarms: tuple[tuple[str, str], ...]

    @property
    def rate(self) -> float:
        """Return the alarms in 1,000 words."""
        return 1000 * len(self.alarms) / self.words if self.words else 0.0


def main() -> None:
    """Print the rates, and the rules that alarmed."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("files", nargs="*", type=Path, help="texts (default: those of benchmarks/labelled/prose)")
    arguments.add_argument("--show", action="store_true", help="print what was found, but for texts that are held out")
    chosen = arguments.parse_args()
    files = chosen.files or sorted(TEXTS.glob("*.txt"))
    for held_out in (False, True):
        half = [file for file in files if file.name.startswith(HELD_OUT) == held_out]
        if half:
            _print("held out" if held_out else "development", half, show=chosen.show and not held_out)


def counted(texts: Iterable[str]) -> Counted:
    """Check every paragraph of some texts as a post."""
    words = 0
    alarms: list[tuple[str, str]] = []
    for text in texts:
        for paragraph in paragraphs(text):
            words += len(paragraph.split())
            alarms += _alarms(paragraph)
    return Counted(words, tuple(alarms))


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text, each on one line."""
    for paragraph in re.split(r"\n\s*\n", text):
        joined = " ".join(paragraph.split())
        if joined:
            yield joined


def _alarms(paragraph: str) -> Iterator[tuple[str, str]]:
    draft = {**SURROUNDINGS, "body": paragraph}
    for report in _linter("default").check_draft(readers.read("post.json", json.dumps(draft).encode()), SAMPLES):
        if report.failures:
            raise SystemExit(f"{paragraph[:60]}: {report.failures[0]}")
        yield from ((one.rule, one.found) for one in report.findings if str(one.severity) in _ALARMS)


def _print(title: str, files: list[Path], *, show: bool) -> None:
    found = counted(file.read_text(encoding="utf-8") for file in files)
    print(f"{title}: {found.words} words in {len(files)} texts, {len(found.alarms)} alarms, {found.rate:.2f} in 1,000")
    for rule, count in Counter(rule for rule, _ in found.alarms).most_common():
        print(f"  {count:4}  {rule}")
    for rule, words in found.alarms if show else ():
        print(f"        {rule}: {words}")


if __name__ == "__main__":
    main()
