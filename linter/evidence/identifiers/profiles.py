"""Profiles of single people: links that lead to one, and handles that posts ask to add or follow."""

from __future__ import annotations

import re

from linter.evidence.identifiers.shapes import Form, Seen, Shape
from linter.evidence.late import Late

_PLATFORM = (
    r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik\s?tok|facebook|fb|face book|twitter|x|threads|discord|what\s?s\s?app"
    r"|telegram|youtube|bereal|be real|roblox|xbox|psn|playstation|fortnite|steam|twitch|linked\s?in|messenger)\b"
)
_HANDLE = r"@?[\w][\w.#-]{2,40}"
# Pages that are nobody's profile.
_PAGE_LIST = (
    "p reel reels explore stories story tv accounts groups group events event pages watch marketplace sharer "
    "sharer.php hashtag tag search i intent home share posts photo photo.php permalink.php notes login signup about "
    "help privacy legal policies download watch live shorts playlist channel c feed jobs company school in pub "
    "video videos music status settings trending business www status discover plugins dialog profile.php people "
    "public"
)
_PAGES = frozenset(_PAGE_LIST.split())
_PERSONAL = Late(
    r"\b(?:my|me|her|his|their|he|she|i'm|im|i am|follow me|add me|find me"
    r"|dm me|message me|personal|miss|mr|mrs|ms|mx)\b"
)
_NAMED = Late(
    r"^[a-z]{2,}[._][a-z]{2,}(?:[._]?\d{1,4})?$|^[a-z]{3,}[._]?[a-z]*\d{2,4}$" r"|^(?:mr|mrs|miss|ms)[._]?[a-z]{3,}",
    re.IGNORECASE,
)
# What organisations call themselves.
_BODY = Late(
    r"school|academy|primary|college|university|uni$|club|fc$|afc|rfc"
    r"|cricket|rugby|netball|football|sport|bbc|itv|channel4|nhs"
    r"|police|council|gov|library|museum|trust|charity|pta|friends|team"
    r"|official|news|books|publish|press|theatre|church"
    r"|centre|center|shop|store|cafe|kitchen|farm|zoo|park|music|art"
    r"|dance|studio|uk$|hq$|ltd|group|author|writes|nursery"
    r"|scouts|guides|brownies|foundation|society|national|royal|world|day$|week$",
    re.IGNORECASE,
)


def _last(seen: Seen) -> str:
    return re.split(r"[/@]", seen.found.rstrip("/").partition("?")[0])[-1].rstrip(".")


def _link(seen: Seen) -> bool | float:
    """Say whether a link leads to somebody's profile; most lead to those of clubs, authors and broadcasters."""
    handle = _last(seen)
    if handle.lower() in _PAGES or len(handle) < 3:
        return False
    if _BODY.search(handle):
        return False
    if _PERSONAL.search(seen.before(50)):
        return 0.9
    return 0.7 if _NAMED.match(handle) else False


def _said(seen: Seen) -> bool | float:
    """Say whether "add me on …" gives a name there."""
    handle = seen.found.rpartition(" ")[2].strip("@ ")
    if handle.lower() in ("the", "and", "for", "our", "page", "here", "there", "too", "today"):
        return False
    if _BODY.search(handle) and not re.match(r"(?:my|her|his|their|m(?:rs?|s|iss|x))\b", seen.found, re.IGNORECASE):
        return False
    return "@" in seen.found or bool(re.search(r"[\d._]", handle.strip("."))) or ":" in seen.found


_WEB = r"(?<![\w@.])(?:https?://)?(?:[a-z]{1,3}\.|www\.|mobile\.)?"

_PEOPLE = (
    "linkedin.com/in",
    "snapchat.com/add",
    "/profile.php",
    "facebook.com/people",
    "m.me/",
    "t.me/",
    "telegram.me/",
    "wa.me/",
    "whatsapp.com/send",
    "bere.al/",
    "roblox.com/",
)
_SITES = (
    "instagram.com/",
    "instagr.am/",
    "facebook.com/",
    "fb.com/",
    "tiktok.com/",
    "x.com/",
    "twitter.com/",
    "threads.",
    "twitch.tv/",
    "bsky.app/",
    "youtube.com/",
    "pinterest.",
    "strava.com/",
)
_ASKS = ("add", "follow", "find", "message", "dm", "pm", "snap", "friend")
# One of these stands in whatever names a platform.
_NAMES = (
    "insta",
    " ig",
    "snap",
    "tik",
    "facebook",
    "fb",
    "face book",
    "twitter",
    " x ",
    " x:",
    " x=",
    " x,",
    " x-",
    " x–",
    " x@",
    "threads",
    "discord",
    "whats",
    "what s",
    "xbox",
    "telegram",
    "youtube",
    "bereal",
    "be real",
    "roblox",
    "psn",
    "playstation",
    "fortnite",
    "steam",
    "twitch",
    "linked",
    "messenger",
    "gamertag",
)

PROFILE = Shape(
    entity="PERSONAL_PROFILE",
    rank=8,
    digits=0,
    forms=(
        Form(
            "profile link",
            _WEB + r"(?:linkedin\.com/in/|snapchat\.com/add/|facebook\.com/profile\.php\?id="
            r"|facebook\.com/people/|m\.me/|t\.me/|telegram\.me/|wa\.me/"
            r"|api\.whatsapp\.com/send/?\?phone=|bere\.al/|roblox\.com/users/)[\w.+%/-]{2,60}",
            0.85,
            needs=(_PEOPLE,),
        ),
    ),
    context=("add me", "follow me", "my", "find me", "message me"),
)
LINK = Shape(
    entity="PERSONAL_PROFILE",
    rank=9,
    digits=0,
    forms=(
        Form(
            "link to an account",
            _WEB + r"(?:instagram\.com|instagr\.am|facebook\.com|fb\.com|tiktok\.com"
            r"|x\.com|twitter\.com|threads\.(?:net|com)|twitch\.tv|bsky\.app/profile"
            r"|youtube\.com|pinterest\.(?:com|co\.uk)|strava\.com/athletes)/@?[\w.-]{3,50}/?"
            r"(?![\w/@-])",
            0.7,
            needs=(_SITES,),
        ),
    ),
    check=_link,
)
ASKED = Shape(
    entity="PERSONAL_PROFILE",
    rank=9,
    digits=0,
    forms=(
        Form(
            "asks to be added",
            rf"\b(?:add|follow|find|message|dm|pm|snap|friend)\s+(?:me|him|her"
            rf"|them|us|miss|mr|mrs|ms)(?:\s[A-Z][\w'’-]+)?\s+(?:on|at|via|over on"
            rf"|through)\s+(?:my\s+)?{_PLATFORM}\s*(?:[:=,–-]|as|under|at|is)?\s*{_HANDLE}",
            0.85,
            needs=(_ASKS, _NAMES),
        ),
        Form(
            "says a name there",
            rf"\b(?:my|her|his|their|personal|private|(?:mr|mrs|ms|miss|mx)\.?\s\w+['’]s)\s+(?:\w+\s+)?{_PLATFORM}"
            rf"(?:\s(?:name|handle|account|user\s?name|id|tag|page))?\s*(?:(?:is"
            rf"|[:=–-]|'s|’s)\s*{_HANDLE}|@[\w.]{{3,40}})",
            0.85,
            needs=(_NAMES, ("my", "her", "his", "their", "personal", "private", "mr", "ms", "miss", "mx")),
        ),
        Form(
            "says a name there",
            rf"\b(?:snap|snapchat|insta|discord|psn|gamertag|roblox|tik\s?tok"
            rf"|xbox)(?:\s(?:name|handle|account|user\s?name|id|tag))?\s*[:=]\s*{_HANDLE}",
            0.8,
            needs=(_NAMES, (":", "=")),
        ),
        Form(
            "asks to be added",
            r"\b(?:add|follow|dm|message|snap|friend)\s+me\s*(?:[:!,–-]|here" r"|at|👉|➡️|as)?\s*@[\w.]{3,40}",
            0.85,
            needs=(("@",), ("me",)),
        ),
    ),
    check=_said,
)

SHAPES = (PROFILE, LINK, ASKED)
