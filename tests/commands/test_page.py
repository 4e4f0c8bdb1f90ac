"""What `check --format html` tells beside the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.cli import main
from linter.commands.page import page_options
from linter.post import Entry, Post
from linter.renderers import Destination
from linter.report import PostReport
from tests.conftest import NOW, SAMPLES, sample_linter

MAIN = ("@ThistlebrookPri", "official")


def judged(post: Post) -> PostReport:
    return sample_linter().check_entry(Entry(post), path="a.md", text=None)


@pytest.mark.parametrize(
    ("post", "destination"),
    [
        (Post("x", account="main"), Destination(*MAIN, ("Facebook", "X", "Instagram"))),
        (Post("x", account="@thistlebrookpri"), Destination(*MAIN, ("Facebook", "X", "Instagram"))),
        (Post("x", account="main", platforms=("twitter", "x")), Destination(*MAIN, ("X",))),
        (Post("x", account="nobody", platforms=("orkut",)), Destination("nobody", "", ("orkut",))),
        (Post("x"), Destination()),
    ],
)
def test_a_post_is_said_to_go_where_the_register_says(post: Post, destination: Destination) -> None:
    options = page_options([(sample_linter(), [judged(post)])])

    assert options["destinations"] == {("a.md", 0): destination}


def test_the_page_knows_the_school_the_moment_and_the_broken_rules() -> None:
    report = judged(Post("The code for the gate is 4471.", account="main"))
    options = page_options([(sample_linter(), [report])])

    assert (options["title"], options["when"]) == ("Thistlebrook Primary School", NOW)
    assert set(options["rules"]) == {finding.rule for finding in report.findings}
    assert "password-or-access-code" in options["rules"]


def test_the_page_of_a_draft_holds_its_words_its_clauses_and_no_private_value(tmp_path: Path) -> None:
    draft = tmp_path / "gate.md"
    draft.write_text("---\naccount: main\n---\nThe code for the gate is 4471.\n", encoding="utf-8")
    page = tmp_path / "report.html"
    settings = str(SAMPLES / "postlint.toml")

    code = main(["check", str(draft), "--settings", settings, "--format", "html", "--output", str(page)])

    text = page.read_text(encoding="utf-8")
    assert code == 1
    assert "Thistlebrook Primary School: posts before they are published" in text
    assert "The code for the gate is <mark" in text
    assert "Keep log-in details and passwords secret" in text
    assert "4471" not in text
