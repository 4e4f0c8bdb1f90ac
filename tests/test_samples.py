"""The sample school shows what the product is for: its clean drafts pass every policy, the others are stopped."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from linter import readers
from linter.people.tables import read_table
from linter.report import PostReport
from linter.settings import load
from tests.conftest import ROOT, SAMPLES, Told, sample_linter

PROFILES = ("default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne")
CLEAN = sorted(path.name for path in (SAMPLES / "clean").iterdir())

# Draft → the rules that it breaks under the default profile.
FLAGGED: dict[str, set[str]] = {
    "a-long-week.md": {
        "care-or-protection-status",
        "child-discussed-on-personal-account",
        "defamatory-allegation",
        "disparagement",
        "harassment-or-ridicule",
        "profanity",
        "sanction-or-exclusion",
        "unprofessional-tone",
        "work-information-on-personal-account",
    },
    "at-the-farm.md": {"live-or-predictable-location"},
    "breakfast-club.json": {"missing-approval", "password-or-access-code"},
    "carol-concert.md": {"missing-approval"},
    "celebration-board.md": {"image-of-text", "pupil-full-name", "text-in-image"},
    "closed-today.txt": {"wrong-account"},
    "cover-week.md": {"employment-disclosed", "posting-time"},
    "dance-challenge.md": {"invites-pupil-contact", "platform-not-permitted"},
    "free-school-lunches.md": {"opinion-on-school-behalf"},
    "friends-meeting.md": {"hashtag-not-camel-case", "platform-not-permitted"},
    "from-my-phone.md": {"descriptive-metadata", "gps-metadata"},
    "governors-evening.md": {"confidential-marker"},
    "half-term-news.yaml": {"platform-limits"},
    "hall-lights.md": {"unreadable-image"},
    "homework.md": {"personal-view-on-official-account"},
    "inspection.jsonl": {
        "comparative-or-superlative-claim",
        "confidential-marker",
        "hashtag-not-camel-case",
        "inspection-commentary",
        "missing-approval",
    },
    "jumper-weather.md": {"school-logo-in-image", "uniform-or-branded-clothing"},
    "lantern-walk.yaml": {"missing-alt-text", "missing-approval"},
    "last-week-of-term.csv": {
        "hashtag-not-camel-case",
        "missing-alt-text",
        "missing-approval",
        "password-or-access-code",
    },
    "long-day.txt": {"employment-disclosed", "missing-views-disclaimer"},
    "lost-and-found.txt": {"address-or-postcode", "email-address", "phone-number"},
    "netball-cup.md": {
        "family-member-reference",
        "missing-photo-consent",
        "name-with-image",
        "pupil-first-name",
        "pupil-full-name",
    },
    "offers.json": {"commercial-promotion", "party-political", "personal-campaign"},
    "open-morning.txt": {"hidden-characters"},
    "parents-evening.yaml": {"family-member-reference", "posting-time", "work-information-on-personal-account"},
    "photos-from-sports-day.txt": {"opaque-or-private-link"},
    "places-in-reception.json": {"school-contact-on-personal-account"},
    "raffle-and-prizes.md": {"inappropriate-link", "opaque-or-private-link"},
    "reading-quality-mark.md": {"alt-text-quality", "embargoed-or-provisional"},
    "reply-about-parking.json": {"missing-approval", "reply-without-review"},
    "results-thread.md": {
        "comparative-or-superlative-claim",
        "hashtag-not-camel-case",
        "performance-commentary",
        "platform-limits",
    },
    "sats-results.md": {"inspection-commentary", "performance-commentary"},
    "so-excited.md": {"emoji-or-caps-overuse"},
    "spring-clubs.json": {"hashtag-not-camel-case"},
    "town-talk.yaml": {"flagged-account-or-group", "inappropriate-link"},
    "trip-to-the-farm.md": {"alt-text-quality", "live-or-predictable-location"},
    "wifi-for-the-fair.md": {"password-or-access-code"},
    "writer-of-the-week.md": {"hashtag-not-camel-case", "missing-alt-text", "name-with-image", "pupil-full-name"},
    "year-5-page.md": {"wrong-account"},
}

# Policy, draft, the rules that it breaks besides, and those that it does not break there.
ELSEWHERE: list[tuple[str, str, set[str], set[str]]] = [
    ("chase-terrace", "spring-clubs.json", {"missing-approval"}, set()),
    ("chase-terrace", "results-thread.md", {"missing-approval"}, set()),
    ("coniston", "carol-concert.md", set(), {"missing-approval"}),
    ("coniston", "long-day.txt", {"posting-time"}, set()),
    ("coniston", "writer-of-the-week.md", {"wrong-account"}, set()),
    ("trust", "parents-evening.yaml", set(), {"posting-time"}),
    ("trust", "cover-week.md", {"missing-views-disclaimer"}, {"employment-disclosed", "posting-time"}),
    ("cheadle-heath", "carol-concert.md", set(), {"missing-approval"}),
    ("cheadle-heath", "friends-meeting.md", {"missing-approval"}, set()),
    ("cheadle-heath", "results-thread.md", {"platform-not-permitted"}, set()),
    ("testbourne", "spring-clubs.json", {"missing-approval"}, set()),
    ("testbourne", "cover-week.md", set(), {"posting-time"}),
]

# Coniston lets nobody use personal accounts on the school's systems, so such a draft is always pointed out there.
PERSONAL = {"parkrun.txt", "professional-reading.txt", "sunday-reading.md"}

# What each policy then says: of whom it shows, and of whose it is.
UNDECLARED = {
    "cheadle-heath": {("person-in-image", "undeclared")},
    "testbourne": {("third-party-copyright", "undeclared")},
}


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
    expected = {("posting-time", "at-school")} if profile == "coniston" and name in PERSONAL else set()
    # Two policies ask something of every picture that one in the text of a draft has no place to declare.
    if name == "harvest-boxes.md":
        expected |= UNDECLARED.get(profile, set())
    assert {(finding.rule, finding.case) for post in posts for finding in post.findings} == expected


@pytest.mark.parametrize("name", FLAGGED)
def test_a_flagged_draft_breaks_exactly_the_rules_of_the_table(name: str) -> None:
    posts = _check("flagged", name)

    assert [str(failure) for post in posts for failure in post.failures] == []
    assert {finding.rule for post in posts for finding in post.findings} == FLAGGED[name]


@pytest.mark.parametrize(("profile", "name", "more", "fewer"), ELSEWHERE)
def test_a_draft_is_judged_differently_under_another_policy(
    profile: str, name: str, more: set[str], fewer: set[str]
) -> None:
    found = {finding.rule for post in _check("flagged", name, profile) for finding in post.findings}

    assert fewer <= FLAGGED[name]
    assert found == FLAGGED[name] - fewer | more


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
        assert suffixes >= {".md", ".txt", ".json", ".jsonl", ".yaml", ".csv"}, folder


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


@pytest.mark.slow
def test_checking_the_folder_from_elsewhere_reads_every_draft_and_blocks(samples_told: Told) -> None:
    report = json.loads(samples_told.out)

    assert samples_told.err == b""
    assert samples_told.code == report["exit_code"] == 1
    schema = json.loads((ROOT / "linter" / "schemas" / "report.schema.json").read_bytes())
    jsonschema.validate(report, schema)
    assert report["failures"] == []
    drafts = {path.name for folder in ("clean", "flagged") for path in (SAMPLES / folder).iterdir()}
    assert {Path(post["path"]).name for post in report["posts"]} == drafts
    stopped = {Path(post["path"]).name for post in report["posts"] if post["findings"]}
    assert stopped & set(CLEAN) == set()
    assert not any(secret in samples_told.out for secret in (b"Lantern2026!", b"Carols-2026", b"4471", b"01632 960160"))
