"""`postlint stats`: what runs and decisions add up to."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from linter import runs
from linter.commands import stats
from linter.commands.counting import count
from linter.errors import SettingsError
from linter.ledger import Ledger
from linter.report import PostReport
from linter.runs import Judged
from linter.settings import load
from linter.stats import added_up
from tests.commands import made
from tests.ledger.made import AT, linter_of, school, subject

LOG = '\n[stats]\nlog = "private/runs.db"\n'
ROWS = (
    Judged(
        date(2026, 9, 28), "a", "main", "default", "blocked", Counter({("pupil-full-name", "error", "reported"): 2})
    ),
    Judged(date(2026, 9, 29), "a", "main", "default", "ready", Counter({("pupil-full-name", "error", "waived"): 1})),
    Judged(
        date(2026, 10, 12), "b", "jobs", "default", "review", Counter({("missing-credit", "warning", "reported"): 1})
    ),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = load(school(tmp_path, LOG))
    monkeypatch.chdir(tmp_path)
    runs.note(tmp_path / "private" / "runs.db", ROWS)
    ledger = Ledger.open(settings)
    ledger.approve(subject(), by="S01", at=AT)
    ledger.send_back(subject(), by="S02", at=AT)
    return tmp_path


def test_what_was_counted_is_read_again(folder: Path) -> None:
    assert runs.read(folder / "private" / "runs.db") == ROWS
    assert runs.read(folder / "private" / "runs.db", date(2026, 10, 1)) == ROWS[2:]
    assert runs.read(folder / "nothing.db") == ()


def test_a_draft_counts_once_a_day_as_it_was_judged_last(folder: Path) -> None:
    path = folder / "private" / "runs.db"
    mended = ROWS[0]._replace(outcome="ready", found=Counter())
    runs.note(path, [mended])

    assert runs.read(path) == (mended, *ROWS[1:])


def test_counts_are_added_up_by_rule_account_and_week() -> None:
    found = added_up(ROWS, (), "week")

    assert found.rules == (("pupil-full-name", (2, 0, 0)), ("missing-credit", (0, 1, 0)))
    assert found.accounts == (("main", (1, 0, 1)), ("jobs", (0, 1, 0)))
    assert found.times == (("2026-09-28", (1, 0, 1)), ("2026-10-05", (0, 0, 0)), ("2026-10-12", (0, 1, 0)))
    assert (found.drafts, found.posts, found.silenced) == (2, (1, 1, 1), (("waived", 1),))
    assert added_up(ROWS, (), "month").times == (("2026-09", (1, 0, 1)), ("2026-10", (0, 1, 0)))
    assert added_up(ROWS[:1], (), "month").times == (("2026-09", (1, 0, 0)),)


def test_a_year_ends_in_december() -> None:
    rows = [ROWS[0]._replace(day=day) for day in (date(2026, 11, 30), date(2027, 2, 1))]

    assert [name for name, _ in added_up(rows, (), "month").times] == ["2026-11", "2026-12", "2027-01", "2027-02"]


def test_the_text_tells_the_greatest_first(folder: Path) -> None:
    out = made.run(stats).out

    assert out.startswith("2026-09-28 to 2026-11-20\n")
    assert out.index("pupil-full-name") < out.index("missing-credit")
    assert re.search(r"S02 +0 +1 ", out)
    assert made.tidy(out)


def test_the_counts_are_told_to_machines_and_since_a_day(folder: Path) -> None:
    data = made.data(stats, settings=folder / "postlint.toml")
    late = json.loads(made.run(stats, "--since", "2026-10-01", "--format", "json").out)

    assert data["schema"] == "postlint/stats/1"
    assert data["rules"][0] == {"name": "pupil-full-name", "error": 2, "warning": 0, "info": 0}
    assert data["decisions"] == [{"name": "2026-11-16", "approved": 1, "sent-back": 1, "withdrawn": 0}]
    assert late["drafts"] == 1
    with pytest.raises(SettingsError, match="is not a date"):
        made.run(stats, "--since", "once")


def test_the_page_holds_tables_and_drawings_and_reaches_nothing(folder: Path) -> None:
    made.run(stats, "--format", "html", "--output", "stats.html")
    page = (folder / "stats.html").read_text(encoding="utf-8")

    assert "Thistlebrook Primary School" in page
    assert page.count('<svg class="plot"') == 1  # of decisions there is one week alone
    assert '<svg class="bar"' in page
    assert "pupil-full-name" in page
    assert not re.search(r"https?://|<script|src=", page)
    assert "default-src 'none'" in page


def test_nothing_counted_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    school(tmp_path)
    monkeypatch.chdir(tmp_path)
    done = made.run(stats)

    assert (done.out, done.code) == ("Nothing has been counted yet.\n", 0)
    assert "runs are not counted" in done.err
    assert "Nothing has been counted yet." in made.run(stats, "--format", "html").out


def test_a_run_leaves_no_path_and_no_handle_in_the_log(folder: Path) -> None:
    from linter.post import Post

    linter = linter_of(folder)
    posts = (
        PostReport("drafts/grace.md", "grace", 0, (), (), Post("Hello", account="@ThistlebrookPri")),
        PostReport("drafts/other.md", "other", 0, (), (), Post("Hello", account="@grace_oduya")),
        PostReport("", "", 0, (), (), Post("Hello")),
    )
    assert count([(linter, posts)]) == []

    held = (folder / "private" / "runs.db").read_bytes()
    assert b"grace" not in held
    today = [row for row in runs.read(folder / "private" / "runs.db") if row.day == linter.today]
    assert sorted(row.account for row in today) == ["main", "unknown account"]


def test_a_log_that_cannot_be_written_is_said_and_stops_nothing(folder: Path) -> None:
    (folder / "private" / "runs.db").write_bytes(b"notes of somebody" * 100)
    posts = (PostReport("drafts/kite.md", "kite", 0, (), ()),)

    assert "could not be counted" in count([(linter_of(folder), posts)])[0]
    with pytest.raises(SettingsError, match="not a log of runs"):
        made.run(stats)


def test_a_database_of_something_else_is_left_alone(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "other.db")) as other:
        other.execute("CREATE TABLE pupils (name)")
        other.commit()

    with pytest.raises(SettingsError, match="something else"):
        runs.note(folder / "other.db", ROWS)
