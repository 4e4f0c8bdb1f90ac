"""Paths to values inside a document: `data.items[*].post`, `content.text`, `media[0].alt?`.

A step is a key (in double quotes if it holds a dot), `[0]` for one item of a list (`.0` says the same), or `[*]` for
each. A step that is not there is a fault, unless a question mark follows it. Why our own: the libraries for JSONPath
and JMESPath walk plain data and lose where each value stands, and what leads nowhere they pass over in silence, which
here would let an embargo go unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from linter.errors import did_you_mean
from linter.readers.values import Value
from linter.value import frozen

EACH = "*"
_STEP = re.compile(r'(\.?)(?:([^.\[\]?"*\s]+)|"([^"]+)"|\[(\d{1,6}|\*)\])(\??)')


@frozen
class Step:
    """One step of a path. `key` is a key, the number of an item, or `EACH`."""

    key: str
    optional: bool = False


@frozen
class Spot:
    """A value inside a document, and its own path there: "data.items[2].post"."""

    value: Value
    key: str = ""


Path = tuple[Step, ...]
# spot, what is wrong there, what to do
Miss = Callable[[Spot, str, str], None]


def parse(text: str) -> Path | None:
    """Return the steps of a path, or None if it is none."""
    steps, at = [], 0
    while at < len(text):
        match = _STEP.match(text, at)
        # A dot stands before each key but the first, and never before a bracket.
        if match is None or bool(match[1]) != (at > 0 and match[4] is None):
            return None
        steps.append(Step(match[2] or match[3] or match[4], bool(match[5])))
        at = match.end()
    return tuple(steps)


def select(spot: Spot, path: Path, miss: Miss) -> Iterator[Spot]:
    """Yield what a path leads to from a spot; where it leads nowhere, `miss` is told."""
    if not path:
        yield spot
        return
    step, rest = path[0], path[1:]
    data = spot.value.data
    if step.key == EACH:
        if isinstance(data, tuple):
            for index, item in enumerate(data):
                yield from select(Spot(item, f"{spot.key}[{index}]"), rest, miss)
        elif not (step.optional and data is None):
            miss(spot, f"{_shown(spot)} is not a list", "take out [*]")
        return
    child = _child(spot, step.key)
    if child is None:
        if not step.optional:
            keys = data if isinstance(data, dict) else ()
            near = did_you_mean(step.key, keys)
            cure = near if "did you" in near else f"mend the path, or write '{step.key}?' if it may be missing"
            miss(spot, f"{_shown(spot)} has no '{step.key}'", cure)
    elif not (step.optional and child.value.data is None):
        yield from select(child, rest, miss)


def _child(spot: Spot, key: str) -> Spot | None:
    data = spot.value.data
    if isinstance(data, dict):
        return Spot(data[key], f"{spot.key}.{key}" if spot.key else key) if key in data else None
    if isinstance(data, tuple) and key.isdecimal() and int(key) < len(data):
        return Spot(data[int(key)], f"{spot.key}[{int(key)}]")
    return None


def _shown(spot: Spot) -> str:
    return f"'{spot.key}'" if spot.key else "the document"
