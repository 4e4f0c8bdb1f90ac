"""`postlint completion SHELL`: print the script that makes a shell complete commands, options, rules and profiles.

The script is made from the parsers of all commands and holds every word, so that completing starts no Python.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from linter import packs as pack_files
from linter.commands import Result
from linter.packs import Packs

# Shell → how to keep the script. Each line is a command of that shell, or a comment of it.
SHELLS = {
    "bash": (
        "mkdir -p ~/.local/share/bash-completion/completions",
        "postlint completion bash > ~/.local/share/bash-completion/completions/postlint",
        "Without the package bash-completion, write this into ~/.bashrc instead:",
        'eval "$(postlint completion bash)"',
    ),
    "zsh": (
        "mkdir -p ~/.zfunc && postlint completion zsh > ~/.zfunc/_postlint",
        "and in ~/.zshrc, above the line with compinit:",
        "fpath+=(~/.zfunc)",
    ),
    "fish": (
        "mkdir -p ~/.config/fish/completions",
        "postlint completion fish > ~/.config/fish/completions/postlint.fish",
    ),
    "powershell": (
        "Write this into the file that $PROFILE names:",
        "postlint completion powershell | Out-String | Invoke-Expression",
    ),
}
_FILES = frozenset({"FILE", "PATH", "NAME.md"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `completion`."""
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=f"one of {', '.join(SHELLS)}")


def run(args: argparse.Namespace) -> Result:
    """Return the script of a shell."""
    parser: argparse.ArgumentParser = args.whole_parser()
    return Result(script(parser, args.shell, pack_files.load()))


def script(parser: argparse.ArgumentParser, shell: str, packs: Packs) -> str:
    """Return the script for a parser and the parsers of its commands."""
    import shtab

    for action in _actions(parser):
        _teach(action, packs)
    made = shtab.complete(parser, shell)
    # How to keep it is said in our words; a first line that begins with #compdef or so is the shell's own.
    lines = made.split("\n")
    kept = [line for number, line in enumerate(lines) if not _is_talk(line) or number > _head(lines)]
    at = 1 if kept and kept[0].startswith("#compdef") else 0
    told = ["# Completion of postlint's words. To keep it:", *(f"#   {line}" for line in SHELLS[shell])]
    return "\n".join([*kept[:at], *told, *kept[at:]]).rstrip("\n") + "\n"


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield what the parser and those of its commands take."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)


def _teach(action: argparse.Action, packs: Packs) -> None:
    """Say which words an argument takes, by what it is called. The parser is for completing only, it parses nothing."""
    import shtab

    if action.metavar == "RULE":
        action.choices = sorted(packs.rules)
    elif action.metavar == "PROFILE":
        action.choices = packs.names("profiles")
    elif action.metavar == "SHELL":
        action.choices = list(SHELLS)
    elif action.metavar == "FOLDER":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    elif action.metavar in _FILES:
        action.complete = shtab.FILE  # type: ignore[attr-defined]


def _head(lines: list[str]) -> int:
    """Return the last line of the comment at the beginning."""
    return next((number for number, line in enumerate(lines) if line and not line.startswith("#")), len(lines)) - 1


def _is_talk(line: str) -> bool:
    return not line or (line.startswith("#") and not line.startswith("#compdef"))
