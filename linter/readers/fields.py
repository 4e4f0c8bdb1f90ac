"""What a draft may declare, and how one declaration becomes posts: the one place that knows the fields.

Each format's reader hands over `Value`s; they are read strictly, with every fault at its line and with a cure;
`expansion` then makes the posts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from linter import shape
from linter.post import Allow, Approval, Author, Image
from linter.readers.values import Faults, Value
from linter.value import field, frozen


@frozen
class Item:
    """One post of a thread, or the wording for one platform."""

    body: str | None = None
    title: str | None = None
    images: tuple[Image, ...] | None = None


@frozen
class Fields:
    """All that a draft may declare. What is left empty counts as not given."""

    body: str | None = None
    id: str | None = None
    title: str | None = None
    account: str | None = None
    platforms: tuple[str, ...] | str = ()
    author: str | Author | None = None
    schedule: date | datetime | None = None
    audience: str | None = None
    category: str | None = None
    reply_to: str | None = None
    group: str | None = None
    images: tuple[Image, ...] = ()
    approval: Approval | None = None
    second_reader: str | None = None
    confident: bool | None = None
    disclaimer: str | None = None
    allow: tuple[Allow, ...] = ()
    thread: tuple[str | Item, ...] | None = None
    variants: Mapping[str, str | Item] = field(default_factory=dict)


# Fields that hold tables, or lists of tables, and what those tables may hold.
_TABLES: dict[str, type] = {
    "images": Image,
    "author": Author,
    "approval": Approval,
    "allow": Allow,
    "thread": Item,
    "variants": Item,
}


@frozen
class Source:
    """One declaration: its value, and its key in the file ("", "[2]", "posts[2]").

    `number` is its place among those of the file, from 1, where it is not the place in the list. `called` gives a
    field the name that it has in the file, where that is another ("images[0].alt"). Of one that is broken something
    is known to be wrong already; it is read only for what else is.
    """

    value: Value
    key: str = ""
    number: int | None = None
    called: Callable[[str], str] | None = None
    is_broken: bool = False

    def name(self, field: str) -> str:
        """Return the key of a field as the author knows it; of the declaration itself for ""."""
        if self.called:
            return self.called(field)
        return f"{self.key}.{field}" if self.key and field else self.key or field


def drafts_of(value: Value, faults: Faults) -> Iterator[Source]:
    """Yield the drafts of a file's value: one draft, a list of drafts, or {posts: [drafts]}."""
    data, key = value.data, ""
    if isinstance(data, dict) and "posts" in data:
        for name, other in data.items():
            if name != "posts":
                faults.add(other.at, "stands beside posts", "move it into each post", name)
        key, value = "posts", data["posts"]
        data = value.data
        if not isinstance(data, tuple):
            faults.add(value.at, "is not a list of drafts", "write each draft as an item of a list", key)
            return
    if isinstance(data, tuple):
        yield from (Source(item, f"{key}[{index}]") for index, item in enumerate(data))
    else:
        yield Source(value, key)


def read(source: Source, faults: Faults) -> Fields | None:
    """Return what a draft declares, or None after noting what is wrong."""
    spots: dict[str, Value] = {}

    def complain(key: str, what: str, hint: str) -> None:
        if not spots:
            spots.update(_spots(source.value, ""))
        known = key
        while known not in spots and known:
            known = known[: max(known.rfind("."), known.rfind("["), 0)]
        at = spots[known].at if known in spots else source.value.at
        faults.add(at, what, hint or _cure(key or source.key, what), source.name(key))

    if not isinstance(source.value.data, dict):
        complain("", "is not a table of keys and values", 'write it as a draft: body: "…"')
        return None
    plain = _plain(source.value, Fields)
    if "allow" in plain:
        # What is wrong with an exception is a finding beside those of the post, not a fault of the file.
        from linter.allowance import from_data

        plain["allow"] = from_data(plain["allow"])
    return shape.read(Fields, plain, shape.Private(complain))


def _spots(value: Value, key: str) -> Iterator[tuple[str, Value]]:
    """Yield every value below `value` under the name by which `shape` calls it."""
    yield key, value
    if isinstance(value.data, dict):
        for name, item in value.data.items():
            yield from _spots(item, f"{key}.{name}" if key else name)
    elif isinstance(value.data, tuple):
        for index, item in enumerate(value.data):
            yield from _spots(item, f"{key}[{index}]")


def _plain(value: Value, table: type | None) -> Any:
    """Return the data alone, without the known fields that were left empty."""
    data = value.data
    if isinstance(data, tuple):
        return [_plain(item, table) for item in data]
    if not isinstance(data, dict):
        return data
    known = shape.keys(table) if table else ()
    plain: dict[str, Any] = {}
    for name, item in data.items():
        if item.data is None and name in known:
            continue
        if name == "variants" and isinstance(item.data, dict):
            plain[name] = {platform: _plain(variant, Item) for platform, variant in item.data.items()}
        else:
            plain[name] = _plain(item, _TABLES.get(name))
    return plain


def _cure(key: str, what: str) -> str:
    """Return what to do about a complaint of `shape` that says only what is wrong."""
    last = key.rpartition(".")[2]
    cures = {
        "is not a known key": "no field of a draft has that name; take it out",
        "is missing": f"add {last}",
        ", not a date": "a time may follow, as in 2026-11-23T09:00" if last == "schedule" else "write year-month-day",
        ", not text": "put it in quotes" if "number" in what or "true" in what else f"write one text after {last}",
        ", not a list": "write it in [ ]",
        ", not true or false": "write true or false",
        ", not one of": "choose one of them",
        ", not a table": "write {path: …}" if last.startswith("images") else "write it as key: value",
    }
    return next((cure for sign, cure in cures.items() if sign in what), "")
