"""Kinds `logo` and `clothing`: whose mark is seen on whose account, and who wears it."""

from __future__ import annotations

import pytest

from linter import checks
from linter.checks import clothing, logo, phrase
from linter.evidence import Evidence
from linter.evidence.faces import Face
from linter.evidence.logos import Mark
from linter.finding import Hit
from linter.logo_files import Owner
from linter.post import Image, People, Post
from tests.conftest import SAMPLES, sample_linter

LOGO, CLOTHING = checks.load("logo"), checks.load("clothing")
TOLD = phrase.Options(parts=("body", "alt"), phrases=("in uniform",))
CRESTS = logo.Options(of=("own",), cases={"official": "official", "affiliated": "affiliated"}, named=("personal",))
OTHERS = logo.Options(of=("partner", "other"), cases={"partner": "partner"}, credited=True)
FACE = (100, 100, 80, 100)


def _evidence(post: Post, marks: tuple[Mark, ...], faces: tuple[Face, ...] = ()) -> Evidence:
    evidence = Evidence(post, sample_linter().context, folder=SAMPLES)
    evidence._gathered.update(logos=(marks,) * len(post.images), faces=(faces,) * len(post.images))
    return evidence


def _mark(owner: Owner, box: tuple[int, int, int, int] = (5, 6, 70, 80)) -> Mark:
    return Mark("crest", owner, box, 0.93)


def _seen(options: logo.Options, account: str, *marks: Mark, credit: str | None = None) -> list[Hit]:
    post = Post("A walk.", account=account, images=(Image("pictures/moor.jpg", people="none", credit=credit),))
    return list(LOGO.check(post, _evidence(post, marks), options))


@pytest.mark.parametrize(("account", "case"), [("main", "official"), ("pta", "affiliated"), ("ms-okafor", "")])
def test_the_account_tells_how_bad_the_schools_own_mark_is(account: str, case: str) -> None:
    (hit,) = _seen(CRESTS, account, _mark("own"))

    assert (hit.part, hit.case, hit.box, hit.confidence) == ("image:0/name", case, (5, 6, 70, 80), 0.93)
    assert hit.values == {"mark": "crest"}


@pytest.mark.parametrize(
    ("options", "owner", "cases"),
    [(CRESTS, "partner", []), (CRESTS, "other", []), (OTHERS, "own", []), (OTHERS, "partner", ["partner"]),
     (OTHERS, "other", [""])],
)  # fmt: skip
def test_each_rule_has_its_owners(options: logo.Options, owner: Owner, cases: list[str]) -> None:
    assert [hit.case for hit in _seen(options, "main", _mark(owner))] == cases


@pytest.mark.parametrize(("credit", "count"), [(None, 1), ("", 1), ("  ", 1), ("Eastmere Library", 0)])
def test_a_credit_is_a_permission(credit: str | None, count: int) -> None:
    assert len(_seen(OTHERS, "main", _mark("other"), credit=credit)) == count


def test_every_mark_of_a_picture_is_told() -> None:
    hits = _seen(CRESTS, "ms-okafor", _mark("own"), _mark("own", (300, 10, 40, 40)))

    assert [hit.box for hit in hits] == [(5, 6, 70, 80), (300, 10, 40, 40)]


def _worn(
    mark: Mark | None,
    people: People | None = "adults",
    alt: str = "Out and about",
    faces: tuple[Face, ...] = (Face(FACE, 0.99, 50.0),),
) -> list[str]:
    post = Post("A walk.", account="ms-okafor", images=(Image("pictures/moor.jpg", alt=alt, people=people),))
    evidence = _evidence(post, (mark,) if mark else (), faces)
    return [hit.case for hit in CLOTHING.check(post, evidence, clothing.Options(told=TOLD))]


@pytest.mark.parametrize(
    ("place", "box", "cases"),
    [
        ("on the chest", (150, 260, 40, 40), [""]),
        ("on the other side of the chest", (70, 300, 40, 40), [""]),
        ("above the head", (120, 10, 40, 40), []),
        ("on the face", (120, 120, 40, 40), []),
        ("on a wall far to the side", (700, 260, 40, 40), []),
        ("far below", (120, 900, 40, 40), []),
        ("far larger than a person", (0, 250, 300, 300), []),
    ],
)
def test_a_crest_is_worn_where_the_chest_is(place: str, box: tuple[int, int, int, int], cases: list[str]) -> None:
    assert _worn(_mark("own", box)) == cases, place


def test_a_partners_mark_on_a_chest_is_no_uniform() -> None:
    assert _worn(_mark("partner", (150, 260, 40, 40))) == []


@pytest.mark.parametrize(
    ("people", "faces", "cases"),
    [
        ("adults", (), ["told"]),
        (None, (Face(FACE, 0.99, 50.0),), ["told"]),
        (None, (Face(FACE, 0.3, 50.0),), []),
        (None, (), []),
        ("none", (Face(FACE, 0.99, 50.0),), []),
    ],
)
def test_words_count_where_people_are_shown(people: People | None, faces: tuple[Face, ...], cases: list[str]) -> None:
    assert _worn(None, people, "Everybody in uniform", faces) == cases


def test_words_add_nothing_to_a_crest_that_was_found() -> None:
    assert _worn(_mark("own", (150, 260, 40, 40)), alt="Me in uniform") == [""]


def test_options_name_what_is_wrong() -> None:
    with pytest.raises(ValueError, match="of:"):
        logo.Options(of=()).validate()
    with pytest.raises(ValueError, match="phrases"):
        clothing.Options(told=phrase.Options()).validate()
