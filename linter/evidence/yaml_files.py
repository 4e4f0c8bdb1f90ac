"""YAML files that the settings name, as users of Presidio have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from linter.errors import Fault, SettingsError, shown


def read(path: Path, key: str) -> Any:
    """Return what a file holds; `key` of the settings names it. Raise SettingsError saying what is wrong, and where."""
    import yaml

    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise SettingsError(Fault(shown(path), what, f"mend '{key}', or take it out")) from error
    except UnicodeDecodeError as error:
        raise SettingsError(Fault(shown(path), f"is not UTF-8 at byte {error.start}", "save it as UTF-8")) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = f"is not valid YAML: {getattr(error, 'problem', None) or error}"
        raise SettingsError(Fault(shown(path), what, line=mark.line + 1 if mark else None)) from error
