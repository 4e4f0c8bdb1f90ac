"""The first settings of a school, for programs with screens: answers in, the text of `postlint.toml` out, and a trial.

known = first_settings.known(folder)
made = first_settings.made({"school": "…", "accounts": "@OurSchool:official:facebook"}, known)   # SettingsError
first_settings.trial(made, "The wifi password is …")     # what the policy would say of a post
first_settings.write(made)
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from linter import packs as pack_files
from linter import readers
from linter import settings as settings_file
from linter.commands import answers
from linter.commands.answers import Answers, Known, NewAccount, known_of
from linter.commands.new_settings import draft_text, settings_text
from linter.commands.writing import write_all
from linter.engine import Linter
from linter.errors import Fault, SettingsError
from linter.report import PostReport
from linter.routes import Compiled
from linter.settings import FILE, Settings
from linter.value import frozen, replace

__all__ = ["Known", "Made", "known", "made", "profiles", "sample", "trial", "write"]


@frozen
class Made:
    """Settings that can be read, and their text. Nothing is written yet."""

    path: Path
    text: str
    settings: Settings


def known(folder: Path, rules: Compiled | None = None) -> Known:
    """Read what answers are measured by, for settings in a folder; `rules` are our own if they are known already."""
    return known_of(pack_files.load((), rules.rules if rules else None), folder.absolute())


def profiles(about: Known) -> Mapping[str, str]:
    """Return the policies to choose from, with what each is."""
    return about.profiles


def made(filled: Mapping[str, str], about: Known, *, drafts: str = "drafts") -> Made:
    """Return the settings that answers make. Raise SettingsError with a fault for each answer that cannot be used.

    The keys are those of `Answers`; several values stand with commas between them, `accounts` one a line as
    "@handle:official:facebook,x". A fault's path is the key of the answer.
    """
    faults: list[Fault] = []

    def take(key: str, how: Callable[[str, Known], str]) -> str:
        text = filled.get(key, "").strip()
        try:
            return how(text, about) if text else ""
        except ValueError as error:
            faults.append(Fault(key, str(error)))
            return ""

    given = Answers(
        school=take("school", answers.words),
        aliases=answers.several(filled.get("aliases", ""), about),
        town=take("town", answers.words),
        domain=take("domain", answers.domain),
        email=take("email", answers.email),
        phone=take("phone", answers.words),
        accounts=_accounts(filled.get("accounts", "").splitlines(), about, faults),
        policy=take("policy", answers.policy),
        staff=_list("staff", filled, about, faults),
        roll=_list("roll", filled, about, faults),
    )
    if Path(drafts).is_absolute() or ".." in Path(drafts).parts:
        faults.append(Fault("drafts", "is no folder below this one"))
    if faults:
        raise SettingsError(faults)
    text = settings_text(given, about.profiles, drafts="**" if drafts in ("", ".") else drafts)
    target = about.folder / FILE
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / FILE
        path.write_text(text, encoding="utf-8", newline="\n")
        settings = replace(settings_file.load(path), root=about.folder, source=str(target))
    return Made(target, text, settings)


def _accounts(lines: Sequence[str], about: Known, faults: list[Fault]) -> tuple[NewAccount, ...]:
    found: dict[str, NewAccount] = {}
    for line in filter(None, map(str.strip, lines)):
        try:
            one = answers.account(line, about)
        except ValueError as error:
            faults.append(Fault("accounts", f"{error} ({line})"))
            continue
        found.setdefault(settings_file.fold_handle(one.handle), one)
    return tuple(found.values())


def _list(key: str, filled: Mapping[str, str], about: Known, faults: list[Fault]) -> str:
    """Return the path of a list of people, which must be there: its rules would pass everybody."""
    text = answers.words(filled.get(key, ""), about)
    if text and not (about.folder / text).is_file():
        faults.append(Fault(key, f"is '{text}', and there is no such file"))
    return text


def sample(new: Made) -> str:
    """Return a first draft to try the settings on: with a slip in it, so that there is something to see."""
    slip = " The wifi password in the hall is Lantern2026! #winterfairatschool"
    return draft_text(new.settings, as_yaml=False).rstrip("\n") + slip + "\n"


def trial(new: Made, text: str, rules: Compiled | None = None) -> PostReport:
    """Return what the settings make of a draft; `rules` are our own if they are known already.

    Raise PostlintError if the draft, or a list of people, cannot be read.
    """
    draft = readers.read("first.md", text.encode("utf-8", "surrogatepass"))
    return Linter(new.settings, compiled=rules).check_draft(draft, new.path.parent)[0]


def write(new: Made) -> None:
    """Write the settings. Raise SettingsError, and then nothing is written; one that is there is never replaced."""
    if new.path.exists():
        raise SettingsError(Fault(str(new.path), "is there already", "change it in an editor"))
    write_all({new.path: new.text})
