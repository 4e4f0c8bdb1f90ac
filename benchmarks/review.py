"""The review app under load: time to the first paint, and from a key to its paint while many drafts are checked.

    python -m benchmarks.review [--drafts 1000] [--keys 100]

Textual is imported before the clock starts: what counts is what we add. The app runs without a terminal at 120 × 40,
and each key is timed from its press until the screen that shows it has been composed. On a machine that does much else
the clock says how busy it is, and the load is printed with it; what the app computed for a key is told beside it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

_STARTED = time.perf_counter()

from textual import events  # noqa: E402 - it is timed
from textual.app import App  # noqa: E402

_IMPORTED = time.perf_counter() - _STARTED

if TYPE_CHECKING:
    from tui.session import Session
    from tui.widgets.queue_table import QueueTable

_KEYS = ("j", "j", "pagedown", "j", "k", "G", "g")
_MOST = 60.0  # seconds until something has happened
_BEGUN = 20  # drafts are checked before keys are pressed: the checking is under way
_OPENED = 10  # drafts
_BETWEEN, _READ = 0.05, 0.5  # seconds between two keys, and before somebody leaves a draft
SAMPLES = Path(__file__).parent.parent / "samples"


def school(folder: Path, count: int) -> None:
    """Make a school with so many drafts, each a copy of a sample with its number in the words."""
    for path in SAMPLES.iterdir():
        if path.is_dir() and path.name not in ("clean", "flagged", "clients"):
            shutil.copytree(path, folder / path.name)
    settings = (SAMPLES / "postlint.toml").read_text("utf-8")
    (folder / "postlint.toml").write_text(settings.replace('["clean/**", "flagged/**"]', '["drafts/**"]'), "utf-8")
    (folder / "drafts").mkdir()
    texts = [path.read_text("utf-8") for path in sorted((SAMPLES / "clean").glob("*.md"))]
    texts += [path.read_text("utf-8") for path in sorted((SAMPLES / "flagged").glob("*.md"))]
    for number in range(count):
        text = f"{texts[number % len(texts)].rstrip()}\n\nNotice {number}.\n"
        (folder / "drafts" / f"{number:05}.md").write_text(text, "utf-8")


async def measure(keys: int) -> None:
    """Start the app, press keys while it checks and when it does not, open a draft, and print how long all took."""
    clock = Clock()
    from tui.app import ReviewApp  # noqa: PLC0415 - it is what is timed
    from tui.priority import favour_keys  # noqa: PLC0415
    from tui.session import Session  # noqa: PLC0415

    imported = clock.took()
    session = Session(["drafts"], beside=True)
    app = ReviewApp(session, watch=False)
    favour_keys()
    try:
        async with app.run_test(size=(120, 40)):
            painted = clock.took()
            print(
                f"first paint        {painted.clock:7.0f} ms over importing Textual ({painted.computing:.0f} computing)"
            )
            print(f"  of which imports {imported.clock:7.0f} ms ({imported.computing:.0f} computing)")
            await until(lambda: len(session.items) > 1)
            print(f"all rows listed    {clock.took().clock:7.0f} ms, {len(session.items)} rows")
            from tui.widgets.queue_table import QueueTable  # noqa: PLC0415

            table = app.screen.query_one(QueueTable)
            hand = Hand(app, table)
            await until(lambda: waiting(session) < len(session.items) - _BEGUN)
            before = waiting(session)
            times = await hand.press(keys)
            tell(f"keys while drafts are checked, {before} waiting at first and {waiting(session)} at last", times)
            opened, left = await hand.open(_OPENED)
            tell(f"a draft opened meanwhile, until its findings are seen ({waiting(session)} waiting)", opened)
            tell("back to the queue, until its rows are seen", left)
            for each in app.workers:
                each.cancel()
            await until(lambda: not any(each.is_running for each in app.workers))
            tell("keys when nothing goes on", await hand.press(keys))
            pages = len(session.items) // (table.size.height - 1)
            await hand.move("g")
            tell("a page further, from the first row to the last", await hand.press(pages, ("pagedown",)))
            opened, left = await hand.open(_OPENED)
            tell("a draft opened when nothing goes on", opened)
            tell("back to the queue when nothing goes on", left)
    finally:
        session.close()


def waiting(session: Session) -> int:
    """Return how many posts wait to be checked."""
    return sum(item.state == "waiting" for item in session.items.values())


async def until(done: Callable[[], bool]) -> None:
    """Wait until something is so; what is measured goes on meanwhile. Raise TimeoutError if it never is."""
    async with asyncio.timeout(_MOST):
        while not done():
            await asyncio.sleep(0.001)


class Hand:
    """Press keys in the queue as somebody does who waits for what each of them shows."""

    def __init__(self, app: App[int], table: QueueTable) -> None:
        self._app, self._table = app, table
        self._moved, self._changed = asyncio.Event(), asyncio.Event()
        app.screen.watch(table, "cursor", self._moved.set, init=False)
        app.screen_change_signal.subscribe(table, lambda _: self._changed.set(), immediate=True)

    async def press(self, count: int, keys: Sequence[str] = _KEYS) -> list[Took]:
        """Return how long each of some keys took that move the cursor."""
        times = []
        for number in range(count):
            times.append(await self.move(keys[number % len(keys)]))
            await asyncio.sleep(_BETWEEN)
        return times

    async def move(self, key: str) -> Took:
        """Return how long it took from a key to the screen that shows it."""
        self._moved.clear()
        clock = self._key(key, key if len(key) == 1 else None)
        await self._moved.wait()
        return await self._shown(clock)

    async def open(self, count: int) -> tuple[list[Took], list[Took]]:
        """Open one draft after the other; return how long it took until each was seen, and the queue again."""
        from tui.screens.draft import DraftScreen  # noqa: PLC0415

        opened, left = [], []
        for _ in range(count):
            await self.move("g" if self._table.cursor else "j")
            while self._table.item is None or self._table.item.state == "waiting":
                await self.move("k")
            await asyncio.sleep(_BETWEEN)
            clock = await self._go("enter")
            assert isinstance(self._app.screen, DraftScreen)
            assert not self._app.screen.is_checking
            opened.append(await self._laid_out(clock))
            await asyncio.sleep(_READ)
            left.append(await self._shown(await self._go("escape")))
            await asyncio.sleep(_BETWEEN)
        return opened, left

    async def _go(self, key: str) -> Clock:
        """Go to another screen by a key; return the clock that runs since it was pressed."""
        self._changed.clear()
        clock = self._key(key)
        await self._changed.wait()
        return clock

    async def _laid_out(self, clock: Clock) -> Took:
        """Wait until a screen was drawn as it is laid out now; return how long that took."""
        screen, done = self._app.screen, asyncio.Event()
        screen.screen_layout_refresh_signal.subscribe(screen, lambda _: done.set(), immediate=True)
        await done.wait()
        took = clock.took()
        screen.screen_layout_refresh_signal.unsubscribe(screen)
        return took

    def _key(self, key: str, character: str | None = None) -> Clock:
        clock = Clock()
        self._app.post_message(events.Key(key, character))
        return clock

    async def _shown(self, clock: Clock) -> Took:
        """Wait until the screen was drawn; return how long that took."""
        done = asyncio.Event()
        self._app.screen.call_after_refresh(done.set)
        await done.wait()
        return clock.took()


class Took(NamedTuple):
    """How long something took, in milliseconds: by the clock, and of computing in the process of the app."""

    clock: float
    computing: float


class Clock:
    """Time what happens from now on."""

    def __init__(self) -> None:
        self._started, self._spent = time.perf_counter(), time.process_time()

    def took(self) -> Took:
        """Return how long it took."""
        return Took(1000 * (time.perf_counter() - self._started), 1000 * (time.process_time() - self._spent))


def tell(what: str, times: list[Took]) -> None:
    """Print what is typical, and the worst."""
    print(f"{what}:")
    for name in Took._fields:
        ordered = sorted(getattr(one, name) for one in times)
        most = ordered[int(0.95 * (len(ordered) - 1))]
        print(
            f"  {name:<10} median {statistics.median(ordered):6.1f} ms   95% {most:6.1f} ms"
            f"   longest {ordered[-1]:6.1f} ms"
        )


def main() -> None:
    """Measure in a folder of its own, which goes afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=1000)
    parser.add_argument("--keys", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        school(Path(name), arguments.drafts)
        os.environ["POSTLINT_STATE_DIR"] = str(Path(name) / "state")
        os.chdir(name)
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
        print(f"importing Textual  {1000 * _IMPORTED:7.0f} ms; load {load:.1f} of {os.cpu_count()} processors")
        try:
            asyncio.run(measure(arguments.keys))
        finally:
            os.chdir("/")


if __name__ == "__main__":
    main()
