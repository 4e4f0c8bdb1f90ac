"""`postlint serve` as its user starts it: what is missing or wrong is said, with a cure, and nothing is served."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from linter.cli import main
from tests.conftest import ROOT, SAMPLES


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "one of the arguments --stdio --http is required"),
        (["--stdio", "--http"], "not allowed with"),
        (["--http", "--host", "0.0.0.0"], "needs a token (give one with --token-file FILE or in POSTLINT_SERVE_TOKEN)"),
        (["--http", "--token-file", "no-such-file"], "no-such-file: cannot be read"),
        (["--http", "--port", "99999"], "--port must be from 0 to 65535"),
        (["--stdio", "--most-mb", "0"], "must be greater than 0"),
        (["--http", "--timeout", "-1"], "must be greater than 0"),
        (["--stdio", "--policy", "no-such-policy"], "no-such-policy"),
    ],
)
def test_what_is_wrong_is_said(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)
    monkeypatch.delenv("POSTLINT_SERVE_TOKEN", raising=False)

    code = main(["serve", *words])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert said in err


def test_the_libraries_that_are_missing_are_named() -> None:
    code = "import sys; sys.modules['uvicorn'] = None; from linter.cli import main; sys.exit(main(['serve', '--http']))"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=SAMPLES,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert "pip install 'postlint[serve]'" in done.stderr


def test_who_starts_it_where_there_are_no_settings_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "Hello!"}\n')))

    assert main(["serve", "--stdio"]) == 0
    out, err = capsys.readouterr()
    assert '"policy": "default"' in out
    assert err == "note: there is no postlint.toml here or above, so posts are judged under the default policy\n"
