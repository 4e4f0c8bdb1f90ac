"""Format `html`: one self-contained file for people without git, to open, filter, read and print.

Nothing in it comes from elsewhere or can reach anything: its policy lets run only the style and the script that it
holds, by their hashes. Templates escape all they are given, and what cannot be seen is shown as in a terminal.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from linter import __version__
from linter.errors import Fault
from linter.renderers import Destination, RenderOptions, Thumbnail
from linter.renderers.columns import visible
from linter.renderers.html.cards import Card, card, moment
from linter.renderers.html.charts import charts, outcomes
from linter.renderers.html.findings import Note, by_part, flags_of, notes, rule_notes
from linter.renderers.html.veil import Veil, veils
from linter.renderers.text import GLYPHS
from linter.report import OUTCOMES, Outcome, PostReport, Report
from linter.rule import SEVERITIES
from linter.value import frozen

_FOLDER = Path(__file__).parent / "html"
# Up to so many findings each one tells why and shows its clauses; beyond, the page would weigh too much, and each
# leads to its rule at the end of the page, where both stand once.
IN_FULL = 500
_MEANINGS = {
    "blocked": "must not be published as it is",
    "review": "somebody should look before it goes out",
    "ready": "may go out",
}
_SEVERITY_GLYPHS = {"error": "✖", "warning": "▲", "info": "●"}


@frozen
class Trouble:
    """Something that could not be done, in words."""

    where: str
    what: str
    hint: str


@frozen
class Sheet:
    """One post on the page: its outcome, its card and what is wrong with it."""

    id: str
    outcome: Outcome
    name: str
    path: str
    card: Card
    reported: tuple[Note, ...]
    silenced: tuple[Note, ...]
    failures: tuple[Trouble, ...]
    counts: tuple[tuple[str, int], ...]


def render(report: Report, options: RenderOptions) -> str:
    """Return the report as one HTML file."""
    in_full = len(report.findings) <= IN_FULL
    hidden = veils(report, show_values=options.show_values)
    destinations = [_destination(post, veil, options) for post, veil in zip(report.posts, hidden, strict=True)]
    sheets = [
        _sheet(number, post, where, veil, options, in_full=in_full)
        for number, (post, where, veil) in enumerate(zip(report.posts, destinations, hidden, strict=True), 1)
    ]
    style, script = asset("report.css"), asset("report.js")
    counts = report.counts()
    return (
        environment()
        .get_template("page.html")
        .render(
            version=__version__,
            style=Markup(style),  # noqa: S704 - our own file, hashed below
            script=Markup(script),  # noqa: S704 - our own file, hashed below
            style_hash=hash_of(style),
            script_hash=hash_of(script),
            report=report,
            title=options.title,
            when=moment(options.when.replace(second=0, microsecond=0)) if options.when else "",
            show_values=options.show_values,
            in_full=in_full,
            counts=counts,
            silenced=sum(report.silenced().values()),
            bar=outcomes(report),
            charts=charts(report, destinations),
            troubles=[_trouble(fault) for fault in report.all_failures],
            groups=[(outcome, [sheet for sheet in sheets if sheet.outcome == outcome]) for outcome in OUTCOMES],
            rules=rule_notes(report.findings, options),
            accounts=sorted({sheet.card.destination.account for sheet in sheets if sheet.card.destination.account}),
            glyphs={**GLYPHS, **_SEVERITY_GLYPHS},
            meanings=_MEANINGS,
            outcomes=OUTCOMES,
            severities=SEVERITIES,
        )
    )


def _destination(post: PostReport, veil: Veil, options: RenderOptions) -> Destination:
    """Return where a post goes: as the caller says, or as the post itself declares."""
    known = options.destinations.get((post.path, post.index))
    if known is None and post.post is not None:
        known = Destination(post.post.account or "", "", tuple(post.post.platforms))
    if known is None:
        return Destination()
    return Destination(veil.clean(known.account), known.type, tuple(map(veil.clean, known.platforms)))


def _sheet(
    number: int, post: PostReport, where: Destination, veil: Veil, options: RenderOptions, *, in_full: bool
) -> Sheet:
    flags = flags_of(post, number)
    told = notes(post, flags, options, in_full=in_full)
    severities = Counter(finding.severity for finding in post.findings if finding.status == "reported")
    return Sheet(
        f"p{number}",
        post.outcome,
        veil.clean(post.id) or f"Post {post.index + 1}",
        post.path,
        card(post.post, where, by_part(post.findings, flags), veil, _thumbnails(post, options)),
        tuple(note for note in told if not note.flag.silenced),
        tuple(note for note in told if note.flag.silenced),
        tuple(_trouble(fault) for fault in post.failures),
        tuple((severity, severities[severity]) for severity in SEVERITIES if severities[severity]),
    )


def _thumbnails(post: PostReport, options: RenderOptions) -> dict[int, Thumbnail]:
    """Return the pictures of a post that can be shown, by their place in it."""
    keys = ((post.path, post.index, number) for number in range(len(post.post.images) if post.post else 0))
    return {key[2]: options.thumbnails[key] for key in keys if key in options.thumbnails}


def _trouble(fault: Fault) -> Trouble:
    where = fault.path if fault.line is None else f"{fault.path}, line {fault.line}"
    return Trouble(f"{where}, {fault.key}" if fault.key else where, fault.what, fault.hint)


def hash_of(text: str) -> str:
    """Return what a Content-Security-Policy calls a text by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def asset(name: str) -> str:
    """Return one of our own files that pages are made of."""
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """Return what fills in our templates: everything is escaped, and what cannot be seen is shown."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    made.filters["count"] = _count
    made.filters["breakable"] = _breakable
    made.filters["seen_as"] = _seen_as
    return made


def _seen(value: Any) -> Any:
    """Return what a template is given as it may be shown: what cannot be seen, or turns a text around, as an escape."""
    return visible(value) if type(value) is str else value


def _count(number: int, noun: str, nouns: str = "") -> str:
    return f"{number} {noun}" if number == 1 or noun == "info" else f"{number} {nouns or noun + 's'}"


def _seen_as(thumbnail: Thumbnail, number: int) -> str:
    """Return what a picture on the page is, for who cannot see it."""
    if not thumbnail.boxed:
        return f"Picture {number}, small"
    return f"Picture {number}, small, with what was found in it: {', '.join(map(str, thumbnail.boxed))}"


def _breakable(path: str) -> Markup:
    """Return a path that may be broken after its folders."""
    return Markup("/<wbr>").join(visible(piece) for piece in path.split("/"))
