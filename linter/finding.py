"""Findings: a place that a check found, with its rule and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from linter.rule import Severity
from linter.value import field, frozen

Status = Literal["reported", "suppressed", "waived"]


@frozen
class Hit:
    """A place that a check found, before the engine knows the rule's severity or words.

    `start` and `end` are code points in the part as written; equal when something is missing. `case` names one of
    the rule's cases; `values` fill the `{…}` of its message and are never private. `part` is "body", "alt:0", ….
    """

    part: str
    start: int
    end: int
    case: str = ""
    confidence: float = 1.0
    values: Mapping[str, str] = field(default_factory=dict)
    box: tuple[int, int, int, int] | None = None


@frozen
class Place:
    """Where a finding is: offsets in the part as written, lines and columns (1-based) in the file."""

    part: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    box: tuple[int, int, int, int] | None = None


@frozen
class Finding:
    """A hit with its rule. `message` and `excerpt` are masked; `found` is what stands in the post, in clear."""

    rule: str
    code: str
    severity: Severity
    status: Status
    confidence: float
    message: str
    fix: str
    clauses: tuple[str, ...]
    place: Place
    excerpt: str
    fingerprint: str
    case: str = ""
    private: bool = False
    found: str = field(default="", repr=False)
    reason: str = ""
