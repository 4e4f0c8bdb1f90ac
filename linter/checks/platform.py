"""Kind `platform`: whether the post may go to its platforms, and whether its readers may be there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from linter.checks import phrase
from linter.checks.audience import Audience, Group, groups, is_addressed, pupils_age
from linter.errors import did_you_mean
from linter.evidence.phrases import compiled, validate
from linter.finding import Hit
from linter.value import frozen

if TYPE_CHECKING:
    from linter.context import Context, PlatformFacts
    from linter.evidence import Evidence
    from linter.evidence.parts import Part
    from linter.evidence.words import Stream
    from linter.post import Post

_NOBODY = Audience()
_NO_PHRASES = phrase.Options()


@frozen
class Options:
    """Where posts may go, and whom they may invite there.

    `allowed` are the platforms of the policy, all if empty. `invites` ask readers onto a platform that is named in
    their sentence, `follows` onto the platforms of the post. A platform's `ambiguous` name counts only after one of
    `before_platform`. `excuses`, in the sentence, are other readers (parents) or advice against it. `asks_reply` are
    phrases that invite replies, a fault on `one_way` platforms; on `limited` ones the conversation is limited.
    """

    audience: Audience = _NOBODY
    invites: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    before_platform: tuple[str, ...] = ()
    excuses: tuple[str, ...] = ()
    asks_reply: phrase.Options = _NO_PHRASES
    allowed: tuple[str, ...] = ()
    one_way: tuple[str, ...] = ()
    limited: tuple[str, ...] = ()

    def validate(self) -> None:
        """Raise ValueError for a malformed phrase, or if nothing could be an invitation."""
        if not self.invites:
            raise ValueError("invites: is empty")
        for key in ("invites", "follows", "excuses"):
            validate(key, getattr(self, key))
        self.audience.validate()
        self.asks_reply.validate()


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield platforms that are not for this post, and invitations that are not for its readers."""
    yield from _places(evidence, options)
    facts = evidence.platforms
    one_way = [p for p in facts if p.name in options.one_way]
    limited = [p for p in facts if p.name in options.limited]
    if one_way or limited:
        case, platform = ("reply-invited", one_way[0]) if one_way else ("reply-limited", limited[0])
        for hit in phrase.check(post, evidence, options.asks_reply):
            yield Hit(hit.part, hit.start, hit.end, case, values={"platform": platform.title})
    for part in evidence.parts:
        if part.is_prose:
            yield from _invitations(part, post, evidence, options)


def _places(evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield the platforms of the post that it may not go to."""
    declared, context = evidence.declared, evidence.context
    for name in declared.unknown_platforms:
        hint = did_you_mean(name, context.platform_names())
        values = {"platform": name, "hint": hint if "did you" in hint else "check the spelling"}
        yield Hit("body", 0, 0, "unknown-platform", values=values)
    is_own = declared.account is not None and declared.account_type != "personal"
    own = _named(declared.account.platforms, context) if is_own and declared.account else frozenset()
    allowed = _named(options.allowed, context)
    for facts in declared.platforms:
        values = {"platform": facts.title}
        if own and facts.name not in own:
            yield Hit("body", 0, 0, "off-account", values=values)
        if allowed and facts.name not in allowed:
            yield Hit("body", 0, 0, "not-allowed", values=values)
        if facts.sort == "encyclopaedia" and declared.account_type == "personal":
            yield Hit("body", 0, 0, "encyclopaedia", values=values)
    if allowed:
        for name in declared.unknown_platforms:
            if name.casefold() not in allowed:
                yield Hit("body", 0, 0, "not-allowed", values={"platform": name})


def _named(names: tuple[str, ...], context: Context) -> frozenset[str]:
    """Return platforms by the names that postlint gives them; an unknown one keeps its own."""
    return frozenset((known.name if (known := context.platform(name)) else name.casefold()) for name in names)


def _invitations(part: Part, post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each sentence that invites people to a platform for which they are, or will be, too young."""
    stream = evidence.words(part)[0]
    # (first, last, platforms) of each invitation
    found = [*_invites(stream, evidence, options)]
    if not found:
        return
    starts = frozenset(first for first, _, _ in found)
    age = pupils_age(evidence.context.settings.school.name, options.audience)
    named = [
        group
        for group in groups(stream, options.audience, age)
        if is_addressed(stream, group, options.audience, starts)
    ]
    excused = {stream[match.first].sentence for match in compiled(options.excuses).find(stream)}
    done: set[int] = set()
    for first, last, platforms in found:
        sentence = stream[first].sentence
        group = _group_for(sentence, named, stream, options.audience.calls)
        if group is None or sentence in done or sentence in excused or stream[group.first].sentence in excused:
            continue
        verdict = _verdict(platforms, group.age, post, evidence)
        if verdict:
            done.add(sentence)
            start, end = min(first, group.first), max(last, group.last)
            case, values = verdict
            yield Hit(part.name, stream[start].start, stream[end - 1].end, case, values=values)


def _invites(
    stream: Stream, evidence: Evidence, options: Options
) -> Iterator[tuple[int, int, tuple[PlatformFacts, ...]]]:
    invites = [*compiled(options.invites).find(stream)]
    if invites:
        named = [*_platforms_in(stream, evidence.context, options)]
        for match in invites:
            sentence = stream[match.first].sentence
            here = [(at, end, facts) for at, end, facts in named if stream[at].sentence == sentence]
            if here:
                last = max(match.last, *(end for _, end, _ in here))
                yield min(match.first, here[0][0]), last, tuple(facts for _, _, facts in here)
    for match in compiled(options.follows).find(stream) if options.follows else ():
        yield match.first, match.last, evidence.platforms


def _platforms_in(stream: Stream, context: Context, options: Options) -> Iterator[tuple[int, int, PlatformFacts]]:
    """Yield the platforms that a stream names, where they have a minimum age."""
    known = [facts for name in context.platform_names() if (facts := context.platform(name)) and facts.minimum_age]
    words = (word for facts in known for word in (facts.name, *facts.aliases))
    for match in compiled(tuple(word for word in words if word.replace(" ", "").replace("-", "").isalnum())).find(
        stream
    ):
        is_sure = stream[match.first].text not in options.ambiguous or match.last - match.first > 1
        if is_sure or (match.first and stream[match.first - 1].text in options.before_platform):
            facts = context.platform(match.phrase)
            if facts is not None:
                yield match.first, match.last, facts


def _group_for(sentence: int, named: list[Group], stream: Stream, calls: tuple[str, ...]) -> Group | None:
    """Return the youngest group spoken to in a sentence, or in the one before it ("Calling Year 4!")."""
    here = [group for group in named if stream[group.first].sentence == sentence]
    if not here:
        called = [group for group in named if stream[group.first].sentence == sentence - 1]
        inside = {index for group in called for index in range(group.first, group.last)}
        others = [
            w.text for i, w in enumerate(stream) if w.sentence == sentence - 1 and i not in inside and w.text.isalnum()
        ]
        here = called if all(text in calls for text in others) else []
    return min(here, key=lambda group: group.age, default=None)


def _verdict(
    platforms: tuple[PlatformFacts, ...], age: int, post: Post, evidence: Evidence
) -> tuple[str, dict[str, str]] | None:
    """Return the case for people of an age on platforms, on the day of the post; the worst of them."""
    day = _day(post, evidence)
    found: dict[str, dict[str, str]] = {}
    for facts in platforms:
        values = {"platform": facts.title}
        in_force = [rule for rule in facts.minimum_age if rule.start <= day]
        own = max((rule for rule in in_force if not rule.announced), key=lambda rule: rule.start, default=None)
        announced = [rule for rule in facts.minimum_age if rule.announced and rule.age > age]
        if own and age < own.age:
            found.setdefault("under-age", {**values, "age": str(own.age)})
        for rule in announced:
            case = "announced-age" if rule.start <= day else "age-will-rise"
            found.setdefault(case, {**values, "age": str(rule.age), "from": _month(rule.start)})
    return next(
        ((case, found[case]) for case in ("under-age", "announced-age", "age-will-rise") if case in found), None
    )


def _day(post: Post, evidence: Evidence) -> date:
    when = post.schedule
    if when is None:
        return evidence.context.now.date()
    return when.date() if isinstance(when, datetime) else when


def _month(day: date) -> str:
    return f"{day:%B %Y}"
