"""What a run is about when pictures are named, or files that the settings exclude."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.cli import main
from tests.scratch import Scratch, check, isolate

BAD = "A widget.\n"
SHOWS = "---\nimages:\n  - path: ../images/fair.png\n    alt: Lanterns\n---\nA widget!\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    isolate(monkeypatch)
    repo = Scratch(tmp_path / "repo")
    monkeypatch.chdir(repo.folder)
    return repo


def test_a_picture_that_is_named_brings_its_drafts(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.picture("images/fair.png")
    repo.write("drafts/a.md", SHOWS)
    repo.write("drafts/b.md", BAD)
    repo.write("c.md", BAD)

    assert list(check(capsys, "images/fair.png")[1]) == ["drafts/a.md"]
    assert sorted(check(capsys, "images/fair.png", "c.md", "drafts/a.md")[1]) == ["c.md", "drafts/a.md"]


def test_a_picture_that_no_draft_names_is_said(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.picture("fair.png")

    assert main(["check", "fair.png"]) == 0
    assert capsys.readouterr().err == "warning: no draft names fair.png: not checked\n"


@pytest.mark.parametrize("name", ["missing.png", "missing.heic"])
def test_a_picture_that_is_not_there_is_a_failure(repo: Scratch, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert check(capsys, name)[0] == 2


def test_named_files_are_taken_unless_exclusion_is_forced(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write("postlint.toml", 'packs = ["../pack"]\n[files]\ninclude = ["posts/**"]\nexclude = ["posts/old/**"]\n')
    names = ["README.md", "posts/a.md", "posts/old/b.md", "posts/.hidden.md"]
    for name in names:
        repo.write(name, BAD)

    assert sorted(check(capsys, *names)[1]) == sorted(names)
    assert list(check(capsys, "--force-exclude", *names)[1]) == ["posts/a.md"]


def test_excluded_pictures_are_passed_over_and_included_files_need_not_be_pictures(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("postlint.toml", 'packs = ["../pack"]\n[files]\ninclude = ["drafts/**"]\nexclude = ["old/**"]\n')
    repo.picture("images/fair.png")
    repo.write("drafts/a.md", SHOWS)
    repo.picture("old/fair.png")

    assert list(check(capsys, "--force-exclude", "images/fair.png")[1]) == ["drafts/a.md"]
    assert check(capsys, "--force-exclude", "old/fair.png") == (0, {})


def test_a_run_of_which_all_is_excluded_is_said_and_still_reads_its_settings(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write(".notes.md", BAD)

    assert main(["check", "--force-exclude", ".notes.md"]) == 0
    assert "the file is excluded by the settings: nothing was checked" in capsys.readouterr().err
    repo.write("postlint.toml", "polcy = 1\n")
    assert main(["check", "--force-exclude", ".notes.md"]) == 2


def test_a_folder_without_settings_is_judged_under_the_default_policy(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    (repo.folder / "postlint.toml").unlink()
    repo.stage("a.md", "The wifi password is Lantern-2026!\n")

    assert main(["check", "--staged", "--no-cache", "--select", "password-or-access-code"]) == 1
    assert "no postlint.toml" in capsys.readouterr().err
