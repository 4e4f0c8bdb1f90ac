"""Kind `invitation`: who is invited to what."""

from __future__ import annotations

import re
from typing import Any

import pytest

from linter.checks import invitation
from linter.checks.invitation import Options
from linter.evidence import Evidence
from linter.post import Post
from tests.conftest import sample_linter

_AUDIENCE = {"former": ("class of {number}",), "families": ("parents",), "pupils": ("{year}", "pupils")}


def _options(**changes: Any) -> Options:
    words: dict[str, Any] = {
        "direct": ("add me",),
        "personal": ("message me",),
        "audience": _AUDIENCE,
        "handles": {"former": ("ex_pupil",), "families": ("mum",)},
        "join": ("follow us on tiktok",),
        "unless_near": ("dojo",),
    }
    return Options(**{**words, **changes})


def _found(body: str, account: str = "main", reply_to: str | None = None, **changes: Any) -> list[tuple[str, str]]:
    options = _options(**changes)
    options.validate()
    post = Post(body=body, account=account, reply_to=reply_to)
    evidence = Evidence(post, sample_linter().context)
    hits = invitation.check(post, evidence, options)
    return [(hit.case, part.text[hit.start : hit.end]) for hit in hits if (part := evidence.part(hit.part))]


@pytest.mark.parametrize(
    ("body", "account", "expected"),
    [
        ("Year 6, add me!", "main", [("", "add me")]),
        ("Parents of Year 6, add me!", "main", [("families", "add me")]),
        ("Class of 2019 pupils, add me!", "main", [("former", "add me")]),
        ("Just add me!", "main", [("undirected", "add me")]),
        ("Just add me!", "ms-okafor", []),
        ("Parents, message me!", "main", []),
        ("Parents, message me!", "ms-okafor", [("families", "message me")]),
        ("Parents. It is late. It is dark. Add me!", "ms-okafor", []),
        ("Year 6, never add me!", "main", []),
        ("Year 6, add me on Dojo!", "main", []),
    ],
)
def test_the_audience_and_the_account_make_the_case(body: str, account: str, expected: list[tuple[str, str]]) -> None:
    assert _found(body, account) == expected


def test_the_handle_that_is_replied_to_is_an_audience_of_a_personal_account() -> None:
    assert _found("Message me!", "ms-okafor", "@ellies_mum") == [("families", "Message me")]
    assert _found("Lovely!", "ms-okafor", "@ellies_mum") == [("reply", "@ellies_mum")]
    assert _found("Lovely!", "ms-okafor", "@ellies_mum", ignore=("reply",)) == []
    assert _found("Lovely!", "main", "@ellies_mum") == []


def test_pupils_who_are_too_young_are_not_asked_onto_a_platform() -> None:
    assert _found("Year 4, follow us on TikTok!") == [("too-young", "follow us on TikTok")]
    assert _found("Year 10, follow us on TikTok!") == []
    assert _found("Follow us on TikTok and see what Year 4 made") == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [({"direct": ()}, "direct"), ({"join": ("…",)}, "join"), ({"audience": {"x": ("…",)}}, "audience.x")],
)
def test_options_that_cannot_work_are_refused(changes: dict[str, Any], key: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(key)}: "):
        _options(**changes).validate()


@pytest.mark.parametrize(
    ("policy", "body", "severity"),
    [
        ("coniston", "Class of 2019, connect with me on Insta", "warning"),
        ("testbourne", "Class of 2019, connect with me on Insta", "error"),
        ("trust", "Parents, add me on Facebook", "warning"),
        ("chase-terrace", "Parents, add me on Facebook", "error"),
        ("coniston", "Year 6 leavers – friend me before you go!", "error"),
    ],
)
def test_policies_differ_in_how_bad_it_is(policy: str, body: str, severity: str) -> None:
    posts = sample_linter(policy).check(Post(body=body, account="main")).posts
    found = [finding.severity for each in posts for finding in each.findings if finding.rule == "invites-pupil-contact"]

    assert found == [severity]
