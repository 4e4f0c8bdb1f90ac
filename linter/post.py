"""Posts and drafts: what an author wrote and declared, before anything is judged.

The fields are those of the drafts' front matter; `readers` fill them from files, callers of the library by hand.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, Protocol

from linter.errors import Fault
from linter.text import OffsetMap
from linter.value import field, frozen

People = Literal["none", "adults", "pupils", "both"]
Markup = Literal["plain", "markdown"]
MOST_PICTURE_BYTES = 100 * 1024 * 1024  # the largest files of phones


class PictureFile(Protocol):
    """A file that was opened to read bytes: `open("fair.jpg", "rb")`, an upload, `io.BytesIO`."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


@frozen
class Image:
    """A picture attached to a post, with what the author declares about it.

    `path` is relative to the draft (or to the project, for a post made by hand). `alt` is None when it was not
    given; an empty one says that it was left empty. `decorative` says that no alt text is wanted.

    `data` is the picture itself, where it stands in no file of the project; nothing is then opened, and of `path` only
    the last name counts. `Image(b"…")` and `Image(file)` take bytes and an open file, which is read at once.
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
    data: bytes | None = field(default=None, repr=False, metadata={"derived": True})

    if TYPE_CHECKING:  # what callers may give; `__post_init__` makes text and bytes of it

        def __init__(
            self,
            path: str | os.PathLike[str] | bytes | PictureFile,
            alt: str | None = None,
            people: People | None = None,
            person_ids: Sequence[str] = (),
            consent: str | None = None,
            licence: str | None = None,
            credit: str | None = None,
            tags: Sequence[str] = (),
            decorative: bool = False,
            data: bytes | PictureFile | None = None,
        ) -> None: ...

    def __post_init__(self) -> None:
        given, data = self.path, self.data
        if type(given) is not str:
            path, own = _taken(given)
            if data is not None and own is not None:
                raise TypeError("an Image takes its bytes once: as `data`, or in place of the path")
            object.__setattr__(self, "path", path)
            data = data if own is None else own
        if data is not None and type(data) is not bytes:
            data = _taken(data)[1]
            if data is None:
                raise TypeError("the `data` of an Image is bytes, or a file opened with 'rb'")
        object.__setattr__(self, "data", data)
        if data is not None and not self.path:
            object.__setattr__(self, "path", "picture")  # by which messages call it
        for name in ("person_ids", "tags"):
            object.__setattr__(self, name, tuple(getattr(self, name)))


def _taken(given: object) -> tuple[str, bytes | None]:
    """Return the path and the bytes that somebody meant by a path, bytes or an open file."""
    if isinstance(given, str):
        return str(given), None
    if isinstance(given, bytes | bytearray | memoryview):
        return "", bytes(given)
    read = getattr(given, "read", None)
    if read is not None and not isinstance(given, os.PathLike):
        data = read(MOST_PICTURE_BYTES + 1)  # one more than may be: it is then seen to be too large
        if not isinstance(data, bytes):
            raise TypeError("a picture is read as bytes: open it with 'rb'")
        name = getattr(given, "name", "")
        return (PurePath(name).name if isinstance(name, str) else ""), data  # folders of this machine stay here
    if isinstance(given, os.PathLike) and isinstance(path := os.fspath(given), str):
        return path.replace(os.sep, "/"), None
    raise TypeError(f"an Image is made of a path, bytes or an open file, not of {type(given).__name__}")


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
