"""Find characters that a reader does not see, or that are not what they seem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HiddenKind = Literal["invisible", "direction", "look-alike", "fancy", "control", "private"]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Characters [start, end) that deceive; `name` is the Unicode name of the first."""

    start: int
    end: int
    kind: HiddenKind
    name: str


def hidden_characters(text: str) -> tuple[Hidden, ...]:
    """Return the characters of a text that a reader does not see as what they are."""
    return ()
