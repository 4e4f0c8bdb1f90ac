"""Judge drafts one by one, as `check` would: what runs in the process beside the app, and in tests in this one."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from linter import cache, compiled
from linter import settings as settings_file
from linter.approving import waiting
from linter.covering import cover, key_of
from linter.engine import Linter
from linter.errors import DraftError, Fault, NoDraftError, PostlintError
from linter.ledger.standing import NONE, RETURNED, Standing
from linter.reading import Reading
from linter.report import PostReport
from linter.routes import Compiled
from linter.value import frozen
from linter.why import evidence_of
from tui.session.explaining import is_of_return

if TYPE_CHECKING:
    from linter.evidence.pictures.workers import Workers
    from linter.post import Draft


@frozen
class Asked:
    """A draft to judge: `home` is its settings file (None: there is none), `data` its bytes, else those on the disk."""

    home: str | None
    path: str
    data: bytes | None = None


@frozen
class Judged:
    """What became of a draft. `is_draft` is False for a file that could hold drafts and does not.

    `approved` says by whom and when each post was approved as it stands now, `returned` who sent it back or withdrew
    its approval, when, and what they asked for; "" where nobody did.
    """

    path: str
    posts: tuple[PostReport, ...] = ()
    faults: tuple[Fault, ...] = ()
    is_draft: bool = True
    approved: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


class Judge:
    """Linters by settings file, made when they are first asked for."""

    def __init__(
        self,
        policy: str | None = None,
        now: datetime | None = None,
        known: Compiled | None = None,
        workers: Workers | None = None,
    ) -> None:
        """Judge under a policy, or that of the settings; at a moment, or as the clock goes.

        `known` are our own rules if they are known already; else the cache is asked for them. `workers` look at
        pictures if there are any already; else the first linter has its own, and all later ones those.
        """
        self._policy, self._now, self._known, self._workers = policy, now, known, workers
        self._linters: dict[str | None, tuple[Linter, Reading]] = {}
        self._making = threading.RLock()  # to make a linter takes a while, and who asks for another must not wait

    def linter(self, home: str | None) -> Linter:
        """Return the linter of a settings file, at this moment. Raise SettingsError, RuleError."""
        return self._of(home)[0].with_now(self._now or datetime.now())  # noqa: DTZ005 - schedules are local time

    def base(self, home: str | None) -> Linter:
        """Return the linter of a settings file, whatever the moment."""
        return self._of(home)[0]

    def is_made(self, home: str | None) -> bool:
        """Say whether the linter of a settings file is there, so that nobody who asks for it has to wait."""
        return home in self._linters

    def known(self) -> Compiled | None:
        """Return our own rules, if they are known already or kept in the cache."""
        if self._known is None:
            store = cache.opened()
            self._known = compiled.load(store) if store else None
        return self._known

    def reading(self, home: str | None) -> Reading:
        """Return what reads the drafts of a settings file. Raise SettingsError."""
        return self._of(home)[1]

    def forget(self) -> None:
        """Read all settings, lists and waivers anew when they are next asked for."""
        with self._making:  # else what is being made now would be of the settings from before
            self._linters.clear()

    def judge(self, asked: Asked) -> Judged:
        """Judge one draft. It raises nothing: what cannot be done is told in `faults`."""
        try:
            return self._judge(asked)
        except NoDraftError as error:
            return Judged(asked.path, (), error.faults, is_draft=False)
        except PostlintError as error:
            return Judged(asked.path, (), error.faults)
        except Exception as error:  # noqa: BLE001 - fail closed: whatever happened, the draft is not passed
            return Judged(asked.path, (), (Fault(asked.path, f"could not be checked: {type(error).__name__}"),))

    def evidence(self, asked: Asked, index: int, finding: int) -> tuple[str, ...]:
        """Return why a finding was made, by its place among those of its post."""
        posts = self.judge(asked).posts
        if index >= len(posts) or finding >= len(posts[index].findings):
            return ()
        return evidence_of(self.linter(asked.home), posts[index], finding)

    def _judge(self, asked: Asked) -> Judged:
        linter, path = self.linter(asked.home), Path(asked.path)
        try:
            data = path.read_bytes() if asked.data is None else asked.data
        except OSError as error:
            raise DraftError(Fault(asked.path, f"cannot be read: {error.strerror or error}")) from error
        draft = self.reading(asked.home).read(asked.path, data)
        posts = linter.check_draft(draft, path.parent.absolute())
        (covered,), _ = cover([(linter, posts)], None, whole=False)
        found = _standing(linter, draft, path, posts)
        approved = [
            _told(one) if one.state == "approved" and post.outcome != "blocked" else ""  # whatever was decided before
            for one, post in zip(found, posts, strict=True)
        ]
        returned = [_told(one) if one.state in RETURNED else "" for one in found]
        return Judged(asked.path, covered, draft.faults, approved=tuple(approved), returned=tuple(returned))

    def _of(self, home: str | None) -> tuple[Linter, Reading]:
        found = self._linters.get(home)
        if found is None:
            with self._making:
                found = self._linters.get(home) or self._made(home)
                self._linters[home] = found
        return found

    def _made(self, home: str | None) -> tuple[Linter, Reading]:
        settings = settings_file.load(Path(home) if home else None)
        store, known = cache.opened(), self.known()
        linter = Linter(
            settings,
            policy=self._policy,
            now=self._now,
            key=key_of(settings),
            store=store if settings.cache else None,
            compiled=known,
        )
        if store and known is None:
            compiled.keep(store, linter.packs)
        if self._workers is None:
            self._workers = linter.context.workers
        linter.context.lend(self._workers)  # what they have loaded outlives a change of the settings
        return linter, Reading(settings)


def _standing(linter: Linter, draft: Draft, path: Path, posts: Sequence[PostReport]) -> list[Standing]:
    """Return where each post stands in the ledger. It is not opened for posts of which that says nothing."""
    known = linter.context.approvals
    tells = any(post.outcome != "blocked" or any(map(is_of_return, post.findings)) for post in posts)
    if known is None or not known.entries or not tells:
        return [NONE] * len(posts)
    return [one.standing for one in waiting(linter, draft, path.parent.absolute(), posts)]


def _told(standing: Standing) -> str:
    """Return who decided, when, and what they noted."""
    entry = standing.entry
    if entry is None:
        return ""
    note = entry.note if standing.state != "approved" else ""
    return f"{entry.by} on {entry.at:%d %B %Y}" + (f": {note}" if note else "")
