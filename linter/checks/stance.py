"""Where a text stands to words in it: says them, quotes, reports, denies or condemns them. Not a kind by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from linter.evidence import quotations
from linter.evidence.classes import Spans
from linter.evidence.words import Stream

Attitude = Literal["", "quoted", "reported", "denied", "condemned"]
# Classes that options must give meaning to: see `hostility`.
REPORT, CONDEMN, ENDORSE, UNSAY, SHRUG, OURS, HEARSAY = (
    "report",
    "condemn",
    "endorse",
    "unsay",
    "shrug",
    "ours",
    "hearsay",
)
_BREAKS = frozenset((";", ":", "—", "–", "but", "although", "though"))
_NEAR = 7  # words between what unsays and what is unsaid
_REPORTED = 12  # words between who says it and what is said
_SUBJECT = 4  # words before a verb among which its subject is sought


def attitude(text: str, stream: Stream, first: int, last: int, tags: Mapping[str, Spans]) -> Attitude:
    """Return how a text distances itself from the words [first, last) of a stream; "" if it says them itself."""
    sentence = stream[first].sentence
    condemned = _is_condemned(stream, first, last, tags)
    endorsed = any(_stands_near(ENDORSE, stream, near, tags, first, last) for near in (sentence, sentence + 1))
    if not endorsed and _is_quoted(text, stream[first].start, stream[last - 1].end):
        return "quoted"
    if _is_denied(stream, first, tags):
        return "denied"
    report = _report(stream, first, last, tags)
    if report is not None and not endorsed:
        if condemned:
            return "condemned"
        if report:
            return "reported"
    return ""


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether the words stand in quotation marks, and other words outside them."""
    spans = quotations.quotations(text)
    for first, last in spans:
        if first <= start and end <= last:
            rest = text[:first] + " " + text[last:]
            return sum(map(str.isalpha, rest)) > 5  # a text in quotation marks says what it says
    return False


def _is_denied(stream: Stream, first: int, tags: Mapping[str, Spans]) -> bool:
    """Say whether words such as "it is wrong to" or "nobody thinks" stand before."""
    for at, ends in tags.get(UNSAY, {}).items():
        end = ends[0]
        near = at < first and first - end <= _NEAR and stream[at].sentence == stream[first].sentence
        if near and not _is_shrugged(at, end, tags):
            between = stream[end:first]
            if not any(word.text in _BREAKS for word in between):
                return True
    return False


def _report(stream: Stream, first: int, last: int, tags: Mapping[str, Spans]) -> bool | None:
    """Say whether somebody else is said to say the words; False if it is open who, None if nobody is."""
    found: bool | None = None
    for at, ends in tags.get(REPORT, {}).items():
        end = ends[0]
        before = at < first and first - end <= _REPORTED
        if stream[at].sentence != stream[first].sentence or not (before or last <= at <= last + _SUBJECT):
            continue
        if before and any(word.text in _BREAKS - {":"} for word in stream[end:first]):
            continue
        if _has_subject(OURS, stream, at, tags) or _is_shrugged(at, end, tags):
            continue
        found = bool(found) or not (_is_open(stream, at, end) or _has_subject(HEARSAY, stream, at, tags))
    return found


def _has_subject(name: str, stream: Stream, at: int, tags: Mapping[str, Spans]) -> bool:
    """Say whether those who say it are of a class: the writer among them ("everyone knows"), or the writer's family."""
    ours = tags.get(name, {})
    for back in range(at - 1, max(-1, at - _SUBJECT - 1), -1):
        if stream[back].sentence != stream[at].sentence or not stream[back].text[0].isalnum():
            return False
        if back in ours:
            return True
    return False


def _is_open(stream: Stream, at: int, end: int) -> bool:
    """Say whether a verb has no subject of its own: "saying", "to say"."""
    if stream[at].text.endswith("ing") or end - at > 1:
        return True
    return at > 0 and stream[at - 1].text in ("to", "should", "could", "can")


def _is_condemned(stream: Stream, first: int, last: int, tags: Mapping[str, Spans]) -> bool:
    sentence = stream[first].sentence
    return any(
        _stands_near(CONDEMN, stream, near, tags, first, last) for near in (sentence, sentence + 1, sentence - 1)
    )


def _stands_near(name: str, stream: Stream, sentence: int, tags: Mapping[str, Spans], first: int, last: int) -> bool:
    """Say whether a term of a class stands in a sentence, outside the words and not shrugged off."""
    for at, ends in tags.get(name, {}).items():
        end = ends[0]
        if stream[at].sentence != sentence or (first <= at and end <= last):
            continue
        if not _is_shrugged(at, end, tags):
            return True
    return False


def _is_shrugged(at: int, end: int, tags: Mapping[str, Spans]) -> bool:
    """Say whether a term is part of words such as "I am not racist but", "if you ask me"."""
    return any(start <= at and end <= ends[0] for start, ends in tags.get(SHRUG, {}).items())
