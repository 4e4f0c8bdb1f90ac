"""Add a waiver to `waivers.toml`; what stands there keeps its order, its comments and its line ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from linter import waivers
from linter.editing.saving import save
from linter.errors import Fault, RefusedError, SettingsError, did_you_mean, shown
from linter.settings import WAIVERS, Settings
from linter.waivers import Waiver

if TYPE_CHECKING:
    from linter.packs import Packs

_HEAD = """\
# Exceptions that somebody has signed for: each names a rule, a draft, a reason, who signed, and the last day on which
# it holds. `postlint fix --unused-exceptions` takes out those that have ended or let nothing pass.
"""


def add(settings: Settings, packs: Packs, waiver: Waiver, today: date) -> Path:
    """Add a waiver to the file that the settings name, or to the usual one, and return its path.

    Raise RefusedError if no such waiver may be given, SettingsError if the file cannot be read or written.
    """
    path = settings.resolve(settings.waivers or WAIVERS)
    before = path.read_bytes() if path.is_file() else None
    try:
        text = before.decode("utf-8") if before is not None else ""
    except UnicodeDecodeError as error:
        raise SettingsError(Fault(shown(path), "is not UTF-8 text", "save it as UTF-8")) from error
    after = with_waiver(text, shown(path), waiver, packs, today, settings.waiver_days)
    if before is not None:
        waivers.load(path, settings.root, today, settings.waiver_days)  # into what is broken nothing is added
    save(path, after.encode("utf-8"), before=before)
    return path


def with_waiver(text: str, path: str, waiver: Waiver, packs: Packs, today: date, most_days: int) -> str:
    """Return the text of a file of waivers with one more. Raise RefusedError if it may not be given."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    rule = _checked(path, waiver, packs, today, most_days)
    try:
        document = tomlkit.parse(text.replace("\r\n", "\n"))
    except TOMLKitError as error:
        raise SettingsError(Fault(path, f"is not TOML: {error}", "mend it first")) from error
    listed = document.get("waivers", [])
    entry = {
        "rule": rule,
        "draft": waiver.draft,
        "fingerprint": waiver.fingerprint,
        "reason": " ".join(waiver.reason.split()),
        "approved_by": waiver.approved_by,
        "until": waiver.until,
    }
    if not waiver.fingerprint:
        del entry["fingerprint"]
    if any(dict(one) == entry for one in listed):
        raise RefusedError(Fault(path, "holds this very waiver already", "nothing needs to be done", waiver.rule))
    addition = tomlkit.document()
    tables = tomlkit.aot()
    tables.append(tomlkit.item(entry))
    addition.append("waivers", tables)
    eol = "\r\n" if "\r\n" in text else "\n"
    start = text or _HEAD.replace("\n", eol)
    gap = "" if start.endswith(eol * 2) else eol if start.endswith(eol) else eol * 2
    after = start + gap + tomlkit.dumps(addition).rstrip("\n").replace("\n", eol) + eol
    known = tomlkit.parse(after.replace("\r\n", "\n")).unwrap().get("waivers")
    if known != [*(dict(one) for one in document.unwrap().get("waivers", [])), entry]:
        what = "cannot be added to: its waivers are not written as [[waivers]]"
        raise SettingsError(Fault(path, what, "write each under a line [[waivers]]"))
    return after


def _checked(path: str, waiver: Waiver, packs: Packs, today: date, most_days: int) -> str:
    """Return the name of the rule. Raise RefusedError naming all that speaks against the waiver."""
    faults: list[Fault] = []
    name = packs.resolve(waiver.rule)
    if name is None:
        faults.append(Fault(path, "is no rule", did_you_mean(waiver.rule, packs.rules), waiver.rule))
    elif not packs.rules[name].silenceable:
        faults.append(Fault(path, "can never be let pass", "put the post right instead", name))
    if waiver.until < today:
        faults.append(Fault(path, f"is {waiver.until.isoformat()}, which is over", "choose a day to come", "until"))
    faults += [Fault(path, what, hint, key) for key, what, hint in waivers.complaints(waiver, today, most_days)]
    if name is None or faults:
        raise RefusedError(faults)
    return name
