"""postlint: a linter for the social-media posts of schools, run before they are published.

    from linter import Linter, Post, Image

    linter = Linter.from_settings("postlint.toml")
    report = linter.check(Post(body="…", account="main", images=[Image("fair.jpg", alt="…")]))
    report.outcome            # "blocked" | "review" | "ready"

Importing it reads no file, opens no connection and imports no heavy library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linter.engine import Linter
    from linter.errors import DraftError, Fault, PostlintError, RuleError, SettingsError
    from linter.finding import Finding, Place
    from linter.gate import Decision, Reason
    from linter.post import Allow, Approval, Author, Image, Post
    from linter.report import PostReport, Report
    from linter.settings import Settings

__version__ = "0.1.0"

# Name → module. Resolved on first use, so that `import linter` costs next to nothing.
_PUBLIC = {
    "Allow": "linter.post",
    "Approval": "linter.post",
    "Author": "linter.post",
    "Decision": "linter.gate",
    "DraftError": "linter.errors",
    "Fault": "linter.errors",
    "Finding": "linter.finding",
    "Image": "linter.post",
    "Linter": "linter.engine",
    "Place": "linter.finding",
    "Post": "linter.post",
    "PostReport": "linter.report",
    "PostlintError": "linter.errors",
    "Reason": "linter.gate",
    "Report": "linter.report",
    "RuleError": "linter.errors",
    "Settings": "linter.settings",
    "SettingsError": "linter.errors",
}

__all__ = [
    "Allow",
    "Approval",
    "Author",
    "Decision",
    "DraftError",
    "Fault",
    "Finding",
    "Image",
    "Linter",
    "Place",
    "Post",
    "PostReport",
    "PostlintError",
    "Reason",
    "Report",
    "RuleError",
    "Settings",
    "SettingsError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Import a public name on first use."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'linter' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(_PUBLIC[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
