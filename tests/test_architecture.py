"""The house rules that a test can keep."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES

HEAVY = ("presidio_analyzer", "spacy", "cv2", "onnxruntime", "textual", "rich", "PIL", "numpy", "tui")
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


def test_checking_the_samples_opens_no_connection() -> None:
    code = (
        "import socket, sys\n"
        "def forbid(event, args):\n"
        "    if event.startswith('socket.') and event != 'socket.gethostname':\n"
        "        raise RuntimeError('network: ' + event)\n"
        "sys.addaudithook(forbid)\n"
        "from linter.cli import main\n"
        f"code = main(['check', {str(SAMPLES)!r}, '--format', 'json'])\n"
        "print(code, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr.strip().splitlines()[-1] == "1", done.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_stays_small_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 320
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if path.name in ("cli.py", "__main__.py"):
        return
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert calls.isdisjoint({"print", "input", "exit", "quit"})


@pytest.mark.parametrize("path", sorted((ROOT / "linter" / "checks").glob("*.py")), ids=lambda path: path.stem)
def test_a_check_is_pure(path: Path) -> None:
    if path.name == "__init__.py":  # the registry looks for third-party kinds
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    called = {
        node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }

    assert imported.isdisjoint({"os", "sys", "pathlib", "random", "time", "socket", "subprocess", "io", "PIL"})
    assert called.isdisjoint({"now", "today", "open", "read_text", "read_bytes", "write_text"})


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
