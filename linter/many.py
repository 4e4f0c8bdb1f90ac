"""Judge many posts: in order, as they come, with no more of them in memory than are being judged.

With one worker they are judged in the calling thread. With several, in as many processes, each with its own copy of
the linter; a few posts for each wait their turn, and no more are taken from the caller until one is done.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.shared_memory import SharedMemory
from typing import TYPE_CHECKING

from linter.errors import Fault, PostlintError
from linter.gate import unjudged
from linter.report import Report
from linter.value import replace

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.post import Post

# How many posts are judged, and how many there are if that is known.
Progress = Callable[[int, int | None], None]
_WAITING = 4  # posts for each process, so that none is idle while reports are read


def check_many(
    linter: Linter, posts: Iterable[Post], workers: int = 1, progress: Progress | None = None
) -> Iterator[Report]:
    """Return an iterator of the reports, in the order of the posts.

    A post that cannot be judged, whatever it does to its process, has a report that says so. Raise ValueError for
    fewer workers than one, PostlintError if the processes cannot be started.
    """
    if workers < 1:
        raise ValueError(f"there must be one worker at least, not {workers}")
    total = len(posts) if isinstance(posts, Sized) else None
    reports = _here(linter, posts) if workers == 1 else _Crew(linter, workers).reports(posts)
    return _told(reports, progress, total) if progress else reports


def _told(reports: Iterator[Report], progress: Progress, total: int | None) -> Iterator[Report]:
    for number, report in enumerate(reports, 1):
        progress(number, total)
        yield report


def _here(linter: Linter, posts: Iterable[Post]) -> Iterator[Report]:
    for post in posts:
        yield _judged(linter, post)


def _judged(linter: Linter, post: Post) -> Report:
    try:
        return linter.check(post)
    except Exception as error:  # noqa: BLE001 - fail closed: the post is not passed, and the others are judged
        return unjudged(linter.profile.name, error, linter.settings.fail_on)


# The linter of a worker process: it is sent once, and not with every post.
_own: list[Linter] = []


def _begin(name: str, size: int) -> None:
    shared = SharedMemory(name)
    try:
        assert shared.buf is not None
        _own[:] = [pickle.loads(bytes(shared.buf[:size]))]  # noqa: S301 - our own, from the process that started this
    finally:
        shared.close()


def _is_there() -> bool:
    return bool(_own)


def _work(post: Post) -> Report:
    report = _judged(_own[0], post)
    # The caller has the post, and its pictures may be large.
    return replace(report, posts=tuple(replace(one, post=None) for one in report.posts))


class _Crew:
    """Worker processes, and the posts that are with them."""

    def __init__(self, linter: Linter, workers: int) -> None:
        self._linter, self._workers = linter, workers
        self._packed = pickle.dumps(linter)
        self._shared: SharedMemory | None = None
        self._pool: ProcessPoolExecutor | None = None

    def reports(self, posts: Iterable[Post]) -> Iterator[Report]:
        source = _Source(posts)
        waiting: deque[tuple[Post, Future[Report]]] = deque()
        try:
            while True:
                for post in islice(source, self._workers * _WAITING - len(waiting)):
                    waiting.append((post, self._sent(post)))
                if not waiting:
                    break
                post, future = waiting.popleft()
                yield _with_post(self._report(post, future), post)
            if source.problem:
                raise source.problem
        finally:
            self._end()

    def _sent(self, post: Post) -> Future[Report]:
        try:
            return self._running().submit(_work, post)
        except BrokenProcessPool as error:
            lost: Future[Report] = Future()
            lost.set_exception(error)
            return lost

    def _report(self, post: Post, future: Future[Report]) -> Report:
        """Return what became of a post. If its process has died, it is judged once more, and no other with it."""
        with suppress(BrokenProcessPool):
            return self._result(future)
        self._end()
        future = self._sent(post)
        try:
            return self._result(future)
        except BrokenProcessPool as error:
            self._end()
            return self._unjudged(error)

    def _result(self, future: Future[Report]) -> Report:
        try:
            return future.result()
        except BrokenProcessPool:
            raise
        except Exception as error:  # noqa: BLE001 - a post that cannot be sent, say
            return self._unjudged(error)

    def _unjudged(self, error: Exception) -> Report:
        return unjudged(self._linter.profile.name, error, self._linter.settings.fail_on)

    def _running(self) -> ProcessPoolExecutor:
        """Return the processes, and start them if there are none. Raise PostlintError if they cannot be started."""
        if self._pool is None:
            # Not through the pipe by which a process is started: one that dies at once leaves the writer waiting for
            # ever if there is more than fits into it.
            self._shared = SharedMemory(create=True, size=len(self._packed))
            assert self._shared.buf is not None
            self._shared.buf[: len(self._packed)] = self._packed
            arguments = (self._shared.name, len(self._packed))
            # New processes, not forks: the program that calls may have threads, which a fork does not survive.
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _begin, arguments)
            try:
                self._pool.submit(_is_there).result()
            except BrokenProcessPool as error:
                self._end()
                hint = "a script asks for workers below the line: if __name__ == '__main__':"
                raise PostlintError(Fault("check_many", "the worker processes do not start", hint)) from error
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        if self._shared is not None:
            self._shared.close()
            self._shared.unlink()
            self._shared = None


class _Source:
    """The caller's posts; what goes wrong with them is told after the reports of those before it."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self._posts = iter(posts)
        self.problem: Exception | None = None

    def __iter__(self) -> Iterator[Post]:
        return self

    def __next__(self) -> Post:
        if self.problem is None:
            try:
                return next(self._posts)
            except StopIteration:
                raise
            except Exception as error:  # noqa: BLE001 - raised again, in its place
                self.problem = error
        raise StopIteration


def _with_post(report: Report, post: Post) -> Report:
    return replace(report, posts=tuple(replace(one, post=post) for one in report.posts))
