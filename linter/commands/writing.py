"""Write texts to files, each whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from linter.editing.saving import save_all


def write_all(files: Mapping[Path, str]) -> None:
    """Write texts as UTF-8 with the line ends that they have. Raise SettingsError, and then none is changed."""
    save_all({path: text.encode("utf-8") for path, text in files.items()})
