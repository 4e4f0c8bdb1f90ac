"""What may be asked: one JSON object, read strictly; whatever is unclear about it is refused, with a cure.

Two tools that read one request differently would be a way past the gate, so a key that is there twice, half a
character, a number that JSON does not know and a field that nobody knows are all faults.
"""

from __future__ import annotations

import json
import re
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, NoReturn

from linter import shape
from linter.errors import Fault
from linter.evidence.parts import parts_of
from linter.gate import Intent
from linter.post import Approval, Author, Image, People, Post
from linter.serving import SCHEMA
from linter.value import field, frozen, replace

MOST_VERSIONS = 32
MOST_MEDIA = 32
MOST_TEXT = 100_000  # characters of all texts of a post: no platform takes as many, and to judge them takes seconds
MOST_ID = 200
_MOST_FAULTS = 20
_LONGEST = 300
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_ENVELOPE = ("schema", "id", "intent", "versions")
# The other name of each field that has two: whoever gives the one means to replace both.
_TWINS = {"platform": "platforms", "platforms": "platform"}
Code = Literal[
    "not-json", "bad-request", "unknown-schema", "too-large", "settings", "busy", "timeout", "internal",
    "unauthorised", "wrong-host", "not-found", "wrong-method", "wrong-type",
]  # fmt: skip
Id = str | int | None


@frozen
class Media:
    """A picture: `path` inside the project, or `bytes` (base64) with the `name` of its file."""

    path: str | None = None
    content: str | None = field(default=None, repr=False, metadata={"key": "bytes"})
    name: str | None = None
    alt: str | None = None
    people: People | None = None
    person_ids: tuple[str, ...] = ()
    consent: str | None = None
    licence: str | None = None
    credit: str | None = None
    tags: tuple[str, ...] = ()
    decorative: bool = False


@frozen
class Version:
    """A post, or what one version of it has of its own. The names are those of schedulers; their sense is a draft's."""

    text: str | None = None
    title: str | None = None
    platform: str | None = None
    platforms: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    scheduled_at: date | datetime | None = None
    author: str | Author | None = None
    account: str | None = None
    post_id: str | None = None
    audience: str | None = None
    category: str | None = None
    reply_to: str | None = None
    group: str | None = None
    approval: Approval | None = None
    second_reader: str | None = None
    confident: bool | None = None
    disclaimer: str | None = None
    allow: tuple[Any, ...] = ()
    thread: tuple[int, ...] = ()


@frozen
class Request:
    """What is asked: an intent, and the posts that it is about, one for each version."""

    id: Id
    intent: Intent
    posts: tuple[Post, ...]


@frozen
class _Envelope:
    schema: Literal["postlint/serve/1"] = "postlint/serve/1"
    intent: Intent = "publish"


class RefusedError(Exception):
    """A request that cannot be judged. `code` says in a word why, `faults` what to do; `id` is the request's."""

    def __init__(self, code: Code, faults: Sequence[Fault], own: Id = None) -> None:
        super().__init__(code)
        self.code: Code = code
        self.faults = tuple(faults[:_MOST_FAULTS])
        self.id: Id = own


def parse(data: bytes) -> Request:
    """Return what a request asks. Raise RefusedError."""
    raw = _object(data)
    own = _id(raw)
    faults: list[Fault] = []

    def complain(key: str, what: str, hint: str) -> None:
        faults.append(Fault("", _short(what), _short(hint), _short(key)))

    envelope = shape.read(_Envelope, {k: raw[k] for k in ("schema", "intent") if k in raw}, complain)
    if raw.get("schema", SCHEMA) != SCHEMA:
        fault = Fault("", f"is not {SCHEMA}", "ask a postlint that knows it", "schema")
        raise RefusedError("unknown-schema", [fault], own)
    base = {key: value for key, value in raw.items() if key not in _ENVELOPE}
    versions = _versions(raw.get("versions"), base, complain)
    decoded: dict[str, bytes] = {}
    posts = [post for key, version in versions if (post := _post(key, version, decoded, complain)) is not None]
    if faults or envelope is None:
        raise RefusedError("bad-request", faults, own)
    return Request(own, envelope.intent, tuple(posts))


def _object(data: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(data.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
        if _HALF.search(data):
            json.dumps(raw, ensure_ascii=False).encode("utf-8")
    except RecursionError:
        what, hint = "the request is nested too deeply", "it needs no more than four levels"
    except UnicodeEncodeError:
        what, hint = "the request holds half a character (a lone surrogate)", "cut texts between characters"
    except UnicodeDecodeError as error:
        what, hint = f"byte {error.start + 1} of the request is not UTF-8", "send UTF-8"
    except json.JSONDecodeError as error:  # it names the place, and quotes nothing
        what, hint = f"the request is not JSON: {error.msg} at character {error.pos + 1}", "send one JSON object"
    except _UnclearError as error:
        what, hint = f"the request is not clear: {error}", "send one JSON object"
    except ValueError:
        what, hint = "the request holds a number that is too long", "put it in quotes"
    else:
        if isinstance(raw, dict):
            return raw
        raise RefusedError("bad-request", [Fault("", "the request is not a JSON object", 'send {"text": "…"}')])
    raise RefusedError("not-json", [Fault("", what, hint)])


class _UnclearError(ValueError):
    """JSON that two programs could read differently."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _UnclearError("a key is there twice in one object")
    return made


def _no_constant(name: str) -> NoReturn:
    raise _UnclearError(f"{name} is no number of JSON")


def _id(raw: Mapping[str, Any]) -> Id:
    given = raw.get("id")
    if given is None or (isinstance(given, str) and len(given) <= MOST_ID):
        return given
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) < 2**53:
        return given
    what = f"is not a text of at most {MOST_ID} characters, or a whole number"
    raise RefusedError("bad-request", [Fault("", what, "give one, or leave it out", "id")])


def _versions(given: Any, base: dict[str, Any], complain: shape.Complain) -> list[tuple[str, Version]]:
    """Return the versions with their keys: each has what the request says for all, and what it says itself."""
    common = _read(base, "", complain)
    if given is None:
        return [("", common)]
    if not isinstance(given, list) or not given:
        complain("versions", "is not a list of versions", "leave it out, or write at least one")
        return []
    if len(given) > MOST_VERSIONS:
        complain("versions", f"holds more than {MOST_VERSIONS}", "ask in several requests")
        return []
    found = []
    for index, item in enumerate(given):
        key = f"versions[{index}]"
        if not isinstance(item, dict):
            complain(key, "is not an object", 'write {"platform": "…", "text": "…"}')
            continue
        own = _read(item, key, complain)
        names = shape.keys(Version)
        told = {key for key in item if key in names and item[key] is not None}
        told |= {_TWINS[key] for key in told & _TWINS.keys()}
        found.append((key, replace(common, **{names[name]: getattr(own, names[name]) for name in told})))
    return found


def _read(raw: dict[str, Any], key: str, complain: shape.Complain) -> Version:
    """Return a version; one that cannot be read is empty, and has been complained about."""
    names = shape.keys(Version)
    given = {name: value for name, value in raw.items() if not (value is None and name in names)}
    media = given.get("media")
    if isinstance(media, list):
        known = shape.keys(Media)
        given["media"] = [
            {n: v for n, v in item.items() if not (v is None and n in known)} if isinstance(item, dict) else item
            for item in media
        ]
    allowed = given.pop("allow", None)
    version = shape.read(Version, given, shape.Private(complain), key) or Version()
    if allowed is not None:
        # What is wrong with an exception is a finding beside the others, not a fault of the request.
        from linter.allowance import from_data

        version = replace(version, allow=tuple(from_data(allowed)))
    return version


def _post(key: str, version: Version, decoded: dict[str, bytes], complain: shape.Complain) -> Post | None:
    """Return the post of a version, or None after complaining about what only shows across fields.

    `decoded` has the pictures of the versions before it: many versions of a post need not hold its pictures many times.
    """
    head = f"{key}." if key else ""
    if version.text is None:
        complain(f"{head}text", "is missing", 'write the words of the post, or "" if the pictures say it all')
        return None
    if not version.text.strip() and not version.media:
        complain(f"{head}text", "is empty, and there is no picture", "write the words of the post")
        return None
    if len(version.media) > MOST_MEDIA:
        complain(f"{head}media", f"holds more than {MOST_MEDIA} pictures", "no platform takes as many")
        return None
    thread = version.thread
    if thread and (len(thread) != 2 or not 1 <= thread[0] <= thread[1]):
        complain(f"{head}thread", "is not [place, length]", "write [1, 3] for the first post of three")
        return None
    images = [_image(f"{head}media[{index}]", media, decoded, complain) for index, media in enumerate(version.media)]
    if None in images:
        return None
    platforms = dict.fromkeys(name for name in (version.platform, *version.platforms) if name)
    post = Post(
        body=version.text,
        id=version.post_id,
        title=version.title,
        account=version.account,
        platforms=tuple(platforms),
        author=Author(id=version.author) if isinstance(version.author, str) else version.author,
        schedule=version.scheduled_at,
        audience=version.audience,
        category=version.category,
        reply_to=version.reply_to,
        group=version.group,
        images=tuple(image for image in images if image),
        approval=version.approval,
        second_reader=version.second_reader,
        confident=version.confident,
        disclaimer=version.disclaimer,
        allow=version.allow,
        thread=(thread[0], thread[1]) if thread else None,
    )
    if sum(len(part.text) for part in parts_of(post)) > MOST_TEXT:
        complain(f"{head}text", f"is longer than {MOST_TEXT} characters, with all that belongs to it", "shorten it")
        return None
    return post


def _image(key: str, media: Media, decoded: dict[str, bytes], complain: shape.Complain) -> Image | None:
    if (media.path is None) == (media.content is None):
        what = "has neither path nor bytes" if media.path is None else "has both path and bytes"
        complain(key, what, "give one of them")
        return None
    declared = {
        name: getattr(media, name)
        for name in ("alt", "people", "person_ids", "consent", "licence", "credit", "tags", "decorative")
    }
    if media.content is None:
        if media.name is not None:
            complain(f"{key}.name", "stands beside a path, which has a name", "take it out")
        return Image(media.path or "", **declared)
    if media.content not in decoded:
        import base64

        try:
            decoded[media.content] = base64.b64decode(media.content, validate=True)
        except (NotBase64, ValueError):
            complain(f"{key}.bytes", "is not base64", "send the bytes of the file in base64, without line ends")
            return None
    return Image(media.name or "", data=decoded[media.content], **declared)


def _short(text: str) -> str:
    """Return a text on one line and of a bearable length: it may hold what somebody made up."""
    clean = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"
