"""The store: what is put comes back whole or not at all, and nothing in it can be read without the key."""

import os
from pathlib import Path

import pytest

from linter import cache
from linter.cache import DiskStore
from linter.cache.packed import pack, unpack
from linter.cache.seal import digest, place_of
from linter.finding import Finding, Place
from linter.report import PostReport

KEY = digest("a draft")
VALUE = b"Wren Appleby has won the egg race. " * 20
FINDING = Finding(
    "pupil-full-name", "PUP-201", "error", "reported", 0.9, "m", "f", ("a/1",),
    Place("body", 0, 4, 1, 1, 1, 5, (1, 2, 3, 4)),
    "W\u2022\u2022\u2022", "0123", private=True, found="Wren Appleby",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(str(tmp_path / "cache"))


def entry(store: DiskStore) -> Path:
    name = place_of(KEY)
    return Path(store.folder) / name[:2] / name[2:]


def test_what_was_put_comes_back(store: DiskStore) -> None:
    store.put(KEY, VALUE)
    assert store.get(KEY) == VALUE
    assert store.get(digest("another draft")) is None


def test_nothing_of_an_entry_can_be_read_on_the_disk(store: DiskStore) -> None:
    store.put(KEY, VALUE)
    everything = b"".join(
        path.read_bytes() + path.name.encode() for path in Path(store.folder).rglob("*") if path.is_file()
    )
    assert b"Wren" not in everything
    assert KEY.encode() not in everything


def test_an_entry_cut_off_anywhere_is_a_miss(store: DiskStore) -> None:
    store.put(KEY, VALUE)
    whole = entry(store).read_bytes()
    for length in range(len(whole)):
        entry(store).write_bytes(whole[:length])
        assert store.get(KEY) is None


def test_an_entry_changed_anywhere_is_a_miss(store: DiskStore) -> None:
    store.put(KEY, VALUE)
    whole = entry(store).read_bytes()
    for at in range(len(whole)):
        entry(store).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.get(KEY) is None


def test_an_entry_of_another_key_is_a_miss(store: DiskStore) -> None:
    other = digest("another draft")
    store.put(KEY, VALUE)
    store.put(other, b"other")
    name = place_of(other)
    entry(store).write_bytes((Path(store.folder) / name[:2] / name[2:]).read_bytes())
    assert store.get(KEY) is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = DiskStore(str(tmp_path / "file"))
    store.put(KEY, VALUE)
    assert store.get(KEY) is None
    store.sweep()


def test_the_oldest_entries_go_first_and_left_overs_of_killed_runs_go_too(store: DiskStore) -> None:
    keys = [digest(str(number)) for number in range(4)]
    for age, key in enumerate(keys):
        store.put(key, VALUE)
        path = Path(store.folder) / place_of(key)[:2] / place_of(key)[2:]
        os.utime(path, (path.stat().st_mtime - age * 1000,) * 2)
    size = store.info().size // 4
    left_over = entry(store).parent
    left_over.mkdir(exist_ok=True)
    (left_over / "x.tmp").write_bytes(b"")
    os.utime(left_over / "x.tmp", (0, 0))
    store.drop(size * 2 + size // 2, 100_000_000_000)
    assert [store.get(key) is not None for key in keys] == [True, True, False, False]
    assert not (left_over / "x.tmp").exists()
    store.clean()
    assert store.info().entries == 0


@pytest.mark.parametrize(
    ("around", "ends"),
    [
        ({"POSTLINT_CACHE_DIR": ""}, None),
        ({"POSTLINT_CACHE_DIR": "/somewhere/else"}, "/somewhere/else"),
    ],
)
def test_the_folder_can_be_named_and_the_cache_switched_off(
    monkeypatch: pytest.MonkeyPatch, around: dict[str, str], ends: str | None
) -> None:
    for name, text in around.items():
        monkeypatch.setenv(name, text)
    found = cache.folder()
    assert found == (ends and os.path.abspath(ends))  # noqa: PTH100 - as the cache does


def test_results_come_back_as_they_were() -> None:
    report = PostReport("drafts/fair.md", "fair", 0, (FINDING,))
    assert unpack(pack((report,))) == (report,)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"v":"os:system","f":["true"]}',
        b'{"v":"linter.packs:load","f":[]}',
        b'{"v":"linter.nothing:X","f":[]}',
        b"{}",
    ],
)
def test_what_is_no_packed_value_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpack(data)


def test_what_is_not_ours_is_not_packed() -> None:
    with pytest.raises(TypeError):
        pack((object(),))
