"""What `check --format html` tells beside the report."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PIL.Image import Image as OpenPicture

from linter.cli import main
from linter.commands.page import SIZE, page_options
from linter.post import Entry, Image, Post
from linter.readers import read
from linter.renderers import Destination
from linter.report import PostReport
from tests.conftest import NOW, SAMPLES, sample_linter

MAIN = ("@ThistlebrookPri", "official")


def judged(post: Post) -> PostReport:
    return sample_linter().check_entry(Entry(post), path="a.md", text=None)


@pytest.mark.parametrize(
    ("post", "destination"),
    [
        (Post("x", account="main"), Destination(*MAIN, ("Facebook", "X", "Instagram"))),
        (Post("x", account="@thistlebrookpri"), Destination(*MAIN, ("Facebook", "X", "Instagram"))),
        (Post("x", account="main", platforms=("twitter", "x")), Destination(*MAIN, ("X",))),
        (Post("x", account="nobody", platforms=("orkut",)), Destination("nobody", "", ("orkut",))),
        (Post("x"), Destination()),
    ],
)
def test_a_post_is_said_to_go_where_the_register_says(post: Post, destination: Destination) -> None:
    options = page_options([(sample_linter(), [judged(post)])])

    assert options["destinations"] == {("a.md", 0): destination}


def test_the_page_knows_the_school_the_moment_and_the_broken_rules() -> None:
    report = judged(Post("The code for the gate is 4471.", account="main"))
    options = page_options([(sample_linter(), [report])])

    assert (options["title"], options["when"]) == ("Thistlebrook Primary School", NOW)
    assert set(options["rules"]) == {finding.rule for finding in report.findings}
    assert "password-or-access-code" in options["rules"]


def test_the_page_of_a_draft_holds_its_words_its_clauses_and_no_private_value(tmp_path: Path) -> None:
    draft = tmp_path / "gate.md"
    draft.write_text("---\naccount: main\n---\nThe code for the gate is 4471.\n", encoding="utf-8")
    page = tmp_path / "report.html"
    settings = str(SAMPLES / "postlint.toml")

    code = main(["check", str(draft), "--settings", settings, "--format", "html", "--output", str(page)])

    text = page.read_text(encoding="utf-8")
    assert code == 1
    assert "Thistlebrook Primary School: posts before they are published" in text
    assert "The code for the gate is <mark" in text
    assert "Keep log-in details and passwords secret" in text
    assert "4471" not in text


def shown(name: str, *, show_values: bool = False) -> OpenPicture:
    """Return the first picture of a flagged sample as the page shows it."""
    path = SAMPLES / "flagged" / name
    linter = sample_linter()
    posts = linter.check_draft(read(str(path), path.read_bytes()), path.parent)
    small = page_options([(linter, posts)], show_values=show_values)["thumbnails"][(str(path), 0, 0)]
    head, _, data = small.uri.partition(",")
    assert head == "data:image/jpeg;base64"
    picture = Pillow.open(io.BytesIO(base64.b64decode(data)))
    assert picture.size == (small.width, small.height)
    assert small.boxed == tuple(range(1, len(posts[0].findings) + 1))
    return picture.convert("L")


def tones(picture: OpenPicture, area: tuple[float, float, float, float]) -> int:
    """Return how many different greys there are in an area (left, top, right, bottom as parts of the picture)."""
    left, top, right, bottom = area
    size = picture.size
    cut = picture.crop((int(left * size[0]), int(top * size[1]), int(right * size[0]), int(bottom * size[1])))
    return sum(1 for count in cut.histogram() if count)


def test_a_pupils_name_on_a_certificate_is_boxed_and_cannot_be_read_on_the_page() -> None:
    name, title = (0.08, 0.41, 0.44, 0.47), (0.08, 0.19, 0.78, 0.25)  # inside the boxes of both lines
    hidden, whole = shown("celebration-board.md"), shown("celebration-board.md", show_values=True)

    assert max(hidden.size) <= max(SIZE)
    assert tones(hidden, title) > 100  # the rest stays as it is
    assert tones(whole, name) > 100
    assert tones(hidden, name) < 60


def test_a_face_is_coarse_on_the_page() -> None:
    eyes = (0.45, 0.25, 0.55, 0.4)
    assert tones(shown("jumper-weather.md"), eyes) < tones(shown("jumper-weather.md", show_values=True), eyes)


def test_the_page_grows_no_larger_than_mail_carries(monkeypatch: pytest.MonkeyPatch) -> None:
    path = SAMPLES / "flagged" / "celebration-board.md"
    linter = sample_linter()
    posts = linter.check_draft(read(str(path), path.read_bytes()), path.parent)
    monkeypatch.setattr("linter.commands.page.MOST_BYTES", 1000)

    assert page_options([(linter, posts)])["thumbnails"] == {}


@pytest.mark.parametrize("path", ["missing.jpg", "https://pictures.example/hall.jpg", "../../outside.jpg"])
def test_a_picture_that_cannot_be_opened_is_not_on_the_page(path: str) -> None:
    assert page_options([(sample_linter(), [judged(Post("x", images=(Image(path),)))])])["thumbnails"] == {}


def test_the_page_holds_the_pictures_and_says_what_is_boxed_in_them(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))
    page = tmp_path / "report.html"
    main(["check", str(SAMPLES / "flagged" / "celebration-board.md"), "--format", "html", "--output", str(page)])

    text = page.read_text(encoding="utf-8")
    assert re.search(
        r'<img src="data:image/jpeg;base64,[^"]{2000,}" width="400" height="\d+" alt="Picture 1, small, with', text
    )
    assert "what was found in it: 1, 2, 3" in text
    assert "default-src 'none'; img-src data:;" in text
