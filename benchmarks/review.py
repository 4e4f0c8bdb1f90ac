"""The review app under load: time to the first paint, and from a key to its paint while many drafts are checked.

    python -m benchmarks.review [--drafts 1000] [--keys 60]

Textual is imported before the clock starts: what counts is what we add. The app runs without a terminal at 120 × 40,
and each key is timed from its press until the screen that shows it has been composed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from tui.widgets.queue_table import QueueTable

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
    """Start the app, press keys while it checks, and print how long all took."""
    started = time.perf_counter()
    import tui.widgets.pictures  # noqa: PLC0415 - `run` asks the terminal by it, before the app is there
    from tui.app import ReviewApp  # noqa: PLC0415 - it is what is timed
    from tui.session import Session  # noqa: PLC0415
    from tui.widgets.queue_table import QueueTable  # noqa: PLC0415

    assert tui.widgets.pictures.PictureImage
    imported = time.perf_counter()
    session = Session(["drafts"], beside=True)
    app = ReviewApp(session, watch=False)
    try:
        async with app.run_test(size=(120, 40)):
            painted = time.perf_counter()
            print(f"first paint        {1000 * (painted - started):7.0f} ms over importing Textual")
            print(f"  of which imports {1000 * (imported - started):7.0f} ms")
            while not session.items:
                await asyncio.sleep(0.01)
            listed = time.perf_counter()
            print(f"all rows listed    {1000 * (listed - started):7.0f} ms, {len(session.items)} rows")
            times = await pressed(app, app.screen.query_one(QueueTable), keys)
            waiting = sum(item.state == "waiting" for item in session.items.values())
            print(f"keys while {waiting} drafts still wait, of {len(session.items)}:")
            tell(times)
            for each in app.workers:
                each.cancel()
    finally:
        session.close()


async def pressed(app: App[int], table: QueueTable, count: int) -> list[float]:
    """Return how long each key took, in milliseconds, from the key to the screen that shows it."""
    times = []
    for number in range(count):
        key = ("j", "j", "pagedown", "j", "k", "G", "g")[number % 7]
        before, done = table.key, asyncio.Event()
        started = time.perf_counter()
        app.post_message(events.Key(key, key if len(key) == 1 else None))
        while table.key == before:
            await asyncio.sleep(0)
        table.call_after_refresh(done.set)
        await done.wait()
        times.append(1000 * (time.perf_counter() - started))
        await asyncio.sleep(0.05)
    return times


def tell(times: list[float]) -> None:
    """Print what is typical, and the worst."""
    ordered = sorted(times)
    worst = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"  median {statistics.median(ordered):5.1f} ms   95th {worst:5.1f} ms   longest {ordered[-1]:5.1f} ms")


def main() -> None:
    """Measure in a folder of its own, which goes afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=1000)
    parser.add_argument("--keys", type=int, default=60)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        school(Path(name), arguments.drafts)
        os.environ["POSTLINT_STATE_DIR"] = str(Path(name) / "state")
        os.chdir(name)
        try:
            asyncio.run(measure(arguments.keys))
        finally:
            os.chdir("/")


if __name__ == "__main__":
    main()
