"""postlint's own rules, kept as they were read once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from linter import compiled, packs
from linter.cache import DiskStore
from linter.rule import Rule
from linter.value import described_fields


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DiskStore:
    # A file that was changed just now may change again within the tick of a clock: then nothing is kept.
    monkeypatch.setattr("linter.cache.inputs.STARTED", 2**62)
    return DiskStore(str(tmp_path / "cache"))


def _plain(rule: Rule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in described_fields(Rule) if name != "detect"}


def test_what_is_kept_is_what_the_files_say(store: DiskStore) -> None:
    known = packs.load()
    assert compiled.load(store) is None
    compiled.keep(store, known)
    found = compiled.load(store)
    assert found is not None
    assert {name: _plain(rule) for name, rule in found.rules.items()} == {n: _plain(r) for n, r in known.rules.items()}
    assert all(found.rules[name].options == rule.options for name, rule in known.rules.items())
    assert packs.load(own=found.rules).rules == found.rules


def test_a_broken_entry_is_a_miss(store: DiskStore) -> None:
    compiled.keep(store, packs.load())
    for path, _, names in os.walk(store.folder):
        for name in names:
            (Path(path) / name).write_bytes(b"broken")
    assert compiled.load(store) is None


def test_other_contents_of_the_rules_are_another_entry(store: DiskStore, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.keep(store, packs.load())
    monkeypatch.setattr("linter.compiled.tree_digest", lambda _store, path: f"changed {path}")
    assert compiled.load(store) is None


def test_a_disk_that_cannot_be_written_keeps_nothing_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = DiskStore(str(tmp_path / "file" / "cache"))
    compiled.keep(store, packs.load())
    assert compiled.load(store) is None
