"""`postlint init`: what it writes, what it leaves alone, and what it says."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from linter.cli import main
from linter.errors import SettingsError
from tests.commands.setting_up import files, settings, setup, text_of


def test_without_a_terminal_and_without_flags_it_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no terminal to ask at .*--yes"):
        setup(tmp_path)

    assert files(tmp_path) == {}


def test_a_settings_file_is_never_replaced_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "postlint.toml").write_text('policy = "trust"\n', encoding="utf-8")

    for words in (["--yes"], ["--school", "Quayside"]):
        with pytest.raises(SettingsError, match=r"is there already .*--force"):
            setup(tmp_path, *words)
    assert text_of(tmp_path) == 'policy = "trust"\n'
    setup(tmp_path, "--yes", "--force")
    assert settings(tmp_path).policy == "default"


def test_settings_in_pyproject_count_as_there(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.postlint]\npolicy = "trust"\n', encoding="utf-8")

    with pytest.raises(SettingsError, match="is there already"):
        setup(tmp_path, "--yes")
    assert setup(tmp_path, "--draft").code == 0
    assert set(files(tmp_path)) == {"pyproject.toml", "drafts/first.md"}


def test_what_is_wanted_later_is_added_to_what_is_there(tmp_path: Path) -> None:
    setup(tmp_path, "--staff", "private/staff.csv")
    before = text_of(tmp_path)

    result = setup(tmp_path, "--hook", "--gitignore", "--draft")

    assert text_of(tmp_path) == before
    assert "kept as it is: " in result.out
    assert {".pre-commit-config.yaml", ".gitignore", "drafts/first.md"} <= set(files(tmp_path))


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    words = ["--hook", "--gitignore", "--draft", "--editor"]
    setup(tmp_path, "--staff", "private/staff.csv", *words)
    before = files(tmp_path)

    setup(tmp_path, *words)

    assert files(tmp_path) == before


@pytest.mark.parametrize("policy", ["default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne"])
@pytest.mark.parametrize("name", ["drafts/first.md", "posts/hello.yaml"])
def test_the_first_draft_is_checked_and_not_blocked_for_its_words(policy: str, name: str, tmp_path: Path) -> None:
    result = setup(tmp_path, "--account", "@Quayside:official:facebook,x", "--draft", name, policy=policy)

    assert (result.code, result.err) == (0, "")
    assert "1 post:" in result.out
    assert f"postlint check {tmp_path / name}" in result.out
    # What is missing may be said, at one place; no words of the draft are at fault.
    assert "^^" not in result.out


def test_editors_find_the_schemas_without_a_network(tmp_path: Path) -> None:
    setup(tmp_path, "--editor", "--draft", "drafts/new/first.yaml", "--account", "@Quayside")

    first = text_of(tmp_path).splitlines()[0]
    assert first.startswith("#:schema ")
    assert (tmp_path / first.removeprefix("#:schema ")).is_file()
    draft = tmp_path / "drafts" / "new" / "first.yaml"
    line = draft.read_text(encoding="utf-8").splitlines()[0]
    assert line.startswith("# yaml-language-server: $schema=")
    assert (draft.parent / line.partition("=")[2]).resolve() == tmp_path.resolve() / ".postlint" / "draft.schema.json"


def test_a_list_of_people_that_cannot_be_read_is_said_after_all_is_written(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("id,name\n", encoding="utf-8")

    result = setup(tmp_path, "--staff", "staff.csv", "--draft")

    assert result.code == 2
    assert "staff.csv:1: has no column" in result.err
    assert (tmp_path / "staff.csv").read_text(encoding="utf-8") == "id,name\n"


def test_the_lists_of_people_stay_out_of_git(tmp_path: Path) -> None:
    setup(tmp_path, "--staff", "private lists/staff [1].csv", "--gitignore")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)

    said = subprocess.run(
        ["git", "-C", str(tmp_path), "status", "--porcelain", "--untracked-files=all"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "staff" not in said.stdout
    assert "postlint.toml" in said.stdout


def test_a_list_outside_the_folder_needs_no_line_but_the_usual_folder_has_one(tmp_path: Path) -> None:
    setup(tmp_path / "posts", "--staff", "../staff.csv", "--gitignore")

    assert set(files(tmp_path)) == {"posts/postlint.toml", "posts/.gitignore", "staff.csv"}
    assert files(tmp_path)["posts/.gitignore"].splitlines()[1:] == [b"/private/"]


def test_the_hook_stands_in_the_repositorys_own_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)

    setup(tmp_path / "posts", "--yes", "--hook")

    assert (tmp_path / ".pre-commit-config.yaml").is_file()
    assert yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]


def test_the_end_says_what_to_do_next(tmp_path: Path) -> None:
    out = setup(tmp_path, "--staff", "private/staff.csv", "--hook").out

    for part in (
        "fill in private/staff.csv",
        "write your accounts",
        "--gitignore",
        "pre-commit install",
        "postlint check",
    ):
        assert part in out


def test_on_the_command_line_it_exits_0_and_a_second_time_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--yes"]) == 0
    assert "What to do next" in capsys.readouterr().out
    assert main(["init", str(tmp_path), "--yes"]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_settings_that_are_there_get_the_line_for_editors_and_are_otherwise_kept(tmp_path: Path) -> None:
    (tmp_path / "postlint.toml").write_text('policy = "trust"  # ours\n', encoding="utf-8")

    result = setup(tmp_path, "--editor")

    assert text_of(tmp_path) == '#:schema .postlint/settings.schema.json\n\npolicy = "trust"  # ours\n'
    assert "added to" in result.out
