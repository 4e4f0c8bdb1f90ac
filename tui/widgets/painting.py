"""Paint a post as text: its links and tags in their colours, each fault underlined and numbered, the fold marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from textual.content import Content

from linter.finding import Finding
from linter.preview import AltText, Preview, Shown
from linter.value import frozen
from tui import unseen
from tui.signs import sign_of

_TOKENS = {"link": "italic $text-primary", "hashtag": "bold $text-primary", "mention": "bold $text-primary"}


@frozen
class Marked:
    """A finding with the number under which the list shows it."""

    number: int
    finding: Finding
    chosen: bool = False


def numbered(findings: Sequence[Finding], chosen: int | None) -> tuple[Marked, ...]:
    """Return findings with their numbers, counted from 1; `chosen` is the index of the one that is looked at."""
    return tuple(Marked(index + 1, finding, index == chosen) for index, finding in enumerate(findings))


def tags(marked: Sequence[Marked]) -> Content:
    """Return the small label that stands behind what findings mark: the sign of the worst, and all their numbers."""
    worst = sign_of(marked[0].finding)
    numbers = [
        Content.styled(str(one.number), f"bold {'reverse ' if one.chosen else ''}${sign_of(one.finding).colour}")
        for one in marked
    ]
    return Content.styled(worst.glyph, f"bold ${worst.colour}") + Content("·").join(numbers)


def painted(shown: Shown, marked: Iterable[Marked], preview: Preview | None = None) -> tuple[Content, int | None]:
    """Return a text as it is shown, and the offset in it at which the chosen finding ends (None if it is elsewhere).

    `preview` is given for the body alone: it says from where on the text is folded away or too long.
    """
    content = Content(unseen.shown(shown.text))
    added: list[tuple[int, int, Content]] = []  # offset, order, what is added there
    behind: dict[int, list[Marked]] = {}
    chosen_at: int | None = None
    for mark in shown.marks:
        content = content.stylize(_TOKENS[mark.kind], mark.start, mark.end)
    if preview is not None:
        content = _limited(content, preview, added)
    for one in marked:
        if one.finding.place.part != shown.part:
            continue
        start, end = shown.span(one.finding.place.start, one.finding.place.end)
        if start < end:
            content = content.stylize(_line(one), start, end)
            behind.setdefault(end, []).append(one)
            chosen_at = end if one.chosen else chosen_at
    # The chosen one last, so that no other covers it.
    for one in (one for group in behind.values() for one in group if one.chosen):
        content = content.stylize(_line(one), *shown.span(one.finding.place.start, one.finding.place.end))
    added += [(end, 1, tags(group)) for end, group in behind.items()]
    at = chosen_at
    for offset, _, piece in sorted(added, key=lambda item: item[:2], reverse=True):
        if chosen_at is not None and at is not None and offset < chosen_at:
            at += len(piece)
        content = content[:offset] + piece + content[offset:]
    return content, at


def _line(one: Marked) -> str:
    """Return the style of what a finding marks."""
    if one.finding.status != "reported":
        return "dim underline"
    weight = "bold " if one.finding.severity == "error" else ""
    return f"{'reverse ' if one.chosen else ''}{weight}underline ${sign_of(one.finding).colour}"


def _limited(content: Content, preview: Preview, added: list[tuple[int, int, Content]]) -> Content:
    if preview.fold is not None:
        content = content.stylize("dim", preview.fold)
        added.append((preview.fold, 0, Content.styled("… more ▾ ", "bold $text-muted")))
    if preview.cut is not None:
        content = content.stylize("strike $error", preview.cut)
        added.append((preview.cut, 0, Content.styled(" ✂ too long from here ▸", "bold $error")))
    return content


def alt_text(index: int, alt: AltText, marked: Iterable[Marked]) -> tuple[Content, int | None]:
    """Return a picture with its alt text, and where the chosen finding ends in it."""
    marked = tuple(marked)
    head = Content.assemble("▣ ", (PurePosixPath(alt.path.replace("\\", "/")).name, "bold"))
    about = (f"image:{index}/", f"field:images.{index}.")
    own = [
        one
        for one in marked
        if one.finding.place.part.startswith(about)
        or (one.finding.place.part == f"alt:{index}" and one.finding.place.start == one.finding.place.end)
    ]
    if own:
        head = head + Content(" ") + tags(own)
    if alt.text is None:
        said = "decorative: no alt text wanted" if alt.decorative else "no alt text"
        return head + Content.styled(f"\n  {said}", "italic $text-muted"), None
    text, at = painted(alt.text, marked)
    count = f"  ({alt.length:,} of {alt.limit:,} characters)" if alt.limit else ""
    lead = head + Content.styled("\n  Alt text: ", "$text-muted")
    return lead + text + Content.styled(count, "$text-muted"), None if at is None else at + len(lead)


def counted(preview: Preview) -> Content:
    """Return how long the post is as its platform counts, with a bar and words."""
    if preview.limit is None:
        return Content.styled(f"{preview.length:,} characters", "$text-muted")
    left, cells = preview.limit - preview.length, 10
    filled = min(cells, round(cells * preview.length / preview.limit)) if preview.limit else cells
    colour = "$success" if left >= 0 else "bold $error"
    words = f"{left:,} left" if left >= 0 else f"✖ {-left:,} too many"
    return Content.assemble(
        ("▰" * filled + "▱" * (cells - filled), colour),
        f" {preview.length:,} of {preview.limit:,} characters, ",
        (words, colour),
    )
