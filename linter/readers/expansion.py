"""From one declaration to its posts: threads, and wordings for single platforms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from linter.post import Author, Entry, Image, Markup, Post
from linter.readers.fields import Fields, Item, Source, read
from linter.readers.places import Places, field_places, image_places, table_of
from linter.readers.values import Faults, Value
from linter.text import OffsetMap
from linter.value import frozen

# Fields whose places differ from post to post of one declaration.
_OWN_PARTS = ("body", "title", "images")
_SPREAD = frozenset({*_OWN_PARTS, "platforms", "thread", "variants"})


def entries(
    sources: Iterable[Source], faults: Faults, stem: str, markup: Markup = "plain", *, count: int | None = None
) -> tuple[Entry, ...]:
    """Return the posts that the declarations stand for; what is wrong is added to `faults`.

    A post without an id is called after the file's `stem`: `fair`, or `fair-1`, `fair-2` where there are several.
    `count` says how many there are if some could not be read at all.
    """
    sources = tuple(sources)
    several = (len(sources) if count is None else count) > 1
    result: list[Entry] = []
    for index, source in enumerate(sources):
        own = f"{stem}-{source.number or index + 1}" if several else stem
        before = len(faults)
        fields = read(source, faults)
        if fields is None or source.is_broken:
            continue
        expansion = _Expansion(source, fields, faults)
        expansion.check()
        if len(faults) == before:
            result.extend(expansion.posts(fields.id or own, markup))
    return tuple(result)


@frozen
class _Wording:
    """What one post says and shows; `table` has the values that it stands in, `spot` the one to name in a fault."""

    key: str
    spot: Value
    body: str | None
    title: str | None
    images: tuple[Image, ...]
    table: Mapping[str, Value]


class _Expansion:
    """The posts that one sound declaration stands for."""

    def __init__(self, source: Source, fields: Fields, faults: Faults) -> None:
        self._source, self._fields, self._faults = source, fields, faults
        self._table = table_of(source.value)
        own = {name: self._table[name] for name in _OWN_PARTS if name in self._table}
        self._main = _Wording("", source.value, fields.body, fields.title, fields.images, own)
        platforms = fields.platforms
        written = (platforms,) if isinstance(platforms, str) else platforms
        covered = {name.casefold() for name in fields.variants}
        self._left = tuple(name for name in written if name.casefold() not in covered)
        self._has_base = not written or bool(self._left)

    def check(self) -> None:
        """Note the faults that only show across fields."""
        fields = self._fields
        if isinstance(fields.platforms, str) and len(fields.platforms.replace(",", " ").split()) != 1:
            self._fault("platforms", self._table["platforms"], "is not one platform", "write a list: [facebook, x]")
        if fields.thread is not None:
            if fields.body is not None:
                self._fault("body", self._table["body"], "stands beside thread", "make it the thread's first post")
            if not fields.thread:
                self._fault("thread", self._table["thread"], "is an empty list", "write its posts, or take it out")
        wordings = [*(self._base() if self._has_base else ()), *(wording for _, wording in self._variants())]
        for wording in wordings:
            self._check_words(wording)

    def _check_words(self, wording: _Wording) -> None:
        key = f"{wording.key}.body" if wording.key else "body"
        if wording.body is None:
            cure = 'write the words of the post, or body: "" if the pictures say it all'
            self._fault(key, wording.spot, "is missing", cure)
        elif not wording.body and not wording.images:
            spot = wording.table.get("body", wording.spot)
            self._fault(key, spot, "is empty, and there is no picture", "write the words of the post")

    def _fault(self, key: str, spot: Value, what: str, hint: str) -> None:
        self._faults.add(spot.at, what, hint, self._source.name(key))

    def _base(self) -> Iterator[_Wording]:
        """Yield what the draft itself says: one post, or those of its thread."""
        if self._fields.thread is None:
            yield self._main
            return
        nothing = _Wording("", self._main.spot, None, None, (), {})
        for index, item in enumerate(self._fields.thread):
            yield _over(nothing if index else self._main, item, f"thread[{index}]", _at(self._table["thread"], index))

    def _variants(self) -> Iterator[tuple[str, _Wording]]:
        """Yield what the draft says on single platforms; what a variant leaves out is the draft's own."""
        for platform, item in self._fields.variants.items():
            yield platform, _over(self._main, item, f"variants.{platform}", _at(self._table["variants"], platform))

    def posts(self, identity: str, markup: Markup) -> Iterator[Entry]:
        """Yield the posts with their places."""
        shared = self._shared(markup)
        if self._has_base:
            count = None if self._fields.thread is None else len(self._fields.thread)
            for number, wording in enumerate(self._base(), start=1):
                own = {"id": identity} if count is None else {"id": f"{identity}#{number}", "thread": (number, count)}
                yield self._entry({**shared, **own, "platforms": self._left}, wording, self._platform_places)
        for platform, wording in self._variants():
            fields = {**shared, "id": f"{identity}@{platform}", "platforms": (platform,)}
            yield self._entry(fields, wording, partial(self._variant_place, platform))

    def _entry(
        self, fields: dict[str, Any], wording: _Wording, platforms: Callable[[], Iterable[tuple[str, OffsetMap]]]
    ) -> Entry:
        def places() -> dict[str, OffsetMap]:
            return {**_places(wording), **dict(platforms()), **dict(self._inherited())}

        post = Post(body=wording.body or "", title=wording.title, images=wording.images, **fields)
        return Entry(post, Places(places))

    def _inherited(self) -> Iterator[tuple[str, OffsetMap]]:
        """Yield the places of all that the posts of one declaration share."""
        for key, value in self._table.items():
            if key not in _SPREAD:
                yield from field_places(value, key)

    def _variant_place(self, platform: str) -> Iterator[tuple[str, OffsetMap]]:
        place = _at(self._table["variants"], platform).key_map(platform)
        if place:
            yield "field:platforms.0", place

    def _shared(self, markup: Markup) -> dict[str, Any]:
        fields = self._fields
        return {
            "account": fields.account,
            "author": Author(id=fields.author) if isinstance(fields.author, str) else fields.author,
            "schedule": fields.schedule,
            "audience": fields.audience,
            "category": fields.category,
            "reply_to": fields.reply_to,
            "group": fields.group,
            "approval": fields.approval,
            "second_reader": fields.second_reader,
            "confident": fields.confident,
            "disclaimer": fields.disclaimer,
            "allow": fields.allow,
            "markup": markup,
        }

    def _platform_places(self) -> Iterator[tuple[str, OffsetMap]]:
        value = self._table.get("platforms")
        if value is None:
            return
        written = value.data if isinstance(value.data, tuple) else (value,)
        kept = (item for item in written if item.data in self._left)
        for index, item in enumerate(kept):
            if item.map is not None:
                yield f"field:platforms.{index}", item.map


def _over(base: _Wording, item: str | Item, key: str, value: Value) -> _Wording:
    """Return the wording of an item of a thread or of a variant, with `base` for what it leaves out."""
    given = item if isinstance(item, Item) else Item(item)
    own = table_of(value) if isinstance(item, Item) else {"body": value}
    return _Wording(
        key,
        value,
        base.body if given.body is None else given.body,
        base.title if given.title is None else given.title,
        base.images if given.images is None else given.images,
        {**base.table, **{name: part for name, part in own.items() if part.data is not None}},
    )


def _places(wording: _Wording) -> dict[str, OffsetMap]:
    places = {name: part.map for name, part in wording.table.items() if name != "images" and part.map is not None}
    if "images" in wording.table:
        places.update(image_places(wording.table["images"]))
    return places


def _at(value: Value, index: int | str) -> Value:
    """Return the item of a list or table that is known to be there."""
    data: Any = value.data
    found: Value = data[index]
    return found
