"""What the ledger says of a post, decision by decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from linter.approvals import ASPECTS, BINDS, Marks, PictureMark
from linter.ledger import Approvals, Entry
from linter.value import replace
from tests.ledger.made import AT, DAY, KITE, MARKS, subject

KEY = "k" * 16
OTHER = PictureMark("c" * 64, "d" * 64)
CHANGES: dict[str, Any] = {
    "words": "9" * 64,
    "pictures": (OTHER,),
    "account": "9" * 64,
    "platforms": "9" * 64,
    "schedule": "9" * 64,
}


def _entries(*kinds: str, until: date | None = None, marks: Marks = MARKS) -> list[Entry]:
    entries: list[Entry] = []
    for kind in kinds:
        of = tuple(entry.seq for entry in entries if entry.kind == "approved") if kind != "approved" else ()
        entries.append(
            Entry(len(entries) + 1, AT, kind, subject(marks), "S01", until=until, of=of)  # type: ignore[arg-type]
        )
    return entries


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), "none"),
        (("approved",), "approved"),
        (("sent-back",), "sent-back"),
        (("approved", "sent-back"), "sent-back"),
        (("approved", "withdrawn"), "withdrawn"),
        (("approved", "withdrawn", "approved"), "approved"),
        (("sent-back", "approved"), "approved"),
        (("approved", "approved", "withdrawn"), "withdrawn"),
    ],
)
def test_the_last_decision_counts(kinds: tuple[str, ...], state: str) -> None:
    assert Approvals(_entries(*kinds)).of(MARKS, KEY, DAY).state == state
    # It is about these words and pixels, wherever they stand.
    assert Approvals(_entries(*kinds)).of(MARKS, "", DAY).state == state


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("binds", [BINDS, ("words", "pictures"), ASPECTS])
def test_a_change_voids_an_approval_that_binds_it(aspect: str, binds: tuple[str, ...]) -> None:
    changed = replace(MARKS, **{aspect: CHANGES[aspect]})
    standing = Approvals(_entries("approved"), binds).of(changed, KEY, DAY)

    assert (standing.state, standing.changed) == (("stale", (aspect,)) if aspect in binds else ("approved", ()))


@pytest.mark.parametrize("aspect", ["words", "pictures"])
def test_what_was_changed_is_not_approved_under_another_name_either(aspect: str) -> None:
    changed = replace(MARKS, **{aspect: CHANGES[aspect]})

    assert Approvals(_entries("approved")).of(changed, "another", DAY).state == "none"


@pytest.mark.parametrize(
    ("pictures", "is_same"),
    [
        ((KITE,), True),
        ((KITE._replace(file="e" * 64),), True),
        ((KITE._replace(pixels="e" * 64),), True),
        ((KITE._replace(file=""),), True),
        ((OTHER,), False),
        ((KITE._replace(pixels=""),), False),
        ((KITE._replace(pixels="e" * 64, file=""),), False),
        ((), False),
        ((KITE, KITE), False),
        ((KITE, OTHER), False),
    ],
)
def test_a_picture_is_as_approved_if_its_pixels_or_its_file_are(
    pictures: tuple[PictureMark, ...], is_same: bool
) -> None:
    found = Approvals(_entries("approved")).of(replace(MARKS, pictures=pictures), KEY, DAY)

    assert (found.state == "approved") == is_same


def test_pictures_count_in_their_order() -> None:
    two = replace(MARKS, pictures=(KITE, OTHER))
    turned = replace(MARKS, pictures=(OTHER, KITE))

    assert Approvals(_entries("approved", marks=two)).of(turned, KEY, DAY).state == "stale"


@pytest.mark.parametrize(("days", "state"), [(-1, "approved"), (0, "approved"), (1, "expired"), (400, "expired")])
def test_an_approval_holds_through_its_last_day(days: int, state: str) -> None:
    known = Approvals(_entries("approved", until=DAY))

    assert known.of(MARKS, KEY, DAY + timedelta(days=days)).state == state


@pytest.mark.parametrize("kinds", [("approved", "sent-back"), ("sent-back",), ("approved", "withdrawn")])
def test_a_draft_that_was_sent_back_and_written_anew_waits_for_a_yes(kinds: tuple[str, ...]) -> None:
    anew = replace(MARKS, words="9" * 64)

    standing = Approvals(_entries(*kinds)).of(anew, KEY, DAY)

    assert (standing.state, standing.entry and standing.entry.kind) == ("rewritten", kinds[-1])


def test_an_approval_that_does_not_count_is_no_approval() -> None:
    assert Approvals(_entries("approved"), unproven={1}).of(MARKS, KEY, DAY).state == "unproven"
    assert Approvals(_entries("approved", "approved"), unproven={2}).of(MARKS, KEY, DAY).state == "approved"


def test_an_older_approval_comes_back_with_the_older_words() -> None:
    first, second = MARKS, replace(MARKS, words="9" * 64)
    entries = [*_entries("approved"), Entry(2, AT, "approved", subject(second), "S01")]
    known = Approvals(entries)

    assert known.of(first, KEY, DAY).state == known.of(second, KEY, DAY).state == "approved"
    assert known.live(second, KEY) == (1, 2)
