"""Blocks of metadata become fields: each kind of block is read by the module that knows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from linter.evidence.metadata import exif, iptc, xmp
from linter.evidence.metadata.blocks import Block, blocks
from linter.evidence.metadata.fields import EXIF, NOTES, PHONES, PNG, TOLD, WINDOWS, Field, FieldKind
from linter.evidence.metadata.words import clean, decoded, is_words, positions, two_bytes, without_positions

_MAKERS = ("canon", "nikon", "panasonic", "leica", "fujifilm", "olympus", "sony", "samsung", "pentax", "ricoh")
# What cameras and programs put where words could stand.
_EMPTY = re.compile(
    r"(?i)(?:(?:[\w-]+ )*digital camera|default|none|unknown|untitled|n/?a|sony dsc|binary comment|applemark|"
    r"dcim[\\/].*|exif_jpeg(?:_picture)?|.?)"
)
_OF_PROGRAM = re.compile(
    r"(?i)(?:creator: gd-jpeg|created (?:with|by) |file (?:source|written)|lavc\d|lead technologies|optimi[sz]ed |"
    r"compressed (?:with|by|jpeg)|intel\(r\)|handmade software|processed (?:with|by) |edited (?:with|in) |ffmpeg|"
    r"imagemagick)"
)
_TECHNICAL_KEY = re.compile(r"(?:exif|tiff|icc|png|photoshop|svg|xmp|jpeg|webp|unknown|dpi)(?::.*)?")
_START_OF_PNG, _END_OF_PNG = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_FILM = re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location\.ISO6709|loci|\xa9gps")
_FILM_PLACE = re.compile(rb"[+-]\d{2}(?:\.\d+)?[+-]\d{3}(?:\.\d+)?")
# Programs whose name in a picture says that it was made by them, not by a camera.
_MAKERS_OF_PICTURES = re.compile(
    r"(?i)\b(?:midjourney|dall[-·. ]?e|stable[- ]diffusion|novelai|comfyui|invokeai|adobe firefly|imagen|gpt-4o|"
    r"automatic1111|leonardo\.ai|ideogram|craiyon|dreamstudio|bing image creator|flux\.1)"
)
_SAMPLER = re.compile(r"\bSteps: \d+, Sampler: |\"(?:class_type|sampler_name|cfg_scale|negative_prompt)\"\s*:")
_AI_KEYS = frozenset(
    {"parameters", "prompt", "workflow", "dream", "sd-metadata", "invokeai_metadata", "generation_data"}
)
_SILENT_KEYS = re.compile(
    r"(?i)date.*|.*time|png:.*|icc.*|jpeg:.*|signature|.*gamma.*|exif:.*date.*|pdf:.*|thumb::(?!uri).*|warning|disclaimer"
)
_ADDRESS_KEY = re.compile(r"(?i)thumb::uri|.*\b(?:url|uri|path|file ?name)")
_POSITION_KEY = re.compile(r"(?i).*(?:gps|geo).*|lat(?:itude)?|lon(?:g|gitude)?")


class Reading:
    """Gathers the fields and the smaller pictures of one file."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.fields: list[Field] = []
        self.pictures: list[Block] = []

    def take(self, data: bytes) -> None:
        """Read a file."""
        for block in blocks(data):
            self._block(block)

    def _block(self, block: Block) -> None:
        readers: dict[str, Callable[[Block], None]] = {
            "exif": self._exif,
            "xmp": self._xmp,
            "photoshop": self._photoshop,
            "iptc": self._iptc,
            "text": self._text,
            "jumbf": self._credentials,
            "picture": self.pictures.append,
            "video": self._video,
        }
        # What one block holds is no reason not to read the others: whatever a hostile one does is left behind.
        with suppress(ValueError, IndexError, KeyError, OverflowError, TypeError, ArithmeticError, RecursionError):
            readers[block.kind](block)

    def _xmp(self, block: Block) -> None:
        for field in xmp.fields(block.data):
            self._add(*field)

    def _iptc(self, block: Block) -> None:
        for field in iptc.fields(block.data):
            self._words(*field, "IPTC")

    def _photoshop(self, block: Block) -> None:
        for found in iptc.resources(block.data):
            if isinstance(found, Field):
                self._words(*found, "IPTC")
            else:
                self._block(found)

    def _credentials(self, block: Block) -> None:
        if b"c2pa" not in block.data and b"jumb" not in block.data:
            return
        self._add("credentials", "Content Credentials")
        if b"compositeWithTrainedAlgorithmicMedia" in block.data:
            self._add("ai", "Edited with AI")
        if re.search(rb"/trainedAlgorithmicMedia", block.data):
            self._add("ai", "Made with AI")
        if b"stds.exif" in block.data and re.search(rb"GPSLatitude\W{1,6}[1-9\-\d]", block.data):
            self._add("position", "GPS position in Content Credentials")

    def _video(self, block: Block) -> None:
        for match in _FILM.finditer(block.data):
            piece = block.data[match.start() : match.start() + 400]
            found = _FILM_PLACE.search(piece)
            if found and re.search(rb"[1-9]", found.group()):
                self._add("position", "GPS position in the film that comes with it")
                return
        # Apple keeps the values of its keys further on, in a list.
        if b"location.ISO6709" in block.data and re.search(rb"[+-]\d{2}\.\d{3,}[+-]\d{3}\.\d{3,}", block.data):
            self._add("position", "GPS position in the film that comes with it")

    def _text(self, block: Block) -> None:
        key = block.key.strip().lower()
        if block.key == "rest":
            self._rest(block)
            return
        text = decoded(block.data)
        if not text:
            return
        if key in _AI_KEYS and (_SAMPLER.search(text) or key != "prompt"):
            self._add("ai", "Made with AI")
            return
        if _POSITION_KEY.fullmatch(key) and re.search(r"\d*[1-9]\d*", text) and re.search(r"[.,°]\d|\d°|\d/\d", text):
            self._add("position", f"GPS position in {block.where}")
            return
        if _SILENT_KEYS.fullmatch(key):
            return
        if _ADDRESS_KEY.fullmatch(key):
            self._add("caption", "Where it was kept", text)
            return
        known = PNG.get(key.rpartition(":")[2])
        if known is None and _TECHNICAL_KEY.fullmatch(key):
            return
        kind, label = known or ("caption", "Comment")
        self._words(kind, label, text, block.where)

    def _rest(self, block: Block) -> None:
        """Read what stands behind the end of a picture: words are searched for positions only."""
        text = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", block.data.decode("utf-8", "ignore"))
        if any(True for _ in positions(text)):
            self._add("position", "GPS position after the end of the picture")
        # Programs that wrote a smaller picture over a larger one left its end: what was cut off can be restored.
        if (_END_OF_PNG in block.data[-64:] and _START_OF_PNG not in block.data) or (
            len(block.data) > 1000 and block.data[-2:] == b"\xff\xd9" and b"\xff\xd8\xff" not in block.data
        ):
            self.pictures.append(Block("picture", b"", "rest of a larger picture", "rest"))

    def _exif(self, block: Block) -> None:
        tags = exif.tags(block.data)
        maker = next(
            (exif.text_of(tag.value).lower() for tag in tags if tag.number == 0x010F and tag.directory == "0"), ""
        )
        known = next((name for name in _MAKERS if name in maker), "")
        for folder in {tag.folder for tag in tags if tag.directory == "gps"}:
            self._gps([tag for tag in tags if tag.folder == folder], block.where)
        for tag in tags:
            if tag.directory == "gps":
                continue
            if tag.directory == "note":
                if (known, tag.number) in NOTES:
                    self._tag(*NOTES[known, tag.number], exif.text_of(tag.value), block.where)
                continue
            self._entry(tag, block)
        self._previews(tags, block)

    def _entry(self, tag: exif.Tag, block: Block) -> None:
        value = tag.value
        if tag.number in WINDOWS and isinstance(value, bytes | tuple):
            data = value if isinstance(value, bytes) else bytes(each & 0xFF for each in value)
            self._tag(*WINDOWS[tag.number], two_bytes(data), block.where)
        elif tag.number in EXIF and tag.directory != "interop":
            self._tag(*EXIF[tag.number], exif.text_of(value), block.where)
        elif isinstance(value, bytes) and tag.directory in ("0", "1", "sub", "exif"):
            if tag.number == 0x02BC:
                self._xmp(Block("xmp", value, "XMP"))
            elif tag.number == 0x83BB:
                self._iptc(Block("iptc", value, "IPTC"))
            elif tag.number == 0x8649:
                self._photoshop(Block("photoshop", value, "IPTC"))
            elif tag.number == 0xCD41:
                self._credentials(Block("jumbf", value, "Content Credentials"))
            elif tag.number in (0x927C, 0xC634, 0xC68B):
                text = re.sub(r"[^\x20-\x7e]+", " ", value[:65536].decode("latin-1"))
                for sign in re.finditer(rb"\xff\xd8\xff[\xdb\xe0\xe1]|\x89PNG\r\n\x1a\n", value):
                    self.pictures.append(Block("picture", value[sign.start() :], "maker's notes", "stray"))
                if re.search(r"(?i)lat(?:itude)?\W", text) and any(True for _ in positions(text)):
                    self._add("position", "GPS position in the maker's notes")
        elif tag.number == 0x83BB and isinstance(value, tuple):
            self._iptc(Block("iptc", _flat(value), "IPTC"))

    def _tag(self, kind: FieldKind, label: str, text: str, where: str) -> None:
        if not text or _EMPTY.fullmatch(text.strip()):
            return
        is_comment = label == "Comment"
        if (kind == "software" or is_comment) and (_MAKERS_OF_PICTURES.search(text[:400]) or _SAMPLER.search(text)):
            self._add("ai", "Made with AI")
            if is_comment:
                return
        self._words(kind, label, text, where)

    def _words(self, kind: FieldKind, label: str, text: str, where: str) -> None:
        if _SAMPLER.search(text) or (kind == "software" and _MAKERS_OF_PICTURES.search(text)):
            self._add("ai", "Made with AI")
        plain = without_positions(text)
        if plain != text:
            self._add(
                "position", f"GPS position in {where}" if where != "EXIF" else f"GPS position in the {label.lower()}"
            )
        if kind not in ("caption", "keyword") or is_words(plain):
            self._add(kind, label, plain)

    def _gps(self, tags: Sequence[exif.Tag], where: str) -> None:
        values = {tag.number: tag.value for tag in tags}
        for latitude, longitude in ((2, 4), (0x14, 0x16)):
            north, east = (exif.degrees(values.get(number)) for number in (latitude, longitude))
            if north or east:  # one that is on no map may still be a place, written wrongly
                self._add("position", "GPS position" if where == "EXIF" else f"GPS position in {where}")
        if area := clean(exif.text_of(values.get(0x1C, b""))):
            self._add("place", "Place", area)

    def _previews(self, tags: Sequence[exif.Tag], block: Block) -> None:
        folders: dict[int, dict[int, exif.Tag]] = {}
        for tag in tags:
            folders.setdefault(tag.folder, {})[tag.number] = tag
        for folder in folders.values():
            start, length = (_first(folder.get(number)) for number in (0x0201, 0x0202))
            name = "EXIF thumbnail" if folder[next(iter(folder))].directory in ("0", "1") else "preview"
            if start is not None:
                data = block.data[start : start + (length or len(block.data))]
                at = data.find(b"\xff\xd8")
                if at >= 0:
                    self.pictures.append(Block("picture", data[at:], name))
                    self._within(data[at:])
            elif folder[next(iter(folder))].directory == "1" and block.where != "TIFF" and 0x0111 in folder:
                self._plain(folder, block)

    def _plain(self, folder: dict[int, exif.Tag], block: Block) -> None:
        """Take a thumbnail that is not compressed."""
        width, height, start = (_first(folder.get(number)) for number in (0x0100, 0x0101, 0x0111))
        if not width or not height or start is None or width * height > 1_000_000:
            return
        data = block.data[start : start + width * height * 3]
        if (
            _first(folder.get(0x0103)) in (1, None)
            and _first(folder.get(0x0106)) == 2
            and len(data) == width * height * 3
        ):
            self.pictures.append(Block("picture", data, "EXIF thumbnail", f"{width}x{height}"))

    def _within(self, data: bytes) -> None:
        """Read the metadata of a thumbnail itself."""
        if data.find(b"Exif\0\0", 2, 4096) >= 0 or data.find(b"http://ns.adobe.com/xap/", 2, 4096) >= 0:
            inner = Reading()
            for block in blocks(data):
                if block.kind != "picture":
                    inner._block(block)
            self.fields += inner.fields

    def _add(self, kind: FieldKind, label: str, value: str = "") -> None:
        if kind == "caption" and _EMPTY.fullmatch(value):
            return
        if kind == "caption" and _OF_PROGRAM.match(value):
            kind, label = "software", "Software"
        if kind == "device" and PHONES.search(value):
            label = "Phone"
        if kind == "serial" and value and not re.search(r"[1-9A-Za-z]", value):
            return
        self.fields.append(Field(kind, label, value if kind in TOLD else ""))


def _first(tag: exif.Tag | None) -> int | None:
    if tag is None or not isinstance(tag.value, tuple) or not tag.value or not isinstance(tag.value[0], int):
        return None
    return tag.value[0]


def _flat(value: tuple[int, ...]) -> bytes:
    """Return the bytes of datasets that were written as whole numbers."""
    return b"".join(each.to_bytes(4, "little") for each in value)
