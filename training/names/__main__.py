"""Train the name model: `python -m training.names --corpora PATH --final`.

Without `--final` it learns from the tweets for training, and is measured on those for development: for choosing
settings. With it, it learns from both, and is measured on those for testing. With `--cross-validate` it writes nothing:
five models each learn from four fifths of all tweets, and are measured on the fifth that they have not seen.

The same corpora, sentences and settings give the same file, byte for byte: the made sentences are drawn by a fixed
sequence of numbers, and the trainer (L-BFGS) draws none.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite

from benchmarks.names import FOLDER, measured
from linter.evidence.names.features import features
from linter.evidence.names.lexicon import FILE as LEXICON
from linter.evidence.names.tagger import FILE as MODEL
from linter.evidence.names.tagger import SURE_ENOUGH
from training.names.corpora import Sentence, Tweet, tweets
from training.names.folds import FOLDS, cross_validated, table, total
from training.names.made import made
from training.names.scores import Score, score

SETTINGS = {"c1": 0.75, "c2": 0.1, "max_iterations": 70, "feature.minfreq": 1, "feature.possible_transitions": True}
MADE, HIDE, REPEAT = 10_000, 0.35, 3
SCORES = Path(__file__).parent.parent / "scores.toml"
_LEVELS = (SURE_ENOUGH, 0.7)


def main() -> None:
    """Train, write the model and, if it is the shipped one, its scores."""
    parser = argparse.ArgumentParser(description="Train the name model.")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the public corpora")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--final", action="store_true", help="learn from the development tweets too")
    parser.add_argument("--made", type=int, default=MADE, help="how many posts to make from templates")
    parser.add_argument("--repeat", type=int, default=REPEAT, help="how often each tweet is taught")
    parser.add_argument("--hide", type=float, default=HIDE, help="share of made names that are taught as unknown")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=NUMBER", help="a setting of the trainer")
    parser.add_argument("--only-measure", action="store_true", help="train nothing: measure what is there")
    parser.add_argument("--cross-validate", action="store_true", help=f"measure on each of {FOLDS} parts of all tweets")
    given = parser.parse_args()
    settings = SETTINGS | {key: float(value) for key, _, value in (one.partition("=") for one in given.set)}
    settings["max_iterations"] = int(settings["max_iterations"])
    everything = list(tweets(given.corpora))
    if given.cross_validate:
        told = _cross_validated(everything, given.repeat, made(given.made, hide=given.hide), settings)
        sys.stdout.write("\n".join(table(told)) + "\n")
        return
    if not given.only_measure:
        splits = ("train", "development") if given.final else ("train",)
        taught = [sentence for tweet in everything if tweet.split in splits for sentence in tweet.sentences]
        train([*taught * given.repeat, *made(given.made, hide=given.hide)], settings, given.out)
    model = _opened(given.out)
    measured_on = "test" if given.final else "development"
    kept = [sentence for tweet in everything if tweet.split == measured_on for sentence in tweet.sentences]
    lines = list(_told(kept, model, given.out))
    if given.out == MODEL and given.final:
        lines += _told_of_posts()
        SCORES.write_text("\n".join(lines) + "\n", "utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


def train(sentences: Sequence[Sentence], settings: dict[str, Any], out: Path) -> None:
    """Train on sentences in their order."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(settings)
    for sentence in sentences:
        trainer.append(features(sentence.tokens), sentence.labels)
    trainer.train(str(out))


def _cross_validated(
    everything: Sequence[Tweet], repeat: int, added: Sequence[Sentence], settings: dict[str, Any]
) -> list[tuple[str, Score]]:
    told: list[tuple[str, Score]] = []
    with TemporaryDirectory() as folder:
        out = Path(folder) / "model"

        def teach(taught: list[Sentence]) -> Any:
            train([*taught * repeat, *added], settings, out)
            return _opened(out)

        for number, part in enumerate(cross_validated(everything, teach), start=1):
            told += part
            sys.stderr.write(f"part {number} of {FOLDS}: {total([one for _, one in part])}\n")
    return told


def _opened(path: Path) -> Any:
    model = pycrfsuite.Tagger()
    model.open(str(path))
    return model


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _told(kept: Sequence[Sentence], model: Any, out: Path) -> list[str]:
    lines = [
        "# Written by `python -m training.names`; the data card says what the numbers mean.",
        f'model = "{digest(out)}"',
        f'lexicon = "{digest(LEXICON)}"',
        f"bytes = {out.stat().st_size + LEXICON.stat().st_size}",
    ]
    for least in _LEVELS:
        lines += ["", f'[tweets."from {least}"]', *_numbers(score(kept, model, least))]
    for source in sorted({sentence.source for sentence in kept}):
        some = [sentence for sentence in kept if sentence.source == source]
        lines += ["", f'[sections."{source}"]', *_numbers(score(some, model, SURE_ENOUGH))]
    return lines


def _numbers(found: Any) -> list[str]:
    return [
        f"names = {found.right + found.missed}",
        f"precision = {found.precision:.3f}",
        f"recall = {found.recall:.3f}",
        f"f1 = {found.f1:.3f}",
    ]


def _told_of_posts() -> list[str]:
    lines: list[str] = []
    for path in sorted(FOLDER.glob("*.txt")):
        found = measured(path.name)
        lines += ["", f"[posts.{path.stem}]"]
        lines += [f"{key} = {getattr(found, key)}" for key in ("right", "invented", "missed", "clean", "alarms")]
        lines += [f"precision = {found.right / max(1, found.right + found.invented):.3f}"]
        lines += [f"recall = {found.right / max(1, found.right + found.missed):.3f}"]
        sure = measured(path.name, 0.9)
        lines += [f"alarms_from_0_9 = {sure.alarms}"]
        lines += [f"[posts.{path.stem}.cultures]"]
        lines += [f"{culture} = [{right}, {total}]" for culture, (right, total) in found.cultures.items()]
    return lines


if __name__ == "__main__":
    main()
