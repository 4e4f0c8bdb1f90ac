"""`postlint fix --safe|--unused-exceptions|--first-name-only|… [--dry-run] PATH…`: put right what a machine can."""

from __future__ import annotations

import argparse
import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

from linter.commands import Result, clean_pictures
from linter.commands.judging import Judged, JudgedDraft, judge
from linter.editing.saving import save
from linter.errors import Fault, PostlintError, shown
from linter.finding import Finding
from linter.fixes import FIXES, SAFE, UNSAFE
from linter.mask import mask, mask_spans
from linter.post import Draft
from linter.reading import Reading
from linter.renderers.masking import occurrences
from linter.report import PostReport
from linter.rule import EXCEPTION_FAULT as RULE
from linter.text import Lines
from linter.value import frozen

IMAGES = "images"
_NUMBER = re.compile(r"Waiver (\d+) in ")
_ENCODINGS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@frozen
class _Change:
    """A file as it was and as it will be. `private` are findings whose values must not be shown."""

    path: Path
    before: str
    after: str
    data: bytes
    encoding: str
    private: tuple[Finding, ...] = ()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `fix`."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="drafts, folders, globs")
    fixes = parser.add_mutually_exclusive_group()
    for name in FIXES:
        words = f"{UNSAFE[name]}; read the draft afterwards" if name in UNSAFE else SAFE[name]
        fixes.add_argument(f"--{name}", dest="fix", action="store_const", const=name, help=words)
    fixes.add_argument(
        "--images", dest="fix", action="store_const", const=IMAGES, help="write clean copies of pictures"
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    clean_pictures.add_arguments(parser)


def run(args: argparse.Namespace) -> Result:
    """Change the drafts and say what was changed."""
    if args.fix == IMAGES:
        return clean_pictures.run(args)
    if args.fix is None:
        return Result(err=f"error: say what to fix: {', '.join(f'--{name}' for name in (*FIXES, IMAGES))}", code=2)
    way = args.fix if args.fix in UNSAFE else ""
    found, failures = judge(args, args.paths)
    faults = [*failures, *(fault for one in found for fault in one.failures)]
    changes: list[_Change] = []
    told: list[str] = []
    for one in found:
        reading = Reading(one.linter.settings)
        for each in one.drafts:
            changes += _of_draft(one, each, reading, args.fix, faults, told)
        changes += [] if way else _of_waivers(one, faults)
    if not args.dry_run:
        changes = [change for change in changes if _is_saved(change, faults)]
    verb = "would be changed" if args.dry_run else "changed"
    lines = told
    if args.dry_run and not way:
        lines = [*map(_difference, changes), *told]
    lines += [f"{verb}: {shown(change.path)}\n" for change in changes]
    lines += [] if changes else ["nothing to take out\n" if args.fix == "unused-exceptions" else "nothing to change\n"]
    return Result("".join(lines), "\n".join(f"error: {fault}" for fault in faults), 2 if faults else 0)


def _is_saved(change: _Change, faults: list[Fault]) -> bool:
    """Write a change, unless somebody else changed the file meanwhile; the other files are not to wait for that."""
    try:
        save(change.path, change.after.encode(change.encoding, "surrogatepass"), before=change.data)
    except PostlintError as error:
        faults += error.faults
        return False
    return True


def _of_draft(
    one: Judged, each: JudgedDraft, reading: Reading, name: str, faults: list[Fault], told: list[str]
) -> list[_Change]:
    """Return the change of a draft, if there is any."""
    before, private = each.draft.text, [finding for post in each.posts for finding in post.private]

    def read(text: str) -> Draft:
        encoding = _ENCODINGS.get(each.data[:2], "utf-8")
        return reading.read(each.draft.path, text.encode(encoding, "surrogatepass"))

    if name in UNSAFE:
        edits = _with_names(one, each, name, read, faults)
        after = edits[0]
        told += edits[1]
    elif name == "safe":
        folder = Path(each.draft.path).parent.absolute()
        draft, posts, done = import_module(FIXES[name]).fix(
            each.draft,
            each.posts,
            one.linter,
            lambda draft: one.linter.check_draft(draft, folder),
            read,
            reading.options(each.draft.path),
            faults,
        )
        after = draft.text
        private += [finding for post in posts for finding in post.private]
        told += _tally(each.draft.path, Counter(offer.words for offer in done))
        told += _new(each.draft.path, each.posts, posts)
    else:
        findings = [finding for post in each.posts for finding in post.findings if finding.rule == RULE]
        fixes = import_module(FIXES[name])
        options = reading.options(each.draft.path)
        after = fixes.fix(each.draft, findings, faults, read, options) if findings else before
    if after == before:
        return []
    encoding = _encoding(each)
    if encoding is None:
        what = "was left alone: its encoding had to be guessed, or has no sign for what would be written"
        faults.append(Fault(each.draft.path, what, "save it as UTF-8"))
        return []
    return [_Change(Path(each.draft.path), before, after, each.data, encoding, tuple(private))]


def _tally(path: str, done: Counter[str]) -> Iterable[str]:
    for words, count in done.items():
        times = f" ({count} times)" if count > 1 else ""
        yield f"{shown(Path(path))}: {words}{times}\n"


def _new(path: str, before: Sequence[PostReport], after: Sequence[PostReport]) -> Iterable[str]:
    """Tell which rules find something only now: what was hidden, or an approval that was given for other words."""

    def reported(posts: Sequence[PostReport]) -> dict[str, None]:
        return dict.fromkeys(one.rule for post in posts for one in post.findings if one.status == "reported")

    for rule in reported(after):
        if rule not in reported(before):
            yield f"{shown(Path(path))}: note: '{rule}' finds something now that it did not find before\n"


def _encoding(each: JudgedDraft) -> str | None:
    """Return the encoding of a draft, in which its text gives the very bytes of the file."""
    encoding = _ENCODINGS.get(each.data[:2], "utf-8")
    return encoding if each.draft.text.encode(encoding, "surrogatepass") == each.data else None


def _with_names(
    one: Judged, each: JudgedDraft, way: str, read: Callable[[str], Draft], faults: list[Fault]
) -> tuple[str, list[str]]:
    """Return the text of a draft with its names written otherwise, and tell what changes, masked."""
    draft, told = each.draft, list[str]()
    names = import_module(FIXES[way])
    found = [post.findings for post in each.posts]
    after, edits = names.fix(draft, found, way, one.linter.context, read, faults)
    lines = Lines(draft.text)
    for edit in edits:
        start = draft.entries[edit.entry].places[edit.part].span(edit.start, edit.end)[0]
        line, column = lines.position(start)
        # Half a name is still a name: only words of ours are shown.
        shorter = edit.text if way == "year-group" else mask(edit.text)
        told.append(f"{shown(Path(draft.path))}:{line}:{column}: {mask(edit.found)} -> {shorter or 'nothing'}\n")
    return str(after), told


def _of_waivers(one: Judged, faults: list[Fault]) -> list[_Change]:
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
    data = path.read_bytes()
    before = data.decode("utf-8")
    after = import_module(FIXES["unused-exceptions"]).without_waivers(before, wanted)
    if after is None:
        numbers = ", ".join(map(str, sorted(wanted)))
        faults.append(Fault(shown(path), f"waivers {numbers} cannot be taken out safely", "take them out by hand"))
        return []
    return [_Change(path, before, after, data, "utf-8")]


def _difference(change: _Change) -> str:
    # A reason may name somebody: only what changes is shown, and of that no private value.
    name = shown(change.path)
    before, after = change.before.splitlines(), change.after.splitlines()
    lines = list(difflib.unified_diff(before, after, name, name, n=0, lineterm=""))
    return "".join(f"{line if number < 2 else _shown(line, change.private)}\n" for number, line in enumerate(lines))


def _shown(line: str, private: Sequence[Finding]) -> str:
    """Return a line as it may be shown: private values masked, and what cannot be seen called by its number."""
    masked, _ = mask_spans(line, occurrences(private, line))
    return "".join(char if char.isprintable() or char == "\t" else f"<U+{ord(char):04X}>" for char in masked)
