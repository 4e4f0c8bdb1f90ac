"""`postlint people`: numbers and never names, and the keyed index of the lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.cli import main

ROLL = "id,first_name,last_name,status\nP1,Amina,Kaur,\nP2,Zofia,Kwiatek,leaver\nP3,Zofia,Kwiatek,\n"
SETTINGS = """[people]
roll = "lists/roll.csv"
do_not_publish = "lists/none.csv"
"""
KEY = "sixteen or more characters"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "roll.csv").write_text(ROLL, encoding="utf-8")
    (tmp_path / "lists" / "none.csv").write_text("id,scope\nP1,both\nP2,image\n", encoding="utf-8")
    (tmp_path / "postlint.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTLINT_PEOPLE_KEY", KEY)
    return tmp_path


def _name_index(school: Path, more: str = "") -> None:
    (school / "postlint.toml").write_text(f'{SETTINGS}index = "people.index"\n{more}', encoding="utf-8")


def test_show_counts_and_never_names(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "show"]) == 0
    assert capsys.readouterr().out == (
        "pupils          3, 1 of them leavers\n"
        "staff           0\n"
        "do not publish  2 (1 image, 1 both)\n"
        "consents        0\n"
        "allowed names   0\n"
        "sharing a name  2\n"
    )


def test_index_is_written_and_says_how_to_use_it(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "index"]) == 0
    said = capsys.readouterr()

    assert said.out.startswith("people.index: ")
    assert 'index = "people.index"' in said.err
    assert "kwiatek" not in (school / "people.index").read_text("ascii").casefold()


def test_writing_the_index_again_changes_nothing(school: Path) -> None:
    main(["people", "index"])
    first = (school / "people.index").read_bytes()
    main(["people", "index"])

    assert (school / "people.index").read_bytes() == first


def test_a_new_salt_changes_every_line(school: Path) -> None:
    main(["people", "index"])
    first = (school / "people.index").read_text("ascii").splitlines()
    main(["people", "index", "--new-salt"])

    assert set(first) & set((school / "people.index").read_text("ascii").splitlines()) == {first[0]}


def test_check_says_whether_the_lists_have_changed(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _name_index(school)
    assert main(["people", "index"]) == 0
    assert main(["people", "check"]) == 0
    (school / "lists" / "roll.csv").write_text(f"{ROLL}P4,Ewa,Lind,\n", encoding="utf-8")

    assert main(["people", "check"]) == 1
    said = capsys.readouterr().out
    assert "is stale" in said
    assert "entries are missing" in said


def test_check_tells_another_key_from_a_stale_index(
    school: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _name_index(school)
    main(["people", "index"])
    monkeypatch.setenv("POSTLINT_PEOPLE_KEY", "quite another key")

    assert main(["people", "check"]) == 2
    assert "was written with another key" in capsys.readouterr().err


def test_without_a_key_no_index_is_written(
    school: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTLINT_PEOPLE_KEY")

    assert main(["people", "index"]) == 2
    assert "POSTLINT_PEOPLE_KEY: holds no key (make one:" in capsys.readouterr().err
    assert not (school / "people.index").exists()


def test_without_lists_no_index_is_written(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (school / "postlint.toml").write_text("", encoding="utf-8")

    assert main(["people", "index"]) == 2
    assert "names no list of people" in capsys.readouterr().err


def test_a_broken_list_is_told_by_row(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (school / "lists" / "roll.csv").write_text("id,first_name\n,Amina\n", encoding="utf-8")

    assert main(["people", "index"]) == 2
    said = capsys.readouterr().err
    assert "lists/roll.csv:2: id: is empty" in said
    assert "Amina" not in said


def test_a_run_without_the_key_warns_if_the_settings_ask_for_that(
    school: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _name_index(school, 'without_key = "warn"\n')
    main(["people", "index"])
    (school / "lists" / "roll.csv").unlink()
    (school / "post.txt").write_text("The field is dry again.\n", encoding="utf-8")
    monkeypatch.delenv("POSTLINT_PEOPLE_KEY")
    capsys.readouterr()

    main(["check", "--no-cache", "post.txt"])
    assert "note: people.index: there is no key (POSTLINT_PEOPLE_KEY)" in capsys.readouterr().err


def test_a_run_without_the_key_fails_by_default(
    school: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _name_index(school)
    main(["people", "index"])
    (school / "lists" / "roll.csv").unlink()
    (school / "post.txt").write_text("The field is dry again.\n", encoding="utf-8")
    monkeypatch.delenv("POSTLINT_PEOPLE_KEY")

    assert main(["check", "--no-cache", "post.txt"]) == 2
    assert "cannot be used without its key" in capsys.readouterr().err
