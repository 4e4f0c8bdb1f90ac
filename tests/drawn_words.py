"""Draw the sample pictures that have words in them: `python -m tests.drawn_words` writes them into `samples/pictures`.

School and people are invented; nobody is shown. Pillow's own font is used, so that every machine draws the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent.parent / "samples" / "pictures"
Colour = tuple[int, int, int]
INK: Colour = (25, 28, 50)
Row = tuple[str, int]


def written(
    rows: Sequence[Row], size: tuple[int, int] = (1000, 700), paper: Colour = (250, 248, 240), ink: Colour = INK
) -> Image.Image:
    """Return a page with rows of words, each of a size in pixels, one below the other."""
    picture = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(picture)
    top = 40
    for text, tall in rows:
        draw.text((60, top), text, font=ImageFont.load_default(tall), fill=ink)
        top += round(tall * 1.7)
    return picture


def plate(text: str, ground: Colour = (235, 190, 30), car: Colour = (60, 80, 110)) -> Image.Image:
    """Return the back of a vehicle with a plate."""
    picture = Image.new("RGB", (900, 600), car)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, 840, 260), fill=(150, 175, 195))
    draw.rounded_rectangle((270, 380, 630, 456), 8, fill=ground)
    draw.text((450, 418), text, font=ImageFont.load_default(58), fill=(15, 15, 15), anchor="mm")
    return picture


def coded(content: str, rows: Sequence[Row]) -> Image.Image:
    """Return a page with a QR code beside rows of words."""
    import zxingcpp

    picture = written(rows, (900, 500))
    bars = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode)
    code = Image.fromarray(bars.to_image(scale=6))
    picture.paste(code.convert("RGB"), (560, 220))
    return picture


def drawn() -> dict[str, Image.Image]:
    """Return the pictures by name."""
    return {
        "certificate-on-the-wall": written(
            [("Thistlebrook Primary School", 40), ("Certificate of Achievement", 62), ("awarded to", 34),
             ("Zofia Kwiatek", 66), ("for kindness in the playground", 36)]
        ),
        "class-list": written(
            [("Class list Wrens", 46), ("Zofia Kwiatek", 34), ("Grace Oduya-Marsh", 34), ("Yusuf Abdirahim", 34),
             ("Poppy Thackwray", 34), ("Ioan Prydderch", 34)]
        ),
        "blank-certificates": written([("Certificate", 62), ("for trying hard", 36)]),
        "pegs": written([("Oliver", 50), ("Aisha", 50), ("Mateusz", 50), ("Chloe", 50)], (700, 480)),
        "minibus-back": plate("YX68 KLM"),
        "house-number": plate("42 MILL LANE", (245, 245, 245), (140, 90, 70)),
        "newsletter-code": coded("https://www.thistlebrook.example/newsletter", [("Scan for our newsletter", 40)]),
        "offer-code": coded("https://prizes-for-all.example/win", [("Scan me", 40)]),
        "log-in-card": coded("QC7731-AB20-9F4E", [("My log-in card", 40), ("Keep it safe", 30)]),
        "white-car": plate("P314 NVX", (225, 228, 230), (120, 30, 40)),
        "car-in-the-yard": plate("KT19 OWD", (228, 230, 228), (40, 70, 50)),
        "trip-clipboard": written(
            [("Medical list", 50), ("Inhaler", 36), ("EpiPen", 36), ("Plasters", 36)], (700, 480), (255, 255, 255)
        ),
        "theatre-ticket": coded("TKT-55-90412-A7", [("Admit one", 46), ("Row C Seat 12", 34)]),
        "letter-home": written(
            [("Dear parents,", 32), ("The gate closes at nine.", 32), ("Please use the side path.", 32),
             ("Yours sincerely", 32)], (900, 520), (255, 255, 255)
        ),
        "progress-table": written(
            [("Surname   Reading age   SEN", 32), ("Group A   9   K", 32), ("Group B   8   N", 32)], (900, 420),
            (255, 255, 255)
        ),
        "wireless-code": coded("WIFI:T:WPA;S:Hall;P:marmalade;;", [("Guests", 40)]),
        "contact-code": coded("MECARD:N:Office;TEL:01632960160;;", [("Scan me", 40)]),
        "library-card": coded("LIB-004-771", [("Library card", 40)]),
        "parcel-code": coded("0047-1182-AX", [("Box of paper", 40)]),
        "passport-page": written([("PASSPORT", 50), ("Nationality", 34), ("Place of birth", 34)], (700, 420)),
        "group-chat": written([("typing", 34), ("Type a message", 34), ("Delivered", 34)], (700, 420)),
        "supplier-table": written([("Sheet1", 34), ("Supplier   Unit price", 34), ("Total", 34)], (700, 420)),
        "visitor-badge": written([("Visitor pass", 60)], (600, 220)),
        "book-cover": written([("Exercise book", 60)], (600, 220)),
        "sign-in-page": written([("Username", 44), ("Enter password", 44)], (600, 280)),
        "e-mail-on-screen": written(
            [("From: office@thistlebrook.example", 30), ("To: all staff", 30), ("Subject: wet play rota", 30),
             ("Sent: Tuesday 17 November", 30), ("Could you bring the cones in", 30)], (1170, 700), (255, 255, 255)
        ),
        "book-fair-poster": written(
            [("Book Fair", 90), ("Thursday 26 November", 48), ("3:15 to 4:30 in the hall", 44),
             ("Every purchase buys books for our library", 36)], (1000, 620), (255, 235, 190)
        ),
    }  # fmt: skip


def main() -> None:
    """Write the pictures."""
    for name, picture in drawn().items():
        picture.quantize(16).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
