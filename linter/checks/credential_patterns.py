"""What stands between the name of a secret and the secret, for kind `credential`. All read folded text.

No pattern holds a word list: lists are looked up by `occurrences`, and a pattern is tried where one of their words
ends. Compiling the lists would take a third of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from linter.checks.secret_shapes import NUMBER, TOKEN

_LEET = {"a": "[a@4]", "e": "[e3]", "i": "[i1!]", "o": "[o0]", "s": "[s$5]"}
_DISGUISED = 8  # words from this length on are known in their disguises too: passw0rd, p-a-s-s-w-o-r-d
_OPEN = r"[\"'(\[*_`]*"
_CLOSE = r"[\"')\]*_`]*"
_SECRET = rf"{_OPEN}(?P<secret>{TOKEN})"
_NUMBER = rf"{_OPEN}(?P<secret>{NUMBER})"
_FILLER = r"(?:still|now|currently|again|just|simply|always|set to|changed to|reset to|going to be)"
# What leads from a label to its secret: a sign, or a verb.
_SIGN = r"(?::+-?|=+>?|->|→|➡️?)"
_VERB = r"(?:is|was|are|will be|has changed to|has been changed to|changed to|reset to)"
_STRONG = rf"(?P<link>\s*{_CLOSE}\s*{_SIGN}\s*|\s*'s\s+|\s+{_VERB}\s*:?\s+)(?:{_FILLER}\s+)*"
_ITS = rf"(?:(?:it's|its|it is|that's|which is|is|are|{_FILLER})\s+)*"
_PICTOGRAM = r"[^\w\s!-/:-@\[-`{-~£€]{1,3}"
_TO_CODE = rf"(?:\s*(?:{_SIGN}|'s|\b{_VERB}|[-–—(,]|{_PICTOGRAM})\s*(?:{_FILLER}\s+)*)"
_PURPOSE = r"(?:\s+(?:for|to|on|of|at|into)(?:\s+[\w'-]+){1,7}?)"
_WHEN = r"(?:\s+(?:tonight|today|tomorrow|now|currently|this \w+|for (?:now|today|tonight)))?"
_CODE_WORD = r"(?:codes?|c o d e|c\.o\.d\.e|c0de)"
_CODE = rf"(?:{_CODE_WORD}|pins?|p\.i\.n\.?|pin number|combination|combo|key\s?code|passkey)(?!\w)"
_DETERMINER = r"(?:the|our|your|new|this|that|and|with|enter|a|an|need|today's|tonight's)"
_THE = r"(?:(?:the|our|your|its|today's|tonight's|this \w+'s|a)\s+)?"
_USER = r"(?:user\s?-?names?|user|user\s?ids?|log\s?-?in\s?(?:name|id)?|enw defnyddiwr)"
_NO_TIME = r"(?!(?:[01]\d|2[0-4])[0-5]\d(?![\d#*])|20\d\d(?![\d#*]))"

# Those named after_… are tried where a word of a list ends; before_… must reach to where one begins.
_PATTERNS = {
    # "password for the gallery: …", "the wifi password is …"
    "after_password_stated": rf"{_WHEN}(?P<purpose>{_PURPOSE})?{_STRONG}{_ITS}{_SECRET}",
    # "passcode 771203", "password (…)", "password – it's …"
    "after_password_beside": rf"(?P<link>\s*[^\w\s.?!,:=]{{0,4}}\s*){_ITS}{_SECRET}",
    "after_password_of_user": rf"\s*(?:[:=]|is)?\s*{_SECRET}",
    # "username tib04, password", "user: office pass"
    "before_password_of_user": (
        rf"(?<!\w){_USER}\s*(?:[:=]|is)?\s*{_OPEN}(?P<name>(?!and\b|or\b|&){TOKEN}){_CLOSE}(?:\s*[,;/|&]\s*|\s+)"
        r"(?:and\s+|with\s+|a\s+|the\s+|your\s+)*$"
    ),
    # "… is the wifi password"
    "before_password": (rf"(?<![\w@#/.-]){_SECRET}{_CLOSE}\s*(?:is|as|=|are|will be)\s+{_THE}(?:[\w'-]+\s+){{0,4}}?$"),
    # further on in the sentence, or at the beginning of the next: "… password? It's …", "oak = …, ash = …"
    "linked": rf"(?:{_SIGN}|\b(?:it's|its|it is|that's)\b|\b{_VERB}\b|\bto\b|\s[-–—]\s)\s*{_ITS}{_SECRET}",
    "short_label": rf"(?<![\w-])pass\s*[:=]\s*{_SECRET}",
    # "login for the trip: name / secret", "log in with name and secret"
    "after_log_in": (
        rf"[^.!?\n]{{0,60}}?(?:[:=]|\b(?:with|using|as|is|are)\b|[-–—])\s*{_OPEN}(?P<name>{TOKEN}){_CLOSE}"
        rf"\s*(?:/+|\||\\|,|;|\+|&|\band\b|[-–—])\s*(?:p\s*[:=]\s*)?{_SECRET}(?!\s*=)"
    ),
    "after_log_in_beside": rf"\s+{_OPEN}(?P<name>{TOKEN}){_CLOSE}\s*[/|]\s*{_SECRET}",
    "after_log_in_list": rf"[^\n]{{0,60}}?=\s*{_SECRET}",
    "wifi": (
        rf"(?<!\w)wi[\s-]?fi(?!\w)[^.!?\n]{{0,50}}?(?:[:=(]|\bis\b|->)\s*"
        rf"(?:{_OPEN}{TOKEN}{_CLOSE}\s*(?:/+|\||,)\s*)?(?:key|code|pass|pw|p)?\s*:?\s*{_SECRET}"
    ),
    "network": (rf"(?<!\w)(?:wi[\s-]?fi|network|ssid)(?!\w)[^.!?\n]{{0,60}}?\b(?:key|code|pass|pw)\s*[:=]\s*{_SECRET}"),
    # "side gate code for tonight is 4519"
    "after_lock_code": (
        rf"(?:'s)?\W{{1,3}}(?:[\w']+\s){{0,3}}?{_CODE}{_WHEN}(?:{_PURPOSE}?{_TO_CODE}|\s*){_NUMBER}"
        r"|(?:'s)?\W{1,3}(?:[\w']+\s){0,3}?codes?(?P<joined>\d{3,8})(?!\w)"
    ),
    # "side gate: 4519", but not a year or a time of the day
    "after_lock": (
        rf"(?:\s*{_SIGN}\s*|\s+[-–—]\s+|\s*{_PICTOGRAM}\s*){_OPEN}(?P<secret>{_NO_TIME}[a-z]?\d{{4,6}}[#*]?)"
        r"(?=\s*(?:$|[\n.,;!)]|and\b|then\b|to\b))"
    ),
    "after_keypad": rf"(?:{_TO_CODE}|\s+(?:it's\s+|it is\s+)?){_NUMBER}",
    "after_code": rf"{_WHEN}(?:{_PURPOSE}?{_TO_CODE}|\s*){_NUMBER}",
    # "the code for the main gate is 4519", "the code to get in: 4519"
    "code_for": (
        rf"(?<!\w){_CODE}\s+(?:for|to|on|of|at|into)\s+(?P<what>[^.!?\n]{{2,50}}?)(?:{_TO_CODE}|\s+){_NUMBER}"
    ),
    # "press 4519 on the keypad"
    "pressed": (
        r"(?<!\w)(?:type|enter|punch|press|dial|use|tap|key|put|code|pin|buzz)\s+(?:in\s+)?(?:the\s+)?"
        rf"(?:{_CODE}\s+)?{_NUMBER}{_CLOSE}\s+(?:in|into|on|at|for|to (?:open|unlock|get (?:in|through)))\s+"
        r"(?P<what>(?:[\w'-]+\s*){1,5})"
    ),
    # "4519 is the code for the gate"
    "code_before": rf"{_NUMBER}{_CLOSE}\s+(?:is|as|opens|unlocks)\s+{_THE}(?P<what>(?:[\w'-]+\s*){{1,6}})",
    "bare": (
        rf"(?m:^|[.,;:!?()\n–—-]\s*|(?<!\w){_DETERMINER}\s+)(?:{_CODE_WORD}|pin)"
        rf"\s*(?:{_SIGN}|\b{_VERB}|'s)\s*(?:{_FILLER}\s+)*{_NUMBER}"
    ),
    "after_join_code": (
        rf"{_WHEN}(?:{_PURPOSE}?{_TO_CODE}|\s*){_OPEN}"
        rf"(?P<secret>\d[\d ]{{4,14}}\d(?!\w)|[a-z]{{4}} [a-z]{{4}}(?!\w)|{TOKEN})"
    ),
}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern by its name, compiled when it is first needed."""
    return re.compile(_PATTERNS[name])


def occurrences(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words (whole ones; a space of theirs matches a hyphen too)."""
    plain = text.replace("-", " ")
    for word in words:
        at = plain.find(word)
        while at >= 0:
            end = at + len(word)
            if not plain[at - 1 : at].isalnum() and not plain[end : end + 1].isalnum():
                yield at, end
            at = plain.find(word, at + 1)


def holds(text: str, words: Iterable[str]) -> bool:
    """Say whether one of the words stands in a text."""
    return next(occurrences(text, words), None) is not None


def labels(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the spans of words that name a password, the long ones in their disguises too; none inside another."""
    found = [(-end, start) for start, end in occurrences(text, words)]
    long = disguised(words)
    if long:
        found += [(-match.end(), match.start()) for match in long.finditer(text)]
    spans: list[tuple[int, int]] = []
    for negative, start in sorted(found, key=lambda item: (item[1], item[0])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, -negative))
    return spans


@cache
def disguised(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern for the long words with signs between their letters or for them."""
    long = [word for word in words if len(word) >= _DISGUISED and word.isalpha()]
    forms = [r"[ .\-*]?".join(_LEET.get(char, char) for char in word) for word in sorted(long, key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?!\w)") if forms else None


@cache
def first_words(listed: tuple[str, ...]) -> frozenset[str]:
    """Return the words with which the phrases begin."""
    return frozenset(match[0] for phrase in listed if (match := re.search(r"[^\W_]+", phrase)))
