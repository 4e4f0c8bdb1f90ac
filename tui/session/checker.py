"""Who judges for a session: a process of its own, so that nothing it does is felt at the keys; or this one.

`Here` judges in the calling thread, for tests and the plain mode. `Beside` has a process, takes urgent requests first,
and starts another process when one has died of a draft: that draft is not checked, and the others are.
"""

from __future__ import annotations

import itertools
import os
import queue
import subprocess
import sys
import threading
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from linter.errors import Fault
from tui.session.child import receive, send
from tui.session.judging import Asked, Judge, Judged

_SOON, _LATER = 0, 1
# From its first import on, whoever types goes first.
_CHILD = "import os; hasattr(os, 'nice') and os.nice(10); from tui.session.child import main; main()"
_OURS = str(Path(__file__).parents[2])  # where `linter` and `tui` are, installed or in a checkout


class Checker(Protocol):
    """Somebody who judges drafts."""

    def begin(self) -> None:
        """Get ready: there will be drafts soon."""

    def judge(self, asked: Asked, *, urgent: bool = False) -> Future[Judged]:
        """Judge a draft; an urgent one before all that wait."""

    def evidence(self, asked: Asked, index: int, finding: int) -> Future[tuple[str, ...]]:
        """Say why a finding was made."""

    def forget(self) -> None:
        """Read settings, lists and waivers anew."""

    def end(self) -> None:
        """Stop; what waits is never answered."""


class Here:
    """Judge in the calling thread."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Do nothing: there is nothing to start."""

    def judge(self, asked: Asked, *, urgent: bool = False) -> Future[Judged]:  # noqa: ARG002 - nothing waits here
        """Judge a draft at once."""
        done: Future[Judged] = Future()
        with self._lock:
            done.set_result(self._judge.judge(asked))
        return done

    def evidence(self, asked: Asked, index: int, finding: int) -> Future[tuple[str, ...]]:
        """Say why a finding was made."""
        done: Future[tuple[str, ...]] = Future()
        with self._lock:
            done.set_result(self._judge.evidence(asked, index, finding))
        return done

    def forget(self) -> None:
        """Read settings, lists and waivers anew."""
        with self._lock:
            self._judge.forget()

    def end(self) -> None:
        """Do nothing: there is nothing to stop."""


class _Task(NamedTuple):
    """A request that waits: by urgency, then in turn. None as its name ends the thread."""

    urgency: int
    turn: int
    name: str | None
    arguments: tuple[Any, ...]
    future: Future[Any]


class Beside:
    """Judge in a process beside this one."""

    def __init__(self, policy: str | None = None, now: datetime | None = None) -> None:
        """Prepare; the process is started with `begin` or the first request, and made anew if it dies."""
        self._about = (policy, now)
        self._turn = itertools.count()
        self._tasks: queue.PriorityQueue[_Task] = queue.PriorityQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._serve, daemon=True, name="postlint-checker")
        self._thread.start()

    def begin(self) -> None:
        """Start the process: it imports its libraries while the drafts are looked for."""
        self._ask(_LATER, "forget")  # there is nothing yet that it could forget

    def judge(self, asked: Asked, *, urgent: bool = False) -> Future[Judged]:
        """Judge a draft; an urgent one before all that wait."""
        return self._ask(_SOON if urgent else _LATER, "judge", asked)

    def evidence(self, asked: Asked, index: int, finding: int) -> Future[tuple[str, ...]]:
        """Say why a finding was made."""
        return self._ask(_SOON, "evidence", asked, index, finding)

    def forget(self) -> None:
        """Read settings, lists and waivers anew."""
        self._ask(_SOON, "forget")

    def end(self) -> None:
        """Stop the process; what waits is never answered."""
        self._ended = True
        if self._process is not None:
            self._process.kill()
        self._ask(-1, None)
        self._thread.join(5)
        self._close()

    def _ask(self, urgency: int, name: str | None, *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._tasks.put(_Task(urgency, next(self._turn), name, arguments, future))
        return future

    def _serve(self) -> None:
        while (task := self._tasks.get()).name is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                answer = self._answer(task)
            except Exception as error:  # noqa: BLE001 - whoever waits must be told
                task.future.set_exception(error)
            else:
                task.future.set_result(answer)
        while not self._tasks.empty():
            self._tasks.get_nowait().future.cancel()

    def _answer(self, task: _Task) -> Any:
        process = self._process
        if process is None or (process.poll() is not None and not self._ended):
            self._close()
            process = self._process = self._start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            send(process.stdin, (task.name, task.arguments))  # type: ignore[arg-type]
            return receive(process.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError):
            process.kill()
            process.wait()
            if task.name != "judge":
                return ()
            path = task.arguments[0].path
            fault = Fault(path, "could not be checked: the checker ended unexpectedly", "press r to try again")
            return Judged(path, (), (fault,))

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: a folder of drafts that happens to hold a `linter` is not ours.
        process = subprocess.Popen(  # noqa: S603 - of ours, word for word
            [sys.executable, "-P", "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # keys pressed at the terminal are not for it
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [_OURS, os.environ.get("PYTHONPATH")]))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdin is not None
        send(process.stdin, self._about)  # type: ignore[arg-type]
        return process

    def _close(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            try:
                if stream:
                    stream.close()
            except OSError:  # what was not flushed has no reader
                continue
