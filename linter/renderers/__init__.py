"""From a report to text: one module per format, each a pure function.

A renderer is a module with `render(report, options) -> str`. It is imported when its format is first asked for, and
it gets a report in which every text is already masked (see `masking`); only lines of the drafts are left to mask.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

from linter.value import field, frozen

if TYPE_CHECKING:
    from datetime import datetime

    from linter.report import Report
    from linter.rule import Rule
    from linter.text import Lines

# Format → the module that renders it.
RENDERERS: dict[str, str] = {
    "text": "linter.renderers.text",
    "json": "linter.renderers.json_report",
    "jsonl": "linter.renderers.jsonl",
    "github": "linter.renderers.github",
    "sarif": "linter.renderers.sarif",
    "junit": "linter.renderers.junit",
    "html": "linter.renderers.html_report",
}


@frozen
class Destination:
    """Where a post goes, in words: the account's first handle and type, and the platforms by their own names."""

    account: str = ""
    type: str = ""
    platforms: tuple[str, ...] = ()


@frozen
class Thumbnail:
    """A small copy of a picture for the page.

    `uri` holds its bytes (JPEG), `width` and `height` are in pixels, `hidden` says in words what cannot be seen in it,
    `boxed` has the numbers of the findings that are drawn in it.
    """

    uri: str
    width: int
    height: int
    hidden: str = ""
    boxed: tuple[int, ...] = ()


@frozen
class RenderOptions:
    """How to render, and what a renderer may show beside the report.

    `sources` are the texts of the drafts by path, `clauses` the plain texts of clauses by id ("chase-terrace/dp.a").
    `width` is that of the terminal, in columns; `quiet` leaves out the findings and keeps the summary (text only).
    For the page (html) alone: `title` is whose posts they are, `when` the moment of the run, `rules` the rules by name,
    `destinations` where each post goes, by the path of its draft and its place in it, `thumbnails` its pictures, by
    the same and the place of the picture in the post.
    """

    show_values: bool = False
    color: bool = False
    width: int = 100
    sources: Mapping[str, Lines] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    quiet: bool = False
    title: str = ""
    when: datetime | None = None
    rules: Mapping[str, Rule] = field(default_factory=dict)
    destinations: Mapping[tuple[str, int], Destination] = field(default_factory=dict)
    thumbnails: Mapping[tuple[str, int, int], Thumbnail] = field(default_factory=dict)


def render(format: str, report: Report, options: RenderOptions | None = None) -> str:  # noqa: A002 - as --format
    """Return a report in a format. Raise KeyError for an unknown one."""
    from linter.renderers.masking import printable

    options = options or RenderOptions()
    module = import_module(RENDERERS[format])
    return cast(str, module.render(printable(report, show_values=options.show_values), options))
