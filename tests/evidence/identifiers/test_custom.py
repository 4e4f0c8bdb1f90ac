"""A school's own recognizers."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from linter.errors import PostlintError, SettingsError
from linter.evidence.identifiers.custom import read
from linter.identifier_options import Identifiers
from tests.evidence.identifiers.gathering import gathered

LOCKERS = r"""
recognizers:
  - name: Locker
    supported_entity: LOCKER_NUMBER
    supported_language: en
    patterns:
      - {name: locker, regex: '\bLK-\d{4}\b', score: 0.3}
    context: [locker key]
  - name: Minibuses
    supported_entity: MINIBUS
    deny_list: [Bluebell Bus, "Daisy & Co"]
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "recognizers.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def _kinds(text: str, path: Path, *off: str) -> list[tuple[str, float]]:
    options = Identifiers(recognizers=str(path), off=off)
    return [(one.kind, one.confidence) for one in gathered(text, identifiers=options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the locker key for LK-4711", [("LOCKER_NUMBER", 0.65)]),
        ("LK-4711 won", [("LOCKER_NUMBER", 0.3)]),
        ("we took the bluebell bus", [("MINIBUS", 1.0)]),
        ("Daisy & Co is late", [("MINIBUS", 1.0)]),
        ("nothing here", []),
    ],
)
def test_patterns_words_and_phrases_of_context_count(
    tmp_path: Path, text: str, expected: list[tuple[str, float]]
) -> None:
    assert _kinds(text, _write(tmp_path, LOCKERS)) == expected


def test_an_own_entity_can_be_switched_off_as_any_other(tmp_path: Path) -> None:
    path = _write(tmp_path, LOCKERS)

    assert _kinds("LK-4711 and 07700 900123", path, "LOCKER_NUMBER", "UK_PHONE") == []


def test_a_recognizer_of_presidios_is_used_by_its_name(tmp_path: Path) -> None:
    path = _write(tmp_path, "recognizers:\n  - name: IpRecognizer\n    type: predefined\n")

    assert [kind for kind, _ in _kinds("the server is 192.168.10.20", path)] == ["IP_ADDRESS"]


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = _write(tmp_path, LOCKERS)
    assert _kinds("QQ-4711", path) == []
    _write(tmp_path, LOCKERS.replace("LK-", "QQ-") + "\n")

    assert _kinds("QQ-4711", path) == [("LOCKER_NUMBER", 0.3)]


@pytest.mark.parametrize(
    ("text", "key", "what"),
    [
        ("recognizers: []", "", "holds no list"),
        ("- name: x", "", "holds no list"),
        ("recognizers: [{name: x, supported_entity: X}]", "recognizers[0].patterns", "is missing"),
        ("recognizers: [{name: x, deny_list: [a]}]", "recognizers[0].supported_entity", "is missing"),
        ("recognizers: [{supported_entity: X, deny_list: [a]}]", "recognizers[0].name", "is missing"),
        ("recognizers: [{name: x, supported_entity: X, deny_list: [no]}]", "recognizers[0].deny_list", "not a list of"),
        (
            "recognizers: [{name: x, supported_entity: X, patterns: [{name: p, regex: '(', score: 1}]}]",
            "recognizers[0].patterns[0].regex",
            "cannot be compiled",
        ),
        (
            "recognizers: [{name: x, supported_entity: X, patterns: [{name: p, regex: 'a', score: 7}]}]",
            "recognizers[0].patterns[0].score",
            "not a number from 0 to 1",
        ),
        (
            "recognizers: [{name: x, supported_entity: X, supported_language: cy, deny_list: [a]}]",
            "recognizers[0].supported_language",
            "not en",
        ),
        (
            "recognizers: [{name: x, supported_entity: X, contexts: [a], deny_list: [a]}]",
            "recognizers[0].contexts",
            "not a known key",
        ),
        ("recognizers: [EmailRecognizer]", "recognizers[0].name", "asks the network"),
        ("recognizers: [SpacyRecognizer]", "recognizers[0].name", "language model"),
        ("recognizers: [IbanReconizer]", "IbanReconizer", "no recognizer of Presidio's"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_refused_with_its_key(tmp_path: Path, text: str, key: str, what: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(_write(tmp_path, text))

    (fault, *_) = raised.value.faults
    assert (fault.key, fault.path.endswith("recognizers.yaml")) == (key, True)
    assert what in fault.what


def test_yaml_that_is_none_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"recognizers\.yaml:3: is not valid YAML"):
        read(_write(tmp_path, "recognizers:\n  - name: 'x\n"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read(tmp_path / "none.yaml")


def test_a_pattern_that_runs_out_of_time_is_a_failure(tmp_path: Path) -> None:
    slow = "recognizers: [{name: x, supported_entity: X, patterns: [{name: p, regex: '(a|aa)+$', score: 1}]}]"

    with pytest.raises(PostlintError, match="not searched"):
        _kinds("a" * 5000 + "!", _write(tmp_path, slow))
