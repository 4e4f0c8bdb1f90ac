"""Look whether a changed text still holds the same posts, but for the fields that were to change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from linter.editing.paths import NEXT, Change, data_of, top
from linter.post import Draft, Post
from linter.shape import parse_moment

_WORDS = ("", "id", "title", "body")


def is_as_wanted(old: Draft, new: Draft, index: int, kin: Iterable[int], changes: Sequence[Change]) -> bool:
    """Say whether only these fields of one post changed; `kin` are the posts of the same declaration.

    What the posts of a thread, or the wordings for several platforms, have in common changes for all of them.
    """
    if len(old.entries) != len(new.entries) or len(new.faults) > len(old.faults):
        return False
    own, touched = set(kin), top(changes)
    for number, (before, after) in enumerate(zip(old.entries, new.entries, strict=True)):
        if number == index:
            if _told(after.post, (), touched) != _told(before.post, changes, touched):
                return False
        elif number in own:
            first, second = _told(before.post, (), touched), _told(after.post, (), touched)
            if any(first.get(key) != second.get(key) for key in {*first, *second} - touched):
                return False
        elif before.post != after.post:
            return False
    return True


def _told(post: Post, changes: Sequence[Change], touched: frozenset[str]) -> dict[str, Any]:
    """Return what a post says, with changes made, in a form in which two spellings of one thing are equal."""
    data = data_of(post)
    for path, value in changes:
        _set(data, list(path), value)
    if post.markup == "markdown":
        # Its words show pictures too, and those that are declared come first.
        images = data.get("images", [])
        data["images"] = sorted(images, key=lambda image: str(image.get("path")))
    found = {key: _plain(key, value) for key, value in data.items() if value not in (None, [], {})}
    if "id" in touched:
        found.pop("id", None)  # without one of its own it is called after the file
    if "body" in touched and "images" not in touched and post.markup == "markdown":
        found.pop("images", None)
    return found


def _set(data: Any, path: list[str | int], value: Any) -> None:
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        place = len(data) if step == NEXT else int(step)
        if place >= len(data):
            if value is None:
                return
            data.append({} if rest else value)
            place = len(data) - 1
        if rest:
            _set(data[place], rest, value)
        elif value is None:
            del data[place]
        else:
            data[place] = value
    elif not rest:
        if value is None:
            data.pop(step, None)
        else:
            data[step] = value
    else:
        is_list = rest[0] == NEXT or isinstance(rest[0], int)
        if step not in data and value is None:
            return
        _set(data.setdefault(step, [] if is_list else {}), rest, value)


def _plain(key: str, value: Any) -> Any:
    """Return a value in the form in which two spellings of it are equal."""
    if key == "author" and isinstance(value, str):
        return {"id": value}
    if key == "platforms" and isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        kept = {name: _plain(name, item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item not in (None, [], {}, False)}
    if isinstance(value, list | tuple):
        return [_plain("", item) for item in value]
    if isinstance(value, str):
        if key in ("schedule", "on", "until"):
            return parse_moment(value) or value
        return "\n".join(value.split("\r\n")).strip(" \t\r\n") if key == "body" else value
    return value
