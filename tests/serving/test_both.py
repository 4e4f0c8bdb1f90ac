"""Both servers under load: a thousand requests at once, hostile ones among them, each answered right."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.serving.asking import BAD, GOOD, HOSTILE, NEVER, encoded, is_answer, started

COUNT = 1000
HEAD = (
    b"POST /v1/gate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n"
)


def _mixed() -> list[tuple[bytes, bool, str | None]]:
    """Return requests, each with whether it is allowed and the error that answers it."""
    hostile = [(data, code) for data, code in HOSTILE if len(data) < 10_000]
    made: list[tuple[bytes, bool, str | None]] = []
    for number in range(COUNT):
        kind = number % 4
        if kind == 0:
            data, code = hostile[number // 4 % len(hostile)]
            made.append((data, False, code))
        elif kind == 1:
            made.append((encoded({**NEVER[number // 4 % len(NEVER)], "id": number}), False, None))
        elif kind == 2:
            made.append((encoded({**BAD, "id": number}), False, None))
        else:
            made.append((encoded({**GOOD, "id": number}), True, None))
    return made


def _is_right(answer: dict[str, Any], number: int, allowed: bool, error: str | None) -> bool:
    is_answer(answer)
    own = answer["id"] == number or error is not None
    return own and answer["allowed"] is allowed and answer["error"] == error


@pytest.mark.slow
def test_a_thousand_lines_sent_at_once_are_answered_right_and_in_order(kept: Path) -> None:
    asked = _mixed()

    with started("--stdio", kept=kept) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        sent = b"".join(data + b"\n" for data, _, _ in asked)
        writer = threading.Thread(target=lambda: (process.stdin.write(sent), process.stdin.close()))  # type: ignore[union-attr]
        writer.start()
        answers = [json.loads(line) for line in process.stdout]
        writer.join()

    assert len(answers) == COUNT
    wrong = [
        n
        for n, ((_, allowed, code), got) in enumerate(zip(asked, answers, strict=True))
        if not _is_right(got, n, allowed, code)
    ]
    assert wrong == []


@pytest.mark.slow
def test_a_thousand_requests_at_once_are_answered_right(kept: Path) -> None:
    asked = _mixed()

    async def answer(port: int, data: bytes) -> dict[str, Any]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD % len(data) + data)
        answered = await reader.read()
        writer.close()
        return dict(json.loads(answered.partition(b"\r\n\r\n")[2]))

    async def ask(port: int) -> list[dict[str, Any]]:
        # All are open before the first is answered.
        return await asyncio.gather(*(answer(port, data) for data, _, _ in asked))

    with started("--http", "--port", "0", "--timeout", "120", kept=kept) as process:
        assert process.stderr is not None
        found = re.search(r":(\d+)/", process.stderr.readline().decode())
        assert found
        answers = asyncio.run(ask(int(found[1])))

    wrong = [
        n
        for n, ((_, allowed, code), got) in enumerate(zip(asked, answers, strict=True))
        if not _is_right(got, n, allowed, code)
    ]
    assert wrong == []
