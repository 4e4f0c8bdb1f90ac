"""`postlint recheck`: what may no longer go out, and why."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image as Pictures

from linter.commands import Result, consents, recheck
from linter.consents import near
from tests.commands import made
from tests.commands.test_approve import run as approve
from tests.ledger.made import CONSENTS, draft, school

TODAY = date.today()
PICTURE = """
  - path: kite.png
    alt: A red kite over the field
    people: pupils
    person_ids: [P01]"""


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Path:
    """Return a school in which one post with a picture of a pupil is scheduled and approved."""
    folder = tmp_path_factory.mktemp("approved")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("POSTLINT_CACHE_DIR", str(kept))
        school(folder)
        Pictures.new("RGB", (24, 16), "red").save(folder / "kite.png")
        _consent(folder)
        draft(folder, images=PICTURE)
        assert approve("kite.md", "--by", "S01").code == 0
    return folder


@pytest.fixture
def folder(approved: Path, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(approved, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))
    return tmp_path


def _consent(
    folder: Path, channels: str = "facebook;x", until: date | None = None, withdrawn: date | None = None
) -> None:
    row = f"C-01,P01,consent,{channels},image,2020-09-01,{until or ''},{withdrawn or ''}"
    (folder / "consents.csv").write_text(f"{CONSENTS}{row}\n", encoding="utf-8")


def run(*words: str) -> Result:
    return made.run(recheck, *words, policy="chase-terrace")


def _why(folder: Path) -> list[str]:
    (post,) = json.loads(run("--format", "json").out)["posts"]
    return list(post["why"])


def test_nothing_has_changed(folder: Path) -> None:
    done = run()

    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("1 scheduled: 0 newly blocked, 0 blocked, 0 review, 1 ready.\n")


def test_a_withdrawn_consent_blocks_and_is_told_with_its_day(folder: Path) -> None:
    _consent(folder, withdrawn=TODAY - timedelta(days=1))
    done = run()

    assert done.code == 1
    assert "✖ newly blocked: 1" in done.out
    assert "picture 1 rests on consent C-01, which was withdrawn yesterday" in done.out
    assert "P01" not in done.out
    assert "Oduya" not in done.out


@pytest.mark.parametrize(
    ("days", "code", "said"),
    [(3, 1, "which ends on"), (7, 0, ""), (400, 0, "")],
)
def test_a_consent_counts_on_the_day_on_which_a_post_goes_out(folder: Path, days: int, code: int, said: str) -> None:
    _consent(folder, until=TODAY + timedelta(days=days))
    done = run()

    assert done.code == code
    assert said in done.out


def test_a_consent_for_the_website_is_none_for_facebook(folder: Path) -> None:
    _consent(folder, channels="website")

    assert run().code == 1
    assert _why(folder)[0] == "picture 1 rests on consent C-01, which does not cover facebook"


def test_two_consents_may_cover_the_channels_between_them(folder: Path) -> None:
    both = "C-01,P01,consent,website,image,2020-09-01,,\nC-02,P01,consent,fb,image,2020-09-01,,\n"
    (folder / "consents.csv").write_text(CONSENTS + both, encoding="utf-8")

    assert run().code == 0


def test_a_picture_may_name_several_consents(folder: Path) -> None:
    draft(folder, images=PICTURE.replace("person_ids: [P01]", 'consent: "C-01; C-02"'))
    both = "C-01,P01,consent,facebook,image,2020-09-01,,\nC-02,P09,consent,facebook,image,2020-09-01,2020-10-01,\n"
    (folder / "consents.csv").write_text(CONSENTS + both, encoding="utf-8")

    assert [line for line in _why(folder) if "C-0" in line] == [
        f"picture 1 rests on consent C-02, which ended {near(date(2020, 10, 1), TODAY)}"
    ]


def test_a_new_objection_blocks(folder: Path) -> None:
    (folder / "do_not_publish.csv").write_text("id,scope\nP01,image\n", encoding="utf-8")

    assert run().code == 1
    assert "picture 1 shows somebody who must not be shown" in _why(folder)


def test_a_changed_list_is_named(folder: Path) -> None:
    draft(folder, "club.md", "Recorder club with Tilda Quayle meets on Tuesday.")
    assert approve("club.md", "--by", "S01").code == 0
    roll = folder / "roll.csv"
    roll.write_text(f"{roll.read_text(encoding='utf-8')}P02,Tilda,Quayle,4,Wrens,current\n", encoding="utf-8")
    done = run("club.md")

    assert done.code == 1
    assert "because the roll changed since it was approved" in done.out
    assert "PUP-201" in done.out
    assert "Quayle" not in done.out


def test_a_changed_rule_is_told_by_the_settings(folder: Path) -> None:
    draft(folder, "club.md", "#recorderclubtoday meets.")
    assert approve("club.md", "--by", "S01").code == 0
    school(folder, '\n[rules.hashtag-not-camel-case]\nseverity = "error"\n')

    done = run("club.md")
    assert done.code == 1
    assert "the settings changed since it was approved" in done.out


def test_what_is_published_is_judged_no_more(folder: Path) -> None:
    draft(folder, images=PICTURE, schedule=f"{TODAY - timedelta(days=1)}T16:30")
    _consent(folder, withdrawn=TODAY - timedelta(days=1))

    assert run().out == "Nothing is scheduled.\n"


def test_what_has_no_time_is_judged_if_asked(folder: Path) -> None:
    draft(folder, schedule="")

    assert run().out == "Nothing is scheduled.\n"
    assert "1 scheduled" in run("--all").out


def test_a_draft_that_waits_for_approval_is_nothing_new(folder: Path) -> None:
    draft(folder, "tea.md", "Tea at three.")

    assert run().code == 0
    assert run("--strict").code == 1
    assert "✖ blocked, and not approved yet: 1" in run().out


def test_a_withdrawn_approval_is_told(folder: Path) -> None:
    from linter.commands import approvals

    made.run(approvals, "withdraw", "1", "--by", "S01", policy="chase-terrace")

    assert "it was withdrawn by S01 today" in _why(folder)


def test_somebody_is_told_if_anything_may_not_go_out(folder: Path) -> None:
    tell = f"{sys.executable} -c \"import sys, pathlib; pathlib.Path('told').write_bytes(sys.stdin.buffer.read())\""
    assert run("--notify", tell).code == 0
    assert not (folder / "told").exists()
    _consent(folder, withdrawn=TODAY)

    done = run("--notify", tell)
    assert done.code == 1
    assert (folder / "told").read_text(encoding="utf-8") == done.out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("no-such-program-anywhere", "could not be run"),
        (f"{sys.executable} -c 'import sys; sys.exit(3)'", "ended with 3"),
        (f"{sys.executable} -c 'while True: pass'", "did not end within 1 seconds"),
        ("echo 'unclosed", "could not be run"),
        ("", ""),
    ],
)
def test_a_failed_notice_is_a_failure(folder: Path, command: str, said: str) -> None:
    _consent(folder, withdrawn=TODAY)
    done = run("--notify", command, "--notify-seconds", "1")

    assert done.code == (2 if command else 1)
    assert said in done.err


def test_a_draft_that_cannot_be_read_is_no_all_clear(folder: Path) -> None:
    (folder / "bad.md").write_text("---\nbody: [\n---\n")
    done = run()

    assert done.code == 2
    assert "bad.md" in done.err
    assert "1 ready" in done.out


def test_the_consents_that_end_this_month_are_told_with_what_rests_on_them(folder: Path) -> None:
    end = TODAY + timedelta(days=20)
    _consent(folder, until=end)
    done = made.run(consents, "--until", end.isoformat(), policy="chase-terrace")

    assert done.code == 0
    assert "▲ picture 1 rests on consent C-01, which ends on" in done.out
    assert "1 of 1 consents hold today; 1 of them end by" in done.out
    early = made.run(consents, "--until", TODAY.isoformat(), policy="chase-terrace")
    assert "No post that waits rests on a consent that ends by then" in early.out


def test_the_consents_of_leavers_and_objections_are_told(folder: Path) -> None:
    (folder / "roll.csv").write_text("id,first_name,last_name,year,class,status\nP01,Grace,Oduya-Marsh,4,Wrens,left\n")
    (folder / "do_not_publish.csv").write_text("id,scope\nP01,both\n")
    data = json.loads(made.run(consents, "--format", "json", policy="chase-terrace").out)

    assert data["posts"][0]["objections"] == ["picture 1 shows somebody who must not be shown"]
    assert "1 that hold are those of leavers" in data["lists"]
