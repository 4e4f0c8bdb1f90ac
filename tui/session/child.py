"""The process beside the app that judges drafts, started by `checker`.

It reads requests from standard input and answers on standard output, each a pickled value with its length before it;
both ends are the same program of the same user, and nobody else has the pipe.
"""

from __future__ import annotations

import os
import pickle
import struct
import sys
from typing import Any, BinaryIO

LENGTH = struct.Struct(">Q")


def send(stream: BinaryIO, value: Any) -> None:
    """Write a value. Raise OSError if nobody reads."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read a value. Raise EOFError at the end."""
    length = LENGTH.unpack(_exactly(stream, LENGTH.size))[0]
    return pickle.loads(_exactly(stream, length))  # noqa: S301 - from the process that started this one


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data


def main() -> None:
    """Answer until the input ends."""
    import gc
    import signal

    from tui.session.judging import Judge

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl+C at the terminal is for the app to answer
    gc.set_threshold(50_000, 20, 50)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    requests = sys.stdin.buffer
    try:
        judge = Judge(*receive(requests))
        while True:
            name, arguments = receive(requests)
            send(answers, getattr(judge, name)(*arguments))
    except (EOFError, BrokenPipeError):
        return  # the app has ended
