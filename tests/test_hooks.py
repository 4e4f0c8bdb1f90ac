"""The hooks, run by the real pre-commit on real commits."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from datetime import date, timedelta
from pathlib import Path

import pytest
import tomlkit
import yaml
from filelock import FileLock

from linter.cli import main
from linter.pictured import SUFFIXES
from linter.readers import READERS
from tests.conftest import ROOT, shared_folder
from tests.scratch import Scratch, environment

MANIFEST = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
RULES = "--select=no-widgets,no-gizmos,unreadable-image"
BAD, GOOD = "A widget.\n", "A quiet post.\n"
SHOWS = "---\nimages:\n  - path: ../images/fair.jpg\n    alt: Lanterns\n---\nA widget!\n"
WAIVER = """[[waivers]]
rule = "no-widgets"
draft = "drafts/old.md"
fingerprint = "{fingerprint}"
reason = "The widget is the name of the band."
approved_by = "S01"
until = {until}
"""
EVERY = ("postlint", "postlint-images")


@pytest.mark.parametrize(
    ("hook", "suffixes"),
    [("postlint", READERS), ("postlint-images", SUFFIXES), ("postlint-staged", {*READERS, *SUFFIXES})],
)
def test_the_patterns_let_through_what_is_read_and_nothing_else(hook: str, suffixes: set[str]) -> None:
    pattern = re.compile(MANIFEST[hook]["files"])

    for suffix in suffixes:
        assert pattern.search(f"drafts/a{suffix}")
        assert pattern.search(f"drafts/a{suffix.upper()}")
    assert set(re.findall(r"\w+", MANIFEST[hook]["files"].partition(".(")[2])) == {one[1:] for one in suffixes}
    assert not pattern.search("drafts/a.py")
    assert not pattern.search("drafts/md")


@pytest.mark.parametrize("hook", MANIFEST.values(), ids=lambda hook: hook["id"])
def test_a_hook_judges_in_one_run_and_its_arguments_replace_nothing(hook: dict[str, object]) -> None:
    assert hook["require_serial"] is True
    assert str(hook["entry"]).startswith("postlint check --")
    assert "args" not in hook
    assert "additional_dependencies" not in hook


def pre_commit(folder: Path, *words: str, home: Path, **further: str) -> subprocess.CompletedProcess[str]:
    # What is never imported need not be compiled when it is installed.
    own = {"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never", "CI": "true", "PIP_COMPILE": "0"}
    variables = environment() | own | further
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        words, cwd=folder, env=variables | {"PATH": path}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Commit what a published version holds to a repository of its own, once in a run.

    Its tag `alone` is the same, but asks for no other package: what it needs is here already.
    """
    shared = shared_folder(tmp_path_factory) / "published"
    with FileLock(f"{shared}.lock"):
        if shared.exists():
            return shared
        folder = shared.with_name("being-published")
        ignored = shutil.ignore_patterns("__pycache__")
        for name in ("linter", "tui", "rules"):
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, folder / name)
        whole = (folder / "pyproject.toml").read_text(encoding="utf-8")
        alone = tomlkit.parse(whole)
        alone["project"]["dependencies"] = []
        commit = (["add", "--all"], ["commit", "--quiet", "--message", "Publish"])
        for text, lines in (
            (tomlkit.dumps(alone), (["init", "--quiet"], *commit, ["tag", "alone"])),
            (whole, commit),
        ):
            (folder / "pyproject.toml").write_text(text, encoding="utf-8")
            for words in lines:
                subprocess.run(["git", *words], cwd=folder, env=environment(), check=True)
        return folder.rename(shared)


class Content(Scratch):
    """A repository of content whose commits are judged by the hooks."""

    home: Path

    def install(self, published: Path, home: Path, hooks: tuple[str, ...] = EVERY) -> None:
        """Have the hooks run on every commit."""
        self.home = home
        listed = [{"id": hook, "args": [RULES], "verbose": True} for hook in hooks]
        config = {"repos": [{"repo": str(published), "rev": "alone", "hooks": listed}]}
        self.write(".pre-commit-config.yaml", yaml.safe_dump(config))
        self.commit()
        done = pre_commit(self.folder, "pre-commit", "install", home=home)
        assert done.returncode == 0, done.stdout + done.stderr

    def commit_unseen(self) -> None:
        """Commit all of the work tree without the hooks."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", "Unseen")

    def try_commit(self, *words: str) -> tuple[bool, str]:
        """Commit what is staged. Return whether the hooks let it, and what they said."""
        here = {"PYTHONPATH": sysconfig.get_path("purelib")}  # `try-repo` below installs all of it anew
        done = pre_commit(self.folder, "git", "commit", "--message", "Change", *words, home=self.home, **here)
        return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where pre-commit keeps the environment of the hooks: it is made once for all tests."""
    return shared_folder(tmp_path_factory) / "pre-commit"


@pytest.fixture(params=[EVERY, ("postlint-staged",)], ids=["by-name", "staged"])
def content(request: pytest.FixtureRequest, tmp_path: Path, published: Path, home: Path) -> Content:
    content = Content(tmp_path / "content")
    content.install(published, home, request.param)
    return content


@pytest.mark.slow
def test_a_bad_staged_draft_blocks_and_a_good_one_passes(content: Content) -> None:
    content.stage("drafts/a.md", BAD)
    passed, said = content.try_commit()
    assert not passed
    assert "drafts/a.md:1:3: error no-widgets" in said

    content.stage("drafts/a.md", GOOD)
    passed, said = content.try_commit()
    assert passed, said


@pytest.mark.slow
def test_an_unstaged_fix_does_not_hide_a_staged_fault(content: Content) -> None:
    content.stage("drafts/a.md", BAD)
    content.write("drafts/a.md", GOOD)
    before = content.state()

    passed, said = content.try_commit()

    assert not passed
    assert "drafts/a.md:1:3: error no-widgets" in said
    after = content.state()
    assert after["drafts/a.md"] == before["drafts/a.md"]
    assert {name for name in after if not name.startswith(".git/")} == {n for n in before if not n.startswith(".git/")}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".jpg", ".heic"])
def test_a_picture_that_is_staged_without_its_draft_finds_it(content: Content, suffix: str) -> None:
    content.write("drafts/a.md", SHOWS.replace(".jpg", suffix))
    content.write("drafts/b.jsonl", '{"body": "A widget, but of no picture."}\n')
    content.commit_unseen()
    content.stage(f"images/fair{suffix}", b"no picture")

    passed, said = content.try_commit()

    assert not passed
    assert "drafts/a.md:6:3: error no-widgets" in said
    assert "b.jsonl" not in said


@pytest.mark.slow
def test_a_renamed_draft_is_judged_and_a_deleted_one_is_not(content: Content) -> None:
    content.write("drafts/old.jsonl", '{"body": "A gizmo."}\n')
    content.write("drafts/gone.md", BAD)
    content.commit_unseen()
    content.git("mv", "drafts/old.jsonl", "drafts/new name.jsonl")
    content.git("rm", "--quiet", "drafts/gone.md")

    passed, said = content.try_commit()

    assert passed, said
    assert "drafts/new name.jsonl:1:" in said  # a warning: seen because of `verbose`
    assert "gone.md:1" not in said


@pytest.mark.slow
def test_a_renamed_draft_keeps_its_waiver(content: Content, capsys: pytest.CaptureFixture[str]) -> None:
    draft = content.write("drafts/old.md", BAD)
    main(["check", str(draft), "--no-cache", RULES, "--format=json"])
    fingerprint = json.loads(capsys.readouterr().out)["posts"][0]["findings"][0]["fingerprint"]
    content.write("waivers.toml", WAIVER.format(fingerprint=fingerprint, until=date.today() + timedelta(days=30)))
    content.commit_unseen()
    content.git("mv", "drafts/old.md", "drafts/new.md")

    passed, said = content.try_commit()

    assert passed, said
    assert "1 waived" in said


@pytest.mark.slow
def test_what_the_settings_exclude_is_passed_over(content: Content) -> None:
    content.stage("postlint.toml", 'packs = ["../pack"]\n[files]\ninclude = ["drafts/**"]\n')
    content.stage("README.md", BAD)
    content.stage("drafts/.notes.md", BAD)

    passed, said = content.try_commit()

    assert passed, said


@pytest.mark.slow
def test_a_commit_of_all_that_is_known_is_judged_by_the_index_that_it_makes(content: Content) -> None:
    content.stage("drafts/a.md", GOOD)
    content.commit_unseen()
    content.write("drafts/a.md", BAD)

    passed, said = content.try_commit("--all")

    assert not passed
    assert "drafts/a.md:1:3: error no-widgets" in said


@pytest.mark.slow
def test_the_work_tree_is_left_as_it_was(content: Content) -> None:
    for name in ("drafts/a.md", "drafts/b.json", "images/fair.jpg"):
        content.stage(name, '{"body": "A gizmo."}\n')
    before = {name: one for name, one in content.state().items() if not name.startswith(".git/")}

    content.try_commit()

    assert {name: one for name, one in content.state().items() if not name.startswith(".git/")} == before


@pytest.mark.slow
def test_whoever_tries_the_repository_gets_the_hooks(tmp_path: Path, published: Path, home: Path) -> None:
    content = Scratch(tmp_path / "content")
    content.stage("a.md", BAD)

    done = pre_commit(
        content.folder, "pre-commit", "try-repo", str(published), "postlint-staged", "--verbose", home=home
    )

    assert done.returncode == 1
    assert "a.md:1:3: error no-widgets" in done.stdout
