"""How something is said: denied, asked, quoted, reported, supposed."""

from __future__ import annotations

import pytest

from linter.evidence import Evidence
from linter.evidence.modifiers import modifiers
from linter.post import Post
from tests.conftest import sample_linter


def _ways(marked: str) -> set[str]:
    body = marked.replace("⟦", "").replace("⟧", "")
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    evidence = Evidence(Post(body=body), sample_linter().context)
    part = evidence.parts[0]
    stream = evidence.words(part)[0]
    inside = [index for index, word in enumerate(stream) if start <= word.start and word.end <= end]
    return set(modifiers(stream, inside[0], inside[-1] + 1, part.text))


@pytest.mark.parametrize(
    ("marked", "ways"),
    [
        ("Our school is ⟦outstanding⟧.", set()),
        ("We are not an ⟦outstanding⟧ school.", {"negated"}),
        ("It isn't ⟦outstanding⟧ yet.", {"negated"}),
        ("Stop ⟦bullying⟧ now.", {"negated"}),
        ("Stop being such a ⟦pillock⟧.", set()),
        ("Not only ⟦outstanding⟧ but kind.", set()),
        ("No rain at all, but an ⟦outstanding⟧ day.", set()),
        ("Is the school ⟦outstanding⟧?", {"question"}),
        ("why is it ⟦outstanding⟧", {"question"}),
        ("What an ⟦outstanding⟧ day", set()),
        ("The report said it was ⟦outstanding⟧.", {"reported"}),
        ("If we were ⟦outstanding⟧ we would say so.", {"conditional"}),
        ('A banner: "an ⟦outstanding⟧ place".', {"quoted"}),
        ("It rained. Nothing happened. We are ⟦outstanding⟧.", set()),
        ("He asked whether we are ⟦outstanding⟧?", {"reported", "conditional", "question"}),
    ],
)
def test_words_before_tell_how_something_is_said(marked: str, ways: set[str]) -> None:
    assert _ways(marked) == ways
