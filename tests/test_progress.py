"""A bar for long runs, where somebody watches."""

from __future__ import annotations

from collections.abc import Iterator

from linter.progress import Progress


def _drawn(moments: list[float], total: int = 4) -> list[str]:
    said: list[str] = []
    clock: Iterator[float] = iter(moments)
    progress = Progress(said.append, lambda: next(clock))
    progress.begin(total)
    for _ in moments[1:]:
        progress.step()
    progress.clear()
    return said


def test_a_short_run_draws_nothing() -> None:
    assert _drawn([0.0, 0.1, 0.3, 0.5, 0.69]) == []


def test_a_long_run_draws_a_bar_that_grows_and_goes() -> None:
    first, second, last = _drawn([0.0, 0.8, 0.85, 1.0])

    assert first == "\r██████░░░░░░░░░░░░░░░░░░ 1 of 4 drafts"
    assert second == "\r██████████████████░░░░░░ 3 of 4 drafts"
    assert last == "\r\x1b[K"
