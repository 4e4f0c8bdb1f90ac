"""The key of the fingerprints: taken from the environment, never from a file of the project, never shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from linter.errors import Fault, SettingsError
from linter.settings import Settings

if TYPE_CHECKING:
    from linter.packs import Packs

_SHORTEST = 16
_MAKE = "make one: python -c 'import secrets; print(secrets.token_hex(32))'"


def key_of(settings: Settings, environment: Mapping[str, str]) -> bytes | None:
    """Return the key, or None if there is none. Raise SettingsError for one that could be guessed."""
    name = settings.fingerprint_key_env
    key = environment.get(name, "").strip() if name else ""
    if key and len(key) < _SHORTEST:
        raise SettingsError(Fault(name, f"is shorter than {_SHORTEST} characters, which could be guessed", _MAKE))
    return key.encode("utf-8", "surrogateescape") or None


def note(settings: Settings, packs: Packs, rules: Iterable[str]) -> str:
    """Return what to say to who uses fingerprints of private findings without a key; `rules` are those concerned."""
    if not any(name in packs.rules and packs.rules[name].private for name in rules):
        return ""
    return (
        f"note: no key is set ({settings.fingerprint_key_env}), so fingerprints of private findings are made of first "
        "letters alone: an exception for one name lets pass every name with the same initials (see docs/exceptions.md)"
    )
