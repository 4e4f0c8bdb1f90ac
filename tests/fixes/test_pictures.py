"""Fix `images`: copies that hold pixels and nothing else, and boxes from which nothing can be restored."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageCms, ImageDraw

from linter.cli import main
from linter.evidence import faces
from linter.evidence.metadata.look import look
from linter.evidence.pictures.pixels import Pixels
from linter.fixes.pictures import clean, pixelated
from tests.conftest import SAMPLES
from tests.drawn_faces import jpeg, photo

CARRYING = sorted((SAMPLES / "pictures" / "carrying").iterdir())


def _opened(data: bytes) -> Pillow.Image:
    return Pillow.open(io.BytesIO(data))


def _gradient(size: tuple[int, int] = (120, 80)) -> Pillow.Image:
    picture = Pillow.linear_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(picture).rectangle((10, 10, 40, 30), fill="red")
    return picture


def _saved(picture: Pillow.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize("path", CARRYING, ids=lambda path: path.name)
def test_a_copy_of_a_picture_that_carries_something_carries_nothing(path: Path) -> None:
    copy = clean(path.read_bytes())

    carried = look(Pixels(copy.data))
    assert carried.fields == ()
    assert carried.previews == ()


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_an_independent_tool_finds_nothing_either(tmp_path: Path) -> None:
    for path in CARRYING:
        copy = clean(path.read_bytes())
        (tmp_path / f"{path.stem}{copy.suffix}").write_bytes(copy.data)

    told = subprocess.run(["exiftool", "-json", "-G0", "-a", "."], cwd=tmp_path, capture_output=True, check=True)

    plain = {"File", "ExifTool", "Composite", "JFIF", "PNG", "RIFF", "GIF", "ICC_Profile", "SourceFile"}
    for row in json.loads(told.stdout):
        assert {key.partition(":")[0] for key in row} <= plain, row
        assert not any("GPS" in key or "Comment" in key or "Description" in key for key in row), row


def test_the_copy_is_upright_and_keeps_its_pixels_and_its_colour_profile() -> None:
    picture = _gradient()
    exif = Pillow.Exif()
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = _saved(picture, "PNG", exif=exif, icc_profile=profile)

    copy = _opened(clean(data).data)

    assert copy.size == (80, 120)
    assert copy.convert("RGB").tobytes() == picture.transpose(Pillow.Transpose.ROTATE_270).tobytes()
    assert copy.info["icc_profile"] == profile


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("WEBP", ".webp"), ("TIFF", ".jpg"), ("BMP", ".jpg")])
def test_the_copy_is_in_a_format_that_platforms_take(kind: str, suffix: str) -> None:
    assert clean(_saved(_gradient(), kind)).suffix == suffix


def test_what_is_transparent_stays_so() -> None:
    picture = Pillow.new("RGBA", (30, 30), (255, 0, 0, 0))
    picture.paste((0, 0, 255, 255), (5, 5, 20, 20))

    copy = clean(_saved(picture, "TIFF"))

    assert copy.suffix == ".png"
    assert _opened(copy.data).convert("RGBA").tobytes() == picture.tobytes()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_keeps_its_frames_and_hides_in_all_of_them(kind: str) -> None:
    frames = [photo((200, 200), [(20, 20, 160)]), photo((200, 200), [(20, 20, 160)], wall=(90, 120, 200))]
    data = _saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=[120, 340], loop=0)

    copy = clean(data, {0: [(50, 60, 90, 110)]})

    assert getattr(_opened(copy.data), "n_frames", 1) == 2
    assert faces.look(Pixels(copy.data)) == ()


def test_a_hidden_box_no_longer_depends_on_its_detail() -> None:
    # Two boxes with the same few averages and quite different detail become the same.
    one, other = Pillow.new("RGB", (100, 100), "white"), Pillow.new("RGB", (100, 100), "white")
    cells = np.random.RandomState(4).randint(60, 200, (5, 5, 3))
    for picture, sign in ((one, 1), (other, -1)):
        block = np.repeat(np.repeat(cells, 20, axis=0), 20, axis=1)
        stripes = np.where(np.arange(100) % 2 == 0, 50, -50)[None, :, None] * sign
        picture.paste(Pillow.fromarray(np.clip(block + stripes, 0, 255).astype(np.uint8)), (0, 0))
    before = np.abs(np.asarray(one, int) - np.asarray(other, int)).mean()

    hidden = [np.asarray(pixelated(picture, [(0, 0, 100, 100)]), int) for picture in (one, other)]

    assert before > 60
    assert np.abs(hidden[0] - hidden[1]).max() <= 2
    assert len(np.unique(hidden[0].reshape(-1, 3), axis=0)) <= 25


def test_no_face_is_found_where_one_was_hidden() -> None:
    data = jpeg(photo((640, 440), [(20, 20, 160), (300, 120, 220)]))
    boxes = [face.box for face in faces.look(Pixels(data))]

    assert len(boxes) == 2
    assert faces.look(Pixels(clean(data, {0: boxes}).data)) == ()


def test_a_box_at_the_edge_and_one_outside_do_no_harm() -> None:
    copy = clean(_saved(_gradient(), "PNG"), {0: [(-10, -10, 30, 30), (110, 70, 50, 50), (500, 500, 10, 10)]})

    assert (copy.width, copy.height) == (120, 80)


def test_the_longer_side_is_made_as_long_as_wanted_and_no_picture_is_enlarged() -> None:
    data = _saved(_gradient((900, 300)), "JPEG")

    assert (clean(data, longest=300).width, clean(data, longest=300).height) == (300, 100)
    assert clean(data, longest=3000).width == 900


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_a_file_that_is_too_large_is_saved_less_finely_then_smaller(kind: str) -> None:
    noise = np.random.default_rng(4).integers(0, 255, (300, 400, 3), dtype=np.uint8)
    data = _saved(Pillow.fromarray(noise), kind)
    whole = clean(data)
    for most_bytes in (len(whole.data) * 9 // 10, 9_000):
        copy = clean(data, most_bytes=most_bytes)
        assert len(copy.data) <= most_bytes
        assert abs(copy.width / copy.height - 4 / 3) < 0.05
    assert clean(data, most_bytes=len(whole.data)).data == whole.data


def test_rights_are_written_anew_if_wanted() -> None:
    copy = clean(
        (SAMPLES / "pictures" / "carrying" / "phone-photo.jpg").read_bytes(), rights={"copyright": "The school"}
    )

    assert dict(_opened(copy.data).getexif()) == {0x8298: "The school"}


@pytest.fixture
def project(tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(kept))
    shutil.copytree(SAMPLES / "people", tmp_path / "people")
    (tmp_path / "postlint.toml").write_text('[people]\nroll = "people/roll.csv"\n', "utf-8")
    (tmp_path / "p").mkdir()
    shutil.copy(SAMPLES / "pictures" / "carrying" / "phone-photo.jpg", tmp_path / "p" / "kofi-asantewor.jpg")
    shutil.copy(SAMPLES / "pictures" / "group-at-the-farm.jpg", tmp_path / "p" / "farm.jpg")
    (tmp_path / "day.md").write_text(
        "---\nid: day\n# who took them: the office\nimages:\n  - {path: p/kofi-asantewor.jpg, alt: One}\n"
        "  - path: p/farm.jpg  # the whole group\n    alt: Two\n---\nOur day.\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_copies_beside_the_pictures_and_leaves_those_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}

    assert main(["fix", "--images", "--hide", "faces", "day.md"]) == 0

    assert all(path.read_bytes() == data for path, data in before.items())
    said = capsys.readouterr().out
    assert "p/day-1.clean.jpg" in said  # the old name told a name
    assert "p/farm.clean.jpg" in said
    assert "8 faces made unrecognisable" in said
    assert faces.look(Pixels((project / "p" / "farm.clean.jpg").read_bytes())) == ()
    assert look(Pixels((project / "p" / "day-1.clean.jpg").read_bytes())).fields == ()


@pytest.mark.parametrize("how", [("--hide", "faces,codes"), ("--hide", "faces", "--hide", "codes")])
def test_what_is_to_be_hidden_may_be_said_at_once_or_one_by_one(project: Path, how: tuple[str, ...]) -> None:
    assert main(["fix", "--images", *how, "day.md"]) == 0

    assert faces.look(Pixels((project / "p" / "farm.clean.jpg").read_bytes())) == ()


def test_the_draft_can_be_made_to_name_the_copies_and_keeps_its_format(project: Path) -> None:
    assert main(["fix", "--images", "--update-drafts", "day.md"]) == 0

    assert (project / "day.md").read_text("utf-8") == (
        "---\nid: day\n# who took them: the office\nimages:\n  - {path: p/day-1.clean.jpg, alt: One}\n"
        "  - path: p/farm.clean.jpg  # the whole group\n    alt: Two\n---\nOur day.\n"
    )


def test_a_dry_run_writes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(project.rglob("*"))

    assert main(["fix", "--images", "--dry-run", "--update-drafts", "day.md", "--format", "json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["written"] is False
    assert [row["to"] for row in told["pictures"]] == ["p/day-1.clean.jpg", "p/farm.clean.jpg"]
    assert sorted(project.rglob("*")) == before


def test_pictures_are_only_overwritten_when_that_is_said(project: Path) -> None:
    assert main(["fix", "--images", "--in-place", "day.md"]) == 0

    assert look(Pixels((project / "p" / "kofi-asantewor.jpg").read_bytes())).fields == ()


def test_chosen_boxes_are_hidden_and_a_size_is_kept_to(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "--images", "--hide-box", "2:56,57,55,68", "--longest", "320", "--into", "out", "day.md"]) == 0

    assert "1 place of your own made unrecognisable" in capsys.readouterr().out
    assert _opened((project / "out" / "farm.clean.jpg").read_bytes()).width == 320


@pytest.mark.parametrize(
    ("platforms", "side"), [("[facebook]", 2048), ("[facebook, threads]", 1440), ("[bluesky]", 2048)]
)
def test_a_copy_is_made_to_fit_all_its_platforms(project: Path, platforms: str, side: int) -> None:
    noise = np.random.default_rng(4).integers(0, 255, (500, 2200, 3), dtype=np.uint8)
    Pillow.fromarray(noise).save(project / "p" / "farm.jpg", quality=95)
    draft = (project / "day.md").read_text("utf-8").replace("id: day", f"id: day\nplatforms: {platforms}")
    (project / "day.md").write_text(draft, "utf-8")

    assert main(["fix", "--images", "--fit", "day.md"]) == 0

    data = (project / "p" / "farm.clean.jpg").read_bytes()
    assert max(_opened(data).size) <= side
    assert len(data) <= 1_000_000 or "bluesky" not in platforms


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--hide", "feet"], "'feet' cannot be hidden"),
        (["--hide-box", "here"], "'here' is no box"),
    ],
)
def test_what_cannot_be_hidden_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["fix", "--images", *arguments, "day.md"]) == 2
    assert message in capsys.readouterr().err


def test_a_picture_that_cannot_be_opened_is_told_and_the_others_are_done(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "p" / "kofi-asantewor.jpg").write_bytes(b"no picture")

    assert main(["fix", "--images", "day.md"]) == 2

    told = capsys.readouterr()
    assert "cannot be opened, so it was left alone" in told.err
    assert "p/farm.clean.jpg" in told.out
