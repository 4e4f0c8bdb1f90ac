"""The key of the people index: from the environment or the operating system's keyring, never from a file."""

from __future__ import annotations

from collections.abc import Mapping

from linter.errors import Fault, SettingsError
from linter.people_options import PeopleFiles

_SHORTEST = 16
_SERVICE = "postlint"
_ENTRY = "people"
MAKE = "make one: python -c 'import secrets; print(secrets.token_hex(32))'"


def key_of(files: PeopleFiles, environment: Mapping[str, str]) -> bytes | None:
    """Return the key, or None if there is none. Raise SettingsError for one that could be guessed."""
    key = environment.get(files.key_env, "").strip() if files.key_env else ""
    where = files.key_env
    if not key:
        key, where = _from_keyring(), "the keyring"
    if key and len(key) < _SHORTEST:
        raise SettingsError(Fault(where, f"is shorter than {_SHORTEST} characters, which could be guessed", MAKE))
    return key.encode("utf-8", "surrogateescape") or None


def _from_keyring() -> str:
    """Return what `keyring set postlint people` has put into the operating system's keyring; "" without one."""
    try:
        import keyring
    except ImportError:
        return ""
    try:
        return (keyring.get_password(_SERVICE, _ENTRY) or "").strip()
    except Exception:  # noqa: BLE001 - a keyring that is locked or absent, on a server say, holds no key
        return ""
