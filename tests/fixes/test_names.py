"""Writing less of a pupil's name changes nothing else, in any format."""

# ruff: noqa: E501 - before and after stand side by side

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from linter import readers
from linter.cli import main
from linter.errors import Fault
from linter.fixes import FIXES, SAFE, UNSAFE, names
from linter.post import Draft
from tests.conftest import SAMPLES, sample_linter

CASES = [
    ("a.md", "first-name-only", "Well done to Vivaan Gajjarwala!\r\n", "Well done to Vivaan!\r\n"),
    ("a.md", "initials", "Well done to Vivaan Gajjarwala!\n", "Well done to V.G.!\n"),
    ("a.md", "year-group", "Vivaan Gajjarwala’s team won!", "A Year 5 pupil’s team won!"),
    ("a.md", "remove-name", "The team of Vivaan Gajjarwala won!", "The team of won!"),
    ("a.md", "remove-name", "Vivaan Gajjarwala's team won!", "team won!"),
    ("a.md", "first-name-only", "**Vivaan Gajjarwala** and #ZofiaKwiatek", "**Vivaan** and #Zofia"),
    ("a.md", "year-group", "Welcome to Grace Oduya-Marsh", "Welcome to a Reception pupil"),
    (
        "a.md",
        "first-name-only",
        '---\r\ntitle: "Gold for Siân Llewelfryn" # ours\r\n---\r\nHi.\r\n',
        '---\r\ntitle: "Gold for Siân" # ours\r\n---\r\nHi.\r\n',
    ),
    ("a.txt", "first-name-only", "\ufeffSIÂN LLEWELFRYN sang.\n", "\ufeffSIÂN sang.\n"),
    ("a.json", "year-group", '{"body" : "Star: Si\\u00e2n Llewelfryn \\ud83c\\udf89"}', '{"body" : "Star: a Year 3 pupil \\ud83c\\udf89"}'),
    ("a.jsonl", "initials", '{"body": "Hi"}\n{"body": "\\"Zofia Kwiatek\\" sang"}\n', '{"body": "Hi"}\n{"body": "\\"Z.K.\\" sang"}\n'),
    ("a.yaml", "first-name-only", "body: 'Jack O''Dunleavy won it' # x\n", "body: 'Jack won it' # x\n"),
    ("a.yaml", "year-group", "body: >\n  Well done to Rohan\n  Patelia today\n", "body: >\n  Well done to a Year 2 pupil today\n"),
    ("a.yaml", "year-group", "posts:\n- body: Hi\n- body: Rohan Patelia won\n", "posts:\n- body: Hi\n- body: A Year 2 pupil won\n"),
    ("a.csv", "initials", 'id,body\r\nx,"A ""star"": Rohan Patelia, of course"\r\n', 'id,body\r\nx,"A ""star"": R.P., of course"\r\n'),
    ("a.csv", "first-name-only", "id;body\nx;Rohan Patelia won\ny;Hello\n", "id;body\nx;Rohan won\ny;Hello\n"),
]  # fmt: skip


def _fixed(name: str, way: str, text: str) -> tuple[str, list[Fault], Sequence[names.Edit]]:
    draft = readers.read(name, text.encode())
    found = [post.findings for post in sample_linter().check_draft(draft, SAMPLES)]
    faults: list[Fault] = []

    def read(changed: str) -> Draft:
        return readers.read(name, changed.encode())

    after, edits = names.fix(draft, found, way, sample_linter().context, read, faults)
    return after, faults, edits


@pytest.mark.parametrize(("name", "way", "before", "after"), CASES)
def test_only_the_name_changes(name: str, way: str, before: str, after: str) -> None:
    changed, faults, edits = _fixed(name, way, before)

    assert changed == after
    assert faults == []
    assert len(edits) >= 1


@pytest.mark.parametrize(
    ("way", "text", "what"),
    [
        ("year-group", "Look: #RohanPatelia", "cannot be written"),
        ("remove-name", "Look: #RohanPatelia", "cannot be written"),
        ("first-name-only", "Well done to Danny Connorsley in Year 6", "must not be published"),
        ("initials", "Well done to Danny Connorsley in Year 6", "must not be published"),
    ],
)
def test_what_cannot_be_done_is_left_and_said(way: str, text: str, what: str) -> None:
    after, faults, edits = _fixed("a.txt", way, text)

    assert after == text
    assert what in str(faults[0])
    assert edits == ()
    assert "Connorsley" not in str(faults)


def test_a_name_in_the_name_of_a_picture_is_left_and_said() -> None:
    text = "---\nimages:\n- path: pictures/rohan-patelia.jpg\n  people: pupils\n---\nA day out.\n"
    after, faults, _ = _fixed("a.md", "year-group", text)

    assert after == text
    assert "rename the picture" in str(faults)


def test_a_change_that_would_make_another_draft_is_not_made() -> None:
    # The name is the whole plain scalar: without it nothing is left of the post.
    text = "body: Rohan Patelia\n"
    after, faults, _ = _fixed("a.yaml", "remove-name", text)

    assert after == text
    assert "cannot be changed safely" in str(faults)


def test_ordinary_words_and_silenced_names_are_not_touched() -> None:
    for text in ("Summer is here and Hope Street is open.", "<!-- postlint: allow pupil-full-name -- agreed --> Hello"):
        assert _fixed("a.txt", "remove-name", text)[0] == text


def test_every_fix_is_either_safe_or_unsafe() -> None:
    assert list(FIXES) == [*SAFE, *UNSAFE]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("postlint.toml", "people"):
        source = SAMPLES / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    settings = tmp_path / "postlint.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('"clean/**", "flagged/**"', '"drafts/**"'), encoding="utf-8"
    )
    (tmp_path / "drafts").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_shows_and_then_does_what_was_asked_without_a_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = project / "drafts/a.md"
    draft.write_bytes(b"Well done to Rohan Patelia!\r\n")

    assert main(["fix", "drafts"]) == 2
    assert main(["fix", "--first-name-only", "--dry-run", "drafts"]) == 0
    assert draft.read_bytes() == b"Well done to Rohan Patelia!\r\n"
    assert main(["fix", "--first-name-only", "drafts"]) == 0
    assert draft.read_bytes() == b"Well done to Rohan!\r\n"
    out = capsys.readouterr().out
    assert "drafts/a.md:1:14: R••• P••• -> R•••" in out
    assert "would be changed: drafts/a.md" in out
    assert "Patelia" not in out
    assert "Rohan" not in out


def test_a_sheet_whose_encoding_was_guessed_is_left_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = project / "drafts/a.csv"
    data = "id,body\r\nx,Café: Rohan Patelia won £5\r\n".encode("cp1252")
    draft.write_bytes(data)

    assert main(["fix", "--year-group", "drafts"]) == 2
    assert draft.read_bytes() == data
    assert "save it as UTF-8" in capsys.readouterr().err
