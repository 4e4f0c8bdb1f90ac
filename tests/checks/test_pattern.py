"""Kind `pattern`: expressions behind keywords, on the view they ask for, and never out of time in silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from linter import Linter, Post, Settings, packs
from linter.checks.pattern import Options, Pattern
from linter.errors import RuleError
from linter.finding import Finding
from tests.conftest import NOW
from tests.small_pack import write_pack

RULE = """code = "TST-101"
summary = "Do not write codes."
severity = "error"
since = "0.1"
message = "'{{found}}' is a code."
why = "It is only a test."
fix = "Leave it out."

[detect]
kind = "pattern"
{detect}
{cases}
"""
CATASTROPHE = "(?:x|xx)+z"
ENDLESS = "x" * 60 + "-z"


def _linter(tmp_path: Path, detect: str, cases: str = "") -> Linter:
    folder = write_pack(tmp_path / "pack")
    (folder / "words" / "no-codes.toml").write_text(RULE.format(detect=detect, cases=cases), encoding="utf-8")
    return Linter(Settings(packs=(str(folder),)), select=["no-codes"], now=NOW)


def _found(linter: Linter, post: Post) -> list[tuple[str, str]]:
    report = linter.check(post)
    assert not report.posts[0].failures
    return [(finding.place.part, finding.found) for finding in report.findings]


def _only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1
    return findings[0]


def test_an_expression_finds_what_it_matches_and_the_map_leads_back_to_the_text_as_written(tmp_path: Path) -> None:
    linter = _linter(tmp_path, r"""patterns = [{ expression = 'code \d{4}', keywords = ["code"] }]""")

    finding = _only(linter.check(Post("🎉 The **Cöde 1234** is new.", markup="markdown")).findings)

    assert (finding.found, finding.place.start) == ("Cöde 1234", 8)


def test_the_group_found_is_what_is_underlined(tmp_path: Path) -> None:
    linter = _linter(tmp_path, r"""patterns = [{ expression = 'code:? (?<found>\d{4})', keywords = ["code"] }]""")

    assert _found(linter, Post("Code 1234, code: 5678")) == [("body", "1234"), ("body", "5678")]


@pytest.mark.parametrize(
    ("on", "body", "found"),
    [
        ("written", "**PIN**: 12", ["**PIN**: 12"]),
        ("visible", "**PIN**: 12", []),
        ("folded", "**PIN**: 12", []),
    ],
)
def test_an_expression_reads_the_view_it_asks_for(tmp_path: Path, on: str, body: str, found: list[str]) -> None:
    detect = rf"""patterns = [{{ expression = '\*\*PIN\*\*: \d+', keywords = ["pin"], on = "{on}" }}]"""

    assert [text for _, text in _found(_linter(tmp_path, detect), Post(body, markup="markdown"))] == found


def test_the_visible_view_keeps_capitals_and_the_folded_one_does_not(tmp_path: Path) -> None:
    visible = _linter(tmp_path / "a", """patterns = [{ expression = 'PIN', keywords = ["pin"], on = "visible" }]""")
    folded = _linter(tmp_path / "b", """patterns = [{ expression = 'PIN', keywords = ["pin"] }]""")

    assert _found(visible, Post("My PIN, my pin")) == [("body", "PIN")]
    assert _found(folded, Post("My PIN, my pin")) == []


def test_without_a_keyword_in_the_text_nothing_is_tried(tmp_path: Path) -> None:
    linter = _linter(
        tmp_path,
        rf"""timeout_ms = 20
patterns = [{{ expression = '{CATASTROPHE}', keywords = ["unlikely"] }}]""",
    )

    assert _found(linter, Post(ENDLESS)) == []


def test_a_keyword_is_found_however_it_is_written(tmp_path: Path) -> None:
    linter = _linter(tmp_path, r"""patterns = [{ expression = '\d{4}', keywords = ["Café"] }]""")

    assert _found(linter, Post("CAFE 1234")) == [("body", "1234")]


def test_a_case_has_words_of_its_own(tmp_path: Path) -> None:
    detect = r"""patterns = [{ expression = '\d{4}', keywords = ["pin"], case = "pin" }]"""
    linter = _linter(tmp_path, detect, '[cases.pin]\nmessage = "A PIN!"\nseverity = "warning"')

    finding = _only(linter.check(Post("pin 1234")).findings)

    assert (finding.case, finding.message, finding.severity) == ("pin", "A PIN!", "warning")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The code 1234 opens it.", ["1234"]),
        ("The dress code 1234 opens it.", ["1234"]),
        ("Area code 1234 for calls.", []),
        ("The year code 1234 is on the invoice.", []),
        ("The code 1234 opens it. See the invoice.", ["1234"]),
    ],
)
def test_phrases_excuse_what_they_touch_or_stand_near(tmp_path: Path, body: str, found: list[str]) -> None:
    linter = _linter(
        tmp_path,
        r"""unless = ["area code {number}"]
unless_near = ["invoice"]
patterns = [{ expression = 'code (?<found>\d{4})', keywords = ["code"] }]""",
    )

    assert [text for _, text in _found(linter, Post(body))] == found


def test_parts_limit_where_it_looks(tmp_path: Path) -> None:
    linter = _linter(
        tmp_path,
        r"""parts = ["title"]
patterns = [{ expression = '\d{4}', keywords = ["pin"] }]""",
    )

    assert _found(linter, Post("pin 1234", title="Pin 5678")) == [("title", "5678")]


def test_an_expression_that_marks_nothing_finds_nothing(tmp_path: Path) -> None:
    linter = _linter(tmp_path, r"""patterns = [{ expression = 'pin(?<found>)', keywords = ["pin"] }]""")

    assert _found(linter, Post("pin 1234")) == []


def test_an_expression_that_runs_out_of_time_is_a_failure_that_blocks_the_post(tmp_path: Path) -> None:
    linter = _linter(
        tmp_path,
        rf"""timeout_ms = 20
patterns = [
    {{ expression = 'zz', keywords = ["zz"] }},
    {{ expression = '{CATASTROPHE}', keywords = ["xx"] }},
]""",
    )

    report = linter.check(Post(ENDLESS, id="fair"))

    (failure,) = report.posts[0].failures
    assert report.outcome == "blocked"
    assert report.exit_code == 2
    assert str(failure).startswith("fair: rule no-codes: detect.patterns[1].expression: took longer than 20 ms on body")


def test_what_other_rules_find_is_still_reported(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    for number, expression in enumerate((CATASTROPHE, "x{5}")):
        text = RULE.format(
            detect=f"""timeout_ms = 20
patterns = [{{ expression = '{expression}', keywords = ["xx"] }}]""",
            cases="",
        ).replace("TST-101", f"TST-10{number}")
        (folder / "words" / f"no-codes-{'ab'[number]}.toml").write_text(text, encoding="utf-8")
    linter = Linter(Settings(packs=(str(folder),)), select=["words"], now=NOW)

    report = linter.check(Post(ENDLESS))

    assert {finding.rule for finding in report.findings} == {"no-codes-b"}
    assert len(report.posts[0].failures) == 1
    assert report.exit_code == 2


@pytest.mark.slow
def test_the_command_line_exits_with_2(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    detect = f"""timeout_ms = 20
patterns = [{{ expression = '{CATASTROPHE}', keywords = ["xx"] }}]"""
    (folder / "words" / "no-codes.toml").write_text(RULE.format(detect=detect, cases=""), encoding="utf-8")
    (tmp_path / "postlint.toml").write_text('packs = ["pack"]\n', encoding="utf-8")
    (tmp_path / "draft.txt").write_text(ENDLESS, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "linter", "check", "--select", "no-codes", "draft.txt"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "POSTLINT_CACHE_DIR": ""},
    )  # fmt: skip

    assert run.returncode == 2
    assert "took longer than 20 ms" in run.stdout + run.stderr


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (Options(()), "patterns: is empty"),
        (Options((Pattern("a"),)), "patterns[0].keywords: is empty"),
        (Options((Pattern("a", ("",)),)), "patterns[0].keywords: is empty"),
        (Options((Pattern("a", ("\u200b",)),)), "patterns[0].keywords: is empty"),
        (Options((Pattern("a", ("a",)), Pattern("(", ("a",)))), "patterns[1].expression: cannot be compiled"),
        (Options((Pattern("a", ("a",)),), timeout_ms=0), "timeout_ms: is 0"),
        (Options((Pattern("a", ("a",)),), unless=("…",)), "unless: "),
        (Options((Pattern("a", ("a",)),), unless_near=("{x}",)), "unless_near: "),
    ],
)
def test_options_that_cannot_work_are_refused(options: Options, fault: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is compared below
        options.validate()

    assert str(caught.value).startswith(fault)


def test_a_rule_with_a_broken_expression_is_refused_when_its_pack_is_read(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    text = RULE.format(detect="""patterns = [{ expression = '(', keywords = ["a"] }]""", cases="")
    (folder / "words" / "no-codes.toml").write_text(text, encoding="utf-8")

    with pytest.raises(RuleError, match=r"detect\.patterns\[0\]\.expression: cannot be compiled"):
        packs.load([folder])


def test_the_library_of_expressions_is_imported_only_when_a_keyword_is_seen(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    detect = """patterns = [{ expression = 'a', keywords = ["widget"] }]"""
    (folder / "words" / "no-codes.toml").write_text(RULE.format(detect=detect, cases=""), encoding="utf-8")
    code = """
import sys
from linter.checks import pattern
from linter.context import Context
from linter.evidence import Evidence
from linter import Post, Settings
from datetime import datetime
options = pattern.Options((pattern.Pattern("a", ("widget",)),))
for body, seen in (("A plain day.", False), ("A widget.", True)):
    post = Post(body)
    list(pattern.check(post, Evidence(post, Context(Settings(), None, datetime(2026, 11, 20))), options))
    assert ("regex" in sys.modules) is seen, body
"""
    here = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=here)

    assert run.returncode == 0, run.stderr
