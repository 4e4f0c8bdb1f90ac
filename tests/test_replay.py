"""An unchanged run is told over again; after any change at all it is made anew."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import runs

ROOT = Path(__file__).parent.parent
SETTINGS = 'policy = "own.toml"\n[people]\nstaff = "staff.csv"\n[accounts.main]\nhandles = ["@us"]\ntype = "official"\n'
DRAFT = (
    "---\naccount: main\nimages:\n  - path: picture.png\n    alt: A bird box on the oak\n---\n"
    + "Wifi password: Blackbird7!\n"
)
PROBE = """
import sys
from linter import replay
from linter.cli import main
known = replay.recall(sys.argv[1:]) is not None
code = main(sys.argv[1:])
read = f"packs={'linter.packs' in sys.modules} yaml={'yaml' in sys.modules}"
print(f"\\nreplayed={known} {read} code={code}", file=sys.stderr)
"""
# A clock that is far ahead makes nothing look young: the tests need not wait between writing a file and keeping a run.
SETTLED = "import time; real = time.time_ns; time.time_ns = lambda: real() + 60_000_000_000\n"


@pytest.fixture
def project(tmp_path: Path, ready: Path) -> Path:
    shutil.copytree(ready, tmp_path / "cache")
    folder = tmp_path / "school"
    folder.mkdir()
    (folder / "postlint.toml").write_text(SETTINGS)
    (folder / "own.toml").write_text('summary = "Ours"\nextends = "default"\n')
    (folder / "staff.csv").write_text("id,first_name,last_name,role,publish_name\nS01,Ada,Finch,Head,yes\n")
    (folder / "fair.md").write_text(DRAFT)
    shutil.copy(
        next((ROOT / "samples" / "pictures").glob("*.png"), ROOT / "docs" / "html-report.png"), folder / "picture.png"
    )
    return folder


def run(project: Path, *words: str, **around: str) -> tuple[str, str]:
    done = run_whole(project, *words, **around)
    return done.stdout, done.stderr.strip().splitlines()[-1]


def run_whole(project: Path, *words: str, **around: str) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "POSTLINT_CACHE_DIR": str(project.parent / "cache"), "PYTHONPATH": str(ROOT), **around}
    return subprocess.run(
        [sys.executable, "-c", SETTLED + PROBE, "check", *words],
        cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("words", [("fair.md",), (".",), ("fair.md", "--format", "json"), ("--quiet", "fair.md")])
def test_an_unchanged_run_is_told_over_without_reading_a_rule(project: Path, words: tuple[str, ...]) -> None:
    first, said = run(project, *words)
    assert said == "replayed=False packs=True yaml=True code=1"
    second, said = run(project, *words)
    assert said == "replayed=True packs=False yaml=False code=1"
    anew, _ = run(project, *words, "--no-cache")
    assert first == second == anew
    everything = b"".join(path.read_bytes() for path in (project.parent / "cache").rglob("*") if path.is_file())
    for private in (b"Blackbird7", b"password", b"Ada", b"fair.md"):
        assert private not in everything


def _write(name: str, text: str) -> Callable[[Path], object]:
    return lambda project: (project / name).write_text(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        _write("fair.md", DRAFT.replace("Blackbird7", "Blackbird8")),
        _write("postlint.toml", SETTINGS + "[school]\nname = 'Oak Primary'\n"),
        _write("own.toml", 'summary = "Ours"\nextends = "default"\n[rules.missing-approval]\nseverity = "off"\n'),
        _write("staff.csv", "id,first_name,last_name,role,publish_name\nS01,Ada,Finch,Head,no\n"),
        _write("waivers.toml", ""),
        lambda project: (project / "picture.png").unlink(),
        lambda project: (project / "picture.png").write_bytes(b"no picture"),
        lambda project: (project / "inner").mkdir() or _write("inner/new.md", "Hello\n")(project),
        lambda project: (project / "postlint.toml").unlink(),
        _write(".gitignore", "fair.md\n"),
    ],
    ids=[
        "draft",
        "settings",
        "policy",
        "staff",
        "waivers",
        "no-picture",
        "picture",
        "new-draft",
        "no-settings",
        "gitignore",
    ],
)
def test_after_any_change_the_run_is_made_anew(project: Path, change: Callable[[Path], object]) -> None:
    run(project, ".")
    change(project)
    assert run(project, ".")[1].startswith("replayed=False")


@pytest.mark.slow
def test_a_run_that_failed_is_never_kept(project: Path) -> None:
    (project / "broken.md").write_bytes(b"\xff\x00")
    for _ in range(2):
        said = run(project, ".")[1]
        assert said.startswith("replayed=False")
        assert said.endswith("code=2")


@pytest.mark.slow
def test_broken_entries_and_an_option_that_is_not_known_mean_a_full_run(project: Path) -> None:
    first, _ = run(project, "fair.md")
    assert run(project, "fair.md", "--force-exclude")[1].startswith("replayed=False")
    for path in (project.parent / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    again, said = run(project, "fair.md")
    assert said.startswith("replayed=False")
    assert again == first


@pytest.mark.slow
def test_with_a_log_each_run_counts_and_no_draft_is_judged_twice(project: Path) -> None:
    (project / "postlint.toml").write_text(SETTINGS + '[stats]\nlog = "private/runs.db"\n')
    log = project / "private" / "runs.db"
    counted = []
    for _ in range(2):
        report, said = run(project, "fair.md")
        counted.append((report, said, runs.read(log)))
        log.unlink()
    timings = run_whole(project, "fair.md", "--timings").stderr

    assert counted[0] == counted[1]
    assert counted[0][1].startswith("replayed=False")
    assert [(row.account, row.outcome) for row in counted[0][2]] == [("main", "blocked")]
    assert "nothing was judged" in timings
    assert runs.read(log) == counted[0][2]
