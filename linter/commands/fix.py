"""`postlint fix --unused-exceptions [--dry-run] PATH…`: put right in the drafts what a machine can put right."""

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
from linter.fixes import FIXES
from linter.rule import EXCEPTION_FAULT as RULE

_NUMBER = re.compile(r"Waiver (\d+) in ")
_ENCODINGS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `fix`."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="drafts, folders, globs")
    parser.add_argument(
        "--unused-exceptions", action="store_true", help="take out exceptions that silence nothing or have ended"
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")


def run(args: argparse.Namespace) -> Result:
    """Change the drafts and say what was changed."""
    if not args.unused_exceptions:
        return Result(err=f"error: say what to fix: {', '.join(f'--{name}' for name in FIXES)}", code=2)
    found, failures = judge(args, args.paths)
    faults = [*failures, *(fault for one in found for fault in one.failures)]
    changes: list[tuple[Path, str, str, str]] = []
    for one in found:
        for each in one.drafts:
            changes += _of_draft(each, faults)
        changes += _of_waivers(one, faults)
    if not args.dry_run:
        for path, _, after, encoding in changes:
            _write(path, after.encode(encoding, "surrogatepass"))
    verb = "would be changed" if args.dry_run else "changed"
    lines = [_difference(path, before, after) for path, before, after, _ in changes] if args.dry_run else []
    lines += [f"{verb}: {shown(path)}\n" for path, *_ in changes]
    lines += [] if changes else ["nothing to take out\n"]
    return Result("".join(lines), "\n".join(f"error: {fault}" for fault in faults), 2 if faults else 0)


def _of_draft(each: JudgedDraft, faults: list[Fault]) -> list[tuple[Path, str, str, str]]:
    findings = [finding for post in each.posts for finding in post.findings if finding.rule == RULE]
    if not findings:
        return []
    after = import_module(FIXES["unused-exceptions"]).fix(each.draft, findings, faults)
    encoding = _ENCODINGS.get(each.data[:2], "utf-8")
    return [(Path(each.draft.path), each.draft.text, after, encoding)] if after != each.draft.text else []


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
