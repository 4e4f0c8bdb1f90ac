"""Read Markdown as its reader will: the visible text with the way back, the targets of links, the inline images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from linter.text import MapBuilder, View
from linter.value import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTE = re.compile(r"<!--\s*postlint:")
# Without any of these a text is the same as Markdown and as plain text.
_MARKS = re.compile(r"[*_~`\[\]<&\\#|]|^[ \t]+|[ \t]+$|^[ \t]*[-+=>]|://", re.MULTILINE)


@frozen
class Target:
    """The address of a link as written, and where."""

    url: str
    start: int
    end: int


@frozen
class InlineImage:
    """A picture in the text, `![alt](path)`: its path, its alt text (as written) and the whole, each with its span."""

    path: str
    alt: str
    path_start: int
    path_end: int
    alt_start: int
    alt_end: int
    start: int
    end: int


@frozen
class Reading:
    """All that a text shows and holds."""

    view: View
    targets: tuple[Target, ...] = ()
    images: tuple[InlineImage, ...] = ()


def visible(text: str, markup: Literal["plain", "markdown"]) -> View:
    """Return the text as a reader of the published post sees it."""
    return read(text, markup).view


def link_targets(text: str, markup: Literal["plain", "markdown"]) -> tuple[Target, ...]:
    """Return the addresses that links lead to and that the visible text does not show (autolinks too)."""
    return read(text, markup).targets


def inline_images(text: str) -> tuple[InlineImage, ...]:
    """Return the pictures that Markdown puts into the text."""
    return read(text, "markdown").images


def read(text: str, markup: Literal["plain", "markdown"]) -> Reading:
    """Return the visible text, the link targets and the inline images at once. Linear in the length of the text."""
    if markup == "plain":
        return Reading(_without_notes(text))
    if not _MARKS.search(text):
        return Reading(View.of(text))
    from linter.evidence.markdown_blocks import blocks
    from linter.evidence.markdown_inline import Inline

    laid_out = blocks(text)
    inline = Inline(laid_out.view.text, laid_out.definitions)
    builder = MapBuilder()
    for start, end, raw in laid_out.spans:
        inline.write(start, end, builder, raw=raw)
    back = laid_out.view.span
    return Reading(
        builder.build().over(laid_out.view),
        tuple(sorted({_target(text, *span) for span in inline.targets(back)}, key=lambda target: target.start)),
        tuple(_image(text, *spans) for spans in inline.images(back)),
    )


def _target(text: str, start: int, end: int) -> Target:
    return Target(text[start:end], start, end)


def _image(text: str, path: tuple[int, int], alt: tuple[int, int], whole: tuple[int, int]) -> InlineImage:
    return InlineImage(text[slice(*path)], text[slice(*alt)], *path, *alt, *whole)


def _without_notes(text: str) -> View:
    if "<!--" not in text:
        return View.of(text)
    builder = MapBuilder()
    done = 0
    for start, end in _notes(text):
        builder.copy(text[done:start], done)
        done = end
    builder.copy(text[done:], done)
    return builder.build()


def _notes(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for match in _NOTE.finditer(text):
        if match.start() < done:
            continue
        close = text.find("-->", match.end())
        if close < 0:
            return
        done = close + 3
        yield match.start(), done
