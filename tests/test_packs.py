"""Packs are read strictly; a rule is added by writing one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter import Linter, Post, RuleError, Settings, packs
from linter.value import replace
from tests.conftest import ROOT
from tests.small_pack import write_pack, write_rule


def test_a_rule_is_added_by_writing_one_file(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    write_rule(pack, "no-widgets", "widget")

    report = Linter(Settings(packs=(str(pack),)), select=["no-widgets"]).check(Post("Buy a widget"))

    assert [finding.rule for finding in report.findings] == ["no-widgets"]


@pytest.mark.parametrize(
    ("name", "code", "fault"),
    [("missing-approval", "TST-101", "has the name of"), ("no-widgets", "ACC-901", "has the code ACC-901 of")],
)
def test_a_pack_may_not_replace_a_rule(tmp_path: Path, name: str, code: str, fault: str) -> None:
    pack = write_pack(tmp_path / "pack")
    write_rule(pack, name, "widget", code=code)

    with pytest.raises(RuleError, match=fault):
        packs.load([pack])


def test_an_empty_pack_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="an empty pack would pass every post"):
        packs.load([write_pack(tmp_path / "pack")])


def test_a_folder_called_rules_without_the_marker_is_never_taken_for_the_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site" / "linter").mkdir(parents=True)
    (tmp_path / "site" / "rules").mkdir()
    (tmp_path / "site" / "rules" / "predicates.py").touch()
    monkeypatch.setattr(packs, "__file__", str(tmp_path / "site" / "linter" / "packs.py"))

    with pytest.raises(RuleError, match="postlint's own rules are missing"):
        packs.load()


def test_former_names_and_codes_lead_to_the_rule(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    write_rule(pack, "no-widgets", "widget", more='formerly = ["no-wodgets"]')
    known = packs.load([pack])

    assert known.resolve("no-wodgets") == known.resolve("tst-101") == known.resolve("no-widgets") == "no-widgets"
    assert known.resolve("nothing") is None


def test_a_list_may_come_from_a_lexicon_of_the_pack(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    (pack / "lexicons").mkdir()
    (pack / "lexicons" / "things.toml").write_text('summary = "s"\nsource = "s"\nterms = ["gizmo", "widget"]\n')
    path = write_rule(pack, "no-things", "thing")
    path.write_text(path.read_text().replace('["thing"]', '{ lexicon = "things" }'))

    assert packs.load([pack]).rules["no-things"].options.phrases == ("gizmo", "widget")


def test_a_third_party_kind_comes_through_an_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    (site / "shouts-1.0.dist-info").mkdir(parents=True)
    (site / "shouts-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: shouts\nVersion: 1.0\n")
    (site / "shouts-1.0.dist-info" / "entry_points.txt").write_text("[postlint.checks]\nends-with = shouts\n")
    (site / "shouts.py").write_text(
        "from dataclasses import dataclass\n"
        "from linter.finding import Hit\n"
        "@dataclass(frozen=True, slots=True)\n"
        "class Options:\n"
        "    ending: str\n"
        "    def validate(self): pass\n"
        "def check(post, evidence, options):\n"
        "    if post.body.endswith(options.ending):\n"
        "        yield Hit('body', len(post.body) - len(options.ending), len(post.body))\n"
    )
    monkeypatch.syspath_prepend(str(site))
    pack = write_pack(tmp_path / "pack")
    path = write_rule(pack, "no-bang", "x")
    path.write_text(path.read_text().replace('kind = "phrase"\nphrases = ["x"]', 'kind = "ends-with"\nending = "!"'))

    report = Linter(Settings(packs=(str(pack),)), select=["no-bang"]).check(Post("Hello!"))

    assert [(f.place.start, f.place.end) for f in report.findings] == [(5, 6)]


def test_reading_a_third_party_pack_runs_no_code_of_it(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    write_rule(pack, "no-widgets", "widget")
    for name in ("__init__.py", "conftest.py", "words/__init__.py"):
        (pack / name).write_text("raise SystemExit('code of a pack was run')")

    assert "no-widgets" in packs.load([pack]).rules


def test_rules_are_found_in_the_clone() -> None:
    assert packs.own_folder() == ROOT / "rules"


@pytest.mark.parametrize("name", sorted(packs.load().rules))
def test_a_rule_is_the_same_with_and_without_its_examples(name: str) -> None:
    path = Path(packs.load().rules[name].path)

    quick, whole = packs.load_rule(path, validate=False), packs.load_rule(path, validate=True)

    assert quick.options == whole.options
    assert replace(quick, detect=None) == replace(whole, detect=None)


def test_a_pack_that_needs_a_later_postlint_is_refused(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack")
    write_rule(pack, "no-widgets", "widget")
    (pack / "pack.toml").write_text('name = "small"\nsummary = "s"\nneeds = "99.1"\n', encoding="utf-8")

    with pytest.raises(RuleError, match=r"needs: postlint 99\.1 is needed"):
        packs.load([pack])
