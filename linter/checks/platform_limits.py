"""Kind `platform-limits`: what a platform would refuse, cut off or tear apart.

A thread is checked post by post, so what is known of the others is only that they exist. The fault that one post can
show is that it carries the disclaimer of the others: posts of a thread are shared one by one, and then the disclaimer
is gone. A post that names the school and has none is the business of the rule on missing disclaimers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.context import Count, PlatformFacts
    from linter.evidence import Evidence
    from linter.evidence.lengths import Measured
    from linter.evidence.parts import Part
    from linter.post import Post

CASES = ("body", "title", "alt", "hashtags", "images", "unknown", "thread", "cut-off")
# Texts beside the post itself are counted without a platform's rules for links.
_PLAIN: dict[Count, Count] = {"x-weighted": "code-points", "mastodon": "graphemes"}


@frozen
class Options:
    """Which limits to look at, by the name of their case; all if empty. The limits are in `rules/platforms`."""

    limits: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a limit that is not known."""
        for name in self.limits:
            if name not in CASES:
                raise ValueError(f"limits: '{name}' is not one of {', '.join(CASES)}")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what is too long or too many for each platform of the post, and disclaimers that get lost."""
    for hit in _hits(post, evidence):
        if not options.limits or hit.case in options.limits:
            yield hit


def _hits(post: Post, evidence: Evidence) -> Iterator[Hit]:
    body = evidence.part("body")
    title = evidence.part("title")
    for facts in evidence.platforms:
        if body:
            yield from _body(body, facts, evidence)
            yield from _hashtags(body, facts, evidence)
        if title and facts.headline is not None:
            yield from _plain("title", title, facts, facts.headline, evidence)
        if facts.alt is not None:
            for index in range(len(post.images)):
                alt = evidence.part(f"alt:{index}")
                if alt:
                    yield from _plain("alt", alt, facts, facts.alt, evidence)
        if facts.images is not None and len(post.images) > facts.images:
            name = f"image:{facts.images}/name"
            part = evidence.part(name)
            yield Hit(
                name, 0, len(part.text) if part else 0, "images", values=_values(facts, len(post.images), facts.images)
            )
    for word in evidence.declared.unknown_platforms:
        yield Hit("body", 0, 0, "unknown", values={"platform": word, "length": "", "limit": ""})
    if body and evidence.declared.account_type != "official":
        yield from _disclaimers(post, body, evidence)


def _values(facts: PlatformFacts, length: int, limit: int) -> dict[str, str]:
    return {"platform": facts.title, "length": f"{length:,}", "limit": f"{limit:,}"}


def _measured(part: Part, facts: PlatformFacts, limit: int, count: Count, evidence: Evidence) -> Measured | None:
    from linter.evidence.lengths import measure

    text = evidence.visible(part).text.rstrip()
    if count != facts.count or facts.link_length is None:
        return measure(text, count, limit)
    tokens = evidence.tokens(part)
    return measure(text, count, limit, link_length=facts.link_length, urls=tokens.urls, mentions=tokens.mentions)


def _body(part: Part, facts: PlatformFacts, evidence: Evidence) -> Iterator[Hit]:
    if facts.body is None:
        return
    over = _measured(part, facts, facts.body, facts.count, evidence)
    if over:
        yield _tail("body", part, over, _values(facts, over.length, facts.body), evidence)


def _plain(case: str, part: Part, facts: PlatformFacts, limit: int, evidence: Evidence) -> Iterator[Hit]:
    over = _measured(part, facts, limit, _PLAIN.get(facts.count, facts.count), evidence)
    if over:
        yield _tail(case, part, over, _values(facts, over.length, limit), evidence)


def _tail(case: str, part: Part, over: Measured, values: dict[str, str], evidence: Evidence) -> Hit:
    seen = evidence.visible(part)
    return Hit(part.name, *seen.span(over.cut, len(seen.text.rstrip())), case, values=values)


def _hashtags(part: Part, facts: PlatformFacts, evidence: Evidence) -> Iterator[Hit]:
    if facts.hashtags is None or part.text.count("#") + part.text.count("＃") <= facts.hashtags:
        return
    tags = evidence.tokens(part).hashtags
    if len(tags) > facts.hashtags:
        span = evidence.visible(part).span(tags[facts.hashtags].start, tags[-1].end)
        yield Hit(part.name, *span, "hashtags", values=_values(facts, len(tags), facts.hashtags))


def _disclaimers(post: Post, body: Part, evidence: Evidence) -> Iterator[Hit]:
    """Yield a disclaimer that stands in another post of the thread than the one that needs it, or below the fold."""
    place, posts = post.thread or (1, 1)
    folds = [facts for facts in evidence.platforms if facts.cut_off is not None and len(body.text) > facts.cut_off]
    if place == 1 and not folds:
        return
    spans = sorted((start, end) for name, start, end in evidence.disclaimers if name == "body")
    names_the_school = any(mention.part == "body" for mention in evidence.school)
    if not spans:
        return
    start, end = spans[0]
    if place > 1 and not names_the_school:
        values = {"platform": "", "length": str(place), "limit": str(posts)}
        yield Hit("body", start, end, "thread", values=values)
    if names_the_school:
        for facts in folds:
            if start >= (facts.cut_off or 0):
                yield Hit("body", start, end, "cut-off", values=_values(facts, start, facts.cut_off or 0))
