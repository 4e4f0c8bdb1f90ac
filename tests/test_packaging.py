"""The wheel holds what it must, and works from an empty environment and any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once for all tests of this file."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(out.glob("postlint-*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own; return its `postlint`."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "pip"), "install", "--quiet", str(wheel)], check=True, capture_output=True)
    return folder / "bin" / "postlint"


def test_the_wheel_holds_the_packages_and_the_rules_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"linter", "tui"}
    for wanted in (
        "linter/py.typed",
        "linter/rules/pack.toml",
        "linter/rules/planned.toml",
        "linter/rules/profiles/default.toml",
        "linter/rules/sources/coniston.toml",
        "linter/schemas/finding-line.schema.json",
        "linter/schemas/report.schema.json",
        "linter/evidence/names/model.crfsuite",
        "linter/evidence/names/lexicon.txt",
        "linter/evidence/names/NOTICE",
        "linter/sheets/formats/buffer.toml",
        "linter/renderers/html/page.html",
        "linter/renderers/html/report.css",
        "linter/renderers/html/report.js",
        "tui/__init__.py",
    ):
        assert wanted in names
    assert any(name.endswith(".dist-info/licenses/linter/evidence/names/NOTICE") for name in names)
    in_tree = {path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.toml")}
    assert in_tree == {
        n.removeprefix("linter/rules/") for n in names if n.startswith("linter/rules/") and n.endswith(".toml")
    }


def test_the_installed_command_behaves_the_same_from_any_folder(installed: Path, tmp_path: Path) -> None:
    reports = []
    for folder in (tmp_path, SAMPLES):
        done = subprocess.run(
            [str(installed), "check", str(SAMPLES), "--format", "json"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": os.environ["PATH"], "LANG": "C"},
        )
        assert done.returncode == 1, done.stderr
        report = json.loads(done.stdout)
        for post in report["posts"]:
            post["path"] = Path(folder, post["path"]).resolve().as_posix()
        reports.append(report)

    assert reports[0] == reports[1]
    assert reports[0]["summary"]["posts"] >= 25


def test_the_readme_and_the_ci_script_run_the_same_tests() -> None:
    command = next(
        line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line.startswith("python3 -m venv")
    )

    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command.endswith("pytest")
