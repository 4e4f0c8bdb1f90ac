"""XMP packets: RDF in all its forms, read by a parser that follows no entity; a damaged one is searched by names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.evidence.metadata.fields import XMP, Field, FieldKind
from linter.evidence.metadata.words import clean, without_positions

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DEGREES = re.compile(r"(?:gps|dest|gpsdest|camera|photo)?_?(?:lat(?:itude)?|lon|long|lng|longt?itude|longtitude)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BOX = re.compile(r"<(/?)([\w.-]+:)?([\w.-]+)([^<>]*)>([^<]*)")
_ATTRIBUTE = re.compile(r"""([\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_BOUND = re.compile(r"[|/\\:]")
# Regions of a picture that mark something else than a person.
_NOBODY = frozenset({"pet", "focus", "barcode", "object", "animal"})
_PEOPLE = frozenset({"people", "person", "persons", "personnes", "personen", "faces", "face tags", "family", "familie"})
_HISTORY = frozenset({"history", "documentancestors", "derivedfrom", "ingredients", "pantry", "manifest"})
_UNTOLD: frozenset[FieldKind] = frozenset(("contact", "history", "ai"))
_MOST_NODES = 20_000


def fields(data: bytes) -> Iterator[Field]:
    """Yield the fields of a packet."""
    text = _text(data)
    root = _parsed(text)
    found = _Reading()
    if root is not None:
        found.element(root, (), 0)
    else:
        found.damaged(text)
    yield from found.fields
    if found.has_position():
        yield Field("position", "GPS position in XMP")


def _text(data: bytes) -> str:
    sample = data[:400]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    elif sample[1::2].count(0) * 3 > len(sample):
        text = data.decode("utf-16-le", "replace")
    elif sample[::2].count(0) * 3 > len(sample):
        text = data.decode("utf-16-be", "replace")
    else:
        text = data.decode("utf-8", "replace")
    start = min((at for at in (text.find("<x:x"), text.find("<rdf:RDF")) if at >= 0), default=text.find("<"))
    ends = (text.rfind(end) for end in ("</x:xmpmeta", "</x:xapmeta", "</rdf:RDF"))
    stop = text.find(">", max(ends)) + 1
    return text[max(start, 0) : stop or None]


def _parsed(text: str) -> Element | None:
    """Return the root of a packet; None if it is damaged, or means to do harm."""
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root: Element = ElementTree.fromstring(text)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, RecursionError):
        return None
    return root


def _split(tag: str) -> tuple[str, str]:
    """Return namespace and name of a tag, the name in small letters."""
    space, _, name = tag.rpartition("}")
    return space[1:], name.lower()


class _Reading:
    """Gathers the fields of one packet."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self._degrees: list[str] = []
        self._in_words = False
        self._nodes = 0

    def has_position(self) -> bool:
        """Say whether the packet tells a position."""
        return self._in_words or any(_degrees(text) for text in self._degrees)

    def element(self, node: Element, path: tuple[str, ...], depth: int) -> None:
        """Read an element and those in it. `path` are the names of the properties around it."""
        self._nodes += 1
        if depth > 60 or self._nodes > _MOST_NODES:
            return
        space, name = _split(node.tag) if isinstance(node.tag, str) else ("", "")
        is_rdf = node.tag.startswith(_RDF) if isinstance(node.tag, str) else False
        if name in ("regionlist", "regions", "imageregion"):
            self._regions(node)
        here = path if is_rdf or name in ("xmpmeta", "xapmeta") else (*path, name)
        for key, value in node.attrib.items():
            inner_space, inner = _split(key)
            if not inner_space or key.startswith(_RDF) or inner_space.endswith("XML/1998/namespace"):
                if key == f"{_RDF}resource" and here:
                    self.value(here, value, space)
                continue
            self.value((*here, inner), value, inner_space)
        if len(node) == 0 or (node.text and node.text.strip()):
            self.value(here, node.text or "", space)
        for child in node:
            self.element(child, here, depth + 1)

    def value(self, path: tuple[str, ...], value: str, space: str = "") -> None:
        """Take the value of a property."""
        text = clean(value)
        if not text or not path:
            return
        name = path[-1]
        if _DEGREES.fullmatch(name):
            self._degrees.append(text)
        elif name == "digitalsourcetype":
            self._source(text)
        elif _HISTORY & set(path):
            outer = next(each for each in path if each in _HISTORY)
            self._add("history", XMP.get(outer, ("history", "Editing history"))[1])
        elif "creatorcontactinfo" in path:
            self._add("contact", "Author's contact")
        elif name in ("name", "displayname") and any(part.startswith(("region", "imageregion")) for part in path):
            return  # `_regions` has seen it with its type
        else:
            self._known(path, name, text, space)

    def _known(self, path: tuple[str, ...], name: str, text: str, space: str) -> None:
        known = XMP.get(name)
        if known is None and len(path) > 1 and name in ("name", "value"):
            known = XMP.get(path[-2])
        if known is None or (name in ("notes", "caption", "people", "person") and "adobe.com/camera-raw" in space):
            return
        kind, label = known
        if name == "subject" and "people" in space.lower():
            kind = "person"
        if name == "categories":
            for piece in re.findall(r">([^<>]+)<", html.unescape(text)):
                self._add("keyword", label, clean(piece))
            return
        if name == "label" and text.lower() in ("red", "yellow", "green", "blue", "purple", "select", "second"):
            return
        if kind == "keyword" and (parts := [clean(part) for part in _BOUND.split(text)])[0].lower() in _PEOPLE:
            for part in parts[1:]:
                self._add("person", "Person shown", part)
            return
        if kind in ("caption", "keyword", "alt") and (plain := without_positions(text)) != text:
            self._in_words, text = True, plain
        if name == "credit" and "google ai" in text.lower():
            self._add("ai", "Edited with AI" if text.lower().startswith("edit") else "Made with AI")
        self._add(kind, label, text)

    def _source(self, text: str) -> None:
        kind = text.rpartition("/")[2].lower()
        if kind in ("trainedalgorithmicmedia", "algorithmicmedia"):
            self._add("ai", "Made with AI")
        elif kind in ("compositewithtrainedalgorithmicmedia", "compositesynthetic"):
            self._add("ai", "Edited with AI")

    def _regions(self, node: Element) -> None:
        """Take the names of the regions that mark people: of the Metadata Working Group, Microsoft, ACDSee, IPTC."""
        for item in node.iter():
            told: dict[str, str] = {}
            for key, value in item.attrib.items():
                told[_split(key)[1]] = value
            for child in item:
                if isinstance(child.tag, str):
                    told.setdefault(_split(child.tag)[1], "".join(child.itertext()))
            name = clean(told.get("name", "") or told.get("displayname", ""))
            kind = clean(told.get("type", "") or told.get("rctype", "")).lower()
            if name and kind not in _NOBODY and ("rctype" not in told or "human" in kind or "person" in kind):
                self._add("person", "Person marked in the picture", name)

    def damaged(self, text: str) -> None:
        """Read what can be read of a packet that is no XML."""
        open_names: list[str] = []
        for number, match in enumerate(_BOX.finditer(text)):
            if number > _MOST_NODES:
                return
            closing, prefix, name, attributes, after = match.groups()
            if closing:
                if open_names:
                    open_names.pop()
                continue
            is_rdf = prefix == "rdf:" or name in ("xmpmeta", "xapmeta")
            path = tuple(each for each in open_names if each) + (() if is_rdf else (name.lower(),))
            for found in _ATTRIBUTE.finditer(attributes):
                if found[1] and found[1] not in ("xmlns:", "rdf:", "xml:"):
                    value = html.unescape(found[3] or found[4] or "")
                    inner = found[2].lower()
                    if inner == "name" and (found[1].startswith("mwg") or "region" in " ".join(path)):
                        self._add("person", "Person marked in the picture", clean(value))
                    else:
                        self.value((*path, inner), value)
            if after.strip():
                if name.lower() == "name" and (prefix or "").startswith("mwg"):
                    self._add("person", "Person marked in the picture", clean(html.unescape(after)))
                else:
                    self.value(path, html.unescape(after))
            if not attributes.endswith("/"):
                open_names.append("" if is_rdf else name.lower())
                del open_names[:-60]

    def _add(self, kind: FieldKind, label: str, value: str = "") -> None:
        if value or kind in _UNTOLD:
            field = Field(kind, label, value)
            if field not in self.fields:
                self.fields.append(field)


def _degrees(text: str) -> float | None:
    """Return degrees without their sign: of "51,30.4485N", "51,30,26N", "51.5074", "18413/4096"."""
    if fraction := re.fullmatch(r"\s*-?(\d+)/(\d+)\s*", text):
        return int(fraction[1]) / int(fraction[2]) if int(fraction[2]) else None
    parts = [float(each) for each in _NUMBER.findall(text)[:3]]
    return sum(part / 60**power for power, part in enumerate(parts)) if parts else None
