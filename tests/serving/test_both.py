"""Both servers under load: a thousand requests at once, hostile ones among them, each answered right."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from typing import Any

import httpx
import pytest

from tests.serving.asking import BAD, GOOD, HOSTILE, NEVER, encoded, is_answer, started

COUNT = 1000


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
def test_a_thousand_lines_sent_at_once_are_answered_right_and_in_order() -> None:
    asked = _mixed()

    with started("--stdio") as process:
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
def test_a_thousand_requests_at_once_are_answered_right() -> None:
    asked = _mixed()

    async def ask(url: str) -> list[dict[str, Any]]:
        limits = httpx.Limits(max_connections=COUNT)
        async with httpx.AsyncClient(trust_env=False, timeout=120, limits=limits) as client:
            # All are open before the first is answered.
            found = await asyncio.gather(
                *(client.post(url, content=data, headers={"Content-Type": "application/json"}) for data, _, _ in asked)
            )
        return [response.json() for response in found]

    with started("--http", "--port", "0", "--timeout", "120") as process:
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline().decode())
        assert found
        answers = asyncio.run(ask(found[0]))

    wrong = [
        n
        for n, ((_, allowed, code), got) in enumerate(zip(asked, answers, strict=True))
        if not _is_right(got, n, allowed, code)
    ]
    assert wrong == []
