"""Kind `readable-image`: a finding for each picture that was not seen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image as Pillow

from linter import checks
from linter.checks.readable_image import Options
from linter.context import Context
from linter.evidence import Evidence
from linter.evidence.pictures import Problem
from linter.post import Image, Post
from linter.settings import Settings
from tests.conftest import NOW, sample_linter

RULE = "unreadable-image"
KIND = checks.load("readable-image")


def _cases(root: Path, *paths: str, options: Options | None = None) -> list[tuple[str, str]]:
    """Return (part, case) of what is found for pictures of a project."""
    post = Post(images=tuple(Image(path) for path in paths))
    evidence = Evidence(post, Context(replace(Settings(), root=root), sample_linter().packs, NOW))
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
