"""How long rules and evidence take, for `check --timings`. Evidence is not counted to the rule that asks first."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Timings:
    """Times added up by name, in nanoseconds; what runs inside another is taken off the other."""

    def __init__(self) -> None:
        self._spent: dict[str, list[int]] = {}  # name → how often, nanoseconds
        self._inner = [0]

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Add the time of a block to a name."""
        self._inner.append(0)
        start = time.perf_counter_ns()
        try:
            yield
        finally:
            whole = time.perf_counter_ns() - start
            row = self._spent.setdefault(name, [0, 0])
            row[0] += 1
            row[1] += whole - self._inner.pop()
            self._inner[-1] += whole

    def rows(self) -> list[tuple[str, int, float]]:
        """Return name, how often, and milliseconds of each, the slowest first."""
        rows = [(name, count, spent / 1e6) for name, (count, spent) in self._spent.items()]
        return sorted(rows, key=lambda row: (-row[2], row[0]))

    def table(self) -> str:
        """Return the rows as text."""
        if not self._spent:
            return "timings: nothing was judged: all results were known (--no-cache judges anew)"
        lines = [f"{'':44} {'times':>8} {'ms':>10} {'ms each':>9}"]
        for name, count, spent in self.rows():
            lines.append(f"{name:44} {count:8} {spent:10.1f} {spent / count:9.3f}")
        lines.append(f"{'all':44} {'':8} {sum(row[2] for row in self.rows()):10.1f}")
        return "\n".join(lines)
