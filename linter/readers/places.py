"""Where the declared parts of a post stand: part name → map from the part's text to the file.

`body`, `title`, `alt:0`, `image:0/name` (the file name, without its folders), and `field:NAME` for every other scalar
by its dotted key (`field:category`, `field:images.0.credit`, `field:approval.by`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from linter.readers.values import Value
from linter.text import OffsetMap


class Places(Mapping[str, OffsetMap]):
    """The places of one post, worked out when they are first asked for: only a post with a finding is."""

    __slots__ = ("_known", "_make")

    def __init__(self, make: Callable[[], Mapping[str, OffsetMap]]) -> None:
        self._make = make
        self._known: Mapping[str, OffsetMap] | None = None

    def _all(self) -> Mapping[str, OffsetMap]:
        if self._known is None:
            self._known = self._make()
        return self._known

    def __getitem__(self, name: str) -> OffsetMap:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return repr(dict(self))

    def __reduce__(self) -> tuple[type[dict[str, OffsetMap]], tuple[Mapping[str, OffsetMap]]]:
        return dict, (dict(self._all()),)


def field_places(value: Value, key: str) -> Iterator[tuple[str, OffsetMap]]:
    """Yield the places of all scalars in a value, by dotted key."""
    if isinstance(value.data, dict):
        for name, item in value.data.items():
            yield from field_places(item, f"{key}.{name}")
    elif isinstance(value.data, tuple):
        for index, item in enumerate(value.data):
            yield from field_places(item, f"{key}.{index}")
    elif value.map is not None and value.data is not None:
        yield f"field:{key}", value.map


def image_places(images: Value) -> Iterator[tuple[str, OffsetMap]]:
    """Yield the places of all parts of a list of pictures."""
    items = images.data if isinstance(images.data, tuple) else ()
    for index, image in enumerate(items):
        for name, value in table_of(image).items():
            if value.map is None or value.data is None:
                yield from field_places(value, f"images.{index}.{name}")
            elif name == "alt":
                yield f"alt:{index}", value.map
            elif name == "path":
                yield f"image:{index}/name", name_place(str(value.data), value.map)
            else:
                yield f"field:images.{index}.{name}", value.map


def name_place(path: str, place: OffsetMap) -> OffsetMap:
    """Return the place of a path's last component, which is all that is published of it."""
    unified = path.replace("\\", "/")
    name = PurePosixPath(unified).name
    return OffsetMap.identity(len(name), unified.rfind(name)).then(place)


def table_of(value: Value) -> dict[str, Value]:
    """Return the table that a value is, or an empty one."""
    return value.data if isinstance(value.data, dict) else {}
