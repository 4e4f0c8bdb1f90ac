"""Kind `credential`: passwords, codes that open something, and links by which anybody could join.

Each pattern says what names a secret and how the secret follows it; `secret_shapes` says what can be one. A plain word is
taken for a password only where nothing but one is to be expected; what mixes letters and digits, nearly anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.checks.secret_shapes import NUMBER, TOKEN, shape, trim
from linter.finding import Hit

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.links import Link
    from linter.evidence.parts import Part
    from linter.post import Post
    from linter.text import View

_DIGITS = re.compile(r"\d[^\n]{0,3}\d[^\n]{0,3}\d")
_USER = re.compile(r"://[^\s/@:]*:(?P<secret>[^\s/@]+)@")
NEAR = 90  # characters around a code in which what it belongs to may be named
Found = tuple[int, int, str]  # span in the folded text, case


@dataclass(frozen=True, slots=True)
class Options:
    """The words around secrets; all in small letters, matched on folded text as whole words.

    `passwords` name a password, `log_ins` a pair of name and password. `locks` are what a code opens, `codes` name
    such a code, `join_codes` one that lets people in to a meeting or a class. `systems` make a plain word after
    "password is" a password. `never_secret` are words that are none, `about` what after a label shows that it is
    talked about ("password policy"). `advice`, `puzzles`, `quizzes` and `offers` excuse. `meetings` and `tokens` are
    regular expressions for links and for keys of programs, `parameters` names of secrets in addresses. Meetings of a
    `closed` audience are a case of their own.
    """

    passwords: tuple[str, ...]
    log_ins: tuple[str, ...]
    locks: tuple[str, ...]
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
        for key in ("passwords", "log_ins", "locks", "codes", "join_codes", "systems", "never_secret", "about"):
            if not all(word.strip() for word in getattr(self, key)) or not getattr(self, key):
                raise ValueError(f"{key}: is empty, or has an empty word")
        for key in ("meetings", "tokens"):
            for pattern in getattr(self, key):
                try:
                    re.compile(pattern)
                except re.error as error:
                    raise ValueError(f"{key}: '{pattern}' is not a regular expression: {error}") from error


@dataclass(frozen=True, slots=True)
class _Patterns:
    trigger: re.Pattern[str]
    code_trigger: re.Pattern[str]
    tight: re.Pattern[str]
    loose: re.Pattern[str]
    pair: re.Pattern[str]
    named_pair: re.Pattern[str]
    before: re.Pattern[str]
    code: re.Pattern[str]
    code_for: re.Pattern[str]
    pressed: re.Pattern[str]
    code_before: re.Pattern[str]
    join: re.Pattern[str]
    bare: re.Pattern[str]
    wifi: re.Pattern[str]
    systems: re.Pattern[str]
    advice: re.Pattern[str] | None
    puzzles: re.Pattern[str] | None
    quizzes: re.Pattern[str] | None
    offers: re.Pattern[str] | None
    units: re.Pattern[str] | None
    tokens: re.Pattern[str] | None
    meetings: re.Pattern[str] | None


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each secret once; nothing but the secret is marked."""
    patterns = _compiled(options)
    in_links = [*_in_links(evidence, patterns, options)]
    yield from in_links
    for part in evidence.parts:
        view = evidence.folded(part)
        text = _spread(part, view.text)
        if patterns.trigger.search(text) or (_DIGITS.search(text) and patterns.code_trigger.search(text)):
            taken = [(hit.start, hit.end) for hit in in_links if hit.part == part.name]
            for start, end, case in _secrets(part, view, text, patterns, options):
                span = view.span(start, end)
                if not any(span[0] < last and first < span[1] for first, last in taken):
                    taken.append(span)
                    yield Hit(part.name, *span, case)


def _in_links(evidence: Evidence, patterns: _Patterns, options: Options) -> Iterator[Hit]:
    for link in evidence.links:
        case = _link_case(link, patterns, options, evidence)
        if case == "link":
            yield from _parameters(link, options)
        elif case:
            yield Hit(link.part, link.start, link.end, case)


def _spread(part: Part, text: str) -> str:
    """Return the text, with the words of a file name apart; offsets stay the same."""
    return re.sub(r"[_+]|-(?=\D)|\.(?=\w{2,4}$)", " ", text) if part.name.endswith("/name") else text


def _secrets(part: Part, view: View, text: str, patterns: _Patterns, options: Options) -> Iterator[Found]:
    def written(start: int, end: int) -> str:
        first, last = view.span(start, end)
        return part.text[first:last]

    yield from _passwords(text, written, patterns, frozenset(options.never_secret))
    yield from _codes(text, patterns)
    for match in _USER.finditer(text):
        yield *match.span("secret"), "link"
    if patterns.tokens:
        for match in patterns.tokens.finditer(part.text):
            # The pattern is about capitals, so it reads the text as written; its span is found again in the folded one.
            at = text.find(match.group().lower())
            if at >= 0:
                yield at, at + len(match.group()), "token"


def _passwords(text: str, written, patterns: _Patterns, never: frozenset[str]) -> Iterator[Found]:  # type: ignore[no-untyped-def]
    def secret(match: re.Match[str], group: str = "secret") -> tuple[int, int, str]:
        start, end = match.span(group)
        end = start + trim(written(start, end)) if end - start == len(written(start, end)) else end
        kind = shape(written(start, end))
        return start, end, "" if match[group][: end - start] in never else kind

    for match in patterns.tight.finditer(text):
        start, end, kind = secret(match)
        if kind == "word" and not _is_lone_word(text, match, end, patterns):
            continue
        if kind and not _excused(text, match, patterns.advice):
            if kind == "number" and _counts(text, end, patterns):
                continue
            yield start, end, ""
    for pattern in (patterns.loose, patterns.before, patterns.wifi):
        for match in pattern.finditer(text):
            start, end, kind = secret(match)
            year = re.fullmatch(r"(?:19|20)\d\d", text[start:end])
            if (kind == "mixed" or (kind == "number" and not year and end - start > 3)) and not _excused(
                text, match, patterns.advice
            ):
                if not _counts(text, end, patterns):
                    yield start, end, ""
    for match in patterns.pair.finditer(text):
        start, end, kind = secret(match)
        name = shape(written(*match.span("name")))
        if kind == "mixed" or (kind and (name in ("mixed", "number") or "_" in match["name"] or "@" in match["name"])):
            yield start, end, ""
    for match in patterns.named_pair.finditer(text):
        start, end, kind = secret(match)
        if kind and match["name"] not in never and _ends_here(text, end):
            yield start, end, ""


def _is_lone_word(text: str, match: re.Match[str], end: int, patterns: _Patterns) -> bool:
    """Say whether a plain word after a label can only be the password."""
    word = match["secret"][: end - match.start("secret")]
    if not _ends_here(text, end):
        return False
    before = text[max(0, match.start() - 40) : match.start()]
    if re.search(r"(?:secret|magic|today's|this week's|tonight's|the week's|word of the \w+)\s*$", before):
        return False
    link = match["link"].strip()
    if link in (":", "=", "->", "=>", "→"):
        return True
    # "is" is followed by all sorts of things: it takes a system to which the password belongs.
    around = text[max(0, match.start() - NEAR) : match.end()]
    return bool(
        link.startswith(("is", "'s", "was"))
        and patterns.systems.search(around)
        and not re.search(r"(?:ed|ing|able|ible|ive|ful|less|ly|ant|ent)$", word)
    )


def _ends_here(text: str, end: int) -> bool:
    """Say whether nothing that continues the sentence follows."""
    rest = text[end : end + 40]
    return re.match(r"\s*(?:$|\n|[.,;:!?)\]}|/\"'(…–—]|-\s|and then\b|then\b|to (?:log|join|open|watch|view|get)\b|[^\w\s])", rest) is not None


def _counts(text: str, end: int, patterns: _Patterns) -> bool:
    """Say whether the number is an amount of something ("12 characters", "100%")."""
    return bool(patterns.units and patterns.units.match(text, end))


def _excused(text: str, match: re.Match[str], excuse: re.Pattern[str] | None) -> bool:
    """Say whether a pattern of excuses stands in the same sentence."""
    if not excuse:
        return False
    start = max(text.rfind(sign, 0, match.start()) for sign in ".!?\n") + 1
    ends = [at for at in (text.find(sign, match.end()) for sign in ".!?\n") if at >= 0]
    return excuse.search(text, start, min(ends, default=len(text))) is not None


def _near(text: str, match: re.Match[str], excuse: re.Pattern[str] | None) -> bool:
    return bool(excuse and excuse.search(text, max(0, match.start() - NEAR), match.end() + NEAR))


def _codes(text: str, patterns: _Patterns) -> Iterator[Found]:
    for pattern in (patterns.code, patterns.code_for, patterns.pressed, patterns.code_before):
        for match in pattern.finditer(text):
            if not (_near(text, match, patterns.puzzles) or _counts(text, match.end("secret"), patterns)):
                yield *match.span("secret"), "code"
    for match in patterns.join.finditer(text):
        start, end = match.span("secret")
        end = start + trim(text[start:end])
        if shape(text[start:end]) in ("number", "mixed") or re.fullmatch(r"[a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4}|\d[\d ]{4,14}\d", text[start:end]):
            if not _near(text, match, patterns.quizzes):
                yield start, end, "code"
    for match in patterns.bare.finditer(text):
        if not any(_near(text, match, p) for p in (patterns.puzzles, patterns.quizzes, patterns.offers)):
            if not _counts(text, match.end("secret"), patterns):
                yield *match.span("secret"), "code"


def _link_case(link: Link, patterns: _Patterns, options: Options, evidence: Evidence) -> str:
    if patterns.meetings and patterns.meetings.match(f"{link.host}{link.path}{'?' + link.query if link.query else ''}"):
        account = evidence.declared.account
        audience = evidence.post.audience or (account.audience if account else "")
        return "meeting-for-few" if audience.casefold() in options.closed else "meeting"
    if any(name.lower() in options.parameters and value for name, value in link.parameters):
        return "link"
    return ""


def _parameters(link: Link, options: Options) -> Iterator[Hit]:
    """Yield the secrets that stand in an address themselves."""
    if len(link.url) != link.end - link.start:  # something in it was not shown: mark the whole
        yield Hit(link.part, link.start, link.end, "link")
        return
    for name, value in link.parameters:
        if name.lower() in options.parameters and value:
            at = link.start + link.url.index(f"{name}={value}") + len(name) + 1
            yield Hit(link.part, at, at + len(value), "link")


def _words(words: tuple[str, ...]) -> str:
    """Return an alternation of words and phrases; spaces also match hyphens, long words also their disguises."""
    return "|".join(sorted(map(_disguised, words), key=len, reverse=True))


_LEET = {"a": "[a@4]", "e": "[e3]", "i": "[i1!]", "o": "[o0]", "s": "[s$5]"}


def _disguised(word: str) -> str:
    if len(word) >= 8 and word.isalpha():
        return r"[ .\-*]?".join(_LEET.get(char, char) for char in word)
    return r"[\s\-]*".join(map(re.escape, word.split())) if len(word) > 3 else re.escape(word)


def _any(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{_words(words)})(?!\w)") if words else None


@lru_cache(maxsize=16)
def _compiled(options: Options) -> _Patterns:
    label = rf"(?<![\w-])(?:{_words(options.passwords)})(?!\w)(?!\s+(?:{_words(options.about)})(?!\w))"
    spaced_code = r"(?:codes?|c o d e|c\.o\.d\.e|c0de)"
    lock = _words(options.locks)
    code = rf"(?:{spaced_code}|pin|pins|p\.i\.n\.?|combination|combo|key\s?code|passkey|number)"
    secret = rf"[\"'(*_`]*(?P<secret>{TOKEN})"
    number = rf"[\"'(*_`]*(?P<secret>{NUMBER})"
    filler = r"(?:still|now|currently|again|just|simply|always|set to|changed to|reset to|going to be|still set to)"
    link = rf"(?P<link>\s*[\"')]*\s*(?::+-?|=+>?|->|→|➡️?)\s*|\s*'s\s+|\s+(?:is|was|are|will be|has changed to|changed to|reset to)\s*:?\s+(?:{filler}\s+)*|\s*[\"'(–—*_`]+\s*|\s+-+\s+|\s+)"
    its = rf"(?:(?:it's|its|it is|that's|which is|is|are|{filler})\s+)*"
    plain_link = rf"(?:\s*(?:[:=]+|->|→|is|'s|was|will be|has changed to|changed to|reset to|[-–—(,])\s*(?:{filler}\s+)*)?\s*"
    purpose = r"(?:\s+(?:for|to|on|of|at)(?:\s+[\w'-]+){1,7}?)?"
    return _Patterns(
        trigger=re.compile(
            rf"(?<![\w-])(?:{_words((*options.passwords, *options.log_ins, *options.join_codes))})(?!\w)|wi[\s-]?fi|api|bearer|[a-z\d_]{{20}}|://\S*@"
        ),
        code_trigger=re.compile(rf"(?<!\w)(?:{spaced_code}|{code}|{lock}|{_words(options.codes)})(?!\w)"),
        tight=re.compile(rf"{label}{purpose}{link}{its}{secret}"),
        loose=re.compile(
            rf"{label}(?=[^\n]{{0,90}}\d)[^.!?\n]{{0,60}}?(?:[.!?]\s+)?(?:[:=]|->|→|\b(?:it's|its|it is|is|was|to)\b(?:\s+{filler})*|\s[-–—]\s)\s*{its}{secret}"
        ),
        pair=re.compile(
            rf"(?<![\w-])(?:{_words(options.log_ins)})(?!\w)[^.!?\n]{{0,60}}?(?::|=|\bwith\b|\busing\b|\bas\b|\bis\b|\bare\b|[-–—])\s*[\"'(*_`]*(?P<name>{TOKEN})[\"')*_`]*"
            rf"\s*(?:/+|\||\\|,|;|\+|&|\band\b|[-–—])\s*(?:p\s*[:=]\s*)?{secret}"
        ),
        named_pair=re.compile(
            rf"(?<!\w)(?:user\s?-?names?|user|user\s?ids?|log\s?-?in\s?(?:name|id)?|enw defnyddiwr)\s*(?:[:=]|is)?\s*[\"'(*_`]*(?P<name>(?!and\b|or\b|&){TOKEN})[\"')*_`]*"
            rf"(?:\s*[,;/|&]\s*|\s+)(?:and\s+|with\s+|a\s+)?(?:{label})\s*(?:[:=]|is)?\s*{secret}"
        ),
        before=re.compile(
            rf"(?<![\w@#/.-]){secret}[\"')*_`]*\s*(?:is|as|=|are|will be)\s+(?:the|our|your|its|today's|tonight's|this \w+'s|a)?\s*(?:[\w'-]+\s+){{0,4}}?{label}"
        ),
        code=re.compile(
            rf"(?<!\w)(?:(?:{lock})(?:'s)?[\s\-](?:[\w']+\s){{0,2}}?{code}|{_words(options.codes)})(?!\w){purpose}{plain_link}{number}"
        ),
        code_for=re.compile(
            rf"(?<!\w){code}\s+(?:for|to|on|of|at|into)\s+(?:[\w'-]+\s+){{0,5}}?(?:{lock})(?!\w)(?:\s+[\w'-]+){{0,4}}?{plain_link}{number}"
        ),
        pressed=re.compile(
            rf"(?<!\w)(?:type|enter|punch|press|dial|use|tap|key|put|code|pin|buzz)\s+(?:in\s+)?(?:the\s+)?(?:{code}\s+)?{number}[\"')*_`]*\s+(?:in|into|on|at|for|to open|to unlock|to get (?:in|through))\s+(?:[\w'-]+\s+){{0,4}}?(?:{lock})(?!\w)"
        ),
        code_before=re.compile(
            rf"{number}[\"')*_`]*\s+(?:is|as|opens|unlocks)\s+(?:the|our|your|tonight's|today's)?\s*(?:[\w'-]+\s+){{0,3}}?(?:(?:{lock})(?!\w)|{_words(options.codes)})"
        ),
        join=re.compile(rf"(?<!\w)(?:{_words(options.join_codes)})(?!\w){purpose}{plain_link}[\"'(*_`]*(?P<secret>\d[\d ]{{4,14}}\d(?!\w)|{TOKEN})"),
        bare=re.compile(
            rf"(?:^|[.,;:!?()\n–—-]\s*|(?<!\w)(?:the|our|your|new|this|that|and|with|enter|a|an|need|today's|tonight's)\s+){spaced_code}"
            rf"\s*(?:[:=]+|->|→|is|'s|will be|was)\s*(?:{filler}\s+)*{number}",
            re.MULTILINE,
        ),
        wifi=re.compile(
            rf"(?<!\w)wi[\s-]?fi(?!\w)[^.!?\n]{{0,50}}?(?:[:=(]|\bis\b|->)\s*(?:[\"'*_`]*{TOKEN}[\"'*_`]*\s*(?:/+|\||,)\s*)?(?:key|code|pass|pw|p)?\s*:?\s*{secret}"
        ),
        systems=re.compile(rf"(?<!\w)(?:{_words(options.systems)})(?!\w)"),
        advice=_any(options.advice),
        puzzles=_any(options.puzzles),
        quizzes=_any(options.quizzes),
        offers=_any(options.offers),
        units=re.compile(rf"\s*(?:%|\s?(?:{_words(options.units)})(?!\w))") if options.units else None,
        tokens=re.compile("|".join(f"(?:{pattern})" for pattern in options.tokens)) if options.tokens else None,
        meetings=re.compile("|".join(f"(?:{p})" for p in options.meetings), re.IGNORECASE) if options.meetings else None,
    )
