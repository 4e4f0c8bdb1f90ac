"""Read YAML into `Value`s: the part of it that cannot surprise.

Plain scalars are text but for null (nothing, `~`, `null`), `true` and `false`, in these spellings: `no`, `12:30`,
`2026-11-23`, `0123` and `1e3` stay as written. Keys are text and stand once. Tags, anchors, aliases and merge keys are
faults. Built from PyYAML's events and not from its nodes, because composing nodes recurses (in C, without a limit).
PyYAML's own parser refuses some things that libyaml takes; where both read a file, they read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.readers import yaml_scalars
from linter.readers.values import Data, Faults, Value
from linter.text import OffsetMap

if TYPE_CHECKING:
    from yaml.error import YAMLError

DEEPEST = 50
_MOST_TO_READ_TWICE = 256 * 1024
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_SURROGATE = re.compile("[\ud800-\udfff]")
_HALF, _HALF_CURE = "holds a surrogate as an escape", "write the character itself"
# A part of PyYAML's message → what it means, and the cure.
_MEANINGS = (
    ("mapping values are not allowed", "a colon where YAML takes it for a key", "quote the text, or line up the keys"),
    ("could not find expected ':'", "a line that is not key: value", "write key: value, or indent the text"),
    ("unexpected end of stream", "a quote that is not closed", "close it; write an apostrophe in '…' as ''"),
    ("unexpected document separator", "a quote that is not closed", "close it; write an apostrophe in '…' as ''"),
    ("expected ',' or ']'", "a list that is not closed", "close it with ]"),
    ("expected ',' or '}'", "a table that is not closed", "close it with }"),
    ("expected <block end>", "a line that does not fit those above", "line up the keys; quote a text that has quotes"),
    ("sequence entries are not allowed", "a list item where none can be", "put it on a line of its own"),
    ("unknown escape", "an unknown escape in double quotes", r"write a backslash as \\, or use single quotes"),
    ("escape sequence", "an escape with the wrong digits in double quotes", r"write a backslash as \\"),
    ("expected alphabetic or numeric", "a text that starts with & or *", "put it in quotes"),
    ("expected the node content", "something where a value should be", "put the text in quotes"),
    ("chomping or indentation", "text right after | or >", "start the text on the next line"),
    ("a comment or a line break", "text right after | or >", "start the text on the next line"),
    ("undefined tag handle", "a tag", "put the text in quotes"),
)


def read(text: str, start: int, end: int, faults: Faults, loader: Any = None) -> tuple[Value, ...] | None:
    """Return the documents that stand in [start, end) of a text, or None after noting what is wrong.

    `loader` is a loader class of PyYAML; by default the one on libyaml, if it is there.
    """
    import yaml

    before = len(faults)
    part = text[start:end]
    quick = loader or getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(text, start, end, faults)
    try:
        for event in yaml.parse(part, Loader=quick):
            builder.take(event)
            if builder.too_deep:
                return None
    except yaml.YAMLError as error:
        what, hint, at = _explain(part, _own_words(part, error))
        faults.add(start + at, what, hint)
    return tuple(builder.documents) if len(faults) == before else None


def _own_words(part: str, error: YAMLError) -> YAMLError:
    """Return the error as PyYAML's own parser puts it, so that messages do not depend on libyaml being there."""
    import yaml

    if len(part) > _MOST_TO_READ_TWICE:
        return error
    try:
        for _ in yaml.parse(part, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError as same:
        return same
    return error


def _explain(part: str, error: YAMLError) -> tuple[str, str, int]:
    """Return what is wrong, the cure, and the offset in the part."""
    from yaml.error import MarkedYAMLError
    from yaml.reader import ReaderError

    if isinstance(error, ReaderError):
        return f"holds a control character (U+{int(error.character):04X})", "take it out", int(error.position)
    if not isinstance(error, MarkedYAMLError):
        return "is not YAML", "check it with a YAML editor", 0
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    if "end of stream" in problem and error.context_mark:
        mark = error.context_mark
    at = min(mark.index, len(part)) if mark else 0
    if "invalid Unicode character escape" in problem:
        return _HALF, _HALF_CURE, at
    what, cure = _meaning(problem, part[max(at - 1, 0) : at], part[at : at + 1])
    return f"is not YAML: {what}", cure, at


def _meaning(problem: str, before: str, char: str) -> tuple[str, str]:
    """Return what PyYAML's words mean, given the characters before and at the place, and the cure."""
    if "cannot start any token" in problem:
        return (
            ("a tab", "indent with spaces") if char == "\t" else (f"a text that starts with {char}", "put it in quotes")
        )
    if before == "'" and "expected <block end>" in problem:
        return "text after a closing quote", "write an apostrophe in '…' as ''"
    found = ((what, cure) for sign, what, cure in _MEANINGS if sign in problem)
    return next(found, (problem, "put texts in quotes and line up the keys"))


class _Open:
    """A list or table whose end has not come yet."""

    __slots__ = ("items", "key", "refused", "start", "table")

    def __init__(self, start: int, table: dict[str, Value] | None) -> None:
        self.start = start
        self.table = table
        self.items: list[Value] = []
        self.key: Value | None = None
        self.refused = False  # the key is at fault, so its value goes nowhere


class _Builder:
    """Make values of events, without recursion."""

    def __init__(self, text: str, start: int, end: int, faults: Faults) -> None:
        import yaml

        self._yaml = yaml
        self._text, self._start, self._end, self._faults = text, start, end, faults
        self._open: list[_Open] = []
        self.documents: list[Value] = []
        self.too_deep = False

    def take(self, event: Any) -> None:
        """Take the next event."""
        yaml = self._yaml
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event)
            self._add(self._scalar(event), plain=not event.style)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event)
            table: dict[str, Value] | None = {} if isinstance(event, yaml.MappingStartEvent) else None
            self._open.append(_Open(self._at(event), table))
            if len(self._open) > DEEPEST:
                what = f"is nested more than {DEEPEST} levels deep"
                self._faults.add(self._at(event), what, "a draft needs no more than five")
                self.too_deep = True
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._open.pop()
            data: Data = tuple(done.items) if done.table is None else done.table
            self._add(Value(data, done.start))
        elif isinstance(event, yaml.AliasEvent):
            self._faults.add(self._at(event), f"*{event.anchor} stands for something else", "write it out")
            self._add(Value("", self._at(event), OffsetMap.identity(0, self._at(event))))

    def _at(self, event: Any) -> int:
        return self._start + int(event.start_mark.index)

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._faults.add(self._at(event), f"&{event.anchor} is an anchor", "take it out, and write out its copies")
        if event.tag is not None:
            self._faults.add(self._at(event), f"{event.tag} is a tag", "take it out, or put the text in quotes")

    def _scalar(self, event: Any) -> Value:
        start, end = self._at(event), self._start + int(event.end_mark.index)
        if not event.style and event.value in _WORDS:
            return Value(_WORDS[event.value], start, OffsetMap.identity(len(event.value), start))
        value = str(event.value)
        if _SURROGATE.search(value):
            self._faults.add(start, _HALF, _HALF_CURE)
        place = yaml_scalars.place(self._text, (start, end), self._end, event.style or "", value)
        return Value(value, start, place)

    def _add(self, value: Value, *, plain: bool = False) -> None:
        if not self._open:
            self.documents.append(value)
            return
        parent = self._open[-1]
        if parent.table is None:
            parent.items.append(value)
        elif parent.key is None:
            parent.key = value
            parent.refused = self._refuse_key(value, parent.table, plain)
        else:
            if not parent.refused:
                value.key = parent.key.place
                parent.table[str(parent.key.data)] = value
            parent.key = None

    def _refuse_key(self, key: Value, table: dict[str, Value], plain: bool) -> bool:
        """Note what is wrong with a key, and say whether anything is."""
        name = key.data
        if not isinstance(name, str):
            self._faults.add(key.start, "a key that is not text", "put it in quotes")
        elif plain and name == "<<":
            self._faults.add(key.start, "<< takes over another table", "write it out")
        elif name in table:
            line, _ = self._faults.lines.position(table[name].at)
            self._faults.add(key.start, f"key {name!r} is there twice, first on line {line}", "keep one of them")
        else:
            return False
        return True


def documents(values: tuple[Value, ...]) -> Iterator[Value]:
    """Yield the documents of a stream that hold anything."""
    return (value for value in values if value.data is not None)
