"""`check --staged`: what is about to be committed, whatever the work tree holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.scratch import Scratch, check, isolate

BAD, GOOD = "A widget.\n", "A quiet post.\n"
SHOWS = "---\nimages:\n  - path: {}\n    alt: Lanterns\n---\nLook!\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    isolate(monkeypatch)
    repo = Scratch(tmp_path / "repo")
    repo.commit()
    monkeypatch.chdir(repo.folder)
    return repo


def test_an_unstaged_fix_does_not_hide_a_staged_fault(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.stage("a.md", BAD)
    repo.write("a.md", GOOD)

    assert check(capsys, "--staged") == (1, {"a.md": ["no-widgets"]})


def test_an_unstaged_fault_does_not_block(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.stage("a.md", GOOD)
    repo.write("a.md", BAD)
    repo.write("b.md", BAD)

    assert check(capsys, "--staged") == (0, {"a.md": []})


def test_a_draft_that_is_gone_from_the_work_tree_is_still_judged(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.stage("drafts/a.md", BAD).unlink()
    (repo.folder / "drafts").rmdir()

    assert check(capsys, "--staged") == (1, {"drafts/a.md": ["no-widgets"]})


def test_a_deleted_draft_is_passed_over_and_a_renamed_one_followed(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.write("gone.md", BAD)
    repo.write("old.md", f"{BAD}one\ntwo\nthree\n")
    repo.commit()
    repo.git("rm", "--quiet", "gone.md")
    repo.git("mv", "old.md", "new.md")

    assert check(capsys, "--staged") == (1, {"new.md": ["no-widgets"]})


@pytest.mark.parametrize(("staged", "worked", "code"), [("red", b"no picture", 0), (b"no picture", "red", 1)])
def test_a_picture_is_read_as_it_is_staged(
    repo: Scratch, capsys: pytest.CaptureFixture[str], staged: str | bytes, worked: str | bytes, code: int
) -> None:
    for index, content in enumerate((staged, worked)):
        if isinstance(content, str):
            repo.picture("images/fair.png", content)
        else:
            repo.write("images/fair.png", content)
        if not index:
            repo.git("add", "images/fair.png")
    repo.stage("drafts/a.md", SHOWS.format("../images/fair.png"))

    assert check(capsys, "--staged")[0] == code


@pytest.mark.parametrize("kept", ["committed", "untracked", "missing"])
def test_a_picture_that_is_not_staged_is_read_where_it_is(
    repo: Scratch, capsys: pytest.CaptureFixture[str], kept: str
) -> None:
    if kept != "missing":
        repo.picture("fair.png")
    if kept == "committed":
        repo.commit()
        repo.write("fair.png", b"spoilt since")
    repo.stage("a.md", SHOWS.format("fair.png"))

    assert check(capsys, "--staged") == ((1, {"a.md": ["unreadable-image"]}) if kept == "missing" else (0, {"a.md": []}))  # fmt: skip  # noqa: E501


@pytest.mark.parametrize(
    ("picture", "written"),
    [
        ("images/fair.png", "../images/fair.png"),
        ("images/two words.png", "../images/two words.png"),
        ("images/Noël.png", "../images/Noe\u0308l.png"),
        ("images/灯.png", "../images/灯.png"),
        ("images/Fair.PNG", "..\\\\images\\\\fair.png"),
        ("link/fair.png", "../images/fair.png"),
    ],
)
def test_a_staged_picture_finds_the_drafts_that_name_it(
    repo: Scratch, capsys: pytest.CaptureFixture[str], picture: str, written: str
) -> None:
    repo.write("drafts/a.json", f'{{"body": "A widget.", "images": [{{"path": "{written}", "alt": "x"}}]}}')
    repo.write("drafts/other.md", f"A widget, not in {picture}.\n")
    if picture.startswith("link/"):
        (repo.folder / "images").symlink_to("link")
    repo.commit()
    repo.picture(picture)
    repo.git("add", picture)

    code, found = check(capsys, "--staged")

    assert code == 1
    assert found["drafts/a.json"][0] == "no-widgets"
    assert list(found) == ["drafts/a.json"]


def test_a_renamed_picture_is_missed_by_the_draft_that_names_it(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.picture("old.png")
    repo.write("a.md", SHOWS.format("old.png"))
    repo.commit()
    repo.git("mv", "old.png", "new.png")

    assert check(capsys, "--staged") == (1, {"a.md": ["unreadable-image"]})


@pytest.mark.parametrize("target", ["../../secret.png", "/etc/hostname", "loop.png"])
def test_a_staged_link_out_of_the_project_shows_nothing(
    repo: Scratch, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    Scratch.picture(repo, "../secret.png")
    (repo.folder / "loop.png").symlink_to(target if target != "../../secret.png" else "../secret.png")
    repo.git("add", "loop.png")
    (repo.folder / "loop.png").unlink()
    repo.picture("loop.png")
    repo.stage("a.md", SHOWS.format("loop.png"))

    assert check(capsys, "--staged") == (1, {"a.md": ["unreadable-image"]})


def test_paths_restrict_what_is_judged(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.stage("one/a.md", BAD)
    repo.stage("two/b.md", BAD)
    repo.stage("c.md", BAD)

    assert list(check(capsys, "--staged", "one", "c.md")[1]) == ["c.md", "one/a.md"]
    assert check(capsys, "--staged", "postlint.toml") == (0, {})
    assert check(capsys, "--staged", "nowhere")[0] == 2


def test_all_that_is_staged_is_judged_from_any_folder(
    repo: Scratch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.stage("one/a.md", BAD)
    repo.stage("two/b.md", BAD)
    monkeypatch.chdir(repo.folder / "one")

    assert list(check(capsys, "--staged")[1]) == ["a.md", str(repo.folder / "two" / "b.md")]
    assert list(check(capsys, "--staged", ".")[1]) == ["a.md"]


def test_the_settings_say_which_staged_files_are_drafts(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write("postlint.toml", 'packs = ["../pack"]\n[files]\ninclude = ["posts/**"]\nexclude = ["posts/old/**"]\n')
    repo.write(".gitignore", "posts/forced.md\n")
    for name in ("README.md", "posts/a.md", "posts/old/b.md", "posts/.hidden/c.md", "posts/forced.md"):
        repo.stage(name, BAD)

    assert list(check(capsys, "--staged")[1]) == ["posts/a.md", "posts/forced.md"]


def test_an_unreadable_draft_and_a_conflict_are_failures(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.stage("a.md", b"\xff\xfa\n")
    assert check(capsys, "--staged")[0] == 2

    repo.stage("a.md", "one\n")
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "other")
    repo.write("a.md", "two\n")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.write("a.md", "three\n")
    repo.commit()
    repo.git("merge", "other", code=1)
    assert check(capsys, "--staged")[0] == 2


def test_nothing_staged_is_said(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    from linter.cli import main

    assert main(["check", "--staged"]) == 0
    assert "nothing was checked" in capsys.readouterr().err


def test_without_a_repository_or_on_standard_input_it_is_refused(
    repo: Scratch, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(capsys, "--staged", "-")[0] == 2
    monkeypatch.chdir(repo.folder.parent)
    assert check(capsys, "--staged")[0] == 2


def test_nothing_is_written(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.stage("a.md", SHOWS.format("fair.png"))
    repo.picture("fair.png")
    repo.git("add", "fair.png")
    os.utime(repo.folder / "a.md", (1, 1))  # git would like to note that nothing but the time differs
    before = repo.state()

    check(capsys, "--staged")
    check(capsys, "--staged", "--diff", "HEAD")
    check(capsys, "--diff", "HEAD")

    assert repo.state() == before
