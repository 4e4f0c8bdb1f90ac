"""`postlint withdraw`: what was taken down is noted as hashes, and is found when it comes again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL import ImageDraw

from linter.cli import main
from linter.errors import SettingsError
from linter.withdrawn import digest_of_words, read_withdrawn

TEXT = "The new climbing frame is not for the big children, whatever they say."


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "postlint.toml").write_text('[images]\nwithdrawn = "private/withdrawn.csv"\n', "utf-8")
    picture = Pillow.linear_gradient("L").resize((400, 300)).convert("RGB")
    ImageDraw.Draw(picture).ellipse((60, 40, 200, 260), fill="red")
    picture.save(tmp_path / "fair.jpg")
    picture.resize((200, 150)).save(tmp_path / "copy.png")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _check(project: Path, body: str, capsys: pytest.CaptureFixture[str]) -> str:
    (project / "draft.md").write_text(body, "utf-8")
    main(["check", "draft.md", "--no-cache", "--select", "withdrawn-image", "--format", "jsonl"])
    return capsys.readouterr().out


def test_a_withdrawn_picture_and_its_copies_are_found(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["withdraw", "fair.jpg", "--on", "2026-10-12", "--reason", "asked for"]) == 0
    assert "1 entry added" in capsys.readouterr().out

    found = _check(project, "---\nimages: [{path: fair.jpg}, {path: copy.png}]\n---\nThe fair!\n", capsys)

    assert "This picture was taken down on 12 October 2026" in found
    assert "This looks like a picture that was taken down on 12 October 2026" in found


def test_a_withdrawn_text_is_found_whatever_its_case_and_signs(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "old.txt").write_text(TEXT, "utf-8")
    assert main(["withdraw", "--text", "old.txt"]) == 0
    capsys.readouterr()

    assert "must not be published again" in _check(project, TEXT.upper().replace(",", " 🙂 "), capsys)
    assert "must not be published again" not in _check(project, TEXT.replace("big", "little"), capsys)


def test_the_list_holds_neither_words_nor_pictures_and_each_thing_once(project: Path) -> None:
    (project / "old.txt").write_text(TEXT, "utf-8")
    for _ in range(2):
        assert main(["withdraw", "fair.jpg", "--on", "2026-10-12"]) == 0
        assert main(["withdraw", "--text", "old.txt", "--on", "2026-10-12"]) == 0

    listed = (project / "private" / "withdrawn.csv").read_text("utf-8")
    assert len(listed.splitlines()) == 3
    assert "climbing" not in listed
    assert "fair" not in listed
    assert [row.kind for row in read_withdrawn(project / "private" / "withdrawn.csv")] == ["picture", "text"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["withdraw", "gone.jpg"], "gone.jpg: cannot be read as a picture"),
        (["withdraw", "postlint.toml"], "postlint.toml: cannot be read as a picture"),
        (["withdraw", "fair.jpg", "--on", "soon"], "--on: 'soon' is not a date"),
        (["withdraw", "--text", "gone.txt"], "gone.txt: cannot be read"),
        (["withdraw", "--text", "short.txt"], "short.txt: has no post with words enough"),
    ],
)
def test_what_cannot_be_noted_is_said_and_nothing_is_written(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    (project / "short.txt").write_text("Thank you!", "utf-8")

    assert main(arguments) == 2
    assert message in capsys.readouterr().err
    assert not (project / "private").exists()


def test_without_a_list_in_the_settings_it_says_how_to_name_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "postlint.toml").write_text('policy = "default"\n', "utf-8")

    assert main(["withdraw", "fair.jpg"]) == 2
    assert 'withdrawn = "private/withdrawn.csv" below [images]' in capsys.readouterr().err


def test_a_list_that_is_named_and_missing_stops_the_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "draft.md").write_text("Hello", "utf-8")

    assert main(["check", "draft.md"]) == 2
    assert "images.withdrawn: 'private/withdrawn.csv' is not a file" in capsys.readouterr().err


@pytest.mark.parametrize(
    "row",
    ["film,{0},{1},{1},,", "picture,abc,{1},{1},,", "picture,{0},xyz,{1},,", "picture,{0},,,,", "text,{0},,,soon,"],
)
def test_a_malformed_row_is_told_with_its_number(tmp_path: Path, row: str) -> None:
    path = tmp_path / "withdrawn.csv"
    path.write_text("kind,sha256,shade,edges,on,reason\n" + row.format("0" * 64, "0" * 16) + "\n", "utf-8")

    with pytest.raises(SettingsError) as error:
        read_withdrawn(path)

    assert {fault.line for fault in error.value.faults} == {2}


def test_a_short_text_has_no_digest() -> None:
    assert digest_of_words("Thank you all!") is None
