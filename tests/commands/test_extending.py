"""What is added to files of other tools, and what stands there afterwards."""

from __future__ import annotations

import re

import pytest
import yaml

from linter.commands.extending import hook_lines, with_hook, with_ignored, with_schema
from linter.errors import SettingsError
from tests.conftest import ROOT

ENTRY = yaml.safe_load("\n".join(hook_lines()))
CONFIGS = [
    "",
    "# only a comment\n",
    "repos: []\n",
    "repos: []  # none yet\nfail_fast: true\n",
    "fail_fast: true\n",
    "repos:\n- repo: local\n  hooks:\n  - id: x\n    name: x\n    entry: x\n    language: system\n",
    "repos:\n    - repo: meta\n      hooks: [{id: identity}]\n\n# the end\nfail_fast: true\n",
    "exclude: ^old/\nrepos:\n  - repo: meta  # ours\n    hooks:\n      - id: identity",
    "repos:\r\n  - repo: meta\r\n    hooks:\r\n      - id: identity\r\n",
    "---\nrepos:\n  - repo: meta\n    hooks:\n      - id: identity\n  # more to come\n",
]


@pytest.mark.parametrize("text", CONFIGS)
def test_the_hook_joins_the_others_and_nothing_is_lost(text: str) -> None:
    made = with_hook(text)
    before = yaml.safe_load(text) or {}

    assert yaml.safe_load(made) == {**before, "repos": [*before.get("repos", []), *ENTRY]}
    assert all(line.strip() in made for line in text.replace("repos: []", "repos:").splitlines())
    assert ("\r\n" in made) == ("\r\n" in text)
    assert made.endswith("\n")
    assert with_hook(made) == made


@pytest.mark.parametrize("hook", ["postlint", "postlint-staged", "postlint-images"])
def test_a_hook_of_ours_that_is_there_is_enough(hook: str) -> None:
    text = f"repos:\n  - repo: ../postlint\n    rev: v0.1\n    hooks: [{{id: {hook}}}]\n"

    assert with_hook(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("repos: [", "is not YAML"),
        ("- repo: local\n", "is no table with repos"),
        ("repos: [{repo: meta, hooks: [{id: identity}]}]\n", "cannot be added to"),
        ("repos: &all\n  x: y\n", "cannot be added to"),
        ("repos:\n", "cannot be added to"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        with_hook(text)

    assert len(str(caught.value).splitlines()) == 1


def test_the_hook_is_that_which_the_repository_offers() -> None:
    offered = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    }
    ours = ENTRY[0]["hooks"][0]

    for key in ("entry", "types", "pass_filenames", "require_serial", "stages"):
        assert ours[key] == offered["postlint-staged"][key]
    words = [set(re.findall(r"[a-z0-9]+", hook["files"])) for hook in (ours, offered["postlint-staged"])]
    assert words[0] >= words[1]


@pytest.mark.parametrize(
    ("text", "paths", "added"),
    [
        ("", ["private/staff.csv"], ["/private/staff.csv"]),
        ("*.pyc", ["private/staff.csv"], ["/private/staff.csv"]),
        ("private/\n", ["private/staff.csv", "private/roll.csv"], []),
        ("*.csv\n", ["roll.csv"], []),
        ("*.csv\n!roll.csv\n", ["roll.csv"], ["/roll.csv"]),
        (
            "/other\r\n",
            ["a b.csv", "#1.csv", "!x.csv", "[1]*?.csv"],
            ["/a b.csv", "/#1.csv", "/!x.csv", r"/\[1\]\*\?.csv"],
        ),
    ],
)
def test_only_what_git_would_see_is_added(text: str, paths: list[str], added: list[str]) -> None:
    made = with_ignored(text, paths)

    assert made.startswith(text)
    assert [line for line in made[len(text) :].splitlines() if line and not line.startswith("# ")] == added
    assert (made == text) == (not added)
    assert ("\r\n" in made) == ("\r\n" in text)
    assert with_ignored(made, paths) == made


@pytest.mark.parametrize("text", ["", 'policy = "trust"\n', '\ufeff# ours\r\npolicy = "trust"\r\n'])
def test_the_line_for_editors_comes_first_and_once(text: str) -> None:
    made = with_schema(text, "a/b.json")

    assert made.removeprefix("\ufeff").splitlines()[0] == "#:schema a/b.json"
    assert made.endswith(text.removeprefix("\ufeff"))
    assert made.startswith("\ufeff") == text.startswith("\ufeff")
    assert with_schema(made, "c.json") == made
