"""The description of the HTTP server, which holds the shapes of requests and answers of both servers.

It is written by hand, in `openapi.json`: it is a promise. Tests hold it against what is read and answered.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("openapi.json")


def document(*, has_token: bool) -> dict[str, Any]:
    """Return the OpenAPI document of a server, which asks for a token or does not."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    if has_token:
        found["security"] = [{"token": []}]
    return found
