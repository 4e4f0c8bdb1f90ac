"""`postlint baseline write|prune|check [PATH…]`: keep the list of what was found before postlint came."""

from __future__ import annotations

import argparse
from pathlib import Path

from linter import baseline as baseline_file
from linter.baseline import Baseline
from linter.commands import Result
from linter.commands.judging import Judged, judge
from linter.covering import baseline_path, key_of
from linter.editing.saving import save_all
from linter.errors import Fault, SettingsError, shown
from linter.settings import BASELINE

_MERGE = "merge=union"
ACTIONS = {
    "write": "list what is found now, so that it is not reported",
    "prune": "take out what is no longer found",
    "check": "say what is stale and what is new",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `baseline`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, title="actions")
    for name, purpose in ACTIONS.items():
        action = actions.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        action.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="drafts, folders, globs")
        action.add_argument("--baseline", metavar="FILE", help=f"the file (default: the settings', or {BASELINE})")
        # Also before the action; what stands there must not be undone here.
        action.add_argument("--settings", metavar="FILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        action.add_argument("--policy", metavar="PROFILE", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        if name == "write":
            action.add_argument("--grow", action="store_true", help="add to a baseline that exists")


def run(args: argparse.Namespace) -> Result:
    """Write, prune or check a baseline."""
    found, failures = judge(args, args.paths)
    failures += tuple(fault for one in found for fault in one.failures)
    if len(found) != 1:
        what = f"there are {len(found)} settings files for these drafts, and each has a baseline of its own"
        return Result(err=f"error: {what}: name the drafts of one", code=2)
    if failures:
        lines = [f"error: {fault}" for fault in failures]
        return Result(err="\n".join([*lines, "nothing was written: a draft that is not read would seem clean"]), code=2)
    one = found[0]
    path = baseline_path(one.linter, args.baseline) or one.linter.settings.resolve(BASELINE)
    key = key_of(one.linter.settings)
    if args.action == "write" and not path.is_file():
        known = Baseline(path.parent, {})
    else:
        known = baseline_file.load(path, key)
        if args.action == "write" and not args.grow:
            raise SettingsError(
                Fault(shown(path), "is there already", "add to it with --grow, or take out what is stale: prune")
            )
    return _act(args.action, path, known, one, key)


def _act(action: str, path: Path, known: Baseline, one: Judged, key: bytes | None) -> Result:
    packs = one.linter.packs
    covered = known.apply(one.posts, packs)
    stale = sum(covered.stale.values())
    fresh = baseline_file.new(covered.posts, packs, path.parent)
    if action == "check":
        lines = [f"stale: {e.draft}: {e.rule} {e.fingerprint} ×{n}" for e, n in sorted(covered.stale.items())]
        lines += [f"new: {e.draft}: {e.rule} {e.fingerprint} ×{n}" for e, n in sorted(fresh.items())]
        total = f"{shown(path)}: {_count(known)} covered, {stale} stale, {sum(fresh.values())} new\n"
        return Result("".join(f"{line}\n" for line in lines) + total, code=int(bool(lines)))
    changed = known.without(covered.stale)
    if action == "write":
        changed = changed.grown(covered.posts, packs)
    save_all({path: baseline_file.dump(changed, key).encode("utf-8", "surrogateescape")})
    added = f", {sum(fresh.values())} added" if action == "write" else ""
    never = sum(post_finding.status == "reported" for post in covered.posts for post_finding in post.findings)
    never -= sum(fresh.values())
    said = [_key_note(one, changed), _merge_hint(path)]
    if never and action == "write":
        said.append(f"note: {never} of what is reported can never be silenced, and is not covered")
    out = f"{shown(path)}: {_count(changed)} covered, {stale} stale taken out{added}\n"
    return Result(out, "\n".join(line for line in said if line))


def _count(known: Baseline) -> int:
    return sum(known.counts.values())


def _key_note(one: Judged, known: Baseline) -> str:
    if one.linter.has_key:
        return ""
    from linter.fingerprint_key import note

    return note(one.linter.settings, one.linter.packs, [entry.rule for entry in known.counts])


def _merge_hint(path: Path) -> str:
    """Return how to make git merge the file, if it stands in a repository that does not know yet."""
    for folder in path.absolute().parents:
        attributes = folder / ".gitattributes"
        if attributes.is_file() and any(
            path.name in line and _MERGE in line for line in attributes.read_text("utf-8", "replace").splitlines()
        ):
            return ""
        if (folder / ".git").exists():
            line = f"{path.name} {_MERGE}"
            return f"note: so that branches merge cleanly, add this line to {shown(attributes)}: {line}"
    return ""
