"""Seal entries: what a draft or a picture says must not lie about in the cache in clear.

The key of an entry is a digest over the very draft that it is about, so that whoever can open the entry has the draft
already. The name of its file is a digest of the key and does not give the key away. The seal is also the checksum:
what was cut off, changed or written by somebody else does not open.
"""

from __future__ import annotations

import hashlib
import os
import zlib

_HEAD = b"postlint cache 1\n"
_NONCE = 16
_MARK = 32


def digest(*pieces: str | bytes) -> str:
    """Return a digest of pieces that cannot be confused with that of the same text cut in another way."""
    seen = hashlib.blake2b(digest_size=32)
    for piece in pieces:
        data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
        seen.update(b"%d:" % len(data))
        seen.update(data)
    return seen.hexdigest()


def place_of(key: str) -> str:
    """Return the name under which the entry of a key lies."""
    return digest("place", key)[:40]


def sealed(key: str, value: bytes) -> bytes:
    """Return a value as it may lie on the disk."""
    nonce = os.urandom(_NONCE)
    body = _mixed(key, nonce, zlib.compress(value, 1))
    return _HEAD + nonce + _mark(key, nonce, body) + body


def open_sealed(key: str, data: bytes) -> bytes | None:
    """Return the value of an entry; None if it is not, whole and unchanged, what was sealed with this key."""
    start = len(_HEAD) + _NONCE + _MARK
    if len(data) < start or not data.startswith(_HEAD):
        return None
    nonce = data[len(_HEAD) : len(_HEAD) + _NONCE]
    body = data[start:]
    if _mark(key, nonce, body) != data[start - _MARK : start]:
        return None
    try:
        return zlib.decompress(_mixed(key, nonce, body))
    except zlib.error:
        return None


def _mark(key: str, nonce: bytes, body: bytes) -> bytes:
    return hashlib.blake2b(nonce + body, key=_secret("mark", key), digest_size=_MARK).digest()


def _mixed(key: str, nonce: bytes, data: bytes) -> bytes:
    """Return data mixed with a stream that only the key makes; doing it twice gives the data back."""
    stream = hashlib.shake_256(_secret("stream", key) + nonce).digest(len(data))
    return (int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")).to_bytes(len(data), "little")


def _secret(purpose: str, key: str) -> bytes:
    return bytes.fromhex(digest(purpose, key))
