"""What an author writes to let a rule pass: `allow RULE until 2026-12-31 -- reason`, and the same as a table.

The grammar is strict, and whatever does not fit becomes an `Allow` that says what is wrong with it: an exception that
nobody can read must neither let anything pass nor be passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from linter.post import Allow
from linter.shape import parse_moment

ALLOW, NEXT_LINE = "allow", "allow-next-line"
_REASON = re.compile(r"(?:^|\s)--(?=\s|$)")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")
_OTHER_DASH = re.compile(r"\s[-–—]\s|\S--|--\S")
_LETTERS = 3
_SHAPE = "write: allow RULE until YEAR-MONTH-DAY -- the reason"
_TABLE = "write rule, reason and, if it ends, until"
_KEYS = ("rule", "reason", "until")
_DASHES = "the reason follows two hyphens with a space on each side"


def parse(text: str) -> tuple[str, Allow]:
    """Return the verb and the exception of what stands after `postlint:`; the exception may have a `fault`."""
    words = text.split(maxsplit=1)
    if not words:
        return ALLOW, _bad("it says nothing", _SHAPE)
    verb = words[0]
    if verb not in (ALLOW, NEXT_LINE):
        return ALLOW, _wrong_verb(verb)
    return verb, parse_terms(words[1] if len(words) > 1 else "")


def parse_terms(text: str) -> Allow:
    """Return the exception that `RULE until DATE -- reason` means."""
    mark = _REASON.search(text)
    head = text[: mark.start()] if mark else text
    reason = " ".join(text[mark.end() :].split()) if mark else ""
    words = head.split()
    if not words:
        return _bad("no rule is named", _SHAPE)
    rule, rest = words[0], words[1:]
    if "," in rule or (rest and rest[0].startswith(",")):
        return _bad("it names several rules", "write one exception for each rule")
    problem = _rule_problem(rule)
    if problem:
        return problem
    if not mark and _OTHER_DASH.search(text[len(rule) :]):
        return _bad("the reason does not follow two hyphens", _DASHES, rule)
    until: date | None = None
    if rest:
        if rest[0] != "until":
            return _extra(rule, rest, bool(mark))
        if len(rest) == 1:
            return _bad("no date follows 'until'", "write the last day, such as until 2026-12-31", rule)
        day = _day(rest[1])
        if isinstance(day, str):
            return _bad(day, "write the last day as year-month-day, such as 2026-12-31", rule)
        if len(rest) > 2:
            return _bad("words stand between the date and the reason", _DASHES, rule)
        until = day
    return _reasoned(rule, reason, until)


def from_data(data: object) -> tuple[Allow, ...]:
    """Return the exceptions of a field `allow`: a list of tables, or of texts as a comment has them."""
    if isinstance(data, str):  # a cell of a sheet
        return tuple(parse_terms(line) for line in data.splitlines() if line.strip())
    if not isinstance(data, list | tuple):
        return (_bad("allow is not a list", "write it as a list: [{rule: …, reason: …}]"),)
    return tuple(_from_item(item) for item in data)


def _from_item(item: object) -> Allow:
    if isinstance(item, Allow):
        return item
    if isinstance(item, str):
        return parse_terms(item)
    if not isinstance(item, Mapping):
        return _bad("it is not a table", _TABLE)
    surplus = [str(key) for key in item if key not in _KEYS]
    rule = item.get("rule")
    if not isinstance(rule, str) or not rule.strip():
        return _bad("no rule is named", _TABLE)
    rule = rule.strip()
    problem = _rule_problem(rule)
    if problem:
        return problem
    if surplus:
        shown = f"'{surplus[0]}'" if _NAME.fullmatch(surplus[0]) else "something else"
        return _bad(f"{shown} is no part of an exception", _TABLE, rule)
    reason = item.get("reason")
    if reason is not None and not isinstance(reason, str):
        return _bad("the reason is not text", "write the reason in quotes", rule)
    day = _day(item.get("until"))
    if isinstance(day, str):
        return _bad(day, "write the last day as year-month-day, such as 2026-12-31", rule)
    return _reasoned(rule, " ".join((reason or "").split()), day)


def _wrong_verb(verb: str) -> Allow:
    if verb.casefold() in (ALLOW, NEXT_LINE):
        return _bad(f"'{verb}' is not written in small letters", f"write {verb.casefold()}")
    if verb.casefold().rstrip(":,") in (ALLOW, NEXT_LINE):
        return _bad(f"a sign follows '{verb[:-1]}'", _SHAPE)
    return _bad("it does not begin with 'allow' or 'allow-next-line'", _SHAPE)


def _rule_problem(rule: str) -> Allow | None:
    if rule in ("*", "all", "any", "everything"):
        return _bad("all rules at once cannot be let pass", "write one exception for each rule")
    if rule in ("until", "--"):
        return _bad("no rule is named", _SHAPE)
    if "," in rule:
        return _bad("it names several rules", "write one exception for each rule")
    if not _NAME.fullmatch(rule):
        return _bad("what stands in the place of the rule is no rule's name", "write a name such as missing-alt-text")
    return None


def _extra(rule: str, rest: list[str], has_reason: bool) -> Allow:
    if _NAME.fullmatch(rest[0]) and not isinstance(_day(rest[-1]), str):
        return _bad("the date does not follow the word 'until'", "write until before the date", rule)
    if not isinstance(_day(rest[0]), str):
        return _bad("the word 'until' is missing before the date", "write until before the date", rule)
    if not has_reason:
        return _bad("the reason does not follow two hyphens", _DASHES, rule)
    return _bad("words stand between the rule and the reason", _SHAPE, rule)


def _day(value: object) -> date | str | None:
    """Return a day, None for nothing, or what is wrong."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = parse_moment(value.strip()) if len(value.strip()) >= 10 else None
        if value is None:
            return "its end is not a date"
    if isinstance(value, datetime):
        return "its end has a time, a day alone is wanted"
    return value if isinstance(value, date) else "its end is not a date"


def _reasoned(rule: str, reason: str, until: date | None) -> Allow:
    if not reason:
        return _bad("the reason is missing", "say why the rule may pass here, after two hyphens or as reason", rule)
    if sum(map(str.isalpha, reason)) < _LETTERS:
        return _bad("the reason says nothing", "say why the rule may pass here, in words", rule)
    return Allow(rule, reason, until)


def _bad(fault: str, cure: str, rule: str = "") -> Allow:
    return Allow(rule, fault=fault, cure=cure)
