"""What can be put right by machine for one finding: offers, each with the edit that it would make.

A safe offer leaves what a post says as it is, and its result is certain; an unsafe one changes what it says, so
somebody must choose it. What an offer does is looked at again before it counts: only the post's own texts may differ,
and only there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import TYPE_CHECKING

from linter import editing
from linter.editing import EditError, Span
from linter.editing.paths import texts_of
from linter.errors import Fault
from linter.evidence import Evidence
from linter.evidence.hidden import hidden_characters
from linter.evidence.lookalikes import imitations
from linter.fixes import UNSAFE, names, unused_exceptions
from linter.post import Draft
from linter.reader_options import ReaderOptions
from linter.rule import EXCEPTION_FAULT
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.finding import Finding

DISCLAIMER = "add-disclaimer"
EXCEPTION = "unused-exceptions"
_INVISIBLE = frozenset({"invisible", "stray", "direction", "control"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_QUOTED = re.compile(r"'([^']{12,}?[\w.])'|“([^”]{12,})”")
_VARIANT = "\ufe0f"
_DEFAULTS = ReaderOptions()


@frozen
class Offer:
    """One way to put a finding right. `words` say it to a person; `span` of the post's text becomes `text`.

    `span` is None where what changes is more than a piece of text.
    """

    name: str
    words: str
    is_safe: bool
    finding: Finding = field(repr=False)
    span: Span | None = None
    text: str = field(default="", repr=False)


def offered(finding: Finding, draft: Draft, index: int, linter: Linter) -> tuple[Offer, ...]:
    """Return what can be done about a finding of post `index`, the safe ones first; nothing if it was silenced."""
    if finding.status != "reported":
        return ()
    if finding.rule == EXCEPTION_FAULT:
        return tuple(_exception(finding))
    if finding.rule in names.RULES:
        return tuple(Offer(name, f"{what[0].upper()}{what[1:]}", False, finding) for name, what in UNSAFE.items())
    active = linter.profile.rules.get(finding.rule)
    find = _BY_KIND.get(active.rule.kind) if active else None
    entry = draft.entries[index]
    part = finding.place.part
    # The name of a picture is changed where the picture is.
    if find is None or part.endswith("/name") or part not in texts_of(entry.post) or part not in entry.places:
        return ()
    evidence = Evidence(entry.post, linter.context, places=entry.places)
    return tuple(find(finding, evidence, active.options if active else None))


def apply(
    draft: Draft, index: int, offer: Offer, linter: Linter, read: editing.Read, options: ReaderOptions = _DEFAULTS
) -> str:
    """Return the text of a draft with what an offer would do. Raise EditError if it cannot be done safely."""
    faults: list[Fault] = []
    if offer.span is not None:
        return editing.replace_span(draft, index, offer.span, offer.text, read, options)
    if offer.name == EXCEPTION:
        text = unused_exceptions.fix(draft, [offer.finding], faults, read, options)
    else:
        found = [[offer.finding] if number == index else [] for number in range(len(draft.entries))]
        text, _ = names.fix(draft, found, offer.name, linter.context, read, faults)
    if faults or text == draft.text:
        raise EditError(faults or Fault(draft.path, "nothing would change", line=offer.finding.place.line))
    return text


def _exception(finding: Finding) -> Iterator[Offer]:
    if finding.case in unused_exceptions.CASES and (
        finding.place.part != "body" or finding.place.start < finding.place.end
    ):
        yield Offer(EXCEPTION, "Take this exception out: it lets nothing pass", True, finding)


def _camel_case(finding: Finding, evidence: Evidence, options: object) -> Iterator[Offer]:
    from linter.checks import hashtag_case

    place = finding.place
    for hit in hashtag_case.check(evidence.post, evidence, options):  # type: ignore[arg-type]
        if (hit.part, hit.start, hit.end) == (place.part, place.start, place.end):
            better = hit.values["better"]
            yield Offer("camel-case", f"Write it as {better}", True, finding, _span(finding), better)


def _plain_characters(finding: Finding, evidence: Evidence, _: object) -> Iterator[Offer]:
    text = texts_of(evidence.post)[finding.place.part]
    found = text[finding.place.start : finding.place.end]
    plain: str | None = None
    words = "Take the hidden character out"
    if finding.case in _INVISIBLE:
        # Where letters are written from right to left, marks of direction may be meant.
        if finding.case != "direction" or not any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
            plain = _between(text, finding.place.start, finding.place.end) if finding.case == "control" else ""
    elif finding.case == "look-alike":
        meant = imitations(text)
        letters = [meant.get(at, char) for at, char in enumerate(found, finding.place.start)]
        plain = "".join(new.upper() if old.isupper() else new for old, new in zip(found, letters, strict=True))
        words = "Type ordinary letters in its place"
    elif finding.case == "fancy":
        plain = unicodedata.normalize("NFKC", found)
        plain = plain if plain.isascii() else None
        words = "Write it in ordinary letters"
    if plain is not None and not hidden_characters(plain):
        yield Offer("plain-characters", words, True, finding, _span(finding), plain)


def _between(text: str, start: int, end: int) -> str:
    """Return what takes the place of a control character: a blank where it parts two words."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return " " if before and after and not before.isspace() and not after.isspace() else ""


def _untracked(finding: Finding, evidence: Evidence, options: object) -> Iterator[Offer]:
    if finding.case != "tracking":
        return
    wanted = [name for group in getattr(options, "groups", ()) if group.case == "tracking" for name in group.parameters]
    text = texts_of(evidence.post)[finding.place.part]
    link = text[finding.place.start : finding.place.end]
    head, question, rest = link.partition("?")
    query, sign, fragment = rest.partition("#")
    pieces = query.split("&")
    kept = [piece for piece in pieces if not _is_named(piece.partition("=")[0], wanted)]
    if not question or len(kept) == len(pieces) or ";" in query or "amp;" in link:
        return
    plain = head + ("?" if kept else "") + "&".join(kept) + sign + fragment
    words = "Take out of the address what tells advertisers who followed it"
    yield Offer("no-tracking", words, True, finding, _span(finding), plain)


def _is_named(name: str, wanted: list[str]) -> bool:
    return any(fnmatchcase(name.lower(), one) for one in wanted)


def _once(finding: Finding, evidence: Evidence, _: object) -> Iterator[Offer]:
    """Offer to leave one of a row of the same emoji, if the row is all that there is of it."""
    if finding.case != "repeated":
        return
    part, place = evidence.part(finding.place.part), finding.place
    if part is None:
        return
    view = evidence.visible(part)
    picture = part.text[place.start : place.end].replace(_VARIANT, "")
    same = [token for token in evidence.tokens(part).emoji if token.text.replace(_VARIANT, "") == picture]
    if len(same) < 2 or any(view.text[one.end : other.start].strip(" ") for one, other in pairwise(same)):
        return
    start, end = view.span(same[0].end, same[-1].end)
    yield Offer("emoji-once", "Leave one of them", True, finding, Span(place.part, start, end), "")


def _disclaimer(finding: Finding, evidence: Evidence, _: object) -> Iterator[Offer]:
    """Offer the sample disclaimer, which the rule, or the policy that changed it, quotes in its cure."""
    quoted = _QUOTED.search(finding.fix)
    if quoted is None or "body" not in evidence.places:
        return
    words = (quoted[1] or quoted[2]).rstrip(".")
    body = evidence.post.body
    at = len(body.rstrip())
    gap = "\r\n\r\n" if "\r\n" in body else "\n\n"
    text = f"{gap if at else ''}{words}."
    yield Offer(DISCLAIMER, f"Add '{words}.'", False, finding, Span("body", at, at), text)


def _span(finding: Finding) -> Span:
    return Span(finding.place.part, finding.place.start, finding.place.end)


# Kind of check → what can be offered for what it found.
_BY_KIND: dict[str, Callable[[Finding, Evidence, object], Iterator[Offer]]] = {
    "hashtag-case": _camel_case,
    "hidden-characters": _plain_characters,
    "link": _untracked,
    "shouting": _once,
    "missing-disclaimer": _disclaimer,
}
