"""What is answered: one JSON object of the same shape for every request, in which private values are masked.

`allowed` is true only if every version was judged and may go out. `status` is "complete", "partial" (a check could
not be carried out) or "refused" (nothing was judged, and `error` says in a word why).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from linter import __version__
from linter.errors import Fault
from linter.gate import Decision, Reason
from linter.post import Post
from linter.renderers.json_report import encode
from linter.report import OUTCOMES
from linter.serving import SCHEMA
from linter.serving.requests import Code, Id, Request

Answer = dict[str, Any]


def answer(request: Request, decisions: Sequence[Decision]) -> Answer:
    """Return the answer to a request; there is one decision for each of its posts."""
    judged = list(zip(request.posts, decisions, strict=True))
    outcomes = [decision.outcome for decision in decisions]
    is_partial = any(decision.report.all_failures for decision in decisions)
    return {
        "schema": SCHEMA,
        "postlint": __version__,
        "id": request.id,
        "status": "partial" if is_partial else "complete",
        "error": None,
        "intent": request.intent,
        "policy": decisions[0].report.policy if decisions else None,
        "allowed": bool(decisions) and all(decision.allowed for decision in decisions),
        "outcome": min(outcomes, key=OUTCOMES.index, default="blocked"),
        "reasons": [
            _reason(reason, index, post) for index, (post, decision) in enumerate(judged) for reason in decision.reasons
        ],
        "versions": [
            {
                "account": post.account,
                "platforms": list(post.platforms),
                "allowed": decision.allowed,
                "outcome": decision.outcome,
            }
            for post, decision in judged
        ],
    }


def refusal(code: Code, faults: Sequence[Fault], own: Id = None) -> Answer:
    """Return the answer to a request of which nothing was judged."""
    reasons = [Reason("failure", True, f"'{f.key}' {f.what}" if f.key else f.what, f.hint, code=code) for f in faults]
    return {
        "schema": SCHEMA,
        "postlint": __version__,
        "id": own,
        "status": "refused",
        "error": code,
        "intent": None,
        "policy": None,
        "allowed": False,
        "outcome": "blocked",
        "reasons": [_reason(reason, None, None) for reason in reasons],
        "versions": [],
    }


def line(given: Answer) -> str:
    """Return an answer as JSON on one line, without the line's end."""
    return encode(given)


def _reason(reason: Reason, version: int | None, post: Post | None) -> Answer:
    span, text = reason.span, _text_of(reason.part, post)
    return {
        "version": version,
        "level": reason.level,
        "stops": reason.stops,
        "code": reason.code,
        "rule": reason.rule,
        "message": reason.message,
        "fix": reason.fix,
        "clauses": list(reason.clauses),
        "part": reason.part,
        "span": list(span) if span else None,
        "span_utf16": [_utf16(text, at) for at in span] if span and text is not None else None,
        "box": list(reason.box) if reason.box else None,
        "excerpt": reason.excerpt,
        "confidence": reason.confidence,
    }


def _text_of(part: str, post: Post | None) -> str | None:
    """Return a text that the client has sent and may mark; None for what was read in a picture, say."""
    if post is None:
        return None
    name, _, index = part.partition(":")
    if name == "alt" and index.isdecimal() and int(index) < len(post.images):
        return post.images[int(index)].alt or ""
    return {"body": post.body, "title": post.title or ""}.get(part)


def _utf16(text: str, at: int) -> int:
    """Return an offset as JavaScript, Java and C# count it."""
    return at + sum(ord(char) > 0xFFFF for char in text[:at])
