"""Open a file in the viewer of the system."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_OPENERS = {"darwin": "open", "linux": "xdg-open"}


def open_outside(file: Path) -> str:
    """Open a file as a double click would. Return "", or in words why that cannot be done."""
    if sys.platform == "win32":
        os.startfile(file)  # noqa: S606 - a double click
        return ""
    opener = shutil.which(_OPENERS.get(sys.platform, "xdg-open"))
    if opener is None:
        return f"This system has no viewer to open {file.name} with."
    quiet = subprocess.DEVNULL
    subprocess.Popen(  # noqa: S603 - the file is one argument, no shell reads it
        [opener, str(file.resolve())], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    return ""
