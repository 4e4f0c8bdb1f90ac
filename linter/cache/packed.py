"""Values as JSON and back: results, findings, places, whatever value they may come to hold.

Only values of postlint itself and plain data are packed; all else is refused, and then nothing is kept. Unpacking
makes values and nothing else, whatever an entry says.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from importlib import import_module
from typing import Any

_HOME = "linter."


def pack(value: object) -> bytes:
    """Return a value as bytes. Raise TypeError if something in it cannot be packed."""
    return json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":")).encode("ascii")


def unpack(data: bytes) -> Any:
    """Return what `pack` was given. Raise ValueError if it is not that."""
    try:
        return _value(json.loads(data))
    except (TypeError, KeyError, AttributeError, ImportError, RecursionError) as error:
        raise ValueError("not a packed value") from error


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, tuple) and type(value) is tuple:
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, Mapping):
        return {"m": [[_plain(key), _plain(item)] for key, item in value.items()]}
    kind: Any = type(value)
    if kind.__module__.startswith(_HOME) and "__value_fields__" in kind.__dict__:
        fields = [_plain(getattr(value, name)) for name in kind.__slots__]
        return {"v": f"{kind.__module__}:{kind.__qualname__}", "f": fields}
    raise TypeError(f"cannot keep a {kind.__name__}")


def _value(data: object) -> Any:
    if isinstance(data, list):
        return tuple([_value(item) for item in data])
    if not isinstance(data, dict):
        return data
    if "v" in data:
        return _class(data["v"])(*map(_value, data["f"]))
    if "t" in data:
        return datetime.fromisoformat(data["t"])
    if "d" in data:
        return date.fromisoformat(data["d"])
    return {_value(key): _value(item) for key, item in data["m"]}


def _class(name: str) -> Any:
    module, _, title = name.partition(":")
    if not module.startswith(_HOME):
        raise TypeError("not one of ours")
    known = sys.modules.get(module) or import_module(module)
    kind = getattr(known, title)
    if "__value_fields__" not in kind.__dict__:
        raise TypeError("not a value")
    return kind
