"""`python -m linter` and the command `postlint`."""

from __future__ import annotations


def main() -> int:
    """Run the command line and return its exit code."""
    import gc

    # A run makes many small values that live to its end; looking through them again and again for rubbish is a tenth
    # of a cold start, and a quarter of reading a large file.
    gc.set_threshold(50_000, 20, 50)
    from linter.cli import main as run

    return run()


if __name__ == "__main__":
    raise SystemExit(main())
