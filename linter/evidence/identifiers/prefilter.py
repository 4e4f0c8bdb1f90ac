"""Which identifiers a text could hold: regular expressions only, so that most posts never wait for Presidio.

A gate never stays shut before a match: it asks the same patterns, checks and words around as the recognizers do. It
may open for nothing where a match is later found to be a part of another. A property test compares.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from linter.evidence.identifiers.families import SHAPES
from linter.evidence.identifiers.shapes import LONG_RUN, Seen, Shape, Surroundings
from linter.evidence.late import Late

# Six digits with no more than signs and a single letter between them.
_LONG_RUN = re.compile(r"[0-9](?:[\W_]{0,6}(?:[A-Za-z][\W_]{0,6})?[0-9]){5}")
_DIGIT = re.compile(r"[0-9]")


class Search(NamedTuple):
    """A form made ready: what it needs, the cheap pattern, the pattern, and whether it asks for a word around it."""

    needs: tuple[tuple[str, ...], ...]
    hint: Late | None
    pattern: Late
    asks: bool


class Gate(NamedTuple):
    """A shape made ready to be looked for."""

    shape: Shape
    searches: tuple[Search, ...]


@cache
def _hint(expression: str) -> Late:
    return Late(expression)


@cache
def gates() -> tuple[Gate, ...]:
    """Return the gates of all shapes."""
    return tuple(
        Gate(
            shape,
            tuple(
                Search(
                    form.needs,
                    _hint(form.hint) if form.hint else None,
                    Late(form.pattern, shape.flags),
                    form.score == 0,
                )
                for form in shape.forms
            ),
        )
        for shape in SHAPES
    )


def candidates(text: str) -> frozenset[str]:
    """Return the entities of which a text may hold one."""
    digit = _DIGIT.search(text) is not None
    run = digit and _LONG_RUN.search(text) is not None
    lower = f" {' '.join(text.lower().split())} "
    found: set[str] = set()
    around: list[Surroundings] = []
    asked: dict[int, bool] = {}
    for gate in gates():
        need = gate.shape.digits
        if need and not (run if need >= LONG_RUN else digit):
            continue
        if gate.shape.entity not in found and _opens(gate, text, lower, around, asked):
            found.add(gate.shape.entity)
    return frozenset(found)


def _opens(gate: Gate, text: str, lower: str, around: list[Surroundings], asked: dict[int, bool]) -> bool:
    """Say whether a shape is in a text. `around` keeps its words, which are found when they are first asked for."""
    shape = gate.shape
    for search in gate.searches:
        if search.needs and not all(_has(literals, lower, asked) for literals in search.needs):
            continue
        if search.hint is not None and not _hints(search.hint, text, asked):
            continue
        for match in search.pattern.now.finditer(text):
            start, end = match.span()
            verdict = shape.check(Seen(text, start, end)) if shape.check else True
            if verdict is False:
                continue
            if not around:
                around.append(Surroundings.of(text))
            phrase = around[0].context(shape, start, end)
            if phrase is None:
                continue
            if phrase or not (verdict == 0.0 or (search.asks and verdict is True)):  # else it waits for a word near it
                return True
    return False


def _has(literals: tuple[str, ...], lower: str, asked: dict[int, bool]) -> bool:
    """Say whether one of the literals, which live as long as the shapes, is in a text; each set is looked for once."""
    known = asked.get(id(literals))
    if known is None:
        known = False
        for literal in literals:  # a loop costs half of any()
            if literal in lower:
                known = True
                break
        asked[id(literals)] = known
    return known


def _hints(hint: Late, text: str, asked: dict[int, bool]) -> bool:
    """Say whether a cheap pattern matches; several forms share one."""
    known = asked.get(id(hint))
    if known is None:
        known = asked[id(hint)] = hint.search(text) is not None
    return known
