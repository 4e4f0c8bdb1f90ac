"""A small pack and settings for the tests of commands, and the way in which the command line calls a command."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from linter.commands import Result

GLOVES = """
code = "GLV-101"
summary = "Do not make fun of lost gloves."
severity = "error"
since = "0.1"
message = "'{found}' makes fun of lost property."
why = "Somebody's hands are cold."
fix = "Say where '{found}' can be fetched."
clauses = ["our-doc/2", "our-doc/3", "elsewhere/9"]
formerly = ["glove-joke"]
private = true

[when]
account = ["official"]

[detect]
kind = "phrase"
phrases = ["lonely glove", "single|sad glove", "g1", "g2", "g3", "g4", "g5", "g6"]
unless = ["glove puppet"]

[cases.mitten]
message = "Mittens are no joke."
severity = "info"

[[flags]]
post = "A ⟦lonely glove⟧ waits in the office.\\nCome & fetch it | please"

[[flags]]
post = "A ⟦sad glove⟧!"
account = "main"
case = "mitten"

[[allows]]
post = "Gloves, hats and scarves are in the office."
why = "it only says where they are"
"""
HATS = """
code = "GLV-102"
summary = "Do not lose hats."
severity = "warning"
since = "0.1"
message = "'{found}' is lost."
why = "Hats are dear."
fix = "Find it."
clauses = ["our-doc/4"]
silenceable = false

[detect]
kind = "phrase"
phrases = ["lost hat"]

[[flags]]
post = "A ⟦lost hat⟧!"

[[allows]]
post = "A found hat!"
why = "it is found"
"""
SCARVES = HATS.replace("GLV-102", "GLV-103").replace("silenceable = false\n", "").replace("hat", "scarf")
PLANNED = """
[[rules]]
name = "lost-boots"
code = "GLV-104"
severity = "info"
summary = "Do not lose boots."
"""
SOURCE = """
title = "Lost property policy"
publisher = "Quayside School"

[[clauses]]
id = "1"
text = "Be kind."
check = ["none"]
reason = "Kindness leaves no trace in a draft."

[[clauses]]
id = "2"
text = "Do not joke about gloves."
rules = ["gloves-mocked", "lost-boots"]

[[clauses]]
id = "3"
text = "Keep gloves and boots."
check = ["heuristic", "none"]
rules = ["lost-boots"]
reason = "Keeping is done in the office."

[[clauses]]
id = "4"
text = "Keep scarves."
check = ["attestation"]
rules = ["lost-scarf"]
"""
PROFILE = """
summary = "The policy of Quayside School."
sources = ["our-doc"]

[rules.gloves-mocked]
severity = "warning"
options.unless = ["glove puppet", "glove compartment"]

[rules.lost-scarf]
severity = "off"

[[clauses]]
id = "own.1"
text = "Our own word on gloves."
rules = ["gloves-mocked"]
"""
SETTINGS = """
policy = "quayside"
packs = ["pack"]

[school]
name = "Quayside School"

[people]
staff = "private/staff.csv"

[[calendar]]
kind = "trip"
title = "Harbour"
from = 2026-11-26
until = 2026-11-26

[rules.gloves-mocked.cases.mitten]
severity = "error"
"""
FILES = {
    "postlint.toml": SETTINGS,
    "pack/pack.toml": 'name = "quayside"\nsummary = "Rules about lost property."\n',
    "pack/property/gloves-mocked.toml": GLOVES,
    "pack/property/lost-hat.toml": HATS,
    "pack/property/lost-scarf.toml": SCARVES,
    "pack/planned.toml": PLANNED,
    "pack/sources/our-doc.toml": SOURCE,
    "pack/profiles/quayside.toml": PROFILE,
}


def school(folder: Path) -> Path:
    """Write a school with its own pack into a folder and return its settings file. Its lists of people are missing."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "postlint.toml"


def run(command: ModuleType, *words: str, settings: Path | None = None, policy: str | None = None) -> Result:
    """Run a command as the command line does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--settings", default=str(settings) if settings else None)
    parser.add_argument("--policy", default=policy)
    command.add_arguments(parser)
    result: Result = command.run(parser.parse_args(words))
    return result


def data(command: ModuleType, *words: str, settings: Path) -> Any:
    """Return what a command says as JSON."""
    return json.loads(run(command, *words, "--format", "json", settings=settings).out)


def tidy(text: str, columns: int = 100) -> bool:
    """Say whether a text keeps to the width, has no trailing spaces and ends in one line end."""
    lines = text.split("\n")
    return (
        text.endswith("\n") and not text.endswith("\n\n") and all(x == x.rstrip() and len(x) <= columns for x in lines)
    )
