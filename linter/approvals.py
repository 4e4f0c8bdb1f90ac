r"""Approvals: what binds a named person's yes to the exact words and pixels that the person saw.

A digest is "sha256:" and the SHA-256, in hex, of this, as JSON in UTF-8 without spaces, keys sorted:

    {"body": …, "format": "postlint/approval/1", "pictures": [{"alt": …, "pixels": …}, …], "title": …}

`title`, `body` and `alt` are the texts ("" where there is none) in Unicode form NFC, with "\n" for every line end, and
without space at the end of a line or blank lines around the text: what an editor or git changes silently is not a
change of words. `pixels` is the digest of the upright picture, so that a new file name or stripped metadata do not
void an approval, and a new crop does. Pictures stand in their order in the post. Account, time and all other fields
are left out: they are no part of what was read.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable

from linter.post import Approval, Post

FORMAT = "postlint/approval/1"


def digest(post: Post, picture_digests: Iterable[str | None]) -> str:
    """Return what an approval of this post must say. `picture_digests` are those of `evidence.pictures`, in order.

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
    packed = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate, which JSON drafts can hold, has no UTF-8 form of its own.
    return "sha256:" + hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()


def is_bound(approval: Approval, post: Post, picture_digests: Iterable[str | None]) -> bool:
    """Say whether an approval was given to these words and pixels.

    The posts of a thread share one approval: its `digest` then holds theirs all, with spaces between.
    """
    try:
        wanted = digest(post, picture_digests)
    except ValueError:
        return False
    return wanted in (approval.digest or "").casefold().split()


def _words(text: str | None) -> str:
    """Return a text without what an editor changes silently."""
    lines = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")
