"""Two processes that look at pictures: a decoder that hangs or dies in one of them takes no run along.

A worker is `python -m linter.evidence.pictures.worker`. It is started when the first picture must be looked at, gets
bytes and gives bytes, and ends when whoever started it does. One that takes too long is ended, and another started.
One is for the looks that load networks, the other for all others: what they load stays loaded, and is loaded once.

What the last looks found stays in memory: a post of many versions, or one that is asked about when it is scheduled and
when it goes out, has its pictures looked at once, and so have many who ask about one picture at the same time.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import struct
import subprocess
import sys
import threading
import weakref
from collections import OrderedDict
from concurrent.futures import Future
from typing import IO, NamedTuple

from linter.evidence.pictures.looks import WITH_NETWORKS, LookError

COUNT = 2  # looks at once; more would only share the memory
_LENGTH = struct.Struct(">I")
_LARGE_PAGES = "glibc.malloc.hugetlb=1"  # by advice: where the system has none to give, nothing changes
_STARTING = 60.0  # seconds more for the first task of a process, which imports its libraries
_MOST_KEPT = 512  # looks of which the answer stays in memory,
_MOST_BYTES = 4 * 1024 * 1024  # if all answers together are no larger than this


class _Task(NamedTuple):
    look: str
    data: bytes
    extra: bytes
    seconds: float
    future: Future[bytes]


class _Answers:
    """The futures of the looks that were asked for last, by what was looked at. One lock guards them."""

    def __init__(self) -> None:
        self._futures: OrderedDict[bytes, Future[bytes]] = OrderedDict()
        self._sizes: dict[bytes, int] = {}  # of those that are answered
        self._lock = threading.Lock()

    def of(self, key: bytes) -> tuple[Future[bytes], bool]:
        """Return the future of a look, and whether it is new: then somebody must look."""
        with self._lock:
            known = self._futures.get(key)
            if known is not None:
                self._futures.move_to_end(key)
                return known, False
            future = self._futures[key] = Future()
        future.add_done_callback(lambda done: self._settle(key, done))
        return future, True

    def _settle(self, key: bytes, done: Future[bytes]) -> None:
        with self._lock:
            if done.cancelled() or done.exception() is not None:
                del self._futures[key]  # the next one may succeed
                return
            self._sizes[key] = len(done.result())
            total = sum(self._sizes.values())
            # Not those that are still looked at: who asks for one must find it.
            for oldest in [each for each in self._futures if each in self._sizes]:
                if len(self._sizes) <= _MOST_KEPT and total <= _MOST_BYTES:
                    break
                total -= self._sizes.pop(oldest)
                del self._futures[oldest]


class Workers:
    """Some processes, started when they are first needed. Safe to share between threads; picklable, without them."""

    def __init__(self, count: int = COUNT) -> None:
        """Prepare to start at most `count` processes, one or two."""
        self._count = count
        self._lock = threading.Lock()
        self._tasks: dict[int, queue.SimpleQueue[_Task | None]] = {}
        self._answers = _Answers()

    def __reduce__(self) -> tuple[type[Workers], tuple[int]]:
        return Workers, (self._count,)

    def look(self, name: str, data: bytes, extra: bytes, seconds: float) -> Future[bytes]:
        """Begin a look at the bytes of a picture. The future gives what it found, encoded, or raises LookError."""
        pieces = (name.encode(), hashlib.sha256(extra).digest(), hashlib.sha256(data).digest())
        future, is_new = self._answers.of(b"/".join(pieces))
        if not is_new:
            return future
        place = int(name in WITH_NETWORKS and self._count > 1)
        with self._lock:
            tasks = self._tasks.get(place) or self._start(place)
        tasks.put(_Task(name, data, extra, seconds, future))
        return future

    def _start(self, place: int) -> queue.SimpleQueue[_Task | None]:
        tasks = self._tasks[place] = queue.SimpleQueue()
        threading.Thread(target=_serve, args=(tasks,), daemon=True, name="postlint-look").start()
        weakref.finalize(self, tasks.put, None)  # nobody will ask any more: the thread ends, and its process
        return tasks


def _serve(tasks: queue.SimpleQueue[_Task | None]) -> None:
    """Give tasks to a process of our own, one after another, until there are no more."""
    process = _Process()
    while (task := tasks.get()) is not None:
        try:
            answer = process.ask(task, more=not tasks.empty())
        except LookError as error:
            task.future.set_exception(error)
        except Exception:  # noqa: BLE001 - whatever happens here, who waits must be told
            task.future.set_exception(LookError("crashed"))
        else:
            task.future.set_result(answer)
        del task  # with the bytes of its picture
    process.end()


class _Process:
    """One process, and another in its place when it is gone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_warm = False

    def ask(self, task: _Task, *, more: bool) -> bytes:
        process = self._running()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(task.seconds + (0 if self._is_warm else _STARTING), end)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            sizes = {"data": len(task.data), "extra": len(task.extra)}
            head = json.dumps({"look": task.look, **sizes, "more": more}).encode("ascii")
            process.stdin.write(_LENGTH.pack(len(head)) + head)
            process.stdin.write(task.data)
            process.stdin.write(task.extra)
            process.stdin.flush()
            status = _exactly(process.stdout, 1)
            answer = _exactly(process.stdout, _LENGTH.unpack(_exactly(process.stdout, _LENGTH.size))[0])
        except (OSError, EOFError) as error:
            self.end()
            raise LookError("too-slow" if late.is_set() else "crashed") from error
        finally:
            timer.cancel()
        self._is_warm = True
        if status != b"+":
            raise LookError("failed")
        return answer

    def end(self) -> None:
        """End the process, if it runs."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:  # what was not flushed has no reader
                        continue

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.end()
            self._is_warm = False
            # One thread each: two workers on two cores, and whatever else the machine does. What is large goes back to
            # the system as soon as it is freed (glibc), in pages so large that it costs no time to ask for it again:
            # kept for the next look, it would be a quarter of all memory at the worst moment.
            alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
            freed = {"MALLOC_TRIM_THRESHOLD_": "8388608", "MALLOC_MMAP_THRESHOLD_": "16777216"}
            freed["GLIBC_TUNABLES"] = ":".join(filter(None, (os.environ.get("GLIBC_TUNABLES"), _LARGE_PAGES)))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "linter.evidence.pictures.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **alone, **freed, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process


def _exactly(stream: IO[bytes], size: int) -> bytes:
    """Read so many bytes. Raise EOFError if there are fewer."""
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
