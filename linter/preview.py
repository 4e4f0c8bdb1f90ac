"""What a post looks like where it will stand: its text, length, links and tags as each of its platforms shows them.

    for shown in previews(linter, report.post): print(shown.title, shown.length, shown.limit, shown.text)

It judges nothing; the limits are those of `rules/platforms`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from linter.evidence import Evidence
from linter.evidence.lengths import length, measure
from linter.text import View
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.context import Count, PlatformFacts
    from linter.engine import Linter
    from linter.evidence.parts import Part
    from linter.post import Post

Kind = Literal["link", "hashtag", "mention"]
# Texts beside the post itself are counted without a platform's rules for links.
_PLAIN: dict[Count, Count] = {"x-weighted": "code-points", "mastodon": "graphemes"}


@frozen
class Mark:
    """A piece of a shown text that platforms show in their own colour: code points, half-open."""

    start: int
    end: int
    kind: Kind


class Shown:
    """A text of a post as its reader sees it. `text` is without markup; `marks` are spans of it."""

    def __init__(self, part: str, view: View, marks: tuple[Mark, ...] = ()) -> None:
        self.part = part
        self.text = view.text
        self.marks = marks
        self._view = view

    @cached_property
    def _written(self) -> list[tuple[int, int]]:
        return [self._view.span(at, at + 1) for at in range(len(self.text))]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the shown text for a span of the part as written; empty if nothing of it is shown."""
        first = next((at for at, (_, stop) in enumerate(self._written) if stop > start), len(self.text))
        if end <= start:
            return first, first
        last = next((at for at in range(len(self.text), first, -1) if self._written[at - 1][0] < end), first)
        return first, last


@frozen
class AltText:
    """The alt text of a picture; `text` is None where none was given, `limit` None where the platform has none."""

    path: str
    text: Shown | None
    decorative: bool = False
    length: int = 0
    limit: int | None = None


@frozen
class Preview:
    """A post on one platform.

    `length` and `limit` are in the platform's own count; from `cut` on the text is over the limit, from `fold` on it
    is folded away behind "more"; both are offsets of the shown body, None where there is no such place.
    """

    platform: str
    title: str
    headline: Shown | None
    body: Shown
    length: int
    limit: int | None = None
    cut: int | None = None
    fold: int | None = None
    alts: tuple[AltText, ...] = ()
    known: bool = True
    note: str = field(default="")


def previews(linter: Linter, post: Post) -> tuple[Preview, ...]:
    """Return a post as each of its platforms shows it; one without any platform is shown once, by no rules."""
    evidence = Evidence(post, linter.context)
    found = [_preview(evidence, facts) for facts in evidence.platforms]
    found += [_plain(evidence, name) for name in evidence.declared.unknown_platforms]
    return tuple(found) or (_plain(evidence, ""),)


def _preview(evidence: Evidence, facts: PlatformFacts) -> Preview:
    body, part = _shown(evidence, "body"), evidence.part("body")
    size, cut, fold = 0, None, None
    if part:
        text, tokens = body.text.rstrip(), evidence.tokens(part)
        size = length(text, facts.count, link_length=facts.link_length, urls=tokens.urls, mentions=tokens.mentions)
        if facts.body is not None:
            over = measure(
                text,
                facts.count,
                facts.body,
                link_length=facts.link_length,
                urls=tokens.urls,
                mentions=tokens.mentions,
            )
            cut = over.cut if over else None
        if facts.cut_off is not None:
            folded = measure(text, facts.count, facts.cut_off)
            fold = folded.cut if folded else None
    return Preview(
        facts.name,
        facts.title,
        _shown(evidence, "title") if evidence.part("title") else None,
        body,
        size,
        facts.body,
        cut,
        fold,
        _alts(evidence, facts.alt, _PLAIN.get(facts.count, facts.count)),
        note=facts.note,
    )


def _plain(evidence: Evidence, name: str) -> Preview:
    """Return a post where no facts of the platform are known."""
    body = _shown(evidence, "body")
    title = _shown(evidence, "title") if evidence.part("title") else None
    return Preview(
        name, name, title, body, len(body.text.rstrip()), alts=_alts(evidence, None, "code-points"), known=False
    )


def _shown(evidence: Evidence, name: str) -> Shown:
    part = evidence.part(name)
    if part is None:
        return Shown(name, View.of(""))
    return Shown(name, evidence.visible(part), _marks(evidence, part))


def _marks(evidence: Evidence, part: Part) -> tuple[Mark, ...]:
    tokens = evidence.tokens(part)
    found = [Mark(one.start, one.end, "link") for one in (*tokens.urls, *tokens.emails)]
    found += [Mark(one.start, one.end, "hashtag") for one in tokens.hashtags]
    found += [Mark(one.start, one.end, "mention") for one in tokens.mentions]
    return tuple(sorted(found, key=lambda mark: mark.start))


def _alts(evidence: Evidence, limit: int | None, count: Count) -> tuple[AltText, ...]:
    found = []
    for index, image in enumerate(evidence.post.images):
        text = _shown(evidence, f"alt:{index}") if image.alt else None
        size = length(text.text.rstrip(), count) if text else 0
        found.append(AltText(image.path, text, image.decorative, size, limit))
    return tuple(found)
