"""Where somebody lives or is: postcodes, street addresses, positions on a map."""

from __future__ import annotations

import re

from linter.evidence.identifiers.shapes import Form, Seen, Shape
from linter.evidence.late import Late

# The areas of British postcodes: Royal Mail, Postcode Address File, November 2026. "ZZ" is nobody's.
_AREA_LIST = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
    "EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE "
    "NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR "
    "TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREAS = frozenset(_AREA_LIST.split())
_ORDINAL = Late(r"(?:1ST|2ND|3RD|[04-9]TH)$")
_PLACE_CUES = Late(
    r"\b(?:post\s?code|address|live[sd]?|home|house|flat|road|rd|street|st|lane|ln|avenue|ave|close|drive|way|grove"
    r"|crescent|court|place|gardens|terrace|hill|view|row|mews|cottage|farm|sat\s?nav|satnav|at|to|from|in)\b|,\s*$"
)
# "12 Mill Lane". Of the kinds of street, those that are other things as well need more: see `_street`.
_SURE_STREETS = (
    "Road|Rd|Street|Lane|Ln|Avenue|Ave|Close|Drive|Grove|Crescent|Cres|Gardens|Gdns|Terrace|Mews|Croft|Parade|Villas"
    "|Cottages|Broadway|Boulevard|Wynd|Brae|Brow|Garth|Fold|Wharf|Esplanade|Causeway|Crofts|Heol|Ffordd|Stryd"
)
_OTHER_STREETS = (
    "St|Way|Court|Ct|Place|Pl|Walk|Hill|Row|Square|Sq|Green|Park|Rise|View|Meadow|Meadows|Mount|Vale|Yard|Gate|Heights"
    "|Bank|End|Dr|Cl|Dell|Chase|Drove|Copse|Cottage|Fields|Field|Paddock|Orchard|Bridge|Common|Ridge|Leys|Hollow"
)
_NAME = r"(?:[A-Z][\w'’.-]*|of|the|le|y|on|and)"
_HINT = r"[0-9][A-Za-z]?,?\s[A-Z]|[0-9]\s?[-–/]"
_NUMBER = r"(?:(?:Flat|Apartment|Apt|Unit)\s\d{1,3}[A-Za-z]?,?\s)?\d{1,4}[A-Za-z]?(?:\s?[-–/]\s?\d{1,4})?"
_NOT_BEFORE = Late(
    r"(?:\b(?:year|yr|y|class|room|team|group|key stage|ks|page|bus|route|junction|stage|part|phase|chapter|block|form"
    r"|lesson|unit|week|day|heat|round|gate|platform|table|pitch|volume|vol|episode|series|level|act|scene|verse)"
    r"|£|\$|€|#|/|\.)\s*$"
)
# Before what may be a street or many other things, these make it a number of things.
_COUNTED = Late(r"\b(?:top|over|about|nearly|all|their|our|at|only|just|scored?|beat|won|v|the|with|for|by|and)\s*$")
_LIVED_AT = Late(r"\b(?:live[sd]?|living|house|home|party|address|is|meet|sleepover|playdate|round) at\s*$")
_NOT_NAMES = Late(
    r"^(?:mile|minute|min|hour|day|week|month|year|metre|meter|km|star"
    r"|point|step|stage|pound|sponsored|fun|welly|nature"
    r"|dog|bus|coach|train|best|great|new|spring|summer|autumn|winter|school|more|lap|player|people|person|pupil"
    r"|children|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr"
    r"|jun|jul|aug|sept?|oct|nov|dec|am|pm|years|seater|way|class|golden|x|times|out|of|and|on|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|p)$",
    re.IGNORECASE,
)


_GOES_ON = Late(
    r"\s(?:in|at|is|was|and|on|from|for|by|to|near|or|if|with|next|opposite"
    r"|please|has|where|which|but|the|this|after|before"
    r"|today|tomorrow|tonight|as|so|until|any|between|again|just|every|now)\b"
)


def _postcode(seen: Seen) -> bool | float:
    """Say whether letters and digits are a postcode; "E1 1st" and "S2 3rd" are forms and places in a race."""
    code = seen.compact
    area = re.match(r"[A-Z]+", code)
    letters = area.group() if area else ""
    written = seen.found
    capitals = written == written.upper()
    if code == "GIR0AA":
        return capitals
    if letters == "ZZ" or (letters not in _AREAS and len(letters) < 2):
        return False
    cued = _PLACE_CUES.search(seen.before(25)) is not None
    if letters not in _AREAS:  # a made-up one, as in stories and examples, or a misprint
        return 0.7 if cued and capitals and " " in written else False
    if _ORDINAL.search(code) and not (capitals and re.search(r"post\s?code|,\s*$", seen.before(25))):
        return False
    if capitals:
        return 0.95 if " " in written or cued else 0.7
    return 0.85 if cued or len(written) >= 7 else 0.5


def _street(seen: Seen) -> bool | float:
    """Say whether a number and a name with "Lane" or the like are an address: "5 Mile Walk" is none."""
    _, _, rest = re.sub(r"^(?:Flat|Apartment|Apt|Unit)\s\S+\s", "", seen.found).partition(" ")
    words = rest.replace(",", " ").split()
    if len(words) < 2 or _NOT_NAMES.match(words[0]) or not words[0][0].isupper():
        return False
    if re.match(r"\s+\d+(?!\w|\s[A-Z]{2})", seen.text[seen.end : seen.end + 8]):
        return False  # "Marlow Road 198, Hilltop 187": scores of schools
    before = seen.before(30)
    if _NOT_BEFORE.search(before):
        return False
    sure = re.fullmatch(_SURE_STREETS, words[-1]) is not None or re.fullmatch(_SURE_STREETS, words[0]) is not None
    followed = re.match(r"\s*(?:,|\.|$|\n|!|\)|[A-Za-z]{1,2}\d)", seen.text[seen.end : seen.end + 6]) is not None
    if sure:
        # "12 Reading Street books": a noun goes on.
        return 0.9 if followed or _GOES_ON.match(seen.after(12)) or not re.match(r"\s[a-z]", seen.after(2)) else 0.6
    if _COUNTED.search(before) and not _LIVED_AT.search(before):
        return False
    return 0.85 if followed and len(words) <= 3 else 0.45


def _position(seen: Seen) -> bool:
    pair = re.findall(r"-?\d{1,3}\.\d+", seen.found)
    return len(pair) != 2 or (abs(float(pair[0])) <= 90 and abs(float(pair[1])) <= 180)


POSTCODE = Shape(
    entity="UK_POSTCODE",
    rank=7,
    digits=2,
    forms=(
        Form(
            "postcode",
            r"(?<![\w£#@/.-])(?:GIR\s?0AA|[A-PR-UWYZ](?:\d[ABCDEFGHJKPSTUW]?"
            r"|\d\d|[A-HK-Y]\d[ABEHMNPRVWXY]?|[A-HK-Y]\d\d)"
            r"[ \u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![\w@-]|/\w)",
            0.9,
            hint=r"[0-9][A-Za-z]{2}(?!\w)",
        ),
    ),
    context=("postcode", "post code", "postal code", "address", "cod post"),
    sure=1.0,
    check=_postcode,
)
STREET = Shape(
    entity="UK_ADDRESS",
    rank=8,
    digits=1,
    exact_case=True,
    forms=(
        Form(
            "street address",
            rf"(?<![\w.,:/£#-]){_NUMBER},?\s(?:{_NAME}\s){{1,3}}(?:{_SURE_STREETS}" rf"|{_OTHER_STREETS})(?![\w'’-])",
            0.9,
            hint=_HINT,
        ),
        Form(
            "street address in Welsh",
            rf"(?<![\w.,:/£#-]){_NUMBER},?\s(?:Heol|Ffordd|Stryd|Maes|Lôn|Clos"
            rf"|Rhodfa)(?:\s(?:[A-Z][\w'’-]*|yr?|ap|uwch|is)){{1,4}}",
            0.85,
            hint=_HINT,
        ),
    ),
    context=(
        "lives",
        "live at",
        "address",
        "home",
        "move",
        "moved",
        "house",
        "resident",
        "flat",
        "post to",
        "send to",
        "collect from",
        "deliver",
    ),
    check=_street,
)
SMALL_STREET = Shape(
    entity="UK_ADDRESS",
    rank=9,
    digits=1,
    forms=(
        Form(
            "street address in small letters",
            rf"(?<![\w.,:/£#-])\d{{1,4}}[a-z]?\s(?:[a-z'’.]{{2,}}\s){{1,3}}(?:{_SURE_STREETS})(?![\w'’-])",
            needs=(("live", "living", "address", "house", "home", "party", "round", "come"),),
        ),
    ),
    context=("lives at", "live at", "living at", "address", "my house", "home is", "party at", "round at", "come to"),
    before=4,
    after=0,
    sure=0.85,
)
POSITION = Shape(
    entity="POSITION",
    rank=8,
    digits=0,
    forms=(
        Form(
            "latitude and longitude",
            r"(?<![\w.,-])-?\d{1,2}\.\d{4,}°?(?:\s?[NS])?\s?[,;/ ]\s?-?\d{1,3}\.\d{4,}°?" r"(?:\s?[EW]\b)?(?![\w.]\d)",
            0.85,
            hint=r"[0-9]\.[0-9]{4}",
        ),
        Form(
            "degrees, minutes and seconds",
            r"\b\d{1,2}°\s?\d{1,2}['’′]\s?\d{1,2}(?:\.\d+)?[\"”″]?\s?[NS][\s,]+\d{1,3}°\s?\d{1,2}['’′]\s?\d"
            r"{1,2}(?:\.\d+)?[\"”″]?\s?[EW]",
            0.9,
            needs=(("°",),),
        ),
        Form("what3words", r"(?<![:\w/])/{3}[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}(?![\w.])", 0.9, needs=(("///",),)),
        Form(
            "what3words link",
            r"(?:what3words\.com|w3w\.co)/[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}",
            0.9,
            needs=(("what3words.com/", "w3w.co/"),),
        ),
        Form(
            "plus code",
            r"(?<![\w+])(?:[23456789CFGHJMPQRVWX]{4}|(?=[A-Z]*\d)[23456789CFGHJMPQRVWX]{8}"
            r"|[23456789CFGHJMPQRVWX]{6})\+[23456789CFGHJMPQRVWX]{2,3}(?![\w+])",
            0.6,
            needs=(("+",),),
        ),
        Form(
            "what3words by its name",
            r"(?<![\w./@])[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}(?![\w./@])",
            needs=(("what3words", "what 3 words", "w3w", "what three words"),),
        ),
        Form(
            "map link with a position",
            r"(?:maps?\.[\w./]*|/maps/|geo:|[?&]q=|@)-?\d{1,2}\.\d{4,},-?\d{1,3}\.\d{4,}",
            0.85,
            hint=r"[0-9]\.[0-9]{4}",
        ),
    ),
    context=("what3words", "what 3 words", "w3w", "what three words"),
    check=_position,
)

SHAPES = (POSTCODE, STREET, SMALL_STREET, POSITION)
