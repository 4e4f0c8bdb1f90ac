"""Lines of JSON: an answer to each line, in order, whatever the line holds."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from linter.serving.current import Current
from linter.serving.stdio import serve
from tests.conftest import SAMPLES
from tests.serving.asking import BAD, GOOD, HOSTILE, NEVER, encoded, is_answer, sample_current, started


class Ends:
    """Both ends of the pipes."""

    def __init__(self, sent: bytes) -> None:
        self.sent = io.BytesIO(sent)
        self.lines: list[str] = []

    def readline(self, most: int) -> bytes:
        return self.sent.readline(most)

    def answer(self, text: str) -> None:
        assert "\n" not in text
        self.lines.append(text)

    def say(self, text: str) -> None:
        raise AssertionError(text)


@pytest.fixture
def current() -> Current:
    return sample_current()


def _answers(current: Current, sent: bytes, most: int = 1024 * 1024) -> list[dict[str, Any]]:
    ends = Ends(sent)
    count = serve(ends, current, most)
    assert count == len(ends.lines)
    answers = [json.loads(line) for line in ends.lines]
    assert all(map(is_answer, answers))
    return answers


def test_each_line_has_its_answer_in_order(current: Current) -> None:
    lines = [encoded({**(GOOD if n % 2 else BAD), "id": n}) for n in range(10)]

    answers = _answers(current, b"\n".join(lines))

    assert [answer["id"] for answer in answers] == list(range(10))
    assert [answer["allowed"] for answer in answers] == [bool(n % 2) for n in range(10)]


@pytest.mark.parametrize(("data", "code"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_bad_line_is_answered_and_the_next_one_too(current: Current, data: bytes, code: str) -> None:
    first, second = _answers(current, data + b"\n" + encoded({**GOOD, "id": "next"}) + b"\n")

    assert (first["status"], first["error"], first["allowed"], first["outcome"]) == ("refused", code, False, "blocked")
    assert (second["id"], second["allowed"]) == ("next", True)


@pytest.mark.parametrize("request_", NEVER, ids=range(len(NEVER)))
def test_what_is_hidden_in_a_request_does_not_pass(current: Current, request_: dict[str, Any]) -> None:
    (answer,) = _answers(current, encoded(request_))

    assert (answer["status"], answer["allowed"]) == ("complete", False)
    assert any(reason["stops"] for reason in answer["reasons"])


def test_empty_lines_are_passed_over_and_all_line_ends_are_taken(current: Current) -> None:
    answers = _answers(current, b"\n  \r\n" + encoded(GOOD) + b"\r\n\n" + encoded(BAD))

    assert [answer["allowed"] for answer in answers] == [True, False]


def test_a_line_that_is_too_long_is_refused_and_forgotten(current: Current) -> None:
    huge = b'{"text": "' + b"a" * 5_000_000 + b'"}'

    answers = _answers(current, huge + b"\n" + encoded(GOOD) + b"\n" + huge, most=100_000)

    assert [answer["error"] for answer in answers] == ["too-large", None, "too-large"]
    assert [answer["allowed"] for answer in answers] == [False, True, False]


def test_a_line_of_just_the_size_is_judged(current: Current) -> None:
    data = encoded(GOOD)

    assert [answer["error"] for answer in _answers(current, data, most=len(data))] == [None]
    assert [answer["error"] for answer in _answers(current, data, most=len(data) - 1)] == ["too-large"]


def test_spans_are_told_as_people_count_and_as_javascript_does(current: Current) -> None:
    text = "🎉🎉 The password is sunflower9!"
    (answer,) = _answers(current, encoded({**GOOD, "text": text}))
    (reason,) = [reason for reason in answer["reasons"] if reason["rule"] == "password-or-access-code"]

    start, end = reason["span"]
    assert text[start:end] == "sunflower9!"
    first, last = reason["span_utf16"]
    assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == "sunflower9!"
    assert "sunflower" not in json.dumps(answer)


def test_versions_are_judged_each_and_all_must_be_allowed(current: Current) -> None:
    (answer,) = _answers(current, encoded({**GOOD, "versions": [{}, {"platform": "x", "text": BAD["text"]}]}))

    assert [version["allowed"] for version in answer["versions"]] == [True, False]
    assert [version["platforms"] for version in answer["versions"]] == [["facebook"], ["x"]]
    assert {reason["version"] for reason in answer["reasons"] if reason["stops"]} == {1}
    assert (answer["allowed"], answer["outcome"]) == (False, "blocked")


def test_a_draft_is_advised(current: Current) -> None:
    (answer,) = _answers(current, encoded({**BAD, "intent": "draft"}))

    assert (answer["allowed"], answer["outcome"]) == (True, "blocked")
    assert not any(reason["stops"] for reason in answer["reasons"])


def test_a_check_that_fails_makes_a_partial_answer_that_allows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.checks.credential.check", lambda *_: 1 / 0)
    current = Current(SAMPLES / "postlint.toml")

    for intent in ("publish", "draft"):
        (answer,) = _answers(current, encoded({**BAD, "intent": intent}))
        assert (answer["status"], answer["allowed"]) == ("partial", False)


def test_private_values_are_masked_in_answers(current: Current) -> None:
    (answer,) = _answers(current, encoded({**GOOD, "text": "Well done Amelia! Ring her mother on 07700 900123."}))

    assert answer["reasons"]
    assert "900123" not in json.dumps(answer)


@pytest.mark.slow
def test_the_command_answers_until_its_input_ends(kept: Path) -> None:
    lines = b"".join(encoded(one) + b"\n" for one in ({**GOOD, "id": 1}, {**BAD, "id": 2})) + b"nonsense\n"

    with started("--stdio", kept=kept) as process:
        out, err = process.communicate(lines, timeout=60)

    answers = [json.loads(line) for line in out.splitlines()]
    assert all(map(is_answer, answers))
    assert [(answer["id"], answer["allowed"]) for answer in answers] == [(1, True), (2, False), (None, False)]
    assert (process.returncode, err) == (0, b"")
