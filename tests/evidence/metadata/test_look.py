"""What is read out of pictures beside positions: names, words, owners, devices, histories, marks of machines."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.evidence.metadata import look
from linter.evidence.metadata.fields import TOLD, Field
from linter.evidence.metadata.previews import Preview
from linter.evidence.pictures.pixels import Pixels
from tests import carrying as c

JPEG, PNG = c.encoded(c.drawing(64, 48)), c.encoded(c.drawing(64, 48), "PNG")
NAME = "Ottoline Farrowby"
SERIAL = "01632960912"


def _seen(data: bytes) -> set[tuple[str, str]]:
    """Return (kind, value) of the fields of a picture."""
    return {(field.kind, field.value) for field in look.look(Pixels(data)).fields}


def _xmp(inner: str = "", attributes: str = "") -> bytes:
    return c.in_jpeg(JPEG, c.app1_xmp(c.xmp(inner, attributes)))


def _exif(main: dict[int, c.Value] | None = None, order: str = "MM", exif: dict[int, c.Value] | None = None) -> bytes:
    inner = {"exif": exif} if exif else {}
    return c.in_jpeg(JPEG, c.app1(c.exif(order, main, thumbnail=b"", start=8, **inner)))


def _iptc(*datasets: tuple[int, int, str], utf8: bool = True) -> bytes:
    return c.in_jpeg(JPEG, c.app13((1028, c.iptc(*datasets, utf8=utf8))))


def _notes(maker: str, head: bytes, number: int, value: bytes) -> bytes:
    """Return a picture whose maker's notes are a directory with one text."""
    at = len(head) + 2 + 12 + 4
    entry = struct.pack("<HHHII", 1, number, 2, len(value), at)
    return _exif({0x010F: maker}, "II", exif={0x927C: head + entry + bytes(4) + value})


_MICROSOFT = (
    '<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li><rdf:Description '
    f'MPReg:Rectangle="0.1,0.1,0.1,0.1" MPReg:PersonDisplayName="{NAME}"/></rdf:li></rdf:Bag></MPRI:Regions>'
    "</MP:RegionInfo>"
)


@pytest.mark.parametrize(
    "data",
    [
        _xmp(c.bag("Iptc4xmpExt:PersonInImage", NAME)),
        _xmp(c.region(NAME)),
        _xmp(c.region(NAME, attributes=True)),
        _xmp(c.region(NAME, "")),
        _xmp(_MICROSOFT),
        _xmp(c.bag("digiKam:TagsList", f"People/{NAME}", kind="Seq")),
        _xmp(c.bag("lr:hierarchicalSubject", f"People|{NAME}")),
        _xmp(c.bag("Iptc4xmpExt:PersonInImage", NAME))
        .replace(b"<rdf:Bag>", b"<rdf:Seq>")
        .replace(b"</rdf:Bag>", b"</rdf:Seq>"),
        _xmp(c.region(NAME)).replace(b"</rdf:RDF>", b"</rdf:RDX>"),
        _xmp(c.bag("Iptc4xmpExt:PersonInImage", NAME)).replace(b"</rdf:RDF>", b"</rdf:RDX>"),
        c.in_png(PNG, c.chunk(b"tEXt", b"People\0" + NAME.encode())),
        _notes("FUJIFILM", b"FUJIFILM" + struct.pack("<I", 12), 0x4282, NAME.encode() + b"\0"),
        JPEG + c.in_jpeg(JPEG, c.app1_xmp(c.xmp(c.region(NAME)))),
    ],
    ids=lambda _: "",
)
def test_a_field_for_people_gives_their_names(data: bytes) -> None:
    assert ("person", NAME) in _seen(data)


@pytest.mark.parametrize("kind", ["Pet", "Focus", "BarCode"])
def test_a_region_of_something_else_names_nobody(kind: str) -> None:
    assert not any(found == "person" for found, _ in _seen(_xmp(c.region("Biscuit", kind))))


TEXT = "Tea with the choir"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_exif({0x010E: TEXT}), "caption"),
        (_exif({0x9C9B: TEXT.encode("utf-16-le") + b"\0\0"}, "II"), "caption"),
        (_exif(exif={0x9286: b"UNICODE\0" + TEXT.encode("utf-16-be")}), "caption"),
        (_exif(exif={0x9286: b"UNICODE\0" + TEXT.encode("utf-16-le")}, order="II"), "caption"),
        (_exif(exif={0x9286: b"\0" * 8 + TEXT.encode()}), "caption"),
        (_exif({0x9C9E: TEXT.encode("utf-16-le") + b"\0\0"}), "keyword"),
        (_iptc((2, 120, TEXT)), "caption"),
        (_iptc((2, 120, TEXT), utf8=False), "caption"),
        (_iptc((2, 25, "choir"), (2, 25, TEXT)), "keyword"),
        (_iptc((2, 80, TEXT)), "creator"),
        (_iptc((2, 116, TEXT)), "rights"),
        (_iptc((2, 92, TEXT)), "place"),
        (c.in_jpeg(JPEG, c.segment(0xFE, b"one"), c.segment(0xFE, TEXT.encode())), "caption"),
        (c.in_gif(c.encoded(c.drawing(64, 48), "GIF"), TEXT.encode()), "caption"),
        (c.in_png(PNG, c.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(TEXT.encode()))), "caption"),
        (c.in_png(PNG, c.chunk(b"iTXt", b"Author\0\0\0en\0\0" + TEXT.encode())), "creator"),
        (
            _xmp(f"<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>{TEXT}</rdf:li></rdf:Alt></dc:description>"),
            "caption",
        ),
        (_xmp(c.bag("dc:subject", TEXT)), "keyword"),
        (_xmp(attributes=f'photoshop:City="{TEXT}"'), "place"),
        (_xmp(attributes=f'photoshop:Credit="{TEXT}"'), "rights"),
        (_xmp(c.bag("dc:creator", TEXT, kind="Seq")), "creator"),
        (_xmp(f"<Iptc4xmpCore:ExtDescrAccessibility>{TEXT}</Iptc4xmpCore:ExtDescrAccessibility>"), "alt"),
        (_xmp(attributes=f'aux:OwnerName="{TEXT}"'), "owner"),
        (_exif(exif={0xA430: TEXT}), "owner"),
        (_exif({0x013C: TEXT}), "owner"),
        (_exif({0x83BB: c.iptc((2, 120, TEXT))}), "caption"),
        (_exif({0x02BC: c.xmp(c.bag("dc:subject", TEXT))}), "keyword"),
        (c.in_jpeg(JPEG, c.app1(c.exif("II", {0x010E: TEXT}))).replace(b"II*\0", b"II\0*"), "caption"),
    ],
    ids=lambda _: "",
)
def test_words_of_people_are_told_with_their_kind(data: bytes, kind: str) -> None:
    assert (kind, TEXT) in _seen(data)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("OLYMPUS DIGITAL CAMERA         ", None),
        ("SONY DSC", None),
        ("default", None),
        ("DCIM\\100MEDIA\\DJI_0001.JPG", None),
        ("CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90", "software"),
        ("Created with GIMP", "software"),
        ("Our hall", "caption"),
    ],
)
def test_what_programs_write_by_themselves_is_no_caption(text: str, kind: str | None) -> None:
    for data in (_exif({0x010E: text}), c.in_jpeg(JPEG, c.segment(0xFE, text.encode()))):
        assert {field.kind for field in look.look(Pixels(data)).fields} == ({kind} if kind else set())


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_accents_survive_in_whatever_encoding(encoding: str) -> None:
    assert ("caption", "Zoë à l’école") in _seen(c.in_jpeg(JPEG, c.segment(0xFE, "Zoë à l’école".encode(encoding))))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_exif(exif={0xA431: SERIAL}), "serial"),
        (_exif(exif={0xA435: SERIAL}), "serial"),
        (_xmp(attributes=f'aux:SerialNumber="{SERIAL}"'), "serial"),
        (_exif({0x0131: f"Fotolabor {SERIAL}"}), "software"),
        (_exif({0x0110: f"D-{SERIAL}"}), "device"),
        (_iptc((2, 118, SERIAL)), "contact"),
        (_xmp(f'<xmpMM:History><rdf:Seq><rdf:li stEvt:action="{SERIAL}"/></rdf:Seq></xmpMM:History>'), "history"),
        (_xmp(c.bag("photoshop:DocumentAncestors", SERIAL)), "history"),
        (
            _xmp(
                '<Iptc4xmpCore:CreatorContactInfo rdf:parseType="Resource">'
                f"<Iptc4xmpCore:CiTelWork>{SERIAL}</Iptc4xmpCore:CiTelWork></Iptc4xmpCore:CreatorContactInfo>"
            ),
            "contact",
        ),
        (_notes("FUJIFILM", b"FUJIFILM" + struct.pack("<I", 12), 0x0010, SERIAL.encode() + b"\0"), "serial"),
    ],
    ids=lambda _: "",
)
def test_that_something_is_there_is_told_but_not_what(data: bytes, kind: str) -> None:
    found = look.look(Pixels(data))

    assert kind in {field.kind for field in found.fields}
    assert SERIAL.encode() not in look.encode(found)
    assert all(not field.value for field in found.fields if field.kind not in TOLD)


@pytest.mark.parametrize(
    ("make", "model", "label"),
    [
        ("Apple", "iPhone 13", "Phone"),
        ("samsung", "SM-G991B", "Phone"),
        ("Google", "Pixel 8", "Phone"),
        ("NIKON CORPORATION", "NIKON D5600", "Camera model"),
        ("SONY", "ILCE-6400", "Camera model"),
    ],
)
def test_a_phone_is_told_from_a_camera(make: str, model: str, label: str) -> None:
    found = {field.label for field in look.look(Pixels(_exif({0x010F: make, 0x0110: model}))).fields}

    assert label in found
    assert ("Phone" in found) is (label == "Phone")


_SOURCE = 'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{}"'
_STEPS = b"a hall with lanterns Steps: 20, Sampler: Euler a, CFG scale: 7"
_MANIFEST = c.box(b"jumb", b"c2pa", b"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (_xmp(attributes=_SOURCE.format("trainedAlgorithmicMedia")), "Made with AI"),
        (_xmp(attributes=_SOURCE.format("compositeWithTrainedAlgorithmicMedia")), "Edited with AI"),
        (_xmp(attributes=_SOURCE.format("digitalCapture")), None),
        (_xmp(attributes='photoshop:Credit="Made with Google AI"'), "Made with AI"),
        (c.in_png(PNG, c.chunk(b"tEXt", b"parameters\0" + _STEPS)), "Made with AI"),
        (c.in_png(PNG, c.chunk(b"tEXt", b'prompt\0{"3": {"class_type": "KSampler"}}')), "Made with AI"),
        (_exif(exif={0x9286: b"ASCII\0\0\0" + _STEPS}), "Made with AI"),
        (_exif({0x0131: "Midjourney"}), "Made with AI"),
        (_exif({0x0131: "Fotolabor 4"}), None),
        (c.in_jpeg(JPEG, c.segment(0xEB, b"JP\0\1\0\0\0\1" + _MANIFEST)), "Made with AI"),
        (c.in_png(PNG, c.chunk(b"caBX", _MANIFEST)), "Made with AI"),
        (c.in_webp(c.encoded(c.drawing(), "WEBP"), (b"C2PA", _MANIFEST)), "Made with AI"),
        (c.in_png(PNG, c.chunk(b"caBX", c.box(b"jumb", b"c2pa"))), None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pictures_made_by_machines_are_known_by_their_marks(data: bytes, label: str | None) -> None:
    found = {field.label for field in look.look(Pixels(data)).fields if field.kind == "ai"}

    assert found == ({label} if label else set())


def test_a_description_of_a_million_entities_is_not_unfolded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    packet = c.xmp("<dc:description>&b;</dc:description>" + c.bag("Iptc4xmpExt:PersonInImage", NAME))

    assert ("person", NAME) in _seen(c.in_jpeg(JPEG, c.app1_xmp(bomb + packet)))


def test_a_text_that_unpacks_to_more_than_may_be_is_cut() -> None:
    packed = zlib.compress(b"a" * 50_000_000, 9)
    found = look.look(Pixels(c.in_png(PNG, c.chunk(b"zTXt", b"Comment\0\0" + packed))))

    assert max(len(field.value) for field in found.fields) <= 4000


def test_what_was_seen_survives_the_store() -> None:
    seen = look.Carried((Field("caption", "Caption", "Tea ☕"),), (Preview("EXIF thumbnail", "same"),))

    assert look.decode(look.encode(seen)) == seen


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"{}", b'{"fields": [["odd", "x", "y"]], "previews": []}', b'{"fields": [[]], "previews": []}',
     b'{"fields": [], "previews": [[1, 2]]}', b"\xff"],
)  # fmt: skip
def test_a_broken_entry_of_the_store_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what the store asks for
        look.decode(data)


SOUND = (
    c.in_jpeg(JPEG, c.app1(c.exif("MM", {0x010E: TEXT}, gps=c.GPS, thumbnail=JPEG)), c.app1_xmp(c.xmp(c.region(NAME)))),
    c.in_png(PNG, c.chunk(b"eXIf", c.exif("II", gps=c.GPS)), c.chunk(b"iTXt", b"a\0\0\0\0\0b"), after=c.film()),
    c.in_jpeg(JPEG, c.app13((1028, c.iptc((2, 120, TEXT))), (1036, bytes(28) + JPEG))),
    c.encoded(c.drawing(32, 24), "HEIF", exif=b"Exif\0\0" + c.exif("II", gps=c.GPS)),
    c.in_gif(c.encoded(c.drawing(32, 24), "GIF"), TEXT.encode(), c.xmp(c.region(NAME))),
    c.in_webp(c.encoded(c.drawing(32, 24), "WEBP"), (b"EXIF", c.exif("II", gps=c.GPS))),
)


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_no_damage_makes_it_fail(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(SOUND)))
    for _ in range(data.draw(st.integers(1, 12))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(1, len(whole)))])

    seen = look.look(Pixels(cut))

    assert look.decode(look.encode(seen)) == seen
