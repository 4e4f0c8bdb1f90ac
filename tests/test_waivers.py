"""Waivers let one rule pass in one draft, name who signed them and why, and end."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import readers
from linter.errors import SettingsError
from linter.finding import Finding
from tests.exempted import linter, make_project, run

WAIVER = """[[waivers]]
rule = "no-widgets"
draft = "drafts/fair.md"
reason = "The head agreed."
approved_by = "S01"
until = 2026-11-20
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _check(
    project: Path, waivers: str, draft: str = "drafts/fair.md", body: str = "A widget.", **more: object
) -> list[Finding]:
    (project / "waivers.toml").write_text(waivers, encoding="utf-8")
    (project / draft).write_text(body, encoding="utf-8")
    posts = linter(project, **more).check_draft(readers.read(draft, body.encode()), project / "drafts")
    return [finding for post in posts for finding in post.findings]


def test_a_waiver_holds_to_the_end_of_its_last_day_and_says_who_why_and_until_when(project: Path) -> None:
    (finding,) = _check(project, WAIVER)

    assert (finding.status, finding.reason) == ("waived", "The head agreed. (approved by S01, until 2026-11-20)")


@pytest.mark.parametrize(
    ("old", "new", "case", "severity"),
    [
        ("2026-11-20", "2026-11-19", "expired", "error"),
        ("no-widgets", "no-wigdets", "unknown", "warning"),
        ("no-widgets", "no-secrets", "never", "error"),
        ("no-widgets", "no-names", "unused", "warning"),
        ("until", 'fingerprint = "0123456789abcdef"\nuntil', "unused", "warning"),
    ],
)
def test_a_waiver_at_fault_is_one_finding_in_its_draft_and_lets_nothing_pass(
    project: Path, old: str, new: str, case: str, severity: str
) -> None:
    findings = _check(project, WAIVER.replace(old, new), body="A widget, sesame.")

    assert [(f.case, f.severity) for f in findings if f.rule == "exception-fault"] == [(case, severity)]
    assert {finding.status for finding in findings} == {"reported"}


def test_a_former_name_is_understood_and_told(project: Path) -> None:
    findings = _check(project, WAIVER.replace("no-widgets", "no-widget"))

    assert sorted((f.rule, f.status, f.case) for f in findings) == [
        ("exception-fault", "reported", "renamed"),
        ("no-widgets", "waived", ""),
    ]


def test_a_waiver_for_an_id_and_one_for_another_draft(project: Path) -> None:
    by_id = _check(project, WAIVER.replace("drafts/fair.md", "fair"))
    (project / "drafts/fair.md").write_text("still there", encoding="utf-8")
    other = _check(project, WAIVER, "drafts/other.md")

    assert [finding.status for finding in by_id] == ["waived"]
    assert [finding.status for finding in other] == ["reported"]


def test_a_renamed_draft_keeps_its_waiver_if_the_fingerprint_matches(project: Path) -> None:
    (found,) = _check(project, "")
    bound = WAIVER.replace("until", f'fingerprint = "{found.fingerprint}"\nuntil')
    (project / "drafts/fair.md").unlink()

    assert [f.status for f in _check(project, bound, "drafts/renamed.md")] == ["waived"]
    assert [f.status for f in _check(project, WAIVER, "drafts/renamed.md")] == ["reported"]
    (project / "drafts/fair.md").write_text("the first is still there", encoding="utf-8")
    assert [f.status for f in _check(project, bound, "drafts/copy.md")] == ["reported"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('rule = "no-widgets"\n', "", "waivers[0].rule: is missing"),
        ('reason = "The head agreed."\n', "", "waivers[0].reason: is missing"),
        ('approved_by = "S01"\n', "", "waivers[0].approved_by: is missing"),
        ('draft = "drafts/fair.md"\n', "", "waivers[0].draft: is missing"),
        ("until = 2026-11-20\n", "", "waivers[0].until: is missing"),
        ("2026-11-20", '"summer"', "waivers[0].until: is 'summer', not a date"),
        ("2026-11-20", "2099-01-01", "waivers[0].until: is 2099-01-01, more than 366 days ahead"),
        ("The head agreed.", "ok", "waivers[0].reason: says nothing"),
        ('"S01"', '" "', "waivers[0].approved_by: is empty"),
        ("drafts/fair.md", "../fair.md", "waivers[0].draft: is not a path below"),
        ("drafts/fair.md", "/home/fair.md", "waivers[0].draft: is not a path below"),
        ("until", 'fingerprint = "x"\nuntil', "waivers[0].fingerprint: is no fingerprint"),
        ("until", 'aproved_by = "x"\nuntil', "waivers[0].aproved_by: is not a known key (did you mean 'approved_by'?)"),
        ("[[waivers]]", "[[waiver]]", "waiver: is not a known key"),
        ("until", "until until", "is not valid TOML"),
        (WAIVER, WAIVER + WAIVER, "waivers[1]: is there twice"),
    ],
)
def test_a_malformed_file_stops_the_run_and_names_the_key(
    project: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    (project / "drafts/fair.md").write_text("Hello.", encoding="utf-8")
    with pytest.raises(SettingsError):
        _check(project, WAIVER.replace(old, new))

    assert run("check", "drafts") == 2
    err = capsys.readouterr().err
    assert err.startswith("error: waivers.toml:")
    assert said in err


def test_how_long_a_waiver_may_hold_is_a_setting(project: Path) -> None:
    with (project / "postlint.toml").open("a", encoding="utf-8") as file:
        file.write("waiver_days = 30\n")

    with pytest.raises(SettingsError, match="more than 30 days ahead"):
        _check(project, WAIVER.replace("2026-11-20", "2026-12-31"))


def test_waivers_that_are_named_must_be_there(project: Path) -> None:
    with (project / "postlint.toml").open("a", encoding="utf-8") as file:
        file.write('waivers = "signed.toml"\n')

    with pytest.raises(SettingsError, match=r"signed\.toml: cannot be read"):
        linter(project)


def test_one_unused_waiver_for_a_draft_of_several_posts_is_told_once(project: Path) -> None:
    def check(body: str) -> list[Finding]:
        return _check(project, WAIVER.replace("fair.md", "fair.jsonl"), "drafts/fair.jsonl", body)

    assert [f.case for f in check('{"body": "One."}\n{"body": "Two."}\n')] == ["unused"]
    assert [f.status for f in check('{"body": "One."}\n{"body": "A widget."}\n')] == ["waived"]
