"""From the bytes of a request to its answer: the one way for both servers. Nothing that goes wrong raises."""

from __future__ import annotations

from collections.abc import Callable

from linter.errors import Fault, PostlintError
from linter.serving.answers import Answer, answer, refusal
from linter.serving.current import Current
from linter.serving.requests import RefusedError, parse


def judge(data: bytes, current: Current, is_given_up: Callable[[], bool] = lambda: False) -> Answer:
    """Return the answer to a request. `is_given_up` says that nobody waits for it any more: then the rest is left."""
    try:
        request = parse(data)
    except RefusedError as error:
        return refusal(error.code, error.faults, error.id)
    except Exception as error:  # noqa: BLE001 - fail closed: whatever is sent, there is an answer, and it is no
        return refusal("internal", [_unexpected(error)])
    try:
        linter = current.linter()
        decisions = []
        for post in request.posts:
            if is_given_up():
                return refusal("timeout", [Fault("", "nobody waits for the answer any more")], request.id)
            decisions.append(linter.gate(post, request.intent))
        return answer(request, decisions)
    except PostlintError as error:
        return refusal("settings", [Fault("", str(fault)) for fault in error.faults], request.id)
    except Exception as error:  # noqa: BLE001 - the same
        return refusal("internal", [_unexpected(error)], request.id)


def _unexpected(error: Exception) -> Fault:
    # Its message may quote the request.
    return Fault("", f"postlint failed unexpectedly ({type(error).__name__}); nothing was allowed")
