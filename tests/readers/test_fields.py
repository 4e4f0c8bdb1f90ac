"""The fields of a draft, in every format the same."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linter import DraftError, readers
from linter.post import Allow, Approval, Author, Image
from tests.readers import drafted, faults, only, source

FULL = """\
id: sports-day-1
title: Sports day
account: main
platforms: [facebook, x]
author: {name: Ada Quill, role: Teacher}
schedule: 2026-11-23T09:00
audience: public
category: event
reply_to: "@MillLaneFC"
group: 4B
images:
  - path: images/fair.jpg
    alt: Children holding paper lanterns
    people: none
    person_ids: [P1]
    consent: C-2026-014
    licence: school-own
    credit:
    tags: ['@x']
  - {path: 'b.png', decorative: true}
approval: {by: S01, on: 2026-11-20, digest: "sha256:ab"}
second_reader: S02
confident: true
disclaimer: Views are my own.
allow: [{rule: pupil-first-name, reason: her mother agreed, until: 2026-12-31}]
"""


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", FULL + "body: Well run!\n"), ("a.md", f"---\n{FULL}---\nWell run!\n")]
)
def test_all_fields_of_the_contract_are_read(name: str, text: str) -> None:
    post = only(drafted(name, text)).post

    assert (post.body, post.id, post.title, post.account) == ("Well run!", "sports-day-1", "Sports day", "main")
    assert post.platforms == ("facebook", "x")
    assert post.author == Author(name="Ada Quill", role="Teacher")
    assert post.schedule == datetime(2026, 11, 23, 9, 0)
    assert (post.audience, post.category, post.reply_to, post.group) == ("public", "event", "@MillLaneFC", "4B")
    assert post.images == (
        Image(
            "images/fair.jpg",
            "Children holding paper lanterns",
            people="none",
            person_ids=("P1",),
            consent="C-2026-014",
            licence="school-own",
            tags=("@x",),
        ),
        Image("b.png", decorative=True),
    )
    assert post.approval == Approval("S01", date(2026, 11, 20), digest="sha256:ab")
    assert (post.second_reader, post.confident, post.disclaimer) == ("S02", True, "Views are my own.")
    assert post.allow == (Allow("pupil-first-name", "her mother agreed", date(2026, 12, 31)),)
    assert post.markup == ("markdown" if name == "a.md" else "plain")


@pytest.mark.parametrize(
    ("part", "written"),
    [
        ("title", "Sports day"),
        ("alt:0", "Children holding paper lanterns"),
        ("image:0/name", "fair.jpg"),
        ("image:1/name", "b.png"),
        ("field:account", "main"),
        ("field:platforms.1", "x"),
        ("field:author.name", "Ada Quill"),
        ("field:schedule", "2026-11-23T09:00"),
        ("field:reply_to", "@MillLaneFC"),
        ("field:category", "event"),
        ("field:images.0.consent", "C-2026-014"),
        ("field:images.0.tags.0", "@x"),
        ("field:images.0.person_ids.0", "P1"),
        ("field:approval.by", "S01"),
        ("field:confident", "true"),
        ("field:disclaimer", "Views are my own."),
        ("field:allow.0.reason", "her mother agreed"),
    ],
)
def test_every_part_has_its_place(part: str, written: str) -> None:
    assert source(drafted("a.yaml", FULL + "body: Well run!\n"), part) == written


def test_what_is_left_empty_has_no_place() -> None:
    places = only(drafted("a.yaml", FULL + "body: Well run!\n")).places

    assert "field:images.0.credit" not in places
    assert "alt:1" not in places


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("author: S02", "author", Author(id="S02")),
        ("author: {id: S02}", "author", Author(id="S02")),
        ("schedule: 2026-11-23", "schedule", date(2026, 11, 23)),
        ("schedule: 2026-11-23 09:00:30", "schedule", datetime(2026, 11, 23, 9, 0, 30)),
        ("platforms: x", "platforms", ("x",)),
        ("platforms:", "platforms", ()),
        ("images:", "images", ()),
        ("title: ~", "title", None),
        ("title: ''", "title", ""),
        ("title: no", "title", "no"),
        ("confident: false", "confident", False),
        ("images: [{path: a.jpg, alt: }]", "images", (Image("a.jpg"),)),
        ("images: [{path: a.jpg, alt: '', tags: null}]", "images", (Image("a.jpg", ""),)),
        ("variants: {}", "platforms", ()),
    ],
)
def test_short_and_empty_forms_are_understood(line: str, field: str, value: object) -> None:
    assert getattr(only(drafted("a.yaml", f"body: Hi\n{line}\n")).post, field) == value


def test_an_aware_schedule_keeps_its_offset() -> None:
    schedule = only(drafted("a.yaml", "body: Hi\nschedule: 2026-07-01T09:00+01:00\n")).post.schedule

    assert isinstance(schedule, datetime)
    assert schedule.isoformat() == "2026-07-01T09:00:00+01:00"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("foo:", "2: foo: is not a known key (no field of a draft has that name; take it out)"),
        ("acount: main", "2: acount: is not a known key (did you mean 'account'?)"),
        ("author: {nam: A}", "2: author.nam: is not a known key (did you mean 'name'?)"),
        ("author: [S01]", "2: author: is a list, not text (write one text after author)"),
        ("title: true", "2: title: is true or false, not text (put it in quotes)"),
        ("images:\n  - path: a.jpg\n    atl: x", "4: images[0].atl: is not a known key (did you mean 'alt'?)"),
        ("images: a.jpg", "2: images: is text, not a list (write it in [ ])"),
        ("approval: {by: S1, on: 2026-02-30}", "2: approval.on: is '•••', not a date such as 2026-11-23"),
        ("variants: {x: {bdoy: a}}", "2: variants.x.bdoy: is not a known key (did you mean 'body'?)"),
    ],
)
def test_a_fault_names_line_key_and_cure(line: str, message: str) -> None:
    (fault,) = faults("a.yaml", f"body: Hi\n{line}\n")

    assert fault.startswith(f"a.yaml:{message}")
    assert fault.endswith(")")


def test_a_fault_never_carries_line_ends_or_control_characters_of_the_draft() -> None:
    (fault,) = faults("a.json", '{"body": "Hi", "schedule": "one\\n\\u001b[31mtwo\\u202e"}')

    assert fault.isprintable()


def test_a_value_that_is_refused_is_masked_since_it_may_be_a_name() -> None:
    with pytest.raises(DraftError) as caught:
        readers.read("a.yaml", b"body: x\nimages: [{path: a.jpg, people: Zofia Lindqvist}]\n")

    assert "'Z••• L•••'" in str(caught.value)
    assert "Zofia" not in str(caught.value)
