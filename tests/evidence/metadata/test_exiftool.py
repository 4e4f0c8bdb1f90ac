"""What ExifTool writes into pictures is read back: a program that is not ours says what stands where."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from linter.evidence.metadata import look
from linter.evidence.pictures.pixels import Pixels
from tests import carrying as c

pytestmark = pytest.mark.skipif(shutil.which("exiftool") is None, reason="ExifTool is not installed")

WRITTEN = (
    "-GPSLatitude=54.5", "-GPSLatitudeRef=N", "-GPSLongitude=2.25", "-GPSLongitudeRef=E",
    "-XMP-iptcExt:PersonInImage=Ottoline Farrowby",
    "-RegionInfo={RegionList=[{Area={X=0.1,Y=0.1,W=0.1,H=0.1,Unit=normalized},Name=Idris Quillfeather,Type=Face}]}",
    "-XMP-MP:RegionInfoMP={Regions=[{PersonDisplayName=Jorunn Appelgate,Rectangle=0.1}]}",
    "-ImageDescription=Tea with the choir", "-SerialNumber=01632960912", "-AltTextAccessibility=Seven lanterns",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "AVIF", "HEIF", "JPEG2000"])
def test_all_that_it_writes_is_found(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"hall.{ {'JPEG2000': 'jp2', 'HEIF': 'heic'}.get(kind, kind.lower()) }"
    path.write_bytes(c.encoded(c.drawing(64, 48), kind))
    subprocess.run(["exiftool", "-q", "-overwrite_original", *WRITTEN, str(path)], check=True)

    seen = look.look(Pixels(path.read_bytes()))
    kinds = {field.kind for field in seen.fields}
    people = {field.value for field in seen.fields if field.kind == "person"}

    assert {"position", "person", "caption", "serial", "alt"} <= kinds
    assert people == {"Ottoline Farrowby", "Idris Quillfeather", "Jorunn Appelgate"}
    assert b"01632960912" not in look.encode(seen)
