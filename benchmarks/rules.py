"""How many unseen posts each rule judges rightly: what it finds, misses and raises a false alarm about.

    python -m benchmarks.rules                     # a table of both halves
    python -m benchmarks.rules RULE… --wrong       # with the posts of the development half that went wrong

The posts (`benchmarks/labelled/`) were written before anybody looked at the phrases of the rules. The development
half is there to learn from; the half that is held out only measures, so its posts are not printed. `ordinary` are
everyday posts in which no rule may find anything. Recall is found/(found + missed), precision found/(found + false).
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from linter import Linter, readers
from linter.settings import load

POSTS = Path(__file__).parent / "labelled"
SAMPLES = Path(__file__).parent.parent / "samples"
NOW = datetime(2026, 11, 20, 10, 0)
# An approved post of the school's own page, as in tests/rules/examples.py.
SURROUNDINGS: dict[str, Any] = {
    "id": "post",
    "account": "main",
    "author": "S01",
    "platforms": ["facebook"],
    "audience": "public",
    "approval": {"by": "S01", "on": "2026-11-19"},
}


class Judged(NamedTuple):
    """A post, whether it breaks the rule, which half it is in, and the rules that found something."""

    post: str
    bad: bool
    held_out: bool
    rules: frozenset[str]


class Score(NamedTuple):
    """How one rule did on one half."""

    found: int
    missed: int
    false: int
    good: int


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("rules", nargs="*", help="only these files of benchmarks/labelled")
    arguments.add_argument("--wrong", action="store_true", help="print what went wrong in the development half")
    chosen = arguments.parse_args()
    print(f"{'':40} {'development':^31}   {'held out':^31}")
    heads = f"{'found':>7}{'missed':>7}{'false':>6}{'good':>5}{'  P/R %':>8}"
    print(f"{'rule':38} {heads} {heads}")
    totals = [Score(0, 0, 0, 0), Score(0, 0, 0, 0)]
    for path in sorted(POSTS.glob("*.toml")):
        if chosen.rules and path.stem not in chosen.rules:
            continue
        judged = [*judge(path)]
        if not judged:  # words, not posts: see benchmarks/screening.py
            continue
        scores = [score(path.stem, [one for one in judged if one.held_out == half]) for half in (False, True)]
        totals = [Score(*(a + b for a, b in zip(t, s, strict=True))) for t, s in zip(totals, scores, strict=True)]
        print(f"{path.stem:38} {' '.join(map(_row, scores))}")
        if chosen.wrong:
            _print_wrong(path.stem, judged)
    print(f"{'all':38} {' '.join(map(_row, totals))}")


def judge(path: Path) -> Iterator[Judged]:
    """Check every post of a file under all rules."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for half in data.get("halves", ()):
        for kind in ("bad", "good"):
            for entry in half.get(kind, ()):
                change = {"post": entry} if isinstance(entry, str) else dict(entry)
                post = change.pop("post")
                linter = _linter(change.pop("profile", "default"))
                draft = {**SURROUNDINGS, **data.get("draft", {}), **change, **_texts(data.get("field", ""), post)}
                rules = _findings(linter, {key: value for key, value in draft.items() if value != "none"})
                yield Judged(post, kind == "bad", half["held_out"], rules)


def score(rule: str, judged: list[Judged]) -> Score:
    """Count: a bad post must be found by its rule; in a good one it must be silent ("ordinary": all rules must)."""
    hits = [one.bad for one in judged if (one.rules if rule == "ordinary" else rule in one.rules)]
    bad = sum(one.bad for one in judged)
    return Score(sum(hits), bad - sum(hits), len(hits) - sum(hits), len(judged) - bad)


def _texts(field: str, post: str) -> Mapping[str, Any]:
    if field == "alt":
        return {"body": "Autumn in our school garden.", "images": [{"path": "pictures/lanterns.jpg", "alt": post}]}
    return {"body": post}


@cache
def _linter(policy: str) -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, now=NOW)


def _findings(linter: Linter, draft: Mapping[str, Any]) -> frozenset[str]:
    read = readers.read("post.json", json.dumps(draft).encode())
    reports = linter.check_draft(read, SAMPLES)
    for report in reports:
        if report.failures:
            raise SystemExit(f"{draft['body']}: {report.failures[0]}")
    return frozenset(finding.rule for report in reports for finding in report.findings)


def _row(score: Score) -> str:
    precision = 100 * score.found / (score.found + score.false) if score.found + score.false else 100
    recall = 100 * score.found / (score.found + score.missed) if score.found + score.missed else 100
    return f"{score.found:7}{score.missed:7}{score.false:6}{score.good:5} {precision:3.0f}/{recall:3.0f}"


def _print_wrong(rule: str, judged: list[Judged]) -> None:
    for one in judged:
        found = bool(one.rules) if rule == "ordinary" else rule in one.rules
        if found != one.bad and not one.held_out:
            others = f"   ({', '.join(sorted(one.rules))})" if one.rules else ""
            print(f"    {'missed' if one.bad else 'FALSE '}  {one.post!r}{others}")


if __name__ == "__main__":
    main()
