"""How much memory the linter takes with every engine loaded: `python -m benchmarks.pictures.memory FOLDER`.

FOLDER is a project with `photo-0.jpg` and so on. Its photos are checked in a process of its own, which has loaded
nothing but postlint: peers would be counted with it. A page that several processes share is counted by its share
(`Pss` of Linux), so that the sum of all is what the machine has less of. Prints, as JSON, the mebibytes of this process
and of each worker when all is done, and the most that all had together at any hundredth of a second of the work.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from linter import Image, Linter, Post

_EVERY = 0.01  # seconds


def memory(pid: int) -> float:
    """Return the mebibytes of a process, shared pages by their share; 0 where /proc does not tell."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(row.split()[1]) / 1024 for row in rows if row.startswith("Pss:"))


def children() -> list[int]:
    """Return the processes that this one started, where /proc tells."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[1]) == os.getpid():
            found.append(int(folder.name))
    return found


def main() -> None:
    """Check the photos and print the numbers."""
    folder = Path(sys.argv[1])
    linter = Linter.from_settings(folder / "postlint.toml")
    most, done = [0.0], threading.Event()

    def watch() -> None:
        others: list[int] = []
        while not done.wait(_EVERY):
            others = others if len(others) == 2 else children()  # the workers
            most[0] = max(most[0], memory(os.getpid()) + sum(map(memory, others)))

    watching = threading.Thread(target=watch)
    watching.start()
    for path in sorted(folder.glob("photo-*.jpg")):
        shown = Image(path.name, alt="Some heads before a wall")
        linter.check(Post("The hall is ready for Friday.", account="main", images=[shown]))
    done.set()
    watching.join()
    print(json.dumps({"own": memory(os.getpid()), "workers": [memory(pid) for pid in children()], "most": most[0]}))


if __name__ == "__main__":
    main()
