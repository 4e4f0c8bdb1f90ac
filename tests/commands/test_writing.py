"""Files are written whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from linter.commands.writing import write_all
from linter.errors import SettingsError


def test_texts_are_written_as_they_are_into_new_folders(tmp_path: Path) -> None:
    write_all({tmp_path / "a" / "b.txt": "é\r\n", tmp_path / "c": ""})

    assert (tmp_path / "a" / "b.txt").read_bytes() == "é\r\n".encode()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b.txt", "c"]


def test_if_one_cannot_be_written_none_is_changed(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(SettingsError, match="cannot be written"):
        write_all({tmp_path / "old": "new", tmp_path / "file" / "below": "x"})

    assert (tmp_path / "old").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "old"]


def test_a_text_that_is_no_unicode_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_all({tmp_path / "a": "fine", tmp_path / "b": "\ud800"})

    assert list(tmp_path.iterdir()) == []


def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")

    write_all({tmp_path / "link": "new"})

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o640
