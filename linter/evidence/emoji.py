"""Recognise emoji: whole sequences, as a reader sees one picture. Data: Unicode 17 emoji-data, checked by a test."""

from __future__ import annotations

import re
from functools import cache

# Shown as a picture by default, or commonly so, even without the variation selector U+FE0F.
_PICTURE = (
    "\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u23f8-\u23fa\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618"
    "\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660\u2663\u2665"
    "\u2666\u2668\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa\u26ab\u26b0\u26b1\u26bd"
    "\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705"
    "\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757"
    "\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201\U0001f21a\U0001f22f\U0001f232-\U0001f236"
    "\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7f0"
    "\U0001f90c-\U0001f9ff\U0001fa70-\U0001faff"
)
# Signs that are a picture only when U+FE0F says so.
_SIGN = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u24c2\u25aa\u25ab\u25b6\u25c0\u3030\u303d\u3297"
    "\u3299\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f202\U0001f237"
)
_SKIN = "\U0001f3fb-\U0001f3ff"
_ONE = f"(?:[{_PICTURE}](?:\ufe0f|\ufe0e|[{_SKIN}])?|[{_SIGN}]\ufe0f)"

# The codes that have a flag (ISO 3166-1, EU, UN, XK and the reserved islands); other pairs are two letters.
_REGIONS = (
    "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CQ CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET "
    "EU FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM "
    "IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF "
    "MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK "
    "PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC "
    "TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
# Where an emoji may start, or the mark of a keycap after its digit; an exact class would take 5 ms to compile.
_CANDIDATE = re.compile(r"[^\x00-\xa8]")


def may_have_emoji(text: str) -> bool:
    """Say whether a text can hold emoji at all: a cheap test before `emoji_pattern` is asked for."""
    return not text.isascii() and max(text) >= "\u203c"


@cache
def _flag() -> str:
    seconds: dict[str, str] = {}
    for code in _REGIONS.split():
        seconds[code[0]] = seconds.get(code[0], "") + chr(0x1F1A5 + ord(code[1]))
    return "|".join(f"{chr(0x1F1A5 + ord(first))}[{others}]" for first, others in seconds.items())


@cache
def emoji_pattern() -> re.Pattern[str]:
    """Return the pattern of one emoji; it is compiled when a text first may have some."""
    return re.compile(
        "\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f"  # England, Scotland, Wales
        f"|{_ONE}(?:\u200d{_ONE})*"
        f"|(?:{_flag()})"
        "|[0-9#*]\ufe0f?\u20e3"
    )


def emoji_spans(text: str) -> list[tuple[int, int]]:
    """Return the span of each emoji sequence."""
    found: list[tuple[int, int]] = []
    if not may_have_emoji(text):
        return found
    pattern = emoji_pattern()
    done = 0
    for candidate in _CANDIDATE.finditer(text):
        at = candidate.start()
        if at < done:
            continue
        if text[at] in "\ufe0f\u20e3" and at > done:
            at -= 1  # the digit of a keycap
        if match := pattern.match(text, at):
            found.append(match.span())
            done = match.end()
    return found


def regional_run(text: str, at: int) -> tuple[int, bool]:
    """Return where the run of regional letters at `at` ends, and whether it is flags; if not, it spells a word."""
    end = at
    while end < len(text) and "\U0001f1e6" <= text[end] <= "\U0001f1ff":
        end += 1
    return end, re.compile(f"(?:{_flag()})+").fullmatch(text, at, end) is not None
