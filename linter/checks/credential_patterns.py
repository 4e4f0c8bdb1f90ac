"""The patterns of kind `credential`, made from its word lists. They read folded text."""

from __future__ import annotations

import re

from linter.checks.secret_shapes import NUMBER, TOKEN
from linter.value import frozen

_LEET = {"a": "[a@4]", "e": "[e3]", "i": "[i1!]", "o": "[o0]", "s": "[s$5]"}
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
_CODE = rf"(?:{_CODE_WORD}|pin|pins|p\.i\.n\.?|pin number|combination|combo|key\s?code|passkey)"
_DETERMINER = r"(?:the|our|your|new|this|that|and|with|enter|a|an|need|today's|tonight's)"


@frozen
class Patterns:
    """What is looked for; the named group `secret` is what is marked."""

    label: re.Pattern[str]
    stated: re.Pattern[str]
    beside: re.Pattern[str]
    linked: re.Pattern[str]
    short_label: re.Pattern[str]
    pair: re.Pattern[str]
    named_pair: re.Pattern[str]
    log_in: re.Pattern[str]
    before: re.Pattern[str]
    wifi: re.Pattern[str]
    codes: tuple[re.Pattern[str], ...]
    bare: re.Pattern[str]
    join: re.Pattern[str]
    systems: re.Pattern[str]


def words(listed: tuple[str, ...]) -> str:
    """Return an alternation of words and phrases; long words match in their disguises too."""
    return "|".join(sorted(map(_disguised, listed), key=len, reverse=True))


def whole(listed: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern for any of the words, None if there are none."""
    return re.compile(rf"(?<!\w)(?:{words(listed)})(?!\w)") if listed else None


def first_words(listed: tuple[str, ...]) -> frozenset[str]:
    """Return the words with which the phrases begin."""
    return frozenset(match[0] for phrase in listed if (match := re.search(r"[^\W_]+", phrase)))


def _disguised(word: str) -> str:
    if len(word) >= 8 and word.isalpha():
        return r"[ .\-*]?".join(_LEET.get(char, char) for char in word)
    return r"[\s\-]*".join(map(re.escape, word.split())) if len(word) > 3 else re.escape(word)


def compile_patterns(
    *,
    passwords: tuple[str, ...],
    about: tuple[str, ...],
    log_ins: tuple[str, ...],
    locks: tuple[str, ...],
    keypads: tuple[str, ...],
    codes: tuple[str, ...],
    join_codes: tuple[str, ...],
    systems: tuple[str, ...],
) -> Patterns:
    """Make the patterns from the word lists."""
    label = rf"(?<![\w-])(?:{words(passwords)})(?!\w)(?!\s+(?:{words(about)})(?!\w))"
    lock, keypad, named = words(locks), words(keypads), words(codes)
    log_in, join = words(log_ins), words(join_codes)
    the = r"(?:(?:the|our|your|its|today's|tonight's|this \w+'s|a)\s+)?"
    return Patterns(
        label=re.compile(label),
        # "password for the gallery: …", "the wifi password is …"
        stated=re.compile(rf"{label}{_WHEN}(?P<purpose>{_PURPOSE})?{_STRONG}{_ITS}{_SECRET}"),
        # "passcode 771203", "password (…)", "password – it's …"
        beside=re.compile(rf"{label}(?P<link>\s*[^\w\s.?!,:=]{{0,4}}\s*){_ITS}{_SECRET}"),
        # further on in the sentence, or at the beginning of the next: "… password? It's …", "oak = …, ash = …"
        linked=re.compile(rf"(?:{_SIGN}|\b(?:it's|its|it is|that's)\b|\b{_VERB}\b|\bto\b|\s[-–—]\s)\s*{_ITS}{_SECRET}"),
        short_label=re.compile(rf"(?<![\w-])(?:pass|p)\s*[:=]\s*{_SECRET}"),
        pair=re.compile(
            rf"(?<![\w-])(?:{log_in})(?!\w)[^.!?\n]{{0,60}}?(?:[:=]|\b(?:with|using|as|is|are)\b|[-–—])\s*"
            rf"{_OPEN}(?P<name>{TOKEN}){_CLOSE}\s*(?:/+|\||\\|,|;|\+|&|\band\b|[-–—])\s*(?:p\s*[:=]\s*)?{_SECRET}(?!\s*=)"
        ),
        named_pair=re.compile(
            r"(?<!\w)(?:user\s?-?names?|user|user\s?ids?|log\s?-?in\s?(?:name|id)?|enw defnyddiwr)\s*(?:[:=]|is)?\s*"
            rf"{_OPEN}(?P<name>(?!and\b|or\b|&){TOKEN}){_CLOSE}(?:\s*[,;/|&]\s*|\s+)(?:and\s+|with\s+|a\s+|the\s+|your\s+)*"
            rf"(?:{label}|pass(?!\w))\s*(?:[:=]|is)?\s*{_SECRET}"
        ),
        log_in=re.compile(rf"(?<![\w-])(?:{log_in})(?!\w)[^\n]{{0,{60}}}?=\s*{_SECRET}"),
        before=re.compile(
            rf"(?<![\w@#/.-]){_SECRET}{_CLOSE}\s*(?:is|as|=|are|will be)\s+{the}(?:[\w'-]+\s+){{0,4}}?{label}"
        ),
        wifi=re.compile(
            rf"(?<!\w)wi[\s-]?fi(?!\w)[^.!?\n]{{0,50}}?(?:[:=(]|\bis\b|->)\s*(?:{_OPEN}{TOKEN}{_CLOSE}\s*(?:/+|\||,)\s*)?"
            rf"(?:key|code|pass|pw|p)?\s*:?\s*{_SECRET}"
            rf"|(?<!\w)(?:wi[\s-]?fi|network|ssid)(?!\w)[^.!?\n]{{0,60}}?\b(?:key|code|pass|pw)\s*[:=]\s*{_OPEN}(?P<key>{TOKEN})"
        ),
        codes=(
            re.compile(
                rf"(?<!\w)(?:(?:{lock})(?:'s)?\W{{1,3}}(?:[\w']+\s){{0,3}}?{_CODE}|{named})(?!\w){_WHEN}"
                rf"(?:{_PURPOSE}?{_TO_CODE}|\s*){_NUMBER}"
            ),
            re.compile(
                rf"(?<!\w){_CODE}\s+(?:for|to|on|of|at|into)\s+(?:[\w'-]+\s+){{0,5}}?(?:{lock})(?!\w)(?:\s+[\w'-]+){{0,4}}?"
                rf"(?:{_TO_CODE}|\s+){_NUMBER}"
            ),
            re.compile(
                rf"(?<!\w){_CODE}\s+to\s+(?:get (?:in|into|through)|open|unlock|let yourself in|enter|come in)(?!\w)(?:\s+[\w'-]+){{0,4}}?"
                rf"{_TO_CODE}{_NUMBER}"
            ),
            re.compile(rf"(?<!\w)(?:{lock})\W{{1,3}}(?:[\w']+\s){{0,3}}?codes?(?P<secret>\d{{3,8}})(?!\w)"),
            re.compile(rf"(?<!\w)(?:{keypad})(?!\w)(?:{_TO_CODE}|\s+){_NUMBER}"),
            # "side gate: 4519", but not a year or a time of the day
            re.compile(
                rf"(?<!\w)(?:{lock})(?!\w)(?:\s*{_SIGN}\s*|\s+[-–—]\s+|\s*{_PICTOGRAM}\s*){_OPEN}"
                r"(?P<secret>(?!(?:[01]\d|2[0-4])[0-5]\d(?![\d#*])|20\d\d(?![\d#*]))[a-z]?\d{4,6}[#*]?)(?=\s*(?:$|[\n.,;!)]|and\b))"
            ),
            re.compile(
                rf"(?<!\w)(?:type|enter|punch|press|dial|use|tap|key|put|code|pin|buzz)\s+(?:in\s+)?(?:the\s+)?(?:{_CODE}\s+)?{_NUMBER}{_CLOSE}"
                rf"\s+(?:in|into|on|at|for|to open|to unlock|to get (?:in|through))\s+(?:[\w'-]+\s+){{0,4}}?(?:{lock}|{keypad})(?!\w)"
            ),
            re.compile(
                rf"{_NUMBER}{_CLOSE}\s+(?:is|as|opens|unlocks)\s+{the}(?:[\w'-]+\s+){{0,3}}?(?:(?:{lock})(?!\w)|{named})"
            ),
        ),
        bare=re.compile(
            rf"(?:^|[.,;:!?()\n–—-]\s*|(?<!\w){_DETERMINER}\s+)(?:{_CODE_WORD}|pin)"
            rf"\s*(?:{_SIGN}|\b{_VERB}|'s)\s*(?:{_FILLER}\s+)*{_NUMBER}",
            re.MULTILINE,
        ),
        join=re.compile(
            rf"(?<!\w)(?:{join})(?!\w){_WHEN}(?:{_PURPOSE}?{_TO_CODE}|\s*){_OPEN}(?P<secret>\d[\d ]{{4,14}}\d(?!\w)|[a-z]{{4}} [a-z]{{4}}(?!\w)|{TOKEN})"
        ),
        systems=re.compile(rf"(?<!\w)(?:{words(systems)})(?!\w)"),
    )
