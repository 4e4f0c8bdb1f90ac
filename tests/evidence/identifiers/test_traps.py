"""The traps of Presidio that were measured before we used it: each has a test."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from linter.errors import PostlintError
from linter.evidence.identifiers import engine as engine_module
from linter.evidence.identifiers.engine import Engine
from tests.evidence.identifiers.gathering import SURE, found, gathered


@pytest.mark.parametrize(
    "text",
    [
        "Y6 had", "Y4 are", "Y5 and", "M25 was", "B12 DAY", "F1 car", "P7 ran", "S4 has", "the 100 m", "top 10 a",
        "Y6 had a great day in the car park", "M25 was busy, the cars stood still", "Gang of 15 use golf clubs",
        "UP TO 20 OFF, DEC 12 THE HALL",
    ],
)  # fmt: skip
def test_school_prose_is_no_number_plate(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["e1 1st", "B1 2nd", "N1 4th", "S2 3rd", "W1 1st", "E1 1st team won", "E1 1ST TEAM WON"]
)
def test_teams_and_places_are_no_postcode(text: str) -> None:
    assert found(text) == []


def test_a_plate_set_apart_is_found_where_a_car_is_spoken_of() -> None:
    assert found("the white car AB 12 CDE is blocking us") == [("UK_VEHICLE_REGISTRATION", "AB 12 CDE")]


@pytest.mark.parametrize("address", ["office@example.sch.uk", "head@testbourne.hants.sch.uk", "x@school.co.uk"])
def test_every_shape_of_a_schools_mail_domain_is_found(address: str) -> None:
    assert found(f"Write to {address}.") == [("EMAIL_ADDRESS", address)]


@pytest.mark.parametrize(
    "text", ["12.06.2026", "1500 2000", "01.09.2026 09:00", "01-09-2026 09:00", "978-0-306-40615-7"]
)
def test_dates_amounts_and_books_are_no_telephone_number(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("her national insurance number: AB 12 34 56", "UK_NINO"),
        ("AB 12 34 56 is the national insurance number", "UK_NINO"),
        ("ni number AB 12 34 56", "UK_NINO"),
        ("Sort code 20-00-00", "UK_BANK"),
        ("55779911 (account number)", "UK_BANK"),
        ("123456789 is the passport number", "UK_PASSPORT"),
    ],
)
def test_phrases_count_as_context_on_both_sides(text: str, entity: str) -> None:
    assert [kind for kind, _ in found(text, SURE)] == [entity]


@pytest.mark.parametrize("text", ["duplicate of 123456789", "utrecht 1955839661", "the dbsolutions 001234567890"])
def test_context_counts_as_whole_words_only(text: str) -> None:
    assert found(text, SURE) == []


def test_context_far_away_does_not_count() -> None:
    far = "passport photos are taken by the stage in the hall on Tuesday after break; we have 123456789 beans"

    assert found(far) == []


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("jo@school.co.uk", "EMAIL_ADDRESS"),
        ("NHS 999 000 0018", "UK_NHS"),
        ("GB29NWBK60161331926819", "IBAN_CODE"),
        ("card 4111 1111 1111 1111", "CREDIT_CARD"),
        ("sort code 20-00-00 account 55779911", "UK_BANK"),
    ],
)
def test_what_overlaps_is_one_identifier(text: str, entity: str) -> None:
    assert [kind for kind, _ in found(text)] == [entity]


@pytest.mark.parametrize("text", ["1234567890", "9276308686", "1955839661", "9990000018", "Order 9990000018"])
def test_a_bare_ten_digit_number_is_never_sure(text: str) -> None:
    assert found(text, SURE) == []


def test_an_nhs_number_without_its_word_is_unsure() -> None:
    (one,) = gathered("999 000 0018")

    assert (one.kind, 0.4 <= one.confidence < SURE) == ("UK_NHS", True)


def test_clues_say_why_and_hold_nothing_of_the_post() -> None:
    (one,) = gathered("Her NHS number is 999 000 0018")

    assert "its check character is right" in one.clues
    assert any("'nhs'" in clue for clue in one.clues)
    assert not any("999" in clue or "0018" in clue for clue in one.clues)


def test_a_pattern_that_runs_out_of_time_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow:
        def finditer(self, text: str, timeout: float) -> None:
            raise TimeoutError

    engine = Engine()
    recognizer = next(one for one in engine.analyzer.registry.recognizers if one.supported_entities == ["UK_UPN"])
    recognizer._compiled = [(form, Slow()) for form, _ in recognizer._compiled]

    with pytest.raises(PostlintError, match="took longer than 250 ms"):
        engine.analyze("V000200020001")


def test_a_recognizer_of_somebody_else_that_presidio_skips_is_a_failure_too() -> None:
    engine = Engine()
    logger = logging.getLogger("presidio-analyzer")

    def skip(*_: object, **__: object) -> list[object]:
        logger.warning("Regex pattern '%s' timed out after %s seconds, skipping.", "x", 60)
        return []

    engine.analyzer.registry.recognizers[0].analyze = skip
    with pytest.raises(PostlintError, match="ran out of time"):
        engine.analyze("V000200020001")
    assert not any(isinstance(handler, engine_module._TimedOut) for handler in logger.handlers)


WITHOUT_NETWORK = """
import socket, sys

def refuse(*args, **kwargs):
    raise AssertionError("asked the network")

socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from tests.evidence.identifiers.gathering import found
text = "jo@school.co.uk office@example.sch.uk 07700 900123 instagram.com/jo.smith12 SW1A 1AA GB29NWBK60161331926819"
assert len(found(text)) == 6, found(text)
assert "presidio_analyzer" in sys.modules
"""


def test_nothing_asks_the_network() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK], cwd=root, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
