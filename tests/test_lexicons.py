"""Lexicons are terms, or entries that say what each term needs; sets stand for entries that are alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.errors import RuleError
from linter.lexicons import Entry, read_lexicon

HEAD = 'summary = "Some words."\nsource = "Made up."\n'


def _file(folder: Path, body: str) -> Path:
    path = folder / "words.toml"
    path.write_text(HEAD + body, encoding="utf-8")
    return path


def test_a_plain_list_is_its_terms(tmp_path: Path) -> None:
    assert read_lexicon(_file(tmp_path, 'terms = ["one", "two"]')) == ("one", "two")


def test_entries_come_before_those_of_the_sets(tmp_path: Path) -> None:
    path = _file(tmp_path, 'entries = [{ term = "c", needs = ["x"] }]\n[[sets]]\nband = "mild"\nterms = ["a", "b"]\n')

    assert read_lexicon(path) == (Entry("c", needs=("x",)), Entry("a", band="mild"), Entry("b", band="mild"))


@pytest.mark.parametrize(
    ("body", "what"), [("", "is empty"), ('terms = ["a"]\nentries = [{ term = "b" }]\n', "has both")]
)
def test_a_lexicon_has_either_terms_or_entries(tmp_path: Path, body: str, what: str) -> None:
    with pytest.raises(RuleError, match=what):
        read_lexicon(_file(tmp_path, body))


def test_a_band_that_is_not_ofcoms_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="band"):
        read_lexicon(_file(tmp_path, 'entries = [{ term = "a", band = "awful" }]\n'))
