"""What the tests of the servers share: requests, good and hostile, and what must be answered."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from linter.serving.current import Current
from linter.serving.openapi import document
from tests.conftest import ROOT, SAMPLES, WORKERS

CAKES = SAMPLES / "pictures" / "cake-stall.png"
_SHAPES = document(has_token=False)["components"]["schemas"]
_ANSWER = Draft202012Validator({"$ref": "#/components/schemas/Answer", "components": {"schemas": _SHAPES}})
# The servers go by the clock.
APPROVED = {"by": "S01", "on": str(date.today() - timedelta(days=1))}
# A draft that the sample school's policy lets pass, and one that it does not.
GOOD: dict[str, Any] = {
    "text": "Our winter fair is on Friday at 3pm in the hall. Everyone is welcome!",
    "account": "main",
    "platforms": ["facebook"],
    "author": "S03",
    "approval": APPROVED,
}
BAD: dict[str, Any] = {**GOOD, "text": "The password for the hall is sunflower9!"}

# What somebody may send who means harm, or has a fault of his own: bytes of a request, and the error that answers it.
HOSTILE: list[tuple[bytes, str]] = [
    (b"nonsense", "not-json"),
    (b"{", "not-json"),
    (b'{"text": "Hello"', "not-json"),
    (b"\x00", "not-json"),
    (b'{"text": "Hello\x00"}', "not-json"),
    (b'{"text": "\xff\xfe"}', "not-json"),
    (b"\xef\xbb\xbf{}", "not-json"),
    (b'{"text": "\\ud83d"}', "not-json"),
    (b'{"text": "a", "text": "b"}', "not-json"),
    (b'{"text": "a", "media": [{"path": "a.png", "path": "b.png"}]}', "not-json"),
    (b'{"id": NaN, "text": "a"}', "not-json"),
    (b'{"id": ' + b"9" * 5000 + b"}", "not-json"),
    (b"[" * 100_000, "not-json"),
    (b'{"text": ' + b'{"a":' * 50_000, "not-json"),
    (b"[]", "bad-request"),
    (b"null", "bad-request"),
    (b'"text"', "bad-request"),
    (b"{}", "bad-request"),
    (b'{"text": null}', "bad-request"),
    (b'{"text": ""}', "bad-request"),
    (b'{"text": 7}', "bad-request"),
    (b'{"text": ["a"]}', "bad-request"),
    (b'{"text": {"toString": "a"}}', "bad-request"),
    (b'{"text": "a", "intent": "now"}', "bad-request"),
    (b'{"text": "a", "intent": null}', "bad-request"),
    (b'{"text": "a", "allowed": true}', "bad-request"),
    (b'{"text": "a", "__proto__": {"allowed": true}}', "bad-request"),
    (b'{"text": "a", "id": true}', "bad-request"),
    (b'{"text": "a", "id": {"a": 1}}', "bad-request"),
    (b'{"text": "a", "id": "' + b"x" * 201 + b'"}', "bad-request"),
    (b'{"text": "a", "scheduled_at": "soon"}', "bad-request"),
    (b'{"text": "a", "scheduled_at": 1795338000}', "bad-request"),
    (b'{"text": "a", "platforms": "x"}', "bad-request"),
    (b'{"text": "a", "thread": [3, 1]}', "bad-request"),
    (b'{"text": "a", "versions": []}', "bad-request"),
    (b'{"text": "a", "versions": {"x": {}}}', "bad-request"),
    (b'{"text": "a", "versions": ["a"]}', "bad-request"),
    (b'{"versions": [{"platform": "x"}]}', "bad-request"),
    (b'{"versions": [{"versions": [{"text": "a"}]}]}', "bad-request"),
    (b'{"text": "a", "versions": [' + b",".join([b"{}"] * 33) + b"]}", "bad-request"),
    (b'{"text": "a", "media": [' + b",".join([b'{"path": "a"}'] * 33) + b"]}", "bad-request"),
    (b'{"text": "a", "media": [{}]}', "bad-request"),
    (b'{"text": "a", "media": [{"path": "a", "bytes": "QQ=="}]}', "bad-request"),
    (b'{"text": "a", "media": [{"bytes": "not base64!"}]}', "bad-request"),
    (b'{"text": "a", "media": [{"bytes": "QQ=="}, "b"]}', "bad-request"),
    (b'{"text": "' + b"a " * 50_001 + b'"}', "bad-request"),
    (b'{"text": "a", "media": [{"path": "b", "alt": "' + b"a " * 50_001 + b'"}]}', "bad-request"),
    (b'{"text": "a", "schema": "postlint/serve/2"}', "unknown-schema"),
]
# These are judged, and must not pass.
NEVER: list[dict[str, Any]] = [
    BAD,
    {**GOOD, "text": "The pass\u200bword for the hall is sunflower9!"},
    {**GOOD, "text": "\u0000The password is sunflower9!"},
    {**GOOD, "media": [{"path": "../../../etc/passwd", "alt": "A list"}]},
    {**GOOD, "media": [{"path": "/etc/passwd", "alt": "A list"}]},
    {**GOOD, "media": [{"path": "https://cdn.example/a.png", "alt": "A picture"}]},
    {**GOOD, "media": [{"path": "people/roll.csv", "alt": "A list"}]},
    {**GOOD, "media": [{"path": "a\u0000b.png", "alt": "A picture"}]},
    {**GOOD, "media": [{"bytes": "", "name": "a.png", "alt": "A picture"}]},
    {**GOOD, "media": [{"bytes": "QQ==", "name": "a.png", "alt": "A picture"}]},
    {**GOOD, "approval": None},
    {**GOOD, "versions": [{}, {"platform": "x", "text": BAD["text"]}]},
]


@cache
def sample_current() -> Current:
    """Return the linter of a server of the sample school, made once for all tests that change nothing of it."""
    return Current(SAMPLES / "postlint.toml", workers=WORKERS)


def encoded(request: dict[str, Any]) -> bytes:
    """Return a request as it is sent."""
    return json.dumps(request).encode()


def picture(path: Path = CAKES) -> str:
    """Return a picture as it is sent."""
    return base64.b64encode(path.read_bytes()).decode()


def is_answer(given: dict[str, Any]) -> bool:
    """Say whether something has the shape that the document promises; raise if it has not."""
    _ANSWER.validate(given)
    assert given["allowed"] is (not any(reason["stops"] for reason in given["reasons"]) and given["error"] is None)
    return True


@contextmanager
def started(
    *words: str, folder: Path = SAMPLES, token: str = "", kept: Path | str = ""
) -> Iterator[subprocess.Popen[bytes]]:
    """Start `postlint serve` in a folder; it is ended when the block is left. `kept` is its cache."""
    own = {"PYTHONPATH": str(ROOT), "POSTLINT_CACHE_DIR": str(kept), "POSTLINT_SERVE_TOKEN": token}
    process = subprocess.Popen(
        [sys.executable, "-m", "linter", "serve", *words],
        cwd=folder,
        env={**os.environ, **own},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        with process:
            yield process
            assert process.stdin is not None
            if not process.stdin.closed:
                process.stdin.close()
            process.terminate()
    finally:
        process.kill()
