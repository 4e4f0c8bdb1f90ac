"""How the ledger of approvals takes being killed: `python -m benchmarks.ledger [--trials 1000]`.

A writer notes one approval after another and says of each that it is safe; it is killed with SIGKILL at a moment of
chance. Afterwards everything that it called safe must be there, in order, at most one more, and the ledger must be
sound and take the next entry. With `--writers 2` two of them write at once. Run it on the kind of disk that you use.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from linter.approvals import Marks
from linter.ledger import Ledger, Subject

_A_LEDGER = 50  # trials, then a new one: looking at a long one takes its time
_LONGEST = 0.03  # seconds that a writer may live; on a busy machine more, or it is killed before its first entry


def subject(number: int) -> Subject:
    """Return something to approve."""
    return Subject("drafts/fair.md", f"{number:016x}", 0, Marks(f"{number:064x}", (), "a", "p", "s"))


def main(arguments: list[str] | None = None) -> int:
    """Run the trials and print what was lost. Return 0 if nothing was."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--writers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--longest", type=float, default=_LONGEST, help="seconds that a writer may live")
    args = parser.parse_args(arguments)
    chance = random.Random(args.seed)
    begun, lost, unsound, safe, between = time.perf_counter(), 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for trial in range(args.trials):
            path = Path(folder) / f"{trial // _A_LEDGER}.db"
            ledger = Ledger(path)
            before = len(ledger.entries())
            said = _killed(path, args.writers, chance.uniform(0.0005, args.longest))
            verdict = ledger.verify()
            kept = {entry.hash for entry in verdict.entries}
            safe += len(said)
            lost += sum(hash_ not in kept for hash_ in said)
            unsound += not verdict.is_sound
            between += len(verdict.entries) - before - len(said)
            ledger.approve(subject(trial), by="S01")  # and it goes on
            unsound += not ledger.verify().is_sound
    took = time.perf_counter() - begun
    print(f"{args.trials} writers killed ({args.writers} at a time) in {took:.1f} s")
    print(f"{safe} approvals called safe, {lost} of them lost; {unsound} ledgers unsound")
    print(f"{between} were safe before their writer could say so")
    return int(bool(lost or unsound))


def _killed(path: Path, writers: int, seconds: float) -> list[str]:
    """Let writers write for a while, kill them, and return the hashes of what they called safe."""
    ends = [_writer(path, number) for number in range(writers)]
    time.sleep(seconds)
    said: list[str] = []
    for pid, end in ends:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        with os.fdopen(end, "rb") as pipe:
            # What was cut off in the middle of a line was not said.
            said += [line.decode("ascii") for line in pipe.read().split(b"\n")[:-1]]
    return said


def _writer(path: Path, number: int) -> tuple[int, int]:
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    try:
        ledger = Ledger(path)
        for count in range(10**9):
            entry = ledger.approve(subject(count), by=f"S{number:02}", until=date(2027, 7, 31))
            os.write(write, f"{entry.hash}\n".encode("ascii"))
    finally:
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
