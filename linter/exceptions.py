"""Where exceptions may be: the cheap questions, asked of every post and every run.

Exceptions only ever give a finding a status; nothing deletes one. `suppressions` are written into drafts, `waivers`
signed outside them, a `baseline` covers what was there before; each module is imported when there is one to read.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linter.post import Post
from linter.settings import WAIVERS, Settings

if TYPE_CHECKING:
    from linter.waivers import Waivers

# The rule that says what is wrong with exceptions.
RULE = "exception-fault"


def may_hold_any(post: Post) -> bool:
    """Say whether a post may hold suppressions: in its fields, or in what begins like a comment."""
    if post.allow or "<!--" in post.body or "<!--" in (post.title or ""):
        return True
    return any("<!--" in (image.alt or "") for image in post.images)


def waivers_of(settings: Settings, today: date) -> Waivers | None:
    """Read the waivers that the settings name, or that stand beside them under the usual name.

    Raise SettingsError naming every fault.
    """
    path = settings.resolve(settings.waivers or WAIVERS)
    if not settings.waivers and not (settings.source and path.is_file()):
        return None
    from linter import waivers

    return waivers.load(path, settings.root, today, settings.waiver_days)
