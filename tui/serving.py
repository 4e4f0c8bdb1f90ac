"""`postlint review --serve`: the review app in a browser, for this machine alone unless somebody says otherwise."""

from __future__ import annotations

import ipaddress
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from linter.errors import Fault, PostlintError

_ELSEWHERE = re.compile(r"<link\b[^>]*https?://[^>]*>")
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
    from textual_serve.server import Server

    if not 0 < port < 65536:
        raise PostlintError(Fault("--port", f"{port} is no port", "between 1 and 65535"))
    command = shlex.join([sys.executable, "-m", "linter", *words])
    say(f"The review app is at http://{host}:{port} – stop it with Ctrl+C.")
    if not _is_here(host):
        say("warning: whoever can reach this address can read and change the drafts: nobody is asked for a password")
    try:
        with tempfile.TemporaryDirectory(prefix="postlint-") as pages:
            _take_pages(Path(textual_serve.__file__).parent / "templates", Path(pages))
            Server(command, host=host, port=port, title="postlint", templates_path=pages).serve()
    except OSError as error:
        cure = "choose another with --port"
        raise PostlintError(Fault(f"{host}:{port}", f"cannot be listened at: {error.strerror}", cure)) from error
    return 0


def _take_pages(source: Path, target: Path) -> None:
    """Copy the pages without what they would fetch from elsewhere, a font: nothing of ours asks the network."""
    for page in source.glob("*.html"):
        text = _ELSEWHERE.sub("", page.read_text("utf-8"))
        (target / page.name).write_text(text.replace("</body>", _FOCUS, 1), "utf-8")


def _is_here(host: str) -> bool:
    """Say whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
