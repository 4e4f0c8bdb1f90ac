"""Set up a school as the command line does, with somebody who answers, or nobody."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from linter.commands import Result, init
from linter.settings import Settings, load


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


def text_of(folder: Path) -> str:
    return (folder / "postlint.toml").read_text(encoding="utf-8")
