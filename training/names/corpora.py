"""Read the public corpora of tweets as sentences of our own tokens, with a label for each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from linter.evidence.names.reading import Item, items

DEVELOPMENT, TEST = range(12), range(12, 24)  # which of a hundred hashes of tweets are kept apart
_PERSON = {"PER", "person"}
_OTHER = {"LOC": "L", "ORG": "G", "location": "L", "corporation": "G", "group": "G"}


class Sentence(NamedTuple):
    """Tokens and their labels: B begins a name, I goes on with it, L is of a place, G of a group or brand, O none."""

    tokens: tuple[Item, ...]
    labels: tuple[str, ...]
    source: str = ""


class Tweet(NamedTuple):
    """A tweet: the corpus and section it is from, what it is for ("train", "development", "test"), its sentences."""

    source: str
    split: str
    sentences: tuple[Sentence, ...]


def tweets(folder: Path) -> Iterator[Tweet]:
    """Yield the tweets of all corpora in a folder, each with what it is for."""
    for path in sorted([*folder.rglob("*.conll"), *folder.rglob("*.bio")]):
        source = f"{path.parent.name}/{path.stem}"
        for rows in _documents(path):
            text, names, others = _joined(rows)
            digest = int(hashlib.sha256(text.lower().encode()).hexdigest()[:8], 16)
            share = digest % 100
            split = "development" if share in DEVELOPMENT else "test" if share in TEST else "train"
            if text.strip():
                yield Tweet(source, split, tuple(labelled(text, names, source, others)))


def labelled(
    text: str, names: list[tuple[int, int]], source: str = "", others: Sequence[tuple[int, int, str]] = ()
) -> Iterator[Sentence]:
    """Yield the sentences of a text with the labels that spans of names, and of other things, give."""
    for sentence in items(text):
        labels = []
        for item in sentence:
            span = next(((s, e) for s, e in names if s <= item.start and item.end <= e), None)
            if span is None:
                labels.append(next((kind for s, e, kind in others if s <= item.start and item.end <= e), "O"))
            else:
                begins = not any(span[0] <= other.start < item.start for other in sentence)
                labels.append("B" if begins else "I")
        yield Sentence(tuple(sentence), tuple(labels), source)


def _documents(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in path.read_text("utf-8").splitlines():
        columns = line.rstrip("\r\n").split("\t") if "\t" in line else line.split()
        if len(columns) < 2 or not columns[0].strip():
            if rows:
                yield rows
            rows = []
        elif columns[0] != "-DOCSTART-":
            rows.append((columns[0].strip(), columns[-1].strip()))
    if rows:
        yield rows


def _joined(rows: list[tuple[str, str]]) -> tuple[str, list[tuple[int, int]], list[tuple[int, int, str]]]:
    """Return the text of a tweet, the spans of the persons in it, and of other things; handles are no persons."""
    text = ""
    others: list[tuple[int, int, str]] = []
    names: list[tuple[int, int]] = []
    goes_on = False
    for at, (token, label) in enumerate(rows):
        before = rows[at - 1][0] if at else ""
        glued = before in ("@", "#") or token in ("'s", "’s", "n't", "'m", "'re", "'ll", "'ve", "'d")
        text += "" if glued or not text else " "
        start = len(text)
        text += token
        prefix, _, kind = label.partition("-")
        is_name = kind in _PERSON and not (token.startswith("@") or before == "@")
        if is_name:
            first, last = _bare(token, start)
            if first < last:
                if prefix == "I" and goes_on and names and not token.startswith("#") and before != "#":
                    names[-1] = (names[-1][0], last)
                else:
                    names.append((first, last))
        elif kind in _OTHER and not token.startswith("@"):
            others.append((start, len(text), _OTHER[kind]))
        goes_on = is_name
    return text, names, others


def _bare(token: str, start: int) -> tuple[int, int]:
    """Return the span of a token without the signs around it and without a possessive ending."""
    first, last = 0, len(token)
    while first < last and not token[first].isalnum():
        first += 1
    while first < last and not token[last - 1].isalnum():
        last -= 1
    if token[first:last][-2:].lower() in ("'s", "’s"):
        last -= 2
    return start + first, start + last
