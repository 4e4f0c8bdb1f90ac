"""No private value in clear, in anything that postlint prints or writes, whatever is asked of it.

Drafts that name pupils of the sample school, by names that are no words, go through every command; then all that
was printed and every file that was written is searched for the names.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter.cli import main
from linter.renderers import RENDERERS
from tests.conftest import SAMPLES

KEY = "sixteen or more characters"
LISTS = sorted(path.name for path in (SAMPLES / "people").glob("*.csv"))
# What else must never be shown in clear: a number, an address, a contact, a password.
VALUES = ("07700 900123", "jo.private@mail.example", "V000200020001", "Sunflower77!")


def _pupils() -> list[tuple[str, str]]:
    """Return (first name, last name) of the pupils who have both."""
    with (SAMPLES / "people" / "roll.csv").open(encoding="utf-8") as file:
        return [(row["first_name"], row["last_name"]) for row in csv.DictReader(file) if row["last_name"]]


def _surnames() -> list[str]:
    return sorted({last for _, last in _pupils()})


@pytest.fixture
def school(tmp_path: Path, ready: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = tmp_path / "project"
    (project / "people").mkdir(parents=True)
    for name in LISTS:
        shutil.copy(SAMPLES / "people" / name, project / "people" / name)
    shutil.copytree(SAMPLES / "logos", project / "logos")
    settings = (SAMPLES / "postlint.toml").read_text(encoding="utf-8").partition("[files]")[0]
    settings = settings.replace("[people]\n", '[people]\nindex = "people.index"\n')
    (project / "postlint.toml").write_text(settings, encoding="utf-8")
    drafts = project / "drafts"
    drafts.mkdir()
    for number, (first, last) in enumerate(_pupils()[::3]):
        (drafts / f"{number}.md").write_text(_draft(number, first, last), encoding="utf-8")
    text = " ".join(f"We found {value}." for value in VALUES)
    (drafts / "numbers.txt").write_text(f"The password is Sunflower77! {text} UPN: V000200020001\n", encoding="utf-8")
    monkeypatch.chdir(project)
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(shutil.copytree(ready, tmp_path / "cache")))
    monkeypatch.setenv("POSTLINT_PEOPLE_KEY", KEY)
    return project


def _draft(number: int, first: str, last: str) -> str:
    """Return a draft that names a pupil, in a sentence with something else to find."""
    bodies = (
        f"Well done {first} {last}!",
        f"Click here to see {first} {last} 🎂🎂🎂🎂 https://bit.ly/abc {first} {last}",
        f"SO PROUD OF {first.upper()} {last.upper()} TODAY!!!!",
        f"The password for {first} {last} is Sunflower77!",
    )
    picture = f"{first}-{last}.jpg".replace(" ", "_").lower()
    head = (
        "account: main",
        "platforms: [x]",
        "images:",
        f'  - {{path: {picture}, alt: "image of {first} {last}"}}',
        "allow:",
        f'  - {{rule: shouting, reason: "for {first} {last}"}}',
    )
    return "\n".join(("---", *head, "---", bodies[number % 4], ""))


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main(list(words))
    said = capsys.readouterr()
    return said.out + said.err


def _leaks(text: str) -> list[str]:
    """Return the surnames and the private values that stand in a text, however they are spaced."""
    squeezed = re.sub(r"[\W_]+", "", text.casefold())
    wanted = [*_surnames(), *VALUES]
    return [value for value in wanted if re.sub(r"[\W_]+", "", value.casefold()) in squeezed]


def _names(text: str) -> list[str]:
    return [leak for leak in _leaks(text) if leak not in VALUES]


def _written(school: Path) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every file that was not there before."""
    for path in school.parent.rglob("*"):
        own = path.is_relative_to(school / "drafts") or path.is_relative_to(school / "people")
        if path.is_file() and not own:
            yield path.name, path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("format_", sorted(RENDERERS))
def test_no_report_shows_a_private_value(school: Path, capsys: pytest.CaptureFixture[str], format_: str) -> None:
    said = _said(capsys, "check", "--format", format_, "--timings", "drafts")

    assert "drafts" in said
    assert _leaks(said) == []


@pytest.mark.parametrize("format_", sorted(RENDERERS))
@pytest.mark.parametrize("rules", ["emoji-or-caps-overuse", "alt-text-quality", "missing-approval", "unreadable-image"])
def test_a_name_is_hidden_whichever_rules_run(
    school: Path, capsys: pytest.CaptureFixture[str], rules: str, format_: str
) -> None:
    assert _names(_said(capsys, "check", "--select", rules, "--format", format_, "drafts")) == []


def test_a_name_that_only_the_index_knows_is_hidden(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["people", "index"])
    (school / "people" / "roll.csv").unlink()
    (school / "people" / "do_not_publish.csv").unlink()
    capsys.readouterr()
    said = _said(capsys, "check", "--no-cache", "drafts")

    assert "missing-approval" in said
    assert _leaks(said) == []


def test_no_file_that_is_written_holds_a_private_value(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ("people", "index"),
        ("check", "drafts"),
        ("check", "drafts"),
        ("check", "--format", "html", "--output", "report.html", "drafts"),
        ("check", "--format", "json", "--output", "report.json", "drafts"),
        ("baseline", "write", "drafts"),
        ("check", "--baseline", "postlint-baseline.jsonl", "drafts"),
        ("approvals", "send-back", "--by", "S01", "drafts"),
        ("approvals", "list"),
        ("approvals", "export", "--output", "decisions.json"),
    ):
        assert _leaks(_said(capsys, *words)) == [], words
    written = dict(_written(school))

    assert {"people.index", "report.html", "report.json", "postlint-approvals.db", "decisions.json"} <= written.keys()
    assert {name: leaks for name, text in written.items() if (leaks := _leaks(text))} == {}


COMMANDS = (
    ("people", "show"),
    ("people", "index"),
    ("config",),
    ("rules",),
    ("clauses",),
    ("cache",),
    ("fix", "--unused-exceptions", "drafts"),
    ("approve", "--all", "--by", "S01", "drafts"),
    ("approve", "--all", "--by", "S01", "--format", "json", "drafts"),
    ("recheck", "--all", "drafts"),
    ("consents", "--past", "drafts"),
    ("stats",),
    *(("check", "--explain-why", f"drafts/{number}.md:9") for number in range(8)),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_other_command_shows_a_private_value(
    school: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    said = _said(capsys, *words)

    assert said
    assert _leaks(said) == []


BROKEN = {
    "a row too long": lambda text: text + "P900,Ewa,,Brzozek,4,Kites,current,more,and more\n",
    "an id twice": lambda text: text + "P001,Ewa,,Brzozek,4,Kites,current\n",
    "no id": lambda text: text + ",Ewa,,Brzozek,4,Kites,current\n",
    "an open quote": lambda text: text + 'P900,"Ewa,,Brzozek,4,Kites,current\n',
    "no header": lambda text: text.partition("\n")[2],
    "not text": lambda text: text + "\0",
}


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("words", [("check", "drafts"), ("people", "show"), ("people", "index")], ids=" ".join)
def test_what_is_wrong_with_a_list_is_said_without_a_name(
    school: Path, capsys: pytest.CaptureFixture[str], broken: str, words: tuple[str, ...]
) -> None:
    roll = school / "people" / "roll.csv"
    roll.write_text(BROKEN[broken](roll.read_text(encoding="utf-8")), encoding="utf-8")

    assert main(list(words)) == 2
    said = capsys.readouterr()
    assert "roll.csv" in said.err
    assert _leaks(said.out + said.err) == []
