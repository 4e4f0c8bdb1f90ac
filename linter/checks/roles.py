"""Roles and people as drafts and staff lists write them, compared loosely. Not a kind of check by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.people import StaffMember

Groups = Mapping[str, tuple[str, ...]]

_BETWEEN = re.compile(r"[/,;&()\[\]|+–—]|\s-\s|\band\b", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
# What may stand before a role without making it another: an acting head has the head's say, a deputy does not.
_SAME_ROLE = re.compile(
    r"^(?:the|our|acting|interim|temporary|executive|exec|joint|co|current|substantive)[\s-]+", re.IGNORECASE
)
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "rev", "revd", "reverend", "fr", "father", "sr", "sister",
    "prof", "professor", "madame",
})  # fmt: skip


def roles_of(text: str, groups: Groups) -> frozenset[str]:
    """Return the folded roles that a text names ("Deputy Head / SENCo"), and the groups to which they belong."""
    found: set[str] = set()
    for piece in (text, *_BETWEEN.split(text)):
        role = piece.strip()
        while (shorter := _SAME_ROLE.sub("", role)) != role:
            role = shorter
        found |= {_fold(piece), _fold(role)}
    found.discard("")
    found |= {_fold(name) for name, members in groups.items() if found & {_fold(name), *map(_fold, members)}}
    return frozenset(found)


def is_among(roles: frozenset[str], wanted: Iterable[str]) -> bool:
    """Say whether one of the roles that `roles_of` found is wanted."""
    return not roles.isdisjoint(map(_fold, wanted))


def member_named(text: str, staff: Mapping[str, StaffMember]) -> StaffMember | None:
    """Return the one member of staff whom an id or a name ("Mrs Castellane") means."""
    wanted = text.strip()
    if wanted in staff:
        return staff[wanted]
    by_id = [member for key, member in staff.items() if key.casefold() == wanted.casefold()]
    if by_id:
        return by_id[0]
    words = {_fold(word) for word in wanted.replace(",", " ").split()} - _TITLES - {""}
    if not words:
        return None
    whole = [member for member in staff.values() if words == _words(member.name)]
    last = [member for member in staff.values() if words == _words(member.last_name)]
    found = whole or last
    return found[0] if len(found) == 1 else None


def _words(name: str) -> set[str]:
    return {_fold(word) for word in name.split()}


def _fold(text: str) -> str:
    """Return a text as small letters and digits without accents or spaces: "Head teacher" is "headteacher"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_LETTERS.sub("", plain)
