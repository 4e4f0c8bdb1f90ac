"""Odd pictures by the hundred: each place where a position can hide, in each format, order and state of damage.

Each is built so that one knows whether it tells a position. `benchmarks/pictures/metadata.py` counts what is found.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image as Pillow

from tests import carrying as c

_PLACE = b"54.5034, 2.2516"
_JSON = json.dumps({"geoData": {"latitude": 54.5034, "longitude": 2.2516, "altitude": 3.0}}).encode()
_NO_JSON = json.dumps({"geoData": {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0}}).encode()


class Odd(NamedTuple):
    """A picture as a file, and whether it tells a position."""

    name: str
    data: bytes
    has_position: bool


def odd_pictures() -> Iterator[Odd]:
    """Yield all of them."""
    files = {kind: c.encoded(c.drawing(64, 48), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")}
    for has, made in ((True, _telling(files)), (False, _silent(files))):
        for name, data in made:
            yield Odd(name, data, has)


def _telling(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    jpeg = files["JPEG"]
    for order in ("II", "MM"):
        for name, structure in _structures(order):
            yield f"jpeg-exif-{order}-{name}", c.in_jpeg(jpeg, c.app1(structure))
        plain = c.exif(order, {0x010E: "Hall"}, gps=c.GPS)
        yield from _in_containers(files, plain, f"exif-{order}")
        for name, data in _damaged_jpegs(jpeg, plain):
            yield f"jpeg-{order}-{name}", data
        yield f"tiff-{order}", c.exif(order, {**_tiff_tags(), 0x010E: "Hall"}, gps=c.GPS)
        yield f"tiff-big-{order}", _big_tiff(order)
    for name, packet in _packets():
        yield from _xmp_in_containers(files, packet, f"xmp-{name}")
    yield "jpeg-xmp-extended", c.in_jpeg(jpeg, *_extended(c.xmp(attributes=c.GPS_XMP)))
    yield "jpeg-xmp-no-head", c.in_jpeg(jpeg, c.segment(0xE1, c.xmp(attributes=c.GPS_XMP)))
    yield "jpeg-iptc-caption", c.in_jpeg(jpeg, c.app13((1028, c.iptc((2, 120, "at " + _PLACE.decode())))))
    yield "jpeg-photoshop-exif", c.in_jpeg(jpeg, c.app13((1058, c.exif("MM", gps=c.GPS))))
    yield "jpeg-photoshop-xmp", c.in_jpeg(jpeg, c.app13((1060, c.xmp(attributes=c.GPS_XMP))))
    yield (
        "jpeg-photoshop-split",
        c.in_jpeg(
            jpeg, *_split_photoshop(c.resources((1028, c.iptc((2, 5, "x" * 300))), (1058, c.exif("II", gps=c.GPS))))
        ),
    )
    for name, text in _texts():
        yield f"jpeg-comment-{name}", c.in_jpeg(jpeg, c.segment(0xFE, b"first"), c.segment(0xFE, text))
        yield f"gif-comment-{name}", c.in_gif(files["GIF"], text[:255])
        yield f"png-text-{name}", c.in_png(files["PNG"], c.chunk(b"tEXt", b"Comment\0" + text))
        yield f"png-ztxt-{name}", c.in_png(files["PNG"], c.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(text)))
        yield f"jpeg-user-comment-{name}", c.in_jpeg(jpeg, c.app1(c.exif("MM", exif={0x9286: b"ASCII\0\0\0" + text})))
        yield f"jpeg-after-end-{name}", c.in_jpeg(jpeg, after=b"\0\0" + text)
    yield "png-key-gps", c.in_png(files["PNG"], c.chunk(b"tEXt", b"GPSPosition\x0054.5034 2.2516"))
    yield "png-key-latitude", c.in_png(files["PNG"], c.chunk(b"tEXt", b"exif:GPSLatitude\x0054/1, 30/1, 1234/100"))
    for kind in ("JPEG", "PNG", "WEBP"):
        yield f"{kind.lower()}-film", files[kind] + c.film()
        second = c.in_jpeg(jpeg, c.app1(c.exif("II", gps=c.GPS)))
        yield f"{kind.lower()}-second-picture", files[kind] + second
        yield (
            f"{kind.lower()}-second-png",
            files[kind] + c.in_png(files["PNG"], c.chunk(b"eXIf", c.exif("MM", gps=c.GPS))),
        )
        yield f"{kind.lower()}-packet-after-end", files[kind] + c.xmp(attributes=c.GPS_XMP)
    yield "bmp-after-end", files["BMP"] + b"Exif\0\0" + c.exif("II", gps=c.GPS)
    yield "mpo-second-frame", _mpo(c.exif("MM", gps=c.GPS))
    yield (
        "jpeg-thumbnail-within",
        c.in_jpeg(jpeg, c.app1(c.exif("II", thumbnail=c.in_jpeg(jpeg, c.app1(c.exif("MM", gps=c.GPS)))))),
    )
    raw = b"\nexif\n%8d\n" % (len(c.exif("II", gps=c.GPS)) + 6) + (b"Exif\0\0" + c.exif("II", gps=c.GPS)).hex().encode()
    yield "png-raw-profile", c.in_png(files["PNG"], c.chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(raw)))
    yield "png-raw-app1", c.in_png(files["PNG"], c.chunk(b"tEXt", b"Raw profile type APP1\0" + raw))
    wrong = bytearray(c.in_png(files["PNG"], c.chunk(b"eXIf", c.exif("MM", gps=c.GPS))))
    wrong[wrong.index(b"eXIf") - 8] ^= 0x40  # the checksum of the chunk before
    yield "png-wrong-checksum", bytes(wrong)


def _silent(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    jpeg = files["JPEG"]
    for name, gps in c.NO_GPS.items():
        for order in ("II", "MM"):
            structure = c.exif(order, {0x010E: "Hall"}, gps=gps)
            yield from _in_containers(files, structure, f"none-{name}-{order}")
            yield f"tiff-none-{name}-{order}", c.exif(order, _tiff_tags(), gps=gps)
    for name, text in (
        ("ratio", b"1.5, 2.5 and 16:9"),
        ("version", b"Fotolabor 12.3.4567, 8.1.0022"),
        ("date", b"2026:11:20 09:14:00+00:00"),
        ("lens", b"70.0-200.0 mm f/2.8, focal length 85.0"),
        ("price", b"Tickets 2.50, 3.50; from +44 1632 960123"),
        ("words", b"Latitude and longitude in geography"),
        ("zeros", b'{"latitude": 0.0, "longitude": 0.0}'),
        ("takeout", _NO_JSON),
        ("colour", b"white balance 1.0234, 0.9876"),
    ):
        yield f"jpeg-comment-none-{name}", c.in_jpeg(jpeg, c.segment(0xFE, text))
        yield f"gif-comment-none-{name}", c.in_gif(files["GIF"], text)
        yield f"png-text-none-{name}", c.in_png(files["PNG"], c.chunk(b"tEXt", b"Comment\0" + text))
        yield f"jpeg-after-end-none-{name}", c.in_jpeg(jpeg, after=text)
    for name, packet in (
        ("zeros", c.xmp(attributes='exif:GPSLatitude="0,0.0N" exif:GPSLongitude="0,0.0E"')),
        ("empty", c.xmp(attributes='exif:GPSLatitude="" exif:GPSLongitude=""')),
        ("version", c.xmp(attributes='exif:GPSVersionID="2.3.0.0" exif:GPSTimeStamp="2026-11-20T09:14:00Z"')),
        ("town", c.xmp(attributes='photoshop:Country="United Kingdom"')),
        ("edited", c.xmp(attributes='xmp:CreatorTool="Fotolabor 54.5034" xmpMM:DocumentID="54.5034, 2.2516"')),
    ):
        yield from _xmp_in_containers(files, packet, f"xmp-none-{name}")
    for kind, data in files.items():
        yield f"{kind.lower()}-plain", data
    yield "jpeg-film-none", jpeg + c.box(b"ftyp", b"mp42\0\0\0\0isom") + c.box(b"moov", c.box(b"udta", b""))
    yield "jpeg-film-zero", jpeg + c.film(b"+00.0000+000.0000/")
    yield "jpeg-iptc-none", c.in_jpeg(jpeg, c.app13((1028, c.iptc((2, 120, "Hall"), (2, 101, "United Kingdom")))))
    yield "jpeg-thumbnail", c.in_jpeg(jpeg, c.app1(c.exif("II", thumbnail=jpeg)))
    yield "mpo-none", _mpo(c.exif("MM", {0x010E: "Hall"}))


def _structures(order: str) -> Iterator[tuple[str, bytes]]:
    yield "plain", c.exif(order, {0x010E: "Hall"}, gps=c.GPS)
    yield "late-start", c.exif(order, gps=c.GPS, start=26)
    yield "thumbnail", c.exif(order, gps=c.GPS, thumbnail=c.encoded(c.drawing(16, 12)))
    yield "no-refs", c.exif(order, gps={2: c.GPS[2], 4: c.GPS[4]})
    yield "decimal", c.exif(order, gps={1: "N", 2: [(545034, 10000)], 3: "E", 4: [(22516, 10000)]})
    yield "text", c.exif(order, gps={1: "N", 2: "54.5034", 3: "E", 4: "2.2516"})
    yield "no-seconds", c.exif(order, gps={2: [(54, 1), (302057, 10000), (0, 0)], 4: [(2, 1), (150945, 10000), (0, 0)]})
    yield "meridian", c.exif(order, gps={1: "N", 2: c.GPS[2], 3: "E", 4: [(0, 1), (0, 1), (0, 1)]})
    yield "destination", c.exif(order, gps={0x14: c.GPS[2], 0x16: c.GPS[4]})
    yield (
        "off-the-map",
        c.exif(order, gps={1: "N", 2: [(5430, 1), (0, 1), (0, 1)], 3: "E", 4: [(215, 1), (0, 1), (0, 1)]}),
    )
    looped = bytearray(c.exif(order, {0x010E: "Hall"}, gps=c.GPS))
    end = 8 + 2 + 12 * 2
    looped[end : end + 4] = struct.pack("<I" if order == "II" else ">I", 8)
    yield "loop", bytes(looped)
    wrong = bytearray(c.exif(order, {0x010E: "Hall"}, gps=c.GPS))
    wrong[4:8] = b"\xff\xff\xff\x7f"
    yield "wrong-start", bytes(wrong)
    wrong = bytearray(c.exif(order, {0x010E: "Hall", 0x010F: "Make"}, gps=c.GPS))
    wrong[12 if order == "II" else 13] = 99  # a type that does not exist
    yield "wrong-type", bytes(wrong)
    yield "cut-behind", c.exif(order, {0x010E: "Hall"}, gps=c.GPS)[:-2]


def _damaged_jpegs(jpeg: bytes, structure: bytes) -> Iterator[tuple[str, bytes]]:
    one = c.app1(structure)
    yield "no-app0", jpeg[:2] + one + jpeg[20:]
    yield "junk-between", c.in_jpeg(jpeg, b"\0\0\0junk", one)
    yield "fill-bytes", c.in_jpeg(jpeg, b"\xff\xff\xff", one)
    yield "length-too-short", c.in_jpeg(jpeg, one[:2] + struct.pack(">H", 20) + one[4:])
    yield "length-too-long", c.in_jpeg(jpeg, c.segment(0xFE, b"x")[:2] + b"\xff\xf0" + b"x", one)
    yield "small-letters", c.in_jpeg(jpeg, c.segment(0xE1, b"EXIF\0\0" + structure))
    yield "odd-head", c.in_jpeg(jpeg, c.segment(0xE1, b"Exif\0\xff" + structure))
    yield "second", c.in_jpeg(jpeg, c.app1(c.exif("II", {0x010E: "Hall"})), one)
    at = jpeg.index(b"\xff\xc0")
    yield "behind-tables", jpeg[:at] + one + jpeg[at:]
    yield "after-end", jpeg + one
    yield "wrong-segment", c.in_jpeg(jpeg, c.segment(0xE5, b"Exif\0\0" + structure))
    yield "cut-picture", c.in_jpeg(jpeg, one)[: len(one) + 200]


def _in_containers(files: dict[str, bytes], structure: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    yield f"jpeg-{name}", c.in_jpeg(files["JPEG"], c.app1(structure))
    yield f"png-{name}", c.in_png(files["PNG"], c.chunk(b"eXIf", structure))
    yield f"webp-{name}", c.in_webp(files["WEBP"], (b"EXIF", structure))
    yield f"webp-head-{name}", c.in_webp(files["WEBP"], (b"EXIF", b"Exif\0\0" + structure))
    picture = c.drawing(64, 48)
    yield f"heic-{name}", c.encoded(picture, "HEIF", exif=b"Exif\0\0" + structure)
    yield f"avif-{name}", c.encoded(picture, "AVIF", exif=structure)
    yield f"jp2-{name}", _jp2(c.box(b"uuid", b"JpgTiffExif->JP2", structure))


def _jp2(more: bytes) -> bytes:
    return c.encoded(c.drawing(64, 48), "JPEG2000") + more


def _packets() -> Iterator[tuple[str, bytes]]:
    attributes, element = c.GPS_XMP, "<exif:GPSLatitude>54,30.2057N</exif:GPSLatitude>"
    element += "<exif:GPSLongitude>2,15.0945E</exif:GPSLongitude>"
    yield "attributes", c.xmp(attributes=attributes)
    yield "elements", c.xmp(element)
    yield "decimal", c.xmp(attributes='exif:GPSLatitude="54.5034" exif:GPSLongitude="2.2516"')
    yield "drone", c.xmp(attributes='drone:GpsLatitude="+54.5034" drone:GpsLongtitude="+2.2516"')
    created = f'<rdf:Bag><rdf:li rdf:parseType="Resource">{element}</rdf:li></rdf:Bag>'
    yield "location-created", c.xmp(f"<Iptc4xmpExt:LocationCreated>{created}</Iptc4xmpExt:LocationCreated>")
    shown = f"<rdf:Bag><rdf:li {attributes}/></rdf:Bag>"
    yield "location-shown", c.xmp(f"<Iptc4xmpExt:LocationShown>{shown}</Iptc4xmpExt:LocationShown>")
    yield "two-bytes", c.xmp(attributes=attributes).decode().encode("utf-16")
    yield "damaged", c.xmp(element, more="<broken").replace(b"</rdf:RDF>", b"</rdf:RDF <<")
    yield "entities", b'<!DOCTYPE x [<!ENTITY a "b">]>' + c.xmp(attributes=attributes)
    yield "words", c.xmp(f"<dc:description>{_PLACE.decode()}</dc:description>")


def _xmp_in_containers(files: dict[str, bytes], packet: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    yield f"jpeg-{name}", c.in_jpeg(files["JPEG"], c.app1_xmp(packet))
    yield f"png-{name}", c.in_png(files["PNG"], c.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))
    squeezed = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(packet)
    yield f"png-squeezed-{name}", c.in_png(files["PNG"], c.chunk(b"iTXt", squeezed))
    yield f"webp-{name}", c.in_webp(files["WEBP"], (b"XMP ", packet))
    yield f"gif-{name}", c.in_gif(files["GIF"], packet=packet)
    yield f"heic-{name}", c.encoded(c.drawing(64, 48), "HEIF", xmp=packet)
    yield f"tiff-{name}", c.exif("MM", {**_tiff_tags(), 0x02BC: packet})
    yield f"jp2-{name}", _jp2(c.box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), packet))


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "pair", b"taken at " + _PLACE
    yield "takeout", _JSON
    yield "iso", b"+54.5034+002.2516/"
    yield "degrees", "54°30'12.3\"N 2°15'5.7\"E".encode()
    yield "geo", b"geo:54.5034,2.2516"
    yield "lat-lon", b"lat=54.5034&lon=2.2516"


def _extended(packet: bytes) -> list[bytes]:
    """Return a packet whose greater part stands in segments of its own, in the wrong order."""
    guid = b"0123456789ABCDEF0123456789ABCDEF"
    head, half = b"http://ns.adobe.com/xmp/extension/\0" + guid, len(packet) // 2
    pieces = [(0, packet[:half]), (half, packet[half:])]
    rows = [c.segment(0xE1, head + struct.pack(">II", len(packet), at) + piece) for at, piece in reversed(pieces)]
    return [c.app1_xmp(c.xmp(attributes=f'xmp:Note="{guid.decode()}"')), *rows]


def _split_photoshop(data: bytes) -> list[bytes]:
    half = len(data) // 2
    return [c.segment(0xED, b"Photoshop 3.0\0" + piece) for piece in (data[:half], data[half:])]


def _tiff_tags() -> dict[int, c.Value]:
    """Return the tags of a picture of one grey pixel."""
    return {0x0100: 1, 0x0101: 1, 0x0102: 8, 0x0103: 1, 0x0106: 1, 0x0111: 0, 0x0115: 1, 0x0116: 1, 0x0117: 1}


def _big_tiff(order: str) -> bytes:
    """Return a structure with offsets of eight bytes."""
    mark = "<" if order == "II" else ">"
    rows = [(0x0100, 3, 1, struct.pack(f"{mark}H", 1)), (0x0101, 3, 1, struct.pack(f"{mark}H", 1))]
    gps_at = 16 + 8 + 20 * 3 + 8
    rows.append((0x8825, 18, 1, struct.pack(f"{mark}Q", gps_at)))
    out = order.encode() + struct.pack(f"{mark}HHHQ", 43, 8, 0, 16)
    out += struct.pack(f"{mark}Q", 3) + b"".join(_row(mark, *row) for row in rows) + bytes(8)
    values_at = gps_at + 8 + 20 * 2 + 8
    inner = [(number, 5, 3, struct.pack(f"{mark}Q", values_at + 24 * at)) for at, number in enumerate((2, 4))]
    out += struct.pack(f"{mark}Q", 2) + b"".join(_row(mark, *row) for row in inner) + bytes(8)
    for degrees in (54, 2):
        out += struct.pack(f"{mark}6I", degrees, 1, 30, 1, 12, 1)
    return out


def _row(mark: str, number: int, kind: int, count: int, data: bytes) -> bytes:
    return struct.pack(f"{mark}HHQ", number, kind, count) + data.ljust(8, b"\0")


def _mpo(second: bytes) -> bytes:
    """Return a picture of two frames, the second with a structure of its own."""
    other = c.in_jpeg(c.encoded(c.drawing(64, 48)), c.app1(second))
    two = c.encoded(c.drawing(64, 48), "MPO", save_all=True, append_images=[Pillow.new("RGB", (64, 48))])
    start = two.rindex(b"\xff\xd8\xff")
    return two[:start] + other
