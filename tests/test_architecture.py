"""The house rules that a test can keep."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES, Told

HEAVY = ("presidio_analyzer", "spacy", "cv2", "onnxruntime", "textual", "rich", "PIL", "numpy", "tui")
IMPURE_MODULES = {"os", "sys", "pathlib", "random", "time", "socket", "subprocess", "io", "PIL"}
IMPURE_CALLS = {"now", "today", "open", "read_text", "read_bytes", "write_text"}
MODULES = sorted((ROOT / "linter").rglob("*.py")) + sorted((ROOT / "tui").rglob("*.py"))


def _run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    "code",
    [
        "import linter",
        "from linter import Linter, Post, Image, Report, Finding",
        "from linter import Linter, Post; Linter().check(Post(body='Hello'))",
        f"from linter.cli import main; main(['check', {str(SAMPLES / 'clean')!r}, '--select', 'accessibility'])",
    ],
)
def test_a_text_post_imports_no_heavy_library(code: str) -> None:
    out = _run_python(f"{code}\nimport sys, json; print('\\n' + json.dumps(sorted(sys.modules)))")

    loaded = {name.partition(".")[0] for name in json.loads(out.splitlines()[-1])}
    assert loaded.isdisjoint(HEAVY)


def test_importing_the_library_opens_no_file_of_its_own_and_prints_nothing() -> None:
    out = _run_python(
        "import sys\nopened = []\nsys.addaudithook(lambda e, a: opened.append(a[0]) if e == 'open' else None)\n"
        "import linter\nprint([str(p) for p in opened if str(p).endswith(('.toml', '.json', '.csv'))])"
    )

    assert out == "[]\n"


@pytest.mark.slow
def test_checking_the_samples_opens_no_connection(samples_told: Told) -> None:
    assert b"network: " not in samples_told.out + samples_told.err
    assert samples_told.code == 1, samples_told.err


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _named(paths: Iterable[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_a_module_stays_small_and_says_what_it_is() -> None:
    assert _named(path for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 320) == []
    assert _named(path for path in MODULES if not ast.get_docstring(_tree(path))) == []


def test_only_the_command_line_prints_or_exits() -> None:
    def calls(path: Path) -> set[str]:
        found = (node.func for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))
        return {function.id for function in found if isinstance(function, ast.Name)}

    others = [path for path in MODULES if path.name not in ("cli.py", "__main__.py")]

    assert _named(path for path in others if calls(path) & {"print", "input", "exit", "quit"}) == []


def test_a_check_is_pure() -> None:
    impure: dict[str, set[str]] = {}
    for path in sorted((ROOT / "linter" / "checks").glob("*.py")):
        if path.name == "__init__.py":  # the registry looks for third-party kinds
            continue
        for node in ast.walk(_tree(path)):
            names: set[str] = set()
            if isinstance(node, ast.Import | ast.ImportFrom):
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
                names = IMPURE_MODULES.intersection(modules)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                names = IMPURE_CALLS & {node.func.attr}
            if names:
                impure.setdefault(path.name, set()).update(names)

    assert impure == {}


def test_no_module_is_a_bag_of_oddments() -> None:
    names = {path.stem for path in MODULES}

    assert names.isdisjoint({"utils", "util", "helpers", "common", "manager", "misc"})


def test_no_mark_of_unfinished_work_stands_in_the_tree() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b|raise NotImplementedError\b")
    found = [
        path for path in (*MODULES, *(ROOT / "rules").rglob("*.toml")) if marks.search(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_rules_are_data_and_hold_no_code() -> None:
    assert [path for path in (ROOT / "rules").rglob("*") if path.suffix in {".py", ".pyc", ".so"}] == []
