"""Posts and drafts: what an author wrote and declared, before anything is judged.

The fields are those of the drafts' front matter; `readers` fill them from files, callers of the library by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from linter.errors import Fault
from linter.text import OffsetMap
from linter.value import field, frozen

People = Literal["none", "adults", "pupils", "both"]
Markup = Literal["plain", "markdown"]


@frozen
class Image:
    """A picture attached to a post, with what the author declares about it.

    `path` is relative to the draft (or to the project, for a post made by hand). `alt` is None when it was not
    given; an empty one says that it was left empty. `decorative` says that no alt text is wanted.
    """

    path: str
    alt: str | None = None
    people: People | None = None
    person_ids: tuple[str, ...] = ()
    consent: str | None = None
    licence: str | None = None
    credit: str | None = None
    tags: tuple[str, ...] = ()
    decorative: bool = False


@frozen
class Author:
    """Who wrote a post: an id of the staff list, or a name and a role."""

    id: str | None = None
    name: str | None = None
    role: str | None = None


@frozen
class Approval:
    """A named person's yes. `digest` ("sha256:…") binds it to the exact words and pixels."""

    by: str
    on: date | None = None
    role: str | None = None
    digest: str | None = None


@frozen
class Allow:
    """An exception that the author wrote into the draft: a rule, a reason, an end (the last day on which it holds).

    `fault` says what is wrong with one that cannot be read, and `cure` what to write instead.
    """

    rule: str
    reason: str = ""
    until: date | None = None
    fault: str = field(default="", metadata={"derived": True})
    cure: str = field(default="", metadata={"derived": True})


@frozen
class Post:
    """One publishable unit. Everything but the body is optional.

    `schedule` is local time unless it has an offset; a bare date says nothing of the hour. `thread` is the 1-based
    place of this post in its thread and the thread's length. `confident` is the author's answer to "are you sure?".
    """

    body: str = ""
    id: str | None = None
    title: str | None = None
    account: str | None = None
    platforms: Sequence[str] = ()
    author: Author | None = None
    schedule: datetime | date | None = None
    audience: str | None = None
    category: str | None = None
    reply_to: str | None = None
    group: str | None = None
    images: Sequence[Image] = ()
    approval: Approval | None = None
    second_reader: str | None = None
    confident: bool | None = None
    disclaimer: str | None = None
    allow: Sequence[Allow] = ()
    markup: Markup = "plain"
    thread: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        # Callers write lists; a frozen value holds tuples.
        for name in ("platforms", "images", "allow"):
            object.__setattr__(self, name, tuple(getattr(self, name)))


@frozen
class Entry:
    """A post of a draft and where its parts stand in the file: part name → map to offsets of the file's text."""

    post: Post
    places: Mapping[str, OffsetMap] = field(default_factory=dict)


@frozen
class Draft:
    """A file being written. `text` is the file as decoded, with its byte order mark if it has one.

    `faults` say which of several posts in it could not be read: they are failures of the run, and whoever judges the
    entries must not forget them. `notes` is what its author should know, though nothing is wrong.
    """

    path: str
    text: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
