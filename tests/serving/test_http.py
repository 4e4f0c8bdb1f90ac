"""The server over HTTP: who may ask, what is too much, and how it stops."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from linter.errors import PostlintError, SettingsError
from linter.serving.current import Current
from linter.serving.http import GATE, Options, app, serve, token_from
from linter.serving.judging import judge
from tests.serving.asking import BAD, GOOD, HOSTILE, NEVER, encoded, is_answer, sample_current, started

TOKEN = "a-token-for-the-tests-only"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def current() -> Current:
    return sample_current()


def _asked(
    current: Current,
    talk: Callable[[httpx.AsyncClient], Awaitable[Any]],
    options: Options = Options(),  # noqa: B008 - a value
    host: str = "http://127.0.0.1",
) -> Any:
    """Let a client talk to the application, without a socket."""

    async def run() -> Any:
        transport = httpx.ASGITransport(app(options, current))
        async with httpx.AsyncClient(transport=transport, base_url=host) as client:
            return await talk(client)

    return asyncio.run(run())


def _post(
    current: Current,
    data: bytes,
    headers: dict[str, str] = JSON,
    options: Options = Options(),  # noqa: B008
) -> httpx.Response:
    async def talk(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post(GATE, content=data, headers=headers)

    response = _asked(current, talk, options)
    assert isinstance(response, httpx.Response)
    return response


@pytest.mark.parametrize(("request_", "allowed"), [(GOOD, True), (BAD, False)])
def test_a_post_is_judged(current: Current, request_: dict[str, Any], allowed: bool) -> None:
    response = _post(current, encoded({**request_, "id": "7"}))

    answer = response.json()
    assert (response.status_code, answer["id"], answer["allowed"]) == (200, "7", allowed)
    assert is_answer(answer)
    assert response.headers["cache-control"] == "no-store"
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(("data", "code"), HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_unclear_is_refused(current: Current, data: bytes, code: str) -> None:
    response = _post(current, data)

    answer = response.json()
    assert (answer["error"], answer["allowed"]) == (code, False)
    assert response.status_code == (400 if code == "not-json" else 422)
    assert is_answer(answer)


@pytest.mark.parametrize("request_", NEVER, ids=range(len(NEVER)))
def test_what_is_hidden_in_a_request_does_not_pass(current: Current, request_: dict[str, Any]) -> None:
    assert _post(current, encoded(request_)).json()["allowed"] is False


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 415),
        ({"Content-Type": "text/plain"}, 415),  # what a page in a browser may send without asking first
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "application/json; charset=utf-8"}, 200),
        ({"Content-Type": "APPLICATION/JSON"}, 200),
    ],
)
def test_a_request_says_that_it_is_json(current: Current, headers: dict[str, str], status: int) -> None:
    assert _post(current, encoded(GOOD), headers).status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8417", 200),
        ("127.0.0.1:8417", 200),
        ("127.8.8.8", 200),
        ("[::1]", 200),
        ("[::1]:8417", 200),
        ("evil.example", 421),
        ("localhost.evil.example:8417", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.0.2.7", 421),
        ("", 421),
    ],
)
def test_only_names_of_this_machine_are_answered(current: Current, host: str, status: int) -> None:
    response = _post(current, encoded(GOOD), {**JSON, "Host": host})

    assert response.status_code == status
    assert response.json()["allowed"] is (status == 200)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (None, 401),
        ("", 401),
        ("Bearer", 401),
        (f"Basic {TOKEN}", 401),
        (f"Bearer {TOKEN}x", 401),
        (f"Bearer {TOKEN[:-1]}", 401),
        (TOKEN, 401),
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
    ],
)
def test_a_server_with_a_token_asks_for_it(current: Current, given: str | None, status: int) -> None:
    headers = JSON if given is None else {**JSON, "Authorization": given}

    response = _post(current, encoded(GOOD), headers, Options(token=TOKEN))

    assert (response.status_code, response.json()["allowed"]) == (status, status == 200)
    assert TOKEN not in response.text
    assert is_answer(response.json())


def test_the_health_and_the_description_need_no_token(current: Current) -> None:
    async def talk(client: httpx.AsyncClient) -> list[httpx.Response]:
        return [await client.get("/health"), await client.get("/openapi.json")]

    health, described = _asked(current, talk, Options(token=TOKEN))

    assert (health.status_code, health.json()["status"]) == (200, "ok")
    assert described.json()["security"] == [{"token": []}]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", GATE, 405), ("PUT", GATE, 405), ("OPTIONS", GATE, 405), ("POST", "/health", 405), ("GET", "/", 404),
     ("POST", "/v1/gate/", 404), ("POST", "/v2/gate", 404), ("GET", "/docs", 404)],
)  # fmt: skip
def test_nothing_else_is_answered(current: Current, method: str, path: str, status: int) -> None:
    async def talk(client: httpx.AsyncClient) -> httpx.Response:
        return await client.request(
            method, path, content=encoded(GOOD), headers={**JSON, "Origin": "https://evil.example"}
        )

    response = _asked(current, talk)

    assert response.status_code == status
    assert response.json()["allowed"] is False
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("is_told", [True, False])
def test_a_request_that_is_too_large_is_refused_before_it_is_all_read(current: Current, is_told: bool) -> None:
    read = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(1000):
            read += 1
            yield b" " * 1000

    async def talk(client: httpx.AsyncClient) -> httpx.Response:
        headers = {**JSON, "Content-Length": "1000000"} if is_told else JSON
        return await client.post(GATE, content=pieces(), headers=headers)

    response = _asked(current, talk, Options(most=10_000))

    assert (response.status_code, response.json()["error"]) == (413, "too-large")
    assert read < 50


def test_a_request_that_takes_too_long_is_given_up(current: Current) -> None:
    async def talk(client: httpx.AsyncClient) -> httpx.Response:
        async def never_done() -> AsyncIterator[bytes]:
            yield b'{"text": '
            await asyncio.Event().wait()

        return await client.post(GATE, content=never_done(), headers=JSON)

    response = _asked(current, talk, Options(seconds=0.05))

    assert (response.status_code, response.json()["error"], response.json()["allowed"]) == (503, "timeout", False)


def test_versions_that_nobody_waits_for_any_more_are_not_judged(current: Current) -> None:
    asked = iter([False, False, True])

    given = judge(encoded({**GOOD, "id": 7, "versions": [{}] * 5}), current, lambda: next(asked))

    assert is_answer(given)
    assert (given["error"], given["id"], given["allowed"], list(asked)) == ("timeout", 7, False, [])


def test_what_fails_unexpectedly_is_no(current: Current, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.serving.http.judge", lambda *_: 1 / 0)

    async def talk(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post(GATE, content=encoded(GOOD), headers=JSON)

    async def run() -> httpx.Response:
        transport = httpx.ASGITransport(app(Options(), current), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await talk(client)

    response = asyncio.run(run())

    assert (response.status_code, response.json()["error"]) == (500, "internal")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "school.example", "::"])
def test_other_machines_are_not_let_in_without_a_token(current: Current, host: str) -> None:
    with pytest.raises(SettingsError, match="needs a token"):
        serve(Options(host=host), current, lambda _: None)


def test_a_port_that_is_taken_is_told(current: Current) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PostlintError, match="cannot listen"):
            serve(Options(port=taken.getsockname()[1]), current, lambda _: None)


@pytest.mark.parametrize("token", ["short", "with spaces in the middle", "nicht-schön-genug-für-uns", ""])
def test_a_weak_token_is_refused(tmp_path: Path, token: str) -> None:
    file = tmp_path / "token"
    file.write_text(token + "\n", encoding="utf-8")

    with pytest.raises(SettingsError, match="is no token"):
        token_from(str(file))


def test_a_token_comes_from_a_file_or_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n", encoding="utf-8")
    monkeypatch.delenv("POSTLINT_SERVE_TOKEN", raising=False)

    assert (token_from(None), token_from(str(file))) == ("", TOKEN)
    monkeypatch.setenv("POSTLINT_SERVE_TOKEN", TOKEN[::-1])
    assert (token_from(None), token_from(str(file))) == (TOKEN[::-1], TOKEN)
    with pytest.raises(SettingsError, match="cannot be read"):
        token_from(str(tmp_path / "none"))


def _takes_somebody(port: int) -> bool:
    with socket.socket() as door:
        door.settimeout(60)
        return door.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.slow
def test_a_request_that_is_being_made_when_the_server_is_stopped_is_answered(kept: Path) -> None:
    data = encoded(GOOD)
    head = f"POST {GATE} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += f"Content-Length: {len(data)}\r\n\r\n"
    with started("--http", "--port", "0", kept=kept) as process:
        assert process.stderr is not None
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stderr.readline().decode())
        assert found
        port = int(found[1])
        with socket.create_connection(("127.0.0.1", port), timeout=60) as asking:
            asking.sendall(head.encode() + data[:20])
            with httpx.Client(trust_env=False) as client:  # whoever comes later is answered: so was that one let in
                assert client.get(f"http://127.0.0.1:{port}/health").status_code == 200
            process.send_signal(signal.SIGTERM)
            end = time.monotonic() + 60
            while _takes_somebody(port):
                assert time.monotonic() < end
                time.sleep(0.01)  # between two looks
            asking.sendall(data[20:])
            answered = b""
            while piece := asking.recv(65536):
                answered += piece
        process.communicate(timeout=60)

    assert json.loads(answered.partition(b"\r\n\r\n")[2])["allowed"] is True
    assert process.returncode == 0


@pytest.mark.slow
def test_what_is_no_http_at_all_gets_no_yes_and_disturbs_nobody(kept: Path) -> None:
    with started("--http", "--port", "0", kept=kept) as process:
        assert process.stderr is not None
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stderr.readline().decode())
        assert found
        port = int(found[1])
        for junk in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"POST /v1/gate HTTP/9.9\r\n\r\n", encoded(GOOD) + b"\n"):
            with socket.create_connection(("127.0.0.1", port), timeout=60) as asking:
                asking.sendall(junk)
                asking.shutdown(socket.SHUT_WR)
                answered = b""
                while piece := asking.recv(65536):
                    answered += piece
            assert b'"allowed": true' not in answered
        both = b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"  # two lengths: which one would a proxy believe?
        with socket.create_connection(("127.0.0.1", port), timeout=60) as asking:
            asking.sendall(
                b"POST /v1/gate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + both + b"\r\n"
            )
            asking.sendall(b"0\r\n\r\n")
            asking.shutdown(socket.SHUT_WR)
            assert b'"allowed": true' not in asking.recv(65536)
        with httpx.Client(trust_env=False) as client:
            assert client.post(f"http://127.0.0.1:{port}{GATE}", json=GOOD).json()["allowed"] is True


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_answers_and_stops_in_good_order(number: signal.Signals, kept: Path) -> None:
    with started("--http", "--port", "0", token=TOKEN, kept=kept) as process:
        assert process.stderr is not None
        said = process.stderr.readline().decode()
        found = re.search(r"http://\S+", said)
        assert found, said
        with httpx.Client(trust_env=False) as client:
            answer = client.post(found[0], json=GOOD, headers={"Authorization": f"Bearer {TOKEN}"}).json()
            refused = client.post(found[0], json=GOOD)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)

    assert is_answer(answer)
    assert answer["allowed"]
    assert refused.status_code == 401
    assert (process.returncode, out, err) == (0, b"", b"")
    assert json.loads(refused.text)["error"] == "unauthorised"
