"""Pair up runs of emphasis marks by the rules of CommonMark, so that they can be taken off."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Node:
    """A piece of a paragraph: kept as written, or replaced, or a run of marks that pairing shortens.

    `text` is what it is replaced with (None: kept); `char` and `length` are those of a run as written.
    """

    __slots__ = ("char", "closes", "end", "length", "opens", "start", "text")

    def __init__(self, start: int, end: int, text: str | None = None, char: str = "", length: int = 0) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.char = char
        self.length = length
        self.opens = False
        self.closes = False


def run_node(text: str, start: int, end: int, before: str, after: str) -> Node:
    """Return the run of marks text[start:end]; `before` and `after` are its neighbours, a space at the block's ends."""
    char = text[start]
    left, right = _flanks(before, after)
    node = Node(start, end, char=char, length=end - start)
    if char == "_":
        node.opens = left and (not right or _punctuation(before))
        node.closes = right and (not left or _punctuation(after))
    elif char == "*" or end - start > 1:
        node.opens, node.closes = left, right
    return node


def pair(runs: Iterable[Node]) -> None:
    """Shorten the runs that pair up, outermost marks last."""
    opened: list[Node] = []
    # Below this index of `opened` nothing pairs with such a closer: what makes the search linear.
    lowest: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        if run.closes:
            _match(run, opened, lowest)
        if run.opens and run.end - run.start >= _least(run):
            opened.append(run)


def _match(closer: Node, opened: list[Node], lowest: dict[tuple[str, bool, int], int]) -> None:
    while closer.end - closer.start >= _least(closer):
        key = (closer.char, closer.opens, closer.length % 3)
        floor = lowest.get(key, 0)
        index = len(opened) - 1
        while index >= floor and not _pairs(opened[index], closer):
            index -= 1
        if index < floor:
            lowest[key] = len(opened)
            return
        opener = opened[index]
        del opened[index + 1 :]
        used = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
        opener.end -= used
        closer.start += used
        if opener.end - opener.start < _least(opener):
            opened.pop()
        for known, value in lowest.items():
            lowest[known] = min(value, len(opened))


def _least(run: Node) -> int:
    """Return how many marks make a pair: struck-out text needs two tildes."""
    return 2 if run.char == "~" else 1


def _pairs(opener: Node, closer: Node) -> bool:
    if opener.char != closer.char:
        return False
    if (opener.closes or closer.opens) and closer.char != "~":
        both = opener.length + closer.length
        return both % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)
    return True


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _punctuation(before), _punctuation(after)
    left = not space_after and (not sign_after or space_before or sign_before)
    right = not space_before and (not sign_before or space_after or sign_after)
    return left, right


def _punctuation(char: str) -> bool:
    return char in ESCAPABLE if char < "\x80" else unicodedata.category(char)[0] in "PS"
