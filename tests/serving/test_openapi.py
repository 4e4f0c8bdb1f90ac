"""The document against the server: requests that nobody thought of, made from it by schemathesis."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis import checks

from linter.serving import http
from linter.serving.answers import answer
from linter.serving.judging import judge
from linter.serving.openapi import document
from linter.serving.requests import Code, parse
from tests.serving.asking import BAD, GOOD, NEVER, encoded, is_answer, sample_current

FAIR = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@cache
def _app() -> Any:
    return http.app(http.Options(), sample_current())


@pytest.fixture
def api() -> Any:
    """The document, and the application that it is about."""
    made = schemathesis.openapi.from_dict(document(has_token=False))
    made.app = _app()
    return made


schema = schemathesis.pytest.from_fixture("api")


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_is_made_from_the_document_is_answered_as_it_says(case: Any) -> None:
    # The first picture waits for libraries to be loaded.
    response = case.call(headers={**(case.headers or {}), "Host": "127.0.0.1"}, timeout=120)

    case.validate_response(response, checks=FAIR)
    if response.status_code != 200 and "allowed" in response.json():
        assert response.json()["allowed"] is False


def test_the_shapes_are_sound() -> None:
    for shape in document(has_token=False)["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)


@pytest.mark.parametrize("request_", [GOOD, BAD, *NEVER], ids=range(len(NEVER) + 2))
def test_answers_have_the_shape_that_is_promised(request_: dict[str, Any]) -> None:
    assert is_answer(judge(encoded(request_), sample_current()))


def test_an_answer_about_no_post_allows_nothing() -> None:
    assert answer(parse(encoded(GOOD)).__class__(None, "publish", ()), [])["allowed"] is False


def test_every_error_has_a_status_and_stands_in_the_document() -> None:
    codes = set(Code.__args__)  # type: ignore[attr-defined]
    shapes = document(has_token=False)
    promised = {int(status) for status in shapes["paths"]["/v1/gate"]["post"]["responses"]}

    assert set(http._STATUS) == codes
    assert {*shapes["components"]["schemas"]["Answer"]["properties"]["error"]["enum"]} == {None, *codes}
    assert set(http._STATUS.values()) - {404} <= promised
