"""`python -m linter` and the command `postlint`."""

from __future__ import annotations


def main() -> int:
    """Run the command line and return its exit code."""
    from linter.cli import main as run

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
