"""Streams of words made of a text, as evidence makes them."""

from __future__ import annotations

from linter.evidence import Evidence
from linter.evidence.words import Stream
from linter.post import Post
from tests.conftest import sample_linter


def stream(text: str) -> Stream:
    """Return the words of a text as it reads."""
    evidence = Evidence(Post(body=text), sample_linter().context)
    part = evidence.part("body")
    assert part is not None
    return evidence.words(part)[0]
