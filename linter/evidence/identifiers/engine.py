"""Presidio: one `AnalyzerEngine` over our recognizers and those that a school has added.

Imported only when the prefilter has seen something, for it takes a second and a hundred megabytes. Nothing here asks
the network: no e-mail recognizer of Presidio's (it fetches the list of public suffixes), no model of spaCy's.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import regex
from presidio_analyzer import (
    AnalysisExplanation,
    AnalyzerEngine,
    EntityRecognizer,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer import Pattern as PresidioPattern
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from linter.errors import Fault, PostlintError
from linter.evidence.identifiers import shapes
from linter.evidence.identifiers.families import SHAPES
from linter.evidence.identifiers.shapes import Seen, Shape, Surroundings

LANGUAGE = "en"
TIMEOUT_MS = 250
_LOWEST = 0.05
_UNASKED = 0.01  # what waits for a word around it


class Token(NamedTuple):
    """A word of a text, as recognizers expect it of spaCy."""

    text: str
    idx: int


class Words(NlpEngine):  # type: ignore[misc]
    """Words and their lemmas, without any model."""

    engine_name = "words"
    is_available = True

    def load(self) -> None:
        """There is nothing to load."""

    def is_loaded(self) -> bool:
        """Say that it is ready."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """Return the words of a text."""
        found = shapes.words(text)
        return NlpArtifacts(
            entities=[],
            tokens=[Token(text[start:end], start) for _, start, end in found],
            tokens_indices=[start for _, start, _ in found],
            lemmas=[lemma for lemma, _, _ in found],
            nlp_engine=self,
            language=language,
            scores=[],
        )

    def process_batch(self, texts: Iterable[str], language: str, **_: Any) -> Iterator[tuple[str, NlpArtifacts]]:
        """Yield each text with its words."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Say that no word is too common: "at" and "on" are context too."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Say whether there is neither letter nor digit."""
        return not any(map(str.isalnum, word))

    def get_supported_entities(self) -> list[str]:
        """Return nothing: no entities are recognized here."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Return the one language."""
        return [LANGUAGE]


class Recognizer(PatternRecognizer):  # type: ignore[misc]
    """A shape as a recognizer. Its patterns have milliseconds, and a check sees the text around the match."""

    def __init__(self, shape: Shape, number: int) -> None:
        self.shape = shape
        super().__init__(
            supported_entity=shape.entity,
            name=f"{shape.entity}_{number}",
            patterns=[PresidioPattern(form.name, form.pattern, form.score) for form in shape.forms],
            context=list(shape.context),
            supported_language=LANGUAGE,
            global_regex_flags=int(shape.flags),
        )
        self._compiled = [(form, regex.compile(form.pattern, int(shape.flags))) for form in shape.forms]

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Return what the patterns find and the check lets pass. Raise PostlintError if one runs out of time."""
        found = []
        for form, pattern in self._compiled:
            for start, end in spans(pattern, text, form.name):
                verdict = self.shape.check(Seen(text, start, end)) if self.shape.check else True
                if verdict is False:
                    continue
                score = min(form.score, verdict) if form.score else 0.0
                if self.shape.alone and verdict is not True:
                    score = verdict
                explanation = AnalysisExplanation(
                    recognizer=self.name,
                    original_score=score,
                    pattern_name=form.name,
                    pattern=form.pattern,
                    validation_result=True if self.shape.checked else None,
                    textual_explanation=form.name,
                )
                found.append(_result(self, self.shape.entity, start, end, score or _UNASKED, explanation))
        return found


class Guarded(PatternRecognizer):  # type: ignore[misc]
    """A pattern recognizer that somebody else wrote, run with our time limit, which is never passed over."""

    def __init__(self, other: PatternRecognizer) -> None:
        self.other = other
        super().__init__(
            supported_entity=other.supported_entities[0],
            name=other.name,
            patterns=other.patterns,
            context=other.context,
            supported_language=LANGUAGE,
            global_regex_flags=other.global_regex_flags,
        )
        flags = int(other.global_regex_flags or 0)
        self._compiled = [(one, regex.compile(one.regex, flags)) for one in other.patterns]

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Return what the patterns find and the other's own checks let pass."""
        found = []
        for pattern, compiled in self._compiled:
            for start, end in spans(compiled, text, pattern.name):
                word = text[start:end]
                valid = self.other.validate_result(word)
                score = pattern.score if valid is None else float(valid)
                if self.other.invalidate_result(word):
                    score = 0.0
                if score > 0:
                    explanation = AnalysisExplanation(
                        recognizer=self.name,
                        original_score=pattern.score,
                        pattern_name=pattern.name,
                        pattern=pattern.regex,
                        validation_result=valid,
                        textual_explanation=pattern.name,
                    )
                    found.append(_result(self, self.supported_entities[0], start, end, score, explanation))
        return EntityRecognizer.remove_duplicates(found)  # type: ignore[no-any-return]


def spans(pattern: Any, text: str, name: str) -> list[tuple[int, int]]:
    """Return where a pattern matches something. Raise PostlintError if it runs out of time."""
    try:
        found = [match.span() for match in pattern.finditer(text, timeout=TIMEOUT_MS / 1000)]
    except TimeoutError as error:
        raise _unsearched(f"the pattern of '{name}' took longer than {TIMEOUT_MS} ms") from error
    return [(start, end) for start, end in found if start < end]


def _unsearched(what: str) -> PostlintError:
    return PostlintError(Fault("", f"{what}, so the post was not searched for identifiers", "make the pattern simpler"))


def _result(
    recognizer: EntityRecognizer, entity: str, start: int, end: int, score: float, explanation: AnalysisExplanation
) -> RecognizerResult:
    explanation.score = score
    metadata = {
        RecognizerResult.RECOGNIZER_NAME_KEY: recognizer.name,
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
    }
    return RecognizerResult(entity, start, end, score, explanation, metadata)


class Context(ContextAwareEnhancer):  # type: ignore[misc]
    """Words and phrases around a match make it surer, on both sides and only as whole words."""

    BEFORE, AFTER, BOOST, FLOOR = 8, 5, 0.35, 0.4

    def __init__(self) -> None:
        super().__init__(self.BOOST, self.FLOOR, self.BEFORE, self.AFTER)

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """Return the results with the scores that their surroundings give them; 0 to those that miss theirs."""
        by_id = {recognizer.id: recognizer for recognizer in recognizers}
        around = Surroundings(nlp_artifacts.lemmas, nlp_artifacts.tokens_indices)
        for result in raw_results:
            recognizer = by_id[result.recognition_metadata[RecognizerResult.RECOGNIZER_IDENTIFIER_KEY]]
            shape: Shape | None = getattr(recognizer, "shape", None)
            own = recognizer.context or ()
            phrase = (
                around.context(shape, result.start, result.end)
                if shape
                else around.phrase(own, result.start, result.end, self.BEFORE, self.AFTER)
            )
            phrase = phrase or next((word for word in context or () if word in own), phrase)
            if phrase is None:
                result.score = 0.0
            elif phrase:
                sure = shape.sure if shape else min(max(result.score + self.BOOST, self.FLOOR), 1.0)
                explanation = result.analysis_explanation
                explanation.set_supportive_context_word(phrase)
                explanation.score_context_improvement = sure - result.score
                explanation.set_improved_score(sure)
                result.score = sure
            elif result.score <= _UNASKED:
                result.score = 0.0
        return raw_results


class _TimedOut(logging.Handler):
    """Turns Presidio's remark that it skipped a pattern into a failure."""

    def emit(self, record: logging.LogRecord) -> None:
        if "timed out" in record.getMessage():
            raise _unsearched("a recognizer ran out of time")


class Engine:
    """Presidio with a list of recognizers."""

    def __init__(self, added: Iterable[EntityRecognizer] = ()) -> None:
        """Make an engine of our recognizers and those of the school."""
        own = [Recognizer(shape, number) for number, shape in enumerate(SHAPES)]
        more = [_guarded(recognizer) for recognizer in added]
        registry = RecognizerRegistry([*own, *more], supported_languages=[LANGUAGE])
        self.added = tuple(entity for recognizer in more for entity in recognizer.supported_entities)
        self.ranks = {recognizer.name: recognizer.shape.rank for recognizer in own}
        self.analyzer = AnalyzerEngine(
            registry=registry,
            nlp_engine=Words(),
            supported_languages=[LANGUAGE],
            context_aware_enhancer=Context(),
        )

    def analyze(self, text: str, entities: Iterable[str] | None = None) -> list[RecognizerResult]:
        """Return what stands in a text, in its order; of what overlaps, the surest or the most specific."""
        wanted = None if entities is None else sorted(entities)
        if wanted is not None and not wanted:
            return []
        logger, handler = logging.getLogger("presidio-analyzer"), _TimedOut(logging.WARNING)
        logger.addHandler(handler)
        try:
            found = self.analyzer.analyze(
                text, LANGUAGE, entities=wanted, score_threshold=_LOWEST, return_decision_process=True
            )
        finally:
            logger.removeHandler(handler)
        return settled(found, self.ranks)


def _guarded(recognizer: EntityRecognizer) -> EntityRecognizer:
    plain = isinstance(recognizer, PatternRecognizer) and type(recognizer).analyze is PatternRecognizer.analyze
    return Guarded(recognizer) if plain else recognizer


SURE = 0.8


def settled(found: list[RecognizerResult], ranks: dict[str, int]) -> list[RecognizerResult]:
    """Return the results of which none touches another: sure before unsure, then by rank, then the longest."""

    def order(result: RecognizerResult) -> tuple[bool, int, int, float]:
        name = result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY]
        return (result.score < SURE, ranks.get(name, 99), result.start - result.end, -result.score)

    kept: list[RecognizerResult] = []
    for result in sorted(found, key=order):
        if all(result.end <= other.start or other.end <= result.start for other in kept):
            kept.append(result)
    return sorted(kept, key=lambda result: result.start)
