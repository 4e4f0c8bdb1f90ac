"""Rules: what a post must or must not do, as data read from one TOML file each.

`packs` reads them; `profile` decides which apply and how severely; `engine` runs the check of their kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, Protocol

from linter.value import field, frozen

Severity = Literal["error", "warning", "info"]
Setting = Literal["error", "warning", "info", "off"]
FailOn = Literal["error", "warning", "info", "never"]
AccountType = Literal["official", "personal", "affiliated"]

# The rule that says what is wrong with exceptions. The engine runs it last.
EXCEPTION_FAULT = "exception-fault"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Options(Protocol):
    """The options of a kind: a frozen dataclass whose fields are the keys of `[detect]`."""

    def validate(self) -> None:
        """Raise ValueError("key: what is wrong") if the options cannot work (a bad regular expression, say)."""


@frozen
class Case:
    """One way in which a rule is broken that deserves its own words or severity; None means as the rule says.

    `clauses` are those of the rule's clauses that this case is about. `silenceable` says whether an exception may let
    it pass.
    """

    message: str | None = None
    fix: str | None = None
    severity: Setting | None = None
    clauses: tuple[str, ...] | None = None
    silenceable: bool | None = None


@frozen
class When:
    """Which posts a rule looks at; an empty tuple means all. A post whose account is unknown counts as official."""

    account: tuple[AccountType, ...] = ()
    platforms: tuple[str, ...] = ()


@frozen
class Example:
    """A bad or a good post of a rule, with what it needs around it. ⟦ ⟧ mark what is underlined.

    `post` is the body; the other fields are those of a draft. `case` is the case that must be found; `also` names
    other rules that this example breaks; `why` says why a good one is good; `profile`, `today`, `settings` replace
    the surroundings, and `ledger` says how the ledger of approvals knows the post (see `tests/rules`).
    """

    post: str = ""
    why: str = ""
    case: str = ""
    also: tuple[str, ...] = ()
    profile: str = ""
    today: str = ""
    ledger: Literal["", "approved", "expired", "sent-back", "withdrawn", "rewritten", "unproven"] = ""
    settings: Mapping[str, object] = field(default_factory=dict)
    draft: Mapping[str, object] = field(default_factory=dict)


class Deferred:
    """Options that are made when they are first asked for: most posts never ask some rules."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Any]) -> None:
        """Put off `make`, a picklable function."""
        self._make = make
        self._made: Any = None

    @property
    def made(self) -> Any:
        """Return what was made, once."""
        if self._made is None:
            self._made = self._make()
        return self._made


@frozen
class Rule:
    """One rule. `detect` holds its options, or what makes them; `private` says that what it finds is never printed."""

    name: str
    code: str
    topic: str
    summary: str
    severity: Severity
    since: str
    message: str
    why: str
    fix: str
    clauses: tuple[str, ...]
    kind: str
    detect: Any
    when: When = When()
    cases: Mapping[str, Case] = field(default_factory=dict)
    private: bool = False
    silenceable: bool = True
    formerly: tuple[str, ...] = ()
    path: str = ""

    def may_pass(self, case: str) -> bool:
        """Say whether an exception may let a case of it pass."""
        own = self.cases[case].silenceable if case in self.cases else None
        return self.silenceable and own is not False

    @property
    def options(self) -> Any:
        """Return the options of its kind. Raise RuleError if they were put off and are wrong."""
        return self.detect.made if isinstance(self.detect, Deferred) else self.detect
