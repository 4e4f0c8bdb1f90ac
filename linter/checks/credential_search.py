"""Search for secrets in a text, as kind `credential` asks for it. Not a kind of check by itself.

`credential_patterns` say how a secret follows its name, `secret_shapes` what can be one. A plain word is taken for a
password only where nothing but one is to be expected; what mixes letters and digits, nearly anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from linter.checks.credential_patterns import first_words, holds, labels, occurrences, pattern
from linter.checks.secret_shapes import Shape, shape, trim
from linter.remembered import Remembered

if TYPE_CHECKING:
    from linter.checks.credential import Options

Span = tuple[int, int]
Written = Callable[[int, int], str]  # the text as the author wrote it, for a span of the folded text

NEAR = 90  # characters around a secret in which what it belongs to may be named
LONG = 16  # the length from which a word may be the key of a program
_WORD = re.compile(r"[^\W_]+")
_LEET = str.maketrans("@430$51", "aaeossi")
_SPACED = re.compile(r"[pc][ .\-*][ao0@4][ .\-*][sd$5]")
_DIGITS = re.compile(r"\d[^\n]{0,3}\d[^\n]{0,3}\d")
_GOOGLE_CODE = re.compile(r"[a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4}|\d[\d ]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_REAL_ONE = re.compile(r"(?:secret|magic|today's|this week's|tonight's|the week's|word of the \w+)\s*$")
_PARTICIPLE = re.compile(r"(?:ed|ing|able|ible|ive|ful|less|ly|ant|ent)$")
_TOLD_TO_TYPE = re.compile(r"(?<!\w)(?:enter|use|type|using|with|input|put in|key in)\s+(?:the\s+|this\s+)?$")
_LISTED = re.compile(r"(?:[,(;:/|&+]|\d|\.\w+(?:/\S*)?|\s[-–—])\s*$")
_CLAUSE_ENDS = re.compile(
    r"\s*(?:$|\n|[.,;:!?)\]}|/\"'(…–—]|-\s|(?:and )?then\b"
    r"|(?:to|and) (?:log|join|open|watch|view|get|enter|access|click)\b|[^\w\s])"
)
_SIGNS = tuple(":=>→➡\ufe0f")
_VERBS = ("is", "'s", "was", "are", "will", "has", "changed", "reset")
_SHORT_LABELS = ("pass", "p", "wi", "wifi", "ssid", "network")
_CODE_WORDS = ("code", "codes", "c", "pin", "pins", "combination", "combo")
_WAYS_IN = ("get in", "get into", "get through", "open", "unlock", "let yourself in", "enter", "come in")


def may_hold_a_secret(text: str, options: Options) -> bool:
    """Say quickly whether a text holds a word with which a pattern begins; tokens are told by their length alone."""
    seen = {*_WORD.findall(text.translate(_LEET))}
    signs = _signs(options)
    if not signs.named.isdisjoint(seen) or ("://" in text and "@" in text) or _SPACED.search(text):
        return True
    plain = text.replace("-", " ")
    if not signs.joined.isdisjoint(seen) and any(phrase in plain for phrase in options.join_codes):
        return True
    if signs.locked.isdisjoint(seen) or not _DIGITS.search(text):
        return False
    return not signs.coded.isdisjoint(seen) or any(phrase in plain for phrase in signs.locks)


class _Signs(NamedTuple):
    """The words with which what is looked for begins, made once for some options."""

    named: frozenset[str]
    joined: frozenset[str]
    locked: frozenset[str]
    coded: frozenset[str]
    locks: tuple[str, ...]


def _made(options: Options) -> _Signs:
    locks = tuple(phrase.replace("-", " ") for phrase in (*options.locks, *options.keypads, *options.codes))
    coded = first_words(_CODE_WORDS)
    return _Signs(
        first_words((*_SHORT_LABELS, *options.passwords, *options.log_ins)),
        first_words(options.join_codes),
        coded | first_words(locks),
        coded,
        locks,
    )


_signs = Remembered(_made)


def passwords(text: str, written: Written, options: Options) -> Iterator[Span]:
    """Yield the span of each password in a folded text."""
    search = _Search(text, written, options)
    yield from search.after_labels()
    if "wi" in text or "network" in text or "ssid" in text:
        for name in ("wifi", "network"):
            for match in pattern(name).finditer(text):
                yield from search.mixed(match)
    for match in pattern("short_label").finditer(text) if "p" in text else ():
        yield from search.mixed(match)
    yield from search.log_ins()


class _Search:
    """A search for passwords in one text."""

    def __init__(self, text: str, written: Written, options: Options) -> None:
        self._text, self._written, self._options = text, written, options

    def after_labels(self) -> Iterator[Span]:
        """Yield the passwords after, and before, the words that name one."""
        text = self._text
        for start, end in labels(text, self._options.passwords):
            if text[end : end + 1] == " " and any(begin == end + 1 for begin, _ in self._talk(end)):
                continue
            for name in ("after_password_stated", "after_password_beside"):
                match = pattern(name).match(text, end)
                if match:
                    yield from self._beside(match, start)
            stop = text.find("\n", end)
            for match in pattern("linked").finditer(text, end, min(stop if stop >= 0 else len(text), end + NEAR)):
                yield from self.mixed(match)
            before = pattern("before_password").search(text, max(0, start - NEAR), start)
            if before:
                yield from self.mixed(before)
            yield from self._of_user(start, end)
        for start, end in occurrences(text, ("pass",)):
            yield from self._of_user(start, end)

    def log_ins(self) -> Iterator[Span]:
        """Yield the second half of each pair of a name and a password."""
        for _, end in occurrences(self._text, self._options.log_ins):
            match = pattern("after_log_in").match(self._text, end)
            if match:
                first, last, kind = self._secret(match)
                name = shape(self._written(*match.span("name")))
                named = name in ("mixed", "number") or "_" in match["name"] or "@" in match["name"]
                if kind == "mixed" or (kind in ("word", "number") and named):
                    yield first, last
            for pair in ("after_log_in_beside", "after_log_in_list"):
                match = pattern(pair).match(self._text, end)
                if match:
                    yield from self.mixed(match)

    def mixed(self, match: re.Match[str]) -> Iterator[Span]:
        """Yield the secret if it is no plain word and no year; so far from a label all else could be anything."""
        start, end, kind = self._secret(match)
        number = kind == "number" and end - start > 3 and not _YEAR.fullmatch(self._text[start:end])
        fits = (kind == "mixed" or number) and not counts(self._text, end, self._options)
        if fits and not self._is_advice(match):
            yield start, end

    def _talk(self, end: int) -> Iterator[Span]:
        """Yield where, behind a label, a word shows that passwords are only talked about."""
        window = self._text[end : end + 30]
        return ((end + first, end + last) for first, last in occurrences(window, self._options.about) if first == 1)

    def _beside(self, match: re.Match[str], label: int) -> Iterator[Span]:
        start, end, kind = self._secret(match)
        if kind in ("word", "everyday"):
            fits = self._is_lone_word(match, label, end)
        else:
            fits = bool(kind) and not counts(self._text, end, self._options)
        if fits and not self._is_advice(match):
            yield start, end

    def _of_user(self, start: int, end: int) -> Iterator[Span]:
        """Yield the password that follows the name of a user: "username tib04, password sunflower"."""
        user = pattern("before_password_of_user").search(self._text, max(0, start - NEAR), start)
        match = pattern("after_password_of_user").match(self._text, end) if user else None
        if user and match:
            first, last, kind = self._secret(match)
            if kind and user["name"] not in self._options.never_secret and _CLAUSE_ENDS.match(self._text, last):
                yield first, last

    def _secret(self, match: re.Match[str]) -> tuple[int, int, Shape]:
        """Return the span of what may be the secret, without the punctuation after it, and its shape."""
        start, end = match.span("secret")
        as_written = self._written(start, end)
        if len(as_written) == end - start:
            end = start + trim(as_written)
        if self._text[start:end] in self._options.never_secret:
            return start, end, ""
        return start, end, shape(self._written(start, end))

    def _is_lone_word(self, match: re.Match[str], label: int, end: int) -> bool:
        """Say whether a plain word after a label can only be the password."""
        text = self._text
        before = text[max(0, label - NEAR) : label]
        link = match["link"].strip()
        first = match.start("secret")
        if _NO_REAL_ONE.search(before) or not _CLAUSE_ENDS.match(text, end):
            return False
        if link.endswith(_SIGNS) and not match.groupdict().get("purpose"):
            return True
        quoted = text[first - 1] in "\"'" and text[end : end + 1] in ("'", '"')
        if not link and not quoted:
            one = not text.startswith("passwords", label)
            introduced = _LISTED.search(before) or _TOLD_TO_TYPE.search(before)
            return one and bool(introduced) and holds(before, self._options.systems)
        # "is" is followed by all sorts of things, "password to" by any aim: it takes a system that asks for it.
        if not holds(text[max(0, label - NEAR) : end + NEAR], self._options.systems):
            return False
        said = link.endswith(_SIGNS) or (
            link.startswith(_VERBS) and text[first:end].isalpha() and not _PARTICIPLE.search(text[first:end])
        )
        return said or (quoted and _TOLD_TO_TYPE.search(before) is not None)

    def _is_advice(self, match: re.Match[str]) -> bool:
        """Say whether the sentence gives advice on passwords."""
        start = max(self._text.rfind(sign, 0, match.start()) for sign in ".!?\n") + 1
        ends = [at for at in (self._text.find(sign, match.end()) for sign in ".!?\n") if at >= 0]
        return holds(self._text[start : min(ends, default=len(self._text))], self._options.advice)


def codes(text: str, written: Written, options: Options) -> Iterator[Span]:
    """Yield the span of each code that opens something, or lets in, in a folded text."""
    if _DIGITS.search(text):
        for match in _code_matches(text, options):
            group = "joined" if match.groupdict().get("joined") else "secret"
            start, end = match.span(group)
            if not counts(text, end, options) and not _near(text, match, options.puzzles):
                yield start, end
        for match in pattern("bare").finditer(text):
            excuses = (*options.puzzles, *options.quizzes, *options.offers)
            if not counts(text, match.end("secret"), options) and not _near(text, match, excuses):
                yield match.span("secret")
    for _, after in occurrences(text, options.join_codes):
        found = pattern("after_join_code").match(text, after)
        if found and not _near(text, found, options.quizzes):
            start, end = found.span("secret")
            end = start + trim(text[start:end])
            token = written(start, end)
            sure = shape(token) in ("number", "mixed") or _GOOGLE_CODE.fullmatch(text[start:end])
            if sure or (token.isupper() and len(token) > 3):
                yield start, end


def _code_matches(text: str, options: Options) -> Iterator[re.Match[str]]:
    locks = (*options.locks, *options.keypads)
    tried = (
        (options.locks, ("after_lock_code", "after_lock")),
        (options.keypads, ("after_lock_code", "after_keypad")),
        (options.codes, ("after_code",)),
    )
    for words, names in tried:
        for _, end in occurrences(text, words):
            yield from (match for name in names if (match := pattern(name).match(text, end)))
    named = {"code_for": (*locks, *_WAYS_IN), "pressed": locks, "code_before": (*locks, *options.codes)}
    for name, words in named.items():
        yield from (match for match in pattern(name).finditer(text) if holds(match["what"], words))


def counts(text: str, end: int, options: Options) -> bool:
    """Say whether the number that ends here is one of things that are counted ("12 characters", "100%")."""
    rest = text[end : end + 30].lstrip()
    return rest.startswith("%") or any(first == 0 for first, _ in occurrences(rest, options.units))


def _near(text: str, match: re.Match[str], words: tuple[str, ...]) -> bool:
    """Say whether one of the words stands around a match, in whatever sentence."""
    return holds(text[max(0, match.start() - NEAR) : match.end() + NEAR], words)
