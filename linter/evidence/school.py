"""Where a post names the school or its trust: in words, in hashtags and handles, by its sites and addresses.

In what is read in a picture its motto counts as well: there it stands on the crest, in prose it may be anybody's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from linter.settings import fold_handle
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.words import Word
    from linter.settings import School
    from linter.text import View

VERSION = 2

How = Literal["name", "trust", "motto", "tag", "handle", "site", "email"]

_SHORT = 4  # an alias up to this length counts only in capitals, as the settings write it
_LONG = 10  # an ordinary word is rarely longer
_MOTTO = 2  # words that a motto has at least: "Aspire" alone is on every wall
_DISTINCT = 6  # a name shorter than this is not looked for inside a joined tag
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|&")
_BREAK = r"[\s\-._,]{1,3}"
_APART = r"[\W_]{1,4}"  # crests set dots, stars and lines between the words
_VARIANTS = {
    "st": r"(?:saint|st\.?)",
    "saint": r"(?:saint|st\.?)",
    "and": r"(?:and|&|\+)",
    "&": r"(?:and|&|\+)",
    "cofe": r"(?:church\s+of\s+england|c\.?\s?of\s?e\.?|ce)",
    "ce": r"(?:church\s+of\s+england|c\.?\s?of\s?e\.?|ce)",
    "rc": r"(?:roman\s+catholic|catholic|rc)",
}
_CHURCH = re.compile(r"\b(?:c(?:hurch)? of e(?:ngland)?|c\.e\.)(?!\w)")
_SENTENCE = re.compile(r"(?:^|[.!?:\n])[\s\W]*$")


@frozen
class SchoolMention:
    """A place that names the school: [start, end) in a part as written, and how it does."""

    part: str
    start: int
    end: int
    how: How


@frozen
class _Name:
    """A name as it is looked for in folded text.

    `key` stands in whatever `pattern` matches; `joined` are its words without spaces; `exact` says that it counts only
    as `written`.
    """

    pattern: re.Pattern[str]
    key: str
    joined: str
    written: str
    how: How
    exact: bool
    single: bool


@frozen
class _Names:
    names: tuple[_Name, ...]
    motto: _Name | None
    domains: tuple[str, ...]
    sites: re.Pattern[str] | None
    emails: frozenset[str]


def gather(evidence: Evidence) -> tuple[SchoolMention, ...]:
    """Return the places that name the school in any prose part, in the order of the parts, none inside another."""
    settings = evidence.context.settings
    names = _names(settings.school)
    handles = frozenset(
        fold_handle(handle)
        for account in settings.accounts.values()
        if account.type == "official"
        for handle in account.handles
    )
    if not names.names and names.motto is None and names.sites is None and not handles:
        return ()
    found: list[SchoolMention] = []
    for part in evidence.parts:
        if part.is_prose:
            spans = [*_sites(part, names), *_tags(evidence, part, names, handles), *_words(evidence, part, names)]
            found += [SchoolMention(part.name, *span) for span in _outermost(spans)]
    return tuple(found)


def _outermost(spans: list[tuple[int, int, How]]) -> Iterator[tuple[int, int, How]]:
    """Yield the spans in order; of those that overlap, the one that starts first, or the longest of these."""
    done = -1
    for start, end, how in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= done:
            done = end
            yield start, end, how


@lru_cache(maxsize=16)
def _names(school: School) -> _Names:
    """Return what to look for; a pure function of the settings."""
    from linter.evidence.normalise import fold

    names = []
    called: list[tuple[str, How]] = [(name, "trust" if name == school.trust else "name") for name in school.names]
    for name, how in (*called, (school.motto, "motto")):
        words = _WORD.findall(_CHURCH.sub("cofe", fold(name).text))
        if len(words) >= (_MOTTO if how == "motto" else 1):
            single, joined = len(words) == 1, "".join(words).replace("'", "")
            # "Thistlebrooks new head": the apostrophe goes missing, but a Meadow is not the Meadows.
            possessive = "(?:'s?|s')?" if single and len(joined) <= _LONG else "(?:'s?|s'?)?"
            body = (_APART if how == "motto" else _BREAK).join(
                _VARIANTS.get(word) or re.escape(word).replace("'", "'?") for word in words
            )
            names.append(
                _Name(
                    pattern=re.compile(rf"(?<![^\W_])(?P<name>{body}){possessive}(?![^\W_])"),
                    key=max((w.partition("'")[0] for w in words if w not in _VARIANTS), key=len, default=""),
                    joined=joined,
                    written=name.strip(),
                    how=how,
                    exact=len(joined) <= _SHORT,
                    single=single,
                )
            )
    domains = tuple(d for domain in school.domains if (d := domain.strip().lower().removeprefix("www.").strip("./")))
    site = (
        r"(?<![\w.\-])(?:https?://)?(?:[\w.+\-]+@)?(?:[\w\-]+\.)*"
        rf"(?:{'|'.join(map(re.escape, domains))})(?![\w\-]|\.\w)(?:[/?#][^\s()<>\"\]]*)?"
    )
    return _Names(
        names=tuple(name for name in names if name.how != "motto"),
        motto=next((name for name in names if name.how == "motto"), None),
        domains=domains,
        sites=re.compile(site, re.IGNORECASE) if domains else None,
        emails=frozenset(email.strip().lower() for email in school.emails if email.strip()),
    )


def _sites(part: Part, names: _Names) -> Iterator[tuple[int, int, How]]:
    """Yield the school's web addresses and e-mail addresses, also those behind words."""
    if "." not in part.text:
        return
    lower = part.text.lower()
    if "@" in lower and len(lower) == len(part.text):
        for email in names.emails:
            at = lower.find(email)
            if at >= 0:
                yield at, at + len(email), "email"
    if names.sites and any(domain in lower for domain in names.domains):
        for match in names.sites.finditer(part.text):
            end = match.end() - len(match.group()) + len(match.group().rstrip(".,;:!?'*_"))
            yield match.start(), end, "email" if "@" in match.group().split("/")[0] else "site"


def _tags(evidence: Evidence, part: Part, names: _Names, handles: frozenset[str]) -> Iterator[tuple[int, int, How]]:
    """Yield the official handles, and what in other handles and in hashtags names the school."""
    if not any(sign in part.text for sign in "#@＃＠"):
        return
    seen, tokens = evidence.visible(part), evidence.tokens(part)
    for token in tokens.mentions:
        # "@ThistlebrookPri@mastodon.example": the part before the server is the handle.
        if fold_handle(token.text) in handles or fold_handle(token.text[1:].partition("@")[0]) in handles:
            yield *seen.span(token.start, token.end), "handle"
    for token in (*tokens.hashtags, *tokens.mentions):
        for start, end in _in_tag(token.text[1:], names):
            # The sign belongs to a name that stands at the head of its tag.
            yield *seen.span(token.start + (1 + start if start else 0), token.start + 1 + end), "tag"


def _in_tag(tag: str, names: _Names) -> Iterator[tuple[int, int]]:
    """Yield the spans of the names in a hashtag or handle without its sign."""
    from linter.evidence.hashtags import split_tag

    lower = tag.lower()
    pieces: tuple[tuple[int, int], ...] | None = None
    for name in names.names:
        at = tag.find(name.written) if name.exact else lower.replace("_", "").find(name.joined)
        if at < 0:
            continue
        if name.exact:
            # Capitals end where another hump begins: TPSFamily, but not TPSX.
            after, before = tag[at + len(name.written) :], tag[:at]
            hump = not after or not after[0].isalpha() or after[0].islower() or after[1:2].islower()
            if hump and not (before and before[-1].isupper()):
                yield at, at + len(name.written)
            continue
        start, end = _without_underscores(tag, at, at + len(name.joined))
        if pieces is None:
            pieces = tuple((piece.start, piece.end) for piece in split_tag(tag))
        on_pieces = any(first == start for first, _ in pieces) and any(last == end for _, last in pieces)
        # A long name is told by its letters wherever it stands; a short one only where words begin and end.
        at_edge = (start == 0 or end == len(tag)) and len(name.joined) > _LONG
        if len(name.joined) >= _DISTINCT and (on_pieces or at_edge or not name.single):
            yield start, end


def _without_underscores(tag: str, start: int, end: int) -> tuple[int, int]:
    """Return the span in a tag for a span of the tag without its underscores."""
    places = [index for index, char in enumerate(tag.lower()) if char != "_"]
    return min(places[start], len(tag)), min(places[end - 1] + 1, len(tag))


def _words(evidence: Evidence, part: Part, names: _Names) -> Iterator[tuple[int, int, How]]:
    """Yield the names in the words of a part, and in further readings of what is disguised in it."""
    is_read = part.name.startswith("image:") and part.name.endswith("/text")
    for view in (evidence.folded(part), *evidence.disguised(part)):
        motto = (names.motto,) if names.motto and is_read else ()
        for name in (*names.names, *motto):
            if name.key not in view.text:
                continue
            for match in name.pattern.finditer(view.text):
                span = view.span(*match.span())
                if _is_meant(name, part, view.span(*match.span("name")), view, match.start()):
                    yield *span, name.how


def _is_meant(name: _Name, part: Part, span: tuple[int, int], view: View, at: int) -> bool:
    """Say whether words that read like a name are one: initials want their capitals, an ordinary word its own."""
    written = part.text[span[0] : span[1]]
    if name.exact:
        return written == name.written and (name.written.isupper() or not _opens_sentence(view, at))
    if not name.single or len(name.joined) > _LONG:
        return True
    return written[:1].isupper() or not _is_ordinary(name.joined)


def _opens_sentence(view: View, at: int) -> bool:
    return _SENTENCE.search(view.text[max(0, at - 12) : at]) is not None if at else True


@lru_cache(maxsize=64)
def _is_ordinary(word: str) -> bool:
    """Say whether a word stands in the word list by which tags are split. It is read then, so ask late."""
    from linter.evidence.hashtags import ranks

    return f"\n{word}\n" in ranks()[1]


def school_words(evidence: Evidence, part: Part, stream: Sequence[Word]) -> Mapping[int, int]:
    """Return first → last word (half-open) of each place in a stream that names the school."""
    found: dict[int, int] = {}
    for mention in evidence.school:
        if mention.part == part.name:
            inside = [i for i, word in enumerate(stream) if mention.start <= word.start and word.end <= mention.end]
            if inside:
                found[inside[0]] = inside[-1] + 1
    return found
