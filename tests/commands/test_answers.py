"""What `postlint init` asks, and what it takes for an answer."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from linter import packs
from linter.errors import SettingsError
from tests.commands.setting_up import Typist, files, settings, setup
from tests.conftest import ROOT


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
    out = None
    while out is None:
        process.send_signal(signal.SIGINT)
        # A signal between the question and the wait for its answer is only seen with the next one.
        with suppress(subprocess.TimeoutExpired):
            out, _ = process.communicate(timeout=10)
    os.close(controller)

    assert process.returncode == 130
    assert out == b""
    assert not folder.exists()
