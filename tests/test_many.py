"""Many posts: in order, as they come, few at a time, and none of them lost whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linter import Image, Linter, Post, Report, Settings
from tests.conftest import NOW, ROOT, SHELF, WORKERS, own_rules
from tests.small_pack import write_pack, write_rule


@pytest.fixture
def linter(tmp_path: Path) -> Linter:
    folder = write_pack(tmp_path / "pack")
    write_rule(folder, "no-widgets", "widget", severity="error")
    return Linter(Settings(packs=(str(folder),), root=tmp_path), select=["words"], now=NOW)


class Deadly(str):
    """A text that ends the process in which it is unpacked."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (3,)


class Unsendable(str):
    """A text that no other process can be given."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("it stays here")


def _posts(count: int) -> list[Post]:
    return [Post(f"Number {n}{' is a widget' if n % 3 == 0 else ''}.", id=str(n)) for n in range(count)]


@pytest.mark.parametrize("workers", [1, 2])
def test_reports_come_in_the_order_of_the_posts_and_are_those_of_check(linter: Linter, workers: int) -> None:
    posts = _posts(40)

    reports = list(linter.check_many(posts, workers=workers))

    assert reports == [linter.check(post) for post in posts]
    assert [report.posts[0].post for report in reports] == posts


@pytest.mark.parametrize("workers", [1, 2])
def test_no_more_posts_are_taken_than_are_being_judged(linter: Linter, workers: int) -> None:
    taken = 0

    def endless() -> Iterator[Post]:
        nonlocal taken
        while True:
            taken += 1
            yield Post(f"Number {taken}.")

    reports = linter.check_many(endless(), workers=workers)
    assert taken == 0
    ahead = []
    for number in range(30):
        next(reports)
        ahead.append(taken - number - 1)
    reports.close()  # type: ignore[attr-defined]

    assert max(ahead) < 4 * workers


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_is_told_for_each_post(linter: Linter, workers: int) -> None:
    told: list[tuple[int, int | None]] = []

    def progress(done: int, of: int | None) -> None:
        told.append((done, of))

    for _ in linter.check_many(_posts(3), workers=workers, progress=progress):
        pass
    for _ in linter.check_many(iter(_posts(2)), workers=workers, progress=progress):
        pass

    assert told == [(1, 3), (2, 3), (3, 3), (1, None), (2, None)]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_post_is_a_failure_and_the_others_are_judged(linter: Linter, workers: int) -> None:
    posts: list[Any] = [Post("A widget."), None, Post("All is well.")]

    reports = list(linter.check_many(posts, workers=workers))

    assert [report.outcome for report in reports] == ["blocked", "blocked", "ready"]
    assert [report.exit_code for report in reports] == [1, 2, 0]
    assert "could not be judged" in str(reports[1].all_failures[0])


def test_a_post_that_kills_its_process_is_a_failure_and_no_other_is_lost(linter: Linter) -> None:
    posts = _posts(12)
    posts[5] = Post(Deadly("A widget."), id="5")

    reports = list(linter.check_many(posts, workers=2))

    assert [report.exit_code for report in reports] == [2 if n == 5 else int(n % 3 == 0) for n in range(12)]
    assert [str(fault) for fault in reports[5].all_failures] == ["post: could not be judged: BrokenProcessPool"]


def test_a_post_that_cannot_be_sent_is_a_failure(linter: Linter) -> None:
    posts = [Post(Unsendable("A widget.")), Post("A widget."), Post("All is well.")]

    assert [report.exit_code for report in linter.check_many(posts, workers=2)] == [2, 1, 0]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_with_the_callers_own_posts_is_raised_after_the_reports_before_it(
    linter: Linter, workers: int
) -> None:
    def broken() -> Iterator[Post]:
        yield from _posts(5)
        raise OSError("the database is gone")

    reports: list[Report] = []
    with pytest.raises(OSError, match="the database is gone"):
        reports.extend(iter(linter.check_many(broken(), workers=workers)))

    assert [report.exit_code for report in reports] == [1, 0, 0, 1, 0]


def test_pictures_go_to_the_workers_however_they_are_given() -> None:
    root = ROOT / "samples" / "pictures"
    rules = ["unreadable-image", "missing-alt-text"]
    linter = Linter(Settings(root=root), select=rules, now=NOW, compiled=own_rules(), store=SHELF)
    linter.context.lend(WORKERS)
    data = (root / "cake-stall.png").read_bytes()
    with (root / "cake-stall.png").open("rb") as file:
        images = [
            Image("cake-stall.png", alt="Cakes on a table"),
            Image(data, alt="Cakes on a table"),
            Image(file, alt="Cakes on a table"),
            Image("cake-stall.png"),
            Image("a.png", alt="Cakes on a table", data=data[:99]),
            Image("no-such-cake.png", alt="Cakes on a table"),
        ]
    posts = [Post("Cakes!", images=[image]) for image in images]

    alone = [linter.check(post) for post in posts]  # what it sees in the pictures goes along with it
    reports = list(linter.check_many(posts, workers=2))

    found = [[finding.rule for finding in report.findings] for report in reports]
    assert found == [[], [], [], ["missing-alt-text"], ["unreadable-image"], ["unreadable-image"]]
    assert reports == alone


def test_there_must_be_a_worker(linter: Linter) -> None:
    with pytest.raises(ValueError, match="one worker at least"):
        linter.check_many(_posts(1), workers=0)


@pytest.mark.slow
def test_a_script_that_starts_itself_over_and_over_is_told_how_to_stop(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("from linter import Linter, Post\nprint(*Linter().check_many([Post('Hello')], workers=2))\n")

    done = subprocess.run(
        [sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )

    assert done.returncode == 1
    assert b"PostlintError: check_many: the worker processes do not start" in done.stderr
    assert b"if __name__ == '__main__':" in done.stderr
