"""The process that looks at pictures: bytes in, bytes out, until its input ends. Started by `workers`.

A request is the length of a head (four bytes), the head as JSON {"look", "data", "extra", "more"}, and so many bytes
of the picture and of what else the look needs; `more` says whether others wait. An answer is "+" or "-", a length and
so many bytes.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import struct
import sys
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from linter.evidence.pictures.looks import LOOKS
from linter.evidence.pictures.pixels import Pixels

_LENGTH = struct.Struct(">I")


def main() -> None:
    """Serve until the input ends."""
    if hasattr(signal, "SIGINT"):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for who started us, and that ends our input
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # a library that prints would spoil the answers
    serve(requests, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests one after another."""
    pixels = Pixels(b"")
    while len(length := requests.read(_LENGTH.size)) == _LENGTH.size:
        head = json.loads(requests.read(_LENGTH.unpack(length)[0]))
        data, extra = requests.read(head["data"]), requests.read(head["extra"])
        if data != pixels.data:
            pixels = Pixels(data)  # the same picture is often asked about again: then it stays decoded
        try:
            status, answer = b"+", _looked(head["look"], pixels, extra)
        except Exception as error:  # noqa: BLE001 - told to who asked, and made a finding there
            status, answer = b"-", type(error).__name__.encode("utf-8")
        answers.write(status + _LENGTH.pack(len(answer)) + answer)
        answers.flush()
        if not head["more"]:
            _give_back()


def _give_back() -> None:
    """Give the memory that the last looks took back to the system, where the C library would keep it (glibc)."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def _looked(name: str, pixels: Pixels, extra: bytes) -> bytes:
    module = import_module(LOOKS[name])
    return bytes(module.encode(module.look(pixels, extra)))


if __name__ == "__main__":
    main()
