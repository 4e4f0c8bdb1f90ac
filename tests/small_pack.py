"""Write small packs of rules for tests that must not depend on postlint's own."""

from __future__ import annotations

from pathlib import Path

RULE = """code = "{code}"
summary = "Do not say {word}."
severity = "{severity}"
since = "0.1"
message = "'{{found}}' is not for a post."
why = "It is only a test."
fix = "Leave it out."
clauses = {clauses}
{more}
[detect]
kind = "phrase"
phrases = ["{word}"]
"""


def write_pack(folder: Path) -> Path:
    """Make an empty pack and return its folder."""
    (folder / "words").mkdir(parents=True)
    (folder / "pack.toml").write_text('name = "small"\nsummary = "A pack for tests."\n', encoding="utf-8")
    return folder


def write_rule(
    pack: Path,
    name: str,
    word: str,
    *,
    code: str = "TST-101",
    severity: str = "warning",
    clauses: str = "[]",
    more: str = "",
) -> Path:
    """Add a rule that finds one word. `more` is further TOML before `[detect]`."""
    path = pack / "words" / f"{name}.toml"
    text = RULE.format(code=code, word=word, severity=severity, clauses=clauses, more=more)
    path.write_text(text, encoding="utf-8")
    return path
