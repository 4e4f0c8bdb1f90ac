"""The lists of a school together: what they must not contradict, and that each is read before any post is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter
from linter.errors import SettingsError
from linter.people_options import PeopleFiles
from linter.settings import Settings
from linter.value import replace

GOOD = {
    "roll": "id,first_name,last_name\nP1,Amina,Kaur\n",
    "staff": "id,first_name,last_name,role,publish_name\nS1,Tibor,Varga,teacher,yes\n",
    "governors": "id,name,role,publish_name\nS1,Tibor Varga,staff governor,yes\nG1,Ewa Lind,chair,yes\n",
    "do_not_publish": "id,scope\nP1,both\nS1,image\n",
    "consents": "id,person_id\nC1,P1\n",
}


def _settings(folder: Path, **changed: str) -> Settings:
    for key, text in {**GOOD, **changed}.items():
        (folder / f"{key}.csv").write_text(text, encoding="utf-8")
    return Settings(people=replace(PeopleFiles(), **{key: f"{key}.csv" for key in GOOD}), root=folder)


def test_all_lists_are_read(tmp_path: Path) -> None:
    context = Linter(_settings(tmp_path)).context

    assert [*context.roll] == ["P1"]
    assert [*context.staff] == ["S1", "G1"]
    assert context.staff["S1"].role == "teacher"
    assert dict(context.do_not_publish) == {"P1": "both", "S1": "image"}
    assert len(context.consents) == 1


BROKEN = [
    ("roll", "id,first_name\n,Amina\n", "roll.csv:2: id: is empty"),
    ("do_not_publish", "id,scope\nP7,both\n", "do_not_publish.csv:2: id: is not on the roll"),
    ("consents", "id,person_id,until\nC1,P1,soon\n", "consents.csv:2: until: is not a date"),
    ("governors", "id,role\nG1,chair\n", "governors.csv:1: has no column 'publish_name'"),
    ("governors", "id,name,role,publish_name\nS1,Ewa Lind,chair,yes\n", "governors.csv: id: 'S1' is somebody else"),
    ("staff", "id,first_name,last_name,role,publish_name\nP1,T,V,head,yes\n", "roll.csv: id: has 1 ids that the staff"),
]


@pytest.mark.parametrize(("key", "text", "expected"), BROKEN, ids=[row[2] for row in BROKEN])
def test_a_list_that_cannot_be_used_stops_the_run(tmp_path: Path, key: str, text: str, expected: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Linter(_settings(tmp_path, **{key: text}))

    assert expected in str(caught.value)


@pytest.mark.parametrize("key", GOOD)
def test_a_list_that_is_named_and_missing_stops_the_run(tmp_path: Path, key: str) -> None:
    settings = _settings(tmp_path)
    (tmp_path / f"{key}.csv").unlink()
    with pytest.raises(SettingsError, match=rf"people\.{key}: '{key}\.csv' is not a file"):
        Linter(settings)
