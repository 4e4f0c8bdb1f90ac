"""What git ignores, held against git itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from linter.readers.files import find

FILES = (
    "top.md",
    "a/x.md",
    "a/b/y.md",
    "a/b/c/z.md",
    "build/out.md",
    "a/build/out.md",
    "foo/keep.md",
    "foo/drop.md",
    "foo/deep/keep.md",
    "with space/m.md",
    "#hash.md",
    "!bang.md",
    "caf\u00e9.md",
    "data.json",
)
TABLE: list[dict[str, str]] = [
    {".gitignore": "build/\n"},
    {".gitignore": "/build\n*.json\n"},
    {".gitignore": "*.md\n!x.md\n!/a/b/c/z.md\n"},
    {".gitignore": "foo/**\n!foo/keep.md\n"},
    {".gitignore": "foo/*\n!foo/deep\nfoo/deep/*\n!foo/deep/keep.md\n"},
    {".gitignore": "foo/\n!foo/keep.md\n"},
    {".gitignore": "a/**/z.md\n**/y.md\n"},
    {".gitignore": "\\#hash.md\n\\!bang.md\nwith\\ space/\n# words\n\n"},
    {".gitignore": "caf*.md\n[t]op.md  \n"},
    {".gitignore": "\ufeffbuild\r\ntop.md\r\n"},
    {".gitignore": "!\n/\n**\n!**/\n!x.md\n"},
    {".gitignore": "*\n!*/\n!*.md\n"},
    {".gitignore": "/*\n!/a\n/a/*\n!/a/b\n"},
    {".gitignore": "*.md\n", "a/.gitignore": "!x.md\n", "a/b/.gitignore": "!*.md\n"},
    {".gitignore": "!y.md\n", "a/.gitignore": "y.md\n/b/c\n"},
    {".gitignore": "a/b/\n", "a/b/.gitignore": "!y.md\n"},
    {".git/info/exclude": "build\n*.json\n", ".gitignore": "!data.json\n"},
]


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", "-c", "core.excludesFile=", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True).stdout


def lay_out(root: Path, rules: dict[str, str]) -> None:
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Hi", encoding="utf-8")
    for name, text in rules.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
@pytest.mark.parametrize("rules", TABLE, ids=lambda rules: repr(" ".join(rules.values()))[:40])
def test_a_walk_takes_what_git_would_add(
    rules: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q")
    lay_out(tmp_path, rules)
    monkeypatch.chdir(tmp_path)

    expected = [name for name in git(tmp_path, "ls-files", "-o", "--exclude-standard").splitlines() if name in FILES]
    assert sorted(find(["."], root=tmp_path).files) == sorted(expected)
    # From a folder below, the rules above still hold; so do they for a glob.
    below = [name for name in expected if name.startswith("a/")]
    assert sorted(find(["a"], root=tmp_path / "a").files) == sorted(below)
    assert sorted(find(["a/**/*"], root=tmp_path).files) == sorted(below) or not below


def test_rules_hold_in_a_worktree_and_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lay_out(tmp_path / "loose", {".gitignore": "build\n"})
    lay_out(tmp_path / "tree", {".git": "gitdir: ../main/.git/worktrees/tree\n"})
    (tmp_path / "main/.git/worktrees/tree").mkdir(parents=True)
    (tmp_path / "main/.git/worktrees/tree/commondir").write_text("../..\n", encoding="utf-8")
    (tmp_path / "main/.git/info").mkdir()
    (tmp_path / "main/.git/info/exclude").write_text("build\n", encoding="utf-8")

    for name in ("loose", "tree"):
        for root in (tmp_path / name, tmp_path / "elsewhere"):
            found = find([name], root=root).files
            assert f"{name}/top.md" in found
            assert f"{name}/build/out.md" not in found
            assert f"{name}/a/build/out.md" not in found


def test_what_is_named_is_read_even_if_git_ignores_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    lay_out(tmp_path, {".gitignore": "build/\nfoo/\n", "foo/.gitignore": "drop.md\n"})

    assert find(["build/out.md"], root=tmp_path).files == ("build/out.md",)
    assert find(["build"], root=tmp_path).files == ("build/out.md",)
    assert find(["foo/deep"], root=tmp_path).files == ("foo/deep/keep.md",)
    assert find(["foo"], root=tmp_path).files == ("foo/deep/keep.md", "foo/keep.md")


def test_a_repository_inside_another_has_its_own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    lay_out(tmp_path, {".gitignore": "x.md\n"})
    (tmp_path / "a/.git").mkdir()

    assert "a/x.md" in find(["."], root=tmp_path).files
