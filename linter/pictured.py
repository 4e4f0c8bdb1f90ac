"""Which drafts name a picture: a picture is judged in its posts, so who changes one must look at them again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from linter.errors import DraftError, NoDraftError
from linter.evidence.files import DISK
from linter.post import Draft, Post

# What cameras, phones and drawing programs write. Each is either read or reported as a picture that cannot be.
SUFFIXES = frozenset(
    f".{suffix}"
    for suffix in "jpg jpeg jpe jfif png gif webp avif bmp dib tif tiff ico jp2 heic heif jxl svg".split()  # noqa: SIM905
)
# How a draft is read from its absolute path and its bytes. It raises DraftError.
Read = Callable[[Path, bytes], Draft]
_PLAIN = re.compile(r"[a-z0-9]+")


def is_picture(path: str) -> bool:
    """Say whether a path is called like a picture."""
    return PurePath(path).suffix.lower() in SUFFIXES


class Pictures:
    """Some pictures, by absolute path, and the drafts that name them."""

    def __init__(self, paths: Iterable[Path], resolve: Callable[[Path], Path] = DISK.resolve) -> None:
        """Look for the drafts of pictures; `resolve` follows links where the files are read."""
        self._resolve = resolve
        wanted = [resolve(path) for path in paths] + list(paths)
        self._wanted = frozenset(map(_folded, wanted))
        # A link, and what it leads to, may have different names.
        self._signs = frozenset(_sign(path.name) for path in wanted)

    def are_in(self, path: Path, data: bytes, read: Read) -> bool:
        """Say whether a draft names one of the pictures; one that cannot be read, but for its bytes may do so, does."""
        if not self._may_be_in(data):
            return False
        try:
            draft = read(path, data)
        except NoDraftError:
            return False
        except DraftError:
            return True
        return bool(draft.faults) or any(self.named_by(entry.post, path.parent) for entry in draft.entries)

    def _may_be_in(self, data: bytes) -> bool:
        lowered = data.lower()
        return b"\0" in data or any(sign in lowered for sign in self._signs)  # UTF-16 hides every sign

    def named_by(self, post: Post, folder: Path) -> bool:
        """Say whether a post, of a draft that stands in `folder`, names one of the pictures."""
        return any(self._is_one(image.path, folder) for image in post.images) if self._wanted else False

    def _is_one(self, path: str, folder: Path) -> bool:
        try:
            return _folded(self._resolve(folder / path.replace("\\", "/"))) in self._wanted
        except (OSError, RuntimeError, ValueError):  # no name that a file can have
            return False


def _folded(path: Path) -> str:
    """Return a path as the most lenient file system compares it: one draft too many is only judged once more."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def _sign(name: str) -> bytes:
    """Return the longest piece of a file name that every format of draft writes as it is, in lower case."""
    stem, _, suffix = unicodedata.normalize("NFC", name).lower().rpartition(".")
    pieces: list[str] = _PLAIN.findall(stem)
    return max(pieces or [suffix], key=len).encode("ascii", "ignore")
