"""Which mentions the lists of people give, by the way in which a name is written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.made_names import CULTURES, forms
from linter import Image, Post, packs
from linter.context import Context
from linter.evidence import Evidence
from linter.evidence.people import Mention
from linter.evidence.roll import ALLOWED
from linter.people_options import Allowed, PeopleFiles
from linter.settings import Settings
from tests.conftest import NOW

ROLL = """id,first_name,preferred_name,last_name,year,class,status
P1,Amina,,Kaur,4,Kites,current
P2,Muhammad Ali,,Khan,4,Kites,current
P3,Katherine,,O'Brien,4,Kites,current
P4,Mary-Jane,,Smith-Jones,4,Kites,current
P5,Annemarie,,de la Cruz,4,Kites,current
P6,Xiao Ming,Ming,Li,4,Kites,current
P7,Oluwaseun,,Adebanwole,4,Kites,current
P8,Suryani,,,4,Kites,current
P9,Aravind,,S,4,Kites,current
P10,Łukasz,,Müller,4,Kites,current
P11,Grace,,Baker,4,Kites,current
P12,Iwan,,ap Gruffydd,6,Owls,leaver
P13,Mariam,,Al-Haddadin,4,Kites,current
P14,Will,,Mac Giolla,4,Kites,current
P15,Jose,,García Márquezo,4,Kites,current
P16,Desmond,,Fairlamb,4,Kites,current
P17,Amrit Kaur,,Gillwinder,4,Kites,current
"""
STAFF = """id,first_name,last_name,role,publish_name
S1,Tibor,Varga,teacher,yes
S2,Desmond,Fairlamb,chair of governors,yes
S3,Grace,Marchbanks,teacher,no
"""


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = tmp_path_factory.mktemp("people")
    return _context(folder, ROLL, STAFF)


def _context(folder: Path, roll: str, staff: str = "", allowed: tuple[str, ...] = ()) -> Context:
    (folder / "roll.csv").write_text(roll, encoding="utf-8")
    if staff:
        (folder / "staff.csv").write_text(staff, encoding="utf-8")
    files = PeopleFiles(roll="roll.csv", staff="staff.csv" if staff else "")
    return Context(Settings(people=files, allow=Allowed(names=allowed), root=folder), packs.load(()), NOW)


def _found(context: Context, post: Post | str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return (text, form, ids) of each mention."""
    evidence = Evidence(Post(post) if isinstance(post, str) else post, context)
    return [(_text(evidence, one), one.form, one.ids) for one in evidence.roll]


def _text(evidence: Evidence, mention: Mention) -> str:
    part = evidence.part(mention.part)
    assert part is not None
    return part.text[mention.start : mention.end]


WRITTEN = [
    ("Well done Amina Kaur!", "Amina Kaur", "full", "P1"),
    ("Kaur, Amina won", "Kaur, Amina", "full", "P1"),
    ("Kaur Amina won", "Kaur Amina", "full", "P1"),
    ("WELL DONE AMINA KAUR", "AMINA KAUR", "full", "P1"),
    ("well done amina kaur", "amina kaur", "full", "P1"),
    ("Amina K won", "Amina K", "first-initial", "P1"),
    ("Amina K. won", "Amina K.", "first-initial", "P1"),
    ("Amina K.", "Amina K.", "first-initial", "P1"),
    ("AminaK won", "AminaK", "first-initial", "P1"),
    ("A Kaur won", "A Kaur", "initial-last", "P1"),
    ("A. Kaur won", "A. Kaur", "initial-last", "P1"),
    ("A.Kaur won", "A.Kaur", "initial-last", "P1"),
    ("AKaur won", "AKaur", "initial-last", "P1"),
    ("Kaur, A. won", "Kaur, A.", "initial-last", "P1"),
    ("Amina’s cake", "Amina", "first", "P1"),
    ("Amina Kaur’s cake", "Amina Kaur", "full", "P1"),
    ("Amina Jane Kaur won", "Amina Jane Kaur", "full", "P1"),
    ("Amina J. Kaur won", "Amina J. Kaur", "full", "P1"),
    ("Amina 🌟 Kaur won", "Amina 🌟 Kaur", "full", "P1"),
    ("A🌟mina Kaur won", "A🌟mina Kaur", "full", "P1"),
    ("Amina\nKaur won", "Amina\nKaur", "full", "P1"),
    ("Ami\u200bna Kaur won", "Ami\u200bna Kaur", "full", "P1"),
    ("Аmina Kаur won", "Аmina Kаur", "full", "P1"),  # Cyrillic
    ("Am1na Kaur won", "Am1na Kaur", "full", "P1"),
    ("A m i n a Kaur won", "A m i n a Kaur", "full", "P1"),
    ("Amina.Kaur won", "Amina.Kaur", "full", "P1"),
    ("#WellDoneAminaKaur", "AminaKaur", "full", "P1"),
    ("#WellDoneAminaK", "AminaK", "first-initial", "P1"),
    ("#aminakaur", "aminakaur", "full", "P1"),
    ("#kauramina", "kauramina", "full", "P1"),
    ("#welldoneaminakaur", "aminakaur", "full", "P1"),
    ("@amina_kaur2014 baked", "amina_kaur", "full", "P1"),
    ("See thistlebrook.example/news/amina-kaur-wins", "amina-kaur", "full", "P1"),
    ("See https://thistlebrook.example/amina%20kaur", "amina%20kaur", "full", "P1"),
    ("Write to amina.kaur@thistlebrook.example", "amina.kaur", "full", "P1"),
    ("Muhammad Khan won", "Muhammad Khan", "full", "P2"),
    ("Mo Khan won", "Mo Khan", "full", "P2"),
    ("Mohammed Ali Khan won", "Mohammed Ali Khan", "full", "P2"),
    ("Ali Khan won", "Ali Khan", "full", "P2"),
    ("Mohamed K won", "Mohamed K", "first-initial", "P2"),
    ("Katherine O’Brien won", "Katherine O’Brien", "full", "P3"),
    ("Katherine OBrien won", "Katherine OBrien", "full", "P3"),
    ("Katherine O Brien won", "Katherine O Brien", "full", "P3"),
    ("Kate O'Brien won", "Kate O'Brien", "full", "P3"),
    ("Katie O'B won", "Katie O'B", "first-initial", "P3"),
    ("Kathryn O’Brien won", "Kathryn O’Brien", "full", "P3"),
    ("Mary Jane Smith Jones won", "Mary Jane Smith Jones", "full", "P4"),
    ("Maryjane Smith won", "Maryjane Smith", "full", "P4"),
    ("Mary Smith-Jones won", "Mary Smith-Jones", "full", "P4"),
    ("Mary-Jane S. won", "Mary-Jane S.", "first-initial", "P4"),
    ("Anne-Marie de la Cruz won", "Anne-Marie de la Cruz", "full", "P5"),
    ("Anne Marie Cruz won", "Anne Marie Cruz", "full", "P5"),
    ("Annemarie De La Cruz won", "Annemarie De La Cruz", "full", "P5"),
    ("Xiaoming Li won", "Xiaoming Li", "full", "P6"),
    ("Li Xiao Ming won", "Li Xiao Ming", "full", "P6"),
    ("Ming Li won", "Ming Li", "full", "P6"),
    ("Seun Adebanwole won", "Seun Adebanwole", "full", "P7"),
    ("Suryani won", "Suryani", "first", "P8"),
    ("Aravind S won", "Aravind S", "first-initial", "P9"),
    ("S. Aravind won", "S. Aravind", "full", "P9"),
    ("Lukasz Muller won", "Lukasz Muller", "full", "P10"),
    ("Łukasz Mueller won", "Łukasz Mueller", "full", "P10"),
    ("Iwan Gruffydd won", "Iwan Gruffydd", "full", "P12"),
    ("Mariam Haddadin won", "Mariam Haddadin", "full", "P13"),
    ("Maryam Alhaddadin won", "Maryam Alhaddadin", "full", "P13"),
    ("Will MacGiolla won", "Will MacGiolla", "full", "P14"),
    ("José García won", "José García", "full", "P15"),
    ("Jose Garcia Marquezo won", "Jose Garcia Marquezo", "full", "P15"),
    ("Amrit Kaur won", "Amrit Kaur", "full", "P17"),
    ("Amina K's picture", "Amina K", "first-initial", "P1"),
    ("Kaur A. won", "Kaur A.", "initial-last", "P1"),
    ("| Amina | Kaur | 4K |", "Amina | Kaur", "full", "P1"),
    ("Amina — Kaur", "Amina — Kaur", "full", "P1"),
    ("4mina Kaur won", "4mina Kaur", "full", "P1"),
    ("Nick “Will” Mac Giolla won", "Will” Mac Giolla", "full", "P14"),
    ("Muhammad “Mo” Khan won", "Muhammad “Mo” Khan", "full", "P2"),
    ("Mr Varga teaches", "Varga", "last", "S1"),
]


@pytest.mark.parametrize(("text", "found", "form", "id_"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_listed_name_is_found_however_it_is_written(
    context: Context, text: str, found: str, form: str, id_: str
) -> None:
    mentions = _found(context, text)

    assert (found, form) in [(one[0], one[1]) for one in mentions]
    assert any(id_ in ids for _, _, ids in mentions)


MISSPELT = [
    ("Oluwaseun Adebnawole", "swapped"),
    ("Oluwaseun Adebanwle", "dropped"),
    ("Oluwaseun Adebannwole", "doubled"),
    ("Oluwaseun Adebanwule", "wrong"),
    ("Oluwasuen Adebanwole", "swapped in the first name"),
]
MISSPELT_SHORT = [("Amina Kuar", "near"), ("Amina Kaurr", "near"), ("Amina Kau", "first"), ("Amina Kaut", "first")]


@pytest.mark.parametrize("text", [row[0] for row in MISSPELT], ids=[row[1] for row in MISSPELT])
def test_a_full_name_with_one_letter_wrong_is_near(context: Context, text: str) -> None:
    assert _found(context, f"Well done {text} today") == [(text, "near", ("P7",))]


@pytest.mark.parametrize(("text", "form"), MISSPELT_SHORT)
def test_a_short_name_is_near_only_if_its_letters_are_swapped_or_doubled(
    context: Context, text: str, form: str
) -> None:
    assert [one for _, one, _ in _found(context, text)] == [form]


def test_a_surname_that_is_spelt_in_several_ways_is_found_in_each(tmp_path: Path) -> None:
    context = _context(tmp_path, "id,first_name,last_name\nP1,Noor,Hussain\nP2,Iain,St John-Smith\n")

    assert _found(context, "Noor Hussein, Iain St. John-Smith, Iain Smith") == [
        ("Noor Hussein", "full", ("P1",)),
        ("Iain St. John-Smith", "full", ("P2",)),
        ("Iain Smith", "full", ("P2",)),
    ]


@pytest.mark.parametrize(
    "written", ["Åsa Öberg", "A\u030asa O\u0308berg", "Aasa Oeberg", "Asa Oberg", "ÅSA Ö.", "#aasaoeberg", "Å. Öberg"]
)
def test_letters_that_are_written_out_are_found_either_way(tmp_path: Path, written: str) -> None:
    context = _context(tmp_path, "id,first_name,last_name\nP1,Åsa,Öberg\n")

    assert [(text, ids) for text, _, ids in _found(context, written)] == [(written.strip("#"), ("P1",))]


@pytest.mark.parametrize("written", ["Þórunn Æ.", "Þ. Ægisdóttir", "Thorunn Aegisdottir", "#þorunnægisdottir"])
def test_a_letter_that_stands_for_two_is_an_initial_too(tmp_path: Path, written: str) -> None:
    context = _context(tmp_path, "id,first_name,last_name\nP1,Þórunn,Ægisdóttir\n")

    assert [(text, ids) for text, _, ids in _found(context, written)] == [(written.strip("#"), ("P1",))]


def test_an_i_after_a_name_is_the_pronoun_before_a_verb(tmp_path: Path) -> None:
    context = _context(tmp_path, "id,first_name,last_name\nP1,Amina,Iqbal\n")

    assert [form for _, form, _ in _found(context, "Amina I am proud. Amina I has won. Amina I.")] == [
        "first",
        "first-initial",
        "first-initial",
    ]


def test_a_name_said_twice_is_two_mentions(context: Context) -> None:
    assert [text for text, _, _ in _found(context, "Amina Kaur Amina Kaur")] == ["Amina Kaur", "Amina Kaur"]


NOBODY = [
    "AK scored again",
    "The Kites baked on Monday.",
    "Amin and Kaura came",
    "I am so proud of Reception",
    "In May a choir sang",
    "https://t.co/AMinaK7b1",
    "Oluwatobi Adebanwale ran",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_names_nobody_gives_no_mention_of_a_whole_name(context: Context, text: str) -> None:
    assert [form for _, form, _ in _found(context, text) if form not in ("first", "last")] == []


def test_an_article_before_a_surname_is_hardly_a_name(context: Context) -> None:
    evidence = Evidence(Post("A Baker made it. G. Baker ate it."), context)

    assert [one.form for one in evidence.roll if one.form != "last"] == ["initial-last"]
    assert _found(context, "we met a baker")[0][1] == "last"


def test_a_full_name_in_a_list_is_not_read_backwards(context: Context) -> None:
    found = _found(context, "Amina Kaur, Amina Kaur and Grace Baker, Katherine O'Brien")

    assert [text for text, _, _ in found] == ["Amina Kaur", "Amina Kaur", "Grace Baker", "Katherine O'Brien"]


def test_a_name_that_a_pupil_and_a_teacher_share_gives_both(context: Context) -> None:
    (mention,) = Evidence(Post("Desmond Fairlamb spoke."), context).roll

    assert (mention.who, mention.ids, mention.clues) == ("pupil", ("P16", "S2"), ("staff-share-it",))
    assert [id_ in context.roll for id_ in mention.ids] == [True, False]


def test_a_first_name_that_a_pupil_and_a_teacher_share_gives_both(context: Context) -> None:
    (mention,) = Evidence(Post("Grace spoke."), context).roll

    assert (mention.form, mention.who, mention.ids) == ("first", "pupil", ("P11", "S3"))


def test_a_leaver_is_found_and_known_as_one(context: Context) -> None:
    (mention,) = Evidence(Post("Iwan ap Gruffydd writes from Oslo."), context).roll

    assert mention.ids == ("P12",)
    assert context.roll["P12"].has_left


def test_names_are_found_in_every_part(context: Context) -> None:
    images = [Image("amina_k_y4.jpg", alt="Amina K with a lantern"), Image("AminaKaur2.png", credit="Amina Kaur")]
    evidence = Evidence(Post("x", title="Amina Kaur", category="AminaKaur", images=images), context)

    assert [(one.part, _text(evidence, one)) for one in evidence.roll] == [
        ("title", "Amina Kaur"),
        ("alt:0", "Amina K"),
        ("image:0/name", "amina_k"),
        ("image:1/name", "AminaKaur"),
        ("field:category", "AminaKaur"),
        ("field:images.1.credit", "Amina Kaur"),
    ]


def test_markup_inside_a_name_does_not_hide_it(context: Context) -> None:
    evidence = Evidence(Post("Well done **Amina** [Kaur](https://thistlebrook.example)", markup="markdown"), context)

    assert [(one.form, one.ids) for one in evidence.roll] == [("full", ("P1",))]


def test_an_allowed_name_covers_the_names_in_it_and_yields_to_a_longer_one(tmp_path: Path) -> None:
    context = _context(tmp_path, ROLL, allowed=("Grace Darling", "Amina"))

    assert _found(context, "Grace Darling rowed, Grace baked.") == [
        ("Grace Darling", "full", (f"{ALLOWED}0",)),
        ("Grace", "first", ("P11",)),
    ]
    assert _found(context, "Amina ran. Amina Kaur won.") == [
        ("Amina", "full", (f"{ALLOWED}1", "P1")),
        ("Amina Kaur", "full", ("P1",)),
    ]


def test_without_lists_nothing_is_looked_for() -> None:
    context = Context(Settings(), packs.load(()), NOW)

    assert context.matcher is None
    assert Evidence(Post("Amina Kaur"), context).roll == ()


def test_mentions_do_not_overlap_and_stand_in_order(context: Context) -> None:
    evidence = Evidence(Post("Kaur, Amina Kaur, A. Kaur-Khan, Mo Khan, Mary Jane Smith Jones #aminakaurkhan"), context)
    spans = [(one.start, one.end) for one in evidence.roll]

    assert all(first[1] <= second[0] for first, second in pairwise(spans))


PEOPLE = [(culture, first, last) for culture, (firsts, lasts) in CULTURES.items() for first in firsts for last in lasts]
# A single small "s" after a name is more often a possessive than a Tamil family name, and "M S" is no name.
AMBIGUOUS = {("S", "small letters"), ("S", "initial last"), ("S", "initial. last")}


@pytest.mark.parametrize("culture", CULTURES)
def test_names_of_each_culture_are_found_in_each_form(tmp_path: Path, culture: str) -> None:
    rows = "".join(f"P{n},{first},{last}\n" for n, (_, first, last) in enumerate(PEOPLE))
    context = _context(tmp_path, f"id,first_name,last_name\n{rows}")
    missed = []
    for number, (own, first, last) in enumerate(PEOPLE):
        for form, text in forms(first, last) if own == culture else ():
            mentions = Evidence(Post(f"Well done to {text} for a lovely assembly."), context).roll
            if (last, form) not in AMBIGUOUS and not any(
                f"P{number}" in one.ids and one.form not in ("first", "last") for one in mentions
            ):
                missed.append((form, text))

    assert missed == []
