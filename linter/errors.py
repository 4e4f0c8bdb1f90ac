"""What the user can act on: one fault, one line, naming the file, the key and the cure.

PostlintError            one or more faults; the command line turns it into exit code 2
├── SettingsError        postlint.toml, a profile, a list that the settings name
├── RuleError            a rule, a lexicon or a pack
├── GitError             what git cannot tell, or not about this folder
├── RefusedError         a decision about a post that the policy, or the settings, do not allow
└── DraftError           a draft that cannot be read
    └── NoDraftError     a file that could hold drafts, and clearly does not
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from linter.value import frozen


@frozen
class Fault:
    """One thing that is wrong in one file.

    `path` is as the user gave it, `key` a dotted path inside the file (or ""), `line` 1-based or None.
    """

    path: str
    what: str
    hint: str = ""
    key: str = ""
    line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        head = f"{place}: {self.key}: " if self.key else f"{place}: "
        line = f"{head}{self.what}{f' ({self.hint})' if self.hint else ''}"
        # One fault is one line whatever a path or a key holds: CI servers read commands from the starts of lines.
        return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in line)


class PostlintError(Exception):
    """Something could not be done; `faults` says what, one entry a fault."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class SettingsError(PostlintError):
    """The settings, a profile, or a file that the settings name cannot be used."""


class RuleError(PostlintError):
    """A rule, a lexicon or a pack cannot be used."""


class GitError(PostlintError):
    """Git cannot be asked, or does not know what was asked for."""


class RefusedError(PostlintError):
    """Somebody decided about a post what they may not decide."""


class DraftError(PostlintError):
    """A draft cannot be read."""


class NoDraftError(DraftError):
    """A file could hold drafts by its name, and clearly does not: a fault if it was named, else none."""


def shown(path: Path) -> str:
    """Return a path as the user would write it: relative to the current folder if it stands below it."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?" for the nearest known word, or the list of a few, or ""."""
    import difflib  # only who makes a mistake waits for it

    names = sorted(set(known))
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6) or difflib.get_close_matches(
        word.lower().replace("_", "-"), names, n=1, cutoff=0.6
    )
    if near:
        return f"did you mean '{near[0]}'?"
    return f"one of: {', '.join(names)}" if 0 < len(names) <= 12 else ""
