"""`[approvals]` and `[stats]` of the settings: where the ledger is, who may sign, and what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from linter.value import field, frozen

Aspect = Literal["words", "pictures", "account", "platforms", "schedule"]

# The ledger is looked for under this name beside the settings if they name none.
LEDGER = "postlint-approvals.db"
# What an approval binds if a policy does not say otherwise, of linter.approvals.ASPECTS.
ALWAYS: tuple[Aspect, ...] = ("words", "pictures")  # no policy can leave these out
BINDS: tuple[Aspect, ...] = ("words", "pictures", "account", "platforms")


@frozen
class Approver:
    """Somebody who may approve: the role counts where no staff list says another. `public_key` proves who it was."""

    name: str = ""
    role: str = ""
    public_key: str = ""


@frozen
class Approvals:
    """How approvals are kept.

    `front_matter` says whether one that only a draft holds counts. `two_people` refuses an author's own approval unless
    the policy lets their role. `days` is how long an approval holds if it does not say so (0: without an end).
    `shared_drive` keeps the ledger in a way that network drives can take. `signatures` says whether an approval without
    a key's signature counts.
    """

    ledger: str = ""
    front_matter: bool = True
    two_people: bool = True
    days: int = 0
    shared_drive: bool = False
    signatures: Literal["optional", "required"] = "optional"
    approvers: Mapping[str, Approver] = field(default_factory=dict)


@frozen
class Stats:
    """Where runs of `check` are counted, if they are: an SQLite file, without any text of a post."""

    log: str = ""
