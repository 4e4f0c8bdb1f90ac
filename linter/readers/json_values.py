r"""Read JSON (RFC 8259) into `Value`s, strictly, with an exact map through every escape.

Why not the `json` of the standard library: it does not say where a value stands, takes a key twice, NaN and half a
surrogate pair without a word, and its messages differ from one Python to the next. The tests hold the two together.
"""

from __future__ import annotations

import re

from linter.readers.values import Faults, Value
from linter.text import MapBuilder, OffsetMap

DEEPEST = 50
_MOST_DIGITS = 300
_SPACE = re.compile(r"[ \t\r\n]*")
# What most of a file is: a key and, mostly, a text, both without escapes.
_PAIR = re.compile(r'[ \t\r\n]*+"([^"\\\x00-\x1f]*+)"[ \t\r\n]*+:[ \t\r\n]*+(?:"([^"\\\x00-\x1f]*+)"[ \t\r\n]*+)?')
_HALF = re.compile("[\ud800-\udfff]")
_STRING = re.compile(r'"([^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+)"')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[-+]?[A-Za-z_0-9.]+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|([\"\\/bfnrt]))")
_LOW = re.compile(r"\\u([dD][c-fC-F][0-9A-Fa-f]{2})")
_HIGH = range(0xD800, 0xDC00)
_SURROGATES = range(0xD800, 0xE000)
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_PYTHON_CONSTANTS = {"True": "true", "False": "false", "None": "null", "undefined": "null"}


class _BrokenError(Exception):
    """The text is not JSON from here on; the fault has been noted."""


def read(text: str, start: int, end: int, faults: Faults) -> Value | None:
    """Return the one value that stands in [start, end) of a text, or None after noting what is wrong."""
    before = len(faults)
    try:
        value = _Scanner(text, end, faults).document(start)
    except _BrokenError:
        return None
    return value if len(faults) == before else None


class _Scanner:
    def __init__(self, text: str, end: int, faults: Faults) -> None:
        self._text, self._end, self._faults = text, end, faults
        self._at = 0
        self._has_halves = False

    def document(self, start: int) -> Value:
        self._at = start
        self._has_halves = _HALF.search(self._text, start, self._end) is not None
        self._skip()
        if self._at >= self._end:
            self._fail(start, "holds no value", "write a draft: { … }")
        value = self._value(0)
        self._skip()
        if self._at < self._end:
            self._fail(self._at, f"{self._shown()} after the end of the value", "put several drafts in a list: [ … ]")
        return value

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at, self._end)
        self._at = match.end() if match else self._at

    def _peek(self) -> str:
        return self._text[self._at] if self._at < self._end else ""

    def _shown(self) -> str:
        char = self._peek()
        return f"there is {char!r}" if char else "the text ends"

    def _fail(self, at: int, what: str, hint: str) -> None:
        self._note(at, what, hint)
        raise _BrokenError

    def _note(self, at: int, what: str, hint: str) -> None:
        self._faults.add_at_column(at, what, hint)

    def _value(self, depth: int) -> Value:
        char = self._peek()
        if depth > DEEPEST:
            self._fail(self._at, f"is nested more than {DEEPEST} levels deep", "a draft needs no more than five")
        if char == '"':
            return self._string()
        if char == "{":
            return self._table(depth)
        if char == "[":
            return self._list(depth)
        return self._scalar()

    def _table(self, depth: int) -> Value:
        start = self._at
        data: dict[str, Value] = {}
        self._at += 1
        self._skip()
        if self._peek() == "}":
            self._at += 1
            return Value(data, start)
        while True:
            value: Value | None = None
            place: OffsetMap | int | None
            pair = None if self._has_halves else _PAIR.match(self._text, self._at, self._end)
            if pair:
                name, written = pair.groups()
                at, place = pair.start(1) - 1, pair.start(1)
                self._at = pair.end()
                if written is not None and depth < DEEPEST:
                    first = pair.start(2)
                    value = Value(written, first - 1, first, place)
                elif written is not None:
                    self._at = pair.start(2) - 1
            else:
                name, at, place = self._key()
            if value is None:
                value = self._value(depth + 1)
                value.key = place
            if name in data:
                line, _ = self._faults.lines.position(data[name].at)
                self._note(at, f"key {name!r} is there twice, first on line {line}", "keep one of them")
            data[name] = value
            if self._closed("}"):
                return Value(data, start)

    def _key(self) -> tuple[str, int, OffsetMap | int | None]:
        """Return a key, its offset and its place, and step over its colon."""
        self._skip()
        if self._peek() != '"':
            self._fail(self._at, f"{self._shown()} where a key should be", self._key_cure())
        key = self._string()
        self._skip()
        if self._peek() != ":":
            self._fail(self._at, f"{self._shown()} after a key", "put a colon between key and value")
        self._at += 1
        self._skip()
        return str(key.data), key.start, key.place

    def _key_cure(self) -> str:
        cures = {"}": "take out the comma before it", "'": 'use double quotes: "', "": "close the table with }"}
        return cures.get(self._peek(), "put keys in double quotes")

    def _list(self, depth: int) -> Value:
        start = self._at
        items: list[Value] = []
        self._at += 1
        self._skip()
        if self._peek() == "]":
            self._at += 1
            return Value((), start)
        while True:
            self._skip()
            if self._peek() == "]":
                self._fail(self._at, f"{self._shown()} after a comma", "take out the comma before it")
            items.append(self._value(depth + 1))
            if self._closed("]"):
                return Value(tuple(items), start)

    def _closed(self, bracket: str) -> bool:
        """Step over a comma or the closing bracket, and say which it was."""
        char = self._peek()
        if char in " \t\r\n":
            self._skip()
            char = self._peek()
        if char not in (",", bracket) or not char:
            cure = f"close it with {bracket}" if not char else f"put a comma between values, or close with {bracket}"
            self._fail(self._at, f"{self._shown()} after a value", cure)
        self._at += 1
        return char == bracket

    def _scalar(self) -> Value:
        start = self._at
        match = _WORD.match(self._text, start, self._end)
        word = match[0] if match else ""
        self._at = start + len(word)
        place = OffsetMap.identity(len(word), start)
        if word in _CONSTANTS:
            return Value(_CONSTANTS[word], start, place)
        number = _NUMBER.fullmatch(self._text, start, self._number_end(start))
        if number:
            self._at = number.end()
            place = OffsetMap.identity(len(number[0]), start)
            return Value(self._number(number), start, place)
        if word.lstrip("+-") in ("NaN", "Infinity"):
            self._note(start, f"{word} is not JSON", "take it out, or put it in double quotes")
            return Value(None, start, place)
        self._at = start
        if not word:
            self._fail(start, f"{self._shown()} where a value should be", self._value_cure())
        cure = _PYTHON_CONSTANTS.get(word)
        self._fail(start, f"{word} is not JSON", f"write {cure}" if cure else "put texts in double quotes")
        raise AssertionError

    def _number_end(self, start: int) -> int:
        at = start
        while at < self._end and self._text[at] in "+-.0123456789eE":
            at += 1
        return at

    def _number(self, number: re.Match[str]) -> int | float:
        whole = not number[1] and not number[2]
        if whole and len(number[0]) <= _MOST_DIGITS:
            return int(number[0])
        value = float(number[0])
        if whole or value in (float("inf"), float("-inf")):
            self._note(number.start(), "is too big a number", "put it in double quotes")
        return value

    def _value_cure(self) -> str:
        return {"'": 'use double quotes: "', "": "finish the draft"}.get(self._peek(), "write a value here")

    def _string(self) -> Value:
        start = self._at
        match = _STRING.match(self._text, start, self._end)
        if not match:
            self._unclosed(start)
        assert match
        self._at = match.end()
        inner, first = match[1], start + 1
        if "\\" not in inner:
            lone = _HALF.search(inner) if self._has_halves else None
            if lone:
                self._note(first + lone.start(), "half a surrogate pair", "write the character itself")
            return Value(inner, start, first)
        view = self._unescape(first, match.end() - 1)
        return Value(view[0], start, view[1])

    def _unclosed(self, start: int) -> None:
        stop = re.compile(r'(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*+').match(self._text, start + 1, self._end)
        at = stop.end() if stop else start
        if at < self._end and self._text[at] == "\t":
            self._fail(at, "a tab inside a text", r"write it as \t")
        if at < self._end and self._text[at] not in '\r\n"\\':
            self._fail(at, "a control character inside a text", "take it out")
        self._fail(start, "the text that starts here is not closed", r'end it with ", and write line ends as \n')

    def _unescape(self, start: int, end: int) -> tuple[str, OffsetMap]:
        text, built, at = self._text, MapBuilder(), start
        while at < end:
            slash = text.find("\\", at, end)
            if slash < 0:
                built.copy(text[at:end], at)
                break
            built.copy(text[at:slash], at)
            escape = _ESCAPE.match(text, slash, end)
            if not escape:
                shown = text[slash : slash + 2]
                self._note(slash, f"{shown} is not an escape of JSON", r"write a backslash as \\")
                at = slash + 2
                continue
            at = escape.end()
            if escape[2]:
                built.replace(_SHORT[escape[2]], slash, 2)
                continue
            code = int(escape[1], 16)
            low = _LOW.match(text, at, end) if code in _HIGH else None
            if low:
                at = low.end()
                code = 0x10000 + ((code - _HIGH.start) << 10) + (int(low[1], 16) - _HIGH.stop)
            elif code in _SURROGATES:
                self._note(slash, f"{escape[0]} is half a surrogate pair", "write the character itself")
                continue
            built.replace(chr(code), slash, at - slash)
        view = built.build()
        return (view.text, view.map) if view.text else ("", OffsetMap.identity(0, start))
