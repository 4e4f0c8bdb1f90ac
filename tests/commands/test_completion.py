"""The scripts of completion, asked in the shells themselves."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from linter import packs
from linter.cli import COMMANDS, _parser
from linter.commands.completion import SHELLS, script

# What is typed (the last word is to be completed) → what must be offered, and all of it if "only" is said.
ASKED: list[tuple[list[str], list[str], bool]] = [
    ([""], list(COMMANDS), True),
    (["exp"], ["explain"], True),
    (["explain", "password"], ["password-or-access-code"], True),
    (["check", "--format", ""], ["github", "html", "json", "jsonl", "junit", "sarif", "text"], True),
    (["check", "--fail-on", ""], ["error", "warning", "info", "never"], True),
    (["check", "--policy", "ch"], ["chase-terrace", "cheadle-heath"], True),
    (["check", "--select", "missing-a"], ["missing-alt-text", "missing-approval"], False),
    (["check", "--ignore", "hashtag"], ["hashtag-not-camel-case"], True),
    (["check", "--format", "json", "--ignore", "hashtag"], ["hashtag-not-camel-case"], True),
    (["check", "--stdin"], ["--stdin-filename"], True),
    (["clauses", "test"], ["testbourne"], True),
    (["schema", "set"], ["settings"], True),
    (["completion", "f"], ["fish"], True),
]  # fmt: skip


@cache
def made(shell: str) -> str:
    return script(_parser(COMMANDS), shell, packs.load())


@pytest.fixture
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


def offered(shell: str, typed: list[str], folder: Path) -> list[str]:
    """Return what a real shell offers."""
    path = folder / f"script.{shell}"
    path.write_text(made(shell), encoding="utf-8")
    line = " ".join(["postlint", *typed])
    if shell == "bash":
        words = " ".join(f"'{word}'" for word in ["postlint", *typed])
        asked = (
            f"source {path}; COMP_WORDS=({words}); COMP_CWORD={len(typed)} COMP_LINE='{line}'; COMP_POINT={len(line)}; "
            'set -- $(complete -p postlint); while [ "$1" != -F ]; do shift; done; '
            f"\"$2\" postlint '{typed[-1]}' '{['postlint', *typed][-2]}'; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        )
        command = ["bash", "--norc", "-c", asked]
    else:
        command = ["fish", "--no-config", "-c", f"source {path}; complete -C '{line}'"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, timeout=120)
    assert done.stderr == ""
    return [row.split("\t")[0] for row in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "fish"], indirect=True)
@pytest.mark.parametrize(
    ("typed", "wanted", "only"), ASKED, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_a_shell_offers_the_words(shell: str, typed: list[str], wanted: list[str], only: bool, tmp_path: Path) -> None:
    found = set(offered(shell, typed, tmp_path)) - {f"script.{shell}"}

    assert found == set(wanted) if only else found >= set(wanted)


@pytest.mark.parametrize("shell", ["bash", "fish"], indirect=True)
def test_a_shell_offers_files_where_a_file_is_wanted(shell: str, tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "draft.md").write_text("x", encoding="utf-8")

    assert {word.rstrip("/") for word in offered(shell, ["check", "dra"], tmp_path)} == {"drafts", "draft.md"}
    assert {word.rstrip("/") for word in offered(shell, ["init", "dra"], tmp_path)} == {"drafts"}


# zsh completes only at a terminal: it is given one, a key, and asked what it shows.
ZSH = """
zmodload zsh/zpty
zpty -b z zsh -f -i
wait_for() {
  local seen= piece
  repeat 400 { zpty -r -t z piece && seen+=$piece; [[ $seen == *$1* ]] && break; sleep 0.02 }
  print -r -- $seen
}
zpty -w z "PS1= ; autoload -Uz compinit; compinit -u -D -d %(dump)s"
zpty -w z "source %(script)s; compdef _shtab_postlint postlint; print REA''DY"
wait_for READY > /dev/null
zpty -w -n z $'postlint %(typed)s\\t'
wait_for '%(until)s'
zpty -d z
"""


@pytest.mark.parametrize("shell", ["zsh"], indirect=True)
@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("explain passw", "password-or-access-code"),
        ("check --policy conis", "coniston"),
        ("check --stdin-f", "--stdin-filename"),
        ("check --ignore hashtag", "hashtag-not-camel-case"),
        ("comple", "completion"),
    ],
)
def test_zsh_completes_at_a_terminal(shell: str, typed: str, until: str, tmp_path: Path) -> None:
    (tmp_path / "_postlint").write_text(made("zsh"), encoding="utf-8")
    asked = ZSH % {"dump": tmp_path / "dump", "script": tmp_path / "_postlint", "typed": typed, "until": until}

    done = subprocess.run(["zsh", "-f", "-c", asked], capture_output=True, text=True, check=False, timeout=60)

    assert until in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("shell", ["zsh"], indirect=True)
def test_the_script_for_zsh_may_be_found_by_its_name(shell: str) -> None:
    assert made("zsh").splitlines()[0] == "#compdef postlint"


@pytest.mark.parametrize("shell", ["pwsh"], indirect=True)
def test_powershell_offers_the_words(shell: str, tmp_path: Path) -> None:
    path = tmp_path / "script.ps1"
    path.write_text(made("powershell"), encoding="utf-8")
    for typed, wanted in (
        ("explain passw", "password-or-access-code"),
        ("check --policy cone", "coniston"),
        ("expl", "explain"),
    ):
        line = f"postlint {typed.replace('cone', 'coni')}"
        asked = f". {path}; (TabExpansion2 '{line}' {len(line)}).CompletionMatches.CompletionText"
        done = subprocess.run(
            ["pwsh", "-NoProfile", "-Command", asked], capture_output=True, text=True, check=True, timeout=60
        )
        assert wanted in done.stdout.split()


@pytest.mark.parametrize("name", sorted(SHELLS))
def test_a_script_says_how_to_keep_it_and_names_every_rule_and_profile(name: str) -> None:
    text = made(name)

    assert all(line in text for line in SHELLS[name])
    assert "://" not in text.partition("\n\n")[0]
    assert [
        word for word in [*COMMANDS, *packs.load().rules, *packs.load().names("profiles")] if word not in text
    ] == []


def test_every_command_has_arguments_of_its_own() -> None:
    assert all(f"_shtab_postlint_{command}_option_strings" in made("bash") for command in COMMANDS)
