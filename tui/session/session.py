"""The session itself: one draft after the other, what is done about it, and what there is to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

from linter.approving import Decider
from linter.editing import set_fields
from linter.editing.saving import save_all
from linter.engine import Linter
from linter.errors import DraftError, Fault, PostlintError
from linter.finding import Finding
from linter.post import Draft, Post
from linter.preview import previews
from linter.report import PostReport
from linter.routes import Compiled
from linter.settings import Settings
from tui.session import cleaning, deciding, explaining, fixing, knowing
from tui.session.cleaning import Cleanable, CleanCopy, Hideable
from tui.session.deciding import Outcome, Plan, Seen
from tui.session.desk import Change
from tui.session.explaining import Explanation
from tui.session.fixing import Fix
from tui.session.items import Key
from tui.session.listing import Listing


class Session(Listing):
    """Vet the drafts under some paths. Safe to use from several threads; it raises PostlintError and its kinds."""

    # One draft

    def settings_of(self, key: Key) -> Settings:
        """Return the settings that judge a draft."""
        with self._lock:
            return self._homes[key.path]

    def linter_of(self, key: Key) -> Linter:
        """Return the linter of a draft, at this moment. Unless all is prepared, it may wait: use a thread."""
        return self._judge.linter(self._home(key.path))

    def prepare(self) -> None:
        """Have all at hand that showing a draft takes. It waits: use a thread. What is at fault is told by the scan."""
        with self._lock:
            homes = {settings.source or None for settings in self._homes.values()}
        with suppress(PostlintError):
            for home in homes:
                linter = self._judge.base(home)
                previews(linter, Post())
                explaining.clause_texts(linter)

    def is_prepared(self, key: Key) -> bool:
        """Say whether all is at hand that showing a draft takes."""
        return self._judge.is_made(self._home(key.path))

    def text_of(self, key: Key) -> str:
        """Return the text of the file of a draft, as it was read last. Raise DraftError."""
        return self._desk.file(key.path).text

    def draft_of(self, key: Key) -> Draft:
        """Return a draft as it is read. Raise DraftError."""
        return self._read(key.path, self._desk.file(key.path).data)

    def report_of(self, key: Key) -> PostReport | None:
        """Return what was found in a post, None while it is not known."""
        item = self.items.get(key)
        return item.report if item else None

    def check_text(self, key: Key, text: str) -> tuple[PostReport, ...] | Fault:
        """Judge the text of a whole file as it is typed; its pictures are those on the disk. It waits: use a thread."""
        try:
            data = self._desk.file(key.path).with_text(text).data
        except DraftError as error:
            return error.faults[0]
        judged = self.checker.judge(self._asked(key.path, data), urgent=True).result()
        if judged.faults and not judged.posts:
            return judged.faults[0]
        return judged.posts

    # Putting it right

    def save(self, key: Key, text: str, *, overwrite: bool = False) -> None:
        """Write the text of a file, whole or not at all. Raise ChangedOnDisk, PostlintError: then nothing is."""
        self._desk.save(key.path, text, overwrite=overwrite)

    def can_undo(self, key: Key) -> bool:
        """Say whether something that was changed in this session can be taken back."""
        return self._desk.can_undo(key.path)

    def undo(self, key: Key) -> bool:
        """Take back what was changed last; False if there is nothing. Raise ChangedOnDisk, PostlintError."""
        changed = self._desk.undo(key.path)
        if changed is not None and changed != Path(key.path):
            self.reload()  # a waiver, or the copy of a picture
        return changed is not None

    def keep_unsaved(self, key: Key, text: str) -> None:
        """Keep what was typed, so that it is there after whatever happens. Call it as often as somebody types."""
        self._desk.keep(key.path, text)

    def forget_unsaved(self, key: Key) -> None:
        """Throw away what was typed and not saved."""
        self._desk.forget(key.path)

    def throw_away(self) -> None:
        """Throw away all that was typed and not saved."""
        for path in self.unsaved():
            self._desk.forget(path)

    def unsaved_text(self, key: Key) -> str | None:
        """Return what was typed and not saved, in this session or in one that ended before it was."""
        return self._desk.typed(key.path)

    def unsaved(self) -> tuple[str, ...]:
        """Return the drafts in which something was typed and not saved."""
        return self._desk.all_typed()

    def fixes(self, key: Key, finding: Finding) -> tuple[Fix, ...]:
        """Return what a machine can do about a finding of a draft as it stands in its file."""
        try:
            return fixing.offered(self.linter_of(key), self.draft_of(key), key.index, finding)
        except DraftError:
            return ()

    def apply(self, key: Key, fix: Fix) -> None:
        """Do a fix, and save. Raise ChangedOnDisk, DraftError saying why it cannot be done."""
        options = self._reading(key.path).options(key.path)
        read = partial(self._reread, key)
        self.save(key, fixing.applied(self.linter_of(key), self.draft_of(key), fix, key.index, read, options))

    def has_safe_fix(self, key: Key) -> bool:
        """Say whether something found in a draft can be put right without changing what it says."""
        found = [item.report for each, item in self.items.items() if each.path == key.path and item.report]
        try:
            return fixing.has_safe(self.linter_of(key), self.draft_of(key), found)
        except DraftError:
            return False

    def apply_safe(self, key: Key) -> bool:
        """Do all fixes of a draft that change nothing of what it says; False if there are none."""
        linter, draft, reports = self._judged(key)
        options = self._reading(key.path).options(key.path)
        text = fixing.all_safe(linter, draft, reports, partial(self._reread, key), options)
        if text == draft.text:
            return False
        self.save(key, text)
        return True

    def set_fields(self, key: Key, fields: Mapping[str, object]) -> None:
        """Declare something of a post, and save; None takes a field out. Raise ChangedOnDisk, PostlintError."""
        draft = self.draft_of(key)
        options = self._reading(key.path).options(key.path)
        self.save(key, set_fields(draft, key.index, fields, lambda text: self._reread(key, text), options))

    def cleanable(self, key: Key, index: int) -> tuple[Cleanable, str]:
        """Return what could be hidden in a picture of a draft, and where a copy would go. It waits: use a thread."""
        _, draft, reports = self._judged(key)
        if key.index >= len(draft.entries) or index >= len(draft.entries[key.index].post.images):
            raise DraftError(Fault(key.path, "does not show this picture any more", "go back to it and look again"))
        post, path = draft.entries[key.index].post, Path(key.path)
        seen = cleaning.cleanable(self.linter_of(key), post, index, path.parent)
        return seen, "" if seen.problem else cleaning.proposed(seen, reports[key.index], index, path)

    def plan_copy(self, key: Key, index: int, seen: Cleanable, places: Sequence[Hideable], name: str) -> CleanCopy:
        """Make a clean copy of a picture, and write nothing yet. Raise DraftError. It waits: use a thread."""
        return cleaning.plan(self.settings_of(key).root, index, seen, places, name, Path(key.path))

    def write_copy(self, key: Key, made: CleanCopy, *, named: bool) -> None:
        """Write a clean copy, and let the draft name it if wanted. Raise PostlintError: then nothing is written."""
        save_all({made.target: made.copy.data})
        self._desk.note(key.path, Change(made.target, None, made.copy.data))
        if named:
            try:
                self.set_fields(key, {f"images.{made.index}.path": made.name})
            except PostlintError:
                self._desk.undo(key.path)
                raise

    # Deciding

    @property
    def today(self) -> date:
        """Return the day on which somebody decides."""
        return self._clock().date()

    def people_of(self, key: Key) -> Mapping[str, str]:
        """Return who may decide about a draft, as far as lists and settings tell: id → what they are at the school."""
        return deciding.people_of(self.linter_of(key))

    def waive(self, key: Key, finding: Finding, reason: str, until: date, by: str) -> None:
        """Let a finding pass, in the waivers of the project. Raise PostlintError for what does not allow it."""
        linter = self.linter_of(key)
        path, before = deciding.waive(linter, key.path, finding, reason, until, by, self.today)
        self._desk.note(key.path, Change(path, before, path.read_bytes()))
        self.reload()

    def seen(self, key: Key) -> Seen:
        """Return what there is to see of a post: ask before somebody is asked for a yes. Raise PostlintError."""
        return deciding.seen(self.draft_of(key), key.index)

    def approve(self, key: Key, by: str, role: str = "", note: str = "", *, seen: Seen | None = None) -> None:
        """Say yes to a post, in exactly these words and pictures. Raise PostlintError for what does not allow it.

        `seen` is what was on the screen: if the post is not so any more, nothing is approved.
        """
        deciding.approve(self.linter_of(key), self.draft_of(key), key.index, Decider(by, role), note, seen)

    def send_back(self, key: Key, note: str, by: str, role: str = "") -> None:
        """Send a post back to its author, with a note. Raise PostlintError for what does not allow it."""
        deciding.send_back(self.linter_of(key), self.draft_of(key), key.index, Decider(by, role), note)

    def plan_approval(self, keys: Sequence[Key], by: str, role: str = "") -> Plan:
        """Return which of some posts somebody could approve, and why not the others. It waits: use a thread."""
        found: dict[Key, str] = {}
        for path in dict.fromkeys(key.path for key in keys):
            own = [key for key in keys if key.path == path]
            try:
                draft, who = self.draft_of(own[0]), Decider(by, role)
                why = deciding.obstacles(self.linter_of(own[0]), draft, [key.index for key in own], who)
            except PostlintError as error:
                why = (error.faults[0].what,) * len(own)
            found |= dict(zip(own, why, strict=True))
        could = tuple(key for key in keys if not found[key])
        return Plan(could, tuple((key, found[key]) for key in keys if found[key]))

    def decide_all(self, keys: Iterable[Key], decide: Callable[[Key], object]) -> Iterator[Outcome]:
        """Decide about posts one by one; yield what became of each: what goes wrong with one stops no other."""
        for key in keys:
            try:
                decide(key)
            except PostlintError as error:
                yield Outcome(key, error.faults[0].what)
            else:
                yield Outcome(key)

    # Knowing

    @property
    def home(self) -> str | None:
        """Return the settings file whose policy is told of: that of the drafts, the first if there are several."""
        with self._lock:
            found = next((settings.source for settings in self._homes.values() if settings.source), None)
        named = str(self._named or self.nearest or "")
        return found or named or None

    def own_rules(self) -> Compiled | None:
        """Return our own rules, if they are known already: to read them takes a while."""
        return self._judge.known()

    def policy(self) -> Linter:
        """Return the linter of the settings whose policy is told of. It waits: use a thread. Raise SettingsError."""
        return self._judge.base(self.home)

    def write_page(self, path: Path, *, replace: bool = False) -> None:
        """Write the morning as one page for a browser. Raise PostlintError, FileExistsError if one is there."""
        knowing.write_page(path, self, replace=replace)

    def explain(self, key: Key, finding: Finding) -> Explanation:
        """Return what a rule asks and why, with the clauses of this school's policy."""
        item = self.items.get(key)
        linter = self._judge.base(self._home(key.path))
        return explaining.explanation_of(linter, finding, item.returned if item else "")

    def evidence(self, key: Key, finding: Finding) -> tuple[str, ...]:
        """Return why a finding was made. It waits: use a thread."""
        typed, asked = self._desk.typed(key.path), self._asked(key.path)
        if typed is not None:
            asked = self._asked(key.path, self._desk.file(key.path).with_text(typed).data)
        posts = self.checker.judge(asked, urgent=True).result().posts
        if key.index >= len(posts) or finding not in posts[key.index].findings:
            return ()
        return self.checker.evidence(asked, key.index, posts[key.index].findings.index(finding)).result()

    def close(self) -> None:
        """End the checker. What was typed and not saved stays in the journal."""
        self.checker.end()

    # Within

    def _read(self, path: str, data: bytes) -> Draft:
        return self._reading(path).read(path, data)

    def _reread(self, key: Key, text: str) -> Draft:
        """Return a draft as it would be read with another text. Raise DraftError."""
        return self._read(key.path, self._desk.file(key.path).with_text(text).data)

    def _judged(self, key: Key) -> tuple[Linter, Draft, tuple[PostReport, ...]]:
        """Return a draft as it is in its file, and what is found in it now."""
        judged = self.checker.judge(self._asked(key.path, self._desk.file(key.path).data), urgent=True).result()
        if judged.faults and not judged.posts:
            raise DraftError(judged.faults)
        return self.linter_of(key), self.draft_of(key), judged.posts
