"""Connections that get on: who sends a byte a second, or does not read the answer, must not hold a place for ever.

uvicorn waits without an end for the head of a request, once a byte of it has come, and for an answer to be read. Here a
connection is closed when the next thing has not happened in time: a whole head, then the answer, then the next head.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

_HEAD = 10.0  # seconds for the head of a request; that of an honest one comes in one piece
_READING = 10.0  # seconds to read the answer


class Connection(H11Protocol):
    """One connection, and the moment by which it must have got on. `seconds` are those for a request's answer."""

    def __init__(self, seconds: float, **given: Any) -> None:
        super().__init__(**given)
        self._seconds = seconds
        self._timer: asyncio.TimerHandle | None = None
        self._answering: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait(min(self._seconds, _HEAD))

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        super().connection_lost(exc)
        self._stop()

    def data_received(self, data: bytes) -> None:
        """Take what was sent; only the end of a head gives more time."""
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """Wait for the next request, or answer it, if it is there already."""
        super().on_response_complete()
        self._look()

    def _look(self) -> None:
        cycle: RequestResponseCycle | None = self.cycle
        answering = cycle if cycle is not None and not cycle.response_complete else None
        if answering is not self._answering and not self.transport.is_closing():
            self._answering = answering
            self._wait(self._seconds + _READING if answering else min(self._seconds, _HEAD))

    def _wait(self, seconds: float) -> None:
        self._stop()
        # Not `close`, which would wait until what was written is read.
        self._timer = self.loop.call_later(seconds, self.transport.abort)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def allow(count: int) -> None:
    """Ask the system for so many open connections: many systems begin with fewer than there may be requests."""
    try:
        import resource
    except ImportError:  # Windows counts otherwise
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
