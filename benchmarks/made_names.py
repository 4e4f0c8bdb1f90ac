"""Names for the benchmarks: combined from given and family names of twenty cultures by a fixed sequence of numbers.

No list of real people went into it. `forms` writes one name in every way in which a post might.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator

CULTURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "english": (("Harriet", "Archie", "Mary-Jane", "Anne Marie", "Rosalind", "Wilfred"),
                ("Hathersedge", "Smith-Jones", "Cobblewick", "Thornbury", "Fenn", "Ashdown")),
    "welsh": (("Angharad", "Siân", "Gwenllian", "Ioan", "Rhodri"),
              ("ap Gruffydd", "Prydderch", "Llewelfryn", "ab Owen")),
    "irish": (("Saoirse", "Oisín", "Caoimhe", "Padraig"),
              ("O'Dunleavy", "Mac Giolla", "McGrathen", "Ó Briain", "Ní Dhonn")),
    "scottish": (("Eilidh", "Hamish", "Catriona"), ("MacAskren", "McTavash", "Sutherfield", "Drummore")),
    "punjabi": (("Gurpreet", "Harleen", "Jaswinder", "Amrit Kaur"),
                ("Singh", "Kaur", "Sohalvi", "Dhaliwar", "Kaur Gill")),
    "gujarati": (("Vivaan", "Hetal", "Krishna"), ("Patelia", "Gajjarwala", "Desaini")),
    "tamil": (("Meenakshi", "Aravindan", "Thamizhselvi"), ("Sundaralingan", "S", "Kandiahraj")),
    "bengali": (("Rubel", "Nusrat Jahan", "Tasnia"), ("Choudhurani", "Begum", "Miahdar")),
    "urdu": (("Muhammad Ali", "Ayesha", "Zainab", "Syed Hamza"), ("Mirzakhel", "ul-Haqqani", "Qureshi-Dell")),
    "arabic": (("Mariam", "Abdul Rahman", "Yousef"), ("Al-Haddadin", "bin Salmani", "el-Masrawi", "Abu Jaberi")),
    "somali": (("Ayaan", "Abdirahman", "Hodan"), ("Waabberi", "Farahdeer", "Nuuriye")),
    "yoruba": (("Oluwaseun", "Temiloluwa", "Folasade"), ("Adebanwole", "Ogunlarinde", "Akinlabire")),
    "igbo": (("Chidera", "Chukwuemeka", "Ngozi"), ("Nwankwolu", "Okaforji", "Eze-Umeh")),
    "ghanaian": (("Kwabena", "Akosua", "Kofi"), ("Amponsem", "Asantewor", "Boatengson")),
    "polish": (("Zofia", "Łukasz", "Małgorzata"), ("Kwiatek", "Brzozkowski", "Wójcikowa", "Żółtowski")),
    "romanian": (("Ștefan", "Andreea", "Mihai"), ("Munteanca", "Dumitrașcan", "Țurcanu")),
    "turkish": (("Elif", "Işıl", "Berfîn"), ("Karadumanlı", "Çelikoğlu", "Yıldırımer")),
    "chinese": (("Xiao Ming", "Jia-Yi", "Haoran"), ("Zhengwei", "Ouyanglin", "Li", "Wu")),
    "vietnamese": (("Minh Khoa", "Thi Mai", "Quỳnh"), ("Nguyễn", "Dangthanh", "Vuongtran")),
    "spanish": (("María José", "Íñigo", "Fátima"), ("García Márquezo", "de la Cruzado", "Figueirola Sáenz")),
    "portuguese": (("João", "Beatriz"), ("Valadarim", "dos Santeiro", "da Silvares")),
    "dutch": (("Jasmijn", "Pieter"), ("van der Bergh", "de Vriesma", "ten Haafte")),
    "german": (("Jürgen", "Käthe"), ("Müllerstein", "von Grünwald", "Weißkopf")),
}  # fmt: skip
_SYLLABLES_LIST = "ka lo mi ren tho bel dan zor fia gre quil ush van pel tri son wic har mon dy zet osk ula brin"
_SYLLABLES = tuple(_SYLLABLES_LIST.split())


def made_names(count: int, seed: int = 4) -> list[tuple[str, str]]:
    """Return `count` different (first name, last name)."""
    rng = random.Random(seed)
    cultures = list(CULTURES.values())
    found: dict[tuple[str, str], None] = {}
    while len(found) < count:
        firsts, lasts = rng.choice(cultures)
        first, last = rng.choice(firsts), rng.choice(lasts)
        if len(found) >= 60:  # the combinations run out: new families, new second names
            last = "".join(rng.choice(_SYLLABLES) for _ in range(rng.choice((3, 3, 4)))).title()
            if rng.random() < 0.3:
                first = "".join(rng.choice(_SYLLABLES) for _ in range(2)).title()
        found[first, last] = None
    return list(found)


def forms(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield (form, how a post writes the name)."""
    initial = last.rsplit(maxsplit=1)[-1][0].upper() if last else ""
    letter = first[0]
    plain = _plain(f"{first} {last}")
    joined = "".join(char for char in plain if char.isalnum())
    yield "full", f"{first} {last}"
    yield "last, first", f"{last}, {first}"
    yield "last first", f"{last} {first}"
    yield "first initial", f"{first} {initial}"
    yield "first initial.", f"{first} {initial}."
    yield "firstInitial", f"#{_joined(first)}{initial}"
    yield "initial last", f"{letter} {last}"
    yield "initial. last", f"{letter}. {last}"
    yield "possessive", f"{first} {last}’s"
    yield "middle name", f"{first} Jane {last}"
    yield "capitals", f"{first} {last}".upper()
    yield "small letters", f"{first} {last}".lower()
    yield "without accents", plain
    yield "without hyphens", f"{first} {last}".replace("-", " ")
    yield "hashtag", f"#WellDone{_joined(first)}{_joined(last)}"
    yield "joined hashtag", f"#{joined.lower()}"
    yield "handle", f"@{_joined(_plain(first)).lower()}_{_joined(_plain(last)).lower()}2014"
    yield "emoji between", f"{first} 🌟 {last}"
    yield "line break", f"{first}\n{last}"
    yield "zero-width", f"{first[:2]}\u200b{first[2:]} {last[:1]}\u200d{last[1:]}"
    yield "look-alike", f"{first} {last}".replace("a", "а").replace("o", "о")  # Cyrillic
    yield "bold letters", "".join(_bold(char) for char in plain)
    if len(last) >= 6 and last.isalpha():
        at = len(last) // 2
        yield "letters swapped", f"{first} {last[:at]}{last[at + 1]}{last[at]}{last[at + 2 :]}"
        yield "letter dropped", f"{first} {last[:at]}{last[at + 1 :]}"
        yield "letter doubled", f"{first} {last[:at]}{last[at]}{last[at:]}"
        yield "letter wrong", f"{first} {last[:at]}{'q' if last[at] != 'q' else 'j'}{last[at + 1 :]}"


def _joined(name: str) -> str:
    return "".join(char for char in name.title() if char.isalnum())


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.replace("ß", "ss").translate(str.maketrans("łŁıøđ", "lLiod")))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _bold(char: str) -> str:
    if "a" <= char <= "z":
        return chr(0x1D41A + ord(char) - ord("a"))
    return chr(0x1D400 + ord(char) - ord("A")) if "A" <= char <= "Z" else char
