"""`postlint review --serve`: the review app in a browser, for this machine alone unless somebody says otherwise."""

from __future__ import annotations

import ipaddress
import shlex
import sys
from collections.abc import Callable, Sequence

from linter.errors import Fault, PostlintError


def run(host: str, port: int, words: Sequence[str], say: Callable[[str], None]) -> int:
    """Serve the app until somebody stops it. Raise PostlintError for an address that cannot be used."""
    from textual_serve.server import Server

    if not 0 < port < 65536:
        raise PostlintError(Fault("--port", f"{port} is no port", "between 1 and 65535"))
    command = shlex.join([sys.executable, "-m", "linter", *words])
    server = Server(command, host=host, port=port, title="postlint")
    say(f"The review app is at http://{host}:{port} – stop it with Ctrl+C.")
    if not _is_here(host):
        say("warning: whoever can reach this address can read and change the drafts: nobody is asked for a password")
    try:
        server.serve()
    except OSError as error:
        cure = "choose another with --port"
        raise PostlintError(Fault(f"{host}:{port}", f"cannot be listened at: {error.strerror}", cure)) from error
    return 0


def _is_here(host: str) -> bool:
    """Say whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
