"""What is read out of metadata: fields, each of a kind, and which tags mean what."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

# "position" coordinates · "place" a named place · "country" one that says no more · "person" who is shown · "caption"
# words about the picture · "keyword" · "alt" an alt text · "creator" who made it · "rights" · "contact" of its maker ·
# "owner" of the camera · "serial" · "device" · "software" · "history" of editing · "ai" that it was made by a machine
# · "credentials" Content Credentials (C2PA).
FieldKind = Literal[
    "position", "place", "country", "person", "caption", "keyword", "alt", "creator", "rights", "contact", "owner",
    "serial", "device", "software", "history", "ai", "credentials",
]  # fmt: skip
KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
# Kinds whose words are told: they were written by people, about the picture. What the others say is nobody's business;
# that they are there is enough.
TOLD: frozenset[FieldKind] = frozenset(
    ("place", "country", "person", "caption", "keyword", "alt", "creator", "rights", "owner")
)


class Field(NamedTuple):
    """One thing that a picture carries. `label` says what in words of ours; `value` is "" where it is not told."""

    kind: FieldKind
    label: str
    value: str = ""


# Tag of EXIF → (kind, label). Those of 16 bits that Windows writes are in `WINDOWS`.
EXIF: dict[int, tuple[FieldKind, str]] = {
    0x010D: ("caption", "Document name"),
    0x010E: ("caption", "Description"),
    0x010F: ("device", "Camera make"),
    0x0110: ("device", "Camera model"),
    0x011D: ("caption", "Page name"),
    0x0131: ("software", "Software"),
    0x013B: ("creator", "Artist"),
    0x013C: ("owner", "Host computer"),
    0x8298: ("rights", "Copyright"),
    0x9286: ("caption", "Comment"),
    0xA430: ("owner", "Owner's name"),
    0xA431: ("serial", "Camera serial number"),
    0xA434: ("device", "Lens model"),
    0xA435: ("serial", "Lens serial number"),
    0xA436: ("caption", "Title"),
    0xA437: ("creator", "Photographer"),
    0xA438: ("creator", "Editor of the picture"),
    0xA439: ("software", "Firmware"),
    0xA43A: ("software", "Raw developing software"),
    0xA43B: ("software", "Editing software"),
    0xA43C: ("software", "Metadata software"),
    0xA420: ("serial", "Unique number of the picture"),
    0xC614: ("device", "Camera model"),
    0xC62F: ("serial", "Camera serial number"),
    0x000B: ("software", "Software"),
    0xA480: ("history", "Editing"),
}
WINDOWS: dict[int, tuple[FieldKind, str]] = {
    0x9C9B: ("caption", "Title"),
    0x9C9C: ("caption", "Comment"),
    0x9C9D: ("creator", "Author"),
    0x9C9E: ("keyword", "Keywords"),
    0x9C9F: ("caption", "Subject"),
}

# What the makers of phones and tablets write as make or model.
PHONES = re.compile(
    r"(?i)\b(?:apple|iphone|ipad|ipod|google|pixel \d|huawei|honor|xiaomi|redmi|poco|oneplus|oppo|vivo|realme|motorola|"
    r"moto [a-z]|nokia|hmd|htc|lge|lg-\w+|sm-[a-z]\d\w*|gt-[a-z]\d\w*|galaxy|"
    r"xperia|xq-\w+|blackberry|fairphone|nothing|"
    r"zte|tecno|infinix|wiko|alcatel|doogee|asus_\w+|zenfone|nexus)\b"
)

# (maker, tag of its notes) → (kind, label).
NOTES: dict[tuple[str, int], tuple[FieldKind, str]] = {
    ("canon", 0x0009): ("owner", "Owner's name"),
    ("canon", 0x000C): ("serial", "Camera serial number"),
    ("canon", 0x0095): ("device", "Lens model"),
    ("canon", 0x0096): ("serial", "Camera serial number"),
    ("nikon", 0x001D): ("serial", "Camera serial number"),
    ("nikon", 0x00A0): ("serial", "Camera serial number"),
    ("nikon", 0x0039): ("place", "Place"),
    ("panasonic", 0x0025): ("serial", "Camera serial number"),
    ("panasonic", 0x0061): ("person", "Recognised person"),
    ("panasonic", 0x0065): ("caption", "Title"),
    ("panasonic", 0x0066): ("person", "Child's name"),
    ("panasonic", 0x0067): ("place", "Place"),
    ("panasonic", 0x0069): ("country", "Country"),
    ("panasonic", 0x006B): ("place", "County"),
    ("panasonic", 0x006D): ("place", "Town"),
    ("panasonic", 0x006F): ("place", "Landmark"),
    ("leica", 0x0061): ("person", "Recognised person"),
    ("leica", 0x0065): ("caption", "Title"),
    ("leica", 0x0066): ("person", "Child's name"),
    ("leica", 0x0067): ("place", "Place"),
    ("leica", 0x006D): ("place", "Town"),
    ("fujifilm", 0x0010): ("serial", "Camera serial number"),
    ("fujifilm", 0x4282): ("person", "Recognised person"),
    ("olympus", 0x0404): ("serial", "Camera serial number"),
    ("sony", 0xB020): ("device", "Camera style"),
    ("samsung", 0x0030): ("place", "Place"),
    ("samsung", 0x0031): ("place", "Place"),
    ("pentax", 0x0229): ("serial", "Camera serial number"),
    ("ricoh", 0x0005): ("serial", "Camera serial number"),
}

# (record, dataset) of IPTC → (kind, label).
IPTC: dict[tuple[int, int], tuple[FieldKind, str]] = {
    (2, 5): ("caption", "Title"),
    (2, 25): ("keyword", "Keyword"),
    (2, 26): ("place", "Place"),
    (2, 27): ("place", "Place"),
    (2, 40): ("caption", "Instructions"),
    (2, 65): ("software", "Software"),
    (2, 80): ("creator", "Author"),
    (2, 85): ("creator", "Author's role"),
    (2, 90): ("place", "Town"),
    (2, 92): ("place", "Part of the town"),
    (2, 95): ("place", "County"),
    (2, 101): ("country", "Country"),
    (2, 105): ("caption", "Headline"),
    (2, 110): ("rights", "Credit"),
    (2, 115): ("rights", "Source"),
    (2, 116): ("rights", "Copyright"),
    (2, 118): ("contact", "Author's contact"),
    (2, 120): ("caption", "Caption"),
    (2, 122): ("creator", "Writer of the caption"),
    (2, 221): ("keyword", "Preferences"),
    (2, 230): ("history", "Document notes"),
    (2, 231): ("history", "Document history"),
}

# Name of XMP, in small letters and without its prefix, → (kind, label). Where it stands may change the kind: see `xmp`.
XMP: dict[str, tuple[FieldKind, str]] = {
    "description": ("caption", "Description"),
    "title": ("caption", "Title"),
    "headline": ("caption", "Headline"),
    "caption": ("caption", "Caption"),
    "notes": ("caption", "Notes"),
    "usercomment": ("caption", "Comment"),
    "imagedescription": ("caption", "Description"),
    "instructions": ("caption", "Instructions"),
    "event": ("caption", "Event"),
    "layertext": ("caption", "Text of a layer"),
    "layername": ("caption", "Name of a layer"),
    "label": ("keyword", "Label"),
    "subject": ("keyword", "Keyword"),
    "keywords": ("keyword", "Keyword"),
    "hierarchicalsubject": ("keyword", "Keyword"),
    "tagslist": ("keyword", "Keyword"),
    "lastkeywordxmp": ("keyword", "Keyword"),
    "lastkeywordiptc": ("keyword", "Keyword"),
    "catalogsets": ("keyword", "Keyword"),
    "categories": ("keyword", "Keyword"),
    "personinimage": ("person", "Person shown"),
    "personname": ("person", "Person shown"),
    "persondisplayname": ("person", "Person marked in the picture"),
    "people": ("person", "Person shown"),
    "person": ("person", "Person shown"),
    "modelname": ("person", "Person shown"),
    "personality": ("person", "Person shown"),
    "alttextaccessibility": ("alt", "Alt text"),
    "extdescraccessibility": ("alt", "Long description"),
    "city": ("place", "Town"),
    "location": ("place", "Place"),
    "sublocation": ("place", "Part of the town"),
    "locationname": ("place", "Place"),
    "provincestate": ("place", "County"),
    "state": ("place", "County"),
    "country": ("country", "Country"),
    "countryname": ("country", "Country"),
    "creator": ("creator", "Author"),
    "artist": ("creator", "Artist"),
    "author": ("creator", "Author"),
    "authorsposition": ("creator", "Author's role"),
    "captionwriter": ("creator", "Writer of the caption"),
    "photographer": ("creator", "Photographer"),
    "contributor": ("creator", "Contributor"),
    "rights": ("rights", "Copyright"),
    "copyright": ("rights", "Copyright"),
    "usageterms": ("rights", "Terms of use"),
    "webstatement": ("rights", "Terms of use"),
    "licensorname": ("rights", "Licensor"),
    "copyrightownername": ("rights", "Copyright owner"),
    "credit": ("rights", "Credit"),
    "source": ("rights", "Source"),
    "license": ("rights", "Licence"),
    "attributionname": ("rights", "Attribution"),
    "ciadrcity": ("contact", "Author's contact"),
    "ciadrextadr": ("contact", "Author's contact"),
    "ciadrpcode": ("contact", "Author's contact"),
    "ciadrregion": ("contact", "Author's contact"),
    "ciemailwork": ("contact", "Author's contact"),
    "citelwork": ("contact", "Author's contact"),
    "ciurlwork": ("contact", "Author's contact"),
    "ownername": ("owner", "Owner's name"),
    "cameraownername": ("owner", "Owner's name"),
    "hostcomputer": ("owner", "Host computer"),
    "serialnumber": ("serial", "Camera serial number"),
    "bodyserialnumber": ("serial", "Camera serial number"),
    "cameraserialnumber": ("serial", "Camera serial number"),
    "droneserialnumber": ("serial", "Camera serial number"),
    "lensserialnumber": ("serial", "Lens serial number"),
    "imageuniqueid": ("serial", "Unique number of the picture"),
    "make": ("device", "Camera make"),
    "model": ("device", "Camera model"),
    "lens": ("device", "Lens model"),
    "lensmodel": ("device", "Lens model"),
    "creatortool": ("software", "Software"),
    "software": ("software", "Software"),
    "processingsoftware": ("software", "Software"),
    "history": ("history", "Editing history"),
    "documentancestors": ("history", "Documents it was made of"),
    "derivedfrom": ("history", "Documents it was made of"),
    "ingredients": ("history", "Documents it was made of"),
    "pantry": ("history", "Documents it was made of"),
}

# Key of a text of a PNG, in small letters, → (kind, label). Any other key is a caption.
PNG: dict[str, tuple[FieldKind, str]] = {
    "author": ("creator", "Author"),
    "artist": ("creator", "Author"),
    "copyright": ("rights", "Copyright"),
    "source": ("device", "Device"),
    "software": ("software", "Software"),
    "make": ("device", "Camera make"),
    "model": ("device", "Camera model"),
    "creator": ("creator", "Author"),
    "title": ("caption", "Title"),
    "description": ("caption", "Description"),
    "comment": ("caption", "Comment"),
    "keywords": ("keyword", "Keywords"),
    "location": ("place", "Place"),
    "city": ("place", "Town"),
    "people": ("person", "Person shown"),
    "owner": ("owner", "Owner's name"),
}
