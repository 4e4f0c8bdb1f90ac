"""What is offered for a finding puts it right, in each format, and changes nothing else."""

from __future__ import annotations

import json
from functools import cache

import pytest

from linter import readers
from linter.editing.paths import data_of
from linter.engine import Linter
from linter.finding import Finding
from linter.fixes import safe
from linter.fixes.offers import Offer, apply, offered
from linter.post import Draft
from linter.reader_options import ReaderOptions
from linter.rule import Example
from tests.conftest import SAMPLES, sample_linter
from tests.rules import examples

PACK = [(rule, number, example) for rule, sort, number, example in examples.all_examples() if sort == "flags"]
# What each of these finds can be put right for certain in at least so many of its rule's own examples.
SAFE_AT_LEAST = {
    "hashtag-not-camel-case": 6,
    "hidden-characters": 7,
    "opaque-or-private-link": 1,
    "emoji-or-caps-overuse": 1,
    "exception-fault": 2,
}
UNSAFE_AT_LEAST = {"missing-views-disclaimer": 5, "pupil-full-name": 1}
TEXTS = ("body", "title", "images", "disclaimer", "category", "audience", "reply_to", "group", "second_reader", "allow")


def _draft(example: Example) -> Draft:
    fields = {**examples.SURROUNDINGS, **example.draft}
    if "thread" not in fields:
        fields["body"] = example.post
    fields = {key: value for key, value in fields.items() if value != "none" or key == "people"}
    return _read(json.dumps(examples._without_marks(fields), default=str, indent=2))


def _read(text: str) -> Draft:
    return readers.read("example.json", text.encode("utf-8", "surrogatepass"))


def _found(linter: Linter, draft: Draft, rule: str) -> list[tuple[int, Finding]]:
    posts = linter.check_draft(draft, SAMPLES)
    return [(post.index, finding) for post in posts for finding in post.findings if finding.rule == rule]


@cache
def _offers(rule: str) -> tuple[tuple[int, Linter, Draft, int, Finding, Offer], ...]:
    """Return all that is offered for the examples of a rule."""
    rows = []
    for name, number, example in PACK:
        if name != rule or example.ledger:
            continue
        draft, linter = _draft(example), examples._linter(example)
        for index, finding in _found(linter, draft, rule):
            rows += [(number, linter, draft, index, finding, one) for one in offered(finding, draft, index, linter)]
    return tuple(rows)


RULES = sorted({rule for rule, _, _ in PACK} & {*SAFE_AT_LEAST, *UNSAFE_AT_LEAST})


@pytest.mark.parametrize("rule", RULES)
def test_what_is_offered_is_really_put_right_and_nothing_else_changes(rule: str) -> None:
    rows = [row for row in _offers(rule) if row[-1].is_safe or row[-1].name == "add-disclaimer"]
    for number, linter, draft, index, finding, offer in rows:
        before = _found(linter, draft, rule)

        text = apply(draft, index, offer, linter, _read)

        new = _read(text)
        after = _found(linter, new, rule)
        label = f"{rule} {number}: {offer.words}"
        assert len(after) < len(before), label
        assert len(new.entries) == len(draft.entries), label
        for old, now in zip(draft.entries, new.entries, strict=True):
            first, second = data_of(old.post), data_of(now.post)
            changed = {key for key in {*first, *second} if first.get(key) != second.get(key)}
            assert changed <= set(TEXTS), label
        assert text.count("\n") == draft.text.count("\n") or offer.name == "unused-exceptions", label
        assert finding.status == "reported"


@pytest.mark.parametrize(("rule", "least"), [*SAFE_AT_LEAST.items(), *UNSAFE_AT_LEAST.items()])
def test_offers_are_made_for_what_can_be_put_right(rule: str, least: int) -> None:
    rows = _offers(rule)
    assert len({row[0] for row in rows if row[-1].is_safe == (rule in SAFE_AT_LEAST)}) >= least
    if rule in UNSAFE_AT_LEAST:
        assert not any(row[-1].is_safe for row in rows)


CASES = [
    ("hashtag", "a.md", "What a day! #sportsday2026\n", "What a day! #SportsDay2026\n"),
    ("two tags", "a.txt", "#sportsday2026 and #worldbookday\r\n", "#SportsDay2026 and #WorldBookDay\r\n"),
    ("folded", "a.yaml", "body: >\n  What a\n  day! #sportsday2026\n", "body: >\n  What a\n  day! #SportsDay2026\n"),
    ("hidden", "a.md", "Book par\u200bents' evening by Friday.\u200b\n", "Book parents' evening by Friday.\n"),
    ("escaped", "a.json", '{"body": "par\\u200bents\\n#sportsday2026"}', '{"body": "parents\\n#SportsDay2026"}'),
    ("control", "a.txt", "jacket potato\x0band beans", "jacket potato and beans"),
    ("look-alike", "a.md", "Our new Nurs\u0435ry and \u0415aster", "Our new Nursery and Easter"),
    ("fancy", "a.md", "\U0001d4e6\U0001d4f2\U0001d4f7 this Saturday", "Win this Saturday"),
    (
        "tracking",
        "a.csv",
        'id,body\r\n1,"News, see https://www.woodland-news.example/a?id=3&utm_source=fb#top"\r\n',
        'id,body\r\n1,"News, see https://www.woodland-news.example/a?id=3#top"\r\n',
    ),
    ("emoji", "a.md", "Well done Year 2! 👏👏👏👏👏👏\n", "Well done Year 2! 👏\n"),
    ("alt", "a.md", "Here ![The tro\u200bphy](pictures/cup.png)\n", "Here ![The trophy](pictures/cup.png)\n"),
    # What is not certain stays.
    ("Arabic", "a.txt", "\u0639\u064a\u062f \u202e\u0645\u0628", "\u0639\u064a\u062f \u202e\u0645\u0628"),
    ("address", "a.txt", "Pay at www.p\u0430rentpay.com", "Pay at www.p\u0430rentpay.com"),
    ("apart", "a.txt", "One 👏 two 👏 three 👏 four 👏", "One 👏 two 👏 three 👏 four 👏"),
]


@pytest.mark.parametrize(("name", "before", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_all_safe_fixes_of_a_draft_are_done_at_once(name: str, before: str, after: str) -> None:
    linter = sample_linter()

    def read(text: str) -> Draft:
        return readers.read(name, text.encode("utf-8"))

    draft = read(before)
    faults: list[object] = []
    posts = linter.check_draft(draft, SAMPLES)
    new, _, done = safe.fix(
        draft,
        posts,
        linter,
        lambda one: linter.check_draft(one, SAMPLES),
        read,
        ReaderOptions(),
        faults,  # type: ignore[arg-type]
    )

    assert faults == []
    assert new.text == after
    assert bool(done) == (before != after)


def test_a_silenced_finding_is_left_alone() -> None:
    text = "#sportsday2026 <!-- postlint: allow hashtag-not-camel-case -- printed on the banner -->"
    linter = sample_linter()
    draft = readers.read("a.md", text.encode())
    ((index, finding),) = _found(linter, draft, "hashtag-not-camel-case")

    assert finding.status == "suppressed"
    assert offered(finding, draft, index, linter) == ()
