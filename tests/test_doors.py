"""No door opens for a post whose words or pixels changed after its approval: every way to ask, side by side."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image as Pictures

from linter import Linter, Post, approving
from linter.approving import Decider
from linter.commands import check, recheck, sheet
from linter.errors import PostlintError
from linter.ledger import Ledger
from linter.reading import Reading
from linter.serving import http, stdio
from linter.serving.current import Current
from linter.settings import load
from tests.commands import made
from tests.conftest import SHELF, WORKERS, own_rules
from tests.ledger.made import draft, school
from tui.session import CannotDecide, Session

POLICY = "chase-terrace"
FIELDS = ("body", "id", "title", "account", "audience")
KITE = """
  - path: kite.png
    alt: A red kite over the field
    people: none"""


def _picture(path: Path, colour: str = "red") -> None:
    picture = Pictures.new("RGB", (24, 16), "white")
    picture.paste(colour, (4, 4, 12, 12))
    picture.save(path)


def _linter(folder: Path) -> Linter:
    linter = Linter(load(folder / "postlint.toml"), policy=POLICY, compiled=own_rules(), store=SHELF)
    linter.context.lend(WORKERS)
    return linter


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a school with one approved draft."""
    folder = tmp_path_factory.mktemp("approved")
    settings = school(folder)
    settings.write_text(f'policy = "{POLICY}"\n{settings.read_text("utf-8")}', "utf-8")
    _picture(folder / "kite.png")
    path = draft(folder, images=KITE)
    linter = _linter(folder)
    one = approving.waiting(linter, Reading(linter.settings).read(str(path), path.read_bytes()), folder)[0]
    approving.approve(linter, Ledger.open(linter.settings), one, Decider("S01"))
    return folder


@pytest.fixture
def folder(approved: Path, tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(approved, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))
    return tmp_path


def _post(folder: Path) -> Post:
    linter = _linter(folder)
    return Reading(linter.settings).read("kite.md", (folder / "kite.md").read_bytes()).entries[0].post


def _request(folder: Path) -> bytes:
    post = _post(folder)
    asked = {
        "text": post.body,
        "title": post.title,
        "post_id": post.id,
        "account": post.account,
        "platforms": list(post.platforms),
        "author": "S04",
        "audience": post.audience,
        "scheduled_at": post.schedule.isoformat() if post.schedule else None,
        "media": [{"path": image.path, "alt": image.alt, "people": image.people} for image in post.images],
    }
    return json.dumps(asked).encode()


def _current(folder: Path) -> Current:
    return Current(folder / "postlint.toml", workers=WORKERS)


def _by_check(folder: Path) -> bool:
    done = made.run(check, "kite.md", "--format", "json")
    (post,) = json.loads(done.out)["posts"]
    assert (done.code == 0) == (post["outcome"] != "blocked")
    return done.code == 0


def _by_the_library(folder: Path) -> bool:
    linter, post = _linter(folder), _post(folder)
    outcomes = {linter.check(post).outcome, *(report.outcome for report in linter.check_many([post]))}
    assert len(outcomes) == 1
    return "blocked" not in outcomes


def _by_the_gate(folder: Path) -> bool:
    linter, post = _linter(folder), _post(folder)
    allowed = {linter.gate(post, intent).allowed for intent in ("schedule", "publish")}
    assert len(allowed) == 1
    return allowed == {True}


class _Pipes:
    def __init__(self, sent: bytes) -> None:
        self.sent = io.BytesIO(sent)
        self.answered = ""

    def readline(self, most: int) -> bytes:
        return self.sent.readline(most)

    def answer(self, text: str) -> None:
        self.answered += text

    def say(self, text: str) -> None:
        raise AssertionError(text)


def _by_pipes(folder: Path) -> bool:
    pipes = _Pipes(_request(folder) + b"\n")
    stdio.serve(pipes, _current(folder))
    return bool(json.loads(pipes.answered)["allowed"])


def _by_http(folder: Path) -> bool:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(http.app(http.Options(), _current(folder)))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.post(http.GATE, content=_request(folder), headers={"Content-Type": "application/json"})

    return bool(asyncio.run(ask()).json()["allowed"])


def _by_recheck(folder: Path) -> bool:
    done = made.run(recheck, "kite.md", "--format", "json")
    (post,) = json.loads(done.out)["posts"]
    assert (done.code == 0) == (post["what"] in ("review", "ready"))
    return done.code == 0


def _by_the_sheet(folder: Path) -> bool:
    """Ask about the same post as a row: an approval follows the words, not the file."""
    post = _post(folder)
    row: dict[str, Any] = {name: getattr(post, name) or "" for name in FIELDS}
    row |= {"author": "S04", "platforms": ";".join(post.platforms)}
    row["schedule"] = post.schedule.isoformat() if post.schedule else ""
    for number, image in enumerate(post.images, 1):
        end = "" if number == 1 else f"_{number}"
        row |= {f"image{end}": image.path, f"alt{end}": image.alt or "", f"people{end}": image.people or ""}
    with (folder / "plan.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    made.run(sheet, "plan.csv")
    with (folder / "plan.checked.csv").open(encoding="utf-8", newline="") as file:
        (judged,) = csv.DictReader(file)
    return judged["postlint outcome"] in ("ready", "review")


def _by_the_review(folder: Path) -> bool:
    session = Session(["kite.md"], state_folder=folder / "state", known=own_rules(), workers=WORKERS)
    for _ in session.scan():
        pass
    ((_, item),) = session.items.items()
    session.close()
    return item.outcome in ("ready", "review")


DOORS: dict[str, Callable[[Path], bool]] = {
    "check": _by_check,
    "library": _by_the_library,
    "gate": _by_the_gate,
    "stdio": _by_pipes,
    "http": _by_http,
    "recheck": _by_recheck,
    "sheet": _by_the_sheet,
    "review": _by_the_review,
}


def _opens(door: Callable[[Path], bool], folder: Path) -> bool:
    try:
        return door(folder)
    except PostlintError:  # the command line says it and ends with 2
        return False


def _words(folder: Path) -> None:
    draft(folder, images=KITE, body="Kites on the roof today.")


def _alt(folder: Path) -> None:
    draft(folder, images=KITE.replace("red", "blue"))


def _pixels(folder: Path) -> None:
    _picture(folder / "kite.png", "#fe0000")


def _one_more(folder: Path) -> None:
    _picture(folder / "other.png", "blue")
    draft(folder, images=KITE + KITE.replace("kite.png", "other.png"))


def _account(folder: Path) -> None:
    draft(folder, images=KITE, account="other")


def _ledger(folder: Path) -> None:
    """Give it an entry that nobody wrote: then nothing counts as approved."""
    head = folder / "postlint-approvals.db.head"
    head.write_text(head.read_text("ascii").replace('"last": [1,', '"last": [2,'), "ascii")


def _nothing(folder: Path) -> None:
    """Leave all as it was approved, but for what no reader sees."""
    path = folder / "kite.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "opens"),
    [(_nothing, True), *((change, False) for change in (_words, _alt, _pixels, _one_more, _account, _ledger))],
)
def test_every_door_opens_for_what_was_approved_and_for_nothing_else(
    folder: Path, change: Callable[[Path], None], opens: bool
) -> None:
    change(folder)

    assert {name: _opens(door, folder) for name, door in DOORS.items()} == dict.fromkeys(DOORS, opens)


@pytest.mark.parametrize("change", [_words, _alt, _pixels, _one_more])
def test_a_yes_in_the_review_app_is_no_yes_to_what_came_after_the_question(
    folder: Path, change: Callable[[Path], None]
) -> None:
    draft(folder, images=KITE, body="Kites again on the field.")  # which waits for a yes
    session = Session(["kite.md"], state_folder=folder / "state", known=own_rules(), workers=WORKERS)
    for _ in session.scan():
        pass
    (key,) = session.items
    seen = session.seen(key)

    change(folder)
    session.reload()
    with pytest.raises(CannotDecide, match="has changed since you were asked"):
        session.approve(key, "S01", seen=seen)
    session.close()

    assert len(Ledger.open(load(folder / "postlint.toml")).entries()) == 1
