"""The page on hooks and CI, and the GitHub action: what they name exists, and their scripts run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.scratch import Scratch, environment

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
JUDGE = ACTION["runs"]["steps"][-1]["run"]


def test_every_hook_and_every_input_of_the_action_is_told_of() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", PAGE.partition("### What `--staged` reads")[0], re.MULTILINE)
    inputs = PAGE.partition("The action's inputs:")[2].partition("For code scanning")[0]

    assert set(rows) == HOOKS
    assert set(re.findall(r"`([a-z-]+)`", inputs)) == set(ACTION["inputs"])


@pytest.mark.parametrize("text", re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))
def test_every_example_is_yaml_and_names_what_exists(text: str) -> None:
    read = yaml.safe_load(text)

    for repo in read.get("repos", []) if isinstance(read, dict) else []:
        assert {hook["id"] for hook in repo["hooks"]} <= HOOKS
    for step in re.findall(r"uses: your-organisation/postlint\S+\n\s+with:\n((?:\s+\w+: .*\n)+)", text):
        assert set(re.findall(r"(\w+):", step.replace("${{", ""))) <= set(ACTION["inputs"])


def test_what_users_write_is_never_a_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inputs", "code", "said"),
    [
        ({}, 1, "::error file=drafts/a b.md,line=1"),
        ({"PATHS": "drafts/a b.md\ndrafts/good.md"}, 1, "2 posts: 1 blocked"),
        ({"ARGS": "--fail-on=never\n--select=no-gizmos"}, 0, "2 posts: 0 blocked"),
        ({"ARGS": "--no-such-option"}, 2, ""),
        ({"DIFF": "HEAD"}, 0, "No posts were checked"),
        ({"DIFF": "origin/main"}, 2, ""),
        ({"DIFF": "$(touch run)", "PATHS": "; touch run"}, 2, ""),
        ({"SARIF": "postlint.sarif"}, 1, "::error file="),
        ({"SARIF": "no/such/folder/postlint.sarif"}, 2, "::error::postlint wrote no SARIF report"),
    ],
)
def test_the_action_judges(tmp_path: Path, inputs: dict[str, str], code: int, said: str) -> None:
    repo = Scratch(tmp_path / "repo")
    repo.write("drafts/a b.md", "A widget.\n")
    repo.write("drafts/good.md", "A quiet post.\n")
    repo.commit()
    command = tmp_path / "postlint"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m linter "$@"\n')
    command.chmod(0o755)
    given = {"PATHS": "drafts", "ARGS": "--select=no-widgets", "DIFF": "", "SARIF": ""} | inputs

    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", JUDGE],
        cwd=repo.folder,
        env=environment() | given | {"POSTLINT": str(command), "CI": "true"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout
    assert not (repo.folder / "run").exists()
    assert (repo.folder / "postlint.sarif").exists() == (inputs.get("SARIF") == "postlint.sarif")
