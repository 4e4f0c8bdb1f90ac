"""The parser and the ends of a run."""

from __future__ import annotations

import pytest

from linter import __version__
from linter.cli import COMMANDS, main


def test_without_a_command_it_says_how_to_use_it_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert all(command in err for command in COMMANDS)


def test_it_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"postlint {__version__}\n"


@pytest.mark.parametrize("words", [["chekc"], ["check", "--frmat", "text"], ["check", "--format", "xml"]])
def test_a_usage_error_exits_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "usage: postlint" in capsys.readouterr().err


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert "--settings" in capsys.readouterr().out


def test_an_error_is_one_line_whatever_an_argument_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--policy", "x\n::error::forged"]) == 2
    assert [line[:6] for line in capsys.readouterr().err.splitlines()] == ["error:"]
