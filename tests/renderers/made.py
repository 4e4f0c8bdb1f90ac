"""A report made by hand that holds everything a renderer must get right. `python -m tests.renderers.made` renders it.

Each finding says in clear which text of which draft it marks; places are looked up, never counted by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from linter.errors import Fault
from linter.finding import Finding, Place, Status
from linter.mask import mask
from linter.renderers import RenderOptions, render
from linter.report import PostReport, Report
from linter.rule import Rule, Severity
from linter.text import Lines

GOLDEN = Path(__file__).parent / "golden"
# Format → the end of its golden file's name.
SUFFIXES = {
    "text": "txt", "json": "json", "jsonl": "jsonl", "github": "github.txt", "sarif": "sarif", "junit": "xml",
}  # fmt: skip

FAIR = """\
---
account: main
images:
  - path: pictures/zofia-lindqvist.jpg
    alt: Children with lanterns
---
Well done 🎉👩‍👩‍👧 to Zofia Lindqvist of 4B!
\tAsk Zofía at the tea\u0301 stall, or #ZofiaLindqvist.
日本の友達 visit us with Señor Zofia Lindqvist.
شكرا جزيلا to everyone who came.
We were told by the office
that this is
not for publication yet.
Click \u202etxt.exe\u202c or \x1b[31mred\x1b[0m.
"""
LONG = f"{'Lanterns, soup and songs in the hall. ' * 9}Wifi is Lantern42 tonight. {'Bring a scarf. ' * 12}\n"
THREAD = json.dumps(
    {"thread": ["Call Zofia Lindqvist on 07700 900142.", "The code is Lantern42, ask Zofia Lindqvist.", "All fine."]},
    ensure_ascii=False,
)


def sources() -> dict[str, str]:
    """Return the texts of the drafts by path."""
    return {"drafts/fair.md": FAIR, "drafts/long.txt": LONG, "drafts/thread.json": THREAD}


def finding(
    path: str,
    found: str,
    rule: str = "pupil-full-name",
    *,
    nth: int = 1,
    part: str = "body",
    severity: Severity = "error",
    status: Status = "reported",
    private: bool = False,
    message: str = "'{found}' is the full name of a pupil.",
    fix: str = "Use the first name alone, or 'a Year 4 pupil'.",
    clauses: tuple[str, ...] = ("chase-terrace/dp.a",),
    reason: str = "",
    missing: bool = False,
    nowhere: bool = False,
    box: tuple[int, int, int, int] | None = None,
) -> Finding:
    """Return a finding as the engine makes it, at the nth place where `found` stands in a draft."""
    text = sources()[path]
    start = -1
    for _ in range(nth):
        start = text.index(found, start + 1)
    end = start if missing else start + len(found)
    lines = Lines(text)
    first, last = ((1, 1), (1, 1)) if nowhere else (lines.position(start), lines.position(end))
    if nowhere:
        start, end = 0, 0 if missing else len(found)
    shown = "" if missing else mask(found) if private else found
    codes = {"pupil-full-name": "PUP-201", "password-or-access-code": "PII-113", "missing-alt-text": "ACS-001"}
    return Finding(
        rule=rule,
        code=codes.get(rule, "LNG-901"),
        severity=severity,
        status=status,
        confidence=0.99,
        message=message.replace("{found}", shown),
        fix=fix,
        clauses=clauses,
        place=Place(part, start, end, *first, *last, box),
        excerpt=shown,
        fingerprint="0123456789abcdef",
        private=private,
        found="" if missing else found,
        reason=reason,
    )


def report() -> Report:
    """Return the report."""
    fair, long, thread = sources()
    name = "Zofia Lindqvist"
    fair_findings = (
        finding(fair, "zofia-lindqvist.jpg", part="image:0/name", private=True),
        finding(fair, "Children with lanterns", "alt-text-quality", part="alt:0", severity="info",
                message="The alt text says little.", fix="Say what can be seen and why it matters.", clauses=()),
        finding(fair, name, private=True, clauses=("chase-terrace/dp.a", "trust/7.16", "our-school/3", "x/5.1")),
        finding(fair, "Zofía", "unprofessional-tone", severity="warning", message="'{found}' after a tab."),
        finding(fair, "tea\u0301 stall", "unprofessional-tone", severity="warning", message="'{found}', accent."),
        finding(fair, "#ZofiaLindqvist", "hashtag-not-camel-case", severity="warning",
                message="'{found}' is hard to read aloud.", fix="Write '#ZofiaLindqvist' as words."),
        finding(fair, "visit us", "unprofessional-tone", severity="warning", message="'{found}' after wide letters."),
        finding(fair, name, nth=2, status="suppressed", private=True, reason="The parents of Zofia Lindqvist agreed."),
        finding(fair, "everyone", "unprofessional-tone", severity="info", message="'{found}' after Arabic."),
        finding(fair, "told by the office\nthat this is\nnot", "confidential-marker",
                message="'{found}' says that this is not for publication."),
        finding(fair, "\u202etxt.exe", "hidden-characters", message="'{found}' is turned around."),
        finding(fair, "red", "unprofessional-tone", severity="info", message="'{found}' follows an escape code."),
        finding(fair, "---", "missing-approval", part="field:approval", missing=True, nowhere=True,
                message="No one has approved this post.", fix="Ask your approver.", clauses=()),
        finding(fair, "Well done", "missing-views-disclaimer", missing=True, severity="warning", status="waived",
                message="It does not say whose views these are.", reason="Agreed by S01 until July."),
        finding(fair, "pictures", "person-in-image", part="image:0", severity="info", nowhere=True,
                box=(10, 20, 64, 64), message="There is a face in the picture.", fix="Declare who is in it."),
    )  # fmt: skip
    long_findings = (
        finding(long, "Lantern42", "password-or-access-code", private=True, message="'{found}' looks like a password."),
        finding(long, "tonight", "unprofessional-tone", severity="info", message="'{found}' is late."),
        finding(long, LONG[:400], "unprofessional-tone", severity="info", message="This sentence is long."),
    )
    first = (finding(thread, name, private=True), finding(thread, "Call", "unprofessional-tone", severity="info"))
    second = (
        finding(thread, "Lantern42", "password-or-access-code", private=True, message="'{found}' is a password."),
        finding(thread, "The code", "missing-views-disclaimer", missing=True, severity="warning", nth=1,
                message="It does not say whose views these are."),
    )  # fmt: skip
    return Report(
        "chase-terrace",
        (
            PostReport(fair, "zofia-lindqvist-wins", 0, fair_findings),
            PostReport(long, "", 0, long_findings),
            PostReport(thread, "", 0, first),
            PostReport(thread, "", 1, second),
            PostReport(thread, "", 2, (), (Fault(thread, "could not be checked: KeyError", "", "rule posting-time"),)),
            PostReport("drafts/quiet.md", "quiet", 0, ()),
        ),
        (Fault("drafts/broken.md", "is not valid YAML", "put the text in quotes", "title", 3),),
    )


def rules() -> Mapping[str, Rule]:
    """Return some of the rules by name, with words that a format could take for its own."""
    made = (
        Rule(
            "pupil-full-name", "PUP-201", "pupils", "Do not publish a pupil's full name.", "error", "0.1",
            "'{found}' is the full name of a pupil.", "A name & a face are <enough> to find a child [see](dp.a).",
            "Use the first name alone: 'a_b_c' or *4B*, {found}.", ("chase-terrace/dp.a",), "phrase", None,
            private=True, formerly=("full-name",),
        ),
        Rule(
            "alt-text-quality", "LNG-901", "accessibility", "Say what a picture shows.", "warning", "0.1",
            "The alt text says little.", "Not everybody sees it.", "Say what can be seen.", (), "phrase", None,
        ),
        Rule(
            "posting-time", "ACC-909", "accounts", "Post in your own time.", "warning", "0.2", "Late.", "Rest.",
            "Schedule it.", (), "phrase", None,
        ),
    )  # fmt: skip
    return {rule.name: rule for rule in made}


def options(
    *, show_values: bool = False, color: bool = False, width: int = 100, rules: Mapping[str, Rule] | None = None
) -> RenderOptions:
    """Return the options with which the golden files are rendered."""
    return RenderOptions(
        show_values=show_values,
        color=color,
        width=width,
        sources={path: Lines(text) for path, text in sources().items()},
        clauses={
            "chase-terrace/dp.a": "Follow data-protection law: publish nothing about a person that the law protects, "
            "in words or in pictures, on any account.",
            "trust/7.16": "Do not name pupils.",
        },
        rules=rules or {},
    )


def golden(format_: str) -> Path:
    """Return the golden file of a format."""
    return GOLDEN / f"report.{SUFFIXES[format_]}"


def rendered(format_: str) -> bytes:
    """Return the report as the golden file of a format must hold it."""
    return render(format_, report(), options(rules=rules() if format_ == "sarif" else None)).encode("utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in SUFFIXES:
        golden(each).write_bytes(rendered(each))
