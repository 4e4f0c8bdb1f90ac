"""`postlint review --plain`: the same review line by line, for screen readers, slow lines, and where no screen is.

No colour, no drawing, no line that changes after it was said: one question, one answer. It does what the screens do by
the same session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol

from linter.errors import PostlintError
from linter.finding import Finding
from linter.renderers.columns import visible
from linter.renderers.masking import printable
from linter.report import OUTCOMES, Report
from tui import worklist
from tui.picking import Picking, picked, said_when, state_of
from tui.session import Item, Key, Session
from tui.session.knowing import NOT_CHECKED
from tui.signs import OUTCOME_SIGNS, sign_of

_MOST_LINE = 64 * 1024
_ENDS = frozenset({"q", "quit", "exit"})
_LIST_HELP = """\
Type the number of a post to hear about it. Or:
  list                all posts      blocked, review, ready, not checked   only those
  find WORDS          only posts with these words
  next                the next post in which something was found
  again               check the drafts once more
  help, quit"""
_POST_HELP = """\
Type the number of a finding to hear all about it. Or:
  text                the post itself
  why N               why postlint thinks so
  fix N               put finding N right by machine, if that can be done
  pass N              let finding N pass: you are asked for a reason, an end and a name
  approve, send back  decide about the post
  undo                take back the last change
  next, back, help, quit"""


class Wire(Protocol):
    """Where lines come from and go to."""

    def readline(self, most: int, /) -> bytes:
        """Return the bytes up to the end of a line."""

    def answer(self, text: str, /) -> None:
        """Say a line, at once."""


class _Ended(Exception):  # noqa: N818 - somebody wants to leave
    """The input ended, or somebody said so."""


def run(session: Session, wire: Wire) -> int:
    """Review until the input ends. Return 0, or 2 if the drafts cannot be checked."""
    try:
        return Plain(session, wire).run()
    finally:
        session.close()


class Plain:
    """A review by question and answer."""

    def __init__(self, session: Session, wire: Wire) -> None:
        self._session, self._wire = session, wire
        self._shown: list[Item] = []

    def run(self) -> int:
        """Check the drafts, tell how they stand, and answer until somebody leaves."""
        if not self._scan():
            return 2
        try:
            self._queue()
        except _Ended:
            self._say("Left. Everything that was decided is saved.")
        return 0

    def _say(self, *lines: str) -> None:
        for line in lines:
            self._wire.answer(line)

    def _ask(self, prompt: str) -> str:
        self._say(prompt)
        line = self._wire.readline(_MOST_LINE)
        words = " ".join(line.decode("utf-8", "replace").split())
        if not line or words.casefold() in _ENDS:
            raise _Ended
        return words

    def _scan(self) -> bool:
        self._say("Checking the drafts.")
        try:
            for _ in self._session.scan():
                pass
        except PostlintError as error:
            self._say(*(f"error: {visible(str(fault))}" for fault in error.faults))
            return False
        self._say(*(f"error: {visible(str(fault))}" for fault in self._session.faults))
        self._list(Picking())
        return True

    # The queue

    def _list(self, picking: Picking) -> None:
        items = self._session.items.values()
        self._shown = picked(items, picking)
        states = [state_of(item) for item in items]
        counts = [f"{states.count(name)} {name}" for name in (*OUTCOMES, NOT_CHECKED) if name in states]
        self._say(f"{len(states)} {'post' if len(states) == 1 else 'posts'}: {', '.join(counts) or 'none'}.")
        if not picking.is_any:
            self._say(f"{len(self._shown)} shown.")
        self._say(*(f"{number}. {self._row(item)}" for number, item in enumerate(self._shown, 1)))

    def _row(self, item: Item) -> str:
        when = said_when(item.schedule, self._session.today)
        found = worklist.summary(item.report) if item.report and item.report.findings else ""
        pictures = f"{len(item.post.images)} pictures" if item.post and len(item.post.images) > 1 else ""
        pictures = pictures or ("a picture" if item.has_pictures else "")
        why = item.fault.what if item.fault else ""
        signed = item.approved and f"approved by {item.approved}"
        facts = [item.account, when and f"goes out {when}", pictures, found, why, signed]
        return visible(f"{state_of(item)}: {_name(item.key)}. {'; '.join(filter(None, facts))}".rstrip(". "))

    def _queue(self) -> None:
        at = -1
        while True:
            words = self._ask("Which post? (help tells more)")
            if words == "help":
                self._say(_LIST_HELP)
            elif words in ("list", "all", ""):
                self._list(Picking())
            elif words in (*OUTCOMES, NOT_CHECKED):
                self._list(Picking(outcome=words))
            elif words.startswith("find "):
                self._list(Picking(text=words.removeprefix("find ")))
            elif words == "again":
                self._scan()
            elif words == "next":
                at = self._walk(at)
            elif words.isdigit() and 0 < int(words) <= len(self._shown):
                at = int(words) - 1
                if self._post(self._shown[at].key):
                    at = self._walk(at)
            else:
                self._say(f"There is no '{visible(words)}' here; help tells what there is.")

    def _walk(self, at: int) -> int:
        """Go through the posts that need somebody, from the one after `at`, as long as `next` is said."""
        while True:
            coming = (index for index in range(at + 1, len(self._shown)) if self._shown[index].outcome != "ready")
            after = next(coming, None)
            if after is None:
                self._say("That was the last one in which something was found.")
                return at
            at = after
            if not self._post(self._shown[at].key):
                return at

    # One post

    def _post(self, key: Key) -> bool:
        """Tell of a post and answer about it. Return whether the next one is wanted."""
        self._tell(key)
        while True:
            words = self._ask("What about it? (help tells more)")
            name, _, rest = words.partition(" ")
            if words in ("back", "list"):
                return False
            if words == "next":
                return True
            try:
                self._answer(key, name, rest)
            except PostlintError as error:
                for fault in error.faults:
                    self._say(
                        visible(f"That could not be done: {fault.what}{f'. {fault.hint}' if fault.hint else ''}.")
                    )

    def _answer(self, key: Key, name: str, rest: str) -> None:
        if name == "help":
            self._say(_POST_HELP)
        elif name in ("", "again"):
            self._tell(key)
        elif name == "text":
            self._text(key)
        elif name == "undo":
            self._say("Taken back." if self._session.undo(key) else "There is nothing to take back.")
            self._changed(key)
        elif name == "approve":
            seen = self._session.seen(key)
            self._session.approve(key, self._ask("Who approves it? An id or a name:"), seen=seen)
            self._say("Approved, in exactly these words and pictures.")
            self._changed(key)
        elif f"{name} {rest}".strip() == "send back":
            note = self._ask("What should the author change?")
            self._session.send_back(key, note, self._ask("Who sends it back? An id or a name:"))
            self._say("Sent back.")
        elif name.isdigit():
            self._with_finding(key, name, self._explain)
        elif name in ("why", "fix", "pass") and rest:
            do = {"why": self._why, "fix": self._fix, "pass": self._pass}[name]
            self._with_finding(key, rest, do)
        else:
            self._say("That is not known here; help tells what is.")

    def _with_finding(self, key: Key, number: str, do: Callable[[Key, Finding], None]) -> None:
        found = self._findings(key)
        if not number.isdigit() or not 0 < int(number) <= len(found):
            self._say(f"There is no finding {visible(number)}.")
            return
        do(key, found[int(number) - 1])

    def _findings(self, key: Key) -> Sequence[Finding]:
        report = self._session.report_of(key)
        return worklist.in_order(report.findings) if report else ()

    def _tell(self, key: Key) -> None:
        item = self._session.items.get(key)
        if item is None:
            self._say("This post is not there any more.")
            return
        sign = f": {OUTCOME_SIGNS[item.outcome].words.partition(': ')[2]}" if item.outcome else ""
        self._say(f"{self._row(item)}.", f"{state_of(item)}{sign}.".capitalize())
        if item.report is None:
            fault = item.fault
            if fault:
                self._say(visible(str(fault)))
            return
        clear = worklist.in_order(item.report.findings)
        for number, finding in enumerate(clear, 1):
            masked = self._masked(item, finding)
            self._say(
                visible(f"{number}. {sign_of(finding).words}: {masked.message} ({worklist.where(finding, item.post)})")
            )
        self._say(*(visible(f"not checked: {fault}") for fault in item.report.failures))

    def _masked(self, item: Item, finding: Finding) -> Finding:
        assert item.report is not None
        report = printable(Report("", (item.report,))).posts[0]
        return report.findings[item.report.findings.index(finding)]

    def _text(self, key: Key) -> None:
        item = self._session.items[key]
        if item.post is None:
            self._say(*map(visible, self._session.text_of(key).splitlines()))
            return
        self._say(*filter(None, [visible(item.post.title or "")]), *map(visible, item.post.body.splitlines()))
        for number, image in enumerate(item.post.images, 1):
            self._say(visible(f"Picture {number}: {image.path}. {image.alt or 'It has no description.'}"))

    def _explain(self, key: Key, finding: Finding) -> None:
        item = self._session.items[key]
        known, shown = self._session.explain(key, finding), self._masked(item, finding)
        self._say(*map(visible, self._explained(shown, worklist.where(finding, item.post))))
        if known.asked:
            self._say(visible(f"Sent back: {known.asked}"))
        self._say(visible(f"Why: {known.why}"), visible(f"What to do: {shown.fix or known.fix}"))
        self._say(*(visible(f"Your policy, {clause.id}: {clause.text}") for clause in known.clauses))
        fixes = self._session.fixes(key, finding)
        self._say(*(f"A machine can: {fix.words}" for fix in fixes))
        if not known.silenceable:
            self._say("This rule can never be let pass.")

    @staticmethod
    def _explained(shown: Finding, where: str) -> Iterator[str]:
        yield f"{sign_of(shown).words}: {shown.message}"
        yield f"It is {where}. The rule is {shown.rule}, {shown.code}."
        if shown.excerpt:
            yield f"Marked: {shown.excerpt}"
        if shown.reason:
            yield f"It is let pass: {shown.reason}"

    def _why(self, key: Key, finding: Finding) -> None:
        self._say(*map(visible, self._session.evidence(key, finding)))

    def _fix(self, key: Key, finding: Finding) -> None:
        fixes = self._session.fixes(key, finding)
        if not fixes:
            self._say("A machine cannot put that right.")
            return
        chosen = fixes[0]
        if len(fixes) > 1 or not chosen.is_safe:
            self._say(*(f"{number}. {fix.words}" for number, fix in enumerate(fixes, 1)))
            words = self._ask("Which? Empty: none.")
            if not words.isdigit() or not 0 < int(words) <= len(fixes):
                self._say("Nothing was changed.")
                return
            chosen = fixes[int(words) - 1]
        self._session.apply(key, chosen)
        self._say("Done. undo takes it back.")
        self._changed(key)

    def _pass(self, key: Key, finding: Finding) -> None:
        if not self._session.explain(key, finding).silenceable:
            self._say("This rule can never be let pass.")
            return
        reason = self._ask("Why may it pass?")
        month = self._session.today + timedelta(days=30)
        words = self._ask(f"Until when? Empty: {month.isoformat()}")
        try:
            until = date.fromisoformat(words) if words else month
        except ValueError:
            self._say(f"'{visible(words)}' is not a date such as {month.isoformat()}. Nothing was changed.")
            return
        self._session.waive(key, finding, reason, until, self._ask("Who says so? An id or a name:"))
        self._say("It may pass; the waiver is written. undo takes it back.")
        self._changed(key)

    def _changed(self, key: Key) -> None:
        self._session.refresh(key.path)
        self._tell(key)


def _name(key: Key) -> str:
    return f"{key.path}, post {key.index + 1}" if key.index else key.path
