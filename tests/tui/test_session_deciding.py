"""The session without a terminal: findings are explained, put right, let pass, and posts approved."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from linter.errors import PostlintError
from tests.conftest import NOW, WORKERS, own_rules
from tests.tui.drafting import begin, finding_of, take
from tests.tui.driving import SHEET, SWEARS
from tui.session import Item, Key, Session


def test_a_finding_is_explained_with_the_clauses_of_this_schools_policy(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    known = session.explain(key, finding_of(session, key, "profanity"))

    assert known.why
    assert [clause.id.partition("/")[0] for clause in known.clauses] == ["chase-terrace"] * len(known.clauses)
    assert all(clause.text for clause in known.clauses)


def test_every_finding_of_the_samples_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.conftest import SAMPLES

    monkeypatch.chdir(SAMPLES)
    session = Session(
        ["flagged/netball-cup.md", "flagged/results-thread.md"],
        now=NOW,
        state_folder=tmp_path,
        known=own_rules(),
        workers=WORKERS,
    )
    for _ in session.scan():
        pass
    found = [(item.key, one) for item in session.items.values() if item.report for one in item.report.findings]

    assert len(found) > 10
    assert all(session.explain(key, one).summary and session.explain(key, one).why for key, one in found)


def test_the_evidence_of_a_finding_gives_no_name_away(two_drafts: Path) -> None:
    take(two_drafts, "flagged/netball-cup.md")
    session, key = begin(two_drafts), Key("drafts/netball-cup.md", 0)
    finding = finding_of(session, key, "pupil-full-name")
    lines = "\n".join(session.evidence(key, finding))

    assert "pupil-full-name" in lines
    assert finding.found not in lines


def test_a_fix_is_applied_and_undone(two_drafts: Path) -> None:
    take(two_drafts, "flagged/netball-cup.md")
    session, key = begin(two_drafts), Key("drafts/netball-cup.md", 0)
    before = (two_drafts / key.path).read_bytes()
    finding = finding_of(session, key, "pupil-full-name")
    fix = next(one for one in session.fixes(key, finding) if one.name == "initials")
    session.apply(key, fix)
    changed = (two_drafts / key.path).read_text("utf-8")

    assert finding.found not in changed
    assert session.undo(key)
    assert (two_drafts / key.path).read_bytes() == before


def test_what_is_declared_is_written_and_nothing_else(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    before = (two_drafts / SWEARS).read_text("utf-8")
    session.set_fields(key, {"account": "main"})
    after = (two_drafts / SWEARS).read_text("utf-8")

    assert session.refresh(SWEARS)[0].account == "main"
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert changed == ["account: main"]


def test_a_waived_finding_is_waived_and_undo_takes_the_waiver_back(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    finding = finding_of(session, key, "profanity")
    session.waive(key, finding, "It is the title of a play.", date(2026, 12, 1), "S01")
    session.refresh(SWEARS)
    assert finding_of(session, key, "profanity").status == "waived"

    assert session.undo(key)
    session.refresh(SWEARS)
    assert finding_of(session, key, "profanity").status == "reported"
    assert not (two_drafts / "waivers.toml").exists()


def test_a_rule_that_can_never_be_silenced_is_not_waived(two_drafts: Path) -> None:
    session, key = begin(two_drafts), Key(SWEARS, 0)
    never = finding_of(session, key, "care-or-protection-status")
    assert not session.explain(key, never).silenceable

    with pytest.raises(PostlintError, match="never"):
        session.waive(key, never, "Her mother agreed.", date(2026, 12, 1), "S01")


def test_what_cannot_be_approved_is_told_before_anything_happens(two_drafts: Path) -> None:
    session = begin(two_drafts)
    plan = session.plan_approval(list(session.items), "S01")

    refused = dict(plan.cannot)
    assert Key(SWEARS, 0) in refused
    assert refused[Key(SWEARS, 0)]
    assert set(plan.could) | set(refused) == set(session.items)
    assert not (two_drafts / ".postlint").exists()


def test_an_approval_goes_into_the_ledger_of_the_library(two_drafts: Path) -> None:
    session = begin(two_drafts)
    plan = session.plan_approval([Key(SHEET, index) for index in range(5)], "S01")
    outcomes = list(session.decide_all(plan.could, lambda key: session.approve(key, "S01")))

    assert plan.could
    assert [one.problem for one in outcomes] == [""] * len(plan.could)
    ledger = session.settings_of(Key(SHEET, 0)).ledger_path
    assert ledger is not None
    assert ledger.is_file()
    again = session.plan_approval(plan.could, "S01")
    assert {why for _, why in again.cannot} == {"approved already"}


def test_the_rows_are_a_snapshot_that_never_changes(two_drafts: Path) -> None:
    session = begin(two_drafts)
    before = session.items
    session.refresh(SWEARS)

    assert before is not session.items
    assert isinstance(before[Key(SWEARS, 0)], Item)
    with pytest.raises(TypeError):
        before[Key(SWEARS, 0)] = before[Key(SWEARS, 0)]  # type: ignore[index]


def test_the_session_knows_no_screen_library() -> None:
    code = "import sys, tui.session; print(sorted({'textual', 'rich', 'watchfiles'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
