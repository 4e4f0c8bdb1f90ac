"""Kind `link`: where links lead, by their sites, the words of their addresses and what is done to disguise them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.checks import frame
from linter.evidence.links import Link, bare_host, is_within, parse
from linter.finding import Hit
from linter.remembered import Remembered
from linter.value import frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.post import Post
    from linter.settings import Settings

SHORT = 3  # a word of so few letters must stand by itself in an address, not in a joined name
LONG = 4  # a word of more letters may be joined to others at the beginning or end of a name
DISTINCT = 6  # a domain whose name is shorter is one letter away from too many others


@frozen
class Group:
    """One reason to object. `case` names a case of the rule.

    `sites` are hosts with everything below them ("bit.ly"), endings (".bet"), or hosts with the beginning of a path, in
    which `*` stands for anything in one piece ("docs.google.com/*/d/*/edit"). `words` are found in the host as whole
    words ("quickbets.example" has "bets"), `path_words` also in the path; "sex shop" is two words in a row.
    `parameters` are names of the query, which may end in `*`.
    """

    case: str
    sites: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    path_words: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


@frozen
class Options:
    """The groups, in the order in which they are asked; a link is found once.

    The school's own and allowed sites are never found, nor are `fine` ones. Words are not looked for in the addresses
    of `trusted` sites, nor beside `topics` (an address about gambling is no gambling). `denied`, `number`,
    `look_alike` and `disguised` name the cases of links to the settings' denied domains, to bare numbers, to
    imitations of the school's site, and of links that show another address than they lead to; empty switches off.
    `questions` are frames for posts that fish for the answers of security questions.
    """

    groups: tuple[Group, ...] = ()
    fine: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    denied: str = ""
    number: str = ""
    look_alike: str = ""
    disguised: str = ""
    questions: frame.Options | None = None

    def validate(self) -> None:
        """Raise ValueError for options that can find nothing, a site with a scheme, or a malformed frame."""
        if not self.groups and not (self.denied or self.number or self.look_alike or self.disguised or self.questions):
            raise ValueError("groups: is empty")
        for number, group in enumerate(self.groups):
            for site in group.sites:
                if "://" in site or site != site.lower() or not site.strip():
                    raise ValueError(f"groups[{number}].sites: '{site}' is not a site such as 'bit.ly'")
            if not (group.sites or group.words or group.path_words or group.parameters):
                raise ValueError(f"groups[{number}]: '{group.case}' names nothing to find")
        if self.questions:
            try:
                self.questions.validate()
            except ValueError as error:
                raise ValueError(f"questions.{error}") from error


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each link to which something can be objected, and posts that fish for answers."""
    links = evidence.links
    own = _own(evidence.context.settings) if links else ()
    previous: Link | None = None
    for link in links:
        case = _objection(link, previous, own, evidence.context.settings, options)
        if case:
            yield Hit(link.part, link.start, link.end, case, values={"site": link.host or link.url})
        previous = link
    if options.questions:
        yield from frame.check(post, evidence, options.questions)


def _own(settings: Settings) -> tuple[str, ...]:
    """Return the hosts that are the school's or that the school allows."""
    return _bare_hosts((*settings.school.domains, *settings.allow.domains))


@lru_cache(maxsize=64)
def _bare_hosts(domains: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(host for host in map(bare_host, domains) if host)


def _objection(link: Link, previous: Link | None, own: tuple[str, ...], settings: Settings, options: Options) -> str:
    """Return the case of a link to which something can be objected, or ""."""
    if options.denied and any(_is_at(link, _denied_site(site)) for site in settings.deny.domains):
        return options.denied
    if options.disguised and previous and _is_disguised(link, previous):
        return options.disguised
    if not link.host or any(is_within(link.host, host) for host in own):
        return ""
    if options.look_alike and _is_look_alike(link, own):
        return options.look_alike
    if options.number and link.is_ip:
        return options.number
    return "" if _at_any(link, options.fine) else next(_cases(link, options), "")


def _cases(link: Link, options: Options) -> Iterator[str]:
    """Yield the cases of the groups to which a link belongs: by its site, then its words, then its parameters."""
    if not _all_hosts(options.groups).isdisjoint(_above(link.host)):
        yield from (group.case for group in options.groups if _at_any(link, group.sites))
    if not _at_any(link, options.trusted):
        yield from (group.case for group in options.groups if _has_words(link, group, options.topics))
    for group in options.groups:
        names = (name.lower() for name, _ in link.parameters) if group.parameters else ()
        if any(fnmatchcase(name, wanted) for name in names for wanted in group.parameters):
            yield group.case


@lru_cache(maxsize=1024)
def _denied_site(site: str) -> str:
    link = parse(site.strip())
    return f"{link.host.removeprefix('www.')}{link.path.rstrip('/').lower()}"


def _sites_by_host(sites: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for site in sites:
        found.setdefault(site.partition("/")[0], []).append(site)
    return {host: tuple(listed) for host, listed in found.items()}


# Sites → host → the sites that begin with it.
_by_host = Remembered(_sites_by_host)
# Groups → the hosts of which any of them knows a site.
_all_hosts: Remembered[tuple[Group, ...], frozenset[str]] = Remembered(
    lambda groups: frozenset(host for group in groups for host in _by_host(group.sites))
)


@lru_cache(maxsize=256)
def _above(host: str) -> tuple[str, ...]:
    """Return a host, all that it lies within, and its ending."""
    labels = host.split(".")
    return (*(".".join(labels[start:]) for start in range(len(labels))), f".{labels[-1]}")


def _at_any(link: Link, sites: tuple[str, ...]) -> bool:
    """Say whether a link leads to one of many sites, without asking each."""
    if not sites:
        return False
    hosts = _by_host(sites)
    return any(_is_at(link, site) for host in _above(link.host) if host in hosts for site in hosts[host])


def _is_at(link: Link, site: str) -> bool:
    host, _, path = site.partition("/")
    if not (link.host.endswith(host) if host.startswith(".") else is_within(link.host, host)):
        return False
    wanted = [piece for piece in path.split("/") if piece]
    pieces = [piece.lower() for piece in link.segments[: len(wanted)]]
    return len(pieces) == len(wanted) and all(map(fnmatchcase, pieces, wanted))


# Group → its words, each with how it reads where several are joined.
_joined_words: Remembered[Group, list[tuple[str, str]]] = Remembered(
    lambda group: [(word, word.replace(" ", "")) for word in (*group.words, *group.path_words)]
)


@lru_cache(maxsize=256)
def _joined(address: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", address)


def _has_words(link: Link, group: Group, topics: tuple[str, ...]) -> bool:
    if not group.words and not group.path_words:
        return False
    host = link.host
    joined = _joined(f"{host}{link.path.lower()}")
    likely = [word for word, piece in _joined_words(group) if piece in joined]
    if not likely:  # so the dictionary is not read for the links of every post
        return False
    in_host = _words_of(host.removesuffix(host.rpartition(".")[2]).replace(".", " "))
    in_path = _words_of(link.path)
    if any(topic in reading for reading in (*in_host, *in_path) for topic in topics):
        return False
    for word in likely:
        places = (in_host, in_path) if word in group.path_words else (in_host,)
        readings = (place[:1] if len(word) <= SHORT else place for place in places)
        if any(_follow(word.split(), words) for reading in readings for words in reading):
            return True
    return any(_begins_or_ends(label, word.replace(" ", "")) for label in host.split(".")[:-1] for word in likely)


def _begins_or_ends(label: str, word: str) -> bool:
    """Say whether a name is a long word joined to words ("luckybingo"), and not a longer word ("asteroids")."""
    from linter.evidence.hashtags import is_word, split_tag

    if len(word) <= LONG or len(label) <= len(word) or word not in label or is_word(label):
        return False
    rest = label.removeprefix(word) if label.startswith(word) else label.removesuffix(word)
    pieces = [piece.text for piece in split_tag(rest)]
    return rest != label and all(len(piece) > 1 and (is_word(piece) or piece.isdigit()) for piece in pieces)


def _follow(wanted: list[str], words: tuple[str, ...]) -> bool:
    return any(list(words[at : at + len(wanted)]) == wanted for at in range(len(words) - len(wanted) + 1))


def _words_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of an address as they stand, and with joined ones taken apart."""
    from linter.evidence.hashtags import split_tag

    alone: list[str] = []
    split: list[str] = []
    for piece in re.findall(r"[^\W_]+", text):
        alone += [run.lower() for run in re.findall(r"[^\W\d_]+|\d+", piece)]
        split += [token.text.lower() for token in split_tag(piece)]
    return tuple(alone), tuple(split)


def _is_disguised(link: Link, previous: Link) -> bool:
    """Say whether a link stands behind words that are the address of another site: [bank.example](evil.example)."""
    behind = not link.shown and previous.shown and previous.part == link.part and 0 < link.start - previous.end <= 3
    return behind and bool(previous.domain) and previous.domain != link.domain


def _is_look_alike(link: Link, own: tuple[str, ...]) -> bool:
    """Say whether a host pretends to be the school's: look-alike letters, a slip of one letter, a name in front."""
    host = link.host.removeprefix("www.")
    if "." in link.user:  # https://school.example@elsewhere.example
        return True
    if not host.isascii():
        from linter.evidence.lookalikes import imitations
        from linter.evidence.normalise import fold

        if imitations(host) or fold(host).text in own:
            return True
    return any(
        host.startswith(f"{domain}.") or f".{domain}." in host or (domain != host and _is_slip(host, domain))
        for domain in own
    )


def _is_slip(host: str, domain: str) -> bool:
    """Say whether two hosts differ by one letter written, left out, replaced or swapped, in a name long enough."""
    if abs(len(host) - len(domain)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(host, domain, strict=False)) if a != b), min(len(host), len(domain)))
    name = domain[domain.rfind(".", 0, start) + 1 :].partition(".")[0]
    if len(name) < DISTINCT:
        return False
    one, other = host[start:], domain[start:]
    swapped = len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0] and one[2:] == other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or swapped
