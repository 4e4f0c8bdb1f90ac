"""Kind `ad-label`: words that tell of something in return, in a post that does not begin by calling itself an ad."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import phrase
from linter.evidence import phrases as language
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post


@frozen
class Options:
    """The words that tell, what excuses them, and the labels.

    One of `labels` must stand among the `first_words` words of the title, or of the body.
    """

    phrases: tuple[str, ...]
    labels: tuple[str, ...]
    first_words: int = 6
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or if there is no label."""
        _as_phrases(self).validate()
        if not self.labels:
            raise ValueError("labels: is empty")
        language.validate("labels", self.labels)


def needs(options: Options) -> list[tuple[tuple[str, ...], ...]] | None:
    """Return the ways in which something could be found."""
    return phrase.needs(_as_phrases(options))


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the first place of each part that tells of something in return."""
    hits = [*phrase.check(post, evidence, _as_phrases(options))]
    if hits and not _is_labelled(evidence, options):
        yield from {hit.part: hit for hit in reversed(hits)}.values()


def _is_labelled(evidence: Evidence, options: Options) -> bool:
    labels = language.compiled(options.labels)
    opening = [part for part in evidence.parts if part.name in ("body", "title")]
    return any(match.first < options.first_words for part in opening for match in labels.find(evidence.words(part)[0]))


def _as_phrases(options: Options) -> phrase.Options:
    return phrase.Options(options.phrases, unless=options.unless, unless_near=options.unless_near)
