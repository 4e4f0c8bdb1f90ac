"""Entries of the ledger: what one of them says, and the hash that chains it to the one before.

An entry is kept as JSON in UTF-8 without spaces, keys sorted; its hash is the SHA-256, in hex, of the hash before it, a
line end and that JSON. The first one follows `START`. No entry holds a word of a post, or a name out of one.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from linter.approvals import Marks
from linter.value import field, frozen

Kind = Literal["approved", "sent-back", "withdrawn", "resealed"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FORMAT = "postlint/ledger/1"
START = "0" * 64


@frozen
class Noted:
    """A finding as it stood when somebody decided: nothing of the post's text."""

    rule: str
    severity: str
    status: str
    fingerprint: str
    case: str = ""


@frozen
class Subject:
    """What somebody decides about: one post as it stands.

    `draft` is the file as people are shown it, `key` tells it from others without a name in it, `index` counts the
    posts of the file. `account` is a key of the settings. `digest` is what front matter would say. `inputs` are
    digests of the lists and the rules that the findings follow from. `author` is an id of the staff list.
    """

    draft: str
    key: str
    index: int
    marks: Marks
    digest: str = ""
    id: str = ""
    account: str = ""
    platforms: tuple[str, ...] = ()
    author: str = ""
    schedule: str = ""
    policy: str = ""
    outcome: str = ""
    findings: tuple[Noted, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)


@frozen
class Entry:
    """One entry. `at` is local time with its offset; `of` are the numbers of the entries that it takes back.

    `until` is the last day on which an approval holds. `signature` is made over the hash by the key whose beginning
    `signer` holds.
    """

    seq: int
    at: datetime
    kind: Kind
    subject: Subject | None
    by: str
    role: str = ""
    until: date | None = None
    note: str = ""
    binds: tuple[str, ...] = ()
    of: tuple[int, ...] = ()
    signer: str = ""
    signature: str = ""
    hash: str = ""

    @property
    def digest(self) -> str:
        """Return the digest of what was decided about, or ""."""
        return self.subject.digest if self.subject else ""


def packed(entry: Entry) -> str:
    """Return an entry as the JSON that is hashed and kept."""
    subject = entry.subject
    data: dict[str, Any] = {
        "format": FORMAT,
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "kind": entry.kind,
        "by": entry.by,
        "role": entry.role,
        "until": entry.until.isoformat() if entry.until else "",
        "note": entry.note,
        "binds": list(entry.binds),
        "of": list(entry.of),
        "signer": entry.signer,
    }
    if subject:
        data["subject"] = {
            **{name: getattr(subject, name) for name in _TEXTS},
            "index": subject.index,
            "platforms": list(subject.platforms),
            "marks": subject.marks.to_data(),
            "findings": [[n.rule, n.severity, n.status, n.fingerprint, n.case] for n in subject.findings],
            "inputs": dict(subject.inputs),
        }
    return json.dumps(data, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def unpacked(text: str, hash_: str, signature: str) -> Entry:
    """Return what `packed` was given. Raise ValueError if it is not that."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT or data["kind"] not in KINDS:
            raise ValueError("an entry of another kind")
        subject = data.get("subject")
        return Entry(
            seq=int(data["seq"]),
            at=datetime.fromisoformat(data["at"]),
            kind=data["kind"],
            subject=_subject(subject) if subject else None,
            by=str(data["by"]),
            role=str(data["role"]),
            until=date.fromisoformat(data["until"]) if data["until"] else None,
            note=str(data["note"]),
            binds=tuple(map(str, data["binds"])),
            of=tuple(map(int, data["of"])),
            signer=str(data["signer"]),
            signature=signature,
            hash=hash_,
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("no entry of a ledger") from error


def hash_of(text: str, before: str) -> str:
    """Return the hash of a packed entry that follows another."""
    return hashlib.sha256(f"{before}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


_TEXTS = ("draft", "key", "digest", "id", "account", "author", "schedule", "policy", "outcome")


def _subject(data: Any) -> Subject:
    return Subject(
        **{name: str(data[name]) for name in _TEXTS},
        index=int(data["index"]),
        platforms=tuple(map(str, data["platforms"])),
        marks=Marks.from_data(data["marks"]),
        findings=tuple(Noted(*map(str, row)) for row in data["findings"]),
        inputs={str(key): str(item) for key, item in data["inputs"].items()},
    )


def draft_key(path: str, root: Path, index: int, id_: str) -> str:
    """Return what tells a post from others, the same on every machine and without a name in it; "" if nothing does.

    It is a hash of the path as seen from the folder of the settings, and of the post's id or its number in the file.
    """
    if not (path or id_):
        return ""
    try:
        where = os.path.relpath(path, root).replace(os.sep, "/") if path else ""
    except ValueError:  # another drive
        where = path
    return hashlib.sha256(f"{where}\n{id_ or index}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
