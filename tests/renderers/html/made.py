"""A report made by hand that holds everything the page must get right.

`python -m tests.renderers.html.made` writes the golden file: the page without its style and its script, at which the
browser tests look.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from linter.errors import Fault
from linter.finding import Finding, Place, Status
from linter.mask import mask
from linter.post import Allow, Approval, Author, Image, Post
from linter.renderers import Destination, RenderOptions, Thumbnail, render
from linter.report import PostReport, Report
from linter.rule import Rule, Severity
from linter.text import Lines

GOLDEN = Path(__file__).parent.parent / "golden" / "report.html"
NAME = "Zofia Lindqvist"
# What no page may hold, however it is written there.
PRIVATE = ("Lindqvist", "lindqvist", "Lantern42")
SCRIPT = "<script>alert(1)</script>"

FAIR = f"""\
Well done 🎉👩‍👩‍👧 to {NAME} of 4B!
{SCRIPT} & "quotes" <img src=x onerror=alert(2)>
שלום to everyone, see https://fair.example/a?b=1&c=<2> or @ourschool #WinterFair
\u202etxt.exe\u202c {"Llanfairpwll" * 30}
The code is Lantern42."""
MARKDOWN = (
    "**Bold** words and [a form](https://forms.example/x) for #ZofiaLindqvist.\n\n<!-- postlint: allow x -- y -->\nEnd"
)


def finding(
    text: str,
    found: str,
    rule: str = "pupil-full-name",
    *,
    part: str = "body",
    severity: Severity = "error",
    status: Status = "reported",
    private: bool = False,
    message: str = "'{found}' is not for publication.",
    clauses: tuple[str, ...] = ("our-school/3",),
    reason: str = "",
) -> Finding:
    """Return a finding as the engine makes it, where `found` first stands in a part; an empty one marks its start."""
    start = text.index(found)
    end = start + len(found)
    lines = Lines(text)
    shown = mask(found) if private else found
    return Finding(
        rule=rule,
        code="TST-101",
        severity=severity,
        status=status,
        confidence=0.99,
        message=message.replace("{found}", shown),
        fix="Take it out & check again.",
        clauses=clauses,
        place=Place(part, start, end, *lines.position(start), *lines.position(end)),
        excerpt=shown,
        fingerprint="0123456789abcdef",
        private=private,
        found=found,
        reason=reason,
    )


def report() -> Report:
    """Return the report."""
    fair = Post(
        FAIR,
        id=f"fair {SCRIPT}",
        title=f"The fair of {NAME}",
        account="main",
        platforms=("facebook", "x"),
        author=Author("S02"),
        schedule=datetime(2026, 11, 23, 9, 0),
        approval=Approval("S01", date(2026, 11, 20)),
        images=(
            Image("pictures/zofia-lindqvist.jpg", f"{NAME} with a lantern"),
            Image("b.png"),
            Image("c.png", decorative=True),
        ),
        allow=(Allow("unprofessional-tone", "Agreed.", date(2026, 12, 31)),),
    )
    fair_findings = (
        finding(FAIR, "", "missing-second-reader", severity="info", message="Nobody has read this twice."),
        finding("zofia-lindqvist.jpg", "zofia-lindqvist.jpg", part="image:0/name", private=True),
        finding(FAIR, NAME, private=True, clauses=("our-school/3", "our-school/4", "our-school/5", "x/1")),
        finding(FAIR, f"to {NAME} of 4B", "name-with-class", severity="warning"),
        finding(FAIR, "of 4B!", "class-named", severity="info"),
        finding(FAIR, SCRIPT, "hidden-characters"),
        finding(FAIR, "\u202etxt.exe", "hidden-characters"),
        finding(FAIR, "everyone", "unprofessional-tone", severity="warning", status="suppressed",
                reason=f"The mother of {NAME} agreed."),
        finding(FAIR, "#WinterFair", "unprofessional-tone", severity="info", status="waived", reason="S01 signed it."),
        finding(FAIR, "Lantern42", "password-or-access-code", private=True),
        finding("", "", "missing-alt-text", part="alt:1", severity="warning", message="Picture 2 has no alt text."),
        finding("PRIZE LIST", "PRIZE", "words-in-picture", part="image:1/text", severity="warning"),
        finding("", "", "category-missing", part="field:category", severity="info", message="No category is given."),
    )  # fmt: skip
    second = Post(f"Ask {NAME} about it.", account=NAME)
    marked = Post(MARKDOWN, id="markdown", account="pta", platforms=("facebook",), markup="markdown")
    return Report(
        "our-school",
        (
            PostReport("drafts/fair.json", fair.id or "", 0, fair_findings, (), fair),
            PostReport(
                "drafts/fair.json", f"ask-{NAME}", 1, (),
                (Fault("drafts/fair.json", "could not be checked: KeyError", "", "rule posting-time"),), second,
            ),
            PostReport(
                "drafts/page.md", "markdown", 0,
                (
                    finding(MARKDOWN, "https://forms.example/x", "opaque-link", severity="warning"),
                    finding(MARKDOWN, "#ZofiaLindqvist", private=True, status="suppressed", reason="Her own tag."),
                ),
                (), marked,
            ),
            PostReport("drafts/unknown.md", "unknown", 0, (finding("a widget", "widget", severity="warning"),)),
            PostReport("drafts/quiet.md", "quiet", 0, (), (), Post("All is well.", account="main")),
        ),
        (Fault("drafts/<b>broken.md", "is not valid YAML", "put the text in quotes", "title", 3),),
    )  # fmt: skip


def _rule(name: str, *, silenceable: bool = True) -> Rule:
    words = (f"Summary of {name}.", "error", "0.1", "…", f"Why of {name}.", "…")
    return Rule(name, "TST-101", "tests", *words, (), "phrase", None, silenceable=silenceable)  # type: ignore[arg-type]


# A picture of one pixel.
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
)


def options(*, show_values: bool = False) -> RenderOptions:
    """Return the options with which the golden file is rendered."""
    main = Destination("@ourschool", "official", ("Facebook", "X"))
    return RenderOptions(
        show_values=show_values,
        clauses={f"our-school/{number}": f"Clause <{number}> of the policy." for number in (3, 4, 5)},
        title="Thistlebrook & Daughter",
        when=datetime(2026, 11, 20, 10, 0),
        rules={
            each.name: each for each in (_rule("pupil-full-name"), _rule("password-or-access-code", silenceable=False))
        },
        destinations={("drafts/fair.json", 0): main, ("drafts/quiet.md", 0): main},
        thumbnails={
            ("drafts/fair.json", 0, 0): Thumbnail(DOT, 320, 240, "1 face is hidden.", (1, 3)),
            ("drafts/fair.json", 0, 1): Thumbnail(DOT, 240, 180),
        },
    )


def bare(page: str) -> str:
    """Return a page without its style, its script and their hashes."""
    page = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", page, flags=re.DOTALL)
    return re.sub(r"sha256-[^']+", "sha256-…", page)


if __name__ == "__main__":
    GOLDEN.write_text(bare(render("html", report(), options())), encoding="utf-8", newline="\n")
