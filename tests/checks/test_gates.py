"""A kind that tells from words whether it could find something must never lose what it finds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache

import pytest

from benchmarks.made_posts import made
from linter import checks
from linter.checks import ONLY_WITH, detail, impersonation
from linter.evidence import Evidence
from linter.post import Post
from linter.profile import ActiveRule
from linter.routes import prose_of, ways_of
from tests.conftest import ROOT, sample_linter

_OWNERS = ("words", "now", "later")  # options of kinds that look for details and for more
ACTIVE = {active.rule.name: active for active in sample_linter().active}


def _details(active: ActiveRule) -> Iterator[detail.Options]:
    options = active.options
    for one in (options, *(getattr(options, key, None) for key in _OWNERS)):
        if isinstance(one, detail.Options):
            yield one


RULES = sorted(
    name for name, active in ACTIVE.items() if active.rule.kind in ("detail", "statement", "reference", "live-location")
)


@cache
def _posts() -> tuple[Post, ...]:
    texts = [*made(100)]
    for path in sorted((ROOT / "rules").glob("s*/*.toml")):
        rule = tomllib.loads(path.read_text("utf-8"))
        texts += [example.get("post", "") for key in ("flags", "allows") for example in rule.get(key, ())]
    return tuple(Post(text.replace("⟦", "").replace("⟧", ""), account="main") for text in texts if text)


@pytest.mark.parametrize("name", RULES)
def test_details_are_found_alike_whether_or_not_the_ways_are_asked_first(name: str) -> None:
    for options in _details(ACTIVE[name]):
        shut = 0
        for post in _posts():
            evidence = Evidence(post, sample_linter().context)
            found = [*detail.check(post, evidence, options)]
            assert [*detail.check_where_open(post, evidence, options)] == found, post.body
            shut += not found
        assert shut


def test_nobody_speaks_as_another_where_no_way_is_open() -> None:
    active = ACTIVE["impersonation"]
    ways = ways_of(active)
    assert ways
    for post in _posts():
        evidence = Evidence(post, sample_linter().context)
        if not ways.any_open(prose_of(evidence)):
            assert not [*impersonation.check(post, evidence, active.options)], post.body


@pytest.mark.parametrize("name", sorted(name for name, active in ACTIVE.items() if active.rule.kind in ONLY_WITH))
def test_a_rule_that_is_asked_only_with_something_finds_nothing_without_it(name: str) -> None:
    active = ACTIVE[name]
    owner, _, key = ONLY_WITH[active.rule.kind].partition(".")
    without = 0
    for post in _posts():
        evidence = Evidence(post, sample_linter().context)
        if not getattr(post if owner == "post" else evidence, key):
            without += 1
            assert not [*checks.load(active.rule.kind).check(post, evidence, active.options)], post.body
    assert without
