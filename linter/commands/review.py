"""`postlint review [PATH…]`: the review app, for people who vet drafts before they go out."""

from __future__ import annotations

import argparse
import os
from importlib import import_module
from importlib.util import find_spec

from linter.commands import Result
from linter.errors import Fault, PostlintError

PORT = 8421
_CURE = "pip install 'postlint[review]'"
_NEEDED = ("textual", "watchfiles")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `review`."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="drafts and folders (default: here)")
    doors = parser.add_mutually_exclusive_group()
    doors.add_argument(
        "--plain", action="store_true", help="line by line, for screen readers and where no screen can be drawn"
    )
    doors.add_argument("--serve", action="store_true", help="in a browser of this machine (needs postlint[review])")
    serve = parser.add_argument_group("with --serve")
    serve.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at; whoever reaches it can read and change drafts"
    )
    serve.add_argument("--port", type=int, default=PORT, help=f"the port (default: {PORT})")


def run(args: argparse.Namespace) -> Result:
    """Run the app until somebody leaves. Raise PostlintError if what it needs is not installed."""
    # The review app is a client of this library, which must not depend on it: it is looked for when it is asked for.
    if find_spec("tui") is None:
        raise PostlintError(Fault("postlint review", "the review app is not installed", _CURE))
    if args.plain:
        session = _session(args, beside=False)
        return Result(code=import_module("tui.plain").run(session, args.wire))
    missing = [name for name in (*_NEEDED, *(["textual_serve"] if args.serve else [])) if find_spec(name) is None]
    if missing:
        what = f"the review app needs {', '.join(missing)}, which is not installed"
        raise PostlintError(Fault("postlint review", what, f"{_CURE}; or postlint review --plain"))
    if args.serve:
        return Result(code=import_module("tui.serving").run(args.host, args.port, _words(args), args.wire.say))
    if args.asker is None and "TEXTUAL_DRIVER" not in os.environ:  # which `--serve` sets for the app behind the page
        raise PostlintError(Fault("postlint review", "there is no terminal to draw on", "postlint review --plain"))
    return Result(code=import_module("tui.app").run(_session(args, beside=True)))


def _session(args: argparse.Namespace, *, beside: bool):  # type: ignore[no-untyped-def]  # its class is the app's
    make = import_module("tui.session").Session
    return make(args.paths, settings_file=args.settings, policy=args.policy, beside=beside)


def _words(args: argparse.Namespace) -> list[str]:
    """Return the command line of one app in the browser."""
    named = [f"--settings={args.settings}"] if args.settings else []
    named += [f"--policy={args.policy}"] if args.policy else []
    return ["review", *named, "--", *args.paths]
