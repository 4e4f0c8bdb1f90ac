"""Kind `denied`: accounts and groups on the settings' list of those that posts must not mention, answer or link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.evidence import phrases
from linter.evidence.links import Link, is_within, parse
from linter.evidence.normalise import fold
from linter.finding import Hit
from linter.settings import fold_handle
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.post import Post

_PLAIN = re.compile(r"[^\W_]+")


@frozen
class Options:
    """Where accounts and groups stand behind addresses: the hosts of social media, with everything below them.

    `group_paths` are the pieces of a path after which the name of a group follows.
    """

    hosts: tuple[str, ...]
    group_paths: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a host with a scheme or a path."""
        for host in self.hosts:
            if "/" in host or not host.strip():
                raise ValueError(f"hosts: '{host}' is not a host such as 'x.com'")


@frozen
class _Denied:
    """A handle of the list; `host` is empty unless the list gives an address, which means that platform alone."""

    handle: str
    host: str


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each mention, reply, group and link that is on the list."""
    deny = evidence.context.settings.deny
    if not deny.accounts and not deny.groups:
        return
    accounts, groups, names = _lists(deny.accounts, deny.groups)
    for part in evidence.parts:
        if part.name == "field:group":
            yield from _named_group(part, groups)
        elif part.name == "field:reply_to":
            yield from _answered(part, accounts, evidence)
        elif not part.name.endswith("/name"):
            yield from _mentioned(part, accounts, evidence)
            yield from _groups_in_text(part, names, evidence)
    for link in evidence.links:
        if any(is_within(link.host, host) for host in options.hosts):
            yield from _linked(link, accounts, groups, options)


@lru_cache(maxsize=8)
def _lists(
    accounts: tuple[str, ...], groups: tuple[str, ...]
) -> tuple[tuple[_Denied, ...], frozenset[str], tuple[str, ...]]:
    """Return the handles, the names of groups without spaces and signs, and those that can be looked for in text.

    A name of a single word is too likely to be a word.
    """
    named = [_group(entry) for entry in groups]
    words = [_PLAIN.findall(fold(name).text) for name in named]
    return (
        tuple(_account(entry) for entry in accounts),
        frozenset(filter(None, map(_squeezed, named))),
        tuple(" ".join(found) for found in words if len(found) > 1),
    )


def _account(entry: str) -> _Denied:
    link = parse(entry.strip())
    if entry.strip().startswith("@") or not link.segments or "." not in link.host:
        return _Denied(_handle(entry), "")
    return _Denied(_handle(link.segments[-1]), link.host.removeprefix("www."))


def _group(entry: str) -> str:
    link = parse(entry.strip())
    return link.segments[-1] if link.segments and "." in link.host and " " not in link.host else entry


def _handle(text: str) -> str:
    return fold(fold_handle(text)).text


def _squeezed(text: str) -> str:
    return "".join(_PLAIN.findall(fold(text).text))


def _is_denied(handle: str, accounts: tuple[_Denied, ...], evidence: Evidence) -> bool:
    hosts = {host for facts in evidence.platforms for host in facts.hosts}
    return any(
        account.handle == handle and (not account.host or account.host in hosts or not hosts) for account in accounts
    )


def _mentioned(part: Part, accounts: tuple[_Denied, ...], evidence: Evidence) -> Iterator[Hit]:
    if "@" not in part.text:
        return
    seen = evidence.visible(part)
    for mention in evidence.tokens(part).mentions:
        if _is_denied(_handle(mention.text), accounts, evidence):
            yield Hit(part.name, *seen.span(mention.start, mention.end))


def _answered(part: Part, accounts: tuple[_Denied, ...], evidence: Evidence) -> Iterator[Hit]:
    """Yield the account that the post answers; an address is left to the links."""
    text = part.text.strip()
    if "/" not in text and _is_denied(_handle(text), accounts, evidence):
        yield Hit(part.name, 0, len(part.text))


def _named_group(part: Part, groups: frozenset[str]) -> Iterator[Hit]:
    name = _squeezed(part.text)
    if any(group in name for group in groups):
        yield Hit(part.name, 0, len(part.text), "group")


def _groups_in_text(part: Part, groups: tuple[str, ...], evidence: Evidence) -> Iterator[Hit]:
    """Yield groups that are named in words."""
    folded = evidence.folded(part).text
    names = tuple(name for name in groups if name.partition(" ")[0] in folded)
    if not names:  # names that nothing begins with need no search
        return
    for stream in evidence.words(part):
        for match in phrases.compiled(names).find(stream):
            yield Hit(part.name, stream[match.first].start, stream[match.last - 1].end, "group")


def _linked(link: Link, accounts: tuple[_Denied, ...], groups: frozenset[str], options: Options) -> Iterator[Hit]:
    pieces = link.segments
    for number, piece in enumerate(pieces):
        is_group = number > 0 and pieces[number - 1].lower() in options.group_paths
        if is_group and _squeezed(piece) in groups:
            yield Hit(link.part, link.start, link.end, "group")
            return
        handle = _handle(piece)
        if any(a.handle == handle and (not a.host or is_within(link.host, a.host)) for a in accounts):
            yield Hit(link.part, link.start, link.end)
            return
