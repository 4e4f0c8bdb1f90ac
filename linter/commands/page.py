"""What the page (`check --format html`) tells beside the report: whose posts, when, which rules, and where they go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linter.engine import Linter
from linter.renderers import Destination
from linter.report import PostReport


def page_options(judged: Iterable[tuple[Linter, Iterable[PostReport]]]) -> dict[str, Any]:
    """Return the options of the page, by name, for the posts that each linter judged."""
    runs = [(linter, tuple(posts)) for linter, posts in judged]
    titles = dict.fromkeys(linter.settings.school.name for linter, _ in runs if linter.settings.school.name)
    broken = {finding.rule for _, posts in runs for post in posts for finding in post.findings}
    return {
        "title": ", ".join(titles),
        "when": min((linter.context.now for linter, _ in runs), default=None),
        "rules": {name: rule for linter, _ in runs for name, rule in linter.packs.rules.items() if name in broken},
        "destinations": {
            (post.path, post.index): _destination(linter, post) for linter, posts in runs for post in posts
        },
    }


def _destination(linter: Linter, report: PostReport) -> Destination:
    """Return where a post goes: its account as the register has it, and the account's platforms if it names none."""
    post, context = report.post, linter.context
    if post is None:
        return Destination()
    known = context.account(post.account) if post.account else None
    names = post.platforms or (known[1].platforms if known else ())
    facts = [(name, context.platform(name)) for name in names]
    return Destination(
        known[1].handles[0] if known else post.account or "",
        known[1].type if known else "",
        tuple(dict.fromkeys(fact.title if fact else name for name, fact in facts)),
    )
