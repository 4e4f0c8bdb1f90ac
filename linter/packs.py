"""Packs: folders of rules, read strictly into values.

A pack is a folder with `pack.toml`; below it stand `<topic>/<rule-name>.toml`, `lexicons/`, `platforms/`,
`profiles/` and `sources/`. A pack is data and runs no code. The first pack is postlint's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from linter import __version__, checks
from linter.errors import Fault, RuleError, did_you_mean, shown
from linter.lexicons import read_lexicon
from linter.rule import Case, Deferred, Example, Rule, Severity, When
from linter.settings import read_file
from linter.shape import read
from linter.value import described_fields, field, frozen

MARKER = "pack.toml"
DATA_FOLDERS = frozenset({"lexicons", "platforms", "profiles", "sources"})
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{2,5}-\d{3}")
_FIELD = re.compile(r"\{([a-z_]*)\}")
# (Path of a rule of our own, how it is detected) → its options: made once, as more is remembered by the object.
_OWN_OPTIONS: dict[tuple[str, str], Any] = {}


@frozen
class PackFile:
    """`pack.toml`: what the pack is called, and the postlint it needs."""

    name: str
    summary: str
    needs: str = ""


@frozen
class RuleFile:
    """A rule as its file writes it."""

    code: str
    summary: str
    severity: Severity
    since: str
    message: str
    why: str
    fix: str
    detect: Mapping[str, object]
    clauses: tuple[str, ...] = ()
    when: When = When()
    cases: Mapping[str, Case] = field(default_factory=dict)
    private: bool = False
    silenceable: bool = True
    formerly: tuple[str, ...] = ()
    flags: tuple[Mapping[str, object], ...] = ()
    allows: tuple[Mapping[str, object], ...] = ()


@frozen
class PlannedRule:
    """A rule of the catalogue that is not built yet."""

    name: str
    code: str
    severity: Severity
    summary: str


@frozen
class _PlannedFile:
    rules: tuple[PlannedRule, ...] = ()


class Packs:
    """The rules of all packs by name, and the folders they come from. Later packs may not replace earlier rules."""

    def __init__(self, folders: tuple[Path, ...], rules: Mapping[str, Rule]) -> None:
        self.folders = folders
        self.rules = rules

    @cached_property
    def planned(self) -> Mapping[str, PlannedRule]:
        """Return the rules that are named but not built yet."""
        found: dict[str, PlannedRule] = {}
        for folder in self.folders:
            path = folder / "planned.toml"
            if path.is_file():
                listed = read_file(_PlannedFile, path, RuleError)
                found.update((rule.name, rule) for rule in listed.rules)
        return found

    @cached_property
    def former_names(self) -> Mapping[str, str]:
        """Return old rule name → the name it has now."""
        return {old: rule.name for rule in self.rules.values() for old in rule.formerly}

    def resolve(self, word: str) -> str | None:
        """Return the name of the rule that a name, a former name or a code means."""
        if word in self.rules:
            return word
        if word in self.former_names:
            return self.former_names[word]
        return next((rule.name for rule in self.rules.values() if rule.code == word.upper()), None)

    def find(self, kind: str, name: str) -> Path | None:
        """Return the data file `<kind>/<name>.toml` of the first pack that has it (kind: "profiles", …)."""
        return next((p for f in self.folders if (p := f / kind / f"{name}.toml").is_file()), None)

    def names(self, kind: str) -> tuple[str, ...]:
        """Return the names of all data files of a kind, sorted."""
        return tuple(sorted({path.stem for folder in self.folders for path in (folder / kind).glob("*.toml")}))

    def lexicon(self, name: str) -> tuple[str, ...]:
        """Return the terms of a word list. Raise RuleError if no pack has it."""
        path = self.find("lexicons", name)
        if path is None:
            raise RuleError(Fault(f"lexicons/{name}.toml", "is missing", "install postlint again"))
        return tuple(one if isinstance(one, str) else one.term for one in read_lexicon(path))

    def examples(self, name: str) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
        """Return the bad and the good examples of a rule."""
        path = Path(self.rules[name].path)
        file = read_file(RuleFile, path, RuleError)
        return tuple(_example(path, "flags", item) for item in file.flags), tuple(
            _example(path, "allows", item) for item in file.allows
        )


def own_folder() -> Path:
    """Return the folder of postlint's own rules: inside the wheel, or beside the package in a clone.

    The marker decides, never the mere name of a folder: another project's `rules/` must not pass every post.
    """
    here = Path(__file__).parent
    for folder in (here / "rules", here.parent / "rules"):
        if (folder / MARKER).is_file():
            return folder
    raise RuleError(Fault(shown(here / "rules"), "postlint's own rules are missing", "install postlint again"))


def load(extra: Iterable[Path] = (), own: Mapping[str, Rule] | None = None) -> Packs:
    """Read postlint's own rules and then the packs of the settings. Raise RuleError naming every fault.

    `own` are the rules of the first pack if they are known already.
    """
    folders = (own_folder(), *extra)
    faults: list[Fault] = []
    rules: dict[str, Rule] = dict(own or {})
    for number, folder in enumerate(folders):
        if own and not number:
            continue
        if not (folder / MARKER).is_file():
            faults.append(Fault(shown(folder), "is not a pack of rules", f"a pack is a folder with {MARKER}"))
            continue
        try:
            faults += _too_new(read_file(PackFile, folder / MARKER, RuleError), folder / MARKER)
        except RuleError as error:
            faults.extend(error.faults)
        before = len(rules)
        for path in _rule_files(folder):
            try:
                rule = load_rule(path, validate=number > 0)
            except RuleError as error:
                faults.extend(error.faults)
                continue
            clash = rules.get(rule.name) or next((r for r in rules.values() if r.code == rule.code), None)
            if clash:
                what = "name" if clash.name == rule.name else f"code {rule.code}"
                faults.append(Fault(shown(path), f"has the {what} of {shown(Path(clash.path))}", "choose another"))
            else:
                rules[rule.name] = rule
        if len(rules) == before and not faults:
            faults.append(Fault(shown(folder), "holds no rules", "an empty pack would pass every post"))
    if faults:
        raise RuleError(faults)
    return Packs(folders, rules)


def _too_new(pack: PackFile, path: Path) -> Iterator[Fault]:
    """Yield a fault if a pack needs a later postlint than this one."""
    wanted, own = ([int(part) for part in re.findall(r"\d+", text)] for text in (pack.needs, __version__))
    if wanted > own:
        yield Fault(shown(path), f"postlint {pack.needs} is needed, this is {__version__}", "upgrade it", "needs")


def _rule_files(folder: Path) -> Iterator[Path]:
    for topic in sorted(folder.iterdir()):
        if topic.is_dir() and topic.name not in DATA_FOLDERS and not topic.name.startswith((".", "_")):
            yield from sorted(topic.glob("*.toml"))


def load_rule(path: Path, *, validate: bool = True) -> Rule:
    """Read one rule; the name is the file's stem. `validate` also tries what only the check can judge (patterns)."""
    # In our own pack the examples come last (a test keeps it so), and they are most of a file: who only wants to check
    # a post does not wait for them to be read.
    file = read_file(RuleFile, path, RuleError, until="" if validate else "[[flags]]")
    faults: list[Fault] = []

    def complain(key: str, what: str, hint: str = "") -> None:
        faults.append(Fault(shown(path), what, hint, key))

    if not _NAME.fullmatch(path.stem):
        complain("", f"'{path.stem}' is not a rule name", "use kebab-case, such as pupil-full-name")
    if not _CODE.fullmatch(file.code):
        complain("code", f"is '{file.code}'", "such as PUP-201")
    for key in ("summary", "message", "why", "fix"):
        if not getattr(file, key).strip():
            complain(key, "is empty")
    for name, case in file.cases.items():
        for key in ("message", "fix"):
            if getattr(case, key) == "":
                complain(f"cases.{name}.{key}", "is empty")
    for key, text in (
        ("message", file.message),
        *((f"cases.{n}.message", c.message or "") for n, c in file.cases.items()),
    ):
        if any(not name for name in _FIELD.findall(text)):
            complain(key, "has an empty {}", "name the value, such as {found}")
    for name, case in file.cases.items():
        for clause in set(case.clauses or ()) - set(file.clauses):
            complain(f"cases.{name}.clauses", f"'{clause}' is not among the rule's clauses", "add it there too")
    for clause in file.clauses:
        if "/" not in clause:
            complain("clauses", f"'{clause}' names no source", "such as chase-terrace/dp.a")
    # The options of our own rules are known to be right (the tests read them), so they wait until a post needs them.
    made = _options(file.detect, path, complain, validate=True) if validate else None
    if faults:
        raise RuleError(faults)
    values = {name: getattr(file, name) for name in described_fields(RuleFile) if name in described_fields(Rule)}
    values |= {"name": path.stem, "topic": path.parent.name, "path": str(path)}
    values |= {"kind": str(file.detect["kind"]), "detect": made or Deferred(partial(own_options, file.detect, path))}
    return Rule(**values)


def detection(path: Path) -> Mapping[str, object]:
    """Return how a rule of our own pack finds what it finds, as its file writes it."""
    return read_file(RuleFile, path, RuleError, until="[[flags]]").detect


def own_options(detect: Mapping[str, object], path: Path, written: str = "") -> Any:
    """Return the options of a rule that was read unvalidated; `written` stands for `detect`. Raise RuleError."""
    known_by = (str(path), written or repr(detect))
    if (made := _OWN_OPTIONS.get(known_by)) is None:
        faults: list[Fault] = []
        complain = lambda key, what, hint="": faults.append(Fault(shown(path), what, hint, key))  # noqa: E731
        made = _options(detect, path, complain, validate=False)
        if faults:
            raise RuleError(faults)
        _OWN_OPTIONS[known_by] = made
    return made


def _options(detect: Mapping[str, object], path: Path, complain: Any, *, validate: bool) -> Any:
    kind = detect.get("kind")
    if not isinstance(kind, str):
        complain("detect.kind", "is missing", "name the kind of check, such as 'phrase'")
        return None
    try:
        module = checks.load(kind)
    except KeyError:
        complain("detect.kind", f"'{kind}' is not a kind of check", did_you_mean(kind, checks.names()))
        return None
    found = [
        (key, *_with_lexicons(value, path, complain, f"detect.{key}")) for key, value in detect.items() if key != "kind"
    ]
    if not all(sound for _, sound, _ in found):
        return None
    options = read(module.Options, {key: value for key, _, value in found}, complain, "detect")
    if options is not None and validate:
        try:
            options.validate()
        except ValueError as error:
            key, _, what = str(error).partition(": ")
            complain(f"detect.{key}", what)
    return options


def _with_lexicons(value: object, path: Path, complain: Any, key: str) -> tuple[bool, object]:
    """Replace each `{ lexicon = "name" }` by the terms of that word list of the rule's own pack. Say if all exist.

    Within a list its terms join the others.
    """
    if isinstance(value, list):
        if all(type(item) is str for item in value):
            return True, value
        items = [(_is_lexicon(item), *_with_lexicons(item, path, complain, key)) for item in value]
        flat = [one for spliced, _, item in items for one in (item if spliced and isinstance(item, list) else [item])]
        return all(sound for _, sound, _ in items), flat
    if not isinstance(value, Mapping):
        return True, value
    if _is_lexicon(value):
        file = path.parent.parent / "lexicons" / f"{value['lexicon']}.toml"
        if file.is_file():
            return True, list(read_lexicon(file))
        near = did_you_mean(str(value["lexicon"]), [other.stem for other in file.parent.glob("*.toml")])
        complain(key, f"'{value['lexicon']}' is not a lexicon", near)
        return False, None
    pairs = {name: _with_lexicons(item, path, complain, f"{key}.{name}") for name, item in value.items()}
    return all(sound for sound, _ in pairs.values()), {name: item for name, (_, item) in pairs.items()}


def _is_lexicon(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == {"lexicon"}


def _example(path: Path, kind: str, data: Mapping[str, object]) -> Example:
    """Split an example into what it says of itself and the fields of its draft."""
    own = {key: value for key, value in data.items() if key in described_fields(Example) and key != "draft"}
    rest = {key: value for key, value in data.items() if key not in own}
    faults: list[Fault] = []
    example = read(
        Example, {**own, "draft": rest}, lambda k, w, h: faults.append(Fault(shown(path), w, h, f"{kind}.{k}"))
    )
    if example is None:
        raise RuleError(faults)
    return example
