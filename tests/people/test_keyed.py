"""The keyed index: what it finds, what it does not show, and what becomes of it without the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter, Post
from linter.context import Context
from linter.errors import SettingsError
from linter.evidence import Evidence
from linter.evidence.roll.building import listed
from linter.people import SchoolPeople, keyed
from linter.people.keys import key_of
from linter.people_options import PeopleFiles
from linter.settings import Settings
from linter.value import replace
from tests.conftest import NOW
from tests.evidence.test_roll import ROLL, STAFF, WRITTEN

KEY = b"sixteen or more characters"
SALT = bytes(16)


def _lists(folder: Path) -> Settings:
    (folder / "roll.csv").write_text(ROLL, encoding="utf-8")
    (folder / "staff.csv").write_text(STAFF, encoding="utf-8")
    (folder / "none.csv").write_text("id,scope\nP1,image\nP3,both\n", encoding="utf-8")
    return Settings(people=PeopleFiles(roll="roll.csv", staff="staff.csv", do_not_publish="none.csv"), root=folder)


def _text(settings: Settings, key: bytes = KEY, salt: bytes = SALT) -> str:
    return keyed.write(listed(SchoolPeople(settings)), key, salt)


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return the settings of a machine that has the index and the key, and no list but that of the staff."""
    settings = _lists(tmp_path)
    (tmp_path / "people.index").write_text(_text(settings), encoding="ascii")
    (tmp_path / "roll.csv").unlink()
    (tmp_path / "none.csv").unlink()
    monkeypatch.setenv("POSTLINT_PEOPLE_KEY", KEY.decode())
    return replace(settings, people=replace(settings.people, index="people.index"))


def test_the_index_finds_the_same_forms_as_the_lists(alone: Settings) -> None:
    context = Linter(alone, now=NOW).context
    missed = [
        (text, form)
        for text, _, form, _ in WRITTEN
        if form not in [one.form for one in Evidence(Post(text), context).roll]
    ]

    assert missed == []


def test_the_index_knows_pupils_from_staff_and_who_must_not_be_published(alone: Settings) -> None:
    context = Linter(alone, now=NOW).context
    (amina,) = Evidence(Post("Amina Kaur"), context).roll
    (varga,) = Evidence(Post("Tibor Varga"), context).roll

    assert (amina.who, varga.who) == ("pupil", "staff")
    assert amina.ids[0] in context.roll
    assert amina.ids != ("P1",)
    assert context.do_not_publish[amina.ids[0]] == "image"
    assert varga.ids[0] not in context.roll
    assert varga.ids == ("S1",)
    assert context.staff["S1"].name == "Tibor Varga"


def test_where_the_staff_list_is_not_there_staff_have_keyed_ids(alone: Settings) -> None:
    alone.resolve("staff.csv").unlink()
    context = Linter(alone, now=NOW).context
    (varga,) = Evidence(Post("Tibor Varga"), context).roll

    assert (varga.who, varga.ids[0] in context.roll, context.staff) == ("staff", False, {})


def test_the_index_answers_by_the_ids_that_drafts_declare(alone: Settings) -> None:
    context = Linter(alone, now=NOW).context

    assert "P1" in context.roll
    assert "P99" not in context.roll
    assert context.do_not_publish.get("P3") == "both"
    assert context.do_not_publish.get("P2") is None
    assert context.roll["P12"].has_left


def test_the_index_holds_no_name_and_no_id(tmp_path: Path) -> None:
    text = _text(_lists(tmp_path)).casefold()

    assert not any(name in text for name in ("amina", "kaur", "varga", "p12", "kites"))


def test_no_two_entries_show_that_they_belong_to_one_person(tmp_path: Path) -> None:
    lines = _text(_lists(tmp_path)).splitlines()[3:]

    assert len({line[16:] for line in lines}) == len(lines)
    assert {len(line) for line in lines} == {32}


def test_the_same_lists_give_the_same_sorted_text_in_any_order(tmp_path: Path) -> None:
    people = list(listed(SchoolPeople(_lists(tmp_path))))
    text = keyed.write(people, KEY, SALT)

    assert keyed.write(reversed(people), KEY, SALT) == text
    assert text.splitlines()[3:] == sorted(text.splitlines()[3:])
    assert text.endswith("\n")


def test_a_new_pupil_only_adds_lines(tmp_path: Path) -> None:
    settings = _lists(tmp_path)
    before = set(_text(settings).splitlines())
    (tmp_path / "roll.csv").write_text(f"{ROLL}P20,Zofia,,Kwiatek,4,Kites,current\n", encoding="utf-8")

    assert before < set(_text(settings).splitlines())


def test_another_salt_changes_every_line(tmp_path: Path) -> None:
    settings = _lists(tmp_path)
    one, other = (_text(settings, salt=salt).splitlines() for salt in (SALT, b"\x01" * 16))

    assert set(one) & set(other) == {one[0]}


def test_without_the_key_the_run_fails(alone: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTLINT_PEOPLE_KEY")
    with pytest.raises(SettingsError, match="cannot be used without its key") as caught:
        Linter(alone, now=NOW)

    assert "POSTLINT_PEOPLE_KEY" in str(caught.value)


def test_without_the_key_the_run_only_warns_if_the_settings_ask_for_that(
    alone: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTLINT_PEOPLE_KEY")
    context = Linter(replace(alone, people=replace(alone.people, without_key="warn")), now=NOW).context

    assert "no listed person's name was looked for" in context.people.note
    assert Evidence(Post("Amina Kaur"), context).roll == ()


def test_another_key_is_told(alone: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLINT_PEOPLE_KEY", "another key that is long enough")
    with pytest.raises(SettingsError, match="was written with another key"):
        Linter(alone, now=NOW)


def test_a_key_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(SettingsError, match="shorter than 16"):
        key_of(PeopleFiles(), {"POSTLINT_PEOPLE_KEY": "secret"})


BROKEN = {
    "an empty file": "",
    "another file": "id,first_name\nP1,Amina\n",
    "a merge with conflicts": f"{keyed.HEAD}\nsalt {'0' * 32}\ncheck {'0' * 32}\n<<<<<<< HEAD\n",
    "half a line": f"{keyed.HEAD}\nsalt {'0' * 32}\ncheck {'0' * 32}\n0123\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_what_is_no_index_is_refused(alone: Settings, text: str) -> None:
    alone.resolve("people.index").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="write it anew: postlint people index"):
        Linter(alone, now=NOW)


def test_an_index_that_is_named_and_missing_is_a_fault(alone: Settings) -> None:
    alone.resolve("people.index").unlink()
    with pytest.raises(SettingsError, match=r"'people\.index' is not a file"):
        Linter(alone, now=NOW)


def test_where_the_roll_is_there_the_index_is_not_opened(tmp_path: Path) -> None:
    settings = _lists(tmp_path)
    (tmp_path / "people.index").write_text(_text(settings), encoding="ascii")
    context = Linter(replace(settings, people=replace(settings.people, index="people.index")), now=NOW).context

    assert context.people.index is None
    assert Evidence(Post("Oluwaseun Adebnawole"), context).roll[0].form == "near"


def test_a_context_at_another_moment_reads_the_lists_once(tmp_path: Path) -> None:
    context = Context(_lists(tmp_path), Linter().packs, NOW)
    roll = context.roll

    assert context.at(NOW.replace(year=2030)).roll is roll
