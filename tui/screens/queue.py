"""The queue: every draft with how it stands; the first screen, from which posts are opened and decided about.

`queue_showing` shows, this module decides: about one post or several, with a summary first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from linter.errors import PostlintError
from linter.renderers.columns import visible
from tui.messages import Decided
from tui.screens.queue_showing import QueueShowing
from tui.session import Key, Plan

if TYPE_CHECKING:
    from tui.session import Seen, Session
    from tui.widgets.decide import Deciding

_TOLD = 8  # of the posts that something is done to, and of the reasons why it cannot be done


class QueueScreen(QueueShowing):
    """Vet a queue of drafts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "look_for", "Find", key_display="/", tooltip="Show only posts with some words"),
        Binding("o", "next_outcome", "Outcome", tooltip="Show only the blocked ones, those to review, …"),
        Binding("s", "sort", "Sort", tooltip="By file, outcome, time, findings or account"),
        Binding("S", "turn", "Turn the order round", show=False),
        Binding("a", "approve", "Approve", tooltip="Say yes to the chosen posts, after a summary"),
        Binding("b", "send_back", "Send back", tooltip="Send the chosen posts back with a note", show=False),
        Binding("F", "fix", "Fix what is safe", tooltip="In the chosen drafts, after a summary", show=False),
        Binding("A", "choose_all", "Choose all shown, or none", show=False),
        Binding("r", "again", "Check again", tooltip="Check the drafts once more", show=False),
        Binding("escape", "clear", "Show all", tooltip="Show every post again, and choose none", show=False),
    ]

    def __init__(self, session: Session, open_post: Callable[[Key], object]) -> None:
        super().__init__(session, open_post)
        self._by = ""

    @property
    def _meant(self) -> tuple[Key, ...]:
        """Return the posts that are chosen, in the order shown; none chosen: the one under the cursor."""
        table = self.table
        chosen = tuple(key for key in self.session.items if key in table.chosen)
        return chosen or ((table.key,) if table.key else ())

    def action_approve(self) -> None:
        """Approve the chosen posts, after a summary."""
        from tui.widgets.decide import ApproveForm

        keys = self._checked()
        if keys:
            said = f"{_count(keys)} will be looked at. You see which can be approved before anything happens."
            form = ApproveForm(said, self.session.people_of(keys[0]), self._by)
            self.app.push_screen(form, lambda answer: self._plan_approval(keys, answer))

    def _plan_approval(self, keys: tuple[Key, ...], answer: Deciding | None) -> None:
        if answer:
            self._by = answer.by
            self._weigh(keys, answer)

    @work(thread=True, exclusive=True, group="decide")
    def _weigh(self, keys: tuple[Key, ...], answer: Deciding) -> None:
        """Ask what could be approved, and show it."""
        seen: dict[Key, Seen] = {}
        for key in keys:
            with suppress(PostlintError):  # the plan says why not
                seen[key] = self.session.seen(key)
        plan = self.session.plan_approval(keys, answer.by, answer.role)
        self.app.call_from_thread(self._summarise, plan, answer, seen)

    def _summarise(self, plan: Plan, answer: Deciding, seen: Mapping[Key, Seen]) -> None:
        def decide(key: Key) -> None:
            self.session.approve(key, answer.by, answer.role, seen=seen.get(key))

        reasons = [f"{_name(key)}: {why}" for key, why in plan.cannot]
        self._ask_first("approved", plan.could, reasons, "Approve", decide)

    def action_send_back(self) -> None:
        """Send the chosen posts back, after a summary."""
        from tui.widgets.decide import SendBackForm

        keys = self._checked()
        if not keys:
            return
        name = " ".join(["send back", *(f"{Path(key.path).absolute()} {key.index}" for key in keys)])

        def answered(answer: Deciding | None) -> None:
            if answer:
                self._by = answer.by
                send = self.session.send_back
                self._ask_first("sent back", keys, (), "Send back", lambda key: send(key, answer.note, answer.by), name)

        form = SendBackForm(self.session.people_of(keys[0]), self._by)
        form.keep_in(self.session.journal, name)
        self.app.push_screen(form, answered)

    def action_fix(self) -> None:
        """Do all safe fixes in the chosen drafts, after a summary."""
        keys = tuple({key.path: key for key in self._checked()}.values())
        if keys:
            self._look_for_fixes(keys)

    @work(thread=True, exclusive=True, group="decide")
    def _look_for_fixes(self, keys: tuple[Key, ...]) -> None:
        able = tuple(key for key in keys if self.session.has_safe_fix(key))
        self.app.call_from_thread(self._offer_fixes, able)

    def _offer_fixes(self, able: tuple[Key, ...]) -> None:
        if able:
            self._ask_first("put right", able, (), "Put right", self.session.apply_safe)
        else:
            self.notify("Nothing there can be put right safely by machine.", severity="warning")

    def _checked(self) -> tuple[Key, ...]:
        """Return the posts that are meant and were checked, and say so if there is none."""
        meant = self._meant
        keys = tuple(key for key in meant if self.session.items[key].report is not None)
        if meant and not keys:
            self.notify("That draft is not checked, so nothing can be decided about it.", severity="warning")
        return keys

    def _ask_first(
        self,
        what: str,
        could: tuple[Key, ...],
        reasons: list[str] | tuple[()],
        yes: str,
        do: Callable[[Key], object],
        form: str = "",
    ) -> None:
        """Say what will be done to which posts, and do it if that is wanted; then what `form` kept may go."""
        from tui.widgets.decide import Question

        lines = [f"✔ {_count(could)} can be {what}:" if could else f"✖ None of them can be {what}."]
        lines += [f"    {_name(key)}" for key in could[:_TOLD]]
        lines += [f"    and {len(could) - _TOLD} more"] if len(could) > _TOLD else []
        if reasons:
            lines += ["", f"✖ {len(reasons)} cannot:", *(f"    {visible(reason)}" for reason in reasons[:_TOLD])]
            lines += [f"    and {len(reasons) - _TOLD} more"] if len(reasons) > _TOLD else []
        answers = {"yes": f"{yes} {_count(could)}", "no": "Do nothing"} if could else {"no": "Close"}

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._do(what, could, do, form)
            elif form:
                self.session.journal.forget_form(form)

        self.app.push_screen(Question("What will happen", "\n".join(lines), answers), answered)

    @work(thread=True, exclusive=True, group="decide")
    def _do(self, what: str, keys: tuple[Key, ...], do: Callable[[Key], object], form: str) -> None:
        """Do something to posts one by one, and tell what came of it."""
        outcomes = list(self.session.decide_all(keys, do))
        for path in dict.fromkeys(key.path for key in keys):
            self.session.refresh(path)
        problems = [f"{_name(one.key)}: {one.problem}" for one in outcomes if one.problem]
        if form and not problems:
            self.session.journal.forget_form(form)
        self.post_message(Decided(what, len(outcomes) - len(problems), problems))

    @on(Decided)
    def _decided(self, event: Decided) -> None:
        self.table.chosen.clear()
        self.show_rows()
        if event.done:
            self.notify(f"{event.done} {'post' if event.done == 1 else 'posts'} {event.what}.")
        if event.problems:
            said = "\n".join(map(visible, event.problems[:_TOLD]))
            self.notify(said, title="Not done", severity="error", timeout=12, markup=False)


def _count(keys: tuple[Key, ...]) -> str:
    return "1 post" if len(keys) == 1 else f"{len(keys)} posts"


def _name(key: Key) -> str:
    return visible(f"{key.path}#{key.index + 1}" if key.index else key.path)
