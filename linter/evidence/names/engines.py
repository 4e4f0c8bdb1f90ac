"""What a name engine of the user's reads as a person's name: a spaCy model, or another engine of Presidio's.

It reads beside postlint's own name model, never in its place: what it adds are names that nobody on the lists has,
weighed with the words around them like those of the model. It is loaded when a text first has a word that could be a
name at all, and what it needs must be on the machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.evidence.names.candidates import could_name, is_candidate
from linter.evidence.names.engine_choice import PERSON, Choice, chosen
from linter.evidence.people import Mention

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.text import View

VERSION = 1
CLUE = "read by the name engine"
_MOST_WORDS = 6
_EDGES = " \t\"'’‘“”.,;:!?()[]{}*_~#@|-–—…/\\"
_POSSESSIVES = ("'s", "’s", "'S", "’S")


class Read(NamedTuple):
    """A span of a text that the engine calls a person, and how sure it is (0 to 1)."""

    start: int
    end: int
    score: float


def gather(evidence: Evidence) -> tuple[Mention, ...]:
    """Return the names that the engine reads in the prose parts, as mentions of form "model".

    Raise SettingsError if the engine cannot be loaded, or fails at a text.
    """
    choice = chosen(evidence.context.settings)
    if choice is None:
        return ()
    found: list[Mention] = []
    for part in evidence.parts:
        if part.is_prose:
            seen = evidence.visible(part)
            if could_name(seen.text):
                found += _mentions(evidence, part, seen, choice)
    return tuple(found)


def title(evidence: Evidence) -> str:
    """Return what to call the engine: its name and its model; "" if the settings choose none."""
    choice = chosen(evidence.context.settings)
    return choice.title if choice else ""


def _mentions(evidence: Evidence, part: Part, seen: View, choice: Choice) -> Iterator[Mention]:
    tokens = evidence.tokens(part)
    # An address, a handle or a tag is no word to a language model; postlint's own model reads tags.
    apart = [(one.start, one.end) for one in (*tokens.urls, *tokens.emails, *tokens.mentions, *tokens.hashtags)]
    school = [(one.start, one.end) for one in evidence.school if one.part == part.name]
    for one in _names(seen.text, engine(choice).people(seen.text)):
        if any(one.start < end and start < one.end for start, end in apart):
            continue
        start, end = seen.span(one.start, one.end)
        if not any(start < stop and first < end for first, stop in school):
            yield Mention(part.name, start, end, "unknown", "model", round(one.score, 3), (), (CLUE,))


def _names(text: str, people: list[Read]) -> Iterator[Read]:
    """Yield what could be a name of what an engine read, line by line, without the signs around it."""
    done = 0
    for one in sorted(people):
        at = one.start
        for line in text[one.start : one.end].splitlines(keepends=True):
            start, end = _trimmed(text, at, at + len(line))
            at += len(line)
            words = text[start:end].split()
            if start >= done and 0 < len(words) <= _MOST_WORDS and any(is_candidate(_bare(word), "") for word in words):
                done = end
                yield Read(start, end, min(max(one.score, 0.0), 1.0))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without signs at its ends and without a possessive s."""

    def is_sign(char: str) -> bool:
        return char in _EDGES or not (char.isalnum() or char.isprintable()) or ord(char) > 0x1F000

    while start < end and is_sign(text[start]):
        start += 1
    while start < end and is_sign(text[end - 1]):
        end -= 1
    return (start, end - 2) if text[start:end].endswith(_POSSESSIVES) else (start, end)


def _bare(word: str) -> str:
    word = word.strip(_EDGES)
    return word[:-2] if word.endswith(_POSSESSIVES) else word


class Engine:
    """A loaded engine. It reads one text at a time: not all of them bear to be asked by two threads at once."""

    def __init__(self, choice: Choice) -> None:
        """Load it. Raise SettingsError if it cannot be loaded."""
        self._choice, self._lock = choice, Lock()
        try:
            self._engine = _loaded(choice)
        except Exception as error:  # whatever a library of others raises
            raise choice.failure(f"'{choice.model}' cannot be loaded: {_said(error)}") from error

    def people(self, text: str) -> list[Read]:
        """Return the spans of a text that are called a person. Raise SettingsError if the engine fails."""
        try:
            with self._lock:
                found = self._engine.process_text(text, "en")
                return [
                    Read(span.start_char, span.end_char, float(score))
                    for span, score in zip(found.entities, found.scores, strict=True)
                    if span.label_ == PERSON
                ]
        except Exception as error:
            # Without what it says, which may repeat the text.
            raise self._choice.failure(f"'{self._choice.model}' failed: {type(error).__name__}") from error


@lru_cache(maxsize=2)
def engine(choice: Choice) -> Engine:
    """Return the engine of a choice, loaded once."""
    return Engine(choice)


def _loaded(choice: Choice) -> Any:
    # The libraries behind some engines look for models, or newer ones, on the network unless told not to.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    from presidio_analyzer.nlp_engine import (
        NlpEngineProvider,
        SpacyNlpEngine,
        StanzaNlpEngine,
        TransformersNlpEngine,
    )

    class Stanza(StanzaNlpEngine):  # type: ignore[misc]
        """Presidio's, without its download."""

        def __init__(self, models: Any = None, ner_model_configuration: Any = None) -> None:
            super().__init__(models, ner_model_configuration, download_if_missing=False)

    # Presidio would download a model that went away since it was found.
    if choice.engine != "stanza" and not all(folder.is_dir() for folder in choice.folders):
        raise FileNotFoundError("the model is gone")
    provider = NlpEngineProvider(
        nlp_engines=(SpacyNlpEngine, Stanza, TransformersNlpEngine), nlp_configuration=choice.configuration()
    )
    return provider.create_engine()


def _said(error: Exception) -> str:
    """Return what an error of a library says, as one short line."""
    return " ".join(str(error).split())[:200] or type(error).__name__
