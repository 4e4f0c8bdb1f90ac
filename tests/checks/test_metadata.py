"""Kind `metadata`: what pictures carry, as findings; and that what they carry raises no other rule's false alarm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.checks.metadata import Options
from linter.engine import Linter
from linter.finding import Finding
from linter.people_options import Allowed
from linter.post import Image, Post
from linter.settings import load
from tests import carrying as c
from tests.conftest import NOW, SAMPLES, own_rules, sample_linter

JPEG = c.encoded(c.drawing(64, 48))


def _found(*pictures: bytes, linter: Linter | None = None, body: str = "Lanterns in the hall.") -> list[Finding]:
    images = [Image(f"lanterns-{number}.jpg", alt=f"Lanterns {number}", people="none", data=data)
              for number, data in enumerate(pictures)]  # fmt: skip
    report = (linter or sample_linter()).check(Post(body, account="main", images=images))
    assert not report.all_failures
    return [finding for post in report.posts for finding in post.findings]


def _of(rule: str, found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.case, finding.place.part, finding.found) for finding in found if finding.rule == rule]


def _described(text: str) -> bytes:
    return c.in_jpeg(JPEG, c.app13((1028, c.iptc((2, 120, text)))))


def test_each_picture_has_its_own_findings_and_many_positions_are_one() -> None:
    both = c.in_jpeg(JPEG, c.app1(c.exif("MM", gps=c.GPS)), c.app1_xmp(c.xmp(attributes=c.GPS_XMP)), after=c.film())
    found = _found(JPEG, both, c.in_jpeg(JPEG, c.app1(c.exif("II", gps=c.GPS))))

    assert _of("gps-metadata", found) == [
        ("", "image:1/meta", "GPS position"),
        ("", "image:2/meta", "GPS position"),
    ]


def test_no_coordinate_and_no_serial_number_stands_in_a_finding() -> None:
    told = c.in_jpeg(
        JPEG,
        c.app1(c.exif("MM", {0x010E: "taken at 54.5034, 2.2516"}, gps=c.GPS, exif={0xA431: "01632960912"})),
        c.segment(0xFE, b"geo:54.5034,2.2516"),
    )
    said = repr(_found(told))

    assert "gps-metadata" in said
    assert not any(secret in said for secret in ("54.5", "2.25", "01632960912"))


@pytest.mark.parametrize("town", ["Eastmere", "EASTMERE", "Thistlebrook Primary School", "Quarry Lane", "TPS"])
def test_the_school_s_own_place_is_no_secret(town: str) -> None:
    assert _of("gps-metadata", _found(c.in_jpeg(JPEG, c.app13((1028, c.iptc((2, 90, town))))))) == []


def test_another_place_is_told_unless_coordinates_tell_more() -> None:
    town = c.app13((1028, c.iptc((2, 90, "Little Saltby"))))

    assert _of("gps-metadata", _found(c.in_jpeg(JPEG, town))) == [("place", "image:0/meta", "Little Saltby")]
    both = c.in_jpeg(JPEG, c.app1(c.exif("II", gps=c.GPS)), town)
    assert [case for case, _, _ in _of("gps-metadata", _found(both))] == [""]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("Zahra Ismailova-Green with a lantern", "described"),
        ("Lantern by Chidera Nwankwolu (4K)", "described"),
        ("Lanterns in the hall", None),
        ("Rose garden in summer, April light, art by Kestrels", None),
        ("Mark II lantern, grace and hope", None),
        ("Ayaan in Year 4 lights a lantern", "described"),
    ],
)
def test_a_description_is_searched_for_pupils(text: str, case: str | None) -> None:
    assert [found for found, _, _ in _of("person-metadata", _found(_described(text)))] == ([case] if case else [])


def test_a_keyword_that_is_a_pupil_s_first_name_is_told() -> None:
    data = c.in_jpeg(JPEG, c.app13((1028, c.iptc((2, 25, "lanterns"), (2, 25, "Tymek")))))

    assert _of("person-metadata", _found(data)) == [("described", "image:0/meta", "Tymek")]


def test_a_name_that_the_settings_allow_passes() -> None:
    settings = load(SAMPLES / "postlint.toml")
    allowed = replace(settings, allow=Allowed(names=("Chidera Nwankwolu",)))
    linter = Linter(allowed, policy="default", now=NOW, compiled=own_rules())
    shown = c.in_jpeg(JPEG, c.app1_xmp(c.xmp(c.region("Chidera Nwankwolu"))))

    assert [case for case, _, _ in _of("person-metadata", _found(shown))] == ["pupil"]
    assert _of("person-metadata", _found(shown, linter=linter)) == []


def test_details_are_told_once_a_sort_with_what_they_are() -> None:
    camera = {0x010F: "Nikkan", 0x0110: "D-300", 0x0131: "Fotolabor 4", 0x010E: "Hall"}
    data = c.in_jpeg(JPEG, c.app1(c.exif("MM", camera, exif={0xA430: "Jorunn Appelgate", 0xA431: "77"})))
    messages = {f.case: f.message for f in _found(data) if f.rule == "descriptive-metadata"}

    assert set(messages) == {"", "owner", "device", "editing"}
    assert "owner's name, camera serial number" in messages["owner"]
    assert "Appelgate" not in repr(messages)


@pytest.mark.parametrize(
    "text",
    [
        "SN 07700900123 D-300 2026:11:20 09:14:00 1/250 f2.8",
        "Born to shine! 12/05/2016 lens 70-200",
        "IMG_2041 copy final v2 12345678",
    ],
)
def test_what_devices_write_names_nobody_and_is_nobody_s_number(text: str) -> None:
    main: dict[int, c.Value] = {0x010F: "Canon", 0x0110: text, 0x0131: text}
    data = c.in_jpeg(JPEG, c.app1(c.exif("MM", main, exif={0xA431: text, 0xA434: text})))
    found = {finding.rule for finding in _found(data) if finding.place.part == "image:0/meta"}

    assert found == {"descriptive-metadata"}


def test_words_and_numbers_that_people_wrote_are_read_by_the_rules_for_text() -> None:
    found = _found(_described("Ring her mum on 07700 900123, Chidera Nwankwolu"))
    rules = {finding.rule for finding in found if finding.place.part == "image:0/meta"}

    assert {"phone-number", "pupil-full-name", "person-metadata"} <= rules
    assert all(finding.private for finding in found if finding.rule in ("phone-number", "person-metadata"))


def test_metadata_is_no_prose() -> None:
    boast = "We are the best school in the county, scroungers stay at home, DM me"
    rules = {finding.rule for finding in _found(_described(boast)) if finding.place.part == "image:0/meta"}

    assert rules <= {"descriptive-metadata"}


def test_the_camera_s_maker_matters_to_the_trust() -> None:
    data = c.in_jpeg(JPEG, c.app1(c.exif("MM", {0x010F: "Apple", 0x0110: "iPhone 13"})))
    severities = {
        policy: [f.severity for f in _found(data, linter=sample_linter(policy)) if f.case == "phone"]
        for policy in ("default", "trust")
    }

    assert severities == {"default": ["info"], "trust": ["warning"]}


def test_who_says_so_may_show_a_picture_made_by_a_machine() -> None:
    source = 'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"'
    data = c.in_jpeg(JPEG, c.app1_xmp(c.xmp(attributes=source)))

    assert [case for case, _, _ in _of("descriptive-metadata", _found(data))] == ["made-with-ai"]
    assert _of("descriptive-metadata", _found(data, body="Lanterns (picture made with AI)")) == []


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (Options("details", sure=2), "sure"),
        (Options("position", told=("ai",)), "told"),
        (Options("position", allowed_as="x"), "allowed_as"),
        (Options("people"), "allowed_as"),
        (Options("details", told=("…",)), "told"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, key: str) -> None:
    with pytest.raises(ValueError, match=key):
        options.validate()
