"""The processes that look at pictures: what hangs or dies in one of them is told, and the next picture is seen."""

from __future__ import annotations

import io
import os
import pickle
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image as Pillow

from linter.evidence.pictures import opening
from linter.evidence.pictures.looks import LookError
from linter.evidence.pictures.workers import Workers


def _png(shade: int) -> bytes:
    file = io.BytesIO()
    Pillow.new("RGB", (8, 6), (shade, shade, shade)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def odd_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Looks that hang, die and raise, in a module that the workers find beside ours."""
    (tmp_path / "odd_look.py").write_text(
        "import os, sys, time\n"
        "def encode(value): return value\n"
        "def look(pixels, extra):\n"
        "    if extra == b'hang': time.sleep(60)\n"
        "    if extra == b'die': os._exit(3)\n"
        "    if extra == b'raise': raise ValueError('odd')\n"
        "    if extra == b'print': print('noise'); os.system('echo noise')\n"
        "    return b'seen ' + pixels.data\n",
        encoding="utf-8",
    )
    (tmp_path / "sitecustomize.py").write_text(
        "import linter.evidence.pictures.looks as looks\nlooks.LOOKS['odd'] = 'odd_look'\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return "odd"


@pytest.mark.parametrize(("what", "why"), [(b"hang", "too-slow"), (b"die", "crashed"), (b"raise", "failed")])
def test_a_look_that_goes_wrong_is_told_and_the_next_one_succeeds(odd_looks: str, what: bytes, why: str) -> None:
    workers = Workers(1)
    assert workers.look(odd_looks, b"first", b"", 30).result() == b"seen first"

    with pytest.raises(LookError) as error:
        workers.look(odd_looks, b"second", what, 0.2 if what == b"hang" else 30).result()

    assert error.value.why == why
    assert workers.look(odd_looks, b"third", b"", 30).result() == b"seen third"


def test_what_a_library_prints_spoils_no_answer(odd_looks: str) -> None:
    assert Workers(1).look(odd_looks, b"x", b"print", 30).result() == b"seen x"


def test_many_threads_get_each_their_own_answer() -> None:
    workers = Workers(2)
    pictures = [_png(shade) for shade in range(40)]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda data: workers.look("opening", data, b"", 30).result(), pictures))

    assert [opening.decode(data).width for data in found] == [8] * 40
    assert len({opening.decode(data).digest for data in found}) == 40


def test_who_asks_for_one_look_at_the_same_time_shares_its_answer(odd_looks: str) -> None:
    workers = Workers(1)
    futures = [workers.look(odd_looks, b"one", b"", 30) for _ in range(8)]

    assert len(set(map(id, futures))) == 1
    assert workers.look(odd_looks, b"another", b"", 30) is not futures[0]
    assert workers.look(odd_looks, b"one", b"more", 30) is not futures[0]
    assert futures[0].result() == b"seen one"
    assert workers.look(odd_looks, b"one", b"", 30) is futures[0]


def test_a_look_that_went_wrong_is_tried_again(odd_looks: str) -> None:
    workers = Workers(1)
    first = workers.look(odd_looks, b"one", b"raise", 30)
    with pytest.raises(LookError):
        first.result()
    workers.look(odd_looks, b"another", b"", 30).result()  # by then the first is forgotten

    assert workers.look(odd_looks, b"one", b"raise", 30) is not first


@pytest.mark.parametrize(("name", "limit", "left"), [("_MOST_KEPT", 3, 3), ("_MOST_BYTES", 3 * len("seen 0"), 3)])
def test_only_the_answers_of_the_last_looks_stay_in_memory(
    odd_looks: str, monkeypatch: pytest.MonkeyPatch, name: str, limit: int, left: int
) -> None:
    monkeypatch.setattr(f"linter.evidence.pictures.workers.{name}", limit)
    workers = Workers(1)
    asked = {data: workers.look(odd_looks, data, b"", 30) for data in (b"%d" % number for number in range(8))}
    workers.look(odd_looks, b"8", b"raise", 30).exception()  # by then all before it are settled

    again = {data: workers.look(odd_looks, data, b"", 30) for data in reversed(asked)}
    kept = [data for data, future in again.items() if future is asked[data]]

    assert len(kept) == left
    assert kept == [b"7", b"6", b"5"]
    assert all(future.result() == b"seen " + data for data, future in again.items())


def test_workers_survive_pickling_without_their_processes() -> None:
    workers = Workers(1)
    workers.look("opening", _png(1), b"", 30).result()

    again = pickle.loads(pickle.dumps(workers))

    assert opening.decode(again.look("opening", _png(1), b"", 30).result()).format == "PNG"


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_process_that_somebody_killed_is_replaced() -> None:
    others = _children()  # those of other tests are left alone: they would miss them
    workers = Workers(1)
    workers.look("opening", _png(1), b"", 30).result()
    (process,) = _children() - others
    os.kill(process, signal.SIGKILL)

    answers = []
    for shade in (2, 3):
        try:
            answers.append(workers.look("opening", _png(shade), b"", 30).result())
        except LookError:  # it died between two questions, or in the middle of one
            continue

    assert opening.decode(answers[-1]).format == "PNG"


def _children() -> set[int]:
    """Return the processes that look at pictures for this one."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid() and b"pictures.worker" in (folder / "cmdline").read_bytes():
                found.add(int(folder.name))
        except OSError:
            continue
    return found
