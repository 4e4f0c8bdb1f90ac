"""A small school with a draft, and subjects for its ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from linter.approvals import Marks, PictureMark
from linter.engine import Linter
from linter.ledger import Ledger, Subject
from linter.reading import Reading
from linter.settings import load
from tests.conftest import SHELF, WORKERS, own_rules

AT = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(0)))
DAY = AT.date()
KITE = PictureMark("a" * 64, "b" * 64)
MARKS = Marks("1" * 64, (KITE,), "2" * 64, "3" * 64, "4" * 64)
SETTINGS = """
[school]
name = "Thistlebrook Primary School"
emails = ["office@thistlebrook.example"]

[accounts.main]
handles = ["@ThistlebrookPri"]
type = "official"
platforms = ["facebook", "x"]
owners = ["S01", "S02", "S03", "S04"]
approved_by = "S01"
email = "office@thistlebrook.example"

[accounts.other]
handles = ["@ThistlebrookNews"]
type = "official"
platforms = ["facebook"]
owners = ["S01", "S02", "S03", "S04"]
approved_by = "S01"
email = "office@thistlebrook.example"

[people]
staff = "staff.csv"
roll = "roll.csv"
do_not_publish = "do_not_publish.csv"
consents = "consents.csv"
"""
STAFF = """id,first_name,last_name,role,publish_name,trained,signed
S01,Miriam,Castellane,headteacher,yes,yes,yes
S02,Obinna,Ashgrove,deputy headteacher,yes,yes,yes
S03,Priya,Wetherstone,communications officer,yes,yes,yes
S04,Tibor,Varga,teacher,yes,yes,yes
"""
ROLL = "id,first_name,last_name,year,class,status\nP01,Grace,Oduya-Marsh,4,Wrens,current\n"
CONSENTS = "id,person_id,basis,channels,granularity,from,until,withdrawn\n"


def subject(marks: Marks = MARKS, key: str = "k" * 16, draft: str = "drafts/kite.md") -> Subject:
    """Return a post to decide about."""
    return Subject(draft, key, 0, marks, account="main", outcome="ready")


def filled(path: Path, count: int = 5, *, key: bytes | None = None) -> Ledger:
    """Return a ledger with some approvals of different posts."""
    ledger = Ledger(path, key=key)
    for number in range(count):
        marks = Marks(f"{number:064x}", (), "2" * 64, "3" * 64, "4" * 64)
        ledger.approve(subject(marks, f"{number:016x}"), by="S01", role="headteacher", at=AT)
    return ledger


def school(folder: Path, more: str = "") -> Path:
    """Write a school into a folder and return its settings file."""
    folder.mkdir(exist_ok=True)
    for name, text in {
        "postlint.toml": SETTINGS + more,
        "staff.csv": STAFF,
        "roll.csv": ROLL,
        "consents.csv": CONSENTS,
        "do_not_publish.csv": "id,scope\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "postlint.toml"


def draft(folder: Path, name: str = "kite.md", body: str = "Kites on the field today.", **fields: str) -> Path:
    """Write a draft for the school's own account, by a teacher, a week ahead; fields as in front matter."""
    known = {
        "id": name.removesuffix(".md"),
        "account": "main",
        "platforms": "[facebook]",
        "author": "S04",
        "audience": "public",
        "schedule": f"{date.today() + timedelta(days=7)}T16:30",
        **fields,
    }
    lines = [f"{key}: {value}" for key, value in known.items() if value]
    path = folder / name
    path.write_text("\n".join(["---", *lines, "---", body, ""]), encoding="utf-8")
    return path


def linter_of(folder: Path, now: datetime | None = None) -> Linter:
    """Return a linter of the school that asks for approval alone."""
    settings = load(folder / "postlint.toml")
    linter = Linter(
        settings, policy="chase-terrace", select=["missing-approval"], now=now, store=SHELF, compiled=own_rules()
    )
    linter.context.lend(WORKERS)
    return linter


def cases(linter: Linter, path: Path) -> set[str]:
    """Return what is wrong with the approval of a draft, by case."""
    found = linter.check_draft(Reading(linter.settings).read(str(path), path.read_bytes()), path.parent)
    assert [fault for post in found for fault in post.failures] == []
    return {finding.case for post in found for finding in post.findings}
