"""Read plain data (from TOML, YAML, JSON) strictly into frozen values.

All faults of a file are collected, each with its dotted key and a cure. Why our own: it runs on every start, where
the libraries that could do it cost more than the whole budget (see `benchmarks/cold_start.py`), and none of them
says "did you mean". Supported: str, int, float, bool, date, datetime, Literal, `X | None`, unions of one scalar or
date types, tuple[X, ...], Mapping[str, X], nested values (or dataclasses), and Mapping[str, object] for "anything".
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from linter.errors import did_you_mean
from linter.mask import mask
from linter.value import described_fields, holds_fields

T = TypeVar("T")
# key, what, hint
Complain = Callable[[str, str, str], None]


class Private:
    """Complaints about what may be anybody's name: the values in them are masked."""

    def __init__(self, complain: Complain) -> None:
        self._complain = complain

    def __call__(self, key: str, what: str, hint: str) -> None:
        """Pass a complaint on."""
        self._complain(key, what, hint)


_WORDS: dict[type, str] = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date such as 2026-11-23",
    datetime: "a date and time such as 2026-11-23T09:00",
}


@cache
def _fields(cls: type) -> dict[str, tuple[str, Any, bool]]:
    """Return key in the file → (field name, type, required) of a value class, without its derived fields."""
    annotations, names = cls.__annotations__, vars(sys.modules[cls.__module__])
    hints = {name: _meaning(annotations[name], names) for name in described_fields(cls)}
    return {
        item.metadata.get("key", name): (name, hints[name], item.is_required)
        for name, item in described_fields(cls).items()
        if not item.metadata.get("derived")
    }


def _meaning(annotation: Any, names: dict[str, Any]) -> Any:
    """Return the type that an annotation writes.

    `typing.get_type_hints` does this too, but compiles each of some three hundred annotations anew at every start,
    though they are a few dozen different ones.
    """
    return eval(_compiled(annotation), names) if isinstance(annotation, str) else annotation  # noqa: S307 - our own code


@cache
def _compiled(annotation: str) -> types.CodeType:
    return compile(annotation, "<annotation>", "eval")


@cache
def _texts(cls: type) -> frozenset[str]:
    """Return the keys under which any text is taken as it stands, which is most of what a draft holds."""
    return frozenset(key for key, (_, kind, _) in _fields(cls).items() if _takes_text(kind))


def _takes_text(kind: Any) -> bool:
    if get_origin(kind) not in (Union, types.UnionType):
        return kind is str
    others = [each for each in get_args(kind) if each is not str]
    return len(others) < len(get_args(kind)) and not any(
        each in (date, datetime) or get_origin(each) is Literal for each in others
    )


def keys(cls: type) -> dict[str, str]:
    """Return key in the file → field name of a value class."""
    return {key: name for key, (name, _, _) in _fields(cls).items()}


def read(cls: type[T], data: object, complain: Complain, key: str = "") -> T | None:
    """Return `data` as an instance of `cls`, or None after complaining about everything that is wrong."""
    if isinstance(data, cls):  # read before: options of a rule of which a profile changes some
        return data
    if not isinstance(data, Mapping):
        complain(key, f"is {_kind(data)}, not a table of keys and values", "")
        return None
    fields, texts = _fields(cast("Any", cls)), _texts(cast("Any", cls))
    values: dict[str, Any] = {}
    sound = True
    for name, value in data.items():
        if type(value) is str and name in texts:
            values[fields[name][0]] = value
            continue
        path = f"{key}.{name}" if key else str(name)
        if name not in fields:
            complain(path, "is not a known key", did_you_mean(str(name), fields))
            sound = False
            continue
        attribute, kind, _ = fields[name]
        ok, converted = _convert(kind, value, complain, path)
        sound = sound and ok
        values[attribute] = converted
    for name, (attribute, _, required) in fields.items():
        if required and attribute not in values:
            complain(f"{key}.{name}" if key else name, "is missing", "")
            sound = False
    return cls(**values) if sound else None


def _convert(kind: Any, value: object, complain: Complain, key: str) -> tuple[bool, Any]:
    if kind is str or kind is bool:  # most values by far
        return _convert_scalar(kind, value, complain, key)
    origin = get_origin(kind)
    if kind is object or kind is Any:
        return True, value
    if origin in (Union, types.UnionType):
        return _convert_union(get_args(kind), value, complain, key)
    if origin is Literal:
        return _convert_literal(get_args(kind), value, complain, key)
    if origin is tuple:
        return _convert_list(get_args(kind)[0], value, complain, key)
    if origin is not None and issubclass(origin, Mapping):
        return _convert_mapping(get_args(kind)[1], value, complain, key)
    if holds_fields(kind):
        read_value = read(cast(type, kind), value, complain, key)
        return read_value is not None, read_value
    return _convert_scalar(kind, value, complain, key)


def _convert_union(kinds: tuple[Any, ...], value: object, complain: Complain, key: str) -> tuple[bool, Any]:
    if value is None and type(None) in kinds:
        return True, None
    rest = [kind for kind in kinds if kind is not type(None)]
    if len(rest) == 1:
        return _convert(rest[0], value, complain, key)
    for kind in rest:
        ok, converted = _convert(kind, value, _silent, key)
        if ok:
            return True, converted
    # Complain as the most telling alternative would: a table for a table, else the first.
    best = next((k for k in rest if isinstance(value, Mapping) and holds_fields(k)), rest[0])
    _convert(best, value, complain, key)
    return False, None


def _convert_literal(allowed: tuple[Any, ...], value: object, complain: Complain, key: str) -> tuple[bool, Any]:
    if value in allowed and type(value) in {type(item) for item in allowed}:
        return True, value
    shown = _quoted(value, complain) if isinstance(value, str) else _kind(value)
    near = did_you_mean(str(value), map(str, allowed))
    complain(key, f"is {shown}, not one of {', '.join(map(str, allowed))}", near if "did you" in near else "")
    return False, None


def _convert_list(kind: Any, value: object, complain: Complain, key: str) -> tuple[bool, Any]:
    if not isinstance(value, list | tuple):
        complain(key, f"is {_kind(value)}, not a list", "write it in [ ]" if isinstance(value, str) else "")
        return False, None
    if kind is str and all(type(item) is str for item in value):
        return True, tuple(value)
    results = [_convert(kind, item, complain, f"{key}[{index}]") for index, item in enumerate(value)]
    return all(ok for ok, _ in results), tuple(item for _, item in results)


def _convert_mapping(kind: Any, value: object, complain: Complain, key: str) -> tuple[bool, Any]:
    if not isinstance(value, Mapping):
        complain(key, f"is {_kind(value)}, not a table of keys and values", "")
        return False, None
    sound, result = True, {}
    for name, item in value.items():
        ok, result[str(name)] = _convert(kind, item, complain, f"{key}.{name}")
        sound = sound and ok
    return sound, result


def _convert_scalar(kind: Any, value: object, complain: Complain, key: str) -> tuple[bool, Any]:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return True, float(value)
    if kind is date and isinstance(value, datetime):
        complain(key, "has a time, a date alone is wanted", "such as 2026-11-23")
        return False, None
    if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
        return True, value
    if kind in (date, datetime) and isinstance(value, str):
        parsed = parse_moment(value)
        if isinstance(parsed, datetime) if kind is datetime else type(parsed) is date:
            return True, parsed
        complain(key, f"is {_quoted(value, complain)}, not {_WORDS[kind]}", "")
        return False, None
    complain(key, f"is {_kind(value)}, not {_WORDS.get(kind, getattr(kind, '__name__', 'that'))}", "")
    return False, None


def parse_moment(text: str) -> datetime | date | None:
    """Return an ISO 8601 date, or date and time; None if it is neither. A seconds part and an offset are optional."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text) if len(text) > 10 else None
    except ValueError:
        return None


def _quoted(value: str, complain: Complain) -> str:
    return f"'{mask(value) if isinstance(complain, Private) else value}'"


def _kind(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return _WORDS.get(type(value), type(value).__name__)


def _silent(key: str, what: str, hint: str) -> None:
    """Take no complaint: used to try the alternatives of a union."""
