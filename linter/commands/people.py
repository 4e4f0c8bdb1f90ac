"""`postlint people show|index|check`: what the lists of people hold, in numbers, and the keyed index of them."""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import Path

from linter.commands import Result, load_settings
from linter.errors import Fault, SettingsError, shown
from linter.people import SchoolPeople
from linter.people_options import INDEXED
from linter.settings import Settings

DEFAULT = "people.index"
ACTIONS = {
    "show": "say how many people the lists hold, and never who",
    "index": "write the keyed index, which may be committed",
    "check": "say whether the keyed index is what the lists say now",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `people`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title="actions")
    for name, purpose in ACTIONS.items():
        action = actions.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        # Also before the action; what stands there must not be undone here.
        action.add_argument("--settings", metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        if name == "index":
            action.add_argument("--output", metavar="FILE", help=f"the file (default: the settings', or {DEFAULT})")
            action.add_argument("--new-salt", action="store_true", help="write every line anew, as after a new key")


def run(args: argparse.Namespace) -> Result:
    """Count, write or check."""
    settings = load_settings(args)
    if args.action == "show":
        return Result(_counts(settings))
    return _write(settings, args) if args.action == "index" else _check(settings)


def _counts(settings: Settings) -> str:
    if missing := settings.missing_lists():
        raise SettingsError(missing)
    people = SchoolPeople(settings)
    people.read()
    if people.index is not None:
        state = f"{len(people.index)} entries" if people.index.is_open else "no key: nobody is found"
        return f"index           {shown(settings.resolve(settings.people.index))}: {state}\n"
    left = sum(pupil.has_left for pupil in people.roll.values())
    scopes = Counter(people.do_not_publish.values())
    parts = ", ".join(f"{scopes[scope]} {scope}" for scope in ("image", "name", "both") if scopes[scope])
    lines = [
        f"pupils          {len(people.roll)}" + (f", {left} of them leavers" if left else ""),
        f"staff           {len(people.staff)}",
        f"do not publish  {len(people.do_not_publish)}" + (f" ({parts})" if parts else ""),
        f"consents        {len(people.consents)}",
        f"allowed names   {len(settings.allow.names)}",
    ]
    if shared := _sharing(people):
        lines.append(f"sharing a name  {shared}")
    return "".join(f"{line}\n" for line in lines)


def _sharing(people: SchoolPeople) -> int:
    """Return how many people have a full name that another one has too."""
    names = Counter((one.first_name.casefold(), one.last_name.casefold()) for one in people.roll.values())
    names.update((one.first_name.casefold(), one.last_name.casefold()) for one in people.staff.values())
    return sum(count for count in names.values() if count > 1)


def _write(settings: Settings, args: argparse.Namespace) -> Result:
    from linter.people import keyed

    path = Path(args.output).absolute() if args.output else settings.resolve(settings.people.index or DEFAULT)
    salt = keyed.salt_of(path) if path.is_file() and not args.new_salt else None
    text = _made(settings, salt)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(text.encode("ascii"))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SettingsError(Fault(shown(path), f"cannot be written: {error.strerror or error}")) from error
    said = f'note: to use it, write index = "{path.name}" below [people]' if not settings.people.index else ""
    return Result(f"{shown(path)}: {text.count(chr(10)) - 3} entries\n", said)


def _check(settings: Settings) -> Result:
    from linter.people import keyed

    if not settings.people.index:
        raise SettingsError(Fault(_source(settings), "names no index", 'index = "people.index"', "people.index"))
    path = settings.resolve(settings.people.index)
    salt = keyed.salt_of(path)
    fresh = _made(settings, salt)
    old, new = (set(text.splitlines()) for text in (path.read_text("ascii"), fresh))
    if old == new:
        return Result(f"{shown(path)}: is what the lists say\n")
    if f"check {fresh.splitlines()[2].removeprefix('check ')}" not in old:
        raise SettingsError(Fault(shown(path), "was written with another key", "use that key, or write it anew"))
    what = f"{len(new - old)} entries are missing and {len(old - new)} are out of date"
    return Result(f"{shown(path)}: is stale: {what}; write it anew: postlint people index\n", code=1)


def _made(settings: Settings, salt: bytes | None) -> str:
    """Return the text of the index of the lists on this machine."""
    from linter.evidence.roll.building import listed
    from linter.people import keyed
    from linter.people.keys import MAKE, key_of
    from linter.value import replace

    lists = replace(settings, people=replace(settings.people, index=""))
    faults = lists.missing_lists()
    if not any(getattr(lists.people, key) for key in INDEXED):
        faults.append(Fault(_source(settings), "names no list of people", 'such as roll = "roll.csv"', "people"))
    if faults:
        raise SettingsError(faults)
    key = key_of(settings.people, os.environ)
    if key is None:
        raise SettingsError(Fault(settings.people.key_env or "people.key_env", "holds no key", MAKE))
    people = SchoolPeople(lists)
    people.read()
    return keyed.write(listed(people), key, salt)


def _source(settings: Settings) -> str:
    return shown(Path(settings.source)) if settings.source else "settings"
