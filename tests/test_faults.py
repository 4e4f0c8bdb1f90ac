"""Malformed settings, rules, profiles and lists: each fixture is named for its one fault and gives one clear line.

The first line of a TOML fixture says what is expected. Malformed drafts: `tests/readers/test_faults.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import packs, profile
from linter.cli import main
from linter.engine import Linter
from linter.errors import PostlintError
from linter.people import read_staff
from linter.settings import Settings, load

FAULTS = Path(__file__).parent / "faults"

STAFF = {
    "column-twice.csv": ":1: has the column 'role' twice",
    "date-that-is-none.csv": ":2: left: is not a date (such as 2026-11-23)",
    "empty.csv": ":1: has no column 'id'",
    "id-empty.csv": ":2: id: is empty (every row needs one)",
    "id-twice.csv": ":3: id: 'S1' stands in an earlier row too (ids are unique)",
    "no-id-column.csv": ":1: has no column 'id'",
    "not-text.csv": "is not text (export it as CSV in UTF-8)",
    "publish-name-neither-yes-nor-no.csv": ":2: publish_name: is neither yes nor no (write yes or no)",
    "too-many-cells.csv": ":2: has more cells than the header (quote cells with commas)",
    "unclosed-quote.csv": "is not valid CSV: unexpected end of data",
}


def _fixtures(folder: str) -> list[Path]:
    return sorted((FAULTS / folder).glob("*.toml"))


def _expected(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ")


def _assert_one_line(error: PostlintError, path: Path, expected: str) -> None:
    lines = str(error).splitlines()
    assert len(lines) == 1, lines
    assert expected in lines[0]
    assert path.name in lines[0] or path.stem in lines[0] or "nobody.csv" in lines[0] or "no-such-pack" in lines[0]


@pytest.mark.parametrize("path", _fixtures("settings"), ids=lambda path: path.stem)
def test_malformed_settings_give_one_clear_line(path: Path) -> None:
    with pytest.raises(PostlintError) as caught:
        Linter(load(path))

    _assert_one_line(caught.value, path, _expected(path))


@pytest.mark.parametrize("path", _fixtures("rules"), ids=lambda path: path.stem)
def test_a_malformed_rule_gives_one_clear_line(path: Path) -> None:
    with pytest.raises(PostlintError) as caught:
        packs.load_rule(path)

    _assert_one_line(caught.value, path, _expected(path))


@pytest.mark.parametrize("path", _fixtures("profiles"), ids=lambda path: path.stem)
def test_a_malformed_profile_gives_one_clear_line(path: Path) -> None:
    with pytest.raises(PostlintError) as caught:
        profile.load(Settings(root=path.parent), packs.load(), path.name)

    _assert_one_line(caught.value, path, _expected(path))


@pytest.mark.parametrize("name", sorted(STAFF))
def test_a_malformed_staff_list_gives_one_clear_line_without_names(name: str) -> None:
    path = FAULTS / "staff" / name
    with pytest.raises(PostlintError) as caught:
        read_staff(path)

    _assert_one_line(caught.value, path, STAFF[name])
    assert "Ada" not in str(caught.value)


@pytest.mark.parametrize("path", _fixtures("settings"), ids=lambda path: path.stem)
def test_the_command_line_exits_2_on_malformed_settings(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("A quiet post.\n", encoding="utf-8")

    code = main(["check", "--settings", str(path), str(draft)])

    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("error: ")


def test_there_are_fixtures_for_every_kind_of_file() -> None:
    every = [path for path in FAULTS.rglob("*") if path.is_file()]

    assert len(every) >= 100
