"""`postlint review --serve` in a real browser: it draws, it answers keys, it ends clean, and it obeys no other page.

Needs Chromium (or Chrome) and `pip install -e '.[browser]'`; skipped, with the reason, where one of them is missing.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linter.errors import PostlintError
from tests.conftest import ROOT
from tests.tui.drafting import school, take
from tui import serving

pytest.importorskip("textual_serve", reason="textual-serve is missing: pip install -e '.[review]'")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), "")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
_MOST = 60.0  # seconds, on a machine that has much else to do
_CONTROL = re.compile(r"\x1b(?:\[[0-9;?<>=]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>()][A-B0-2]?)")
_ASKED = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Serve a school with one draft; give the server and its port."""
    school(tmp_path)
    take(tmp_path, "flagged/wifi-for-the-fair.md")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    told = {"PYTHONPATH": str(ROOT), "POSTLINT_STATE_DIR": str(tmp_path / "state")}
    command = [sys.executable, "-m", "linter", "review", "--serve", "--port", str(port), "drafts"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=os.environ | told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        end = time.monotonic() + _MOST
        while not _listens(port):
            assert server.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)  # between two looks: the server needs the time to start
        yield server, port
        server.kill()


def _listens(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


class Seen:
    """What the app has sent to the browser, as one text without colours."""

    def __init__(self, page: Any) -> None:
        self._page, self._text, self.is_closed = page, "", False
        page.on("websocket", self._opened)

    def _opened(self, wire: Any) -> None:
        wire.on("framereceived", self._take)
        wire.on("close", lambda _: setattr(self, "is_closed", True))

    def _take(self, data: str | bytes) -> None:
        self._text += _CONTROL.sub(" ", data.decode("utf-8", "replace") if isinstance(data, bytes) else "")

    def wait_for(self, words: str) -> None:
        """Wait until these words were drawn, and forget what was drawn before."""
        end = time.monotonic() + _MOST
        while words not in self._text:
            assert time.monotonic() < end, f"'{words}' did not come up:\n{self._text[-3000:]}"
            self._page.evaluate("new Promise(requestAnimationFrame)")  # lets its events come in
        self._text = ""


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="Chromium is not installed; CHROMIUM=/path/to/it may say where it is")
def test_a_browser_draws_it_answers_keys_and_ends_it(served: tuple[subprocess.Popen[str], int]) -> None:
    reason = "playwright is missing: pip install -e '.[browser]'"
    sync_api = pytest.importorskip("playwright.sync_api", reason=reason)
    server, port = served
    wrong: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, headless=True, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda request: wrong.append(request.url))
        page.on("request", lambda one: None if f"localhost:{port}/" in one.url else wrong.append(one.url))
        seen = Seen(page)
        page.goto(f"http://localhost:{port}/")
        seen.wait_for("blocked")
        assert page.evaluate("document.activeElement.className") == "xterm-helper-textarea"
        page.keyboard.press("Enter")
        seen.wait_for("MUST BE PUT RIGHT")
        page.keyboard.press("y")
        seen.wait_for("Why do you think so?")
        page.keyboard.press("Escape")
        seen.wait_for("Declare")  # an escape with another key right after it is one key
        page.keyboard.press("q")
        seen.wait_for("Outcome")
        page.keyboard.press("q")
        page.wait_for_selector("body.-closed")
        assert "The review has ended." in page.locator(".closed-dialog").inner_text()
        end = time.monotonic() + _MOST
        while not seen.is_closed:  # the browser shows it, and tells of it, in whatever order
            assert time.monotonic() < end
            page.wait_for_timeout(50)
        browser.close()
    assert wrong == []
    server.send_signal(signal.SIGINT)
    said = server.communicate(timeout=_MOST)[0]
    assert server.returncode == 0
    assert said.splitlines() == [f"The review app is at http://127.0.0.1:{port} – stop it with Ctrl+C."]


@pytest.mark.slow
def test_no_other_page_and_no_other_name_is_answered(served: tuple[subprocess.Popen[str], int]) -> None:
    _, port = served

    def answered(path: str, host: str, origin: str = "") -> int:
        wire = http.client.HTTPConnection("127.0.0.1", port, timeout=_MOST)
        headers = {"Host": host} | ({"Origin": origin, **_ASKED} if origin else {})
        wire.request("GET", path, headers=headers | {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="})
        status = wire.getresponse().status
        wire.close()
        return status

    assert answered("/", f"127.0.0.1:{port}") == 200
    assert answered("/", f"localhost:{port}") == 200
    assert answered("/", "rebound.example") == 403
    assert answered("/", f"rebound.example:{port}") == 403
    assert answered("/ws", f"127.0.0.1:{port}", "http://elsewhere.example") == 403
    assert answered("/ws", f"127.0.0.1:{port}", "null") == 403
    assert answered("/ws", f"127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}") == 403
    assert answered("/ws", f"127.0.0.1:{port}", f"http://127.0.0.1:{port}") == 101


@pytest.mark.parametrize(
    ("host", "port", "words"), [("127.0.0.1", 0, "is no port"), ("127.0.0.1", 70000, "is no port")]
)
def test_an_address_that_cannot_be_says_so(host: str, port: int, words: str) -> None:
    with pytest.raises(PostlintError, match=words):
        serving.run(host, port, (), lambda _: None)


@pytest.mark.parametrize(
    ("host", "is_here"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("192.0.2.7", False)],
)
def test_only_addresses_of_this_machine_are_private(host: str, is_here: bool) -> None:
    assert serving._is_here(host) is is_here
