"""Which bytes are clearly what Excel saves on Windows."""

from __future__ import annotations

import pytest

from linter.readers.encodings import windows

WORDS = (
    "Zoë’s café – 50p",
    "“Merci”, dit Chloé: £3 … 20°",
    "Siân Ó Briain, Müller, Peña, Øystein, François, Ægir, Þóra",
    "naïve NAÏVE École ÉCOLE",
    "½ price, 5×5, © Thistlebrook • €2",
)


@pytest.mark.parametrize("words", WORDS)
def test_what_a_school_in_britain_writes_is_read(words: str) -> None:
    assert windows(words.encode("cp1252")) == words


@pytest.mark.parametrize(
    "data",
    [
        "café".encode("mac-roman"),
        "Today’s café".encode("mac-roman"),
        "Małgorzata".encode("cp1250"),
        "Łukasz".encode("cp1250"),
        "Σοφία".encode("cp1253"),
        "Анна".encode("cp1251"),
        "Zoë".encode() + b" Zo\xeb",
        "Today’s".encode() + b" Zo\xeb",
        "Zoë".encode("utf-16-le"),
        b"a\x81b",
        b"a\x07 \xe9",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
    ],
)
def test_what_would_come_out_as_nonsense_is_refused(data: bytes) -> None:
    assert windows(data) is None
