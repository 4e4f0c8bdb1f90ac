"""Where a post has a name that stands in the lists of people, in whatever form it is written; no context is weighed.

The ids of a mention are rows of the lists, unique over all of them: `context.roll` has those of pupils,
`context.staff` those of staff; "allow:0" is the first name of `[allow] names`. A name that may mean a pupil counts as
a pupil's, whoever else bears it: all are in `ids`, pupils first. The confidence is that of the form alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.evidence.people import Mention, Who

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.roll.found import Found
    from linter.evidence.roll.matcher import Matcher

VERSION = 2
_PARTING = re.compile(r"[-_.+~%]")
ALLOWED = "allow:"


def gather(evidence: Evidence) -> tuple[Mention, ...]:
    """Return each place that matches a listed person, as a mention whose confidence is that of its form alone."""
    matcher = evidence.context.matcher
    if matcher is None:
        return ()
    from linter.evidence.roll.found import longest

    found: list[Mention] = []
    for part in evidence.parts:
        matches = list(_matches(evidence, part, matcher))
        if matches:
            found += [_mention(part.name, one, matcher) for one in longest(matches)]
    return tuple(found)


def _matches(evidence: Evidence, part: Part, matcher: Matcher) -> Iterator[Found]:
    from linter.evidence.roll.items import has_humps, humped, items, pieces

    seen = evidence.visible(part)
    text = seen.text
    if part.name.endswith("/name"):
        yield from matcher.in_pieces(pieces(text, seen, 0))
        return
    for stream in evidence.words(part):
        if matcher.may_match(stream):
            yield from matcher.find(items(stream, part.text))
    if "@" in text or "#" in text or "/" in text or "." in text:
        tokens = evidence.tokens(part)
        for token in (*tokens.emails, *tokens.mentions, *tokens.hashtags):
            yield from matcher.in_pieces(pieces(token.text, seen, token.start))
        for token in tokens.urls:
            for one in matcher.in_pieces(pieces(token.text, seen, token.start)):
                # What a shortener makes up, "CBo2N1tHi1", is full of initials.
                if one.form not in ("first-initial", "initial-last") or _PARTING.search(part.text, one.start, one.end):
                    yield one
    elif part.name.startswith("field:") and " " not in text:
        yield from matcher.in_pieces(pieces(text, seen, 0))
    if has_humps(text):
        urls = evidence.tokens(part).urls
        for offset, word in humped(text):
            if any(url.start <= offset < url.end for url in urls):
                continue
            yield from matcher.in_pieces(pieces(word, seen, offset))


def _mention(part: str, found: Found, matcher: Matcher) -> Mention:
    people = sorted((matcher.index.person(number) for number in found.people), key=lambda one: not one.is_pupil)
    ids = tuple(person.id for person in people)
    clues = found.clues
    if found.allowed >= 0:
        return Mention(
            part, found.start, found.end, "allowed", found.form, 1.0, (f"{ALLOWED}{found.allowed}", *ids), clues
        )
    pupil = bool(people) and people[0].is_pupil
    if pupil and not people[-1].is_pupil:
        clues = (*clues, "staff-share-it")
    who: Who = "pupil" if pupil else "staff"
    return Mention(part, found.start, found.end, who, found.form, round(found.confidence, 2), ids, clues)
