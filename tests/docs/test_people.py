"""docs/people.md: its settings are settings, its commands are commands, what it lists is what there is."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from linter.commands.people import ACTIONS
from linter.people_options import LISTS, PeopleFiles
from linter.settings import Settings
from linter.shape import keys, read
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "people.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_each_piece_of_settings_is_read(block: str) -> None:
    faults: list[Any] = []
    read(Settings, tomllib.loads(block), lambda *fault: faults.append(fault))

    assert faults == []


def test_every_list_and_every_key_is_told() -> None:
    assert [key for key in LISTS if f"{key} = " not in TEXT] == []
    assert [key for key in keys(PeopleFiles) if f"`{key}" not in TEXT and f"{key} = " not in TEXT] == []


def test_every_action_is_told_and_no_other() -> None:
    assert set(re.findall(r"postlint people (\w+)", TEXT)) == set(ACTIONS)
