"""Files of other tools that `postlint init` adds to: nothing that stands there is changed, and nothing is added twice.

Each function takes the text of a file ("" if there is none) and returns the new text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from linter.errors import Fault, SettingsError
from linter.pictured import SUFFIXES
from linter.readers import READERS

HOOKS = ".pre-commit-config.yaml"
IGNORED = ".gitignore"
_SPECIAL = re.compile(r"([\\*?\[\]])")


def hook_lines() -> list[str]:
    """Return the entry for pre-commit: the postlint that is installed, over all that is staged."""
    suffixes = "|".join(suffix.removeprefix(".") for suffix in [*READERS, *sorted(SUFFIXES)])
    return [
        "- repo: local",
        "  hooks:",
        "    - id: postlint",
        "      name: postlint (all that is staged)",
        "      entry: postlint check --staged",
        "      language: system",
        "      types: [file]",
        f"      files: (?i)\\.({suffixes})$",
        "      pass_filenames: false",
        "      require_serial: true",
        "      stages: [pre-commit, pre-merge-commit, manual]",
    ]


def with_hook(text: str) -> str:
    """Return `.pre-commit-config.yaml` with postlint among its hooks. Raise SettingsError if there is no place."""
    import yaml

    cure = "write its repos as a list, each one below the other as - repo: …"
    if not text.strip():
        return _joined(["repos:", *(f"  {line}" for line in hook_lines())], "\n")
    try:
        before = yaml.safe_load(text)
        node = yaml.compose(text)
    except yaml.YAMLError as error:
        raise SettingsError(Fault(HOOKS, "is not YAML", "put it right first")) from error
    if before is None:  # only comments
        return f"{text.rstrip()}\n{with_hook('')}"
    if not isinstance(before, dict) or not isinstance(node, yaml.MappingNode):
        raise SettingsError(Fault(HOOKS, "is no table with repos", "put it right first"))
    if _hooks(before) & {"postlint", "postlint-staged", "postlint-images"}:
        return text
    end = _line_end(text)
    repos = next((value for key, value in node.value if key.value == "repos"), None)
    if repos is None:
        made = f"{text.rstrip()}{end}{_joined(['repos:', *(f'  {line}' for line in hook_lines())], end)}"
    elif isinstance(repos, yaml.SequenceNode) and repos.value and not repos.flow_style:
        indent = " " * repos.start_mark.column
        lines = text.splitlines(keepends=True)
        # The list's own end lies behind blank lines and comments, which belong to what follows.
        at = repos.end_mark.line if repos.end_mark.column == 0 else len(lines)
        while at > 0 and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
            at -= 1
        above = "".join(lines[:at])
        above += "" if above.endswith(("\n", "\r")) else end
        made = above + _joined([indent + line for line in hook_lines()], end) + "".join(lines[at:])
    elif isinstance(repos, yaml.SequenceNode) and not repos.value:
        beside, _, below = text[repos.end_mark.index :].partition("\n")
        above = text[: repos.start_mark.index].rstrip() + beside.rstrip()
        made = above + end + _joined([f"  {line}" for line in hook_lines()], end) + below
    else:
        raise SettingsError(Fault(HOOKS, "has its repos in a form that cannot be added to", cure))
    if not _is_extended(before, made):
        raise SettingsError(Fault(HOOKS, "has its repos in a form that cannot be added to", cure))
    return made


def with_ignored(text: str, paths: Iterable[str]) -> str:
    """Return `.gitignore` with lines for private files, which are given relative to its folder."""
    from pathspec import GitIgnoreSpec

    known = GitIgnoreSpec.from_lines(text.splitlines())
    wanted = [_pattern(path) for path in paths if not known.match_file(path)]
    if not wanted:
        return text
    end = _line_end(text)
    gap = "" if not text else end if text.endswith(("\n", "\r")) else end * 2
    head = "# Lists of people, which postlint reads and nobody else shall."
    return text + gap + _joined([head, *dict.fromkeys(wanted)], end)


def with_schema(text: str, schema: str) -> str:
    """Return a settings file that begins with the line by which editors find its schema."""
    if "#:schema " in text:
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    end = _line_end(text)
    return f"{mark}#:schema {schema}{end}{end}{text.removeprefix(mark)}"


def _pattern(path: str) -> str:
    """Return the line that ignores one file."""
    escaped = _SPECIAL.sub(lambda found: f"\\{found[1]}", path)
    return f"/{escaped[:-1]}\\ " if escaped.endswith(" ") else f"/{escaped}"


def _hooks(config: dict[str, Any]) -> set[str]:
    repos = config.get("repos")
    found = [hook for repo in repos if isinstance(repo, dict) for hook in repo.get("hooks") or ()] if repos else []
    return {str(hook.get("id")) for hook in found if isinstance(hook, dict)}


def _is_extended(before: dict[str, Any], made: str) -> bool:
    """Say whether the new text holds what stood there, and one entry more."""
    import yaml

    try:
        after = yaml.safe_load(made)
        entry = yaml.safe_load("\n".join(hook_lines()))
    except yaml.YAMLError:
        return False
    return bool(after == {**before, "repos": [*(before.get("repos") or []), *entry]})


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _joined(lines: Iterable[str], end: str) -> str:
    return "".join(f"{line}{end}" for line in lines)
