"""How well hostile language is told from harmless, and how fast, beside better_profanity and alt-profanity-check.

    python -m benchmarks.language [--heldout] [--misses] [--ours]

A sentence counts as found if a rule of the family LNG reports a warning or an error. The peers are measured if they
are installed: `pip install -e '.[bench]'`.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from linter.engine import Linter
from linter.post import Post
from linter.settings import load

FOLDER = Path(__file__).parent / "labelled" / "language"
SAMPLES = Path(__file__).parent.parent / "samples"
EACH = 3  # sentences made of one template


class Sentence(NamedTuple):
    """A labelled sentence and what it tries."""

    text: str
    hateful: bool
    functionality: str


def sentences(name: str) -> Iterator[Sentence]:
    """Yield the sentences of a labelled file, templates filled with groups in turn."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    number = 0
    for each in data["sets"]:
        for text in each.get("texts", ()):
            yield Sentence(text, each["hateful"], each["functionality"])
        for template in each.get("templates", ()):
            for _ in range(EACH):
                many, one = (data[key][number % len(data[key])] for key in ("many", "one"))
                number += 7  # runs through all groups, and not always the same ones for the same template
                yield Sentence(_filled(template, many, one), each["hateful"], each["functionality"])


def _filled(template: str, many: str, one: str) -> str:
    text = template.replace("{g}", many).replace("{s}", one)
    return text[0].upper() + text[1:]


def ours() -> Callable[[str], bool]:
    """Return whether our rules find something hostile in a text."""
    linter = Linter(load(SAMPLES / "postlint.toml"), policy="default")
    return lambda text: bool(found(linter, text))


def found(linter: Linter, text: str) -> list[Any]:
    """Return the findings of the family LNG that count."""
    post = Post(id="s", body=text, account="main", author=None)
    report = linter.check(post)
    return [f for f in report.findings if f.code.startswith("LNG-") and f.severity != "info"]


def peers() -> Iterator[tuple[str, Callable[[str], bool]]]:
    """Yield the names and judgements of the peers that are installed."""
    try:
        from better_profanity import profanity  # noqa: PLC0415 - it may be missing

        profanity.load_censor_words()
        yield "better_profanity", profanity.contains_profanity
    except ImportError:
        pass
    try:
        from profanity_check import predict  # noqa: PLC0415 - it may be missing

        yield "alt-profanity-check", lambda text: bool(predict([text])[0])
    except ImportError:
        pass


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--heldout", action="store_true", help="the sentences on which nothing was tuned")
    parser.add_argument("--misses", action="store_true", help="print what we get wrong")
    arguments = parser.parse_args()
    cases = list(sentences("heldout" if arguments.heldout else "development"))
    judges = [("postlint", ours()), *peers()]
    for _, judge in judges:
        judge("A first sentence, so that everything is loaded.")
    right: dict[tuple[str, str], list[bool]] = {}
    spent: dict[str, float] = {}
    for name, judge in judges:
        start = perf_counter()
        for case in cases:
            correct = judge(case.text) == case.hateful
            right.setdefault((name, case.functionality), []).append(correct)
            if arguments.misses and name == "postlint" and not correct:
                print(f"{'missed' if case.hateful else 'alarm '}  {case.functionality}: {case.text}")
        spent[name] = (perf_counter() - start) / len(cases) * 1000
    print(f"\n{len(cases)} sentences; percent right" + "".join(f"  {name:>20}" for name, _ in judges))
    for functionality in dict.fromkeys(case.functionality for case in cases):
        label = next(case.hateful for case in cases if case.functionality == functionality)
        line = f"{'hateful ' if label else 'harmless'} {functionality:<36}"
        print(line + "".join(f"  {_percent(right[name, functionality]):>20}" for name, _ in judges))
    for label in (True, False):
        names = {case.functionality for case in cases if case.hateful == label}
        total = {name: [each for key in names for each in right[name, key]] for name, _ in judges}
        line = f"{'all hateful' if label else 'all harmless':<45}"
        print(line + "".join(f"  {_percent(total[name]):>20}" for name, _ in judges))
    print(f"{'milliseconds a sentence':<45}" + "".join(f"  {spent[name]:>20.3f}" for name, _ in judges))


def _percent(correct: list[bool]) -> str:
    return f"{100 * sum(correct) / len(correct):.1f}"


if __name__ == "__main__":
    main()
