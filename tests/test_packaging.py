"""The wheel holds what it must, and works from an empty environment and any folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.conftest import ROOT, SAMPLES, Told, shared_folder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, once in a run."""
    out = shared_folder(tmp_path_factory) / "wheel"
    with FileLock(f"{out}.lock"):
        if not (found := list(out.glob("postlint-*.whl"))):
            subprocess.run(
                [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT)],
                check=True,
                capture_output=True,
            )
            found = list(out.glob("postlint-*.whl"))
    return found[0]


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own, once in a run; return its `postlint`."""
    folder = shared_folder(tmp_path_factory) / "environment"
    with FileLock(f"{folder}.lock"):
        if not (folder / "bin" / "postlint").exists():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
            # What is never imported need not be compiled.
            pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--no-compile"]
            subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
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


def _checked(installed: Path, folder: Path, *words: str, cache: Path | str = "") -> dict[str, Any]:
    done = subprocess.run(
        [str(installed), "check", *words, "--format", "json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "LANG": "C", "POSTLINT_CACHE_DIR": str(cache)},
    )
    assert done.returncode == 1, done.stderr
    return _resolved(json.loads(done.stdout), folder)


def _resolved(report: dict[str, Any], folder: Path) -> dict[str, Any]:
    for post in report["posts"]:
        post["path"] = Path(folder, post["path"]).resolve().as_posix()
    return report


def test_the_installed_command_behaves_the_same_from_any_folder(
    installed: Path, tmp_path: Path, samples_told: Told
) -> None:
    cache = Path(shutil.copytree(samples_told.cache, tmp_path / "cache"))
    expected = _resolved(json.loads(samples_told.out), samples_told.folder)

    assert _checked(installed, tmp_path, str(SAMPLES), cache=cache) == expected
    assert _checked(installed, SAMPLES, str(SAMPLES), cache=cache) == expected
    assert expected["summary"]["posts"] >= 25


def test_the_installed_command_looks_at_pictures(installed: Path, tmp_path: Path, samples_told: Told) -> None:
    # Words, a crest and people: each is found by a model, or a file, that the wheel must hold or ask for.
    drafts = [
        str(SAMPLES / "flagged" / f"{name}.md") for name in ("celebration-board", "jumper-weather", "netball-cup")
    ]
    posts = _resolved(json.loads(samples_told.out), samples_told.folder)["posts"]

    assert _checked(installed, tmp_path, *drafts)["posts"] == [post for post in posts if post["path"] in drafts]


def test_the_readme_and_the_ci_script_run_the_same_tests() -> None:
    command = next(
        line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line.startswith("python3 -m venv")
    )

    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert command.endswith("pytest")
