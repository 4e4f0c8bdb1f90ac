"""`postlint check --format …` for machines, on the drafts of the sample school and on hostile ones."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema

from linter.cli import main
from linter.renderers import RENDERERS
from tests.conftest import SAMPLES
from tests.renderers.test_github import read
from tests.renderers.test_jsonl import VALIDATOR as LINE
from tests.renderers.test_junit import SCHEMA as JUNIT
from tests.renderers.test_sarif import VALIDATOR as SARIF
from tests.small_pack import write_pack, write_rule

DRAFT = "Hello\n\n::error::Larkin \\u001b ##[group]x\n\n::warning file=a.md::100%25 Larkin, a widget: yes\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project whose drafts hold a made private value and what formats could take for their own."""
    pack = write_pack(tmp_path / "pack")
    write_rule(pack, "no-widgets", "widget: yes", severity="error")
    write_rule(pack, "no-names", "larkin", code="TST-103", severity="error", more="private = true")
    (tmp_path / "postlint.toml").write_text('packs = ["pack"]\n', encoding="utf-8")
    (tmp_path / "named.md").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "broken.md").write_bytes(b"---\nid: [\n---\nwidget\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*words: str) -> int:
    return main(["check", "--select", "words", *words])


@pytest.mark.parametrize("format_", sorted(RENDERERS))
def test_the_file_holds_the_bytes_of_standard_output(
    project: Path, capfdbinary: pytest.CaptureFixture[bytes], format_: str
) -> None:
    code = check("named.md", "broken.md", "--format", format_)
    printed = capfdbinary.readouterr().out

    assert check("named.md", "broken.md", "--format", format_, "--output", "report") == code == 2
    assert capfdbinary.readouterr().out == b""
    assert printed
    if format_ == "html":  # its moment differs
        return
    assert (project / "report").read_bytes() == printed


@pytest.mark.parametrize("format_", sorted(RENDERERS))
def test_a_private_value_is_in_no_format(project: Path, capsys: pytest.CaptureFixture[str], format_: str) -> None:
    check(".", "--format", format_)

    out, err = capsys.readouterr()
    assert "no-names" in out
    assert "Larkin" not in out + err  # the rule's own words say "larkin"


def test_a_draft_cannot_speak_to_the_runner(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check("named.md", "broken.md", "--format", "github")

    lines = capsys.readouterr().out.split("\n")[:-1]
    assert [read(line).name for line in lines] == ["error", "error", "error", "error", "notice"]
    assert [read(line).properties["title"] for line in lines][1:] == [
        "no-names [TST-103]", "no-names [TST-103]", "no-widgets [TST-101]", "postlint",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.usefixtures("samples_told")  # the pictures are looked at there
@pytest.mark.parametrize("format_", ["jsonl", "sarif", "junit"])
def test_the_reports_on_the_samples_are_valid(
    capsys: pytest.CaptureFixture[str], format_: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))
    monkeypatch.chdir(SAMPLES)
    assert main(["check", "clean", "flagged", "--format", format_]) == 1
    out = capsys.readouterr().out
    if format_ == "jsonl":
        lines = [json.loads(line) for line in out.split("\n")[:-1]]
        assert [error for line in lines for error in LINE.iter_errors(line)] == []
        assert lines[-1]["failures"] == 0
    elif format_ == "sarif":
        log = json.loads(out)
        assert [error.message for error in SARIF.iter_errors(log)] == []
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        assert all(rule["help"]["text"] and rule["defaultConfiguration"] for rule in rules)
        assert log["runs"][0]["results"]
    else:
        JUNIT.validate(out)
        assert int(ElementTree.fromstring(out).get("tests", "0")) > 50


def test_sarif_lists_the_rules_that_ran_and_no_others(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check("named.md", "--format", "sarif", "--ignore", "no-widgets")

    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["no-names"]


@pytest.mark.parametrize("format_", ["jsonl", "github", "sarif", "junit"])
def test_no_drafts_make_an_empty_report(project: Path, capsys: pytest.CaptureFixture[str], format_: str) -> None:
    (project / "empty").mkdir()

    assert check("empty", "--format", format_) == 0
    out = capsys.readouterr().out
    if format_ == "jsonl":
        LINE.validate(json.loads(out))
    elif format_ == "sarif":
        SARIF.validate(json.loads(out))
    elif format_ == "junit":
        JUNIT.validate(out)
    else:
        assert read(out).name == "notice"


def test_the_validators_are_not_our_own() -> None:
    assert isinstance(SARIF, jsonschema.Draft202012Validator)
    assert isinstance(JUNIT, xmlschema.XMLSchema)
