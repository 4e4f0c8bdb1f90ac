"""What a machine can put right in a draft: one module per fix, each from a text and its findings to a new text.

A fix is a module with `fix(draft, findings, faults) -> text`: it changes as little as it can and keeps all else as it
is, byte for byte; what it cannot put right safely it notes in `faults`.
"""

from __future__ import annotations

# Name → the module that does it. `postlint fix` has an option for each.
FIXES: dict[str, str] = {"unused-exceptions": "linter.fixes.unused_exceptions"}
