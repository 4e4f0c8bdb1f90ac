"""What a draft declares, as the lines of a form: from a post to texts, and from what was filled in to its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import get_args

from linter.finding import Finding
from linter.post import Image, People, Post
from linter.settings import Settings
from linter.value import frozen
from tui.worklist import picture_of

_PEOPLE_WORDS: dict[str, str] = {
    "none": "nobody",
    "adults": "adults only",
    "pupils": "pupils",
    "both": "adults and pupils",
}
_LISTS = frozenset(("platforms", "person_ids"))
# What a rule is about → the line of the form to begin with.
_FIRST = (
    ("account", "account"),
    ("platform", "platforms"),
    ("author", "author"),
    ("consent", "consent"),
    ("credit", "credit"),
    ("licence", "licence"),
    ("alt", "alt"),
    ("image", "people"),
)


@frozen
class Line:
    """One line of the form. `field` is as drafts write it ("images.0.alt"); `choices` are (what it means, word)."""

    field: str
    label: str
    value: str = ""
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@frozen
class Group:
    """The lines about one thing: the post, or one of its pictures."""

    title: str
    lines: tuple[Line, ...]


def groups(post: Post, settings: Settings, platforms: Sequence[str]) -> tuple[Group, ...]:
    """Return the form of a post, filled in with what it declares."""
    accounts = tuple((f"{key} ({', '.join(account.handles)})", key) for key, account in settings.accounts.items())
    if post.account and post.account not in settings.accounts:
        accounts = ((post.account, post.account), *accounts)
    author = (post.author.id or post.author.name or "") if post.author else ""
    head = Group(
        "The post",
        (
            Line("account", "Account", post.account or "", choices=accounts)
            if accounts
            else Line("account", "Account", post.account or "", "a handle, such as @ourschool"),
            Line("platforms", "Platforms", ", ".join(post.platforms), f"such as {', '.join(platforms[:3])}"),
            Line("author", "Written by", author, "an id of the staff list, such as S03"),
            Line("schedule", "Goes out", _moment(post.schedule), "such as 2026-11-23T09:00"),
            Line("audience", "Audience", post.audience or "", "such as public"),
            Line("category", "Category", post.category or "", "such as event"),
        ),
    )
    return (head, *(_of_image(index, image) for index, image in enumerate(post.images)))


def _of_image(index: int, image: Image) -> Group:
    head = f"images.{index}"
    people = tuple((_PEOPLE_WORDS[word], word) for word in get_args(People))
    return Group(
        f"Picture {index + 1}: {PurePosixPath(image.path.replace(chr(92), '/')).name}",
        (
            Line(f"{head}.alt", "Alt text", image.alt or "", "what somebody who cannot see it needs to know"),
            Line(f"{head}.people", "Who is in it", image.people or "", choices=people),
            Line(f"{head}.person_ids", "Their ids", ", ".join(image.person_ids), "ids of the lists, with commas"),
            Line(
                f"{head}.consent", "Consent", image.consent or "", "an id of the list of consents, such as C-2026-014"
            ),
            Line(f"{head}.licence", "Licence", image.licence or "", "such as school-own, CC BY 4.0"),
            Line(f"{head}.credit", "Credit", image.credit or "", "who took or made it"),
        ),
    )


def _moment(value: datetime | date | None) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if value else ""


def first_line(finding: Finding | None) -> str:
    """Return the field that the form should begin with, for a finding."""
    if finding is None:
        return "account"
    picture = picture_of(finding)
    words = f"{finding.rule} {finding.case}"
    field = next((field for word, field in _FIRST if word in words), "account")
    if field in ("alt", "people", "consent", "licence", "credit"):
        return f"images.{picture or 0}.{field}"
    return field


def changed(form: Sequence[Group], filled: Mapping[str, str]) -> dict[str, object]:
    """Return field → new value of what was changed; None takes a field out. Raise ValueError in words."""
    found: dict[str, object] = {}
    for line in (line for group in form for line in group.lines):
        text = filled.get(line.field, line.value).strip()
        if text != line.value.strip():
            found[line.field] = _value(line, text)
    return found


def _value(line: Line, text: str) -> object:
    if not text:
        return None
    name = line.field.rpartition(".")[2]
    if name in _LISTS:
        return [word.strip() for word in text.split(",") if word.strip()]
    if name == "schedule":
        try:
            return datetime.fromisoformat(text) if "T" in text or " " in text else date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"'{text}' is not a date and time such as 2026-11-23T09:00") from None
    return text
