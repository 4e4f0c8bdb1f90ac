"""Pictures that carry something beside their pixels, built byte by byte: whatever a program ever wrote, or broke.

`python -m tests.carrying` draws those of `samples/pictures/carrying` anew.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image as Pillow
from PIL import ImageDraw

SAMPLES = Path(__file__).parent.parent / "samples" / "pictures" / "carrying"
_ROOT = {"exif": 0x8769, "gps": 0x8825, "interop": 0xA005}
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
NAMESPACES = {
    "acdsee": "http://ns.acdsee.com/iptc/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "drone": "http://www.dji.com/drone-dji/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


def drawing(width: int = 160, height: int = 120, *, people: bool = False) -> Pillow.Image:
    """Draw a hall with lanterns; with people (round heads, no faces) if asked."""
    picture = Pillow.new("RGB", (width, height), (232, 226, 208))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, height * 2 // 3, width, height), fill=(150, 110, 70))
    for index in range(7):
        x, size = width * (2 * index + 1) // 14, height // (8 + index % 3)
        pen.line((x, 0, x, height // 4), fill=(40, 40, 40), width=max(1, width // 200))
        pen.ellipse(
            (x - size, height // 4, x + size, height // 4 + 2 * size), fill=(220 - 20 * index, 60 + 25 * index, 40)
        )
    for index in range(3 if people else 0):
        x, size = width * (index + 2) // 6, height // 12
        pen.rectangle((x - size, height // 2 + size, x + size, height), fill=(40, 60 + 40 * index, 120))
        pen.ellipse((x - size, height // 2 - size, x + size, height // 2 + size), fill=(96, 64 + 30 * index, 48))
    return picture


def encoded(picture: Pillow.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """Return a picture as a file."""
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


Value = str | bytes | int | Sequence[tuple[int, int]]


def exif(
    order: str = "II",
    main: Mapping[int, Value] | None = None,
    *,
    thumbnail: bytes = b"",
    start: int = 8,
    **inner: Mapping[int, Value],
) -> bytes:
    """Return a TIFF structure with directories: `exif`, `gps`, `interop` within the main one; and a thumbnail."""
    mark = "<" if order == "II" else ">"
    folders: dict[str, dict[int, Value]] = {"main": dict(main or {})}
    for name, tags in inner.items():
        folders[name] = dict(tags)
        folders["main"].setdefault(_ROOT[name], 0)
    if thumbnail:
        folders["thumb"] = {0x0103: 6, 0x0201: 0, 0x0202: len(thumbnail)}
    sizes = {name: 2 + 12 * len(tags) + 4 for name, tags in folders.items()}
    places, at = {}, start
    for name, size in sizes.items():
        places[name] = at
        at += size
    heap = b""
    out = b""
    for name, tags in folders.items():
        rows = b""
        for number, value in sorted(tags.items()):
            kind, count, data = _packed(value, mark, number)
            if name == "main" and number in _ROOT.values():
                pointed = next(key for key, root in _ROOT.items() if root == number)
                kind, count, data = 4, 1, struct.pack(f"{mark}I", places[pointed]) if pointed in places else data
            elif name == "thumb" and number == 0x0201:
                data = b"thumbnail"
            if data == b"thumbnail":
                data = struct.pack(f"{mark}I", at + len(heap))
                heap += thumbnail
            elif len(data) > 4:
                place = at + len(heap)
                heap += data + b"\0" * (len(data) % 2)
                data = struct.pack(f"{mark}I", place)
            rows += struct.pack(f"{mark}HHI", number, kind, count) + data.ljust(4, b"\0")
        following = places["thumb"] if name == "main" and "thumb" in places else 0
        out += struct.pack(f"{mark}H", len(tags)) + rows + struct.pack(f"{mark}I", following)
    head = order.encode() + struct.pack(f"{mark}HI", 42, start)
    return head.ljust(start, b"\0") + out + heap


def _packed(value: Value, mark: str, number: int) -> tuple[int, int, bytes]:
    if isinstance(value, str):
        data = value.encode() + b"\0"
        return 2, len(data), data
    if isinstance(value, bytes):
        return (1 if 0x9C9B <= number <= 0x9C9F else 7), len(value), value
    if isinstance(value, int):
        return (3, 1, struct.pack(f"{mark}H", value)) if value < 65536 and number != 0x0202 else (
            4, 1, struct.pack(f"{mark}I", value)
        )  # fmt: skip
    return 5, len(value), b"".join(struct.pack(f"{mark}II", *pair) for pair in value)


# A place on the open sea; no school is there.
GPS: dict[int, Value] = {
    0: b"\x02\x03\0\0",
    1: "N",
    2: [(54, 1), (30, 1), (1234, 100)],
    3: "E",
    4: [(2, 1), (15, 1), (567, 100)],
}
# What is in GPS directories of pictures that tell no place.
NO_GPS: dict[str, dict[int, Value]] = {
    "version": {0: b"\x02\x03\0\0"},
    "date": {0: b"\x02\x03\0\0", 0x1D: "2026:11:20", 7: [(9, 1), (14, 1), (0, 1)]},
    "zeros": {2: [(0, 1)] * 3, 4: [(0, 1)] * 3},
    "undefined": {1: "N", 2: [(0, 0)] * 3, 3: "E", 4: [(0, 0)] * 3},
    "refs": {1: "N", 3: "E"},
    "altitude": {5: b"\0", 6: [(31, 1)]},
    "method": {0x1B: b"ASCII\0\0\0GPS", 0x12: "WGS-84"},
}


def xmp(inner: str = "", attributes: str = "", *, more: str = "") -> bytes:
    """Return a packet with some elements and attributes in one description; `more` stands beside it."""
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces} {attributes}>{inner}</rdf:Description>{more}</rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


def bag(name: str, *items: str, kind: str = "Bag") -> str:
    """Return a property of XMP that is a list."""
    listed = "".join(f"<rdf:li>{item}</rdf:li>" for item in items)
    return f"<{name}><rdf:{kind}>{listed}</rdf:{kind}></{name}>"


def region(name: str, kind: str = "Face", *, attributes: bool = False) -> str:
    """Return a marked region of the Metadata Working Group."""
    if attributes:
        one = f'<rdf:li><rdf:Description mwg-rs:Name="{name}" mwg-rs:Type="{kind}"/></rdf:li>'
    else:
        one = (
            '<rdf:li rdf:parseType="Resource"><mwg-rs:Area stArea:x="0.5" stArea:y="0.5" stArea:w=".1" stArea:h=".1"/>'
            f"<mwg-rs:Name>{name}</mwg-rs:Name><mwg-rs:Type>{kind}</mwg-rs:Type></rdf:li>"
        )
    return (
        '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>'
        f"{one}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
    )


GPS_XMP = 'exif:GPSLatitude="54,30.2057N" exif:GPSLongitude="2,15.0945E"'


def iptc(*datasets: tuple[int, int, str], utf8: bool = True) -> bytes:
    """Return IPTC datasets."""
    head = [(1, 90, b"\x1b%G")] if utf8 else []
    rows = [*head, *((record, number, text.encode("utf-8" if utf8 else "cp1252")) for record, number, text in datasets)]
    return b"".join(struct.pack(">BBBH", 0x1C, record, number, len(data)) + data for record, number, data in rows)


def resources(*parts: tuple[int, bytes]) -> bytes:
    """Return image resources of Photoshop."""
    return b"".join(
        b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2) for number, data in parts
    )


def segment(marker: int, body: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def in_jpeg(jpeg: bytes, *segments: bytes, after: bytes = b"") -> bytes:
    """Return a JPEG with more segments at its beginning, and data behind its end."""
    return jpeg[:2] + b"".join(segments) + jpeg[2:] + after


def app1(structure: bytes) -> bytes:
    """Return the segment of EXIF."""
    return segment(0xE1, b"Exif\0\0" + structure)


def app1_xmp(packet: bytes) -> bytes:
    """Return the segment of XMP."""
    return segment(0xE1, XMP_HEAD + packet)


def app13(*parts: tuple[int, bytes]) -> bytes:
    """Return the segment of Photoshop."""
    return segment(0xED, b"Photoshop 3.0\0" + resources(*parts))


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def in_png(png: bytes, *chunks: bytes, after: bytes = b"") -> bytes:
    """Return a PNG with more chunks behind its first, and data behind its end."""
    return png[:33] + b"".join(chunks) + png[33:] + after


def in_webp(webp: bytes, *chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    """Return a WebP with more chunks."""
    added = b"".join(kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks)
    body = webp[8:] + added
    return b"RIFF" + struct.pack("<I", len(body)) + body + after


def in_gif(gif: bytes, comment: bytes = b"", packet: bytes = b"") -> bytes:
    """Return a GIF with a comment or a packet of XMP before its end."""
    more = b"\x21\xfe" + bytes([len(comment)]) + comment + b"\0" if comment else b""
    if packet:
        magic = b"\x01" + bytes(range(0xFF, -1, -1)) + b"\0"
        more += b"\x21\xff\x0bXMP DataXMP" + packet + magic
    return gif[:-1] + more + b";"


def box(kind: bytes, *bodies: bytes) -> bytes:
    """Return a box of MP4."""
    body = b"".join(bodies)
    return struct.pack(">I", len(body) + 8) + kind + body


def film(place: bytes = b"+54.5034+002.2516/") -> bytes:
    """Return the beginning of a film that tells where it was taken."""
    told = box(b"\xa9xyz", struct.pack(">HH", len(place), 0x15C7), place)
    return box(b"ftyp", b"mp42\0\0\0\0isommp42") + box(b"moov", box(b"udta", told))


def main() -> None:
    """Draw the pictures of the samples."""
    SAMPLES.mkdir(parents=True, exist_ok=True)
    hall = encoded(drawing(320, 240), quality=70)
    whole = drawing(640, 480, people=True)
    told = {0x010E: "Lanterns in the hall", 0x010F: "Apple", 0x0110: "iPhone 13", 0x0131: "17.1"}
    camera = {0x010F: "Nikkan", 0x0110: "D-300"}
    history = '<xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved"/></rdf:Seq></xmpMM:History>'
    machine = 'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{}"'
    cropped = whole.crop((0, 0, 640, 300))
    covered = whole.copy()
    ImageDraw.Draw(covered).rectangle((160, 190, 480, 300), fill=(232, 226, 208))
    thumb = encoded(whole.resize((160, 120)), quality=60)
    same = encoded(drawing(160, 120), quality=60)
    pictures = {
        "phone-photo.jpg": in_jpeg(hall, app1(exif("MM", told, gps=GPS))),
        "editors-copy.jpg": in_jpeg(hall, app1_xmp(xmp(attributes=GPS_XMP))),
        "chat-photo.png": in_png(encoded(drawing(320, 240), "PNG"), chunk(b"eXIf", exif("II", gps=GPS))),
        "moving-photo.jpg": in_jpeg(hall, after=film()),
        "town.jpg": in_jpeg(hall, app13((1028, iptc((2, 90, "Little Saltby"), (2, 92, "Weir Cottages"))))),
        "own-town.jpg": in_jpeg(hall, app13((1028, iptc((2, 90, "Eastmere"), (2, 101, "United Kingdom"))))),
        "no-fix.jpg": in_jpeg(hall, app1(exif("II", gps=NO_GPS["zeros"] | NO_GPS["date"]))),
        "cropped.jpg": in_jpeg(encoded(cropped, quality=70), app1(exif("II", thumbnail=thumb))),
        "covered.jpg": in_jpeg(encoded(covered, quality=70), app1(exif("II", thumbnail=thumb))),
        "broken-thumbnail.jpg": in_jpeg(
            hall, app1(exif("II", thumbnail=b"\xff\xd8\xff\xe0" + bytes(range(1, 256)) * 6))
        ),
        "thumbnail.jpg": in_jpeg(hall, app1(exif("II", thumbnail=same))),
        "person-shown.jpg": in_jpeg(hall, app1_xmp(xmp(bag("Iptc4xmpExt:PersonInImage", "Ottoline Farrowby")))),
        "person-marked.jpg": in_jpeg(hall, app1_xmp(xmp(region("Zahra Ismailova-Green")))),
        "pet-marked.jpg": in_jpeg(hall, app1_xmp(xmp(region("Biscuit", "Pet")))),
        "pupil-in-caption.jpg": in_jpeg(
            hall, app13((1028, iptc((2, 120, "Chidera Nwankwolu lights the first lantern"), (2, 25, "lanterns"))))
        ),
        "pupil-in-keywords.png": in_png(
            encoded(drawing(320, 240), "PNG"),
            chunk(
                b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(bag("dc:subject", "fair", "People/Parveen Rahmanullahi"))
            ),
        ),
        "head-marked.jpg": in_jpeg(hall, app1_xmp(xmp(region("Miriam Castellane", attributes=True)))),
        "photographer.jpg": in_jpeg(
            hall,
            app1(exif("II", {0x013B: "Idris Quillfeather", 0x8298: "(c) 2026 Idris Quillfeather"})),
            app1_xmp(xmp(bag("dc:creator", "Idris Quillfeather", kind="Seq"))),
        ),
        "owned.jpg": in_jpeg(hall, app1(exif("MM", exif={0xA430: "Jorunn Appelgate", 0xA431: "01632960912"}))),
        "camera.jpg": in_jpeg(hall, app1(exif("MM", camera))),
        "own-phone.jpg": in_jpeg(hall, app1(exif("MM", {0x010F: "Apple", 0x0110: "iPhone 13"}))),
        "captioned.jpg": in_jpeg(hall, segment(0xFE, b"Second try, the first one was blurred")),
        "edited.jpg": in_jpeg(hall, app1(exif("II", {0x0131: "Fotolabor 4"})), app1_xmp(xmp(history))),
        "made-with-ai.jpg": in_jpeg(hall, app1_xmp(xmp(attributes=machine.format("trainedAlgorithmicMedia")))),
        "retouched-with-ai.jpg": in_jpeg(
            hall, app1_xmp(xmp(attributes=machine.format("compositeWithTrainedAlgorithmicMedia")))
        ),
        "rights.jpg": in_jpeg(
            hall,
            app1_xmp(
                xmp('<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Thistlebrook</rdf:li></rdf:Alt></dc:rights>')
            ),
        ),
        "alt-text.jpg": in_jpeg(
            hall,
            app1_xmp(
                xmp(
                    '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Seven round lanterns hang'
                    " in the hall</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>"
                )
            ),
        ),
    }
    for name, data in pictures.items():
        (SAMPLES / name).write_bytes(data)


if __name__ == "__main__":
    main()
