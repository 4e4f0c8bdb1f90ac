"""Which field of a post is meant: `title`, `images.0.alt`, `approval.by`, `allow.+` (one more in a list)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from linter import shape
from linter.editing.scalars import simple
from linter.errors import did_you_mean
from linter.evidence.parts import parts_of
from linter.post import Allow, Approval, Author, Image, Post
from linter.readers.fields import Fields

NEXT = "+"
Path = tuple[str | int, ...]
Change = tuple[Path, Any]
LISTS: dict[str, type] = {"images": Image, "allow": Allow}
SINGLE: dict[str, type] = {"approval": Approval, "author": Author}
_TEXTS = ("platforms",)
_PARTED = frozenset({"thread", "variants"})


def path_of(name: str) -> Path:
    """Return the path that a name means. Raise ValueError if no draft has such a field."""
    first, *rest = name.split(".")
    known = [key for key in shape.keys(Fields) if key not in _PARTED]
    if first not in known:
        raise ValueError(did_you_mean(first, known) or "no draft has it")
    path: Path = (first, *(int(step) if step.isdecimal() else step for step in rest))
    if not rest:
        return path
    if first in SINGLE and len(rest) == 1 and rest[0] in shape.keys(SINGLE[first]):
        return path
    is_place = rest[0].isdecimal() or rest[0] == NEXT
    if first in LISTS and is_place and (len(rest) == 1 or (len(rest) == 2 and rest[1] in shape.keys(LISTS[first]))):
        return path
    if first in _TEXTS and is_place and len(rest) == 1:
        return path
    cls = LISTS.get(first) or SINGLE.get(first)
    raise ValueError(did_you_mean(rest[-1], shape.keys(cls)) if cls else f"{first} has no parts")


def path_of_part(part: str) -> Path:
    """Return the field that a part of a post is: "alt:0" is images.0.alt. Raise ValueError for any other part."""
    if part.startswith("alt:"):
        return path_of(f"images.{part[4:]}.alt")
    return path_of(part if part in ("body", "title") else part.removeprefix("field:") if ":" in part else "")


def texts_of(post: Post) -> dict[str, str]:
    """Return the texts of a post that stand in its draft, by part."""
    return {part.name: part.text for part in parts_of(post)}


def changes(post: Post, fields: Mapping[str, object]) -> tuple[Change, ...]:
    """Return what to change, each in one piece: what is new in a table that is not there comes with the table.

    Raise ValueError with the name of a field that drafts do not have.
    """
    found: dict[Path, Any] = {}
    for name, value in fields.items():
        try:
            path = path_of(name)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
        above = _missing_table(post, path)
        data = simple(value)
        if above is None:
            found[path] = data
        elif data is not None:
            found.setdefault(above, {})[path[-1]] = data
    # What is taken out goes last, so that no table is empty in between.
    return tuple(sorted(found.items(), key=lambda change: change[1] is None))


def _missing_table(post: Post, path: Path) -> Path | None:
    """Return the table that must be made first, if a field stands in one that is not there."""
    first = str(path[0])
    if first in SINGLE and len(path) == 2:
        return path[:1] if getattr(post, first) is None else None
    if first in LISTS and len(path) == 3:
        place = path[1]
        return path[:2] if place == NEXT or int(place) >= len(getattr(post, first)) else None
    return None


def data_of(post: Post) -> dict[str, Any]:
    """Return a post as plain data, without what was not given."""
    from linter.value import described_fields

    data: dict[str, Any] = {}
    for name in described_fields(Post):
        value = _data(getattr(post, name))
        if value not in (None, [], {}):
            data[name] = value
    return data


def _data(value: Any) -> Any:
    if type(value) in (Image, Allow, Approval, Author):
        found = {name: _data(getattr(value, name)) for name in shape.keys(type(value))}
        return {name: item for name, item in found.items() if item not in (None, [], {}, False)}
    return [_data(item) for item in value] if isinstance(value, tuple) else simple(value)


def top(changes: Iterable[Change]) -> frozenset[str]:
    """Return the fields of a post in which something changes."""
    return frozenset(str(path[0]) for path, _ in changes)
