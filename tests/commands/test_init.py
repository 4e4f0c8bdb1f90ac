"""`postlint init`: what it asks, what it writes, and what it leaves alone."""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from linter import packs, profile
from linter import settings as settings_file
from linter.cli import main
from linter.commands import Result, init
from linter.errors import SettingsError
from linter.settings import Settings, load
from tests.conftest import ROOT


class Typist:
    """Somebody at a terminal who gives these answers, and then Enter to all else (or interrupts)."""

    def __init__(self, answers: Iterable[str], *, then: str | None = "") -> None:
        self.answers = list(answers)
        self.then = then
        self.heard: list[str] = []

    def ask(self, prompt: str) -> str:
        self.heard.append(prompt)
        if self.answers:
            return self.answers.pop(0)
        if self.then is None:
            raise KeyboardInterrupt
        return self.then

    def tell(self, text: str) -> None:
        self.heard.append(text)


def setup(folder: Path, *words: str, typist: Typist | None = None, policy: str | None = None) -> Result:
    parser = argparse.ArgumentParser()
    init.add_arguments(parser)
    parser.set_defaults(settings=None, policy=policy, asker=typist)
    return init.run(parser.parse_args([str(folder), *words]))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def settings(folder: Path) -> Settings:
    return load(folder / "postlint.toml")


def test_the_flags_come_back_as_settings(tmp_path: Path) -> None:
    words = ["--school", "Thistlebrook Primary School", "--alias", "TPS, Thistlebrook", "--alias", "The Brook"]
    words += ["--town", "Eastmere", "--domain", "https://www.Thistlebrook.example/news", "--phone", "01632 960160"]
    words += ["--email", "office@thistlebrook.example", "--account", "@ThistlebrookPri:official:Facebook,twitter"]
    words += ["--account", "FriendsOfT:affiliated", "--account", "@ng.reads@books.example:personal:mastodon"]

    result = setup(tmp_path, *words, policy="chase-terrace")

    made = settings(tmp_path)
    assert result.code == 0
    assert (made.policy, made.school.name, made.school.town) == ("chase-terrace", words[1], "Eastmere")
    assert made.school.aliases == ("TPS", "Thistlebrook", "The Brook")
    assert made.school.domains == ("thistlebrook.example",)
    assert (made.school.emails, made.school.phones) == (("office@thistlebrook.example",), ("01632 960160",))
    assert {key: (item.handles, item.type, item.platforms) for key, item in made.accounts.items()} == {
        "main": (("@ThistlebrookPri",), "official", ("facebook", "x")),
        "friendsoft": (("@FriendsOfT",), "affiliated", ()),
        "ng": (("@ng.reads@books.example",), "personal", ("mastodon",)),
    }
    assert made.files.include == ("drafts/**",)


@pytest.mark.parametrize(
    "name",
    [
        "Ysgol Tŷ'r Felin",
        'The "Little" School',
        "St Brân's \\ C:\\new",
        "Zażółć 🐑👩🏽‍🏫 Infants",
        "مدرسة النور",
        "#1 School = [best] {x}",
        "'''",
        '"""',
        "{{ 7 * 7 }} {% raw %}",
        "x" * 400,
        "tail\\",
    ],
)
def test_a_name_comes_back_as_it_was_whatever_is_in_it(name: str, tmp_path: Path) -> None:
    setup(tmp_path, "--school", name, "--alias", name.replace(",", ""), "--draft", "--account", f"@{name[:3].strip()}")

    assert settings(tmp_path).school.name == name
    assert settings(tmp_path).school.aliases == (name,)


def test_what_cannot_be_seen_in_a_name_becomes_a_space(tmp_path: Path) -> None:
    setup(tmp_path, "--school", "Two\nlines\tand \x7f a\x1bbell ")

    assert settings(tmp_path).school.name == "Two lines and a bell"


def test_a_file_without_any_answer_loads_and_sets_the_defaults_alone(tmp_path: Path) -> None:
    setup(tmp_path, "--yes")

    made, plain = settings(tmp_path), Settings()
    for name in ("policy", "fail_on", "school", "accounts", "people", "images", "allow", "deny", "hours", "rules"):
        assert getattr(made, name) == getattr(plain, name)


def text_of(folder: Path) -> str:
    return (folder / "postlint.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["--yes"], ["--account", "@Quayside"]])
def test_every_line_that_is_switched_off_can_be_switched_on(words: list[str], tmp_path: Path) -> None:
    setup(tmp_path, *words)
    text = re.sub(r"^#(?=[a-z\[])", "", text_of(tmp_path), flags=re.MULTILINE)
    (tmp_path / "postlint.toml").write_text(text, encoding="utf-8")

    made = settings(tmp_path)

    assert made.people.roll == "private/roll.csv"
    assert [event.kind for event in made.calendar] == ["embargo"]
    assert made.rules["hashtag-not-camel-case"].severity == "off"
    assert profile.load(made, packs.load()).name == "default"


def test_every_key_is_there_and_explained(tmp_path: Path) -> None:
    setup(tmp_path, "--yes")
    lines = text_of(tmp_path).splitlines()
    # `readers` is for those who have sheets of another make; the page on drafts tells of it.
    left_out = {"readers"}

    keys = {
        match[1]: number for number, line in enumerate(lines) if (match := re.match(r"#?\[*([a-z_]+)[\].= ]", line))
    }

    wanted = {key for key in keys_of(Settings) if key not in left_out}
    for cls in ("School", "Account", "PeopleFiles", "Images", "Allowed", "Denied", "Hours", "Event", "Files"):
        wanted |= keys_of(getattr(settings_file, cls))
    assert wanted - set(keys) == set()
    assert [lines[number] for number in keys.values() if not lines[number - 1].startswith("# ")] == []


def keys_of(cls: type) -> set[str]:
    from linter.shape import keys

    return set(keys(cls))


def test_the_file_is_laid_out_as_that_of_the_samples(tmp_path: Path) -> None:
    setup(
        tmp_path, "--school", "Quayside", "--account", "@Quay:official:x", "--account", "@QuayPTA:affiliated:facebook"
    )
    text = text_of(tmp_path)

    assert all(line == line.rstrip() and len(line) <= 120 for line in text.splitlines())
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    for number, line in enumerate(lines := text.splitlines()):
        if line.startswith("["):
            above = number - 1
            while lines[above].startswith("#"):
                above -= 1
            assert lines[above] == ""


def test_somebody_at_a_terminal_is_asked(tmp_path: Path) -> None:
    answers = [
        "Quayside School",
        "Quay, QS",
        "Wexbury",
        "quayside",
        "www.quayside.example",
        "office",
        "office@quayside.example",
    ]
    answers += ["01632 960100", "@Quay side", "@Quayside", "off", "facebok", "facebook, x", "@quayside", "", "7", "2"]
    answers += ["private/staff.csv", "yes", "perhaps", "y", "y", "y"]
    typist = Typist(answers, then=None)

    result = setup(tmp_path, typist=typist)

    made = settings(tmp_path)
    assert (result.code, typist.answers) == (0, [])
    assert (made.school.name, made.school.aliases, made.school.town) == ("Quayside School", ("Quay", "QS"), "Wexbury")
    assert made.school.domains == ("quayside.example",)
    assert made.school.emails == ("office@quayside.example",)
    assert made.accounts["main"].platforms == ("facebook", "x")
    assert len(made.accounts) == 1
    assert made.policy == "chase-terrace"
    heard = "\n".join(typist.heard)
    for part in (
        "is no web site",
        "is no e-mail address",
        "without spaces",
        "did you mean 'facebook'",
        "named that one",
        "y or n",
    ):
        assert part in heard
    for name in packs.load().names("profiles"):
        assert f"  {name}: " in heard
    assert {"postlint.toml", "private/staff.csv", ".gitignore", ".pre-commit-config.yaml", "drafts/first.md"} < set(
        files(tmp_path)
    )


def test_enter_to_everything_makes_a_file_of_defaults(tmp_path: Path) -> None:
    setup(tmp_path, typist=Typist([]))

    assert list(files(tmp_path)) == ["postlint.toml"]
    assert settings(tmp_path).policy == "default"


def test_what_a_flag_says_is_not_asked(tmp_path: Path) -> None:
    typist = Typist([])

    setup(tmp_path, "--school", "Quayside", "--hook", typist=typist)

    heard = "\n".join(typist.heard)
    assert "full name" not in heard
    assert "commit" not in heard
    assert "town" in heard


@pytest.mark.parametrize("answered", range(14))
def test_whoever_stops_in_the_middle_has_written_nothing(answered: int, tmp_path: Path) -> None:
    answers = ["Quayside", "", "", "", "", "", "@Q", "official", "x", "", "1", "private/staff.csv", "y", "y", "y"]

    with pytest.raises(KeyboardInterrupt):
        setup(tmp_path, typist=Typist(answers[:answered], then=None))

    assert files(tmp_path) == {}


def test_without_a_terminal_and_without_flags_it_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"no terminal to ask at .*--yes"):
        setup(tmp_path)

    assert files(tmp_path) == {}


def test_a_settings_file_is_never_replaced_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "postlint.toml").write_text('policy = "trust"\n', encoding="utf-8")

    for words in (["--yes"], ["--school", "Quayside"]):
        with pytest.raises(SettingsError, match=r"is there already .*--force"):
            setup(tmp_path, *words)
    assert text_of(tmp_path) == 'policy = "trust"\n'
    setup(tmp_path, "--yes", "--force")
    assert settings(tmp_path).policy == "default"


def test_settings_in_pyproject_count_as_there(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.postlint]\npolicy = "trust"\n', encoding="utf-8")

    with pytest.raises(SettingsError, match="is there already"):
        setup(tmp_path, "--yes")
    assert setup(tmp_path, "--draft").code == 0
    assert set(files(tmp_path)) == {"pyproject.toml", "drafts/first.md"}


def test_what_is_wanted_later_is_added_to_what_is_there(tmp_path: Path) -> None:
    setup(tmp_path, "--staff", "private/staff.csv")
    before = text_of(tmp_path)

    result = setup(tmp_path, "--hook", "--gitignore", "--draft")

    assert text_of(tmp_path) == before
    assert "kept as it is: " in result.out
    assert {".pre-commit-config.yaml", ".gitignore", "drafts/first.md"} <= set(files(tmp_path))


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    words = ["--hook", "--gitignore", "--draft", "--editor"]
    setup(tmp_path, "--staff", "private/staff.csv", *words)
    before = files(tmp_path)

    setup(tmp_path, *words)

    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--account", "@a:headteacher"], "--account: is not official, personal or affiliated"),
        (["--account", "two words"], "--account: is no account"),
        (["--account", "@a::facebok"], "--account: holds 'facebok', which is no platform: did you mean 'facebook'"),
        (["--account", "@a", "--account", "@A"], "--account: '@A' is there twice"),
        (["--domain", "no web site"], "--domain: is no web site"),
        (["--email", "office"], "--email: is no e-mail address"),
        (["--drafts", "../drafts", "--yes"], "--drafts: '../drafts' is not below the settings"),
        (["--draft", "first.docx", "--yes"], "--draft: 'first.docx' is no name for a first draft"),
    ],
)
def test_a_flag_that_cannot_be_used_is_said_and_nothing_written(words: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        setup(tmp_path, *words)

    assert said in str(caught.value)
    assert files(tmp_path) == {}


def test_an_unknown_policy_is_said_with_what_comes_near(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--policy: is 'conistone', which is no policy: did you mean 'coniston'"):
        setup(tmp_path, policy="conistone")


@pytest.mark.parametrize("policy", ["default", "chase-terrace", "coniston", "trust", "cheadle-heath", "testbourne"])
@pytest.mark.parametrize("name", ["drafts/first.md", "posts/hello.yaml"])
def test_the_first_draft_is_checked_and_not_blocked_for_its_words(policy: str, name: str, tmp_path: Path) -> None:
    result = setup(tmp_path, "--account", "@Quayside:official:facebook,x", "--draft", name, policy=policy)

    assert (result.code, result.err) == (0, "")
    assert "1 post:" in result.out
    assert f"postlint check {tmp_path / name}" in result.out
    # What is missing may be said, at one place; no words of the draft are at fault.
    assert "^^" not in result.out


def test_editors_find_the_schemas_without_a_network(tmp_path: Path) -> None:
    setup(tmp_path, "--editor", "--draft", "drafts/new/first.yaml", "--account", "@Quayside")

    first = text_of(tmp_path).splitlines()[0]
    assert first.startswith("#:schema ")
    assert (tmp_path / first.removeprefix("#:schema ")).is_file()
    draft = tmp_path / "drafts" / "new" / "first.yaml"
    line = draft.read_text(encoding="utf-8").splitlines()[0]
    assert line.startswith("# yaml-language-server: $schema=")
    assert (draft.parent / line.partition("=")[2]).resolve() == tmp_path.resolve() / ".postlint" / "draft.schema.json"


def test_a_list_of_people_that_cannot_be_read_is_said_after_all_is_written(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("id,name\n", encoding="utf-8")

    result = setup(tmp_path, "--staff", "staff.csv", "--draft")

    assert result.code == 2
    assert "staff.csv:1: has no column" in result.err
    assert (tmp_path / "staff.csv").read_text(encoding="utf-8") == "id,name\n"


def test_the_lists_of_people_stay_out_of_git(tmp_path: Path) -> None:
    setup(tmp_path, "--staff", "private lists/staff [1].csv", "--gitignore")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)

    said = subprocess.run(
        ["git", "-C", str(tmp_path), "status", "--porcelain", "--untracked-files=all"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "staff" not in said.stdout
    assert "postlint.toml" in said.stdout


def test_a_list_outside_the_folder_needs_no_line_but_the_usual_folder_has_one(tmp_path: Path) -> None:
    setup(tmp_path / "posts", "--staff", "../staff.csv", "--gitignore")

    assert set(files(tmp_path)) == {"posts/postlint.toml", "posts/.gitignore", "staff.csv"}
    assert files(tmp_path)["posts/.gitignore"].splitlines()[1:] == [b"/private/"]


def test_the_hook_stands_in_the_repositorys_own_folder(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)

    setup(tmp_path / "posts", "--yes", "--hook")

    assert (tmp_path / ".pre-commit-config.yaml").is_file()
    assert yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]


def test_the_end_says_what_to_do_next(tmp_path: Path) -> None:
    out = setup(tmp_path, "--staff", "private/staff.csv", "--hook").out

    for part in (
        "fill in private/staff.csv",
        "write your accounts",
        "--gitignore",
        "pre-commit install",
        "postlint check",
    ):
        assert part in out


def test_on_the_command_line_it_exits_0_and_a_second_time_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path), "--yes"]) == 0
    assert "What to do next" in capsys.readouterr().out
    assert main(["init", str(tmp_path), "--yes"]) == 2
    assert capsys.readouterr().err.startswith("error: ")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_it_asks_at_a_real_terminal_and_ctrl_c_writes_nothing(tmp_path: Path) -> None:
    import os
    import pty

    folder = tmp_path / "school"
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "linter", "init", str(folder)],
        stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    assert process.stderr
    heard = b""
    while b"full name" not in heard:
        heard += os.read(process.stderr.fileno(), 4096)
    os.write(controller, "Ysgol Tŷ 🐑\n".encode())
    while b"else do people" not in heard:
        heard += os.read(process.stderr.fileno(), 4096)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    os.close(controller)

    assert process.returncode == 130
    assert out == b""
    assert not folder.exists()


def test_settings_that_are_there_get_the_line_for_editors_and_are_otherwise_kept(tmp_path: Path) -> None:
    (tmp_path / "postlint.toml").write_text('policy = "trust"  # ours\n', encoding="utf-8")

    result = setup(tmp_path, "--editor")

    assert text_of(tmp_path) == '#:schema .postlint/settings.schema.json\n\npolicy = "trust"  # ours\n'
    assert "added to" in result.out
