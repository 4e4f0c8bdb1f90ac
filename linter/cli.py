"""The command line: the only module that prints, catches everything and decides the exit code.

Exit: 0 nothing at or above `fail_on` · 1 findings at or above it · 2 something could not be done · 130 interrupted.
Reports go to stdout, everything else to stderr. A crash is never 0 or 1.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from linter.progress import Progress

# Command → what it is for. Its module, `linter.commands.<name>`, is imported when it is asked for.
COMMANDS = {
    "check": "judge drafts under the school's policy",
    "review": "vet drafts on the screen: understand each finding, put it right, decide",
    "explain": "say what a rule asks, why, and what to do",
    "rules": "list the rules and how severe they are here",
    "clauses": "list a policy's clauses and the rules that serve each",
    "config": "show the effective settings and where each came from",
    "init": "set up a school: the settings file, and on asking the hook and a first draft",
    "cache": "show or empty what earlier runs have left",
    "completion": "print what makes a shell complete postlint's words",
    "schema": "print the JSON Schema of a file: editors check and complete by it",
    "baseline": "keep the list of what was found before postlint came",
    "people": "count the people of the lists, and write the keyed index that stands in for them",
    "withdraw": "note pictures and texts that must not be published again",
    "fix": "put right what a machine can put right",
    "sheet": "judge a sheet of posts, and write a copy that says beside each what was found",
    "serve": "answer scheduling tools: may this post go out?",
    "approve": "say yes to posts, in exactly these words and pictures",
    "approvals": "list and verify who approved what; send back, withdraw",
    "recheck": "judge what is scheduled once more, after rules or lists have changed",
    "consents": "say which scheduled posts rest on consents that end, and who objects",
    "stats": "count what is found most, by account and over time",
    "reference": "write the reference of all rules",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Return its exit code."""
    from linter.errors import PostlintError

    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        code = _run(words)
        sys.stdout.flush()
    except PostlintError as error:
        for fault in error.faults:
            _say(f"error: {fault}")
        return 2
    except KeyboardInterrupt:
        _say("interrupted")
        return 130
    except BrokenPipeError:
        # The reader went away (`| head`). What it did not read was not passed either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except SystemExit as exit_:  # argparse: 0 after --help, 2 after a usage error
        return exit_.code if isinstance(exit_.code, int) else 2
    except Exception as error:  # a crash must never look like a clean run
        if os.environ.get("POSTLINT_DEBUG"):
            raise
        # The message of an unexpected error may quote a draft, so only its type is shown.
        _say(
            f"error: postlint failed unexpectedly ({type(error).__name__}); nothing was passed. "
            "Set POSTLINT_DEBUG=1 to see where."
        )
        return 2
    return code


def _run(words: list[str]) -> int:
    from importlib import import_module

    if "check" in words and "--no-cache" not in words:
        from linter import replay

        known = replay.recall(words)
        if known is not None:
            sys.stdout.write(known[0])
            return known[1]

    name = next((word for word in words if not word.startswith("-")), None)
    parser = _parser([name] if name in COMMANDS else [])
    arguments = parser.parse_args(words)
    if arguments.command is None:
        parser.print_help(sys.stderr)
        return 2
    arguments.words = tuple(words)
    arguments.asker = _Keyboard() if sys.stdin and sys.stdin.isatty() else None
    arguments.whole_parser = lambda: _parser(COMMANDS)
    arguments.wire = _Pipes()
    arguments.progress = _progress() if sys.stderr and sys.stderr.isatty() else None
    result = import_module(f"linter.commands.{arguments.command}").run(arguments)
    if result.err:
        _say(result.err.rstrip("\n"))
    sys.stdout.write(result.out)
    return int(result.code)


def _parser(wanted: Collection[str]) -> argparse.ArgumentParser:
    """Build the parser; only the wanted commands' own arguments are added, the others would cost their imports."""
    import argparse
    from importlib import import_module

    from linter import __version__

    parser = argparse.ArgumentParser(
        prog="postlint", description="A linter for the social-media posts of schools, run before they are published."
    )
    parser.add_argument("--version", action="version", version=f"postlint {__version__}")
    # With `prog` given it need not format a usage line, for which it would import more than all the rest of it.
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="postlint")
    for name, purpose in COMMANDS.items():
        if len(wanted) == 1 and name not in wanted:
            continue
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if name in wanted:
            command.add_argument("--settings", metavar="FILE", help="the settings file (default: the nearest upward)")
            command.add_argument("--policy", metavar="PROFILE", help="judge under this profile instead")
            import_module(f"linter.commands.{name}").add_arguments(command)
    return parser


class _Keyboard:
    """Somebody at a terminal, who is asked on stderr. Who ends the input has interrupted."""

    def ask(self, prompt: str) -> str:
        """Return what is typed after a prompt."""
        print(prompt, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        return line.rstrip("\r\n")

    def tell(self, text: str) -> None:
        """Say something that needs no answer."""
        _say(text)


class _Pipes:
    """A program on the other side of standard input and output."""

    def readline(self, most: int) -> bytes:
        """Return the bytes up to the end of a line, at most so many."""
        return sys.stdin.buffer.readline(most)

    def answer(self, text: str) -> None:
        """Send a line, at once."""
        print(text, flush=True)

    def say(self, text: str) -> None:
        """Say something to the person who started the program."""
        _say(text)


def _progress() -> Progress:
    """Return a bar on stderr."""
    import time

    from linter.progress import Progress

    def show(text: str) -> None:
        print(text, end="", file=sys.stderr, flush=True)

    return Progress(show, time.monotonic)


def _speak_utf8() -> None:
    """Write UTF-8 and plain line ends whatever the system: no report fails on an emoji, `--output` writes the same."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
