"""The library as a caller sees it: typed, immutable, shared between threads, pictures from anywhere."""

from __future__ import annotations

import asyncio
import io
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import linter as library
from linter import Image, Linter, Post, Report, readers
from linter.settings import load
from tests.conftest import NOW, ROOT, SAMPLES, sample_linter

CAKES = SAMPLES / "pictures" / "cake-stall.png"
CALLER = """
from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from linter import Decision, Finding, Image, Linter, Post, PostReport, Reason, Report, Settings

linter: Linter = Linter.from_settings("postlint.toml")
other = Linter(Settings(), policy="trust", select=["links"])
pictures = [
    Image("fair.jpg", alt="Lanterns"),
    Image(Path("fair.jpg"), people="none", tags=["fair"]),
    Image(b"bytes"),
    Image(io.BytesIO(b"bytes")),
    Image(data=b"bytes", path="fair.jpg"),
]
with open("fair.jpg", "rb") as file:
    pictures.append(Image(file))
report: Report = linter.check(Post("Hello", account="main", platforms=["x"], images=pictures))
found: tuple[Finding, ...] = report.findings
one: PostReport = report.posts[0]


def progress(done: int, of: int | None) -> None: ...


many: Iterator[Report] = linter.check_many(iter([Post("Hello")]), workers=2, progress=progress)
decision: Decision = linter.gate(Post("Hello"), intent="schedule")
reasons: tuple[Reason, ...] = decision.reasons
allowed: bool = decision.allowed


async def ask() -> Report:
    return await linter.acheck(Post("Hello"))
"""
WRONG = """
from linter import Image, Linter, Post

Linter().gate(Post("Hello"), intent="now")
Linter().check("Hello")
Image(3)
Post("Hello").body = "Bye"
Linter().check_many([Post("Hello")], workers="two")
"""


@pytest.mark.slow
def test_a_strict_type_checker_accepts_callers_and_finds_their_mistakes(tmp_path: Path) -> None:
    (tmp_path / "caller.py").write_text(CALLER, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")

    # From elsewhere, so that our own settings for mypy do not count; the package says itself that it is typed.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--python-version", "3.11", "caller.py", "wrong.py"],
        cwd=tmp_path,
        env={"MYPYPATH": str(ROOT), "PATH": "", "MYPY_CACHE_DIR": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )

    wrong = [line for line in done.stdout.splitlines() if line.startswith("wrong.py:")]
    assert not [line for line in done.stdout.splitlines() if line.startswith("caller.py:")], done.stdout
    assert [int(line.split(":")[1]) for line in wrong if "error:" in line] == [4, 5, 6, 7, 8], done.stdout


def test_it_says_that_it_is_typed() -> None:
    assert (ROOT / "linter" / "py.typed").is_file()


def test_every_public_name_is_there_and_no_other() -> None:
    assert set(library.__all__) == set(dir(library))
    assert all(getattr(library, name) is not None for name in library.__all__)


@pytest.mark.parametrize(
    ("given", "path", "data"),
    [
        ("pictures/fair.jpg", "pictures/fair.jpg", None),
        (Path("pictures") / "fair.jpg", "pictures/fair.jpg", None),
        (b"bytes", "picture", b"bytes"),
        (bytearray(b"bytes"), "picture", b"bytes"),
        (memoryview(b"bytes"), "picture", b"bytes"),
        (io.BytesIO(b"bytes"), "picture", b"bytes"),
        (io.BytesIO(b""), "picture", b""),
    ],
)
def test_a_picture_is_a_path_bytes_or_a_file(given: Any, path: str, data: bytes | None) -> None:
    image = Image(given, alt="Lanterns")

    assert (image.path, image.data, image.alt) == (path, data, "Lanterns")
    assert pickle.loads(pickle.dumps(image)) == image
    assert hash(image) == hash(Image(path, alt="Lanterns", data=data))
    assert "bytes" not in repr(image)


def test_an_open_file_is_read_at_once_and_lends_its_name_without_its_folders() -> None:
    with CAKES.open("rb") as file:
        image = Image(file)

    assert (image.path, image.data) == ("cake-stall.png", CAKES.read_bytes())
    assert Image("fair.jpg", data=CAKES.read_bytes()).path == "fair.jpg"


@pytest.mark.parametrize("given", [3, None, io.StringIO("text"), object()])
def test_what_is_no_picture_is_an_error_of_the_caller(given: Any) -> None:
    with pytest.raises(TypeError):
        Image(given)
    if given is not None:
        with pytest.raises(TypeError):
            Image("fair.jpg", data=given)


def test_bytes_are_given_once() -> None:
    with pytest.raises(TypeError, match="once"):
        Image(b"bytes", data=b"others")


def test_a_picture_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="frozen"):
        Image("fair.jpg").data = b"bytes"  # type: ignore[misc]


def test_bytes_are_judged_and_nothing_is_opened_for_them() -> None:
    linter = sample_linter()
    seen = {
        name: [f.rule for f in linter.check(Post("Cakes!", account="main", images=[image])).findings]
        for name, image in {
            "sound": Image("../../nowhere/cakes.png", alt="Cakes on a table", data=CAKES.read_bytes()),
            "cut": Image("cakes.png", alt="Cakes on a table", data=CAKES.read_bytes()[:200]),
            "empty": Image(b"", alt="Cakes on a table"),
            # Bytes that lie about a file that is there are judged, not the file.
            "other": Image("pictures/cake-stall.png", alt="Cakes on a table", data=b"no picture"),
        }.items()
    }

    assert {name: "unreadable-image" in rules for name, rules in seen.items()} == {
        "sound": False, "cut": True, "empty": True, "other": True,
    }  # fmt: skip


def test_the_pixels_of_an_approval_are_those_of_the_bytes() -> None:
    from linter.evidence import Evidence

    context = sample_linter().context
    pictures = [Image("pictures/cake-stall.png"), Image("x.png", data=CAKES.read_bytes())]
    first, second = Evidence(Post(images=pictures), context).pictures

    assert first.digest
    assert first.digest == second.digest


def test_a_draft_cannot_hold_bytes() -> None:
    with pytest.raises(library.DraftError, match="is not a known key"):
        readers.read("a.json", b'{"body": "Hello", "images": [{"path": "a.png", "data": "AAAA"}]}')


def test_waiting_for_a_report_leaves_the_loop_free_and_may_be_given_up() -> None:
    linter = sample_linter()

    async def ask() -> list[Report]:
        posts = [Post(f"Number {n}: the password is sunflower{n}!", account="main") for n in range(20)]
        tasks = [asyncio.ensure_future(linter.acheck(post)) for post in posts]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        given_up = await asyncio.gather(*tasks[::2], return_exceptions=True)
        assert all(isinstance(one, asyncio.CancelledError) for one in given_up)
        return await asyncio.gather(*tasks[1::2])

    reports = asyncio.run(ask())

    bodies = [one.post.body for report in reports for one in report.posts if one.post]
    assert [body.partition(":")[0] for body in bodies] == [f"Number {n}" for n in range(1, 20, 2)]
    assert all("password-or-access-code" in [f.rule for f in report.findings] for report in reports)


def _sample_posts() -> list[Post]:
    files = sorted(file for folder in ("clean", "flagged") for file in (SAMPLES / folder).iterdir())
    drafts = [readers.read(file.name, file.read_bytes()) for file in files if file.suffix in readers.READERS]
    return [entry.post for draft in drafts for entry in draft.entries if not entry.post.images]


@pytest.mark.slow
def test_many_threads_share_a_linter_and_see_what_one_would_see() -> None:
    posts = _sample_posts()
    settings = load(SAMPLES / "postlint.toml")
    alone = Linter(settings, now=NOW)
    expected = [alone.check(post) for post in posts]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)  # so that threads take turns in the middle of everything
    try:
        fresh = Linter(settings, now=NOW)  # nothing in it is made yet: the threads race to make it
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(fresh.check, posts * 2))
    finally:
        sys.setswitchinterval(interval)

    assert len(posts) > 50
    assert found == expected * 2


def test_a_linter_goes_to_another_process_with_all_it_knows() -> None:
    linter = sample_linter("chase-terrace")
    post = Post("Amelia read beautifully. The password is sunflower9!", account="main")

    assert pickle.loads(pickle.dumps(linter)).check(post) == linter.check(post)


def test_a_linter_judges_by_its_moment() -> None:
    settings = load(SAMPLES / "postlint.toml")
    post = Post("We are proud of our reading quality mark!", account="main")

    def embargo(linter: Linter) -> bool:
        return any("embargo" in finding.rule for finding in linter.check(post).findings)

    assert embargo(Linter(settings, now=NOW))
    assert not embargo(Linter(settings, now=datetime(2026, 12, 24, 10)))
    living = Linter(settings, now=NOW)
    assert embargo(living.with_now(NOW))
    assert not embargo(living.with_now(datetime(2026, 12, 24, 10)))


def test_moments_of_a_linter_share_what_is_costly_to_make() -> None:
    linter = Linter(load(SAMPLES / "postlint.toml"))
    first, second = linter.with_now(NOW), linter.with_now(datetime(2026, 12, 24, 10))

    assert first.context.matcher is not None
    assert first.context.matcher is second.context.matcher is linter.context.matcher
    assert first.context.workers is second.context.workers
