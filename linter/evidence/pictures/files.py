"""Where the file of a picture is, and what stands in it; or why it may not, or cannot, be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from linter.post import MOST_PICTURE_BYTES

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Image

Problem = Literal[
    "", "no-path", "remote", "absolute", "outside", "missing", "folder", "no-permission", "empty", "huge",
    "truncated", "broken", "not-a-picture", "heic", "vector", "document", "video", "unsupported", "too-slow", "crashed",
]  # fmt: skip

MOST_BYTES = MOST_PICTURE_BYTES
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:|//")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|[\\/]|~[\\/]")


def locate(evidence: Evidence, path: str) -> tuple[Path | None, Problem]:
    """Return where the file of a picture is, or why it may not be opened. Links are followed before it is judged.

    What stands there is read through `evidence.files`: it need not be on the disk.
    """
    problem: Problem = ""
    if not path.strip():
        problem = "no-path"
    elif _DRIVE.match(path) and not path.startswith("//"):
        problem = "absolute"
    elif _URL.match(path):
        problem = "remote"
    if problem:
        return None, problem
    try:
        return _resolved(evidence, path.replace("\\", "/"))
    except PermissionError:
        return None, "no-permission"
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name that no file can have
        return None, "missing"


def content(evidence: Evidence, image: Image) -> tuple[bytes, Problem]:
    """Return the bytes of a picture, or why there are none. What the caller gave as bytes is taken as it is."""
    if image.data is not None:
        if len(image.data) > MOST_BYTES:
            return b"", "huge"
        return image.data, "" if image.data else "empty"
    file, problem = locate(evidence, image.path)
    if file is None:
        return b"", problem
    try:
        data = evidence.files.read(file, MOST_BYTES)
    except FileNotFoundError:
        return b"", "missing"
    except (OSError, ValueError):
        return b"", "no-permission"
    if data is None:
        return b"", "huge"
    return data, "" if data else "empty"


def _resolved(evidence: Evidence, path: str) -> tuple[Path | None, Problem]:
    files = evidence.files
    folder = files.resolve(evidence.folder)
    root = files.resolve(evidence.context.settings.root)
    if not folder.is_relative_to(root):
        root = folder  # a draft from elsewhere: its own folder is all it may show
    file = files.resolve(folder / path)
    if not file.is_relative_to(root):
        return None, "outside"
    kind = files.kind(file)
    if kind == "file":
        return file, ""
    # Reading a pipe or a device might never end.
    return None, {"folder": "folder", "other": "not-a-picture"}.get(kind, "missing")  # type: ignore[return-value]
