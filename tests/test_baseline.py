"""A baseline covers what was there, as often as it was there, in the drafts where it was."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from linter import baseline, readers
from linter.baseline import Baseline, Entry
from linter.errors import SettingsError
from linter.report import PostReport
from tests.exempted import linter, make_project

KEY = b"a key of more than sixteen characters"
HEADER = '{"schema": "postlint/baseline/1", "key": ""}\n'
LINE = '{"draft": "drafts/a.md", "rule": "no-widgets", "fingerprint": "0123456789abcdef", "count": 1}\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _judge(project: Path, **bodies: str) -> tuple[PostReport, ...]:
    found: list[PostReport] = []
    for name, body in bodies.items():
        path = f"drafts/{name}.md"
        (project / path).write_text(body, encoding="utf-8")
        found += linter(project).check_draft(readers.read(path, body.encode()), project / "drafts")
    return tuple(found)


def _made(project: Path, **bodies: str) -> Baseline:
    return Baseline(project, {}).grown(_judge(project, **bodies), linter(project).packs)


def _statuses(known: Baseline, project: Path, **bodies: str) -> list[str]:
    posts = known.apply(_judge(project, **bodies), linter(project).packs).posts
    return [finding.status for post in posts for finding in post.findings]


def test_what_is_covered_is_suppressed_and_one_more_is_reported(project: Path) -> None:
    known = _made(project, a="A widget and a widget.")

    assert _statuses(known, project, a="New first line.\n\nA widget and a widget.") == ["suppressed"] * 2
    assert _statuses(known, project, a="A widget, a widget, a widget.") == ["suppressed", "suppressed", "reported"]
    assert _statuses(known, project, b="A widget.") == ["reported"]


def test_a_rule_that_can_never_be_silenced_is_never_covered(project: Path) -> None:
    posts = _judge(project, a="Sesame.")
    entry = Entry("drafts/a.md", "no-secrets", posts[0].findings[0].fingerprint)

    assert _made(project, a="Sesame.").counts == {}
    assert _statuses(Baseline(project, {entry: 1}), project, a="Sesame.") == ["reported"]


def test_what_is_found_no_more_is_stale_only_in_drafts_that_were_looked_at_or_are_gone(project: Path) -> None:
    known = _made(project, a="A widget and a widget.", b="A widget.", c="A widget.")
    (project / "drafts/c.md").unlink()
    result = known.apply(_judge(project, a="A widget."), linter(project).packs)

    assert sorted((entry.draft, count) for entry, count in result.stale.items()) == [
        ("drafts/a.md", 1),
        ("drafts/c.md", 1),
    ]
    assert sorted(entry.draft for entry in known.without(result.stale).counts) == ["drafts/a.md", "drafts/b.md"]


def test_a_renamed_draft_stays_covered(project: Path) -> None:
    known = _made(project, a="A widget.")
    (project / "drafts/a.md").unlink()

    assert _statuses(known, project, renamed="A widget.") == ["suppressed"]


def test_a_file_is_sorted_one_entry_a_line_and_reads_back(project: Path) -> None:
    known = _made(project, b="A widget.", a="Wren Larkin has a widget and a widget.")
    text = baseline.dump(known, KEY)
    path = project / "known.jsonl"
    path.write_text(text, encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]

    assert [(row["draft"], row["rule"], row["count"]) for row in rows[1:]] == [
        ("drafts/a.md", "no-names", 1),
        ("drafts/a.md", "no-widgets", 2),
        ("drafts/b.md", "no-widgets", 1),
    ]
    assert baseline.load(path, KEY).counts == known.counts
    assert "Larkin" not in text
    assert KEY.decode() not in text


def test_entries_that_a_merge_left_twice_are_added_up(project: Path) -> None:
    path = project / "known.jsonl"
    path.write_text(HEADER + LINE + HEADER + LINE.replace('"count": 1', '"count": 2'), encoding="utf-8")

    assert list(baseline.load(path, None).counts.values()) == [3]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1: is not a baseline"),
        (LINE, ":1: is not a baseline"),
        (HEADER + "{", ":2: is not a line of JSON"),
        (HEADER + "[1]", ":2: is not an entry"),
        (HEADER + "<<<<<<< HEAD\n" + LINE, ":2: is not merged"),
        (HEADER + LINE.replace(": 1}", ": 0}"), ":2: count is not"),
        (HEADER + LINE.replace(": 1}", ": true}"), ":2: count is not"),
        (HEADER + LINE.replace("0123456789abcdef", "xyz"), ":2: fingerprint is no"),
        (HEADER + LINE.replace("draft", "path", 1), ":2: is not an entry"),
        (HEADER.replace("/1", "/2"), ":1: is not postlint/baseline/1"),
        (HEADER.replace('""', '"abc"'), ":1: was made with a key"),
        ("\udcff", ": is not UTF-8"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_refused_with_file_line_and_cure(project: Path, text: str, said: str) -> None:
    path = project / "known.jsonl"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))

    with pytest.raises(SettingsError) as caught:
        baseline.load(path, None)
    assert str(caught.value).startswith(f"known.jsonl{said}")


def test_another_key_is_told_and_not_taken_for_new_faults(project: Path) -> None:
    path = project / "known.jsonl"
    path.write_text(baseline.dump(_made(project, a="A widget."), KEY), encoding="utf-8")

    with pytest.raises(SettingsError, match="with another key"):
        baseline.load(path, KEY + b"!")
    with pytest.raises(SettingsError, match="with a key"):
        baseline.load(path, None)


def test_two_branches_merge_cleanly(project: Path) -> None:
    def git(*words: str) -> None:
        options = ["-c", "user.name=A", "-c", "user.email=a@school.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *options, *words], cwd=project, check=True, capture_output=True)

    def commit(known: Baseline, branch: str) -> None:
        (project / "known.jsonl").write_text(baseline.dump(known, None), encoding="utf-8")
        git("add", "known.jsonl", ".gitattributes")
        git("commit", "-m", branch)

    base = {Entry("drafts/m.md", "no-widgets", "0" * 16): 1, Entry("drafts/n.md", "no-widgets", "1" * 16): 2}
    ours = {**base, Entry("drafts/o.md", "no-widgets", "2" * 16): 1, Entry("drafts/a.md", "no-widgets", "3" * 16): 1}
    theirs = {**base, Entry("drafts/o.md", "no-widgets", "4" * 16): 1, Entry("drafts/n.md", "no-widgets", "1" * 16): 1}
    git("init", "-b", "main")
    (project / ".gitattributes").write_text("known.jsonl merge=union\n", encoding="utf-8")
    commit(Baseline(project, base), "base")
    git("checkout", "-b", "theirs")
    commit(Baseline(project, theirs), "theirs")
    git("checkout", "main")
    commit(Baseline(project, ours), "ours")
    git("merge", "theirs")

    merged = baseline.load(project / "known.jsonl", None).counts
    assert set(merged) == set(ours) | set(theirs)
    assert merged[Entry("drafts/m.md", "no-widgets", "0" * 16)] == 1
