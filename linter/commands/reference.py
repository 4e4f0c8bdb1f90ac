"""`postlint reference`: write `rules/README.md`, the reference of all rules, from the rules and the code themselves."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from linter import checks, packs, profile
from linter.commands import Result, rule_markdown
from linter.commands.file_formats import docstring, keys_table, nested
from linter.commands.markdown_text import anchor, code, table, text
from linter.commands.rule_page import RulePage, rule_page
from linter.commands.wording import as_page
from linter.context import PlatformFacts
from linter.errors import Fault, SettingsError
from linter.evidence import phrases
from linter.lexicons import Lexicon
from linter.packs import PackFile, Packs, PlannedRule, RuleFile
from linter.profile import Profile, ProfileFile, Source
from linter.settings import Settings

FILE = "README.md"
_EXAMPLES = 4
_FORMATS: tuple[tuple[str, str, type], ...] = (
    ("The marker of a pack", "`pack.toml`", PackFile),
    ("A rule", "`<topic>/<rule-name>.toml`; the file's name is the rule's name", RuleFile),
    ("A lexicon", '`lexicons/<name>.toml`, used in `[detect]` as `{ lexicon = "<name>" }`', Lexicon),
    ("A platform", "`platforms/<name>.toml`", PlatformFacts),
    ("A profile", "`profiles/<name>.toml`, or any file that `policy` in the settings names by its path", ProfileFile),
    ("A source", "`sources/<name>.toml`: a document that rules cite, clause by clause", Source),
)
_HOW_TO = """\
A rule is one file, and everything about it stands in that file: its words, its severity, the clauses that ask for it,
how it is detected, and posts that break it or do not. No code is needed as long as a kind of check can express it.

1. Choose a name that says the fault and reads well after "allow" (`allow pupil-full-name`), and a topic, which is the
   folder. The file is `<topic>/<name>.toml`. A name is for ever; if it must change, list the old one in `formerly`.
2. Write `summary` as one sentence that tells the author what to do, `message` as what is wrong with the underlined
   words (`{found}`), `why` for a head teacher, `fix` for somebody in a hurry.
3. Choose a kind of check below and give its options under `[detect]`. More than 20 words belong in a lexicon.
4. Write `[[flags]]`, posts that break the rule with `⟦ ⟧` around exactly what is to be underlined, and `[[allows]]`,
   posts that come close and do not, each with a `why`. All are run as tests, the good ones against every rule.
   Beside `post` an example may give any field of a draft, and `case`, `also` (other rules that it breaks), `profile`,
   `today` and `settings`.
5. List in `clauses` every clause that asks for the rule. A way of breaking it that deserves other words or another
   severity is a `[cases.<name>]`.

Rules of your own go into a pack: a folder with `pack.toml` and the same shape as this one, named in `packs` in the
settings. A pack is data and runs no code. It cannot replace a rule; a profile or the settings change severities and
options, under `[rules.<name>]`, and switch a rule off with `severity = "off"`.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `reference`."""
    parser.add_argument("--output", metavar="PATH", help="write it to this file (default: show it)")
    parser.add_argument("--check", action="store_true", help="exit 1 if the file is stale (default: rules/README.md)")


def run(args: argparse.Namespace) -> Result:
    """Return the reference of postlint's own rules, write it, or compare it with the file that is there."""
    made = reference(packs.load())
    path = Path(args.output) if args.output else packs.own_folder() / FILE
    if args.check:
        if _read(path) == made:
            return Result()
        return Result(err=f"{path} is stale; write it with: postlint reference --output {path}", code=1)
    if not args.output:
        return Result(made)
    try:
        path.write_text(made, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(Fault(str(path), f"cannot be written: {error.strerror or error}")) from error
    return Result()


def reference(own: Packs) -> str:
    """Return the reference as Markdown; the same for the same rules, whatever the day and the machine."""
    profiles = {name: profile.load(Settings(), own, name) for name in own.names("profiles")}
    default = profiles.get("default") or next(iter(profiles.values()))
    pages = [rule_page(name, default, own, {}) for name in own.rules]
    pages.sort(key=lambda page: (page.topic, page.code))
    planned = sorted((r for r in own.planned.values() if r.name not in own.rules), key=lambda rule: rule.code)
    return as_page(
        [
            "# The rules of postlint",
            "\n<!-- Written by `postlint reference`. Do not edit: change the rules, then write it again. -->\n",
            f"{len(pages)} rules are built, {len(planned)} are planned. A rule is known by its name; its code stands "
            "beside it.\n",
            *_contents(pages),
            *_overview(pages, profiles),
            *(line for page in pages for line in _rule(page, pages, profiles, own)),
            *_planned(planned),
            *_kinds(pages),
            *_formats(),
        ]
    )


def _contents(pages: list[RulePage]) -> Iterator[str]:
    for topic in dict.fromkeys(page.topic for page in pages):
        links = ", ".join(f"[{page.name}](#{page.name})" for page in pages if page.topic == topic)
        yield f"- [{_title(topic)}](#{anchor(_title(topic))}): {links}"
    for title in ("Not built yet", "Kinds of check", "How to write a rule", "File formats"):
        yield f"- [{title}](#{anchor(title)})"


def _overview(pages: list[RulePage], profiles: dict[str, Profile]) -> Iterator[str]:
    yield "\n## Severity by profile\n"
    yield "A profile may give single cases of a rule a severity of their own; those stand with the rule.\n"
    rows = [
        (page.code, f"[{page.name}](#{page.name})", *(each.rules[page.name].severity for each in profiles.values()))
        for page in sorted(pages, key=lambda page: page.code)
    ]
    yield from table(("code", "rule", *profiles), rows)


def _rule(page: RulePage, pages: list[RulePage], profiles: dict[str, Profile], own: Packs) -> Iterator[str]:
    """Yield the section of a rule; the first rule of a topic brings the topic's heading."""
    if page is next(other for other in pages if other.topic == page.topic):
        yield f"\n## {_title(page.topic)}"
    path = Path(own.rules[page.name].path).relative_to(own.folders[0]).as_posix()
    yield f"\n### {page.name}\n"
    yield f"{page.code} · {page.own_severity} · since {page.since} · [{path}]({path})\n"
    yield text(page.summary)
    yield from rule_markdown.body(page)
    yield from _clauses(page)
    yield from _changes(page, profiles)
    yield from rule_markdown.cases(page, "####")
    yield from rule_markdown.options(page, "####")
    yield from rule_markdown.examples(page, "####", most=_EXAMPLES)


def _clauses(page: RulePage) -> Iterator[str]:
    schools: dict[str, list[str]] = {}
    for clause in page.clauses:
        source, _, number = clause.id.partition("/")
        schools.setdefault(source, []).append(number)
    if schools:
        listed = "; ".join(f"{name} {', '.join(map(code, numbers))}" for name, numbers in schools.items())
        yield f"\n**Clauses:** {listed}"


def _changes(page: RulePage, profiles: dict[str, Profile]) -> Iterator[str]:
    """Yield what the profiles change of a rule beside its severity."""
    changes = []
    for name, each in profiles.items():
        active = each.rules[page.name]
        values = [
            f"{code(key)} is {active.cases[key.removeprefix('cases.')]}" if key.startswith("cases.") else code(key)
            for key, origin in active.origins.items()
            if origin == name and key != "severity"
        ]
        if values:
            changes.append(f"{name} ({', '.join(values)})")
    if changes:
        yield f"\n**Set by profiles:** {'; '.join(changes)}"


def _planned(planned: list[PlannedRule]) -> Iterator[str]:
    yield "\n## Not built yet\n"
    rows = [(rule.code, code(rule.name), rule.severity, text(rule.summary)) for rule in planned]
    yield from table(("code", "rule", "severity", "what it will ask"), rows) if rows else ["Every rule is built."]


def _kinds(pages: list[RulePage]) -> Iterator[str]:
    yield "\n## Kinds of check\n"
    yield "A kind is code that any number of rules can use; what it looks for is given in a rule's `[detect]`."
    for kind in sorted({page.kind for page in pages} & set(checks.names())):
        module: Any = checks.load(kind)
        yield f"\n### Kind: {kind}\n"
        yield from docstring(module)
        yield ""
        yield from docstring(module.Options)
        yield ""
        yield from _keys(module.Options)
        users = [f"[{page.name}](#{page.name})" for page in pages if page.kind == kind]
        yield f"\nUsed by {', '.join(users)}."
    yield "\n### The language of phrases\n"
    yield from docstring(phrases)


def _formats() -> Iterator[str]:
    yield f"\n## How to write a rule\n\n{_HOW_TO.strip()}"
    yield "\n## File formats\n"
    yield "All files are TOML in UTF-8. A key that is not in these tables is an error."
    for title, place, cls in _FORMATS:
        yield f"\n### {title}\n\n{place}\n"
        yield from docstring(cls)
        yield ""
        yield from _keys(cls)


def _keys(cls: type) -> Iterator[str]:
    yield from keys_table(cls)
    for each in nested(cls):
        yield f"\nTable {each.__name__}: {' '.join(docstring(each))}\n"
        yield from keys_table(each)


def _title(topic: str) -> str:
    return topic.replace("-", " ").capitalize()


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
