"""What is to be said of a finding beside its own words: why, and which clause of this school's policy asks for it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from linter.approving import RULE
from linter.ledger.standing import RETURNED
from linter.profile import load_source
from linter.value import frozen

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.finding import Finding


@frozen
class ClauseText:
    """A clause and its words; the words are empty where the clause is in no list."""

    id: str
    text: str


@frozen
class Explanation:
    """A rule in plain words. `clauses` are those of the policy in force that ask for it.

    `asked` says who sent the post back, when, and with what note; "" for findings that are not about that.
    """

    rule: str
    code: str
    summary: str
    why: str
    fix: str
    clauses: tuple[ClauseText, ...]
    silenceable: bool
    asked: str = ""


def is_of_return(finding: Finding) -> bool:
    """Say whether a finding is that the post was sent back, or its approval withdrawn, and nobody approved it since."""
    return finding.rule == RULE and finding.case in RETURNED


def explanation_of(linter: Linter, finding: Finding, returned: str = "") -> Explanation:
    """Return what is to be said of a finding's rule under a policy; `returned` is what the post was sent back with."""
    rule = linter.packs.rules[finding.rule]
    texts = clause_texts(linter)
    cited = finding.clauses or linter.profile.rules[finding.rule].clauses
    clauses = tuple(ClauseText(clause, texts.get(clause, "")) for clause in cited)
    asked, may_pass = returned if is_of_return(finding) else "", rule.may_pass(finding.case)
    return Explanation(rule.name, rule.code, rule.summary, rule.why, rule.fix, clauses, may_pass, asked)


@lru_cache(maxsize=8)
def clause_texts(linter: Linter) -> dict[str, str]:
    """Return full id → plain text of every clause of the policy in force."""
    found: dict[str, str] = {}
    for source in linter.profile.sources:
        if linter.packs.find("sources", source):
            found |= {f"{source}/{clause.id}": clause.text for clause in load_source(source, linter.packs).clauses}
    own = linter.profile.own
    return found | ({f"{linter.profile.name}/{clause.id}": clause.text for clause in own.clauses} if own else {})
