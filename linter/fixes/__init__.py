"""What a machine can put right in a draft: one module per fix, each from a text and its findings to a new text.

A fix changes as little as it can and keeps all else as it is, byte for byte; what it cannot put right safely it notes
in `faults`. A safe one leaves what a post says as it is; an unsafe one changes it, and how it reads.
"""

from __future__ import annotations

# Name → the module that does it. `postlint fix` has an option for each, and does none that is not asked for.
FIXES: dict[str, str] = {
    "safe": "linter.fixes.safe",
    "unused-exceptions": "linter.fixes.unused_exceptions",
    "first-name-only": "linter.fixes.names",
    "initials": "linter.fixes.names",
    "year-group": "linter.fixes.names",
    "remove-name": "linter.fixes.names",
}
SAFE: dict[str, str] = {
    "safe": "do all that leaves what posts say as it is: capitals in hashtags, hidden characters, tracking codes "
    "in addresses, rows of one emoji, needless exceptions",
    "unused-exceptions": "take out exceptions that silence nothing or have ended",
}
UNSAFE: dict[str, str] = {
    "first-name-only": "leave only the first name of a pupil",
    "initials": "write a pupil's name as initials",
    "year-group": "write 'a Year 4 pupil' for a pupil's name",
    "remove-name": "take pupils' names out",
}
