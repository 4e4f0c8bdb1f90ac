"""Kind `pattern`: regular expressions, for what words cannot say. Each is tried only where one of its keywords stands.

An expression runs out of time rather than out of control, and then it is a failure: a text that could not be searched
is never passed as clean.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from linter.checks.excuses import Excuses
from linter.checks.scope import part_is_wanted
from linter.errors import Fault, PostlintError
from linter.evidence import phrases as language
from linter.evidence.marks import marks as marks_of
from linter.evidence.normalise import fold
from linter.finding import Hit
from linter.text import View
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.post import Post

FOUND = "found"


@frozen
class Pattern:
    """One expression, in the syntax of the `regex` library.

    `keywords` are literals of which one must stand in the folded text before the expression is tried. `on` is the
    view it reads. The group `found`, if it has one, is what is underlined. `case` names a case of the rule.
    """

    expression: str
    keywords: tuple[str, ...] = ()
    on: Literal["written", "visible", "folded"] = "folded"
    case: str = ""


@frozen
class Options:
    """The expressions, the milliseconds each may take on one part, and what excuses a hit, as in kind `phrase`."""

    patterns: tuple[Pattern, ...]
    timeout_ms: int = 200
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for an expression that does not compile or has no keyword, or a malformed phrase."""
        if not self.patterns:
            raise ValueError("patterns: is empty")
        if self.timeout_ms < 1:
            raise ValueError(f"timeout_ms: is {self.timeout_ms}, but an expression needs at least 1")
        for number, pattern in enumerate(self.patterns):
            key = f"patterns[{number}]"
            if not any(fold(word).text.strip() for word in pattern.keywords):
                raise ValueError(f"{key}.keywords: is empty; give a word that is always near what is sought")
            try:
                _compiled(pattern.expression)
            except Exception as error:
                raise ValueError(f"{key}.expression: cannot be compiled: {error}") from error
        language.validate("unless", self.unless)
        language.validate("unless_near", self.unless_near)


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield what each expression finds and nothing excuses. Raise PostlintError if one runs out of time."""
    for part in evidence.parts:
        if not part_is_wanted(part, options.parts):
            continue
        folded = evidence.folded(part).text
        for number, pattern in enumerate(options.patterns):
            if any(word in folded for word in _keywords(pattern.keywords)):
                yield from _search(part, evidence, options, number)


def _search(part: Part, evidence: Evidence, options: Options, number: int) -> Iterator[Hit]:
    pattern = options.patterns[number]
    view = _view(part, evidence, pattern.on)
    for start, end in _spans(pattern, view.text, options.timeout_ms, part.name, number):
        first, last = view.span(start, end)
        if not _excused(part, evidence, options, first, last):
            yield Hit(part.name, first, last, pattern.case)


def _spans(pattern: Pattern, text: str, timeout_ms: int, part: str, number: int) -> list[tuple[int, int]]:
    """Return the spans found in a text; those that mark nothing are left out."""
    found = []
    compiled = _compiled(pattern.expression)
    group: str | int = FOUND if FOUND in compiled.groupindex else 0
    try:
        for match in compiled.finditer(text, timeout=timeout_ms / 1000):
            span = match.span(group)
            if span[0] < span[1]:
                found.append(span)
    except TimeoutError as error:
        what = f"took longer than {timeout_ms} ms on {part}, so the post was not searched"
        hint = "make the expression simpler, or raise timeout_ms"
        # The path and the rule are not known here; the engine adds them.
        raise PostlintError(Fault("", what, hint, f"detect.patterns[{number}].expression")) from error
    return found


def _view(part: Part, evidence: Evidence, on: str) -> View:
    if on == "written":
        return View.of(part.text)
    return evidence.visible(part) if on == "visible" else evidence.folded(part)


def _excused(part: Part, evidence: Evidence, options: Options, start: int, end: int) -> bool:
    if not options.unless and not options.unless_near:
        return False
    stream = evidence.words(part)[0]
    inside = [index for index, word in enumerate(stream) if word.start < end and start < word.end]
    if not inside:
        return False
    excuses = Excuses(stream, marks_of(evidence, part, stream), options.unless, options.unless_near)
    return excuses.hold(inside[0], inside[-1] + 1)


@lru_cache(maxsize=256)
def _keywords(words: tuple[str, ...]) -> tuple[str, ...]:
    # A keyword of nothing would open the door to every text.
    return tuple(folded for word in words if (folded := fold(word).text.strip()))


@lru_cache(maxsize=256)
def _compiled(expression: str) -> Any:
    import regex  # only when a keyword was seen: it costs more than all else that a clean post needs

    return regex.compile(expression)
