"""Tests of `linter.sheets`."""
