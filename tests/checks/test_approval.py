"""Kind `approval`: who approves what, by the policies' own rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from linter import Post
from linter.approvals import digest
from linter.checks import approval
from linter.checks.approval import Options
from linter.checks.phrase import Options as Phrases
from linter.checks.roles import is_among, member_named, roles_of
from linter.context import Context
from linter.engine import Linter
from linter.evidence import Evidence
from linter.post import Approval, Author, Image
from linter.settings import Account, Settings, load
from tests.conftest import NOW, SAMPLES, sample_linter

DAY = date(2026, 11, 19)
HEAD = Approval("S01", DAY)
GROUPS: Mapping[str, tuple[str, ...]] = sample_linter().packs.rules["missing-approval"].options.groups


@cache
def _linter(policy: str) -> Linter:
    return Linter(load(SAMPLES / "postlint.toml"), policy=policy, select=["missing-approval"], now=NOW)


def _found(policy: str = "default", **fields: Any) -> dict[str, str]:
    """Return case → severity of what a policy reports."""
    post = Post(**{"body": "Kites on the field today.", "account": "main", "author": Author("S04"), **fields})
    report = _linter(policy).check(post).posts[0]
    assert not report.failures
    return {finding.case: finding.severity for finding in report.findings}


def _cases(options: Options, settings: Settings, **fields: Any) -> set[str]:
    post = Post(**{"body": "Kites on the field today.", **fields})
    evidence = Evidence(post, Context(settings, sample_linter().packs, NOW))
    return {hit.case for hit in approval.check(post, evidence, options)} - {"no-role"}


@pytest.mark.parametrize(
    ("policy", "severity"),
    [("default", "error"), ("chase-terrace", "error"), ("trust", "error"), ("testbourne", "error")],
)
def test_an_official_post_needs_approval(policy: str, severity: str) -> None:
    assert _found(policy) == {"none": severity}


def test_a_policy_that_asks_for_no_approval_misses_none() -> None:
    assert _found("coniston") == {}


def test_a_policy_may_ask_for_approval_of_controversy_only() -> None:
    assert _found("cheadle-heath") == {}
    assert _found("cheadle-heath", body="Our view on strike action next week") == {"none": "warning"}
    assert _found("cheadle-heath", body="Our view on strike action next week", approval=Approval("S02", DAY)) == {}


@pytest.mark.parametrize("account", ["ms-okafor", "mr-varga", "pta"])
def test_accounts_that_do_not_speak_for_the_school_need_no_approval(account: str) -> None:
    assert _found(account=account) == {}


@pytest.mark.parametrize("account", [None, "@nobody_knows"])
def test_a_post_for_an_unknown_account_counts_as_the_schools(account: str | None) -> None:
    assert _found(account=account) == {"none": "error"}


@pytest.mark.parametrize(
    ("policy", "approver", "case"),
    [
        ("default", HEAD, ""),
        ("default", Approval("S03", DAY), ""),
        ("default", Approval("Somebody From The Trust", DAY), ""),
        ("chase-terrace", HEAD, ""),
        ("chase-terrace", Approval("S02", DAY), "wrong-role"),
        ("chase-terrace", Approval("S08", DAY), "wrong-role"),
        ("chase-terrace", Approval("headteacher", DAY), ""),
        ("chase-terrace", Approval("Miriam Castellane", DAY), ""),
        ("chase-terrace", Approval("Mrs Castellane", DAY), ""),
        ("chase-terrace", Approval("Castellane, Miriam", DAY), ""),
        ("chase-terrace", Approval("s01", DAY), ""),
        ("chase-terrace", Approval("Zainab Oyelaran", DAY, role="Executive Headteacher"), ""),
        ("chase-terrace", Approval("Zainab Oyelaran", DAY, role="Deputy Headteacher"), "wrong-role"),
        ("chase-terrace", Approval("Zainab Oyelaran", DAY, role="PA to the Headteacher"), "wrong-role"),
        ("chase-terrace", Approval("Zainab Oyelaran", DAY), "unknown-approver"),
        ("chase-terrace", Approval("S99", DAY, role="headteacher"), "unknown-approver"),
        ("chase-terrace", Approval("S03", DAY, role="headteacher"), "wrong-role"),
        ("testbourne", Approval("S02", DAY), ""),
        ("testbourne", HEAD, ""),
        ("testbourne", Approval("S08", DAY), "wrong-role"),
        ("testbourne", Approval("slt", DAY), ""),
        ("testbourne", Approval("Ivo Bracegirdle", DAY, role="Assistant Head (Inclusion)"), ""),
        ("trust", Approval("S03", DAY, role="line manager"), ""),
        ("trust", Approval("S03", DAY), "wrong-role"),
        ("trust", Approval("S02", DAY), ""),
        ("default", Approval("S77", DAY), "unknown-approver"),
        ("default", Approval("jsmith", DAY), "unknown-approver"),
        ("default", Approval(" ", DAY), "unknown-approver"),
        ("default", Approval("S10", DAY), "leaver"),
        ("default", Approval("S10", date(2026, 7, 1)), ""),
        ("default", Approval("S01"), "undated"),
        ("default", Approval("S01", date(2026, 11, 20)), ""),
        ("default", Approval("S01", date(2026, 11, 21)), "future-dated"),
    ],
)
def test_who_may_approve(policy: str, approver: Approval, case: str) -> None:
    assert set(_found(policy, approval=approver)) == ({case} if case else set())


def test_the_press_is_the_headteachers_alone_where_the_policy_says_so() -> None:
    answer = {"reply_to": "@EastmereGazette", "body": "The roof was mended in May."}

    assert set(_found("trust", **answer, approval=Approval("S02", DAY))) == {"wrong-role"}
    assert _found("trust", **answer, approval=HEAD) == {}
    assert set(_found("trust", category="Press release", approval=Approval("S02", DAY))) == {"wrong-role"}
    assert _found("trust", reply_to="@proud_gran", approval=Approval("S02", DAY)) == {}


def test_an_unsure_author_asks_first_on_any_account() -> None:
    assert _found(account="ms-okafor", author=Author("S05"), confident=False) == {"unsure": "warning"}
    assert _found(account="ms-okafor", author=Author("S05"), confident=False, approval=HEAD) == {}
    assert set(_found("trust", confident=False, approval=Approval("S02", DAY))) == {"wrong-role"}


@pytest.mark.parametrize(
    ("policy", "author", "case"),
    [
        ("default", "S02", ""),
        ("trust", "S02", "own-approval"),
        ("trust", "S01", ""),
        ("cheadle-heath", "S02", "own-approval"),
        ("testbourne", "S02", ""),
    ],
)
def test_who_may_approve_their_own_post(policy: str, author: str, case: str) -> None:
    found = _found(
        policy, body="Strike action: gates open at 9.", author=Author(author), approval=Approval(author, DAY)
    )

    assert set(found) == ({case} if case else set())


@pytest.mark.parametrize(
    ("policy", "account", "author", "cases"),
    [
        ("default", "main", "S06", {"untrained": "warning", "unsigned": "info"}),
        ("chase-terrace", "main", "S06", {"untrained": "warning"}),
        ("coniston", "main", "S06", {}),
        ("default", "pta", "S09", {}),
        ("cheadle-heath", "pta", "S09", {"untrained": "warning"}),
        ("default", "main", "S10", {"leaver": "error"}),
        ("default", "ms-okafor", "S06", {}),
    ],
)
def test_what_a_policy_asks_of_authors(policy: str, account: str, author: str, cases: dict[str, str]) -> None:
    assert _found(policy, account=account, author=Author(author), approval=HEAD) == cases


@pytest.mark.parametrize(
    ("author", "wanted"),
    [
        (None, True),
        (Author(name="Ama Birch"), True),
        (Author(name="Ama Birch", role="parent helper"), False),
        (Author("S06"), False),
    ],
)
def test_a_policy_for_helpers_too_wants_to_know_what_the_author_is(author: Author | None, wanted: bool) -> None:
    assert ("no-role" in _found("coniston", author=author)) == wanted


def test_a_digest_must_match_the_words() -> None:
    good = digest(Post("Kites on the field today."), ())

    assert _found(approval=Approval("S01", DAY, digest=good)) == {}
    assert _found(body="Kites on the roof today.", approval=Approval("S01", DAY, digest=good)) == {"stale": "error"}


def test_a_digest_for_a_picture_that_cannot_be_read_is_stale() -> None:
    images = (Image("no/such.jpg", alt="A kite"),)

    assert "stale" in _found(images=images, approval=Approval("S01", DAY, digest="sha256:" + "0" * 64))


def test_a_digest_can_be_required() -> None:
    options = Options(digest="required")

    assert _cases(options, Settings(), approval=HEAD) == {"unbound"}


def test_without_a_staff_list_anybody_with_a_name_may_approve() -> None:
    options = Options(roles=("headteacher",), groups=GROUPS)

    assert _cases(options, Settings(), approval=Approval("Mrs Ito", DAY)) == set()
    assert _cases(options, Settings(), approval=Approval("S01", DAY)) == set()
    assert _cases(options, Settings(), approval=Approval("", DAY)) == {"unknown-approver"}
    assert _cases(options, Settings(), approval=Approval("Mrs Ito", DAY, role="caretaker")) == {"wrong-role"}


@pytest.mark.parametrize("category", ["lunch menu", "Lunch-Menu", "LUNCH MENU"])
def test_routine_categories_are_approved_once_for_all(category: str) -> None:
    options = Options(routine=("lunch menu",))

    assert _cases(options, Settings(), category=category) == set()
    assert _cases(options, Settings(), category="lunch") == {"none"}
    assert _cases(options, Settings()) == {"none"}


def test_some_authors_may_need_no_approval() -> None:
    options = Options(exempt_authors=("headteacher",), groups=GROUPS)

    assert _cases(options, Settings(), author=Author(name="Ada Quill", role="Head")) == set()
    assert _cases(options, Settings(), author=Author(name="Ada Quill", role="Deputy Head")) == {"none"}


def test_affiliated_accounts_can_be_included() -> None:
    settings = Settings(accounts={"pta": Account(("@pta",), "affiliated")})

    assert _cases(Options(accounts=("official", "affiliated")), settings, account="pta") == {"none"}


@pytest.mark.parametrize(
    ("written", "wanted", "is_one"),
    [
        ("Head teacher", "headteacher", True),
        ("HEADTEACHER", "headteacher", True),
        ("Head", "headteacher", True),
        ("Acting Head Teacher", "headteacher", True),
        ("Interim Executive Headteacher", "headteacher", True),
        ("Co-Headteacher", "headteacher", True),
        ("Headteacher and DSL", "headteacher", True),
        ("Principal / SENCo", "headteacher", True),
        ("Headteacher (maternity cover)", "headteacher", True),
        ("Pennaeth", "headteacher", True),
        ("Deputy Headteacher", "headteacher", False),
        ("Assistant Head", "headteacher", False),
        ("Head of Year 7", "headteacher", False),
        ("Headteacher's PA", "headteacher", False),
        ("Head gardener", "headteacher", False),
        ("Deputy Head Teacher", "slt", True),
        ("Vice-Principal", "slt", True),
        ("SENCo, Assistant Headteacher", "slt", True),
        ("Senior Leadership Team", "slt", True),
        ("Teacher", "slt", False),
        ("Chair of Governors", "governing body", True),
        ("Co-opted governor", "headteacher", False),
        ("Line-manager", "line manager", True),
        ("", "headteacher", False),
    ],
)
def test_roles_are_compared_loosely_but_not_too_loosely(written: str, wanted: str, is_one: bool) -> None:
    assert is_among(roles_of(written, GROUPS), [wanted]) == is_one


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("S05", "S05"),
        ("Ngozi Okafor-Lunn", "S05"),
        ("Ms Okafor-Lunn", "S05"),
        ("okafor lunn", None),
        ("Elin Pryce Rowan", None),
        ("Ngozi", None),
        ("Dr", None),
        ("", None),
    ],
)
def test_members_of_staff_are_found_by_id_or_name(text: str, member: str | None) -> None:
    found = member_named(text, sample_linter().context.staff)

    assert (found.id if found else None) == member


@pytest.mark.parametrize(
    ("options", "key"),
    [
        (Options(needed="topics"), "topics: is empty"),
        (Options(topics=Phrases(("…",))), "phrases: "),
        (Options(groups={"head": ()}), "groups.head: is empty"),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, key: str) -> None:
    with pytest.raises(ValueError, match=key):
        options.validate()


def test_the_day_of_the_run_decides_what_is_in_the_future() -> None:
    post = Post("Kites", account="main", author=Author("S04"), approval=Approval("S01", date(2026, 11, 25)))
    later = _linter("default").with_now(datetime(2026, 11, 26, 8, 0))

    assert [finding.case for finding in _linter("default").check(post).posts[0].findings] == ["future-dated"]
    assert later.check(post).posts[0].findings == ()
