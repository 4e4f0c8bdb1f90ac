"""Kind `credential`: passwords, codes that open something, and links by which anybody could join."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks.credential_search import LONG, codes, may_hold_a_secret, passwords
from linter.finding import Hit
from linter.remembered import Remembered
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.links import Link
    from linter.evidence.parts import Part
    from linter.post import Post
    from linter.text import View

_LONG_WORD = re.compile(rf"\S{{{LONG},}}")
_USER = re.compile(r"://[^\s/@:]*:(?P<secret>[^\s/@]+)@")


@frozen
class Options:
    """The words around secrets; all in small letters, matched on folded text as whole words.

    `passwords` name a password, `log_ins` a pair of name and password. `locks` are what a code opens, `keypads` those
    after which a number can only be their code; `codes` name such a code, `join_codes` one that lets people in to a
    meeting or a class. `systems` make a plain word after "password is" a password. `never_secret` are words that are
    none, `about` what after a label shows that it is talked about ("password policy"). `advice`, `puzzles`, `quizzes`
    and `offers` excuse, `units` make a number an amount. `meetings` and `tokens` are regular expressions for links and
    for keys of programs, `parameters` names of secrets in addresses. Meetings of a `closed` audience are a case of
    their own.
    """

    passwords: tuple[str, ...]
    log_ins: tuple[str, ...]
    locks: tuple[str, ...]
    keypads: tuple[str, ...]
    codes: tuple[str, ...]
    join_codes: tuple[str, ...]
    systems: tuple[str, ...]
    never_secret: tuple[str, ...]
    about: tuple[str, ...]
    advice: tuple[str, ...] = ()
    puzzles: tuple[str, ...] = ()
    quizzes: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for an empty list that is needed, or a malformed regular expression."""
        needed = ("passwords", "log_ins", "locks", "keypads", "codes", "join_codes", "systems", "never_secret", "about")
        for key in needed:
            if not getattr(self, key) or not all(word.strip() for word in getattr(self, key)):
                raise ValueError(f"{key}: is empty, or has an empty word")
        for key in ("meetings", "tokens"):
            for pattern in getattr(self, key):
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise ValueError(f"{key}: '{pattern}' is not a regular expression: {error}") from error


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each secret once; nothing but the secret is marked."""
    in_links = [*_in_links(post, evidence, options)]
    yield from in_links
    for part in evidence.parts:
        view = evidence.folded(part)
        text = _spread(part, view.text)
        found = [*_secrets(part, view, text, options)] if may_hold_a_secret(text, options) else []
        found += _tokens(part, text, options)
        taken = [(hit.start, hit.end) for hit in in_links if hit.part == part.name]
        for start, end, case in found:
            span = view.span(start, end)
            if not any(span[0] < last and first < span[1] for first, last in taken):
                taken.append(span)
                yield Hit(part.name, *span, case)


def _spread(part: Part, text: str) -> str:
    """Return the text, with the words of a file name apart; offsets stay the same."""
    return re.sub(r"[_+]|-(?=\D)|\.(?=\w{2,4}$)", " ", text) if part.name.endswith("/name") else text


def _secrets(part: Part, view: View, text: str, options: Options) -> Iterator[tuple[int, int, str]]:
    """Yield the span in the folded text, and the case, of each secret."""

    def written(start: int, end: int) -> str:
        first, last = view.span(start, end)
        return part.text[first:last]

    yield from ((*span, "") for span in passwords(text, written, options))
    yield from ((*span, "code") for span in codes(text, written, options))
    for match in _USER.finditer(text):
        yield *match.span("secret"), "link"


def _tokens(part: Part, text: str, options: Options) -> Iterator[tuple[int, int, str]]:
    """Yield the keys of services. Their patterns are about capitals, so they read the text as written."""
    # Only long words can be keys, and to search them alone is quick; but the head of a key file has spaces in it.
    spans = [(0, len(part.text))] if "-----" in part.text else [word.span() for word in _LONG_WORD.finditer(part.text)]
    for span in spans:
        for match in _any_of(options.tokens).finditer(part.text, *span):
            at = text.find(match.group().lower())  # the span is one of the folded text
            if at >= 0:
                yield at, at + len(match.group()), "token"


def _in_links(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    for link in evidence.links:
        query = f"?{link.query}" if link.query else ""
        if _any_of(options.meetings).match(f"{link.host}{link.path}{query}"):
            account = evidence.declared.account
            audience = post.audience or (account.audience if account else "")
            few = audience.casefold() in options.closed
            yield Hit(link.part, link.start, link.end, "meeting-for-few" if few else "meeting")
        else:
            yield from _parameters(link, options)


def _parameters(link: Link, options: Options) -> Iterator[Hit]:
    """Yield the secrets that stand in an address themselves."""
    for name, value in link.parameters:
        if name.lower() in options.parameters and value:
            at = link.url.find(f"{name}={value}")
            if at < 0 or len(link.url) != link.end - link.start:  # not all of it is shown: mark the whole
                yield Hit(link.part, link.start, link.end, "link")
                return
            start = link.start + at + len(name) + 1
            yield Hit(link.part, start, start + len(value), "link")


# Patterns → one for any of them; for none, one that matches nothing.
_any_of: Remembered[tuple[str, ...], re.Pattern[str]] = Remembered(
    lambda patterns: re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")
)
