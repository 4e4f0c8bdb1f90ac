"""Kind `readable-image`: a finding for each picture that was not seen."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Future
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image as Pillow

from linter import checks
from linter.checks.readable_image import Options
from linter.context import Context
from linter.evidence import Evidence
from linter.evidence.pictures import Problem
from linter.evidence.pictures.looks import LOOKS, Failure, LookError
from linter.evidence.pictures.pixels import Pixels
from linter.post import Image, Post
from linter.settings import Settings
from tests.conftest import NOW, sample_linter

RULE = "unreadable-image"
KIND = checks.load("readable-image")


def _cases(
    root: Path,
    *paths: str,
    options: Options | None = None,
    workers: object = None,
    wanted: Collection[str] = (),
) -> list[tuple[str, str]]:
    """Return (part, case) of what is found for pictures of a project."""
    post = Post(images=tuple(Image(path) for path in paths))
    context = Context(replace(Settings(), root=root), sample_linter().packs, NOW)
    context.__dict__["workers"] = workers or sample_linter().context.workers
    evidence = Evidence(post, context, wanted=wanted)
    rule = sample_linter().packs.rules[RULE]
    return [(hit.part, hit.case) for hit in KIND.check(post, evidence, options or rule.options)]


def test_each_picture_is_judged_by_itself(tmp_path: Path) -> None:
    Pillow.new("RGB", (4, 4)).save(tmp_path / "good.png")
    (tmp_path / "text.jpg").write_text("Dear parents")

    assert _cases(tmp_path, "good.png", "gone.jpg", "text.jpg", "good.png", "") == [
        ("image:1/name", "missing"),
        ("image:2/name", "not-a-picture"),
        ("image:4/name", "no-path"),
    ]


def test_a_post_without_pictures_opens_none(tmp_path: Path) -> None:
    assert _cases(tmp_path) == []


def test_pictures_behind_the_first_are_found_unless_they_are_shown(tmp_path: Path) -> None:
    frames = [Pillow.new("L", (8, 8), shade) for shade in (0, 90, 200)]
    for name in ("pages.tiff", "waving.gif"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])

    assert _cases(tmp_path, "pages.tiff", "waving.gif") == [("image:0/name", "hidden-frames")]
    assert _cases(tmp_path, "waving.gif", options=Options()) == [("image:0/name", "hidden-frames")]


def test_every_problem_has_words_of_its_own_or_the_rules() -> None:
    rule = sample_linter().packs.rules[RULE]

    assert set(get_args(Problem)) - {"", "no-permission"} == set(rule.cases) - {"hidden-frames", "not-looked-at"}
    assert not rule.silenceable


def test_a_picture_that_was_not_seen_blocks_the_post() -> None:
    report = sample_linter().check(Post(body="Look", account="main", images=(Image("gone.jpg", alt="A fair"),)))

    assert report.posts[0].outcome == "blocked"
    assert "gone.jpg" in next(f.message for f in report.posts[0].findings if f.rule == RULE)


def test_a_format_that_is_never_opened_is_refused() -> None:
    with pytest.raises(ValueError, match="several_frames: 'PSD' is not one of"):
        Options(several_frames=("PSD",)).validate()


class FailingWorkers:
    """Workers of which every look but some goes wrong."""

    def __init__(self, why: Failure, spared: str = "") -> None:
        self._why: Failure = why
        self._spared = spared

    def look(self, name: str, data: bytes, extra: bytes, seconds: float) -> Future[bytes]:
        future: Future[bytes] = Future()
        if name == self._spared:
            module = import_module(LOOKS[name])
            future.set_result(module.encode(module.look(Pixels(data), extra)))
        else:
            future.set_exception(LookError(self._why))
        return future


@pytest.mark.parametrize(("why", "case"), [("too-slow", "too-slow"), ("crashed", "crashed"), ("failed", "broken")])
def test_a_picture_whose_opening_goes_wrong_is_found(tmp_path: Path, why: Failure, case: str) -> None:
    Pillow.new("RGB", (4, 4)).save(tmp_path / "good.png")

    assert _cases(tmp_path, "good.png", workers=FailingWorkers(why)) == [("image:0/name", case)]


@pytest.mark.parametrize("why", ["too-slow", "crashed", "failed"])
def test_a_picture_that_opens_but_could_not_be_looked_at_is_found(tmp_path: Path, why: Failure) -> None:
    Pillow.new("RGB", (4, 4)).save(tmp_path / "good.png")
    workers = FailingWorkers(why, spared="opening")
    wanted = {look for look in LOOKS if look != "opening"}

    assert _cases(tmp_path, "good.png", workers=workers, wanted=wanted) == [("image:0/name", "not-looked-at")]
