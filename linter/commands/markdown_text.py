"""Write Markdown that reads as it is meant, whatever the texts in it hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from linter.renderers.columns import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#]|&(?=#?\w+;))")
_LIST = re.compile(r"^(\d*)([-+=.)])")
# Underlined on the pages that show it, as in the review app.
_MARKS = str.maketrans({"⟦": "<ins>", "⟧": "</ins>"})


def text(words: str) -> str:
    """Return words on one line, with nothing in them that Markdown would take for its own."""
    shown = _SPECIAL.sub(r"\\\1", visible(words.strip()))
    return _LIST.sub(r"\1\\\2", shown)


def example(post: str) -> str:
    """Return the text of an example on one line: ⟦ ⟧ as underlining, line ends as <br>."""
    return "<br>".join(text(line).translate(_MARKS) for line in post.strip().splitlines())


def code(words: str) -> str:
    """Return words as code, on one line."""
    shown = visible(words)
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest or not shown.strip() else ""
    return f"{fence}{space}{shown}{space}{fence}"


def cell(words: str) -> str:
    """Return finished Markdown for a cell of a table, in which a bar must be escaped even in code."""
    return re.sub(r"(?<!\\)\|", r"\\|", words)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table; cells are finished Markdown."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return lines + [f"| {' | '.join(map(cell, row))} |" for row in rows]


def anchor(title: str) -> str:
    """Return the link target that code hosts give a heading of plain words."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
