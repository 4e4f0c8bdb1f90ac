"""`postlint sheet`: a copy that says beside each post what was found, and is else what it was."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from linter.cli import main
from linter.commands.marked_sheets import safe
from tests.sheets.workbooks import workbook
from tests.small_pack import write_pack, write_rule

HEADER = "Text,Image URL,Tags,Posting Time"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with one rule, about what must never be shown, and go there."""
    write_rule(write_pack(tmp_path / "pack"), "no-widgets", "widget", severity="error")
    only = '[rules.missing-approval]\nseverity = "off"\n[rules.wrong-account]\nseverity = "off"\n'
    (tmp_path / "postlint.toml").write_text(f'packs = ["pack"]\n{only}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows_of(path: Path, encoding: str = "utf-8") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline="")))


def test_a_sheet_gets_two_columns_and_keeps_its_bytes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ['"A ""widget"" here,\r\nplease", ,x,2026-11-24 16:30', "Coats", ",,,2026-11-25 09:00", 'Hats,,,"Friday"']
    (project / "plan.csv").write_bytes("\ufeff".encode() + "\r\n".join([HEADER, *rows, ""]).encode())

    assert main(["sheet", "plan.csv"]) == 2

    out, err = capsys.readouterr()
    assert out == (
        "plan.csv: 2 posts: 1 blocked, 0 review, 1 ready. 2 rows could not be read.\nWritten: plan.checked.csv\n"
    )
    assert "row 4, Text" in err
    assert "row 5, Posting Time" in err
    text = (project / "plan.checked.csv").read_bytes().decode("utf-8")
    assert text.startswith(f'\ufeff{HEADER},"postlint outcome","postlint why"\r\n{rows[0]},"blocked","error: ')
    assert '\r\nCoats,,,,"ready",\r\n' in text
    header, first, second, third, fourth = rows_of(project / "plan.checked.csv", "utf-8-sig")
    assert [row[4] for row in (first, second, third, fourth)] == ["blocked", "ready", "not checked", "not checked"]
    assert "[no-widgets]" in first[5]
    assert "is empty" in third[5]
    assert len(header) == len(second) == 6


def test_a_copy_that_is_checked_again_is_the_same(project: Path) -> None:
    (project / "buffer.csv").write_text(f"{HEADER}\nA widget,,,\nHats,,,\n", encoding="utf-8")
    (project / "hoot.csv").write_text("24/11/2026 16:30,A widget,\n25/11/2026 09:00,Hats\n", encoding="utf-8")
    (project / "plan.xlsx").write_bytes(workbook([HEADER.split(","), ["A widget"], ["Hats"]]))

    for name in ("buffer.csv", "hoot.csv", "plan.xlsx"):
        checked = name.replace(".", ".checked.")
        assert main(["sheet", name]) == 1
        assert main(["sheet", checked, "--output", f"again-{name}"]) == 1
        if name.endswith("csv"):
            assert (project / checked).read_bytes() == (project / f"again-{name}").read_bytes()
        else:
            first, second = (list(load_workbook(path).active.values) for path in (checked, f"again-{name}"))  # type: ignore[union-attr]
            assert first == second
    assert rows_of(project / "hoot.checked.csv")[0][3] == "postlint: blocked"


def test_windows_encoding_and_semicolons_are_kept(project: Path) -> None:
    text = "Text;Image URL;Tags;Posting Time\nA widget at the café;;;\n"
    (project / "plan.csv").write_bytes(text.encode("cp1252"))

    assert main(["sheet", "plan.csv", "--output", "out.csv"]) == 1

    written = (project / "out.csv").read_bytes().decode("cp1252")
    assert 'A widget at the café;;;;"blocked";"error:' in written


def test_a_workbook_keeps_formats_formulas_and_other_worksheets(project: Path) -> None:
    rows = [HEADER.split(","), ["A widget", None, None, datetime(2026, 11, 24, 16, 30)], ["=A2"], ["Hats"]]
    book: Any = load_workbook(io.BytesIO(workbook(rows, {"Lists": [["club"], ["=1+1"]]})))
    book["Plan"]["A1"].font = Font(bold=True)
    book["Plan"].column_dimensions["A"].width = 33
    book.save(project / "plan.xlsx")

    assert main(["sheet", "plan.xlsx"]) == 2

    made: Any = load_workbook(project / "plan.checked.xlsx")
    plan = made["Plan"]
    assert [plan.cell(row, 5).value for row in range(1, 5)] == ["postlint outcome", "blocked", "not checked", "ready"]
    assert (plan["A1"].font.b, plan["E1"].value, plan.column_dimensions["A"].width) == (True, "postlint outcome", 33)
    assert (plan["A3"].value, plan["D2"].value) == ("=A2", datetime(2026, 11, 24, 16, 30))
    assert plan["F2"].value.startswith("error: ")
    assert made["Lists"]["A2"].value == "=1+1"
    assert made["Lists"].max_column == 1


def test_a_posts_outcome_is_the_worst_of_what_its_row_publishes(project: Path) -> None:
    text = 'body,platforms,variants\nHats,x facebook,"{""x"": ""A widget""}"\n'
    (project / "plan.csv").write_text(text.replace("x facebook", "x;facebook"), encoding="utf-8")

    assert main(["sheet", "plan.csv"]) == 1

    assert rows_of(project / "plan.checked.csv")[1][3] == "blocked"


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1", "=cmd|' /C calc'!A0", "\x00=1"]
)
def test_no_cell_of_ours_is_a_formula(text: str) -> None:
    assert safe(text)[0] not in "=+-@\t\r\n＝＋－＠\x00 "


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["fair.md"], "is no sheet"),
        (["gone.csv"], "cannot be read"),
        (["plan.csv", "--output", "plan.csv"], "is the sheet itself"),
        (["plan.csv", "--output", "plan.xlsx"], "is of another kind"),
        (["plan.csv", "--sheet-format", "bufer"], "did you mean 'buffer'?"),
        (["plan.csv", "--output", "plan.csv/copy.csv"], "plan.csv"),
        (["clubs.csv"], "no sheet of posts"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str], what: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "plan.csv").write_text(f"{HEADER}\nHats,,,\n", encoding="utf-8")
    (project / "clubs.csv").write_text("club,day\nChess,Monday\n", encoding="utf-8")
    (project / "fair.md").write_text("Hats\n", encoding="utf-8")

    assert main(["sheet", *words]) == 2

    assert what in capsys.readouterr().err
    assert (project / "plan.csv").read_text("utf-8") == f"{HEADER}\nHats,,,\n"


def test_names_and_numbers_are_masked_in_the_copy(project: Path) -> None:
    (project / "plan.csv").write_text(f"{HEADER}\nRing me on 07700 900123,,,\n", encoding="utf-8")

    main(["sheet", "plan.csv"])

    row = rows_of(project / "plan.checked.csv")[1]
    assert "[phone-number]" in row[5]
    assert "900123" not in row[5]


def test_check_reads_a_workbook_and_takes_the_form_of_a_sheet(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "plan.xlsx").write_bytes(workbook([HEADER.split(","), ["Hats"], ["A widget"]]))
    (project / "two.csv").write_text("Text,Image URL\nA widget,\n", encoding="utf-8")

    for _ in range(2):  # what was kept of the first run must not hide anything
        assert main(["check", "plan.xlsx"]) == 1
        assert "plan.xlsx:3:" in capsys.readouterr().out
    assert main(["check", "two.csv"]) == 2
    assert main(["check", "two.csv", "--sheet-format", "buffer"]) == 1
    assert main(["check", "two.csv", "--sheet-format", "none"]) == 2
    assert main(["check", "two.csv", "--sheet-format", "x"]) == 2
