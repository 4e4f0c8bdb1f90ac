"""The text of a new settings file, and of a first draft: what is known is written, the rest is shown switched off."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linter.commands.answers import Answers, NewAccount
from linter.commands.json_schema import words
from linter.settings import Settings

_TEMPLATE = Path(__file__).parent / "new-settings.toml.jinja"
_COLUMNS = 110
_BARE = re.compile(r"[a-z][a-z0-9-]*")
# What YAML takes for something else than a word.
_NOT_WORDS = frozenset("y n yes no on off true false null none".split())  # noqa: SIM905


def settings_text(answers: Answers, profiles: Mapping[str, str], *, drafts: str, schema: str = "") -> str:
    """Return `postlint.toml`. `drafts` is the folder of the drafts, `schema` the path for editors."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - TOML, where `toml` escapes
    )
    environment.filters["toml"] = toml
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    made = template.render(
        known=answers,
        accounts=account_keys(answers.accounts),
        profiles=profiles,
        include=f"{drafts.strip('/')}/**",
        schema=schema,
        about=_about,
        comment=comment,
    )
    return re.sub(r"\n{3,}", "\n\n", made)


def draft_text(settings: Settings, *, as_yaml: bool, schema: str = "") -> str:
    """Return a first draft for the first account of the settings, as Markdown or as YAML."""
    fields = []
    official = [item for item in settings.accounts.items() if item[1].type == "official"]
    for key, account in official[:1] or list(settings.accounts.items())[:1]:
        fields.append(f"account: {_yaml(key)}")
        if account.platforms:
            fields.append(f"platforms: [{', '.join(map(_yaml, account.platforms))}]")
    fields += ["audience: public", "category: event"]
    body = "The library is open after school on Wednesday. Come in, sit down and choose a book together."
    if as_yaml:
        head = [f"# yaml-language-server: $schema={schema}"] if schema else []
        return "\n".join([*head, *fields, "body: |", f"  {body}", ""])
    return "\n".join(["---", *fields, "---", body, ""])


def account_keys(accounts: tuple[NewAccount, ...]) -> dict[str, NewAccount]:
    """Return the accounts by the keys they get: main is the first official one, the others are called after handles."""
    found: dict[str, NewAccount] = {}
    for account in accounts:
        is_main = account.type == "official" and "main" not in found
        name = account.handle.lstrip("@").partition("@")[0].partition(".")[0]
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        key = "main" if is_main else re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "account"
        tries = (f"{key}-{number}" for number in range(2, len(accounts) + 2))
        found[key if key not in found else next(other for other in tries if other not in found)] = account
    return found


def toml(value: Any) -> str:
    """Return a text, or a list of texts, as TOML writes it."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    # JSON escapes what TOML must escape, but for DEL.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def comment(text: str) -> str:
    """Return a text as lines of comment."""
    lines = textwrap.wrap(text, _COLUMNS, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
    return "\n".join(lines)


def _about(cls: str, key: str) -> str:
    return comment(words()[cls][key])


def _yaml(word: str) -> str:
    return word if _BARE.fullmatch(word) and word not in _NOT_WORDS else json.dumps(word, ensure_ascii=False)
