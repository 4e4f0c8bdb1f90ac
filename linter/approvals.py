r"""Approvals: what binds a named person's yes to the exact words and pixels that the person saw.

A digest is "sha256:" and the SHA-256, in hex, of this, as JSON in UTF-8 without spaces, keys sorted:

    {"body": …, "format": "postlint/approval/1", "pictures": [{"alt": …, "pixels": …}, …], "title": …}

`title`, `body` and `alt` are the texts ("" where there is none) in Unicode form NFC, with "\n" for every line end, and
without space at the end of a line or blank lines around the text: what an editor or git changes silently is not a
change of words. `pixels` is the digest of the upright picture, so that a new file name or stripped metadata do not
void an approval, and a new crop does. Pictures stand in their order in the post. Account, time and all other fields
are left out.

An approval of today binds more: each aspect of a post has a mark of its own (`Marks`), so that a policy can say which
of them a change voids, and a report which of them was changed. A picture is as approved if its pixels or the bytes of
its file are: two decoders may differ in the last bit of a JPEG's pixels, and then the file speaks for itself. A digest
of marks, for the front matter, is the SHA-256 of {"binds": [aspect, …], "format": "postlint/approval/2", aspect: mark,
…} with the aspects in the order of `ASPECTS`, and for "pictures" either all pixels or all files.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from linter.approval_options import ALWAYS, BINDS
from linter.post import Approval, Post
from linter.value import frozen

FORMAT = "postlint/approval/1"
FORMAT_OF_MARKS = "postlint/approval/2"
__all__ = [
    "ALWAYS",
    "ASPECTS",
    "BINDS",
    "Marks",
    "PictureMark",
    "digest",
    "is_bound",
    "is_bound_to",
    "marks",
    "words_of",
]

# What an approval can bind; the first two it always binds.
ASPECTS = ("words", "pictures", "account", "platforms", "schedule")


class PictureMark(NamedTuple):
    """What tells a picture from another: the digest of its pixels, and that of its file; "" where it is unreadable."""

    pixels: str
    file: str

    def is_as(self, other: PictureMark) -> bool:
        """Say whether two marks are of one picture."""
        if not (self.pixels and other.pixels):
            return False  # what nobody could see was not approved
        return self.pixels == other.pixels or bool(self.file and self.file == other.file)


@frozen
class Marks:
    """What a post is, aspect by aspect: digests that show no word of it."""

    words: str
    pictures: tuple[PictureMark, ...]
    account: str
    platforms: str
    schedule: str

    def changed(self, since: Marks, binds: Iterable[str]) -> tuple[str, ...]:
        """Return which of some aspects differ from earlier marks."""
        return tuple(aspect for aspect in ASPECTS if aspect in binds and not self._is_same(aspect, since))

    @property
    def is_whole(self) -> bool:
        """Say whether every picture could be seen."""
        return all(mark.pixels for mark in self.pictures)

    def _is_same(self, aspect: str, other: Marks) -> bool:
        if aspect != "pictures":
            return bool(getattr(self, aspect) == getattr(other, aspect))
        pairs = zip(self.pictures, other.pictures, strict=False)
        return len(self.pictures) == len(other.pictures) and all(mine.is_as(theirs) for mine, theirs in pairs)

    def digests(self, binds: Iterable[str]) -> tuple[str, ...]:
        """Return the digests that an approval of these aspects may have. Raise ValueError for an unreadable picture."""
        if not self.is_whole:
            raise ValueError("a picture cannot be read")
        found = []
        for column in ("pixels", "file") if self.pictures else ("pixels",):
            pictures = [getattr(mark, column) for mark in self.pictures]
            if all(pictures):
                found.append(_digest_of_marks(self, pictures, [aspect for aspect in ASPECTS if aspect in binds]))
        return tuple(found)

    def to_data(self) -> dict[str, Any]:
        """Return the marks as plain data."""
        return {aspect: getattr(self, aspect) for aspect in ASPECTS} | {"pictures": [list(m) for m in self.pictures]}

    @classmethod
    def from_data(cls, data: Any) -> Marks:
        """Return what `to_data` was given. Raise ValueError if it is not that."""
        try:
            texts = {aspect: data[aspect] for aspect in ASPECTS if aspect != "pictures"}
            pictures = tuple(PictureMark(*pair) for pair in data["pictures"])
        except (KeyError, TypeError) as error:
            raise ValueError("no marks") from error
        if not all(isinstance(text, str) for text in (*texts.values(), *(text for mark in pictures for text in mark))):
            raise ValueError("no marks")
        return cls(pictures=pictures, **texts)


def marks(
    post: Post, pictures: Iterable[PictureMark], account: str, platforms: Sequence[str], schedule: date | None
) -> Marks:
    """Return the marks of a post. `account` and `platforms` are as the settings know them, in one spelling each.

    Who can see a post is a part of where it goes: its audience, the group and the person it answers.
    """
    where = {
        "platforms": sorted(set(platforms)),
        **{name: _words(getattr(post, name)).strip().casefold() for name in ("audience", "group", "reply_to")},
    }
    when = schedule.isoformat() if schedule else ""
    return Marks(words_of(post), tuple(pictures), _sha(account), _sha(where), _sha(when))


def words_of(post: Post) -> str:
    """Return the mark of the words of a post: title, body and alternative texts."""
    alts = [_words(image.alt) for image in post.images]
    return _sha({"title": _words(post.title), "body": _words(post.body), "alts": alts})


def digest(post: Post, picture_digests: Iterable[str | None]) -> str:
    """Return the digest of words and pixels alone. `picture_digests` are those of `evidence.pictures`, in order.

    Raise ValueError if there is not one for each picture, or one is None: what nobody could see cannot be approved.
    """
    pixels = tuple(picture_digests)
    if len(pixels) != len(post.images):
        raise ValueError(f"{len(post.images)} pictures, but {len(pixels)} digests")
    pictures = []
    for image, found in zip(post.images, pixels, strict=True):
        if not found:
            raise ValueError(f"the picture {image.path} cannot be read")
        pictures.append({"alt": _words(image.alt), "pixels": found})
    content = {"format": FORMAT, "title": _words(post.title), "body": _words(post.body), "pictures": pictures}
    return f"sha256:{_sha(content)}"


def is_bound(approval: Approval, post: Post, picture_digests: Iterable[str | None]) -> bool:
    """Say whether an approval was given to these words and pixels.

    The posts of a thread share one approval: its `digest` then holds theirs all, with spaces between.
    """
    try:
        wanted = digest(post, picture_digests)
    except ValueError:
        return False
    return wanted in _listed(approval)


def is_bound_to(approval: Approval, found: Marks, binds: Iterable[str]) -> bool:
    """Say whether an approval was given to a post with these marks."""
    return found.is_whole and not _listed(approval).isdisjoint(found.digests(binds))


def _listed(approval: Approval) -> frozenset[str]:
    return frozenset((approval.digest or "").casefold().split())


def _digest_of_marks(found: Marks, pictures: list[str], binds: list[str]) -> str:
    content: dict[str, Any] = {aspect: getattr(found, aspect) for aspect in binds}
    return f"sha256:{_sha(content | {'pictures': pictures, 'binds': binds, 'format': FORMAT_OF_MARKS})}"


def _sha(content: object) -> str:
    packed = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate, which JSON drafts can hold, has no UTF-8 form of its own.
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()


def _words(text: str | None) -> str:
    """Return a text without what an editor changes silently."""
    lines = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
