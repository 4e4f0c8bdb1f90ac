"""Kind `approval` and the ledger: no door opens for a post that is not, in every bound part, what was approved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image as Pictures

from linter import approving
from linter.approving import Decider
from linter.errors import RefusedError
from linter.ledger import Ledger
from linter.reading import Reading
from tests.ledger.made import cases, draft, linter_of, school

HEAD = Decider("S01")
NOW = datetime(2026, 11, 20, 10, 0)
AT = NOW.astimezone()
KITE = """
  - path: kite.png
    alt: A red kite over the field
    people: none"""


def _picture(path: Path, colour: str = "red") -> None:
    picture = Pictures.new("RGB", (24, 16), "white")
    picture.paste(colour, (4, 4, 12, 12))
    picture.save(path)


def _approve(folder: Path, path: Path, **changes: object) -> None:
    linter = linter_of(folder, now=NOW)
    one = approving.waiting(linter, Reading(linter.settings).read(str(path), path.read_bytes()), folder)[0]
    approving.approve(linter, Ledger.open(linter.settings), one, HEAD, at=AT, **changes)  # type: ignore[arg-type]


def _withdraw(folder: Path, path: Path, *, send_back: bool = False) -> None:
    linter = linter_of(folder, now=NOW)
    one = approving.waiting(linter, Reading(linter.settings).read(str(path), path.read_bytes()), folder)[0]
    ledger = Ledger.open(linter.settings)
    if send_back:
        approving.send_back(linter, ledger, one, HEAD, at=AT)
    else:
        approving.withdraw(linter, ledger, one.subject, HEAD, at=AT)


def _kite(folder: Path, **fields: str) -> Path:
    return draft(folder, **{"images": KITE, "title": "Kites", "schedule": "2026-11-24T16:30", **fields})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    school(tmp_path)
    _picture(tmp_path / "kite.png")
    _approve(tmp_path, _kite(tmp_path))
    return tmp_path


def test_what_was_approved_in_the_ledger_is_approved(folder: Path) -> None:
    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == set()


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "Kites on the roof today."},
        {"body": "Kites on the field today!"},
        {"body": "Kites  on the field today."},
        {"title": "Kite"},
        {"title": ""},
        {"images": ""},
        {"images": KITE.replace("A red kite", "A blue kite")},
        {"images": KITE.replace("    alt: A red kite over the field\n", "")},
        {"images": KITE + KITE},
        {"images": KITE.replace("kite.png", "other.png")},
        {"account": "other"},
        {"account": '"@somebody"'},
        {"platforms": "[facebook, x]"},
        {"platforms": "[x]"},
        {"audience": "parents"},
        {"group": "Eastmere Families"},
        {"reply_to": '"@EastmereGazette"'},
    ],
    ids=str,
)
def test_no_door_opens_for_a_post_that_was_changed_after_its_approval(folder: Path, fields: dict[str, str]) -> None:
    _picture(folder / "other.png", "blue")
    _kite(folder, **fields)

    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == {"stale"}


@pytest.mark.parametrize("colour", ["blue", "#fe0000"])
def test_no_door_opens_for_other_pixels_in_the_same_file(folder: Path, colour: str) -> None:
    _picture(folder / "kite.png", colour)

    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == {"stale"}


def test_no_door_opens_for_a_picture_that_is_gone(folder: Path) -> None:
    (folder / "kite.png").unlink()

    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == {"stale"}


@pytest.mark.parametrize(
    "fields",
    [
        {"schedule": "2026-11-25T08:00"},
        {"category": "event"},
        {"id": "kite-flying"},
        {"body": "Kites on the field today.   \n\n"},
        {"images": KITE.replace("people: none", "people: adults")},
        {"platforms": "[fb]"},
        {"account": '"@thistlebrookpri"'},
    ],
    ids=str,
)
def test_what_is_no_part_of_what_was_read_may_change(folder: Path, fields: dict[str, str]) -> None:
    _kite(folder, **fields)

    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == set()


def test_metadata_and_the_name_of_a_file_may_change(folder: Path) -> None:
    Pictures.open(folder / "kite.png").save(folder / "renamed.bmp")
    _kite(folder, images=KITE.replace("kite.png", "renamed.bmp"))

    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == set()


def test_a_policy_may_bind_the_time_too(folder: Path) -> None:
    school(folder, '\n[rules.missing-approval.options]\nbinds = ["words", "pictures", "schedule"]\n')
    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == set()
    _kite(folder, schedule="2026-11-25T08:00")
    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == {"stale"}
    _kite(folder, platforms="[x]")
    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == set()


def test_no_policy_may_leave_the_words_or_the_pictures_free(folder: Path) -> None:
    school(folder, '\n[rules.missing-approval.options]\nbinds = ["account"]\n')

    with pytest.raises(Exception, match="binds: misses 'words'"):
        linter_of(folder, now=NOW)


@pytest.mark.parametrize(("send_back", "case"), [(False, "withdrawn"), (True, "sent-back")])
def test_a_yes_that_was_taken_back_counts_no_more(folder: Path, send_back: bool, case: str) -> None:
    _withdraw(folder, folder / "kite.md", send_back=send_back)
    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == {case}

    # Nor does one that the draft still holds.
    _kite(folder, approval="{by: S01, on: 2026-11-19}")
    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == {case}

    _approve(folder, folder / "kite.md")
    assert cases(linter_of(folder, now=NOW), folder / "kite.md") == set()


def _status(folder: Path, path: Path) -> set[str]:
    linter = linter_of(folder, now=NOW)
    found = linter.check_draft(Reading(linter.settings).read(str(path), path.read_bytes()), folder)
    return {finding.status for post in found for finding in post.findings if finding.rule == "missing-approval"}


def test_a_yes_from_before_it_was_sent_back_is_none_to_what_was_written_anew(folder: Path) -> None:
    path = _kite(folder, approval="{by: S01, on: 2026-11-19}")
    _withdraw(folder, path, send_back=True)

    _kite(folder, approval="{by: S01, on: 2026-11-19}", body="Kites on the roof today.")
    assert cases(linter_of(folder, now=NOW), path) == {"rewritten"}
    _kite(folder, approval="{by: S01, on: 2026-11-21}", body="Kites on the roof today.")
    assert cases(linter_of(folder, now=NOW), path) == {"future-dated"}  # a later one is weighed like any other


@pytest.mark.parametrize("exception", ["suppressed", "waived"])
def test_no_exception_lets_pass_what_was_sent_back(folder: Path, exception: str) -> None:
    body = "Kites on the roof today."
    if exception == "suppressed":
        body += "\n\n<!-- postlint: allow missing-approval until 2026-12-01 -- I do not agree with the head -->"
    else:
        waiver = '[[waivers]]\nrule = "missing-approval"\ndraft = "kite.md"\nreason = "I do not agree with the head"\n'
        (folder / "waivers.toml").write_text(f'{waiver}approved_by = "S02"\nuntil = 2026-12-01\n', "utf-8")
    path = _kite(folder, body=body)
    assert _status(folder, path) == {exception}

    _withdraw(folder, path, send_back=True)
    assert _status(folder, path) == {"reported"}
    _kite(folder, body=f"{body} ")  # words changed only to get round it are no approval either
    assert _status(folder, path) == {"reported"}
    _kite(folder, body=f"Come and see. {body}")
    assert _status(folder, path) == {"reported"}


def test_a_no_counts_where_nobody_had_to_be_asked(folder: Path) -> None:
    school(folder, '\n[rules.missing-approval.options]\nroutine = ["lunch menu"]\n')
    path = draft(folder, "tea.md", "Tea at three.", category="lunch menu")
    assert cases(linter_of(folder, now=NOW), path) == set()
    _withdraw(folder, path, send_back=True)

    assert cases(linter_of(folder, now=NOW), path) == {"sent-back"}


def test_an_approval_must_hold_on_the_day_on_which_a_post_goes_out(folder: Path) -> None:
    path = draft(folder, "tea.md", "Tea at three.", schedule="2026-11-24T16:30")
    with pytest.raises(RefusedError, match="has ended by the day"):
        _approve(folder, path, until=date(2026, 11, 23))
    _approve(folder, path, until=date(2026, 11, 24))

    assert cases(linter_of(folder, now=NOW), path) == set()
    draft(folder, "tea.md", "Tea at three.", schedule="2026-11-25T16:30")
    assert cases(linter_of(folder, now=NOW), path) == {"expired"}
    draft(folder, "tea.md", "Tea at three.")
    assert cases(linter_of(folder, now=NOW + timedelta(days=9)), path) == {"expired"}


def test_a_linter_that_lives_long_sees_what_is_decided_meanwhile(folder: Path) -> None:
    linter = linter_of(folder, now=NOW)
    assert cases(linter, folder / "kite.md") == set()
    _withdraw(folder, folder / "kite.md")

    assert cases(linter.with_now(NOW), folder / "kite.md") == {"withdrawn"}
    _approve(folder, folder / "kite.md")
    assert cases(linter.with_now(NOW), folder / "kite.md") == set()


def test_front_matter_may_be_left_out_of_account(folder: Path) -> None:
    path = draft(folder, "tea.md", "Tea at three.", approval="{by: S01, on: 2026-11-19}")
    assert cases(linter_of(folder, now=NOW), path) == set()
    school(folder, "\n[approvals]\nfront_matter = false\n")
    assert cases(linter_of(folder, now=NOW), path) == {"none"}


def test_a_digest_of_a_draft_may_bind_where_it_goes(folder: Path) -> None:
    linter = linter_of(folder, now=NOW)
    path = draft(folder, "tea.md", "Tea at three.")
    one = approving.waiting(linter, Reading(linter.settings).read(str(path), path.read_bytes()), folder)[0]
    approval = f'{{by: S01, on: 2026-11-19, digest: "{one.subject.digest}"}}'

    for fields, wanted in (({}, set()), ({"platforms": "[x]"}, {"stale"}), ({"account": "other"}, {"stale"})):
        draft(folder, "tea.md", "Tea at three.", approval=approval, **fields)
        assert cases(linter_of(folder, now=NOW), path) == wanted


def test_a_role_is_asked_for_in_the_ledger_as_in_a_draft(folder: Path) -> None:
    path = draft(folder, "tea.md", "Tea at three.")
    linter = linter_of(folder, now=NOW)
    one = approving.waiting(linter, Reading(linter.settings).read(str(path), path.read_bytes()), folder)[0]
    Ledger.open(linter.settings).approve(one.subject, by="S03", role="headteacher", at=AT)

    assert cases(linter_of(folder, now=NOW), path) == {"wrong-role"}
