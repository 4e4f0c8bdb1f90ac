"""Which identifiers are sought beside the usual ones, and which are not: `[identifiers]` of the settings."""

from __future__ import annotations

from linter.value import frozen


@frozen
class Identifiers:
    """The table `[identifiers]`.

    `recognizers` is a YAML file of Presidio recognizers, relative to the settings file. `off` are entities that are
    not sought ("UK_VEHICLE_REGISTRATION").
    """

    recognizers: str = ""
    off: tuple[str, ...] = ()
