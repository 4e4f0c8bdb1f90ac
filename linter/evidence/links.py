"""The links of a post: addresses that its reader sees, and those behind words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.parts import Part

VERSION = 1

# RFC 3986, appendix B: it splits any text whatever.
_SPLIT = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_WEB = re.compile(r"(?:https?:)?[/\\]{2}|ftp://", re.IGNORECASE)
_DOTS = str.maketrans("。．｡", "...")
_PERCENT = re.compile("%([0-9A-Fa-f]{2})")
_IP = re.compile(r"\[[0-9a-f:.%]+\]|(?:\d{1,3}\.){3}\d{1,3}|0x[0-9a-f]{1,8}|\d{8,10}")

# Endings under which the public registers names, of those that British schools meet, and hosts that give each
# customer a name of its own. From the Public Suffix List (publicsuffix.org, 2026), as "*.sch.uk" is: a school's domain
# is the name below its authority's.
_LISTED_SUFFIXES = (
    "co.uk org.uk me.uk ltd.uk plc.uk net.uk ac.uk gov.uk nhs.uk police.uk mod.uk gov.scot gov.wales com.au net.au "
    "org.au edu.au gov.au co.nz org.nz net.nz school.nz govt.nz co.za org.za co.in net.in org.in gen.in co.jp ac.jp "
    "co.kr com.br com.cn com.hk com.my com.ng com.pk edu.pk com.pl com.sg com.tr co.il co.ke com.gh com.mx com.ua "
    "blogspot.com blogspot.co.uk github.io gitlab.io netlify.app vercel.app pages.dev web.app firebaseapp.com "
    "wordpress.com weebly.com wixsite.com wix.com squarespace.com webflow.io carrd.co substack.com tumblr.com "
    "herokuapp.com azurewebsites.net cloudfront.net"
)
_SUFFIXES = frozenset(_LISTED_SUFFIXES.split())
_WIDE_SUFFIXES = frozenset(("sch.uk",))  # the suffix is one label longer


@frozen
class Link:
    """An address and where it stands in a part as written. `shown` is False for one that stands behind words.

    `host` is in small letters, without port and user, IDN as Unicode; `domain` is what of it can be registered.
    `user` is what stands before an "@" in the authority. `scheme` is empty where the author wrote none.
    """

    part: str
    start: int
    end: int
    url: str
    scheme: str
    host: str
    domain: str
    path: str
    query: str
    fragment: str
    user: str = ""
    shown: bool = True

    @property
    def is_ip(self) -> bool:
        """Say whether the host is a number instead of a name."""
        return _IP.fullmatch(self.host) is not None

    @property
    def segments(self) -> tuple[str, ...]:
        """Return the non-empty pieces of the path."""
        return tuple(piece for piece in self.path.split("/") if piece)

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Return the names and values of the query, as written."""
        pairs = (item.partition("=") for item in re.split("[&;]", self.query) if item)
        return tuple((name, value) for name, _, value in pairs)


def gather(evidence: Evidence) -> tuple[Link, ...]:
    """Return the links of all parts, in the order of the parts; file names hold none."""
    found: dict[tuple[str, int, int], Link] = {}
    for part in evidence.parts:
        if not part.name.endswith("/name") and ("." in part.text or "//" in part.text):
            for link in _in_part(evidence, part):
                found.setdefault((part.name, link.start, link.end), link)
    return tuple(found.values())


def _in_part(evidence: Evidence, part: Part) -> Iterator[Link]:
    from linter.evidence.markdown import link_targets

    seen = evidence.visible(part)
    shown = [parse(token.text, part.name, *seen.span(token.start, token.end)) for token in evidence.tokens(part).urls]
    targets = link_targets(part.text, part.markup) if part.markup == "markdown" else ()
    hidden = [
        parse(target.url, part.name, target.start, target.end, shown=False)
        for target in targets
        if _leads_away(target.url)
    ]
    yield from sorted((*shown, *hidden), key=lambda link: (link.start, link.end))


def _leads_away(url: str) -> bool:
    """Say whether the target of a link is an address of the web and not a place in the same document or folder."""
    if _WEB.match(url):
        return True
    from linter.evidence.tokens import tokens

    return any(token.start == 0 for token in tokens(url).urls)


def parse(url: str, part: str = "", start: int = 0, end: int = 0, *, shown: bool = True) -> Link:
    """Take an address to pieces. It never raises: what makes no sense becomes empty."""
    text = url.replace("\\", "/")
    if not _WEB.match(text):
        colon = re.match(r"[A-Za-z][A-Za-z0-9+\-]*:(?!\d)", text)  # "mailto:", but neither "school.uk" nor "host:80"
        text = text if colon else f"//{text}"
    match = _SPLIT.match(text)
    scheme, authority, path, query, fragment = (group or "" for group in match.groups()) if match else ("",) * 5
    user, _, place = authority.rpartition("@")
    host = _host(place)
    return Link(part, start, end, url, scheme.lower(), host, registrable(host), path, query, fragment, user, shown)


def _host(place: str) -> str:
    """Return a host in small letters, without its port, IDN decoded."""
    place = _PERCENT.sub(_unquoted, place).translate(_DOTS)
    place = re.sub(r":\d*$", "", place).strip().rstrip(".").lower()
    if place.isascii() and "xn--" not in place:
        return place
    return unicodedata.normalize("NFC", ".".join(map(_decoded, place.split(".")))).lower()


def _unquoted(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if 0x20 < code < 0x7F else match[0]


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError, OverflowError):
        return label


def registrable(host: str) -> str:
    """Return the part of a host that its owner registered: "www.school.town.sch.uk" → "school.town.sch.uk"."""
    if _IP.fullmatch(host):
        return host
    labels = host.split(".")
    keep = 2
    ending = ".".join(labels[-2:])
    if ending in _SUFFIXES:
        keep = 3
    elif ending in _WIDE_SUFFIXES:
        keep = 4
    return ".".join(labels[-keep:])


def is_within(host: str, domain: str) -> bool:
    """Say whether a host is a domain or stands below it."""
    return host == domain or host.endswith(f".{domain}")


def bare_host(text: str) -> str:
    """Return the host of an address or a domain as people write it in settings ("https://www.school.uk/")."""
    return parse(text.strip()).host.removeprefix("www.")
