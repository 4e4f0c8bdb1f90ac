"""The look at what a picture carries beside its pixels. It is the only place that sees coordinates and serial numbers.

What it tells of them is that they are there. Of texts that people wrote it tells the words, for the rules to read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.evidence.metadata.fields import KINDS, Field
from linter.evidence.metadata.previews import Preview
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence.pictures.pixels import Pixels

VERSION = 1
SECONDS = 30.0

_MOST_FIELDS = 400
_MOST_PREVIEWS = 12


@frozen
class Carried:
    """What a picture carries: fields, each once, and the smaller pictures within it."""

    fields: tuple[Field, ...] = ()
    previews: tuple[Preview, ...] = ()


def look(pixels: Pixels, extra: bytes = b"") -> Carried:  # noqa: ARG001 - every look takes the same
    """Read all metadata of a picture. What is damaged in it is left out, never raised."""
    from linter.evidence.metadata.previews import compared
    from linter.evidence.metadata.reading import Reading

    reading = Reading()
    reading.take(pixels.data)
    fields = tuple(_each_once(reading.fields))[:_MOST_FIELDS]
    return Carried(fields, tuple(compared(pixels, reading.pictures[:_MOST_PREVIEWS])))


def _each_once(fields: list[Field]) -> Iterator[Field]:
    seen: set[tuple[str, str]] = set()
    for field in fields:
        mark = (field.kind, field.value.casefold() or field.label)
        if mark not in seen:
            seen.add(mark)
            yield field


def encode(value: Carried) -> bytes:
    """Return what was seen as bytes."""
    return json.dumps({"fields": value.fields, "previews": value.previews}).encode("ascii")


def decode(data: bytes) -> Carried:
    """Return what `encode` was given; raise ValueError if it is not that."""
    try:
        read = json.loads(data)
        fields = tuple(Field(*row) for row in read["fields"])
        previews = tuple(Preview(*row) for row in read["previews"])
    except (TypeError, KeyError) as error:
        raise ValueError(str(error)) from error
    if not all(field.kind in KINDS and _are_text(field) for field in fields):
        raise ValueError("no fields")
    if not all(_are_text(preview) for preview in previews):
        raise ValueError("no previews")
    return Carried(fields, previews)


def _are_text(row: tuple[Any, ...]) -> bool:
    return all(isinstance(each, str) for each in row)
