"""Which files are drafts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from linter.readers.files import find


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    for name in (
        "top.md",
        "postlint.toml",
        "roll.json",
        "drafts/b.md",
        "drafts/a.TXT",
        "drafts/c.jpg",
        "drafts/old/d.json",
        "drafts/.hidden/e.md",
        "drafts/.dot.md",
        "drafts/node_modules/f.md",
        "drafts/__pycache__/g.md",
        ".venv/h.md",
        ".git/i.md",
        "notes/[x].md",
        "notes/word.docx",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Hi", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def files(project: Path, *paths: str, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> list[str]:
    found = find(paths, root=project, include=include, exclude=exclude)
    assert found.faults == ()
    return list(found.files)


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["."], ["drafts/a.TXT", "drafts/b.md", "drafts/old/d.json", "notes/[x].md", "roll.json", "top.md"]),
        (["drafts"], ["drafts/a.TXT", "drafts/b.md", "drafts/old/d.json"]),
        (["drafts/old", "drafts"], ["drafts/old/d.json", "drafts/a.TXT", "drafts/b.md"]),
        (["drafts/b.md", "./drafts/../drafts/b.md", "drafts"], ["drafts/b.md", "drafts/a.TXT", "drafts/old/d.json"]),
        (["drafts/*.md"], ["drafts/b.md"]),
        (["drafts/*"], ["drafts/a.TXT", "drafts/b.md", "drafts/old/d.json"]),
        (["**/*.md"], ["drafts/b.md", "notes/[x].md", "top.md"]),
        (["drafts", "dra*"], ["drafts/a.TXT", "drafts/b.md", "drafts/old/d.json"]),
        (["notes/[x].md"], ["notes/[x].md"]),
        (["drafts/c.jpg", "notes/word.docx"], ["drafts/c.jpg", "notes/word.docx"]),
        (["drafts/.hidden/e.md", "drafts/.dot.md"], ["drafts/.hidden/e.md", "drafts/.dot.md"]),
        (["drafts/.hidden"], ["drafts/.hidden/e.md"]),
        ([], []),
    ],
)
def test_folders_files_and_globs_give_drafts_in_order(project: Path, paths: list[str], expected: list[str]) -> None:
    assert files(project, *paths) == expected


def test_paths_outside_the_current_folder_are_absolute(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "notes")

    assert files(project, "../drafts/b.md", str(project / "notes/[x].md")) == [
        (project / "drafts/b.md").as_posix(),
        "[x].md",
    ]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (["drafts/*.md"], [], ["drafts/b.md"]),
        (["drafts"], [], ["drafts/a.TXT", "drafts/b.md", "drafts/old/d.json"]),
        (["drafts/**"], ["old/"], ["drafts/a.TXT", "drafts/b.md"]),
        ([], ["*.md", "/roll.json"], ["drafts/a.TXT", "drafts/old/d.json"]),
        ([], ["drafts/**", "!drafts/b.md"], ["drafts/b.md", "notes/[x].md", "roll.json", "top.md"]),
    ],
)
def test_the_settings_say_what_counts_in_folders(
    project: Path, include: list[str], exclude: list[str], expected: list[str]
) -> None:
    assert files(project, ".", include=include, exclude=exclude) == expected


def test_a_named_file_counts_whatever_the_settings_say(project: Path) -> None:
    assert files(project, "top.md", include=["drafts"], exclude=["*.md"]) == ["top.md"]


def test_settings_and_lists_of_people_are_never_drafts(project: Path) -> None:
    found = find([".", "roll.json"], root=project, exclude=["drafts", "notes"], ignored=[project / "roll.json"])

    assert found.files == ("top.md",)


def test_a_list_of_people_that_is_named_is_a_fault_and_one_come_upon_is_passed_over(project: Path) -> None:
    (project / "roll.CSV").write_text("id\n", encoding="utf-8")

    found = find(["roll.CSV", "."], root=project, exclude=["drafts", "notes"], ignored=[project / "roll.CSV"])

    assert found.files == ("roll.json", "top.md")
    assert [str(fault) for fault in found.faults] == [
        "roll.CSV: is a list that the settings name, and no sheet of posts (name drafts only)"
    ]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere.md", "nowhere.md: does not exist (check the path)"),
        ("top.md/a.md", "top.md/a.md: does not exist (check the path)"),
        ("drafts/*.rtf", "drafts/*.rtf: matches nothing (check the pattern)"),
        ("drafts/*.jpg", "drafts/*.jpg: matches no draft (drafts end in .md, "),
        ("a" * 300 + ".md", "a.md: cannot be read: File name too long (check the path and its permissions)"),
        ("dangling.md", "dangling.md: is a link that leads nowhere (mend the link, or take it out)"),
        ("pipe.md", "pipe.md: is not a file or a folder (read it through standard input: -)"),
    ],
)
def test_what_cannot_be_reached_is_a_fault_and_the_rest_is_found(project: Path, path: str, message: str) -> None:
    (project / "dangling.md").symlink_to("gone.md")
    os.mkfifo(project / "pipe.md")

    found = find([path, "top.md"], root=project)

    assert found.files == ("top.md",)
    (fault,) = found.faults
    assert message in str(fault)


def test_a_folder_that_cannot_be_read_is_a_fault(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "old":
            raise PermissionError(13, "Permission denied")
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = find(["drafts"], root=project)

    assert found.files == ("drafts/a.TXT", "drafts/b.md")
    assert [str(fault) for fault in found.faults] == [
        "drafts/old: cannot be read: Permission denied (change its permissions, or exclude it)"
    ]


def test_links_are_followed_once_and_never_round_in_circles(project: Path) -> None:
    (project / "drafts/loop").symlink_to(project / "drafts")
    (project / "drafts/a-link").symlink_to(project / "drafts/old")
    (project / "drafts/aa.md").symlink_to("b.md")
    (project / "drafts/notes").symlink_to(project / "notes")
    (project / "drafts/self.md").symlink_to("self.md")

    found = find(["drafts"], root=project)

    assert found.files == ("drafts/a.TXT", "drafts/aa.md", "drafts/old/d.json", "drafts/notes/[x].md")
    assert [str(fault).partition(" (")[0] for fault in found.faults] == ["drafts/self.md: is a link that leads nowhere"]


def test_links_out_of_the_project_are_faults_unless_named(project: Path) -> None:
    outside = project.parent / "outside"
    outside.mkdir()
    (outside / "z.md").write_text("Hi", encoding="utf-8")
    (project / "notes/out").symlink_to(outside)
    (project / "notes/z.md").symlink_to(outside / "z.md")

    found = find(["notes"], root=project)

    assert found.files == ("notes/[x].md",)
    assert sorted(fault.path for fault in found.faults) == ["notes/out", "notes/z.md"]
    assert find(["notes/z.md"], root=project).files == ("notes/z.md",)
    assert find(["notes/out"], root=project).files == ("notes/out/z.md",)
    assert find(["notes"], root=project, exclude=["out", "z.md"]).faults == ()
