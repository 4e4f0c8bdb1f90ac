"""Reading git: its index, its changes and its commits, whatever the paths and wherever one stands."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from linter.errors import GitError
from linter.git import Repository
from tests.scratch import Scratch, environment, isolate

NAMES = ["plain.md", "two words.md", "né à Noël.md", 'quo"te.md', "tab\there.md", "line\nbreak.md", "-dash.md", "灯.md"]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    isolate(monkeypatch)
    return Scratch(tmp_path / "repo")


@pytest.mark.parametrize("name", NAMES)
def test_a_staged_file_is_found_and_read_whatever_it_is_called(repo: Scratch, name: str) -> None:
    repo.stage(name, "staged\n")
    repo.write(name, "later\n")

    git = Repository(repo.folder)

    assert [(one.status, one.path) for one in git.staged()] == [("A", name)]
    assert git.read(name, 100) == b"staged\n"


@pytest.mark.parametrize("name", NAMES)
def test_changed_lines_are_told_whatever_the_file_is_called(repo: Scratch, name: str) -> None:
    repo.write(name, "one\ntwo\nthree\nfour\n")
    base = repo.commit()
    repo.write(name, "one\n+++ b/other.md\nthree\n@@ -1 +1 @@\nfive\n")

    assert list(Repository(repo.folder).lines(base, staged=False)) == [(name, 2, 1), (name, 4, 2)]


def test_lines_that_were_taken_out_are_a_place_between_lines(repo: Scratch) -> None:
    repo.write("a.md", "one\ntwo\nthree")
    base = repo.commit()
    repo.write("a.md", "one\nthree")

    assert list(Repository(repo.folder).lines(base, staged=False)) == [("a.md", 1, 0)]


def test_what_git_is_set_to_does_not_change_what_it_says(repo: Scratch) -> None:
    repo.write("sub/a.md", "one\ntwo\nthree\n")
    base = repo.commit()
    repo.write("sub/a.md", "one\nTWO\nthree\n")
    for key, value in {
        "diff.noprefix": "true", "diff.mnemonicPrefix": "true", "diff.relative": "true", "diff.renames": "false",
        "color.ui": "always", "diff.external": "false", "diff.interHunkContext": "9", "core.quotePath": "true",
    }.items():  # fmt: skip
        repo.git("config", key, value)

    git = Repository(repo.folder / "sub")

    assert list(git.lines(base, staged=False)) == [("sub/a.md", 2, 1)]
    assert [one.path for one in git.changed(base)] == ["sub/a.md"]


def test_a_rename_tells_both_names(repo: Scratch) -> None:
    repo.write("a.md", "one\ntwo\nthree\n")
    repo.commit()
    repo.git("mv", "a.md", "b.md")

    (change,) = Repository(repo.folder).staged()

    assert (change.status, change.path, change.old, change.is_same) == ("R", "b.md", "a.md", True)


def test_the_first_commit_of_all_has_staged_files_too(repo: Scratch) -> None:
    repo.stage("a.md")

    assert [one.path for one in Repository(repo.folder).staged()] == ["a.md"]


def test_what_is_only_meant_to_be_added_is_not_staged(repo: Scratch) -> None:
    repo.write("a.md")
    repo.git("add", "--intent-to-add", "a.md")

    assert Repository(repo.folder).staged() == ()


def test_a_submodule_is_no_file(repo: Scratch, tmp_path: Path) -> None:
    inner = Scratch(tmp_path / "inner.md")
    inner.commit()
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.folder), "sub.md")

    git = Repository(repo.folder)

    assert [one.path for one in git.staged()] == [".gitmodules"]
    assert "sub.md" not in git.index


def test_the_index_of_a_commit_under_way_is_the_one_that_is_read(
    repo: Scratch, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.stage("a.md", "usual\n")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    subprocess.run(["git", "add", "postlint.toml"], cwd=repo.folder, env=environment() | {"GIT_INDEX_FILE": ".git/next-index"}, check=True)  # fmt: skip  # noqa: E501

    assert [one.path for one in Repository(repo.folder).staged()] == ["postlint.toml"]


def test_a_repository_that_the_environment_names_is_read(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.stage("sub/a.md")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(repo.folder / "sub")
    monkeypatch.setenv("GIT_DIR", "../.git")
    monkeypatch.setenv("GIT_WORK_TREE", "..")

    git = Repository(Path.cwd())

    assert git.top == repo.folder
    assert [one.path for one in git.staged()] == ["sub/a.md"]


def test_a_linked_worktree_has_an_index_of_its_own(repo: Scratch, tmp_path: Path) -> None:
    repo.commit()
    repo.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    repo.stage("here.md")
    (tmp_path / "linked" / "there.md").write_text("x\n")
    subprocess.run(["git", "add", "."], cwd=tmp_path / "linked", env=environment(), check=True)

    git = Repository(tmp_path / "linked")

    assert [one.path for one in git.staged()] == ["there.md"]
    assert git.top == tmp_path / "linked"


def test_what_large_file_storage_keeps_elsewhere_is_read_there(repo: Scratch) -> None:
    content = b"a picture\n"
    name = hashlib.sha256(content).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{name}\nsize {len(content)}\n"
    repo.stage("a.jpg", pointer)
    git = Repository(repo.folder)

    with pytest.raises(FileNotFoundError):
        git.read("a.jpg", 1000)
    repo.write(f".git/lfs/objects/{name[:2]}/{name[2:4]}/{name}", content)
    assert git.read("a.jpg", 1000) == content
    assert git.read("a.jpg", 5) is None


@pytest.mark.parametrize(
    ("commit", "what", "cure"),
    [
        ("", "not one commit", "HEAD~1"),
        ("--output=x", "not one commit", "HEAD~1"),
        ("main..HEAD", "not one commit", "HEAD~1"),
        ("nowhere", "does not know the commit 'nowhere'", "git fetch"),
    ],
)
def test_a_commit_that_is_none_is_refused_with_a_cure(repo: Scratch, commit: str, what: str, cure: str) -> None:
    repo.commit()

    with pytest.raises(GitError) as caught:
        Repository(repo.folder).base(commit)

    assert what in caught.value.faults[0].what
    assert cure in caught.value.faults[0].hint


def test_histories_that_never_met_are_refused(repo: Scratch) -> None:
    repo.commit()
    repo.git("checkout", "--quiet", "--orphan", "other")
    repo.commit("Other")

    with pytest.raises(GitError, match="no commit in common"):
        Repository(repo.folder).base("main")


def test_a_shallow_clone_is_told_how_to_get_the_rest(repo: Scratch, tmp_path: Path) -> None:
    repo.commit()
    repo.commit("Second")
    repo.git("clone", "--quiet", "--depth=1", f"file://{repo.folder}", str(tmp_path / "shallow"))

    with pytest.raises(GitError, match=r"fetch-depth: 0.*GIT_DEPTH"):
        Repository(tmp_path / "shallow").base("HEAD~1")


def test_a_folder_without_a_repository_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch)

    with pytest.raises(GitError, match=r"not a git repository.*without --staged"):
        Repository(tmp_path)


def test_a_machine_without_git_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitError, match="git cannot be started"):
        Repository(tmp_path)
