"""The sample school shows what the product is for: its clean drafts pass every policy, the others are stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from linter import readers
from linter.people import read_table
from linter.report import PostReport
from linter.settings import load
from tests.conftest import ROOT, SAMPLES, sample_linter

PROFILES = ("default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne")
CLEAN = sorted(path.name for path in (SAMPLES / "clean").iterdir())

# Draft → the rules that it breaks under the default profile.
FLAGGED: dict[str, set[str]] = {}


@cache
def _check(folder: str, name: str, profile: str = "default") -> tuple[PostReport, ...]:
    path = SAMPLES / folder / name
    draft = readers.read(f"{folder}/{name}", path.read_bytes())
    return sample_linter(profile).check_draft(draft, path.parent)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_draft_has_no_finding_under_any_profile(name: str, profile: str) -> None:
    posts = _check("clean", name, profile)

    assert posts
    assert [str(failure) for post in posts for failure in post.failures] == []
    assert [(post.id, f.rule, f.case, f.place.part, f.found) for post in posts for f in post.findings] == []


@pytest.mark.parametrize("name", FLAGGED)
def test_a_flagged_draft_breaks_exactly_the_rules_of_the_table(name: str) -> None:
    posts = _check("flagged", name)

    assert [str(failure) for post in posts for failure in post.failures] == []
    assert {finding.rule for post in posts for finding in post.findings} == FLAGGED[name]


def test_the_table_names_every_flagged_draft() -> None:
    assert sorted(FLAGGED) == sorted(path.name for path in (SAMPLES / "flagged").iterdir())
    assert all(FLAGGED.values())


def test_a_private_value_is_not_in_what_is_printed_about_a_draft() -> None:
    (post,) = _check("flagged", "wifi-for-the-fair.md")

    private = [finding for finding in post.findings if finding.private]
    assert private
    assert not any("Lantern2026!" in f"{f.message} {f.fix} {f.excerpt} {f.fingerprint}" for f in private)


def test_the_drafts_come_in_every_format() -> None:
    for folder in ("clean", "flagged"):
        suffixes = {path.suffix for path in (SAMPLES / folder).iterdir()}
        assert suffixes >= {".md", ".txt", ".json", ".jsonl", ".yaml"}, folder


def test_the_drafts_show_every_shape_of_post() -> None:
    linter = sample_linter()
    posts = [report.post for name in CLEAN for report in _check("clean", name) if report.post]
    accounts = [linter.context.account(post.account or "") for post in posts]
    shapes = {
        "official": any(found and found[1].type == "official" for found in accounts),
        "personal": any(found and found[1].type == "personal" for found in accounts),
        "affiliated": any(found and found[1].type == "affiliated" for found in accounts),
        "thread": any(post.thread for post in posts),
        "variant": any("@" in (post.id or "") for post in posts),
        "reply": any(post.reply_to for post in posts),
        "title": any(post.title for post in posts),
        "picture": any(post.images for post in posts),
        "people in a picture": any(image.people == "adults" for post in posts for image in post.images),
        "approval bound to the words": sum(bool(post.approval and post.approval.digest) for post in posts) >= 2,
        "markdown": any(post.markup == "markdown" for post in posts),
    }

    assert [name for name, found in shapes.items() if not found] == []


def test_every_picture_of_a_clean_draft_is_there() -> None:
    for name in CLEAN:
        for post in _check("clean", name):
            assert post.post is not None
            for image in post.post.images:
                path = (SAMPLES / "clean" / image.path).resolve()
                assert path.is_relative_to(SAMPLES)
                assert path.is_file(), image.path


def test_the_lists_of_people_belong_together() -> None:
    settings = load(SAMPLES / "postlint.toml")
    people = settings.people

    def ids(path: str, column: str, *others: str) -> list[str]:
        return [row[column] for _, row in read_table(settings.resolve(path), (column, *others), ())]

    roll = ids(people.roll, "id", "first_name", "preferred_name", "last_name", "year", "class", "status")
    staff = ids(people.staff, "id", "first_name", "last_name", "role", "publish_name")
    consents = ids(people.consents, "person_id", "id", "basis", "channels", "granularity", "from", "until", "withdrawn")
    assert len(roll) == len(set(roll)) >= 60
    assert set(ids(people.do_not_publish, "id", "scope")) <= set(roll)
    assert set(consents) <= {*roll, *staff}


def test_checking_the_folder_from_elsewhere_reads_every_draft_and_blocks(tmp_path: Path) -> None:
    settings = str(SAMPLES / "postlint.toml")
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", str(SAMPLES), "--settings", settings, "--format", "json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    report = json.loads(done.stdout)

    assert done.stderr == b""
    assert done.returncode == report["exit_code"] == 1
    schema = json.loads((ROOT / "linter" / "schemas" / "report.schema.json").read_bytes())
    jsonschema.validate(report, schema)
    assert report["failures"] == []
    drafts = {path.name for folder in ("clean", "flagged") for path in (SAMPLES / folder).iterdir()}
    assert {Path(post["path"]).name for post in report["posts"]} == drafts
    stopped = {Path(post["path"]).name for post in report["posts"] if post["findings"]}
    assert stopped & set(CLEAN) == set()
