"""`postlint serve --stdio | --http`: the gate for scheduling tools in other languages."""

from __future__ import annotations

import argparse
from pathlib import Path

from linter import settings as settings_file
from linter.commands import Result
from linter.serving.current import Current
from linter.serving.stdio import MOST_BYTES

PORT = 8417


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `serve`."""
    doors = parser.add_mutually_exclusive_group(required=True)
    doors.add_argument("--stdio", action="store_true", help="one JSON request a line in, one answer a line out")
    doors.add_argument(
        "--http", action="store_true", help="the same over HTTP, on this machine (needs postlint[serve])"
    )
    http = parser.add_argument_group("with --http")
    http.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at; any but this machine's needs a token"
    )
    http.add_argument("--port", type=int, default=PORT, help=f"the port (default: {PORT}; 0: any that is free)")
    http.add_argument("--token-file", metavar="FILE", help="a file with the token that requests must bring")
    http.add_argument("--timeout", type=float, default=30.0, metavar="SECONDS", help="for one request (default: 30)")
    limit = MOST_BYTES // 1024 // 1024
    parser.add_argument("--most-mb", type=int, default=limit, metavar="MB", help=f"for one request (default: {limit})")


def run(args: argparse.Namespace) -> Result:
    """Answer requests until the input ends, or somebody stops the server."""
    if args.most_mb < 1 or args.timeout <= 0:
        return Result(err="error: --most-mb and --timeout must be greater than 0", code=2)
    if not 0 <= args.port <= 65535:  # the system would take the rest of a division by 65536
        return Result(err="error: --port must be from 0 to 65535", code=2)
    path = Path(args.settings).absolute() if args.settings else settings_file.find(Path.cwd())
    most = args.most_mb * 1024 * 1024
    if args.stdio:
        from linter.serving import stdio

        current = Current(path, args.policy)
        _greet(args, path)
        stdio.serve(args.wire, current, most)
        return Result()
    from linter.serving import http

    options = http.Options(args.host, args.port, http.token_from(args.token_file), most, args.timeout)
    current = Current(path, args.policy)
    _greet(args, path)
    http.serve(options, current, args.wire.say)
    return Result()


def _greet(args: argparse.Namespace, path: Path | None) -> None:
    if path is None:
        args.wire.say("note: there is no postlint.toml here or above, so posts are judged under the default policy")
