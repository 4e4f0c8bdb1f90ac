"""Identifiers found and harmless numbers alarmed at, beside Presidio as it comes; and what both cost.

    python -m benchmarks.identifiers

The posts are in `identifiers.toml`. Presidio runs with its own recognizers, those for Britain switched on, and no
language model. It has none for half of the kinds: the table says so where it counts them as missed.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import presidio_analyzer.predefined_recognizers as shelf
import tldextract
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NoOpNlpEngine

from benchmarks.made_posts import made
from linter import packs
from linter.context import Context
from linter.evidence import Evidence
from linter.evidence.identifiers.prefilter import candidates
from linter.post import Post
from linter.settings import Settings

POSTS = Path(__file__).with_suffix(".toml")
LEAST = 0.4
# What Presidio calls the kinds that it knows.
THEIRS = {"PHONE_NUMBER": "UK_PHONE", "DATE_TIME": "DATE_OF_BIRTH"}
THEY_LACK = ("UK_UPN", "UK_ULN", "UK_TRN", "UK_UTR", "UK_DBS", "UK_BANK", "UK_ADDRESS", "POSITION", "UK_CANDIDATE")
Find = Callable[[str], list[tuple[str, float]]]


def ours() -> Find:
    """Return our search: (entity, confidence) of what a text holds."""
    context = Context(Settings(), packs.load(), datetime(2026, 11, 20, 10))

    def find(text: str) -> list[tuple[str, float]]:
        return [(one.kind, one.confidence) for one in Evidence(Post(body=text), context).identifiers]

    return find


def presidio() -> Find:
    """Return Presidio's search, with its British recognizers and no model."""
    logging.disable(logging.WARNING)
    # A benchmark does not ask the network either.
    setattr(tldextract, "extract", tldextract.TLDExtract(suffix_list_urls=()))  # noqa: B010
    kinds = (
        *("CreditCard", "Crypto", "Date", "Email", "Iban", "Ip", "Nhs", "UkDrivingLicence", "UkNino", "UkPassport"),
        *("UkPostcode", "UkVehicleRegistration"),
    )
    recognizers = [getattr(shelf, f"{kind}Recognizer")() for kind in kinds]
    recognizers.append(shelf.PhoneRecognizer(supported_regions=("GB",)))
    nlp = NoOpNlpEngine(models=[{"lang_code": "en", "model_name": "none"}])
    nlp.load()
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=["en"])
    engine: Any = AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])

    def find(text: str) -> list[tuple[str, float]]:
        return [(THEIRS.get(one.entity_type, one.entity_type), one.score) for one in engine.analyze(text, "en")]

    return find


def _rate(count: int, total: int) -> str:
    return f"{count:3d} of {total:3d} ({count / max(total, 1):4.0%})"


def _found(find: Find, texts: Iterable[str], entity: str, least: float) -> int:
    return sum(any(kind == entity and score >= least for kind, score in find(text)) for text in texts)


def accuracy(searches: dict[str, tuple[Find, float]]) -> None:
    """Print what each search finds of each kind, and how many clean posts it alarms at."""
    posts = tomllib.loads(POSTS.read_text(encoding="utf-8"))
    print(f"{'':26}" + "".join(f"{name:>22}" for name in searches))
    sums = dict.fromkeys(searches, 0)
    for entity, texts in posts["identifiers"].items():
        counts = {name: _found(find, texts, entity, least) for name, (find, least) in searches.items()}
        for name, count in counts.items():
            sums[name] += count
        mark = "  (Presidio has none)" if entity in THEY_LACK else ""
        print(f"{entity:26}" + "".join(f"{_rate(count, len(texts)):>22}" for count in counts.values()) + mark)
    total = sum(map(len, posts["identifiers"].values()))
    print(f"{'found':26}" + "".join(f"{_rate(sums[name], total):>22}" for name in searches))
    alarms = {
        name: sum(any(score >= least for _, score in find(text)) for text in posts["clean"])
        for name, (find, least) in searches.items()
    }
    print(f"{'clean posts alarmed at':26}" + "".join(f"{_rate(n, len(posts['clean'])):>22}" for n in alarms.values()))


def speed(searches: dict[str, tuple[Find, float]]) -> None:
    """Print what importing and searching cost."""
    ordinary = made(300)
    dirty = [f"{post} Ring Jo on 07700 900123." for post in ordinary]
    opened = sum(bool(candidates(post)) for post in ordinary)
    print(f"\nordinary posts that need Presidio: {_rate(opened, len(ordinary))}")
    start = time.perf_counter()
    for post in ordinary:
        candidates(post)
    print(f"prefilter: {(time.perf_counter() - start) / len(ordinary) * 1e6:.0f} µs a post of forty words")
    for name, (find, _) in searches.items():
        find(dirty[0])
        start = time.perf_counter()
        for post in dirty:
            find(post)
        print(f"{name}: {(time.perf_counter() - start) / len(dirty) * 1e3:.2f} ms a post with an identifier")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import presidio_analyzer"], check=True)
    print(f"importing Presidio, once a run and only then: {time.perf_counter() - start:.2f} s")


def main() -> None:
    """Print the tables."""
    peer = presidio()
    searches = {"postlint": (ours(), LEAST), "Presidio, all": (peer, 0.0), f"Presidio, ≥ {LEAST}": (peer, LEAST)}
    accuracy(searches)
    speed({name: searches[name] for name in ("postlint", "Presidio, all")})


if __name__ == "__main__":
    main()
