"""`[people]` and `[allow]` of the settings: where the lists of people are, and whose names may be published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from linter.value import frozen

LISTS = ("roll", "do_not_publish", "staff", "governors", "consents")
# What `postlint people index` writes stands for these: where there is an index they may be on another machine.
INDEXED = ("roll", "do_not_publish", "staff", "governors")


@frozen
class PeopleFiles:
    """The lists of people, CSV, kept outside the content repository; relative to the settings file.

    `index` is a keyed index of them that may be committed; `key_env` names the environment variable that holds its
    key, never the key itself; `without_key` says what becomes of a run that has an index alone and no key.
    """

    roll: str = ""
    do_not_publish: str = ""
    staff: str = ""
    governors: str = ""
    consents: str = ""
    index: str = ""
    key_env: str = "POSTLINT_PEOPLE_KEY"
    without_key: Literal["fail", "warn"] = "fail"

    def named(self) -> Mapping[str, str]:
        """Return key → path of the files that are named."""
        return {key: path for key in (*LISTS, "index") if (path := getattr(self, key))}


@frozen
class AllowedName:
    """A name that may be published, for some rules or all."""

    name: str
    rules: tuple[str, ...] = ()


@frozen
class Allowed:
    """What the school has decided to let pass."""

    names: tuple[str | AllowedName, ...] = ()
    phones: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
