"""`postlint init [FOLDER]`: set up a school. By asking, if somebody sits at a terminal, or by flags.

All texts are made first, and tried; then they are written. What is there already is kept, or added to.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from linter import packs as pack_files
from linter import settings as settings_file
from linter.commands import Result, answers, extending, new_settings
from linter.commands.answers import Answers, Asker, Known
from linter.commands.schema import text as schema_text
from linter.commands.writing import write_all
from linter.errors import Fault, PostlintError, SettingsError, shown
from linter.settings import FILE, Settings
from linter.value import frozen, replace

SCHEMAS = ".postlint"
_SETTINGS_SCHEMA = f"{SCHEMAS}/settings.schema.json"
_FIRST = "first.md"
_PRIVATE = "private/"
_SHAPE = "@handle:kind:platforms"
_STAFF = "id,first_name,last_name,role,publish_name\n"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `init`."""
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="where (default: here)")
    parser.add_argument("--yes", action="store_true", help="ask nothing: what no flag says is left open in the file")
    parser.add_argument("--force", action="store_true", help=f"replace a {FILE} that is there")
    school = parser.add_argument_group("the school", "--policy names its policy")
    school.add_argument("--school", metavar="TEXT", help="its full name")
    school.add_argument("--alias", action="append", default=[], metavar="TEXT", help="what else it is called")
    school.add_argument("--town", metavar="TEXT", help="the town or village")
    school.add_argument("--domain", metavar="HOST", help="its web site")
    school.add_argument("--email", metavar="ADDRESS", help="the e-mail address of the office, as published")
    school.add_argument("--phone", metavar="NUMBER", help="the phone number of the office, as published")
    school.add_argument("--account", action="append", default=[], metavar=_SHAPE, help="such as @OurPTA:affiliated:x")
    school.add_argument("--staff", metavar="FILE", help="the staff list, a CSV file; made if missing")
    school.add_argument("--drafts", default="drafts", metavar="FOLDER", help="where drafts are (default: drafts)")
    more = parser.add_argument_group("and besides")
    more.add_argument("--hook", action="store_true", help="check at every commit: add to .pre-commit-config.yaml")
    more.add_argument("--gitignore", action="store_true", help="keep lists of people out of git: add to .gitignore")
    more.add_argument("--editor", action="store_true", help=f"let editors help: put JSON Schemas into {SCHEMAS}/")
    more.add_argument("--draft", nargs="?", const="", metavar="FILE", help="write and check a first draft (.md, .yaml)")


def run(args: argparse.Namespace) -> Result:
    """Set up the folder; say what was written and what to do next."""
    if args.settings:
        raise SettingsError(Fault("--settings", f"has no place here: init writes FOLDER/{FILE}", "name the folder"))
    folder = Path(args.folder).absolute()
    if folder.exists() and not folder.is_dir():
        raise SettingsError(Fault(args.folder, "is no folder", "name the folder of your drafts"))
    if Path(args.drafts).is_absolute() or ".." in Path(args.drafts).parts:
        raise SettingsError(Fault("--drafts", f"'{args.drafts}' is not below the settings", "name a folder inside"))
    packs = pack_files.load()
    known = answers.known_of(packs, folder)
    given = answers.from_flags(args, known)
    there = settings_file.find(folder) if folder.exists() else None
    kept = there if there and there.parent == folder and not args.force else None
    wants = _Wants(args.hook, args.gitignore, args.editor, args.draft)
    asker: Asker | None = None if args.yes else getattr(args, "asker", None)
    if kept is None and asker is None and not args.yes and given == Answers():
        raise SettingsError(Fault("init", "there is no terminal to ask at", "give --yes, or flags such as --school"))
    if kept and (given != Answers() or (wants == _Wants() and asker is None)):
        raise SettingsError(
            Fault(shown(kept), "is there already", "change it in an editor, or replace it with --force")
        )
    if asker:
        if kept is None:
            given = answers.ask(asker, given, known)
        else:
            asker.tell(f"{shown(kept)} is there already and stays as it is.")
        wants = _asked(asker, wants)
    plan = _Plan(folder, kept)
    settings = settings_file.load(kept) if kept else _new_settings(plan, given, known, args.drafts, editor=wants.editor)
    if wants.editor:
        if kept and kept.name == FILE:
            plan.extend(kept, lambda text: extending.with_schema(text, _SETTINGS_SCHEMA))
        for name in ("settings", "draft"):
            plan.files[folder / SCHEMAS / f"{name}.schema.json"] = schema_text(name, packs)
    if wants.hook:
        plan.extend(_repository(folder) / extending.HOOKS, extending.with_hook)
    lists = tuple(_lists_inside(settings, folder))
    if wants.ignore:  # the lists that are to come will be where the settings' examples are
        plan.extend(folder / extending.IGNORED, lambda text: extending.with_ignored(text, lists or (_PRIVATE,)))
    draft = _first_draft(plan, settings, wants, args.drafts) if wants.draft is not None else None
    write_all(plan.files)
    said = [*(f"{word}: {shown(path)}" for path, word in plan.done.items()), ""]
    wrong = ""
    if draft:
        try:
            said += _checked(draft, plan.settings)
        except PostlintError as error:  # a list of people that is there and cannot be read, or an old draft
            wrong = "\n".join(f"error: {fault}" for fault in error.faults)
    said += ["What to do next:", *_next(plan, settings, wants, lists, draft)]
    return Result("\n".join(said) + "\n", wrong, 2 if wrong else 0)


@frozen
class _Wants:
    """What is wanted beside the settings. `draft` is its file, "" for the usual one, None for no draft."""

    hook: bool = False
    ignore: bool = False
    editor: bool = False
    draft: str | None = None


class _Plan:
    """What will be written, and what is said of it."""

    def __init__(self, folder: Path, kept: Path | None) -> None:
        self.folder = folder
        self.files: dict[Path, str] = {}
        self.settings = kept or folder / FILE
        self._there: dict[Path, str] = {kept: "kept as it is"} if kept else {}

    def extend(self, path: Path, change: Callable[[str], str]) -> None:
        """Plan to add to a file."""
        try:
            text = path.read_bytes().decode("utf-8") if path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(Fault(shown(path), "cannot be read as UTF-8", "put it right first")) from error
        made = change(text)
        if path.exists():
            self._there[path] = "kept as it is" if made == text else "added to"
        if made != text:
            self.files[path] = made

    @property
    def done(self) -> dict[Path, str]:
        """Return each file with what becomes of it."""
        return dict.fromkeys(self.files, "written") | self._there


def _asked(asker: Asker, wants: _Wants) -> _Wants:
    """Ask what else is wanted, but for what the flags want already."""
    asker.tell("")
    hook = wants.hook or answers.is_yes(asker, "Check drafts by itself whenever you commit (pre-commit)?")
    ignore = wants.ignore or answers.is_yes(asker, "Keep the lists of people out of git (.gitignore)?")
    editor = wants.editor or answers.is_yes(asker, "Help you in editors such as VS Code, with words and corrections?")
    if wants.draft is None and answers.is_yes(asker, "Write a first draft to try?"):
        return _Wants(hook, ignore, editor, "")
    return _Wants(hook, ignore, editor, wants.draft)


def _new_settings(plan: _Plan, given: Answers, known: Known, drafts: str, *, editor: bool) -> Settings:
    """Plan the settings file, and return what it says. It is read back before anything is written."""
    text = new_settings.settings_text(given, known.profiles, drafts=drafts, schema=_SETTINGS_SCHEMA if editor else "")
    with tempfile.TemporaryDirectory() as aside:
        path = Path(aside) / FILE
        path.write_text(text, encoding="utf-8", newline="\n")
        settings = replace(settings_file.load(path), root=plan.folder, source=str(plan.settings))
    plan.files[plan.settings] = text
    staff = settings.resolve(given.staff) if given.staff else None
    if staff and not staff.exists():
        plan.files[staff] = _STAFF
    return settings


def _lists_inside(settings: Settings, folder: Path) -> Iterable[str]:
    """Yield the lists of people below the folder; one outside it needs no protection from its git."""
    people = settings.people
    for name in (people.roll, people.do_not_publish, people.staff, people.consents):
        path = settings.resolve(name).resolve()
        if name and path.is_relative_to(folder.resolve()):
            yield path.relative_to(folder.resolve()).as_posix()


def _repository(folder: Path) -> Path:
    """Return the folder of the repository that a folder is in, or else the folder."""
    return next((at for at in (folder, *folder.parents) if (at / ".git").exists()), folder)


def _first_draft(plan: _Plan, settings: Settings, wants: _Wants, drafts: str) -> Path:
    """Plan a first draft; one that is there is kept."""
    path = plan.folder / (wants.draft or f"{drafts}/{_FIRST}")
    if path.suffix.lower() not in (".md", ".yaml", ".yml"):
        raise SettingsError(Fault("--draft", f"'{path.name}' is no name for a first draft", "such as drafts/first.md"))
    as_yaml = path.suffix.lower() != ".md"
    up = "../" * len(path.parent.relative_to(plan.folder).parts) if path.is_relative_to(plan.folder) else ""
    schema = f"{up}{SCHEMAS}/draft.schema.json" if wants.editor else ""
    made = new_settings.draft_text(settings, as_yaml=as_yaml, schema=schema)
    plan.extend(path, lambda text: text or made)
    return path


def _checked(draft: Path, settings: Path) -> list[str]:
    """Check the first draft under the new settings, and return the report."""
    from linter import readers
    from linter.engine import Linter
    from linter.renderers import RenderOptions, render
    from linter.report import Report
    from linter.text import Lines

    linter = Linter(settings_file.load(settings))
    read = readers.read(shown(draft), draft.read_bytes())
    report = Report(linter.profile.name, linter.check_draft(read, draft.parent), (), linter.settings.fail_on)
    head = f"This is what the policy {linter.profile.name} says of {shown(draft)}:\n"
    return [head, render("text", report, RenderOptions(sources={read.path: Lines(read.text)})).rstrip("\n"), ""]


def _next(plan: _Plan, settings: Settings, wants: _Wants, lists: tuple[str, ...], draft: Path | None) -> Iterable[str]:
    """Yield what to do next."""
    yield f"  - read {shown(plan.settings)}: every line is explained, and much of it waits for you"
    if not settings.accounts:
        yield "  - write your accounts into it: without them postlint cannot tell whose voice speaks"
    if settings.people.staff and settings.resolve(settings.people.staff) in plan.files:
        yield f"  - fill in {settings.people.staff}: one line for each member of staff"
    if lists and not wants.ignore:
        here = "" if plan.folder == Path.cwd() else f" {shown(plan.folder)}"
        yield f"  - keep the lists of people out of git: postlint init{here} --gitignore"
    if wants.hook:
        yield "  - switch the hook on: pip install pre-commit, then pre-commit install"
    yield f"  - check {shown(draft)} again when you have changed it" if draft else "  - check your drafts"
    yield f"      postlint check {shown(draft) if draft else ''}".rstrip()
    yield "  - see what your policy wants: postlint rules, postlint explain RULE"
