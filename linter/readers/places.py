"""Where the declared parts of a post stand: part name → map from the part's text to the file.

`body`, `title`, `alt:0`, `image:0/name` (the file name, without its folders), and `field:NAME` for every other scalar
by its dotted key (`field:category`, `field:images.0.credit`, `field:approval.by`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from linter.readers.values import Value
from linter.text import OffsetMap


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
