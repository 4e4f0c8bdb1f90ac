"""Tests of the page that the format `html` writes."""
