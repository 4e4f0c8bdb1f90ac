"""Posts inside larger JSON and YAML documents, found by the paths that `[[readers.documents]]` gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from linter.post import Entry
from linter.reader_options import ReaderOptions
from linter.readers.expansion import entries
from linter.readers.fields import Source
from linter.readers.paths import EACH, Path, Spot, Step, parse, select
from linter.readers.tables import FieldPath, Table, field_path
from linter.readers.values import Faults, Value


def read(values: Iterable[Value | None], faults: Faults, stem: str, options: ReaderOptions) -> tuple[Entry, ...]:
    """Return the posts in the values of a file. A path that leads nowhere is a fault that names its key."""
    document = options.document
    assert document is not None
    posts = parse(document.posts) or ()
    miss = partial(_miss, faults, f"{options.key}.posts", document.posts)
    spots = [spot for value in values if value is not None for spot in select(Spot(value), posts, miss)]
    faults.reads_on = True
    if not document.fields:
        return entries([Source(spot.value, spot.key) for spot in spots], faults, stem)
    draft = _Draft(options, faults)
    return entries([draft.source(spot) for spot in spots], faults, stem)


def _miss(faults: Faults, key: str, written: str, spot: Spot, what: str, hint: str) -> None:
    faults.add(spot.value.at, f"'{written}' leads nowhere: {what}", hint, key)


class _Draft:
    """How a post is put together from the values that its fields' paths lead to."""

    def __init__(self, options: ReaderOptions, faults: Faults) -> None:
        self._faults = faults
        self._key = options.key
        written = options.document.fields if options.document else {}
        self._fields = [(name, path, text) for name, text in written.items() if (path := field_path(name))]

    def source(self, post: Spot) -> Source:
        """Return what a post declares."""
        before = len(self._faults)
        table = Table(post.value.start)
        for name, target, written in self._fields:
            miss = partial(_miss, self._faults, f"{self._key}.fields.{name}", written)
            for path, spot in _found(post, target, parse(written) or (), miss):
                table.put(path, _as_text(spot.value), spot.key)
        value = table.value(self._faults, {}, f"{post.key}." if post.key else "")

        def called(own: str) -> str:
            return table.called(own) or ".".join(part for part in (post.key, own) if part)

        return Source(value, post.key, None, called, is_broken=len(self._faults) > before)


def _found(post: Spot, target: FieldPath, path: Path, miss: partial[None]) -> Iterator[tuple[FieldPath, Spot]]:
    """Yield field → value; a path with [*] leads to a list, or to the field of each picture."""
    each = next((index for index, step in enumerate(path) if step.key == EACH), None)
    if each is None:
        yield from ((target, spot) for spot in select(post, path, miss))
    elif EACH in target:
        for number, item in enumerate(select(post, path[: each + 1], miss)):
            own = tuple(number if part == EACH else part for part in target)
            yield from ((own, spot) for spot in select(item, path[each + 1 :], miss))
    else:
        lists = list(select(post, path[:each], miss))
        if lists:
            steps: Path = (Step(EACH, path[each].optional), *path[each + 1 :])
            found = [spot for one in lists for spot in select(one, steps, miss)]
            items = tuple(_as_text(spot.value) for spot in found)
            yield target, Spot(Value(items, lists[0].value.start), lists[0].key)


def _as_text(value: Value) -> Value:
    """Return a number as the text that stands for it: in foreign files ids are often numbers."""
    if isinstance(value.data, int | float) and not isinstance(value.data, bool):
        return Value(str(value.data), value.start, value.map)
    return value
