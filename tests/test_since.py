"""`check --diff REF`: what changed since a commit, and nothing that was there before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scratch import Scratch, check, isolate

POST = "---\naccount: main\n---\nA widget here.\n\nNothing here.\n\nA widget there.\n"
MANY = '[\n  {\n    "id": "a",\n    "body": "A widget."\n  },\n  {\n    "id": "b",\n    "body": "A gizmo."\n  }\n]\n'
SHOWS = "---\nimages:\n  - path: fair.png\n    alt: Lanterns\n---\nA widget!\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    isolate(monkeypatch)
    repo = Scratch(tmp_path / "repo")
    repo.write("a.md", POST)
    repo.write("many.json", MANY)
    repo.commit()
    monkeypatch.chdir(repo.folder)
    return repo


@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Nothing here", "Something here", []),
        ("Nothing here", "A gizmo here", ["no-gizmos"]),
        ("A widget here", "Another widget here", ["no-widgets"]),
        ("Nothing here.\n\n", "", ["no-widgets"]),  # what stood beside it may have excused it
        ("account: main", "account: other", ["no-widgets", "no-widgets"]),
        ("account: main\n", "", ["no-widgets", "no-widgets"]),
        ("\n", "\r\n", ["no-widgets", "no-widgets"]),
    ],
)
def test_only_findings_about_what_changed_are_reported(
    repo: Scratch, capsys: pytest.CaptureFixture[str], staged: bool, old: str, new: str, found: list[str]
) -> None:
    repo.write("a.md", POST.replace(old, new))
    if staged:
        repo.git("add", ".")
        repo.write("a.md", "A widget, but not staged.\n")

    code, posts = check(capsys, "--diff", "HEAD", *(["--staged"] if staged else []))

    assert posts == {"a.md": found}
    assert code == ("no-widgets" in found)


def test_the_work_tree_is_compared_with_where_the_branch_began(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.git("checkout", "--quiet", "-b", "feature")
    repo.write("mine.md", "A widget.\n")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.write("theirs.md", "A widget.\n")
    repo.commit()
    repo.git("checkout", "--quiet", "feature")
    repo.write("unstaged.md", "A widget.\n")

    assert sorted(check(capsys, "--diff", "main")[1]) == ["mine.md", "unstaged.md"]


def test_a_new_file_is_reported_whole_and_a_renamed_one_by_its_lines(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.git("mv", "a.md", "b.md")
    repo.write("b.md", POST.replace("Nothing", "A gizmo"))
    repo.write("c.md", POST)

    assert check(capsys, "--diff", "HEAD")[1] == {"b.md": ["no-gizmos"], "c.md": ["no-widgets", "no-widgets"]}


def test_a_changed_picture_concerns_all_of_its_post(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.picture("fair.png")
    repo.write("shows.md", SHOWS)
    repo.commit()
    assert check(capsys, "--diff", "HEAD") == (0, {})

    repo.picture("fair.png", "blue")
    assert check(capsys, "--diff", "HEAD") == (1, {"shows.md": ["no-widgets"]})

    (repo.folder / "fair.png").unlink()
    assert check(capsys, "--diff", "HEAD") == (1, {"shows.md": ["unreadable-image", "no-widgets"]})


def test_a_draft_that_moved_away_from_its_pictures_is_reported_whole(
    repo: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.picture("fair.png")
    repo.write("shows.md", SHOWS)
    repo.commit()
    (repo.folder / "sub").mkdir()
    repo.git("mv", "shows.md", "sub/shows.md")

    assert check(capsys, "--diff", "HEAD")[1] == {"sub/shows.md": ["unreadable-image", "no-widgets"]}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("A gizmo.", "A gizmo!", ["no-gizmos"]),
        ('"id": "a"', '"id": "aa"', ["no-widgets"]),
        (' "A gizmo."\n  }', ' "A gizmo."\n  },\n  {\n    "body": "widget"\n  }', ["no-widgets"]),
        ('"A gizmo."\n', '"A gizmo.",\n    "title": "widget"\n', ["no-gizmos", "no-widgets"]),
    ],
)
def test_a_change_in_one_post_of_a_file_leaves_the_others(
    repo: Scratch, capsys: pytest.CaptureFixture[str], old: str, new: str, found: list[str]
) -> None:
    repo.write("many.json", MANY.replace(old, new))

    assert sorted(check(capsys, "--diff", "HEAD")[1]["many.json"]) == found


@pytest.mark.parametrize("text", ["one\rA widget.\rthree\n", "one\r\nA widget.\r\nthree\r\n"])
def test_lines_are_counted_as_git_counts_them(repo: Scratch, capsys: pytest.CaptureFixture[str], text: str) -> None:
    repo.write("b.txt", text)
    repo.commit()
    repo.write("b.txt", f"first\n{text}")
    assert check(capsys, "--diff", "HEAD")[1] == {"b.txt": []}

    repo.write("b.txt", text.replace("widget", "wide widget"))
    assert check(capsys, "--diff", "HEAD")[1] == {"b.txt": ["no-widgets"]}


@pytest.mark.parametrize(
    ("old", "new", "found"), [("A gizmo.", "A gizmo!", ["no-gizmos"]), ("widget.", "wide widget.", ["no-widgets"])]
)
def test_a_change_in_one_post_of_a_thread_leaves_the_others(
    repo: Scratch, capsys: pytest.CaptureFixture[str], old: str, new: str, found: list[str]
) -> None:
    thread = "---\naccount: main\nthread: true\n---\nA widget.\n\n---\n\nA gizmo.\n"
    repo.write("thread.md", thread)
    repo.commit()
    repo.write("thread.md", thread.replace(old, new))

    assert check(capsys, "--diff", "HEAD")[1]["thread.md"] == found


def test_what_git_takes_for_no_text_is_reported_whole(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write("Tom and b.md", "\ufeffA widget.\n".encode("utf-16-le"))
    repo.commit()
    repo.write("Tom and b.md", "\ufeffA widget.\nmore\n".encode("utf-16-le"))

    assert check(capsys, "--diff", "HEAD")[1] == {"Tom and b.md": ["no-widgets"]}


def test_a_draft_that_cannot_be_read_fails_if_it_changed(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write("b.md", b"\xff\xfa\n")
    repo.commit()
    assert check(capsys, "--diff", "HEAD") == (0, {})

    repo.write("b.md", b"\xff\xfa!\n")
    assert check(capsys, "--diff", "HEAD")[0] == 2


def test_only_the_drafts_under_the_paths_are_asked_about(repo: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    repo.write("one/b.md", "A widget.\n")
    repo.write("two/c.md", "A widget.\n")

    assert list(check(capsys, "--diff", "HEAD", "one")[1]) == ["one/b.md"]


@pytest.mark.parametrize("ref", ["nowhere", "", "-x", "a..b"])
def test_an_unknown_commit_is_a_failure(repo: Scratch, capsys: pytest.CaptureFixture[str], ref: str) -> None:
    assert check(capsys, f"--diff={ref}")[0] == 2
