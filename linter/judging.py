"""From hits to findings: what the rule and the profile say is added to where a check found something."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from linter.evidence import Evidence
from linter.finding import Finding, Hit, Place
from linter.mask import fingerprint, mask
from linter.profile import ActiveRule, reported
from linter.text import Lines, OffsetMap
from linter.value import replace

# Forms of a name that tell who is meant.
_TELLING = frozenset({"full", "first-initial", "initial-last", "near"})
_FIELD = re.compile(r"\{([a-z_]+)\}")
_IN_PICTURE = re.compile(r"(image:\d+)/")


class Hits:
    """What the rules of the first round found in one post, whatever the policy makes of it: rule → hits.

    A rule that did not run, because the policy or the user has switched it off, is asked when somebody reads its hits.
    """

    def __init__(
        self, look_for: Callable[[str], tuple[Hit, ...]] = lambda _: (), ran: Container[str] = frozenset()
    ) -> None:
        """Begin with none. `ran` are the rules of which all hits are kept; `look_for` runs another one by name."""
        self._look_for = look_for
        self._ran = ran
        self._found: dict[str, tuple[Hit, ...]] = {}

    def keep(self, rule: str, hits: Iterable[Hit]) -> None:
        """Note what a rule found."""
        self._found[rule] = tuple(hits)

    def of(self, rule: str) -> tuple[Hit, ...]:
        """Return the hits of a rule by its name; none for a rule that nobody knows, or that reads hits itself."""
        if rule not in self._found and rule in self._ran:
            return ()
        if rule not in self._found:
            self._found[rule] = ()  # should it raise, it is asked once
            self._found[rule] = self._look_for(rule)
        return self._found[rule]


def finding_of(
    active: ActiveRule, hit: Hit, evidence: Evidence, lines: Lines | None, key: bytes | None
) -> Finding | None:
    """Add to a hit what the rule and the profile say. Return None if its case is off."""
    severity = reported(active.severity_of(hit.case))
    if severity is None:
        return None
    rule = active.rule
    part = evidence.part(hit.part)
    found = part.text[hit.start : hit.end] if part else ""
    shown = mask(found) if rule.private else found
    case = rule.cases.get(hit.case)
    values = {**hit.values, "found": shown}
    message, fix = (case and case.message) or rule.message, (case and case.fix) or rule.fix
    hit = _pictured(hit, evidence)
    return Finding(
        rule=rule.name,
        code=rule.code,
        severity=severity,
        status="reported",
        confidence=round(hit.confidence, 2),
        message=_fill(message, values),
        fix=_fill(fix, values),
        clauses=active.clauses_of(hit.case),
        place=_place(hit, part.text if part else "", _source(hit, evidence), lines),
        excerpt=shown,
        fingerprint=fingerprint(rule.name, hit.part, found or hit.case, private=rule.private, key=key),
        case=hit.case,
        private=rule.private,
        found=found,
    )


def _pictured(hit: Hit, evidence: Evidence) -> Hit:
    """Add to a hit in the words or codes of a picture where they are; it is no surer than the reading of them."""
    if not hit.part.startswith("image:"):
        return hit
    index, _, what = hit.part.removeprefix("image:").partition("/")
    if what == "text":
        reading = evidence.reading[int(index)]
        sure = hit.confidence * reading.confidence(hit.start, hit.end)
        return replace(hit, box=hit.box or reading.box(hit.start, hit.end), confidence=sure)
    if what == "code":
        return replace(hit, box=hit.box or evidence.codes[int(index)].box(hit.start, hit.end))
    return hit


def named_in(evidence: Evidence, lines: Lines | None) -> tuple[Finding, ...]:
    """Return the places that name a pupil of the lists, as findings of no rule: reports must hide them.

    Which rules ran does not matter: `--select`, a rule that is off and one that fails must not lay a name open. If the
    lists themselves fail, everything is hidden.
    """
    try:
        pupils = (one for one in evidence.roll if one.who == "pupil" and one.form in _TELLING)
        places = [(one.part, one.start, one.end) for one in pupils]
    except Exception:  # noqa: BLE001 - fail closed: what could not be looked for may be there
        places = [(part.name, 0, len(part.text)) for part in evidence.parts]
    return tuple(_hidden(Hit(*place), evidence, lines) for place in places)


def _hidden(hit: Hit, evidence: Evidence, lines: Lines | None) -> Finding:
    part = evidence.part(hit.part)
    text = part.text if part else ""
    place = _place(hit, text, _source(hit, evidence), lines)
    found = text[hit.start : hit.end]
    return Finding("", "", "info", "reported", 1.0, "", "", (), place, "", "", private=True, found=found)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of their places, each once."""
    return tuple(sorted(set(findings), key=lambda f: (f.place.line, f.place.column, f.place.part, f.code, f.case)))


def _fill(text: str, values: dict[str, str]) -> str:
    """Fill the {…} of a message; an unknown one is a fault of the rule and raises KeyError."""
    return _FIELD.sub(lambda match: values[match.group(1)], text)


def _source(hit: Hit, evidence: Evidence) -> OffsetMap | None:
    """Return where a part stands in the file; what was found in a picture stands where the picture is named."""
    source = evidence.places.get(hit.part)
    picture = _IN_PICTURE.match(hit.part) if source is None else None
    name = evidence.places.get(f"{picture[1]}/name") if picture else None
    if name is None:
        return source
    start, _ = name.span(0, 0)
    return OffsetMap([(0, 0, start, 0)])


def _place(hit: Hit, text: str, source: OffsetMap | None, lines: Lines | None) -> Place:
    """Return where a hit is; a part that does not stand in the file counts lines in its own text."""
    if lines is None or source is None:
        own = Lines(text)
        first, last = own.position(hit.start), own.position(hit.end)
        if lines is not None:  # a part without a place in the file (a derived id, say): the file's first line
            first = last = (1, 1)
    else:
        start, end = source.span(hit.start, hit.end)
        first, last = lines.position(start), lines.position(end)
    return Place(hit.part, hit.start, hit.end, *first, *last, hit.box)
