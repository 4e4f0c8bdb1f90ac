"""What the offensive terms hit among words that are none: plain English, names, and the words that catch filters out.

    pip install -e '.[dev]' && python -m benchmarks.screening

Run it before a term enters a lexicon. Each word is put into a sentence of its own and judged by the rules of kind
`term`. A hit on a word that is itself a term is right; every other must stand in `labelled/screened.toml` with the
reason why it may be hit, else this exits with 1. A decision that nothing needs any more is said too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from linter import Linter, Post
from linter.checks import term
from linter.errors import SettingsError
from linter.evidence import Evidence
from linter.evidence.hashtags import ranks
from linter.evidence.names.lexicon import FILE
from linter.profile import ActiveRule
from linter.settings import read_toml

HERE = Path(__file__).parent
SETTINGS = HERE.parent / "samples" / "postlint.toml"
DECIDED = HERE / "labelled" / "screened.toml"
AT_ONCE = 40  # words in one post, each in a sentence of its own


def lists() -> dict[str, list[str]]:
    """Return the words of each list, sorted."""
    listed = read_toml(DECIDED, SettingsError)
    return {
        "plain English": sorted(set(ranks()[1].split())),
        "names and places": sorted(set(_names())),
        "filter traps": sorted(map(str, listed["traps"])),
    }


def _names() -> Iterator[str]:
    """Yield the given names, surnames and places that the name model knows."""
    for section in FILE.read_text(encoding="utf-8").split("= ")[1:]:
        kind, _, words = section.partition("\n")
        if kind.startswith(("given", "surname", "place")):
            yield from words.split()


def hits(words: Iterable[str], linter: Linter) -> Iterator[tuple[str, str]]:
    """Yield (word, rule) for each word that a rule of kind `term` finds and that is no term itself."""
    rules = [active for active in linter.active if active.rule.kind == "term"]
    batch: list[str] = []
    for word in words:
        batch.append(word)
        if len(batch) == AT_ONCE:
            yield from _in(batch, rules, linter)
            batch = []
    yield from _in(batch, rules, linter)


def _in(words: list[str], rules: list[ActiveRule], linter: Linter) -> Iterator[tuple[str, str]]:
    body = "\n\n".join(f"We saw {word.capitalize()} today." for word in words)
    evidence = Evidence(Post(body=body, account="main"), linter.context)
    for active in rules:
        own = term.index(active.options)
        for hit in term.check(evidence.post, evidence, active.options):
            found = body[hit.start : hit.end].lower()
            if found not in own.words and found not in own.rows:
                yield found, active.rule.name


def decided() -> dict[str, str]:
    """Return word → why it may be hit."""
    table = read_toml(DECIDED, SettingsError)["decided"]
    return {str(word): str(why) for why, words in table.items() for word in words}


def main() -> int:
    """Print what is hit in each list, and what is not decided. Return 1 if anything is not."""
    linter = Linter.from_settings(SETTINGS)
    known, seen, fresh = decided(), set(), []
    print(f"{'list':16} {'words':>8} {'hit':>6} {'decided':>8} {'seconds':>8}")
    for name, words in lists().items():
        start = time.perf_counter()
        found = dict(hits(words, linter))
        seen |= set(found)
        fresh += [(name, word, rule) for word, rule in found.items() if word not in known]
        right = sum(word in known for word in found)
        print(f"{name:16} {len(words):8} {len(found):6} {right:8} {time.perf_counter() - start:8.1f}")
    for name, word, rule in fresh:
        print(f"not decided: '{word}' ({name}) is hit by {rule}")
    for word in sorted(set(known) - seen):
        print(f"decided for nothing: '{word}' is not hit any more")
    return 1 if fresh else 0


if __name__ == "__main__":
    sys.exit(main())
