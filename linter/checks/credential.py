"""Kind `credential`: passwords, codes that open something, and links by which anybody could join.

`credential_patterns` say what names a secret and how the secret follows it, `secret_shapes` what can be one. A plain
word is taken for a password only where nothing but one is to be expected; what mixes letters and digits, nearly anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.checks.credential_patterns import Patterns, compile_patterns, whole, words
from linter.checks.secret_shapes import Shape, shape, trim
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.links import Link
    from linter.evidence.parts import Part
    from linter.post import Post
    from linter.text import View

LONG = 16  # the length from which a word may be the key of a program
_WORD = re.compile(r"[^\W_]+")
_LEET = str.maketrans("@430$51", "aaeossi")
_SPACED = re.compile(r"[pc][ .\-*][ao0@4][ .\-*][sd$5]")
NEAR = 90  # characters around a secret in which what it belongs to may be named
_DIGITS = re.compile(r"\d[^\n]{0,3}\d[^\n]{0,3}\d")
_USER = re.compile(r"://[^\s/@:]*:(?P<secret>[^\s/@]+)@")
_GOOGLE_CODE = re.compile(r"[a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_REAL_ONE = re.compile(r"(?:secret|magic|today's|this week's|tonight's|the week's|word of the \w+)\s*$")
_PARTICIPLE = re.compile(r"(?:ed|ing|able|ible|ive|ful|less|ly|ant|ent)$")
_TOLD_TO_TYPE = re.compile(r"(?<!\w)(?:enter|use|type|using|with|input|put in|key in)\s+(?:the\s+|this\s+)?$")
_LISTED = re.compile(r"(?:[,(;:/|&+]|\d|\.\w+(?:/\S*)?|\s[-–—])\s*$")
_CLAUSE_ENDS = re.compile(
    r"\s*(?:$|\n|[.,;:!?)\]}|/\"'(…–—]|-\s|(?:and )?then\b|(?:to|and) (?:log|join|open|watch|view|get|enter|access|click)\b|[^\w\s])"
)

Found = tuple[int, int, str]  # span in the folded text, case
Written = Callable[[int, int], str]  # the text as the author wrote it, for a span of the folded text


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


@frozen
class _Compiled:
    patterns: Patterns
    first_words: frozenset[str]
    first_code_words: frozenset[str]
    never: frozenset[str]
    advice: re.Pattern[str] | None
    puzzles: re.Pattern[str] | None
    quizzes: re.Pattern[str] | None
    offers: re.Pattern[str] | None
    units: re.Pattern[str] | None
    tokens: re.Pattern[str] | None
    meetings: re.Pattern[str] | None


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each secret once; nothing but the secret is marked."""
    compiled = _compiled(options)
    in_links = [*_in_links(evidence, compiled, options)]
    yield from in_links
    for part in evidence.parts:
        view = evidence.folded(part)
        text = _spread(part, view.text)
        if not _may_hold_one(text, compiled):
            continue
        taken = [(hit.start, hit.end) for hit in in_links if hit.part == part.name]
        for start, end, case in _secrets(part, view, text, compiled):
            span = view.span(start, end)
            if not any(span[0] < last and first < span[1] for first, last in taken):
                taken.append(span)
                yield Hit(part.name, *span, case)


def _spread(part: Part, text: str) -> str:
    """Return the text, with the words of a file name apart; offsets stay the same."""
    return re.sub(r"[_+]|-(?=\D)|\.(?=\w{2,4}$)", " ", text) if part.name.endswith("/name") else text


def _may_hold_one(text: str, compiled: _Compiled) -> bool:
    """Say quickly whether a text holds a word with which any of the patterns begins."""
    seen = {*_WORD.findall(text.translate(_LEET))}
    if not compiled.first_words.isdisjoint(seen) or ("://" in text and "@" in text):
        return True
    if any(len(word) >= LONG for word in text.split()) or _SPACED.search(text):
        return True
    return not compiled.first_code_words.isdisjoint(seen) and _DIGITS.search(text) is not None


def _first_words(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(match[0] for phrase in listed if (match := _WORD.match(phrase)))


def _secrets(part: Part, view: View, text: str, compiled: _Compiled) -> Iterator[Found]:
    def written(start: int, end: int) -> str:
        first, last = view.span(start, end)
        return part.text[first:last]

    yield from _passwords(text, written, compiled)
    yield from _codes(text, written, compiled)
    for match in _USER.finditer(text):
        yield *match.span("secret"), "link"
    if compiled.tokens:
        # These patterns are about capitals, so they read the text as written; the span is found in the folded one.
        for match in compiled.tokens.finditer(part.text):
            at = text.find(match.group().lower())
            if at >= 0:
                yield at, at + len(match.group()), "token"


def _passwords(text: str, written: Written, compiled: _Compiled) -> Iterator[Found]:
    patterns = compiled.patterns
    for pattern in (patterns.stated, patterns.beside):
        for match in pattern.finditer(text):
            start, end, kind = _secret(match, "secret", written, compiled)
            plain = kind in ("word", "everyday")
            fits = _is_lone_word(text, match, end, compiled) if plain else _is_no_amount(text, end, compiled)
            if kind and fits and not _in_sentence(text, match, compiled.advice):
                yield start, end, ""
    for match in _further_on(text, patterns):
        yield from _only_mixed(text, match, "secret", written, compiled)
    for pattern in (patterns.before, patterns.short_label, patterns.wifi, patterns.log_in):
        for match in pattern.finditer(text):
            key = "key" if pattern is patterns.wifi and match["key"] else "secret"
            yield from _only_mixed(text, match, key, written, compiled)
    for match in patterns.pair.finditer(text):
        start, end, kind = _secret(match, "secret", written, compiled)
        name = shape(written(*match.span("name")))
        if kind == "mixed" or (kind in ("word", "number") and (name in ("mixed", "number") or "_" in match["name"] or "@" in match["name"])):
            yield start, end, ""
    for match in patterns.named_pair.finditer(text):
        start, end, kind = _secret(match, "secret", written, compiled)
        if kind and match["name"] not in compiled.never and _CLAUSE_ENDS.match(text, end):
            yield start, end, ""


def _further_on(text: str, patterns: Patterns) -> Iterator[re.Match[str]]:
    """Yield what a sign or a verb links to a label from further off: in its sentence, or the beginning of the next."""
    for label in patterns.label.finditer(text):
        stop = min((at for at in (text.find("\n", label.end()),) if at >= 0), default=len(text))
        yield from patterns.linked.finditer(text, label.end(), min(stop, label.end() + NEAR))


def _secret(match: re.Match[str], group: str, written: Written, compiled: _Compiled) -> tuple[int, int, Shape]:
    """Return the span of what may be the secret, without the punctuation after it, and its shape."""
    start, end = match.span(group)
    as_written = written(start, end)
    if len(as_written) == end - start:
        end = start + trim(as_written)
    return start, end, "" if match.string[start:end] in compiled.never else shape(written(start, end))


def _only_mixed(text: str, match: re.Match[str], group: str, written: Written, compiled: _Compiled) -> Iterator[Found]:
    """Yield the secret if it is no plain word and no year; so far from a label all else could be anything."""
    start, end, kind = _secret(match, group, written, compiled)
    number = kind == "number" and end - start > 3 and not _YEAR.fullmatch(text[start:end])
    if (kind == "mixed" or number) and _is_no_amount(text, end, compiled):
        if not _in_sentence(text, match, compiled.advice):
            yield start, end, ""


def _is_lone_word(text: str, match: re.Match[str], end: int, compiled: _Compiled) -> bool:
    """Say whether a plain word after a label can only be the password."""
    before = text[max(0, match.start() - NEAR) : match.start()]
    link = match["link"].strip()
    quoted = text[match.start("secret") - 1] in "\"'" and text[end : end + 1] in ("'", '"')
    if _NO_REAL_ONE.search(before) or not _CLAUSE_ENDS.match(text, end):
        return False
    if link and link[-1] in ":=>→➡️" and not match.groupdict().get("purpose"):
        return True
    if not link and not quoted:
        return bool(_LISTED.search(before) and not match[0].startswith("passwords") and compiled.patterns.systems.search(before))
    # "is" is followed by all sorts of things, and "password to" by any aim: it takes a system that asks for it.
    around = text[max(0, match.start() - NEAR) : end + NEAR]
    if not compiled.patterns.systems.search(around):
        return False
    if link and link[-1] in ":=>→➡️":
        return True
    if text[match.start("secret") : end].isalpha() and link.startswith(("is", "'s", "was", "are", "will", "has", "changed", "reset")):
        return not _PARTICIPLE.search(text[match.start("secret") : end])
    return quoted and _TOLD_TO_TYPE.search(before) is not None


def _is_no_amount(text: str, end: int, compiled: _Compiled) -> bool:
    """Say whether a number is not one of things that are counted ("12 characters", "100%")."""
    return not (compiled.units and compiled.units.match(text, end))


def _in_sentence(text: str, match: re.Match[str], excuse: re.Pattern[str] | None) -> bool:
    """Say whether an excuse stands in the same sentence."""
    if not excuse:
        return False
    start = max(text.rfind(sign, 0, match.start()) for sign in ".!?\n") + 1
    ends = [at for at in (text.find(sign, match.end()) for sign in ".!?\n") if at >= 0]
    return excuse.search(text, start, min(ends, default=len(text))) is not None


def _near(text: str, match: re.Match[str], *excuses: re.Pattern[str] | None) -> bool:
    """Say whether one of the excuses stands around a match, in whatever sentence."""
    start, end = max(0, match.start() - NEAR), match.end() + NEAR
    return any(excuse.search(text, start, end) for excuse in excuses if excuse)


def _codes(text: str, written: Written, compiled: _Compiled) -> Iterator[Found]:
    patterns = compiled.patterns
    for pattern in patterns.codes:
        for match in pattern.finditer(text):
            if _is_no_amount(text, match.end("secret"), compiled) and not _near(text, match, compiled.puzzles):
                yield *match.span("secret"), "code"
    for match in patterns.join.finditer(text):
        start, end, kind = _secret(match, "secret", written, compiled)
        token = written(start, end)
        sure = kind in ("number", "mixed") or _GOOGLE_CODE.fullmatch(text[start:end]) or re.fullmatch(r"\d[\d ]+", token)
        if (sure or (token.isupper() and len(token) > 3)) and not _near(text, match, compiled.quizzes):
            yield start, end, "code"
    for match in patterns.bare.finditer(text):
        if _is_no_amount(text, match.end("secret"), compiled):
            if not _near(text, match, compiled.puzzles, compiled.quizzes, compiled.offers):
                yield *match.span("secret"), "code"


def _in_links(evidence: Evidence, compiled: _Compiled, options: Options) -> Iterator[Hit]:
    for link in evidence.links:
        query = f"?{link.query}" if link.query else ""
        if compiled.meetings and compiled.meetings.match(f"{link.host}{link.path}{query}"):
            account = evidence.declared.account
            audience = evidence.post.audience or (account.audience if account else "")
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


@lru_cache(maxsize=16)
def _compiled(options: Options) -> _Compiled:
    patterns = compile_patterns(
        passwords=options.passwords,
        about=options.about,
        log_ins=options.log_ins,
        locks=options.locks,
        keypads=options.keypads,
        codes=options.codes,
        join_codes=options.join_codes,
        systems=options.systems,
    )
    return _Compiled(
        patterns,
        _first_words((*options.passwords, *options.log_ins, *options.join_codes, "wi", "wifi", "ssid", "network", "pass", "p")),
        _first_words((*options.locks, *options.keypads, *options.codes, "code", "codes", "c", "pin", "pins", "combination", "combo")),
        frozenset(options.never_secret),
        whole(options.advice),
        whole(options.puzzles),
        whole(options.quizzes),
        whole(options.offers),
        re.compile(rf"\s*(?:%|(?:{words(options.units)})(?!\w))") if options.units else None,
        re.compile("|".join(f"(?:{pattern})" for pattern in options.tokens)) if options.tokens else None,
        re.compile("|".join(f"(?:{p})" for p in options.meetings), re.IGNORECASE) if options.meetings else None,
    )
