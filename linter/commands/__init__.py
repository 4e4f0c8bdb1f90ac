"""The commands: one module each, with `add_arguments(parser)` and `run(args) -> Result`. Only `cli` prints."""

from __future__ import annotations

import argparse
from pathlib import Path

from linter import packs as pack_files
from linter import profile as profile_files
from linter import settings as settings_file
from linter.errors import Fault, SettingsError, did_you_mean
from linter.packs import Packs
from linter.profile import Profile
from linter.settings import Settings
from linter.value import frozen


@frozen
class Result:
    """What a command says: `out` is its report, `err` talk beside it, `code` the exit code."""

    out: str = ""
    err: str = ""
    code: int = 0


@frozen
class Policy:
    """The settings in force, the rules that are known, and the policy that selects them."""

    settings: Settings
    packs: Packs
    profile: Profile


def load_settings(args: argparse.Namespace) -> Settings:
    """Read the settings file that was named, or the nearest upward. Raise SettingsError."""
    path = Path(args.settings).absolute() if args.settings else settings_file.find(Path.cwd())
    return settings_file.load(path)


def load_policy(args: argparse.Namespace, policy: str | None = None) -> Policy:
    """Load what the informing commands need. They open no list of people: those may be on another machine."""
    settings = load_settings(args)
    packs = pack_files.load(settings.resolve(path) for path in settings.packs)
    return Policy(settings, packs, profile_files.load(settings, packs, policy or args.policy))


def sheet_format(name: str | None) -> str:
    """Return the form of sheets that an option names, or "". Raise SettingsError for one that is none."""
    if not name:
        return ""
    from linter import sheets

    if name != "none" and name not in sheets.names():
        near = did_you_mean(name, sheets.names())
        raise SettingsError(Fault("--sheet-format", f"'{name}' is no form of sheets", near))
    return name


def width(args: argparse.Namespace) -> int:
    """Return how many columns text may take: `args.width` if the command line set it, else 100."""
    return getattr(args, "width", None) or 100


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add `--format`; the first one is the default."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"how to show it (default: {formats[0]})")
