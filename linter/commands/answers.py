"""What `postlint init` wants to know of a school: from flags, and where somebody sits at a terminal, by asking.

A flag that cannot be used is a fault; an answer that cannot be used is asked for again.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeVar, get_args

from linter.commands.wording import listed
from linter.context import PlatformFacts
from linter.errors import Fault, RuleError, SettingsError, did_you_mean
from linter.packs import Packs
from linter.profile import ProfileFile
from linter.rule import AccountType
from linter.settings import fold_handle, read_file
from linter.value import frozen

T = TypeVar("T")
TYPES: Mapping[AccountType, str] = {
    "official": "it speaks for the school",
    "personal": "a member of staff's own",
    "affiliated": "the parents' association or the like",
}
assert tuple(TYPES) == get_args(AccountType)
_USUAL: AccountType = "official"
_NONE: tuple[str, ...] = ()


class Asker(Protocol):
    """Somebody who can be asked."""

    def ask(self, prompt: str) -> str:
        """Return the answer to a prompt. Raise KeyboardInterrupt if there is none."""

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""


@frozen
class NewAccount:
    """An account of the register to be: its handle, whose it is, and where."""

    handle: str
    type: AccountType = "official"
    platforms: tuple[str, ...] = ()


@frozen
class Answers:
    """All that `init` needs to know. Empty means not given: the key is then written as a line that is switched off."""

    school: str = ""
    aliases: tuple[str, ...] = ()
    town: str = ""
    domain: str = ""
    email: str = ""
    phone: str = ""
    accounts: tuple[NewAccount, ...] = ()
    policy: str = ""
    staff: str = ""
    roll: str = ""


@frozen
class Known:
    """What answers are measured by: profile → summary, platforms with their aliases, and the folder of the settings."""

    profiles: Mapping[str, str]
    platforms: Mapping[str, str]
    folder: Path


def known_of(packs: Packs, folder: Path) -> Known:
    """Read what answers are measured by. Raise RuleError."""
    profiles: dict[str, str] = {}
    for name in sorted(packs.names("profiles"), key=lambda name: (name != "default", name)):
        path = packs.find("profiles", name)
        if path:
            profiles[name] = read_file(ProfileFile, path, RuleError).summary
    platforms: dict[str, str] = {}
    for name in packs.names("platforms"):
        path = packs.find("platforms", name)
        aliases = read_file(PlatformFacts, path, RuleError).aliases if path else ()
        platforms |= {alias.casefold(): name for alias in (name, *aliases)}
    return Known(profiles, platforms, folder)


def from_flags(args: argparse.Namespace, known: Known) -> Answers:
    """Return what the flags say. Raise SettingsError naming every flag that cannot be used."""
    faults: list[Fault] = []

    def take(flag: str, text: str | None, read: Callable[[str, Known], T], nothing: T) -> T:
        if text is None:
            return nothing
        try:
            return read(text, known)
        except ValueError as error:
            faults.append(Fault(flag, str(error)))
            return nothing

    accounts = tuple(take("--account", text, account, NewAccount("")) for text in args.account)
    accounts = tuple(item for item in accounts if item.handle)
    faults += [Fault("--account", f"'{name}' is there twice", "name each account once") for name in _twice(accounts)]
    answers = Answers(
        words(args.school or "", known),
        take("--alias", ",".join(args.alias), several, ()),
        words(args.town or "", known),
        take("--domain", args.domain, domain, ""),
        take("--email", args.email, email, ""),
        words(args.phone or "", known),
        accounts,
        take("--policy", args.policy, policy, ""),
        words(args.staff or "", known),
    )
    if faults:
        raise SettingsError(faults)
    return answers


def ask(asker: Asker, flags: Answers, known: Known) -> Answers:
    """Return the answers to what the flags leave open."""
    about = _Questions(asker, known)
    asker.tell(
        "A few questions about your school. Press Enter to leave one out; Ctrl-C stops, and nothing is written.\n"
    )
    return Answers(
        flags.school or about.one("What is the full name of your school?", words, ""),
        flags.aliases or about.one("What else do people call it? Short names, initials, with commas:", several, _NONE),
        flags.town or about.one("In which town or village is it?", words, ""),
        flags.domain or about.one("What is its web site?", domain, ""),
        flags.email or about.one("The e-mail address of the office, as you publish it:", email, ""),
        flags.phone or about.one("The phone number of the office, as you publish it:", words, ""),
        flags.accounts or about.accounts(),
        flags.policy or about.policy(),
        flags.staff or about.one("The list of staff, a CSV file (such as private/staff.csv):", words, ""),
    )


def is_yes(asker: Asker, question: str) -> bool:
    """Ask a question of yes or no; Enter is no."""
    while True:
        word = asker.ask(f"{question} (y/N) ").strip().casefold()
        if word in ("", "n", "no", "na", "nage"):
            return False
        if word in ("y", "yes", "ie", "ydy"):
            return True
        asker.tell("  Please answer y or n.")


class _Questions:
    def __init__(self, asker: Asker, known: Known) -> None:
        self._asker, self._known = asker, known

    def one(self, question: str, read: Callable[[str, Known], T], nothing: T) -> T:
        """Ask until there is an answer that can be used, or none."""
        while True:
            text = self._asker.ask(f"{question} ")
            if not text.strip():
                return nothing
            try:
                return read(text, self._known)
            except ValueError as error:
                self._asker.tell(f"  That {error}.")

    def accounts(self) -> tuple[NewAccount, ...]:
        """Ask for account after account."""
        found: list[NewAccount] = []
        self._asker.tell("\nNow the accounts, one after the other. Press Enter when there are no more.")
        while True:
            name = self.one("An account, with its @:", handle, "")
            if not name:
                return tuple(found)
            if _twice([*found, NewAccount(name)]):
                self._asker.tell("  You have named that one.")
                continue
            kinds = "; ".join(f"{kind}: {what}" for kind, what in TYPES.items())
            kind = self.one(f"  Which kind is it? ({kinds}) [official]", kind_of, _USUAL)
            where = self.one("  Where is it? Such as facebook, x, instagram:", platforms, _NONE)
            found.append(NewAccount(name, kind, where))

    def policy(self) -> str:
        """Ask for the policy, by number or by name."""
        self._asker.tell("\nWhich policy is nearest to yours? You can change it, and single rules, at any time.")
        for number, (name, summary) in enumerate(self._known.profiles.items(), 1):
            self._asker.tell(f"  {number}  {name}: {summary}")
        return self.one("Its number or its name [default]:", policy, "")


def words(text: str, _: Known) -> str:
    """Return a text on one line, without control characters."""
    return " ".join("".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text).split())


def several(text: str, known: Known) -> tuple[str, ...]:
    """Return what stands between commas, each once."""
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := words(part, known))))


def domain(text: str, known: Known) -> str:
    """Return the domain of a web address. Raise ValueError."""
    host = re.sub(r"^[a-z]+://", "", words(text, known).casefold()).partition("/")[0].removeprefix("www.")
    if not re.fullmatch(r"[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+", host):
        raise ValueError("is no web site: write it as ourschool.example")
    return host


def email(text: str, known: Known) -> str:
    """Return an e-mail address. Raise ValueError."""
    address = words(text, known)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", address):
        raise ValueError("is no e-mail address: write it as office@ourschool.example")
    return address


def account(text: str, known: Known) -> NewAccount:
    """Return the account that "@handle:official:facebook,x" describes; kind and platforms may be left out."""
    name, _, rest = text.partition(":")
    kind, _, where = rest.partition(":")
    return NewAccount(
        handle(name, known), kind_of(kind, known) if kind.strip() else "official", platforms(where, known)
    )


def handle(text: str, known: Known) -> str:
    """Return a handle with its @. Raise ValueError."""
    name = words(text, known)
    if not name.strip("@ ") or " " in name:
        raise ValueError("is no account: write it as @OurSchool, without spaces")
    return name if name.startswith("@") else f"@{name}"


def kind_of(text: str, known: Known) -> AccountType:
    """Return whose an account is. Raise ValueError."""
    word = words(text, known).casefold()
    near = [kind for kind in TYPES if word and kind.startswith(word)]
    if len(near) != 1:
        raise ValueError(f"is not {listed(tuple(TYPES), 'or')}")
    return near[0]


def platforms(text: str, known: Known) -> tuple[str, ...]:
    """Return platforms by their own names. One that is not known passes, unless it looks like a slip. Or ValueError."""
    found: list[str] = []
    for word in several(text, known):
        name = known.platforms.get(word.casefold())
        near = "" if name else did_you_mean(word.casefold(), known.platforms)
        if near.startswith("did you mean"):
            raise ValueError(f"holds '{word}', which is no platform: {near.removesuffix('?')}")
        found.append(name or word)
    return tuple(dict.fromkeys(found))


def policy(text: str, known: Known) -> str:
    """Return the name of a profile that a number or a name means, or the path of one. Raise ValueError."""
    word = words(text, known)
    names = tuple(known.profiles)
    if word.isdecimal() and 0 < int(word) <= len(names):
        return names[int(word) - 1]
    if word.casefold() in names:
        return word.casefold()
    if word.endswith(".toml"):
        if (known.folder / word).is_file():
            return word
        raise ValueError(f"is '{word}', and there is no such file")
    raise ValueError(f"is '{word}', which is no policy: {did_you_mean(word, names)}".removesuffix("?"))


def _twice(accounts: Sequence[NewAccount]) -> list[str]:
    """Return the handles that were there before."""
    seen: set[str] = set()
    twice = []
    for item in accounts:
        folded = fold_handle(item.handle)
        if folded in seen:
            twice.append(item.handle)
        seen.add(folded)
    return twice
