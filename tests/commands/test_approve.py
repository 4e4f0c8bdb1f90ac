"""`postlint approve`: who may say yes to what, and what is then noted."""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from linter.commands import Result, approve
from linter.errors import SettingsError
from linter.ledger import Entry, Ledger
from linter.ledger.signing import make
from linter.settings import load
from tests.commands.setting_up import Typist
from tests.ledger.made import cases, draft, linter_of, school


def run(*words: str, typist: Typist | None = None, policy: str | None = "chase-terrace") -> Result:
    parser = argparse.ArgumentParser()
    approve.add_arguments(parser)
    parser.set_defaults(settings=None, policy=policy, asker=typist)
    return approve.run(parser.parse_args(words))


def entries(folder: Path) -> tuple[Entry, ...]:
    return Ledger.open(load(folder / "postlint.toml")).entries()


@pytest.fixture
def folder(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    school(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))
    draft(tmp_path)
    return tmp_path


def test_a_head_teachers_yes_is_noted_with_all_that_it_is_about(folder: Path) -> None:
    done = run("kite.md", "--by", "Mrs Castellane", "--note", "Lovely.")

    (entry,) = entries(folder)
    assert done.code == 0
    assert (entry.kind, entry.by, entry.role, entry.note) == ("approved", "S01", "headteacher", "Lovely.")
    assert entry.binds == ("words", "pictures", "account", "platforms")
    subject = entry.subject
    assert subject is not None
    assert (subject.draft, subject.id, subject.account, subject.author) == ("kite.md", "kite", "main", "S04")
    assert subject.outcome == "ready"
    assert set(subject.inputs) >= {"postlint", "policy", "settings", "roll", "staff", "consents", "do_not_publish"}
    assert "Kites on the field today." in done.out
    assert "✔ approved by S01, headteacher: entry 1" in done.out


def test_the_ledger_holds_no_word_of_a_post_and_no_name_of_a_pupil(folder: Path) -> None:
    draft(folder, "grace-oduya-marsh.md", "Kites on the field, cut out by hand.")
    run("grace-oduya-marsh.md", "--by", "S01", "--note", "Grace Oduya-Marsh has read it.")

    (entry,) = entries(folder)
    held = (folder / "postlint-approvals.db").read_bytes()
    assert b"Oduya" not in held
    assert b"oduya" not in held
    assert b"cut out by hand" not in held
    assert entry.note == "G••• O••• has read it."


@pytest.mark.parametrize(
    ("by", "fields", "said"),
    [
        ("S02", {}, "The approver's role does not allow"),
        ("S77", {}, "Nobody on the staff list is meant"),
        ("S01", {"body": "Grace Oduya-Marsh in 4W flew a kite."}, "PUP-201"),
        ("S01", {"images": "\n  - path: none.png\n    alt: A kite"}, "picture that cannot be read"),
    ],
)
def test_what_may_not_be_approved_is_refused_with_the_reasons(
    folder: Path, by: str, fields: dict[str, str], said: str
) -> None:
    draft(folder, **fields)
    done = run("kite.md", "--by", by)

    assert done.code == 1
    assert "✖ cannot be approved" in done.out
    assert said in done.out
    assert "Oduya" not in done.out
    assert not (folder / "postlint-approvals.db").exists()


@pytest.mark.parametrize(
    ("author", "more", "code"),
    [("S02", "", 1), ("S04", "", 0), ("S02", "\n[approvals]\ntwo_people = false\n", 0)],
)
def test_two_people_have_to_read_a_post(folder: Path, author: str, more: str, code: int) -> None:
    school(folder, more)
    draft(folder, author=author)
    done = run("kite.md", "--by", "S02", policy="testbourne")

    assert done.code == code
    assert ("somebody else has to read it" in done.out) == bool(code)


def test_a_policy_may_let_a_head_teacher_approve_their_own_post(folder: Path) -> None:
    draft(folder, author="S01")

    assert run("kite.md", "--by", "S01").code == 0


def test_a_post_is_approved_once(folder: Path) -> None:
    run("kite.md", "--by", "S01")
    again = run("kite.md", "--by", "S01")

    assert (again.code, len(entries(folder))) == (0, 1)
    assert "already approved: entry 1" in again.out


def test_several_posts_are_approved_one_by_one_or_all_together(folder: Path) -> None:
    draft(folder, "tea.md", "Tea at three.")
    refused = run(".", "--by", "S01")
    assert refused.code == 2
    assert "there are 2 posts" in refused.err
    assert "tea.md: not decided" in refused.err

    assert run("tea.md", "--by", "S01").code == 0
    assert run(".", "--all", "--by", "S01").code == 0
    assert len(entries(folder)) == 2


def test_one_post_of_a_draft_with_several_is_chosen(folder: Path) -> None:
    posts = [
        {"id": name, "account": "main", "author": "S04", "body": f"{name} on the field."} for name in ("Tag", "Tug")
    ]
    (folder / "week.json").write_text(json.dumps(posts))
    run("week.json", "--post", "Tug", "--by", "S01")
    run("week.json", "--post", "1", "--by", "S01")

    assert [entry.subject.id for entry in entries(folder) if entry.subject] == ["Tug", "Tag"]
    with pytest.raises(SettingsError, match="there is no post 'Tig'"):
        run("week.json", "--post", "Tig", "--by", "S01")


@pytest.mark.parametrize(("answer", "count"), [("y", 1), ("Yes ", 1), ("", 0), ("no thanks", 0)])
def test_somebody_at_a_terminal_sees_the_post_before_they_answer(folder: Path, answer: str, count: int) -> None:
    typist = Typist([answer])
    done = run("kite.md", "--by", "S01", typist=typist)

    assert "Kites on the field today." in typist.heard[0]
    assert (folder / "postlint-approvals.db").exists() == bool(count)
    assert done.code == int(not count)


def test_who_does_not_say_who_they_are_is_asked(folder: Path) -> None:
    with pytest.raises(SettingsError, match="nobody is named"):
        run("kite.md")
    run("kite.md", typist=Typist(["S01", "y"]))

    assert entries(folder)[0].by == "S01"


def test_an_approval_may_end(folder: Path) -> None:
    day = date.today() + timedelta(days=30)
    run("kite.md", "--by", "S01", "--until", day.isoformat())

    assert entries(folder)[0].until == day
    with pytest.raises(SettingsError, match="is not a date"):
        run("kite.md", "--by", "S01", "--until", "soon")
    assert run("kite.md", "--by", "S01", "--until", "2020-01-01").code == 1


def test_the_settings_may_say_how_long_approvals_hold(folder: Path) -> None:
    school(folder, "\n[approvals]\ndays = 10\n")
    run("kite.md", "--by", "S01")

    assert entries(folder)[0].until == date.today() + timedelta(days=10)


def test_a_trial_notes_nothing(folder: Path) -> None:
    done = run("kite.md", "--by", "S01", "--dry-run")

    assert (done.code, "could be approved" in done.out) == (0, True)
    assert not (folder / "postlint-approvals.db").exists()


def test_the_answer_is_told_to_machines_too(folder: Path) -> None:
    data = json.loads(run("kite.md", "--by", "S01", "--format", "json").out)

    assert data["schema"] == "postlint/approve/1"
    assert [(post["what"], post["entry"]) for post in data["posts"]] == [("approved", 1)]


def test_without_a_staff_list_the_settings_say_who_may_approve(folder: Path) -> None:
    approver = '\n[approvals.approvers.HT]\nname = "Zainab Oyelaran"\nrole = "headteacher"\n'
    text = school(folder, approver).read_text(encoding="utf-8").replace('staff = "staff.csv"\n', "")
    (folder / "postlint.toml").write_text(text, encoding="utf-8")

    assert "may not approve" in run("kite.md", "--by", "Ivo Bracegirdle").out
    assert run("kite.md", "--by", "zainab oyelaran").code == 0
    assert (entries(folder)[0].by, entries(folder)[0].role) == ("HT", "headteacher")


def test_where_signatures_are_required_a_name_is_not_enough(folder: Path) -> None:
    public = make(folder / "mine.pem", "")
    make(folder / "other.pem", "")
    school(folder, f'\n[approvals]\nsignatures = "required"\n[approvals.approvers.S01]\npublic_key = "{public}"\n')

    assert "it needs a signature" in run("kite.md", "--by", "S01").out
    assert "do not hold this key" in run("kite.md", "--by", "S01", "--key", "other.pem").out
    assert run("kite.md", "--by", "S01", "--key", "mine.pem").code == 0
    assert entries(folder)[0].signer == public


def test_a_draft_that_cannot_be_read_stops_all(folder: Path) -> None:
    (folder / "bad.md").write_text("---\nbody: [\n---\n")
    done = run(".", "--all", "--by", "S01")

    assert done.code == 2
    assert "nothing was approved" in done.err
    assert not (folder / "postlint-approvals.db").exists()


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_an_approval_may_also_stand_in_the_draft_and_binds_there_too(folder: Path, bom: str) -> None:
    path = folder / "kite.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(bom + before.replace("audience", "# who can see it\naudience"), encoding="utf-8")
    done = run("kite.md", "--by", "S01", "--in-draft")

    assert (done.code, done.err) == (0, "")
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"{bom}---\n")
    assert "# who can see it" in text
    assert entries(folder)[0].digest in text
    (folder / "postlint-approvals.db").unlink()
    (folder / "postlint-approvals.db.head").unlink()
    assert cases(linter_of(folder), path) == set()
    path.write_text(text.replace("[facebook]", "[x]"), encoding="utf-8")
    assert cases(linter_of(folder), path) == {"stale"}


def test_every_post_of_a_draft_gets_its_own_approval(folder: Path) -> None:
    posts = [
        {"id": name, "account": "main", "author": "S04", "body": f"{name} on the field."} for name in ("Tag", "Tug")
    ]
    (folder / "week.json").write_text(json.dumps(posts, indent=2))

    assert run("week.json", "--all", "--by", "S01", "--in-draft").err == ""
    digests = [post["approval"]["digest"] for post in json.loads((folder / "week.json").read_text())]
    assert digests == [entry.digest for entry in entries(folder)]
