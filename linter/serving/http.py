"""The same over HTTP, for one machine: Starlette and uvicorn, which are imported here only.

A page in a browser must not be able to ask, nor a name that a stranger points at this machine: the Host header is
checked, nothing is allowed to other origins, and a request must say that it is JSON. Listening at any other address
than this machine's own needs a token.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import os
import signal
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter import __version__
from linter.errors import Fault, PostlintError, SettingsError
from linter.serving import SCHEMA
from linter.serving.answers import Answer, line, refusal
from linter.serving.current import Current
from linter.serving.judging import judge
from linter.serving.requests import Code
from linter.serving.stdio import MOST_BYTES
from linter.value import frozen

try:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.requests import ClientDisconnect, Request
    from starlette.responses import Response
    from starlette.routing import Route

    from linter.serving.connections import Connection, allow
except ImportError as missing:
    raise PostlintError(
        Fault("serve --http", "needs libraries that are not installed", "pip install 'postlint[serve]'")
    ) from missing

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

TOKEN_ENV = "POSTLINT_SERVE_TOKEN"  # noqa: S105 - a name, no secret
LEAST_TOKEN = 16  # characters
GATE = "/v1/gate"
_WAITING = 2048  # requests at once; more are told to come again
_MOST_HELD = 256 * 1024 * 1024  # bytes of requests in memory
_STOPPING = 10  # seconds for the requests that are being answered when the server is stopped
_STATUS: dict[Code, int] = {
    "not-json": 400, "bad-request": 422, "unknown-schema": 422, "too-large": 413, "settings": 503, "busy": 503,
    "timeout": 503, "internal": 500, "unauthorised": 401, "wrong-host": 421, "not-found": 404, "wrong-method": 405,
    "wrong-type": 415,
}  # fmt: skip


@frozen
class Options:
    """Where to listen, and the limits of one request: bytes, and seconds from its first byte to its answer."""

    host: str = "127.0.0.1"
    port: int = 0
    token: str = ""
    most: int = MOST_BYTES
    seconds: float = 30.0

    @property
    def is_own(self) -> bool:
        """Say whether only this machine can reach the address."""
        return _is_loopback(self.host)


def token_from(path: str | None) -> str:
    """Return the token: from a file, else from the environment, else "". Raise SettingsError for a weak one.

    Not from the command line, which every user of the machine can read.
    """
    if path:
        try:
            token, where = Path(path).read_text(encoding="utf-8").strip(), path
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(Fault(path, "cannot be read", "name a file that holds the token")) from error
    else:
        token, where = os.environ.get(TOKEN_ENV, "").strip(), TOKEN_ENV
        if not token:
            return ""
    if len(token) < LEAST_TOKEN or not token.isascii() or not token.isprintable() or " " in token:
        cure = "make one: python -c 'import secrets; print(secrets.token_urlsafe())'"
        raise SettingsError(Fault(where, f"is no token of at least {LEAST_TOKEN} letters, digits and signs", cure))
    return token


def serve(options: Options, current: Current, say: Callable[[str], None]) -> None:
    """Answer requests until somebody stops the server. Raise PostlintError if it cannot listen there."""
    if not options.is_own and not options.token:
        what = f"{options.host} can be reached by other machines, so it needs a token"
        raise SettingsError(Fault("serve --http", what, f"give one with --token-file FILE or in {TOKEN_ENV}"))
    listening = _listen(options)
    allow(2 * _WAITING)
    # uvicorn stops in good order at these, and then gives them on: to nobody, for that was all they asked.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    config = uvicorn.Config(
        app(options, current),
        http=partial(Connection, options.seconds),  # type: ignore[arg-type] # it is called as a class would be
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=_STOPPING,
        h11_max_incomplete_event_size=64 * 1024,
    )
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    say(f"postlint answers at http://{shown}:{port}{GATE} (described at /openapi.json); stop it with Ctrl+C")
    uvicorn.Server(config).run(sockets=[listening])


def _listen(options: Options) -> socket.socket:
    listening: socket.socket | None = None
    try:
        family, _, _, _, address = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_WAITING)
    except (OSError, OverflowError) as error:
        if listening is not None:
            listening.close()
        what = f"cannot listen at {options.host}:{options.port}: {getattr(error, 'strerror', None) or error}"
        raise PostlintError(Fault("serve --http", what, "choose another --host or --port")) from error
    return listening


def app(options: Options, current: Current) -> ASGIApp:
    """Return the ASGI application."""
    desk = _Desk(options, current)
    routes = [
        Route(GATE, desk.gate, methods=["POST"]),
        Route("/health", desk.health, methods=["GET"]),
        Route("/openapi.json", desk.described, methods=["GET"]),
    ]
    handlers: dict[Any, Any] = {HTTPException: _refused, Exception: _failed}
    inner = Starlette(routes=routes, exception_handlers=handlers)
    inner.router.redirect_slashes = False  # there is one way to ask
    return _Doorkeeper(inner, options)


class _Doorkeeper:
    """Lets in who asks for this machine by its name, and who brings the token."""

    def __init__(self, inner: ASGIApp, options: Options) -> None:
        self._inner, self._options = inner, options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        request = Request(scope)
        response: Response | None = None
        if self._options.is_own and not _is_own_name(request.headers.get("host", "")):
            what = "the request asks for a host that is not this machine"
            response = _answer(refusal("wrong-host", [Fault("", what, "ask for localhost or 127.0.0.1")]))
        elif self._options.token and request.url.path == GATE and not self._has_token(request):
            what = "the request brings no token, or a wrong one"
            response = _answer(refusal("unauthorised", [Fault("", what, "send it as: Authorization: Bearer …")]))
            response.headers["WWW-Authenticate"] = "Bearer"
        await (response or self._inner)(scope, receive, send)

    def _has_token(self, request: Request) -> bool:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        # In constant time: how long it takes must not tell how much of a guess was right.
        same = hmac.compare_digest(given.strip().encode("utf-8", "replace"), self._options.token.encode("ascii"))
        return same and kind.lower() == "bearer"


class _Desk:
    """Answers the requests that were let in."""

    def __init__(self, options: Options, current: Current) -> None:
        self._options, self._current = options, current
        self._pool = ThreadPoolExecutor(max_workers=min(4, (os.cpu_count() or 1) + 1), thread_name_prefix="postlint")
        self._inside = 0
        self._held = 0

    async def gate(self, request: Request) -> Response:
        """Answer a request. Whatever goes wrong, nothing is allowed."""
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            what = "the request does not say that it is JSON"
            return _answer(refusal("wrong-type", [Fault("", what, "send it with Content-Type: application/json")]))
        if self._inside >= _WAITING:
            return _busy()
        self._inside += 1
        taken: list[int] = []
        given_up = threading.Event()
        try:
            async with asyncio.timeout(self._options.seconds):
                return await self._judged(request, taken, given_up.is_set)
        except TimeoutError:
            what = f"the answer took longer than {self._options.seconds:g} seconds"
            return _answer(refusal("timeout", [Fault("", what, "ask again, with smaller pictures if there are any")]))
        except ClientDisconnect:
            return Response(status_code=499)  # nobody hears it
        finally:
            given_up.set()
            self._inside -= 1
            self._held -= sum(taken)

    async def _judged(self, request: Request, taken: list[int], is_given_up: Callable[[], bool]) -> Response:
        limit, pieces, size = self._options.most, [], 0
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > limit:
            return self._too_large()
        async for piece in request.stream():
            size += len(piece)
            if size > limit:
                return self._too_large()
            if self._held + len(piece) > _MOST_HELD:
                return _busy()
            self._held += len(piece)
            taken.append(len(piece))
            pieces.append(piece)
        loop = asyncio.get_running_loop()
        data = b"".join(pieces)
        return _answer(await loop.run_in_executor(self._pool, judge, data, self._current, is_given_up))

    def _too_large(self) -> Response:
        what = f"the request is larger than {self._options.most} bytes"
        return _answer(refusal("too-large", [Fault("", what, "send pictures as paths, or smaller")]))

    async def health(self, _: Request) -> Response:
        """Say whether posts can be judged."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._pool, self._current.linter)
        except PostlintError:  # what is wrong may name files; who may know it is told when he asks for a post
            return _json({"status": "failing", "schema": SCHEMA, "postlint": __version__}, 503)
        return _json({"status": "ok", "schema": SCHEMA, "postlint": __version__})

    async def described(self, _: Request) -> Response:
        """Return the description of this server."""
        from linter.serving.openapi import document

        return _json(document(has_token=bool(self._options.token)))


def _answer(given: Answer) -> Response:
    status = _STATUS[given["error"]] if given["error"] else 200
    response = _json(given, status)
    if status == 503:
        response.headers["Retry-After"] = "1"
    return response


def _json(given: dict[str, Any], status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return Response(line(given), status, headers, "application/json")


def _busy() -> Response:
    return _answer(refusal("busy", [Fault("", "too many requests are waiting", "ask again in a second")]))


def _refused(_: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    code: Code = {404: "not-found", 405: "wrong-method"}.get(status, "bad-request")  # type: ignore[assignment]
    what = "nothing answers there" if status == 404 else f"the request is refused ({status})"
    response = _answer(refusal(code, [Fault("", what, f"POST {GATE}")]))
    response.headers.update(getattr(error, "headers", None) or {})
    return response


def _failed(_: Request, error: Exception) -> Response:
    what = f"postlint failed unexpectedly ({type(error).__name__}); nothing was allowed"
    return _answer(refusal("internal", [Fault("", what)]))


def _is_own_name(host: str) -> bool:
    """Say whether a Host header names this machine as only this machine does."""
    name = (
        host.rpartition(":")[0] if host.count(":") == 1 or (host.startswith("[") and not host.endswith("]")) else host
    )
    return _is_loopback(name.strip("[]"))


def _is_loopback(host: str) -> bool:
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
