"""Full names of which one half is a letter off, and names in letters that few keyboards have."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Image, Linter, Post, packs
from linter.context import Context
from linter.evidence import Evidence
from linter.people_options import PeopleFiles
from linter.settings import Settings
from tests.conftest import NOW

ROLL = """id,first_name,last_name
P1,Sorcha,Ní Mhaolain
P2,Lourdes,de la Vega
P3,Manmeet Singh,Bhangal
P4,Habiba,ur Rashid
P5,Delphine,Moreau-Kassim
P6,Grace,Whitlocke
P7,Zeynep,Çelikbaş
P8,Ìbùkún,Ọ̀ṣínàìké
P9,Oriol,d'Estrada
P10,Bruno,Sá Nogueira
P11,Syeda Rumana,Tarafder
P12,Đorđe,Šarić
P13,Ilse,Thornbury
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("roll")
    (folder / "roll.csv").write_text(ROLL, encoding="utf-8")
    return Settings(people=PeopleFiles(roll="roll.csv"), root=folder)


def found(settings: Settings, post: Post) -> list[tuple[str, str, tuple[str, ...]]]:
    evidence = Evidence(post, Context(settings, packs.load(()), NOW))
    mentions: list[tuple[str, str, tuple[str, ...]]] = []
    for one in evidence.roll:
        part = evidence.part(one.part)
        assert part is not None
        mentions.append((part.text[one.start : one.end], one.form, one.ids))
    return mentions


MISSPELT = [
    # cut short, in ways that no table has
    ("Delph Moreau-Kassim won", "Delph Moreau-Kassim", "P5"),
    ("Lourdie de la Vega won", "Lourdie de la Vega", "P2"),
    ("Zey Çelikbaş won", "Zey Çelikbaş", "P7"),
    # a letter off
    ("Sorcha Ní Mhaolian won", "Sorcha Ní Mhaolian", "P1"),
    ("Sorhca Ní Mhaolain won", "Sorhca Ní Mhaolain", "P1"),
    ("Lourdess de la Vega won", "Lourdess de la Vega", "P2"),
    ("Lordes de la Vega won", "Lordes de la Vega", "P2"),
    ("Lourdes de la Vegga won", "Lourdes de la Vegga", "P2"),
    ("Manmett Singh Bhangal won", "Manmett Singh Bhangal", "P3"),
    ("Habbiba ur Rashid won", "Habbiba ur Rashid", "P4"),
    ("Delphine Moraeu-Kassim won", "Delphine Moraeu-Kassim", "P5"),
    ("Delphine Moreau-Kasim won", "Delphine Moreau-Kasim", "P5"),
    ("Grace Whitlokce won", "Grace Whitlokce", "P6"),
    ("Bruno Sá Noguiera won", "Bruno Sá Noguiera", "P10"),
]


@pytest.mark.parametrize(("text", "name", "pupil"), MISSPELT)
def test_a_half_that_is_a_letter_off_is_near_whatever_stands_beside_it(
    settings: Settings, text: str, name: str, pupil: str
) -> None:
    assert found(settings, Post(text)) == [(name, "near", (pupil,))]


@pytest.mark.parametrize(("text", "name"), [(text, name) for text, name, _ in MISSPELT])
def test_a_misspelt_name_is_a_warning_and_never_an_error(settings: Settings, text: str, name: str) -> None:
    report = Linter(settings, select=["pupil-full-name"], now=NOW).check(Post(text))

    assert [(one.severity, one.case, one.found) for one in report.findings] == [("warning", "misspelt", name)]


@pytest.mark.parametrize(
    "text",
    [
        "Delphine Moreau-Kassim won",
        "Delphine Moreau won",
        "Delphine Moreau-Year 4 star",  # a hyphen for a dash
        "Bruno Sá won",
        "Bruno Sá Nogueira won",
    ],
)
def test_a_name_as_the_list_writes_it_is_never_taken_for_a_misspelt_one(settings: Settings, text: str) -> None:
    assert [form for _, form, _ in found(settings, Post(text))] == ["full"]


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Thornbridge won",
        "Grace Whitely won",
        "Bring grace and whitlocks",
        "Ilse won",
        "De la Vega won",
        "Ze Çelikbaş won",
        "the zey çelikbaş",
        "Del's Moreau-Kassim",
    ],
)
def test_another_name_is_not_near(settings: Settings, text: str) -> None:
    assert [form for _, form, _ in found(settings, Post(text)) if form == "near"] == []


@pytest.mark.parametrize(
    ("post", "name", "form", "pupil"),
    [
        (Post("ZeynepÇelikbaş won"), "ZeynepÇelikbaş", "full", "P7"),
        (Post("Go #ZeynepÇelikbaş"), "ZeynepÇelikbaş", "full", "P7"),
        (Post("ĐorđeŠarić won"), "ĐorđeŠarić", "full", "P12"),
        (Post("ÌbùkúnỌ̀ṣínàìké won"), "ÌbùkúnỌ̀ṣínàìké", "full", "P8"),
        (Post("Go #ÌbùkúnỌ̀ṣínàìké"), "ÌbùkúnỌ̀ṣínàìké", "full", "P8"),
        (Post("Ibukun Osinaike won"), "Ibukun Osinaike", "full", "P8"),
        (Post("x", images=[Image("a/1 Ìbùkún Ọ̀ṣínàìké.jpg")]), "Ìbùkún Ọ̀ṣínàìké", "full", "P8"),
        (Post("O. d'Estrada won"), "O. d'Estrada", "initial-last", "P9"),
        (Post("Rumana won"), "Rumana", "first", "P11"),
    ],
)
def test_letters_of_all_alphabets_that_are_written_in_latin_are_known(
    settings: Settings, post: Post, name: str, form: str, pupil: str
) -> None:
    assert found(settings, post) == [(name, form, (pupil,))]


@pytest.mark.parametrize("text", ["@thandar", "Go @thandar!"])
def test_a_handle_that_could_be_cut_into_small_words_is_a_name_as_any_other(tmp_path: Path, text: str) -> None:
    (tmp_path / "roll.csv").write_text("id,first_name,last_name\nP1,Thandar,\n", encoding="utf-8")
    linter = Linter(Settings(people=PeopleFiles(roll="roll.csv"), root=tmp_path), select=["pupil-first-name"], now=NOW)

    assert [one.rule for one in linter.check(Post(text)).findings] == ["pupil-first-name"]
