"""The marks of the school and of others: the pictures in the folder that `[images] logos` names.

    logos/crest.png  logos/crest-white.png     the school's own
    logos/partners/library.png                 of partners
    logos/others/examboard.png                 of others

Own marks may also lie in `logos/own`. Each file is one look of a mark; several of one mark differ after a hyphen.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal, NamedTuple

from linter.errors import Fault, SettingsError, shown

Owner = Literal["own", "partner", "other"]

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff")
_OWNERS: dict[str, Owner] = {
    "own": "own", "partner": "partner", "partners": "partner", "other": "other", "others": "other",
}  # fmt: skip
_MOST = 200
_LEAST_SIDE = 24  # pixels: with fewer there is nothing to know a mark by


class LogoFile(NamedTuple):
    """A picture of a mark: where it is, whose mark it is, what it is called, and the digest of its content."""

    path: str
    owner: Owner
    name: str
    digest: str


def read_logos(folder: Path) -> tuple[LogoFile, ...]:
    """Return the marks in a folder, in the order of their paths. Raise SettingsError naming what cannot be used."""
    if not folder.is_dir():
        raise SettingsError(Fault(shown(folder), "is not a folder", "mend the path, or take it out", "images.logos"))
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    found: list[LogoFile] = []
    faults: list[Fault] = []
    for path in files:
        if path.suffix.lower() in (".md", ".txt"):
            continue  # who keeps pictures writes down where they are from
        what = _fault(path)
        if what:
            faults.append(Fault(shown(path), what, "save it as PNG, as large as you have it", "images.logos"))
            continue
        folders = (part.lower() for part in path.relative_to(folder).parts)
        owner: Owner = next((_OWNERS[part] for part in folders if part in _OWNERS), "own")
        found.append(LogoFile(str(path), owner, _name(path.stem), hashlib.sha256(path.read_bytes()).hexdigest()))
    if len(found) > _MOST:
        faults.append(Fault(shown(folder), f"has {len(found)} pictures", f"keep at most {_MOST}", "images.logos"))
    if not found and not faults:
        faults.append(Fault(shown(folder), "has no pictures", "put your crest into it as PNG", "images.logos"))
    if faults:
        raise SettingsError(faults)
    return tuple(found)


def _fault(path: Path) -> str:
    """Say what is wrong with a picture of a mark, or ""."""
    if path.suffix.lower() not in SUFFIXES:
        return f"cannot be used: {path.suffix or 'it'} is none of {', '.join(SUFFIXES)}"
    from PIL import Image

    try:
        with Image.open(path) as opened:
            opened.load()
            size, alpha = opened.size, opened.convert("RGBA").getchannel("A").getbbox()
    except Exception as error:  # noqa: BLE001 - whatever a decoder does with it, the cure is the same
        return f"cannot be opened: {type(error).__name__}"
    if min(size) < _LEAST_SIDE:
        return f"is only {size[0]} by {size[1]} pixels"
    return "" if alpha else "is all transparent"


def _name(stem: str) -> str:
    """Return what a mark is called: its file without the variant after a hyphen."""
    return stem.partition("-")[0].replace("_", " ") or stem
