"""`postlint review --serve`: the review app in a browser, for this machine alone unless somebody says otherwise.

Whoever reaches the address may read and change drafts, and a browser reaches it for any page that it shows. So a page
from elsewhere is refused (its `Origin`), and a name that somebody else makes point to this machine (`Host`).
"""

from __future__ import annotations

import copy
import ipaddress
import logging
import re
import shlex
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from linter.errors import Fault, PostlintError

if TYPE_CHECKING:
    from aiohttp import web
    from textual_serve.server import Server

_ELSEWHERE = re.compile(r"<link\b[^>]*https?://[^>]*>")
_OWN_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
# What textual-serve says, and what is said here.
_WORDS = {
    "Session ended.": "The review has ended. All that was decided is saved, all that was typed is kept.",
    ">Restart<": ">Begin again<",
    "</head>": '<link rel="icon" href="data:,"></head>',  # or the browser asks for one that is not there
}
# Keys go to the app as soon as it is there: without this, only after a click on it.
_FOCUS = """\
<script>
  new MutationObserver((_, watch) => {
    const keys = document.querySelector(".xterm-helper-textarea");
    if (keys && document.body.classList.contains("-first-byte")) {
      keys.focus();
      watch.disconnect();
    }
  }).observe(document.body, { attributes: true, childList: true, subtree: true });
</script>
</body>"""


def run(host: str, port: int, words: Sequence[str], say: Callable[[str], None]) -> int:
    """Serve the app until somebody stops it. Raise PostlintError for an address that cannot be used."""
    import textual_serve

    if not 0 < port < 65536:
        raise PostlintError(Fault("--port", f"{port} is no port", "between 1 and 65535"))
    command = shlex.join([sys.executable, "-m", "linter", *words])
    say(f"The review app is at http://{host}:{port} – stop it with Ctrl+C.")
    if not _is_here(host):
        say("warning: whoever can reach this address can read and change the drafts: nobody is asked for a password")
    try:
        with tempfile.TemporaryDirectory(prefix="postlint-") as pages:
            _take_pages(Path(textual_serve.__file__).parent / "templates", Path(pages))
            _server(command, host, port, pages).serve()
    except OSError as error:
        cure = "choose another with --port"
        raise PostlintError(Fault(f"{host}:{port}", f"cannot be listened at: {error.strerror}", cure)) from error
    return 0


def _server(command: str, host: str, port: int, pages: str) -> Server:
    """Return a server that answers nobody but pages of its own, and says nothing of who asked for what."""
    from aiohttp import web
    from textual_serve.server import Server

    only_here = _is_here(host)

    @web.middleware
    async def guard(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        name = re.sub(r":\d+$", "", request.host)
        if only_here and name not in _OWN_NAMES | {host}:
            raise web.HTTPForbidden(text="This address is not ours.")
        if request.headers.get("Origin", f"http://{request.host}") != f"http://{request.host}":
            raise web.HTTPForbidden(text="Another page asked for this.")
        return await handler(request)

    class Guarded(Server):
        async def _make_app(self) -> web.Application:
            app = await super()._make_app()
            app.middlewares.append(guard)
            return app

        async def on_startup(self, app: web.Application) -> None:
            """Say nothing: it was said where this is."""

        def initialize_logging(self) -> None:
            logging.basicConfig(level="WARNING")
            # A review that ends a moment after the server does is nothing to warn whoever stopped it of.
            logging.getLogger("asyncio").setLevel("ERROR")

        async def handle_index(self, request: web.Request) -> web.Response:
            # The page asks whom it came from, under whichever name that was.
            here = copy.copy(self)
            here.public_url = f"http://{request.host}"
            found: web.Response = await Server.handle_index(here, request)  # type: ignore[assignment]
            return found

    return Guarded(command, host=host, port=port, title="postlint", templates_path=pages)


def _take_pages(source: Path, target: Path) -> None:
    """Copy the pages without what they would fetch from elsewhere, a font: nothing of ours asks the network."""
    for page in source.glob("*.html"):
        text = _ELSEWHERE.sub("", page.read_text("utf-8"))
        for theirs, ours in _WORDS.items():
            text = text.replace(theirs, ours, 1)
        (target / page.name).write_text(text.replace("</body>", _FOCUS, 1), "utf-8")


def _is_here(host: str) -> bool:
    """Say whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
