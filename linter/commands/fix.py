"""`postlint fix --unused-exceptions|--first-name-only|… [--dry-run] PATH…`: put right what a machine can put right."""

from __future__ import annotations

import argparse
import difflib
import os
import re
from importlib import import_module
from pathlib import Path

from linter.commands import Result
from linter.commands.judging import Judged, JudgedDraft, judge
from linter.errors import Fault, SettingsError, shown
from linter.fixes import FIXES, UNSAFE
from linter.mask import mask
from linter.post import Draft
from linter.reading import Reading
from linter.rule import EXCEPTION_FAULT as RULE
from linter.text import Lines

_NUMBER = re.compile(r"Waiver (\d+) in ")
_ENCODINGS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `fix`."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="drafts, folders, globs")
    fixes = parser.add_mutually_exclusive_group()
    for name in FIXES:
        what = UNSAFE.get(name, "take out exceptions that silence nothing or have ended")
        words = f"{what}; read the draft afterwards" if name in UNSAFE else what
        fixes.add_argument(f"--{name}", dest="fix", action="store_const", const=name, help=words)
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")


def run(args: argparse.Namespace) -> Result:
    """Change the drafts and say what was changed."""
    if args.fix is None:
        return Result(err=f"error: say what to fix: {', '.join(f'--{name}' for name in FIXES)}", code=2)
    way = args.fix if args.fix in UNSAFE else ""
    found, failures = judge(args, args.paths)
    faults = [*failures, *(fault for one in found for fault in one.failures)]
    changes: list[tuple[Path, str, str, str]] = []
    told: list[str] = []
    for one in found:
        for each in one.drafts:
            changes += _of_draft(one, each, way, faults, told)
        changes += [] if way else _of_waivers(one, faults)
    if not args.dry_run:
        for path, _, after, encoding in changes:
            _write(path, after.encode(encoding, "surrogatepass"))
    verb = "would be changed" if args.dry_run else "changed"
    lines = told
    if args.dry_run and not way:
        lines = [_difference(path, before, after) for path, before, after, _ in changes]
    lines += [f"{verb}: {shown(path)}\n" for path, *_ in changes]
    lines += [] if changes else ["nothing to change\n" if way else "nothing to take out\n"]
    return Result("".join(lines), "\n".join(f"error: {fault}" for fault in faults), 2 if faults else 0)


def _of_draft(
    one: Judged, each: JudgedDraft, way: str, faults: list[Fault], told: list[str]
) -> list[tuple[Path, str, str, str]]:
    """Return the change of a draft: its path, its text before and after, and its encoding."""
    before = each.draft.text
    if way:
        after = _with_names(one, each, way, faults, told)
    else:
        findings = [finding for post in each.posts for finding in post.findings if finding.rule == RULE]
        after = import_module(FIXES["unused-exceptions"]).fix(each.draft, findings, faults) if findings else before
    if after == before:
        return []
    encoding = _encoding(each)
    if encoding is None:
        what = "was left alone: its encoding had to be guessed, or has no sign for what would be written"
        faults.append(Fault(each.draft.path, what, "save it as UTF-8"))
        return []
    return [(Path(each.draft.path), before, after, encoding)]


def _encoding(each: JudgedDraft) -> str | None:
    """Return the encoding of a draft, in which its text gives the very bytes of the file."""
    encoding = _ENCODINGS.get(each.data[:2], "utf-8")
    return encoding if each.draft.text.encode(encoding, "surrogatepass") == each.data else None


def _with_names(one: Judged, each: JudgedDraft, way: str, faults: list[Fault], told: list[str]) -> str:
    """Return the text of a draft with its names written otherwise, and tell what changes, masked."""
    draft, context = each.draft, one.linter.context
    names = import_module(FIXES[way])
    reading = Reading(one.linter.settings)

    def read(text: str) -> Draft:
        encoding = _ENCODINGS.get(each.data[:2], "utf-8")
        return reading.read(draft.path, text.encode(encoding, "surrogatepass"))

    after, edits = names.fix(draft, [post.findings for post in each.posts], way, context, read, faults)
    lines = Lines(draft.text)
    for edit in edits:
        start = draft.entries[edit.entry].places[edit.part].span(edit.start, edit.end)[0]
        line, column = lines.position(start)
        # Half a name is still a name: only words of ours are shown.
        shorter = edit.text if way == "year-group" else mask(edit.text)
        told.append(f"{shown(Path(draft.path))}:{line}:{column}: {mask(edit.found)} -> {shorter or 'nothing'}\n")
    return str(after)


def _of_waivers(one: Judged, faults: list[Fault]) -> list[tuple[Path, str, str, str]]:
    """Return the change of the waivers that the findings in the drafts call needless."""
    cases = import_module(FIXES["unused-exceptions"]).CASES
    wanted = {
        int(match[1])
        for post in one.posts
        for finding in post.findings
        if finding.rule == RULE and finding.case in cases and (match := _NUMBER.match(finding.message))
    }
    if not wanted or one.linter.waivers is None:
        return []
    path = one.linter.waivers.path
    before = path.read_bytes().decode("utf-8")
    after = import_module(FIXES["unused-exceptions"]).without_waivers(before, wanted)
    if after is None:
        numbers = ", ".join(map(str, sorted(wanted)))
        faults.append(Fault(shown(path), f"waivers {numbers} cannot be taken out safely", "take them out by hand"))
        return []
    return [(path, before, after, "utf-8")]


def _difference(path: Path, before: str, after: str) -> str:
    # A reason may name somebody: only what goes is shown, and it is in the file already.
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), shown(path), shown(path), n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _write(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all, with the rights that it had."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.chmod(path.stat().st_mode & 0o7777)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SettingsError(Fault(shown(path), f"cannot be written: {error.strerror or error}")) from error
