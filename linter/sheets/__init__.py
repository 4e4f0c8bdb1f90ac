"""The bulk sheets of scheduling tools, each described by one file of `formats/`.

A file says by which headers a sheet is known, what each column holds, and how dates are written; `source` and
`confirmed` say where that was read, and how sure it is. Forms without a header have an `order` instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from linter import shape
from linter.value import field, frozen

# What a column holds. "also" goes out with the body: links, first comments, hashtags. "internal" does not go out.
Role = Literal["body", "also", "title", "media", "alt", "schedule", "date", "time", "platforms", "internal"]
OUTCOME, WHY = "postlint outcome", "postlint why"  # the columns that `postlint sheet` adds
OWN = "postlint: "  # how it begins its cells in a sheet without a header
_FOLDER = Path(__file__).with_name("formats")
_EXPLAINED = re.compile(r"\s+-\s.*|\(s\)")
_DATED = re.compile(r"(?:\d{1,4}/\d{1,2}/\d{1,4}|\d{4}-\d{1,2}-\d{1,2})[ T]\d{1,2}:\d{2}")


@frozen
class SheetFormat:
    """How one tool lays out a sheet. Headers are in small letters; `needs` are those by which it is known ("a|b").

    `dates` are as in `strptime`, the likeliest first; `parted` is header → what parts several items in a cell.
    """

    title: str
    source: str
    confirmed: str
    read_on: date
    dates: tuple[str, ...]
    needs: tuple[str, ...] = ()
    columns: Mapping[str, Role] = field(default_factory=dict)
    order: tuple[Role, ...] = ()
    parted: Mapping[str, str] = field(default_factory=dict)
    most: int = 0

    def role(self, header: str) -> Role | None:
        """Return what the column of a header holds; None for one that the tool does not know."""
        return "internal" if is_ours(header) else self.columns.get(plain(header))

    def score(self, cells: Sequence[str]) -> int:
        """Return how many headers of a first row are known; 0 for a sheet of another form."""
        headers = {plain(cell) for cell in cells}
        if self.order:
            filled = [cell for cell in cells if cell and not cell.startswith(OWN)]
            return 2 if 2 <= len(filled) <= len(self.order) and _DATED.fullmatch(cells[0]) else 0
        if not self.needs or any(headers.isdisjoint(need.split("|")) for need in self.needs):
            return 0
        return sum(header in self.columns for header in headers)


def plain(header: str) -> str:
    """Return a header without what explains it: "Alt text(s) - Separated by ||" is "alt text"."""
    return " ".join(_EXPLAINED.sub("", header).casefold().replace("_", " ").split())


def is_ours(header: str) -> bool:
    """Say whether `postlint sheet` has written a column."""
    return plain(header) in (OUTCOME, WHY)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all forms."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load(name: str) -> SheetFormat:
    """Return a form by its name, which is known. A file of ours that is wrong raises ValueError."""
    import rtoml

    wrong: list[str] = []
    path = _FOLDER / f"{name}.toml"
    found = shape.read(SheetFormat, rtoml.loads(path.read_text("utf-8")), lambda *words: wrong.append(" ".join(words)))
    if found is None:
        raise ValueError(f"{path.name}: {'; '.join(wrong)}")
    return found


def known(cells: Sequence[str]) -> tuple[str, int]:
    """Return the form that knows most of the headers of a first row, and how many; ("", 0) if none does."""
    scores = [(load(name).score(cells), name) for name in names()] if any(cells) else []
    best = max(scores, default=(0, ""), key=lambda one: one[0])
    return (best[1], best[0]) if best[0] > 1 else ("", 0)


def date_form(cells: Sequence[str], forms: Sequence[str]) -> tuple[str, bool]:
    """Return the form by which most of some dates can be read, and whether another one reads them otherwise as well."""
    read = {form: [moment(cell, form) or moment(cell, day_of(form)) for cell in cells] for form in forms}
    best = max(forms, key=lambda form: sum(found is not None for found in read[form]))
    rivals = (other for other in forms if other != best and None not in read[other] and read[other] != read[best])
    return best, bool(cells) and any(rivals)


def day_of(form: str) -> str:
    """Return the form of the day alone."""
    return form.partition(" ")[0].partition("T")[0]


def moment(text: str, form: str) -> datetime | None:
    """Return a date and time in a form of `strptime`; None if it is not written so."""
    for each in (form, f"{form}:%S") if form.endswith("%H:%M") else (form,):
        try:
            return datetime.strptime(" ".join(text.split()), each)  # noqa: DTZ007 - schedules are local time
        except ValueError:
            continue
    return None
