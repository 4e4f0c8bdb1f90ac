"""Kind `author`: whether readers, or at least the school, can tell who is writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from linter.checks.roles import member_named
from linter.evidence.phrases import compiled, validate
from linter.finding import Hit
from linter.rule import AccountType
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post
    from linter.settings import Account

_SENTENCE_END = re.compile(r"(?<![A-Z][a-z])(?<!\bMrs)[.!?…]\s+")
_FEW_LINES = 3  # a sign-off stands in the last lines, or opens the post


@frozen
class Options:
    """Who must say who they are.

    `asks` says what a post on one of `accounts` needs: nothing, a declared author or a sign-off, or a sign-off that
    readers see. `outside` says the same of a comment elsewhere: in a group, or a reply, not on an account of the
    school's own. `titles`, `roles`, `teams`, `openings` and `closings` are the words of
    sign-offs. `anonymous` are phrases that
    make a handle or persona anonymous. `automatic` are categories and author roles of feeds that no person writes.
    """

    asks: Literal["nothing", "author", "sign-off"] = "nothing"
    outside: Literal["nothing", "author", "sign-off"] = "nothing"
    accounts: tuple[AccountType, ...] = ("official",)
    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    automatic: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or sign-offs that nothing could make."""
        validate("anonymous", self.anonymous)
        if "sign-off" in (self.asks, self.outside) and not (self.titles or self.roles):
            raise ValueError("titles: is empty, so nothing would count as a sign-off")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield a hit if the writer is hidden, or undeclared where that is asked for."""
    if _is_automatic(post, options):
        return
    declared = evidence.declared
    author_id = post.author.id if post.author else None
    if author_id and evidence.context.staff and not member_named(author_id, evidence.context.staff):
        yield Hit("body", 0, 0, "unknown-author")
    word = _anonymous_word(post.account, declared.account, options)
    if word and _is_about_the_school(evidence, post.account, declared.account):
        if not _is_signed(evidence, options):
            yield Hit("body", 0, 0, "anonymous", values={"word": word})
        return
    asked = _asked(post, evidence, options)
    if asked == "nothing" or (asked == "author" and _has_author(post)):
        return
    if not _is_signed(evidence, options):
        yield Hit("body", 0, 0, "no-author" if asked == "author" else "unsigned")


def _asked(post: Post, evidence: Evidence, options: Options) -> str:
    """Return what this post needs, the stricter of the two where both ask."""
    needs = {"nothing"}
    kind = evidence.declared.account_type
    if kind in options.accounts:
        needs.add(options.asks)
    is_elsewhere = bool(post.group or post.reply_to) and (evidence.declared.account is None or kind != "official")
    if is_elsewhere and evidence.school:
        needs.add(options.outside)
    return next(need for need in ("sign-off", "author", "nothing") if need in needs)


def _has_author(post: Post) -> bool:
    return post.author is not None and bool(post.author.id or post.author.name)


def _is_automatic(post: Post, options: Options) -> bool:
    words = {(post.category or "").casefold(), ((post.author and post.author.role) or "").casefold()}
    return not words.isdisjoint(word.casefold() for word in options.automatic)


def _anonymous_word(name: str | None, account: Account | None, options: Options) -> str:
    """Return the handle or persona that hides who writes, or ""."""
    if not options.anonymous or (account and account.type == "official" and not account.persona):
        return ""
    for text in (account.persona, *account.handles) if account else (name or "",):
        stream = _word_stream(text)
        if any(compiled(options.anonymous).find(stream)):
            return text
    return ""


@lru_cache(maxsize=256)
def _word_stream(text: str) -> tuple:  # type: ignore[type-arg]
    """Return the words of a name or handle as a stream that phrases can match."""
    from linter.evidence.hashtags import split_tag
    from linter.evidence.normalise import fold
    from linter.evidence.words import Word

    return tuple(Word(fold(piece.text).text, 0, 0, 0) for word in text.split() for piece in split_tag(word.lstrip("@")))


def _is_about_the_school(evidence: Evidence, name: str | None, account: Account | None) -> bool:
    """Say whether the post, its handle or its persona names the school."""
    if evidence.school:
        return True
    shown = (account.persona, account.bio, *account.handles) if account else (name or "",)
    squeezed = ["".join(filter(str.isalnum, text.casefold())) for text in shown]
    names = ["".join(filter(str.isalnum, name.casefold())) for name in evidence.context.settings.school.names]
    return any(len(school) > 3 and school in text for school in names for text in squeezed)


def _is_signed(evidence: Evidence, options: Options) -> bool:
    """Say whether the text itself shows who wrote it."""
    part = evidence.part("body")
    if part is None:
        return False
    lines = [line.strip() for line in evidence.visible(part).text.splitlines() if line.strip()]
    if not lines:
        return False
    patterns = _patterns(options)
    if patterns.opening.match(lines[0]) or any(patterns.closing.search(line) for line in lines[-_FEW_LINES:]):
        return True
    last = _SENTENCE_END.split(lines[-1])[-1]
    if any(patterns.alone.fullmatch(line) for line in (*lines[-_FEW_LINES:], last)):
        return True
    return _ends_with_name(lines[-1], evidence)


def _ends_with_name(line: str, evidence: Evidence) -> bool:
    """Say whether a line is, or ends after a dash with, the name of a member of staff."""
    tail = re.split(r"\s[-–—]\s*|^[-–—]\s*", line)[-1]
    return len(tail.split()) > 1 and member_named(tail.rstrip(" .!"), evidence.context.staff) is not None


@frozen
class _Patterns:
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    alone: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(options: Options) -> _Patterns:
    """Return what sign-offs look like: "– Mr Poole, Y3", "^PW", "Headteacher Ada Quill", "Comment from X (…)"."""
    title = f"(?:{_any(options.titles)})\\.?"
    role = f"(?:{_any(options.roles)})"
    name = r"(?-i:[^\W\d_a-z])[\w'’.-]*(?:\s+(?-i:[^\W\d_a-z])[\w'’.-]*){0,3}"
    person = f"(?:{title}\\s+{name}|{name}\\s*[,(]\\s*(?:the\\s+)?{role}\\b|{role}[\\s,:]+{name}|(?:the\\s+)?{role}\\b)"
    team = f"(?:(?:the|your|from)\\s+)?(?:[\\w&/-]+\\s+){{0,3}}(?:{_any(options.teams)})\\b"
    end = r"[^\w#]*(?:#\w+[^\w#]*)*$"
    after = r"(?:\s*[,(&]\s*[\w /&,]{0,40}\)?|\s+and\s+[\w ]{1,30})?"
    flags = re.IGNORECASE
    return _Patterns(
        opening=re.compile(
            f"\\W*(?:{_any(options.openings)})\\s+(?:the\\s+)?.{{0,60}}?(?:{person}|{title}\\s|{role}\\b)", flags
        ),
        closing=re.compile(
            f"(?:(?:^|[\\s.!?])[-–—~]+\\s*|\\b(?:{_any(options.closings)})[,:]?\\s+)(?:{person}|{team}){after}{end}"
            f"|\\^(?-i:[A-Z]{{1,3}})\\b{end}",
            flags,
        ),
        alone=re.compile(f"\\W*(?:{person}){after}\\W*(?:#\\w+\\W*)*", flags),
    )


def _any(words: Iterable[str]) -> str:
    escaped = (re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(words, key=len, reverse=True))
    return "|".join(escaped) or r"(?!)"
