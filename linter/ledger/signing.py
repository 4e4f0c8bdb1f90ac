"""Signatures: an ed25519 key proves who decided, where a name alone would have to be believed.

`cryptography` is imported here only.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from linter.errors import Fault, SettingsError, shown
from linter.ledger.entries import Entry

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX = "ed25519:"
_CURE = "pip install 'postlint[signing]'"


def make(path: Path, password: str) -> str:
    """Write a new private key to a file, only its owner may read it, and return the public one. Raise SettingsError."""
    _need()
    import os

    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    locked = form.BestAvailableEncryption(password.encode()) if password else form.NoEncryption()
    data = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, locked)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except FileExistsError as error:
        raise SettingsError(Fault(shown(path), "is there already", "choose another name")) from error
    except OSError as error:
        raise SettingsError(Fault(shown(path), f"cannot be written: {error.strerror or error}")) from error
    return public(key)


def load(path: Path, password: str) -> Ed25519PrivateKey:
    """Return the private key of a file. Raise SettingsError."""
    _need()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), password.encode() if password else None)
    except OSError as error:
        raise SettingsError(Fault(shown(path), f"cannot be read: {error.strerror or error}")) from error
    except TypeError as error:
        cure = "give the password of the key in POSTLINT_SIGNING_PASSWORD" if not password else "it has no password"
        raise SettingsError(Fault(shown(path), "cannot be opened", cure)) from error
    except ValueError as error:
        raise SettingsError(Fault(shown(path), "is not a private key, or not with this password")) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SettingsError(Fault(shown(path), "is a key of another sort", "make one: postlint approvals key"))
    return key


def public(key: Ed25519PrivateKey) -> str:
    """Return the public key as the settings hold it."""
    return PREFIX + base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")


def signature_of(hash_: str, key: Ed25519PrivateKey) -> str:
    """Return the signature over the hash of an entry."""
    return base64.b64encode(key.sign(_message(hash_))).decode("ascii")


def is_signed_by(entry: Entry, public_key: str) -> bool:
    """Say whether an entry bears the signature of a public key. Raise SettingsError without `cryptography`."""
    _need()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        known = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key.removeprefix(PREFIX), validate=True))
        known.verify(base64.b64decode(entry.signature, validate=True), _message(entry.hash))
    except (InvalidSignature, ValueError):
        return False
    return entry.signer == public_key


def _message(hash_: str) -> bytes:
    return f"postlint approval {hash_}".encode("ascii", "replace")


def _need() -> None:
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        raise SettingsError(Fault("approvals", "signatures need the library 'cryptography'", _CURE)) from error
