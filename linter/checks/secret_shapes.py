"""What a secret looks like: the shapes of passwords and codes. Not a kind of check by itself."""

from __future__ import annotations

import re
from typing import Literal

from linter.evidence.late import Late

Shape = Literal["", "everyday", "word", "number", "mixed"]

# A piece of text that may be a password: anything but spaces, quotes, brackets and separators.
TOKEN = r"[^\s\"'()\[\]{}<>,;|/\\]{2,64}"  # noqa: S105 - the name of a pattern
# A code: digits, alone or with one sign, in one piece, in single digits ("4 5 1 9") or in groups.
NUMBER = (
    r"(?<![\w£$€.:/-])(?:"
    r"[a-z*#]{0,2}\d(?:[ .\-_]\d){2,9}[a-z#*]?(?![\w%]|[.:]\d)"
    r"|\d{2,4}(?:[ -]\d{2,4}){1,3}(?![\w%]|[.:/]\d)"
    r"|[a-z*#]{0,2}\d{3,12}[a-z]{0,2}[#*]{0,2}(?![\w%]|[.:/]\d)"
    r")"
)
_TRIMMED = ".,:;?…*_`~'\""
_UNITS = (
    "k|m|cm|mm|km|kg|g|mg|ml|l|gb|mb|tb|kb|ghz|mhz|hz|mbps|gbps|kbps|v|w|x|s|secs?|h|hrs?|mins?|am|pm|noon|p|d|dp|px|c|"
    "f|a|b|ft|yrs?|yo|plus|bit|bytes?|st|nd|rd|th"
)
_EVERYDAY = Late(
    rf"\d+(?:[.:,/-]\d+)*(?:{_UNITS}|%)?"  # 9am, 2nd, 5GHz, 1990s, 20/11/26
    r"|(?:y|yr|year|ks|eyfs|key|class|room|form|set|unit|page|p|s|no|week|term|day|part|team|group|covid|web|mp|h|g|u|wifi|"
    r"step|stage|level|version|v|ver|windows|ios|android|office|version|t|q|x)\.?-?\d{1,4}[a-z]{0,2}"
    r"|\d{1,2}[a-z]{1,2}\d{0,2}"  # 4B, 7Ar1
    r"|[a-z]{1,2}\d{1,2}[a-z]?"  # SK3, A4, M25
    r"|\d{3,4}(?:s|p)",
    re.IGNORECASE,
)
_ADDRESS = Late(
    r"https?:|www\.|.+@.+\.\w|@\w|#[^\W\d]|\S+\.(?:com|org|uk|net|example|html?|pdf|docx?|jpe?g|png)\b", re.IGNORECASE
)
_HIDDEN = Late(r"(?i)[x*•·._?#\-]+|x{3,}\d*|tb[ac]")
_SIGNS = frozenset("!@#$%^&*_+=~?£€")


def trim(text: str) -> int:
    """Return how many characters of a token belong to it: the punctuation of the sentence does not."""
    end = len(text)
    while end and (text[end - 1] in _TRIMMED or (text[end - 1] == "!" and not _is_mixed(text[: end - 1]))):
        end -= 1
    return end


def shape(text: str) -> Shape:
    """Return what kind of secret a token could be; "" if it can be none. `text` is as the author wrote it.

    "everyday" is a mixture that nearly always means something else: 9am, 4B, KS2.
    """
    if len(text) < 2 or _HIDDEN.fullmatch(text) or _ADDRESS.match(text):
        return ""
    if re.fullmatch(r"[*#]?\d{3,12}[*#]?", text):
        return "number"
    if _EVERYDAY.fullmatch(text):
        return "everyday"
    if _is_mixed(text):
        return "mixed"
    return "word" if re.fullmatch(r"[^\W\d_]+(?:[-.][^\W\d_]+)*!?", text) and len(text) > 2 else ""


def _is_mixed(text: str) -> bool:
    """Say whether letters, digits and signs stand together as in no plain word."""
    letters = any(char.isalpha() for char in text)
    digits = any(char.isdigit() for char in text)
    signs = any(char in _SIGNS for char in text.strip("!?*_#"))
    return len(text) >= 4 and (
        (letters and digits) or (signs and (letters or digits) and not text.startswith(("@", "&")))
    )
