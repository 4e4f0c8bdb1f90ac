"""The keyed index: what finds the people of the lists without holding a name, so that it may be committed.

A line is an entry: 16 hexadecimal digits of what is looked up, 16 of what is found, both keyed (HMAC-SHA-256). What is
looked up is a message such as "P amina kaur" with a count for the people who share it; what is found is a person's
reference, masked by a hash of the same message, so that without the key no two entries show that they belong to one
person. A person's own entry holds kind and flags. Lines are sorted, and merge in git like any others.
See docs/people.md for what this protects against, and what it does not.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from linter.errors import Fault, SettingsError, shown
from linter.people.keys import key_of
from linter.people.publishing import Scope
from linter.people.roll import Pupil
from linter.value import frozen

if TYPE_CHECKING:
    from linter.settings import Settings

HEAD = "# postlint people index 1: keyed hashes, no names; see docs/people.md. Written by: postlint people index"
_LINE = re.compile(r"[0-9a-f]{32}")
_SALT = re.compile(r"salt ([0-9a-f]{32})")
_CHECK = re.compile(r"check ([0-9a-f]{32})")
_SCOPES: tuple[Scope | None, ...] = (None, "image", "name", "both")
_MOST_CACHED = 65_536
_NO_ONE = 0
V = TypeVar("V")


class Listed(NamedTuple):
    """A person as the index is to know them."""

    id: str
    is_pupil: bool
    scope: Scope | None
    has_left: bool
    messages: tuple[str, ...]


class Known(NamedTuple):
    """A person as the index knows them: `id` is a keyed hash of the id in the lists, unless that is known."""

    id: str
    is_pupil: bool
    scope: Scope | None = None
    has_left: bool = False


@frozen
class Hashes:
    """The hashes of one index: of its salt under the school's key."""

    key: bytes

    @classmethod
    def of(cls, key: bytes, salt: bytes) -> Hashes:
        """Return the hashes for a key and a salt."""
        return cls(hmac.digest(key, b"postlint people index 1" + salt, "sha256"))

    def hash(self, message: str) -> tuple[int, int]:
        """Return where a message stands, and what masks what is found there."""
        made = hmac.digest(self.key, message.encode("utf-8", "surrogatepass"), "sha256")
        return int.from_bytes(made[:8], "big"), int.from_bytes(made[8:16], "big")

    def reference(self, id_: str) -> int:
        """Return the reference of a person; never 0, which means nobody."""
        return self.hash(f"id {id_}")[0] or 1

    @property
    def check(self) -> str:
        """Return what tells a wrong key from a right one."""
        return hmac.digest(self.key, b"check", "sha256")[:16].hex()


def write(people: Iterable[Listed], key: bytes, salt: bytes | None = None) -> str:
    """Return the text of an index. The same people, key and salt give the same text, whatever their order."""
    salt = salt or secrets.token_bytes(16)
    hashes = Hashes.of(key, salt)
    entries: dict[int, int] = {}
    bearers: dict[str, list[int]] = {}
    words: set[str] = set()
    for person in people:
        reference = hashes.reference(person.id)
        place, veil = hashes.hash(f"who {reference:x}")
        flags = 1 | person.is_pupil << 1 | person.has_left << 2 | _SCOPES.index(person.scope) << 3
        entries[place] = flags ^ veil
        for message in dict.fromkeys(person.messages):
            if message[0] == "K":
                words.add(message)
            else:
                bearers.setdefault(message, []).append(reference)
    for message in words:
        place, veil = hashes.hash(message)
        entries[place] = veil
    for message, references in bearers.items():
        for count, reference in enumerate(sorted(references)):
            place, veil = hashes.hash(f"{message} {count}")
            entries[place] = reference ^ veil
    lines = sorted(f"{place:016x}{found:016x}" for place, found in entries.items())
    return "\n".join([HEAD, f"salt {salt.hex()}", f"check {hashes.check}", *lines, ""])


def salt_of(path: Path) -> bytes:
    """Return the salt of an index that exists. Raise SettingsError if it is none."""
    return bytes.fromhex(_read(path)[0])


def opened(settings: Settings) -> KeyedIndex:
    """Open the index that the settings name, with the key of this machine.

    Without a key, raise SettingsError, or return an index that knows nobody if the settings ask for a warning only.
    """
    path = settings.resolve(settings.people.index)
    salt, check, entries = _read(path)
    key = key_of(settings.people, os.environ)
    if key is None:
        if settings.people.without_key == "warn":
            return KeyedIndex(None, {})
        name = settings.people.key_env or "[people] key_env"
        what = "cannot be used without its key, and no pupil's name would be found"
        raise SettingsError(Fault(shown(path), what, f"set {name}, or put the key into the system's keyring"))
    hashes = Hashes.of(key, bytes.fromhex(salt))
    if not hmac.compare_digest(hashes.check, check):
        raise SettingsError(Fault(shown(path), "was written with another key", "use that key, or write it anew"))
    return KeyedIndex(hashes, entries)


def _read(path: Path) -> tuple[str, str, dict[int, int]]:
    """Return the salt, the check and the entries of an index."""
    try:
        lines = path.read_text("ascii").splitlines()
    except OSError as error:
        raise SettingsError(Fault(shown(path), f"cannot be read: {error.strerror or error}")) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            Fault(shown(path), "is not a people index", "write it anew: postlint people index")
        ) from error
    salt = _SALT.fullmatch(lines[1]) if len(lines) > 2 and lines[0] == HEAD else None
    check = _CHECK.fullmatch(lines[2]) if salt else None
    if not salt or not check:
        raise SettingsError(Fault(shown(path), "is not a people index", "write it anew: postlint people index"))
    entries: dict[int, int] = {}
    for number, line in enumerate(lines[3:], 4):
        if not _LINE.fullmatch(line):
            cure = "write it anew: postlint people index"  # after a merge with conflicts, say
            raise SettingsError(Fault(shown(path), "is not an entry", cure, line=number))
        entries[int(line[:16], 16)] = int(line[16:], 16)
    return salt[1], check[1], entries


class KeyedIndex:
    """Finds people by messages, as a plain index does. Without hashes it knows nobody."""

    def __init__(self, hashes: Hashes | None, entries: Mapping[int, int]) -> None:
        self._hashes = hashes
        self._entries = entries
        self._found: dict[str, tuple[int, ...]] = {}
        self._known: dict[str, bool] = {}
        self._people: dict[int, Known] = {}
        self._ids: dict[int, str] = {}
        self.pupils: Mapping[str, Pupil] = _Hashed(self._pupil, self._id)
        self.scopes: Mapping[str, Scope] = _Hashed(self._scope, self._id)

    @property
    def is_open(self) -> bool:
        """Say whether there was a key."""
        return self._hashes is not None

    def __len__(self) -> int:
        return len(self._entries)

    def recognise(self, ids: Iterable[str]) -> None:
        """Call people by the ids of a list that is here, such as that of the staff, rather than by keyed ones."""
        if self._hashes is not None:
            self._ids.update((self._hashes.reference(id_), id_) for id_ in ids)

    def knows(self, word: str) -> bool:
        """Say whether any name has, or begins with, a folded word."""
        known = self._known.get(word)
        if known is None:
            known = self._lookup(f"K {word}") == _NO_ONE
            if len(self._known) < _MOST_CACHED:
                self._known[word] = known
        return known

    def among(self, words: frozenset[str]) -> Collection[str]:
        """Return those of some words that it knows."""
        return [word for word in words if self.knows(word)]

    def knows_any(self, words: Iterable[str]) -> bool:
        """Say whether it knows one of some words."""
        return any(map(self.knows, words))

    def find(self, message: str) -> tuple[int, ...]:
        """Return the references of the people that a message means."""
        found = self._found.get(message)
        if found is None:
            found = tuple(self._all(message))
            if len(self._found) < _MOST_CACHED:
                self._found[message] = found
        return found

    def person(self, number: int) -> Known:
        """Return a person by reference."""
        known = self._people.get(number)
        if known is None:
            flags = self._lookup(f"who {number:x}") or 0
            known = Known(
                self._ids.get(number, f"{number:016x}"), bool(flags & 2), _SCOPES[flags >> 3 & 3], bool(flags & 4)
            )
            self._people[number] = known
        return known

    def _all(self, message: str) -> Iterator[int]:
        count = 0
        while (reference := self._lookup(f"{message} {count}")) is not None:
            yield reference
            count += 1

    def _lookup(self, message: str) -> int | None:
        if self._hashes is None:
            return None
        place, veil = self._hashes.hash(message)
        found = self._entries.get(place)
        return None if found is None else found ^ veil

    def _id(self, id_: str) -> str | None:
        """Return the keyed id of an id of the lists, or an id that is keyed already; None if nobody has it."""
        if self._hashes is None:
            return None
        for number in ([int(id_, 16)] if _LINE.fullmatch(id_ * 2) else []) + [self._hashes.reference(id_)]:
            if self._lookup(f"who {number:x}") is not None:
                return f"{number:016x}"
        return None

    def _pupil(self, id_: str) -> Pupil | None:
        known = self.person(int(id_, 16))
        return Pupil(id_, status="leaver" if known.has_left else "") if known.is_pupil else None

    def _scope(self, id_: str) -> Scope | None:
        return self.person(int(id_, 16)).scope


class _Hashed(Mapping[str, V]):
    """What an index says of a person, by the id of the lists or by the keyed one. It cannot be gone through."""

    def __init__(self, get: Callable[[str], V | None], key: Callable[[str], str | None]) -> None:
        self._look, self._key = get, key

    def __getitem__(self, id_: str) -> V:
        keyed = self._key(id_)
        found = None if keyed is None else self._look(keyed)
        if found is None:
            raise KeyError  # without the id: it may be private
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True
