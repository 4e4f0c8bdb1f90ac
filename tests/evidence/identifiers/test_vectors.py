"""Published numbers: Presidio's own test cases for Britain, and those that were worked out by hand.

What Presidio finds without any word around it and at next to no score (a passport, a plate in small letters) is found
here where such a word stands, or where nothing else does.
"""

from __future__ import annotations

import pytest

from linter.evidence.identifiers import checksums
from tests.evidence.identifiers.gathering import found

# (text, what is to be found), from presidio-analyzer/tests (MIT): the numbers are facts, the tables are ours.
PRESIDIO = {
    "UK_NINO": (
        ("AA 12 34 56 B", ["AA 12 34 56 B"]),
        ("hh 01 02 03 d", ["hh 01 02 03 d"]),
        ("tw987654a", ["tw987654a"]),
        ("nino: PR 123612C", ["PR 123612C"]),
        ("Here is my National Insurance Number YZ 61 48 68 B", ["YZ 61 48 68 B"]),
        ("AA 12 34 56 H", []),
        ("FQ 00 00 00 C", []),
        ("BG123612A", []),
        ("nino: nt 99 88 77 a", []),
        ("This isn't a valid national insurance number UV 98 76 54 B", []),
    ),
    "UK_POSTCODE": (
        ("M1 1AA", ["M1 1AA"]),
        ("M60 1NW", ["M60 1NW"]),
        ("W1A 1HQ", ["W1A 1HQ"]),
        ("CR2 6XH", ["CR2 6XH"]),
        ("DN55 1PT", ["DN55 1PT"]),
        ("EC1A 1BB", ["EC1A 1BB"]),
        ("GIR 0AA", ["GIR 0AA"]),
        ("M11AA", ["M11AA"]),
        ("EC1A1BB", ["EC1A1BB"]),
        ("DN551PT", ["DN551PT"]),
        ("GIR0AA", ["GIR0AA"]),
        ("My address is SW1A 1AA in London", ["SW1A 1AA"]),
        ("Send to postcode EC2A 1NT please", ["EC2A 1NT"]),
        ("From SW1A 1AA to EC1A 1BB", ["SW1A 1AA", "EC1A 1BB"]),
        ("QA1 1AA", []),
        ("VA1 1AA", []),
        ("XA1 1AA", []),
        ("M1 1CA", []),
        ("M1 1AI", []),
        ("1A1 1AA", []),
        ("ABCM11AADEF", []),
    ),
    "UK_VEHICLE_REGISTRATION": (
        ("AB51 ABC", ["AB51 ABC"]),
        ("BD62XYZ", ["BD62XYZ"]),
        ("LN14-HGT", ["LN14-HGT"]),
        ("aa02 aaa", ["aa02 aaa"]),
        ("My car reg is AB51 ABC and it expires", ["AB51 ABC"]),
        ("Vehicles AB51 ABC and BD62XYZ were seen", ["AB51 ABC", "BD62XYZ"]),
        ("AB70 DEF", ["AB70 DEF"]),
        ("A123 BCD", ["A123 BCD"]),
        ("K1 ABC", ["K1 ABC"]),
        ("M456DEF", ["M456DEF"]),
        ("ABC 123D", ["ABC 123D"]),
        ("ABC 1D", ["ABC 1D"]),
        ("DEF456G", ["DEF456G"]),
        ("IB51 ABC", []),
        ("AQ51 ABC", []),
        ("AB00 ABC", []),
        ("AB35 ABC", []),
        ("AB49 ABC", []),
        ("AB80 ABC", []),
        ("AB51 AIB", []),
        ("I123 BCD", []),
        ("O123 BCD", []),
        ("ABC 123I", []),
        ("ABC 123Z", []),
        ("hello world", []),
        ("1234567890", []),
        ("XXXAB51ABCYYY", []),
    ),
    "UK_DRIVING_LICENCE": (
        *(
            (number, [number])
            for number in (
                "MORGA607054SM9IJ", "MORGA657054SM9IJ", "FO999512018AA1AB", "SMIT9801015JK2CD", "morga607054sm9ij",
                "JONES710153J99EF", "SMITH802290AB1CD", "SMITH812310AB1CD", "SMITH851010AB1CD", "SMITH862310AB1CD",
            )
        ),
        ("Licence: MORGA607054SM9IJ ok", ["MORGA607054SM9IJ"]),
        *(
            (number, [])
            for number in (
                "MORGA600054SM9IJ", "MORGA613054SM9IJ", "MORGA650054SM9IJ", "MORGA663054SM9IJ", "MORGA601004SM9IJ",
                "MORGA601324SM9IJ", "MORGA65705SM9IJ", "MORGA6570544SM9IJ", "99999657054SM9IJ", "MO9G9657054SM9IJ",
            )
        ),
    ),
    "UK_NHS": (
        ("401-023-2137", ["401-023-2137"]),
        ("221 395 1837", ["221 395 1837"]),
        ("0032698674", ["0032698674"]),
        ("401-023-2138", []),
    ),
    "UK_PASSPORT": (
        ("AB1234567", ["AB1234567"]),
        ("passport 237036107", ["237036107"]),
        ("my passport is F92402356", ["F92402356"]),
        ("ABC1234567", []),
    ),
}  # fmt: skip
OURS = {
    "UK_UPN": (
        ("D201200020001", ["D201200020001"]),
        ("M80120000500A", ["M80120000500A"]),
        ("V000200020001 T000200020017", ["V000200020001", "T000200020017"]),
        ("U00020002001A and H00020002002T", ["U00020002001A", "H00020002002T"]),
        ("B801200005001", ["B801200005001"]),
        ("P207000016049", ["P207000016049"]),
        ("A801200005001", []),
        ("Q207000016049", []),
        ("S000200020001", []),
    ),
    "UK_ULN": (
        ("ULN 9276308686", ["9276308686"]),
        ("ULN 1000000000", ["1000000000"]),
        ("ULN: 1234567899", ["1234567899"]),
        ("learner number 9999000001", ["9999000001"]),
        ("ULN 9876543210", []),
        ("9276308686", []),
    ),
    "UK_NHS": (
        ("NHS 999 000 0018", ["999 000 0018"]),
        ("NHS 999 000 0026", ["999 000 0026"]),
        ("NHS 999 000 0034", ["999 000 0034"]),
        ("NHS 943 476 5870", ["943 476 5870"]),
        ("NHS 0000000000", []),
        ("NHS 9999999999", []),
        ("NHS 911 111 1124", []),
        ("NHS 922 222 2228", []),
    ),
    "UK_NINO": (("QQ 12 34 56 A", []), ("AB123456C", ["AB123456C"])),
    "IBAN_CODE": (
        ("GB29NWBK60161331926819", ["GB29NWBK60161331926819"]),
        ("GB82WEST12345698765432", ["GB82WEST12345698765432"]),
        ("GB29NWBK60161331926818", []),
    ),
    "UK_POSTCODE": (("ZZ99 3CZ", []), ("postcode ZZ99 3WZ", [])),
}


def _rows(tables: dict[str, tuple[tuple[str, list[str]], ...]]) -> list[tuple[str, str, list[str]]]:
    return [(entity, text, expected) for entity, rows in tables.items() for text, expected in rows]


@pytest.mark.parametrize(("entity", "text", "expected"), _rows(PRESIDIO))
def test_presidios_cases_are_all_right(entity: str, text: str, expected: list[str]) -> None:
    assert [value for kind, value in found(text) if kind == entity] == expected


@pytest.mark.parametrize(("entity", "text", "expected"), _rows(OURS))
def test_worked_out_numbers_are_all_right(entity: str, text: str, expected: list[str]) -> None:
    assert [value for kind, value in found(text) if kind == entity] == expected


@pytest.mark.parametrize("authority", ["838", "839", "940", "941", "942", "943"])
def test_pupil_numbers_of_new_authorities_count(authority: str) -> None:
    body = f"{authority}200020001"
    letters = [letter for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" if checksums.is_pupil_number(letter + body)]

    assert len(letters) == 1
    assert found(letters[0] + body) == [("UK_UPN", letters[0] + body)]


# Ofcom's numbers for drama: libphonenumber calls many of them invalid, and Presidio misses those.
DRAMA = (
    *(f"{area} 496 0123" for area in ("0113", "0114", "0115", "0116", "0117", "0118", "0121", "0131", "0141", "0151")),
    "0161 496 0999", "020 7946 0000", "0191 498 0123", "028 9649 6123", "028 9018 0123", "029 2018 0123",
    "01632 960000", "01632 960999", "07700 900000", "07700 900999", "0808 157 0123", "0909 879 0123", "0306 999 0123",
)  # fmt: skip


@pytest.mark.parametrize("number", DRAMA)
@pytest.mark.parametrize("form", ["{}", "({area}) {rest}", "+44 {bare}", "+44 (0){bare}", "#{joined}", "{joined}"])
def test_every_number_reserved_for_drama_is_found_in_every_form(number: str, form: str) -> None:
    area, _, rest = number.partition(" ")
    written = form.format(number, area=area, rest=rest, bare=number[1:], joined=number.replace(" ", ""))

    assert found(f"Reach us: {written}") == [("UK_PHONE", written.removeprefix("#"))]
