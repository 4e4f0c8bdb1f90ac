"""Connections that do not get on are closed: who sends a byte now and then holds no place for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from linter.serving import connections
from linter.serving.connections import Connection

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
Client = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]


def _app(size: int, *, reads: bool = False, takes: float | None = 0.0) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        while reads and (await receive()).get("more_body"):
            pass
        gone_on = asyncio.Event()
        if takes is not None:
            asyncio.get_running_loop().call_later(takes, gone_on.set)
        await gone_on.wait()
        length = [(b"content-length", b"%d" % size)]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        await send({"type": "http.response.body", "body": b"x" * size})

    return app


def _talked(app: Any, client: Client, seconds: float = 0.3) -> bytes:
    """Return what a client got of a server until its connection was closed."""

    async def run() -> bytes:
        closed = asyncio.Event()

        class Watched(Connection):
            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                closed.set()

        config = Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
        config.load()

        def made() -> Connection:
            return Watched(seconds, config=config, server_state=ServerState(), app_state={})

        server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0)
        async with server, asyncio.timeout(60):
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            got = await client(reader, writer)
            await closed.wait()
            writer.close()
        return got

    return asyncio.run(run())


def _dripping(first: bytes, drop: bytes = b"x") -> Client:
    """Send something, and then a byte every hundredth of a second, as long as somebody listens."""

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        got = b""
        writer.write(first)
        while not reader.at_eof():
            try:
                async with asyncio.timeout(0.01):
                    got += await reader.read(65536)
            except TimeoutError:
                writer.write(drop)
            except ConnectionError:
                break
        return got

    return client


async def _not_reading(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    writer.write(HEAD + b"the body.")
    return b""


@pytest.mark.parametrize(
    ("client", "answered"),
    [
        pytest.param(_dripping(b"", b""), 0, id="nothing is sent"),
        pytest.param(_dripping(b"POST / HTTP/1.1\r\nX: "), 0, id="a head that never ends"),
        pytest.param(_dripping(HEAD), 1, id="a body that never ends, after the answer"),
        pytest.param(_dripping(HEAD + b"the body." + HEAD[:20]), 1, id="a second head that never ends"),
        pytest.param(_dripping((HEAD + b"the body.") * 3, b""), 3, id="three at once, and then nothing"),
    ],
)
def test_who_does_not_get_on_is_not_waited_for(client: Client, answered: int) -> None:
    assert _talked(_app(3), client).count(b"200 OK") == answered


def test_a_body_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_READING", 0.3)
    slow = HEAD.replace(b": 9", b": 100000")

    assert _talked(_app(3, reads=True), _dripping(slow)) == b""


def test_an_answer_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_READING", 0.3)

    assert _talked(_app(3, takes=None), _dripping(HEAD, b"")) == b""


def test_an_answer_that_is_not_read_is_dropped() -> None:
    assert _talked(_app(64 * 1024 * 1024), _not_reading) == b""


def test_an_answer_may_take_longer_than_a_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_HEAD", 0.3)

    got = _talked(_app(3, reads=True, takes=0.6), _dripping(HEAD + b"the body.", b""), seconds=30)

    assert got.endswith(b"\r\n\r\nxxx")
