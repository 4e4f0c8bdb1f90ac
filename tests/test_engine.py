"""From a post to its findings: severity, words, places, failures and outcome."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from linter import Finding, Image, Linter, Post, Settings, SettingsError, readers
from linter.finding import Place
from linter.settings import Account, RuleOverride
from tests.conftest import NOW
from tests.small_pack import write_pack, write_rule


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = write_pack(tmp_path / "pack")
    write_rule(folder, "no-widgets", "widget", severity="error", clauses='["trust/7.5", "coniston/2.2"]')
    write_rule(folder, "no-gizmos", "gizmo", code="TST-102", severity="warning")
    write_rule(folder, "no-names", "larkin", code="TST-103", severity="info", more="private = true")
    return folder


def _linter(pack: Path, **settings: object) -> Linter:
    values = Settings(packs=(str(pack),), **settings)  # type: ignore[arg-type]
    return Linter(values, select=["words"], now=NOW)


def _only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1
    return findings[0]


@pytest.mark.parametrize(
    ("body", "outcome", "code"),
    [
        ("All is well.", "ready", 0),
        ("A Larkin came.", "ready", 0),
        ("Our gizmo arrived.", "review", 0),
        ("A widget and a gizmo.", "blocked", 1),
    ],
)
def test_the_outcome_follows_from_the_worst_reported_finding(pack: Path, body: str, outcome: str, code: int) -> None:
    report = _linter(pack).check(Post(body))

    assert report.outcome == outcome
    assert report.exit_code == code


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 0), ("warning", 1), ("info", 1)])
def test_fail_on_decides_the_exit_code_and_not_the_outcome(pack: Path, fail_on: str, code: int) -> None:
    report = _linter(pack, fail_on=fail_on).check(Post("Our gizmo arrived."))

    assert (report.outcome, report.exit_code) == ("review", code)


def test_a_finding_carries_what_its_rule_says_and_where_it_is(pack: Path) -> None:
    finding = _only(_linter(pack).check(Post("Look 🎉\na  WIDGET!")).findings)

    assert (finding.rule, finding.code) == ("no-widgets", "TST-101")
    assert (finding.severity, finding.status) == ("error", "reported")
    assert finding.message == "'WIDGET' is not for a post."
    assert finding.place == Place("body", 10, 16, 2, 4, 2, 10)
    assert finding.clauses == ("trust/7.5", "coniston/2.2")


def test_a_private_value_is_masked_in_message_and_excerpt(pack: Path) -> None:
    finding = _only(_linter(pack).check(Post("A Larkin came.")).findings)

    assert finding.excerpt == "L•••"
    assert finding.message == "'L•••' is not for a post."
    assert "Larkin" not in repr(finding)


def test_clauses_are_those_of_the_policy_in_force(pack: Path) -> None:
    settings = Settings(packs=(str(pack),))
    report = Linter(settings, policy="trust", select=["words"], now=NOW).check(Post("widget"))

    assert _only(report.findings).clauses == ("trust/7.5",)


def test_settings_change_the_severity_and_options_of_a_rule(pack: Path) -> None:
    rules = {"no-widgets": RuleOverride(severity="info", options={"phrases": ["wodget"]})}
    report = _linter(pack, rules=rules).check(Post("A widget, a wodget."))

    finding = _only(report.findings)
    assert (finding.severity, finding.excerpt) == ("info", "wodget")


def test_a_rule_that_is_off_finds_nothing(pack: Path) -> None:
    report = _linter(pack, rules={"no-widgets": RuleOverride(severity="off")}).check(Post("widget"))

    assert report.findings == ()


def test_a_rule_looks_only_at_the_accounts_it_names(pack: Path) -> None:
    write_rule(pack, "no-sprockets", "sprocket", code="TST-104", more='[when]\naccount = ["personal"]')
    accounts = {
        "mine": Account(handles=("@mine",), type="personal"),
        "ours": Account(handles=("@ours",), type="official"),
    }
    linter = _linter(pack, accounts=accounts)

    assert linter.check(Post("sprocket", account="@MINE")).findings
    assert not linter.check(Post("sprocket", account="ours")).findings
    assert not linter.check(Post("sprocket")).findings


def test_a_check_that_raises_is_a_failure_and_the_post_is_never_ready(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linter = _linter(pack)
    monkeypatch.setattr("linter.checks.phrase._check_stream", lambda *_: 1 / 0)

    report = linter.check(Post("All is well. Larkin"))

    assert (report.outcome, report.exit_code) == ("blocked", 2)
    failed = ("no-widgets", "no-gizmos", "no-names")
    said = [f"post: rule {name}: could not be checked: ZeroDivisionError" for name in failed]
    assert [str(failure) for failure in report.all_failures] == said


def test_places_in_a_draft_are_those_of_the_file(pack: Path, tmp_path: Path) -> None:
    data = "\ufeff---\r\ntitle: A gizmo\r\n---\r\n\r\n😀 a widget\r\n".encode()
    draft = readers.read("post.md", data)

    found = {f.rule: f.place for f in _linter(pack).check_draft(draft, tmp_path)[0].findings}

    assert (found["no-gizmos"].line, found["no-gizmos"].part) == (2, "title")
    assert (found["no-widgets"].line, found["no-widgets"].column) == (5, 5)


def test_a_linter_is_picklable_and_shared_between_threads(pack: Path) -> None:
    linter = pickle.loads(pickle.dumps(_linter(pack)))
    posts = [Post(f"widget {number}") for number in range(40)]

    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(linter.check, posts))

    assert all(_only(report.findings).place.start == 0 for report in reports)
    assert [report.outcome for report in linter.check_many(posts)] == ["blocked"] * 40


def test_the_same_post_gives_the_same_report_every_time(pack: Path) -> None:
    post = Post("widget gizmo Larkin widget", images=[Image("fair.jpg", alt="A widget")])

    assert len({_linter(pack).check(post) for _ in range(20)}) == 1


def test_the_fingerprint_survives_edits_elsewhere(pack: Path) -> None:
    linter = _linter(pack)

    first = _only(linter.check(Post("A widget.")).findings)
    second = _only(linter.check(Post("New words before.\n\nThen a widget.")).findings)

    assert first.fingerprint == second.fingerprint


def test_a_selection_names_rules_codes_families_or_topics(pack: Path) -> None:
    settings = Settings(packs=(str(pack),))
    body = Post("widget gizmo larkin")

    assert {f.rule for f in Linter(settings, select=["no-widgets"]).check(body).findings} == {"no-widgets"}
    assert {f.rule for f in Linter(settings, select=["TST-102"]).check(body).findings} == {"no-gizmos"}
    assert {f.rule for f in Linter(settings, select=["TST"], ignore=["no-names"]).check(body).findings} == {
        "no-widgets",
        "no-gizmos",
    }
    with pytest.raises(SettingsError, match="'no-wigets' is not a rule \\(did you mean 'no-widgets'\\?\\)"):
        Linter(settings, select=["no-wigets"])


def test_the_moment_of_the_run_can_be_moved(pack: Path) -> None:
    linter = _linter(pack)

    assert linter.with_now(datetime(2030, 1, 1)).context.now.year == 2030
    assert linter.context.now == NOW


def test_lists_given_by_callers_become_tuples() -> None:
    post = Post("x", platforms=["x"], images=[Image("a.jpg")])

    assert post.platforms == ("x",)
    assert hash(post)


def test_a_case_cites_its_own_clauses_and_the_schools(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    path = write_rule(folder, "no-widgets", "widget", clauses='["trust/7.5", "trust/7.9"]')
    path.write_text(
        path.read_text() + '[detect.cases]\nbig = ["gizmo"]\n[cases.big]\nclauses = ["trust/7.9"]\n', encoding="utf-8"
    )
    (tmp_path / "ours.toml").write_text(
        'extends = "trust"\n[[clauses]]\nid = "1"\ntext = "No things."\nrules = ["no-widgets"]\n', encoding="utf-8"
    )
    settings = Settings(packs=(str(folder),), policy=str(tmp_path / "ours.toml"))

    found = {f.excerpt: f.clauses for f in Linter(settings, select=["words"]).check(Post("widget gizmo")).findings}

    assert found == {"widget": ("ours/1", "trust/7.5", "trust/7.9"), "gizmo": ("ours/1", "trust/7.9")}
