"""Search for secrets in a text, as kind `credential` asks for it. Not a kind of check by itself.

`credential_patterns` say what names a secret and how the secret follows it, `secret_shapes` what can be one. A plain
word is taken for a password only where nothing but one is to be expected; what mixes letters and digits, nearly
anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from linter.checks.credential_patterns import Patterns
from linter.checks.secret_shapes import Shape, shape, trim
from linter.value import frozen

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
class Search:
    """The patterns, with what excuses a match."""

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


def may_hold_a_secret(text: str, search: Search) -> bool:
    """Say quickly whether a text holds a word with which any of the patterns begins."""
    seen = {*_WORD.findall(text.translate(_LEET))}
    if not search.first_words.isdisjoint(seen) or ("://" in text and "@" in text):
        return True
    if any(len(word) >= LONG for word in text.split()) or _SPACED.search(text):
        return True
    return not search.first_code_words.isdisjoint(seen) and _DIGITS.search(text) is not None


def passwords(text: str, written: Written, search: Search) -> Iterator[Found]:
    patterns = search.patterns
    for pattern in (patterns.stated, patterns.beside):
        for match in pattern.finditer(text):
            start, end, kind = _secret(match, "secret", written, search)
            plain = kind in ("word", "everyday")
            fits = _is_lone_word(text, match, end, search) if plain else _is_no_amount(text, end, search)
            if kind and fits and not _in_sentence(text, match, search.advice):
                yield start, end, ""
    for match in _further_on(text, patterns):
        yield from _only_mixed(text, match, "secret", written, search)
    for pattern in (patterns.before, patterns.short_label, patterns.wifi, patterns.log_in):
        for match in pattern.finditer(text):
            key = "key" if pattern is patterns.wifi and match["key"] else "secret"
            yield from _only_mixed(text, match, key, written, search)
    for match in patterns.pair.finditer(text):
        start, end, kind = _secret(match, "secret", written, search)
        name = shape(written(*match.span("name")))
        if kind == "mixed" or (
            kind in ("word", "number") and (name in ("mixed", "number") or "_" in match["name"] or "@" in match["name"])
        ):
            yield start, end, ""
    for match in patterns.named_pair.finditer(text):
        start, end, kind = _secret(match, "secret", written, search)
        if kind and match["name"] not in search.never and _CLAUSE_ENDS.match(text, end):
            yield start, end, ""


def _further_on(text: str, patterns: Patterns) -> Iterator[re.Match[str]]:
    """Yield what a sign or a verb links to a label from further off: in its sentence, or the beginning of the next."""
    for label in patterns.label.finditer(text):
        stop = min((at for at in (text.find("\n", label.end()),) if at >= 0), default=len(text))
        yield from patterns.linked.finditer(text, label.end(), min(stop, label.end() + NEAR))


def _secret(match: re.Match[str], group: str, written: Written, search: Search) -> tuple[int, int, Shape]:
    """Return the span of what may be the secret, without the punctuation after it, and its shape."""
    start, end = match.span(group)
    as_written = written(start, end)
    if len(as_written) == end - start:
        end = start + trim(as_written)
    return start, end, "" if match.string[start:end] in search.never else shape(written(start, end))


def _only_mixed(text: str, match: re.Match[str], group: str, written: Written, search: Search) -> Iterator[Found]:
    """Yield the secret if it is no plain word and no year; so far from a label all else could be anything."""
    start, end, kind = _secret(match, group, written, search)
    number = kind == "number" and end - start > 3 and not _YEAR.fullmatch(text[start:end])
    if (kind == "mixed" or number) and _is_no_amount(text, end, search):
        if not _in_sentence(text, match, search.advice):
            yield start, end, ""


def _is_lone_word(text: str, match: re.Match[str], end: int, search: Search) -> bool:
    """Say whether a plain word after a label can only be the password."""
    before = text[max(0, match.start() - NEAR) : match.start()]
    link = match["link"].strip()
    quoted = text[match.start("secret") - 1] in "\"'" and text[end : end + 1] in ("'", '"')
    if _NO_REAL_ONE.search(before) or not _CLAUSE_ENDS.match(text, end):
        return False
    if link and link[-1] in ":=>→➡️" and not match.groupdict().get("purpose"):
        return True
    if not link and not quoted:
        return bool(
            _LISTED.search(before) and not match[0].startswith("passwords") and search.patterns.systems.search(before)
        )
    # "is" is followed by all sorts of things, and "password to" by any aim: it takes a system that asks for it.
    around = text[max(0, match.start() - NEAR) : end + NEAR]
    if not search.patterns.systems.search(around):
        return False
    if link and link[-1] in ":=>→➡️":
        return True
    if text[match.start("secret") : end].isalpha() and link.startswith(
        ("is", "'s", "was", "are", "will", "has", "changed", "reset")
    ):
        return not _PARTICIPLE.search(text[match.start("secret") : end])
    return quoted and _TOLD_TO_TYPE.search(before) is not None


def _is_no_amount(text: str, end: int, search: Search) -> bool:
    """Say whether a number is not one of things that are counted ("12 characters", "100%")."""
    return not (search.units and search.units.match(text, end))


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


def codes(text: str, written: Written, search: Search) -> Iterator[Found]:
    patterns = search.patterns
    for pattern in patterns.codes:
        for match in pattern.finditer(text):
            if _is_no_amount(text, match.end("secret"), search) and not _near(text, match, search.puzzles):
                yield *match.span("secret"), "code"
    for match in patterns.join.finditer(text):
        start, end, kind = _secret(match, "secret", written, search)
        token = written(start, end)
        sure = (
            kind in ("number", "mixed") or _GOOGLE_CODE.fullmatch(text[start:end]) or re.fullmatch(r"\d[\d ]+", token)
        )
        if (sure or (token.isupper() and len(token) > 3)) and not _near(text, match, search.quizzes):
            yield start, end, "code"
    for match in patterns.bare.finditer(text):
        if _is_no_amount(text, match.end("secret"), search):
            if not _near(text, match, search.puzzles, search.quizzes, search.offers):
                yield *match.span("secret"), "code"
