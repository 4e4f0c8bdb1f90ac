"""JSON Schemas of the files that people write, made from the value classes that read those files.

Types, names and defaults are the classes'; descriptions are their docstrings and `schemas/words.toml`. A schema says
less than the reader does: it knows no other file, so a rule that does not exist passes it.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from linter import checks
from linter.packs import Packs, RuleFile
from linter.profile import ProfileFile, Source
from linter.readers.fields import Fields
from linter.rule import Example
from linter.settings import Settings, read_toml
from linter.value import described_fields, holds_fields

Schema = dict[str, Any]
FOLDER = Path(__file__).parent.parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
_SPAN = r"^ *[0-9]{1,2}:[0-9]{1,2} *- *[0-9]{1,2}:[0-9]{1,2} *$"
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": f"^{_DAY}$"},
    datetime: {"type": "string", "pattern": f"^{_DAY}{_TIME}$"},
    object: {},
    Any: {},
}
# What the readers ask beyond the types: (class, key) → keywords.
_FURTHER: dict[tuple[str, str], Schema] = {
    ("Account", "handles"): {"minItems": 1},
    ("Allow", "reason"): {"minLength": 1},
    ("Hours", "contracted"): {"pattern": _SPAN},
    ("Hours", "official"): {"pattern": f"^$|{_SPAN}"},
    ("RuleFile", "clauses"): {"items": {"type": "string", "pattern": "^[^/]+/.+"}},
    ("RuleFile", "code"): {"pattern": r"^[A-Z]{2,5}-[0-9]{3}$"},
    **{("RuleFile", key): {"pattern": r"\S"} for key in ("summary", "why", "fix")},
    ("RuleFile", "message"): {"pattern": r"\S", "not": {"pattern": r"\{\}"}},
    **{("Case", key): {"minLength": 1} for key in ("message", "fix")},
}
_REQUIRED_BESIDES = {"Allow": ("reason",)}
_LEXICON: Schema = {
    "description": "A word list of the same pack: lexicons/<name>.toml",
    "type": "object",
    "properties": {"lexicon": {"type": "string"}},
    "required": ["lexicon"],
    "additionalProperties": False,
}


class _Writer:
    """Makes the schemas of classes; those that are held by others are collected in `defs`.

    `nothing` says that a key may be left empty, as in drafts; `lexicons` that a list may be drawn from a word list.
    """

    def __init__(self, *, nothing: bool = False, lexicons: bool = False) -> None:
        self.defs: dict[str, Schema] = {}
        self._nothing, self._lexicons = nothing, lexicons

    def table(self, cls: type) -> Schema:
        """Return the schema of a table that a class reads."""
        hints = get_type_hints(cls)
        properties: dict[str, Schema] = {}
        required: list[str] = []
        for attribute, item in described_fields(cls).items():
            if item.metadata.get("derived"):
                continue
            key = item.metadata.get("key", attribute)
            schema = self.kind(hints[attribute])
            schema |= _FURTHER.get((cls.__name__, key), {})
            if self._nothing and not item.is_required:
                schema = _or_nothing(schema)
            default = item.default
            if isinstance(default, str | int | float) and default not in ("", False):
                schema = {**schema, "default": default}
            described = words().get(cls.__name__, {}).get(key)
            properties[key] = {"description": described, **schema} if described else schema
            if item.is_required:
                required.append(key)
        required += _REQUIRED_BESIDES.get(cls.__name__, ())
        about = (inspect.getdoc(cls) or "").replace("\n\n", "\n").replace("\n", " ")
        if not self._lexicons:  # who writes a rule wants all that is said of a kind's options
            about = about.partition(". ")[0].removesuffix(".") + "."
        made: Schema = {"description": about, "type": "object", "properties": properties}
        if required:
            made["required"] = required
        return {**made, "additionalProperties": False}

    def kind(self, kind: Any) -> Schema:
        """Return the schema of a type."""
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin in (Union, types.UnionType):
            options = [self.kind(each) for each in arguments if each is not type(None)]
            return options[0] if len(options) == 1 else {"anyOf": options}
        if origin is tuple:
            items = self.kind(arguments[0])
            if not self._lexicons:
                return {"type": "array", "items": items}
            several = {"anyOf": [items, {"$ref": "#/$defs/lexicon"}]} if items else items
            return {"anyOf": [{"type": "array", "items": several}, {"$ref": "#/$defs/lexicon"}]}
        if origin is not None and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.kind(arguments[1])}
        if holds_fields(kind):
            # Options of the kinds of check have classes of the same name in modules of their own.
            prefix = f"{kind.__module__.rpartition('.')[2]}." if kind.__module__.startswith("linter.checks.") else ""
            name = f"{prefix}{kind.__name__}"
            if name not in self.defs:
                self.defs[name] = {}
                self.defs[name] = self.table(kind)
            return {"$ref": f"#/$defs/{name}"}
        return {}


def _or_nothing(schema: Schema) -> Schema:
    """Return the schema that takes an empty key too."""
    if "type" in schema and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    options = schema.get("anyOf") or [schema]
    return {"anyOf": [*options, {"type": "null"}]}


def _or_none(schema: Schema) -> Schema:
    """Return the schema that takes "none" too, by which an example goes without a field that its surroundings have."""
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {"description": schema["description"], "anyOf": [rest, {"const": "none"}]} if rest else schema


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return class → key → what the key means, in plain words."""
    return read_toml(FOLDER / "words.toml")


def settings(packs: Packs) -> Schema:
    """Return the schema of `postlint.toml`, which offers the names of the rules."""
    writer = _Writer()
    made = writer.table(Settings)
    override = {"$ref": "#/$defs/RuleOverride"}
    rules = made["properties"]["rules"]
    rules["properties"] = {name: {"description": packs.rules[name].summary, **override} for name in sorted(packs.rules)}
    made["properties"]["policy"]["examples"] = list(packs.names("profiles"))
    return _document("settings", "Settings of postlint", made, writer)


def draft(_: Packs) -> Schema:
    """Return the schema of a draft in JSON or YAML: one post, a list of posts, or {posts: [posts]}.

    `#/$defs/front-matter` is that of the lines between `---` in Markdown and plain text.
    """
    writer = _Writer(nothing=True)
    post = writer.table(Fields)
    front = {**post, "properties": {**post["properties"], "thread": {"type": ["boolean", "null"]}}}
    del front["properties"]["body"]
    front["properties"]["thread"]["description"] = "The posts of a thread follow, parted by lines of ---."
    writer.defs["front-matter"] = front
    writer.defs["post"] = {**post, "anyOf": [{"required": [key]} for key in ("body", "thread", "variants")]}
    one = {"$ref": "#/$defs/post"}
    several = {"type": "array", "items": one}
    listed = {"type": "object", "properties": {"posts": several}, "additionalProperties": False}
    rest = {"if": {"required": ["posts"]}, "then": listed, "else": one}
    made = {
        "description": "What is to be posted: one post, a list of posts, or posts: and a list.",
        "type": ["object", "array"],
        "if": {"type": "array"},
        "then": several,
        "else": rest,
    }
    return _document("draft", "Draft of a post", made, writer)


def rule(_: Packs) -> Schema:
    """Return the schema of a rule's file; `[detect]` has the options of its kind of check."""
    writer = _Writer()
    made = writer.table(RuleFile)
    detect = _Writer(lexicons=True)
    kinds = sorted({*checks.names(), *_foreign_kinds()})
    branches = []
    for name in kinds:
        options = detect.table(checks.load(name).Options)
        options["properties"] = {"kind": {"const": name}, **options["properties"]}
        detect.defs[f"detect.{name}"] = options
        is_kind = {"properties": {"kind": {"const": name}}}
        branches.append({"if": is_kind, "then": {"$ref": f"#/$defs/detect.{name}"}})
    made["properties"]["detect"] |= {
        "properties": {"kind": {"description": "The kind of check.", "enum": kinds}},
        "required": ["kind"],
        "allOf": branches,
    }
    writer.defs |= {**detect.defs, "lexicon": _LEXICON}
    example = _Writer(nothing=True)
    own, fields = example.table(Example), example.table(Fields)
    del own["properties"]["draft"]
    fields["properties"]["allow"] = {"description": fields["properties"]["allow"]["description"]}  # bad ones on purpose
    left_out = {key: _or_none(one) for key, one in fields["properties"].items()}
    own["properties"] = {**left_out, **own["properties"]}
    writer.defs |= {**example.defs, "Example": own}
    for key in ("flags", "allows"):
        made["properties"][key]["items"] = {"$ref": "#/$defs/Example"}
    return _document("rule", "Rule of postlint", made, writer)


def profile(_: Packs) -> Schema:
    """Return the schema of a profile."""
    writer = _Writer()
    return _document("profile", "Profile of postlint", writer.table(ProfileFile), writer)


def source(_: Packs) -> Schema:
    """Return the schema of a source."""
    writer = _Writer()
    return _document("source", "Source of postlint", writer.table(Source), writer)


def _foreign_kinds() -> Iterator[str]:
    """Yield the kinds of check that others have installed."""
    from importlib.metadata import entry_points

    yield from (entry.name for entry in entry_points(group=checks.ENTRY_POINTS))


def _document(name: str, title: str, made: Schema, writer: _Writer) -> Schema:
    head = {"$schema": DIALECT, "$id": f"urn:postlint:{name}:1", "title": title}
    return {**head, **made, "$defs": dict(sorted(writer.defs.items()))}


# What a schema is called → the function that makes it. That of a report is written by hand: it is a promise.
SCHEMAS: dict[str, Callable[[Packs], Schema]] = {
    "settings": settings,
    "draft": draft,
    "rule": rule,
    "profile": profile,
    "source": source,
}
