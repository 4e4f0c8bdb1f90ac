"""From one declaration to its posts: threads, and wordings for single platforms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from linter.post import Author, Entry, Image, Markup, Post
from linter.readers.fields import Fields, Item, Source, read
from linter.readers.places import field_places, image_places, table_of
from linter.readers.values import Faults, Value
from linter.text import OffsetMap

# Fields whose places differ from post to post of one declaration.
_OWN_PARTS = frozenset({"body", "title", "images", "platforms", "thread", "variants"})


def entries(sources: Iterable[Source], faults: Faults, stem: str, markup: Markup = "plain") -> tuple[Entry, ...]:
    """Return the posts that the declarations stand for; what is wrong is added to `faults`.

    A post without an id is called after the file's `stem`: `fair`, or `fair-1`, `fair-2` where there are several.
    """
    sources = tuple(sources)
    result: list[Entry] = []
    for index, source in enumerate(sources):
        own = stem if len(sources) == 1 else f"{stem}-{index + 1}"
        before = len(faults)
        fields = read(source, faults)
        if fields is None:
            continue
        expansion = Expansion(source, fields, fields.id or own, faults, markup)
        expansion.check()
        if len(faults) == before:
            result.extend(expansion.base())
            result.extend(expansion.variants())
    return tuple(result)


class Expansion:
    """The posts that one sound declaration stands for."""

    def __init__(self, source: Source, fields: Fields, identity: str, faults: Faults, markup: Markup) -> None:
        table = table_of(source.value)
        self._source, self._fields, self._table, self._faults = source, fields, table, faults
        self._id, self._markup = identity, markup
        platforms = fields.platforms
        self._platforms = (platforms,) if isinstance(platforms, str) else platforms
        covered = {name.casefold() for name in fields.variants}
        self._left = tuple(name for name in self._platforms if name.casefold() not in covered)
        self._has_base = not self._platforms or bool(self._left) or not covered
        self._inherited = {
            name: place
            for key, value in table.items()
            if key not in _OWN_PARTS
            for name, place in field_places(value, key)
        }

    def check(self) -> None:
        """Add the faults that only show across fields."""
        fields, table = self._fields, self._table
        if isinstance(fields.platforms, str) and len(fields.platforms.replace(",", " ").split()) != 1:
            self._fault("platforms", "is not one platform", "write a list: [facebook, x]")
        if fields.thread is not None:
            if fields.body is not None:
                self._fault("body", "stands beside thread", "make it the first post of the thread")
            if not fields.thread:
                self._fault("thread", "is an empty list", "write its posts, or take it out")
            for index, item in enumerate(fields.thread):
                given = item if isinstance(item, Item) else Item(item)
                images = fields.images if index == 0 and given.images is None else given.images or ()
                self._check_words(f"thread[{index}]", given.body, images, _at(table["thread"], index))
        elif self._has_base:
            self._check_words("", fields.body, fields.images, self._source.value)
        for platform, variant in fields.variants.items():
            given = variant if isinstance(variant, Item) else Item(variant)
            body = fields.body if given.body is None else given.body
            images = fields.images if given.images is None else given.images
            if self._has_base and given.body is None and fields.thread is None:
                continue  # the base post has the same fault, or none
            self._check_words(f"variants.{platform}", body, images, _at(table["variants"], platform))

    def _check_words(self, key: str, body: str | None, images: tuple[Image, ...], spot: Value) -> None:
        key = f"{key}.body" if key else "body"
        if body is None:
            self._fault(key, "is missing", 'write the words of the post, or body: "" if the pictures say it all', spot)
        elif not body and not images:
            inner = spot.data.get("body", spot) if isinstance(spot.data, dict) else spot
            self._fault(key, "is empty, and there is no picture", "write the words of the post", inner)

    def _fault(self, key: str, what: str, hint: str, spot: Value | None = None) -> None:
        whole = f"{self._source.key}.{key}" if self._source.key else key
        self._faults.add((spot or self._table[key]).at, what, hint, whole)

    def base(self) -> Iterator[Entry]:
        """Yield the post, or the posts of the thread, for the platforms that have no wording of their own."""
        if not self._has_base:
            return
        fields, table = self._fields, self._table
        if fields.thread is None:
            yield self._entry(self._id, self._left, table, fields.title, fields.body, fields.images)
            return
        count = len(fields.thread)
        for index, item in enumerate(fields.thread):
            value = _at(table["thread"], index)
            given, own = (item, table_of(value)) if isinstance(item, Item) else (Item(item), {"body": value})
            images = given.images
            if images is None and index == 0:
                images = fields.images
                own = {**own, **{"images": table[key] for key in ("images",) if key in table}}
            title = given.title
            if title is None and index == 0:
                title = fields.title
                own = {**own, **{"title": table[key] for key in ("title",) if key in table}}
            entry = self._entry(f"{self._id}#{index + 1}", self._left, own, title, given.body, images or ())
            yield replace(entry, post=replace(entry.post, thread=(index + 1, count)))

    def variants(self) -> Iterator[Entry]:
        """Yield one post for each platform that has its own wording; what it leaves out is the base's."""
        fields, table = self._fields, self._table
        for platform, variant in fields.variants.items():
            value = _at(table["variants"], platform)
            given, own = (variant, table_of(value)) if isinstance(variant, Item) else (Item(variant), {"body": value})
            yield self._entry(
                f"{self._id}@{platform}",
                (platform,),
                {**table, **{name: item for name, item in own.items() if item.data is not None}},
                fields.title if given.title is None else given.title,
                fields.body if given.body is None else given.body,
                fields.images if given.images is None else given.images,
                {"field:platforms.0": value.key} if value.key else {},
            )

    def _entry(
        self,
        identity: str,
        platforms: tuple[str, ...],
        table: Mapping[str, Value],
        title: str | None,
        body: str | None,
        images: tuple[Image, ...],
        platform_places: Mapping[str, OffsetMap] | None = None,
    ) -> Entry:
        fields = self._fields
        post = Post(
            body=body or "",
            id=identity,
            title=title,
            account=fields.account,
            platforms=platforms,
            author=Author(id=fields.author) if isinstance(fields.author, str) else fields.author,
            schedule=fields.schedule,
            audience=fields.audience,
            category=fields.category,
            reply_to=fields.reply_to,
            group=fields.group,
            images=images,
            approval=fields.approval,
            second_reader=fields.second_reader,
            confident=fields.confident,
            disclaimer=fields.disclaimer,
            allow=fields.allow,
            markup=self._markup,
        )
        places = {name: table[name].map for name in ("body", "title") if name in table}
        found = {name: place for name, place in places.items() if place is not None}
        if "images" in table:
            found.update(image_places(table["images"]))
        if platform_places is None:
            platform_places = dict(self._platform_places(platforms))
        return Entry(post, {**found, **platform_places, **self._inherited})

    def _platform_places(self, platforms: tuple[str, ...]) -> Iterator[tuple[str, OffsetMap]]:
        value = self._table.get("platforms")
        if value is None:
            return
        written = value.data if isinstance(value.data, tuple) else (value,)
        kept = (item for item in written if item.data in platforms)
        for index, item in enumerate(kept):
            if item.map is not None:
                yield f"field:platforms.{index}", item.map


def _at(value: Value, index: int | str) -> Value:
    """Return the item of a list or table that is known to be there."""
    data: Any = value.data
    found: Value = data[index]
    return found
