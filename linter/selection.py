"""Which rules to run out of those that a policy has on, as the caller names them."""

from __future__ import annotations

from collections.abc import Iterable

from linter.errors import Fault, SettingsError, did_you_mean
from linter.packs import Packs
from linter.value import frozen


@frozen
class Selection:
    """Which rules to run out of those the profile has on: names; empty `select` means all."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def wants(self, rule: str) -> bool:
        """Say whether a rule is to run."""
        return (not self.select or rule in self.select) and rule not in self.ignore


def names(words: Iterable[str], packs: Packs) -> frozenset[str]:
    """Return the names of the rules that names, former names, codes or families ("PII", "accounts") mean.

    Raise SettingsError for a word that means none.
    """
    found: set[str] = set()
    faults: list[Fault] = []
    for word in words:
        name = packs.resolve(word)
        family = {r.name for r in packs.rules.values() if word in (r.code.partition("-")[0], r.topic)}
        if name:
            found.add(name)
        elif family:
            found |= family
        else:
            near = did_you_mean(word, packs.rules)
            faults.append(Fault("--select/--ignore", f"'{word}' is not a rule", near))
    if faults:
        raise SettingsError(faults)
    return frozenset(found)
