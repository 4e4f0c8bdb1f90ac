"""`postlint consents [PATH…]`: which posts rest on consents that end, and where somebody objects."""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta

from linter import consents
from linter.commands import Result, add_format, width
from linter.commands.deciding import Found, day, find, moment, name_of, said_of
from linter.consents import Rest, ends_on, told
from linter.errors import Fault, SettingsError
from linter.rechecking import is_ahead
from linter.renderers.columns import visible, wrap
from linter.shape import parse_moment
from linter.value import frozen


@frozen
class Told:
    """What is said of one post: what does not hold when it goes out, what ends soon, who objects."""

    name: str
    schedule: str
    lost: tuple[str, ...]
    ending: tuple[str, ...]
    objections: tuple[str, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `consents`."""
    parser.add_argument("paths", nargs="*", default=["."], metavar="PATH", help="drafts, folders, globs")
    parser.add_argument(
        "--until", metavar="DATE", help="consents that end by this day (default: the end of this month)"
    )
    parser.add_argument("--past", action="store_true", help="also posts whose time has passed: they may be shown still")
    add_format(parser, "text", "json")


def run(args: argparse.Namespace) -> Result:
    """Read the drafts and the lists, and tell."""
    found, failures = find(args)
    told_of, lists = [], []
    for project in found:
        until = _until(args.until, project.judged.linter.today)
        told_of += [each for each in _posts(args, project, until) if each.lost or each.ending or each.objections]
        lists += _lists(project, until)
    code = 2 if failures else int(any(each.lost or each.objections for each in told_of))
    if args.format == "json":
        rows = [
            {
                "draft": each.name,
                "schedule": each.schedule,
                "does_not_hold": list(each.lost),
                "ends": list(each.ending),
                "objections": list(each.objections),
            }
            for each in told_of
        ]
        out = json.dumps({"schema": "postlint/consents/1", "posts": rows, "lists": lists}, ensure_ascii=False, indent=2)
        return Result(f"{out}\n", said_of(failures), code)
    return Result(_text(told_of, lists, width(args)), said_of(failures), code)


def _posts(args: argparse.Namespace, project: Found, until: date) -> list[Told]:
    linter = project.judged.linter
    today = linter.today
    rows = []
    for one in project.waiting:
        if not (args.past or one.post.schedule is None or is_ahead(one.post, linter.context.now)):
            continue
        resting = consents.rests(linter, one)
        lost = tuple(told(rest, today) for rest in resting if rest.state != "holds")
        ending = tuple(told(rest, today) for rest in resting if rest.state == "holds" and _ends_by(rest, until))
        rows.append(Told(name_of(one), one.subject.schedule, lost, ending, consents.objections(linter, one)))
    return rows


def _ends_by(rest: Rest, until: date) -> bool:
    end = ends_on(rest.consent)
    return end is not None and end <= until


def _lists(project: Found, until: date) -> list[str]:
    """Return what is to be said of the list of consents as a whole."""
    linter = project.judged.linter
    today, listed = linter.today, linter.context.consents
    if not listed:
        return ["the settings name no list of consents"]
    now = [consent for consent in listed if consent.holds(today)]
    ending = sum(1 for consent in now if (end := ends_on(consent)) and end <= until)
    withdrawn = sum(1 for consent in listed if consent.withdrawn and consent.withdrawn <= today)
    roll = linter.context.roll
    left = sum(1 for consent in now if consent.person_id in roll and roll[consent.person_id].has_left)
    lines = [f"{len(now)} of {len(listed)} consents hold today; {ending} of them end by {day(until)}"]
    if withdrawn:
        lines.append(f"{withdrawn} were withdrawn")
    if left:
        lines.append(f"{left} that hold are those of leavers")
    if objecting := len(linter.context.do_not_publish):
        lines.append(f"{objecting} people must not be published")
    return lines


def _text(told_of: list[Told], lists: list[str], columns: int) -> str:
    lines: list[str] = []
    for each in told_of:
        lines.append(f"{each.name}, {moment(each.schedule)}")
        for sign, texts in (("✖", (*each.lost, *each.objections)), ("▲", each.ending)):
            for text in texts:
                lines += wrap(visible(text), columns, first=f"  {sign} ", rest="    ")
        lines.append("")
    if not told_of:
        lines.append("No post that waits rests on a consent that ends by then, and nobody in one objects.")
    return "".join(f"{line}\n" for line in [*lines, *(f"{line[0].upper()}{line[1:]}." for line in lists)])


def _until(written: str | None, today: date) -> date:
    if not written:
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    found = parse_moment(written)
    if found is None:
        raise SettingsError(Fault("--until", f"'{written}' is not a date", "such as 2026-11-30"))
    return date(found.year, found.month, found.day)
