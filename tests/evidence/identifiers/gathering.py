"""Gather the identifiers of a text with the settings of the sample school."""

from __future__ import annotations

from functools import cache

from linter import settings as settings_file
from linter.context import Context
from linter.evidence import Evidence
from linter.evidence.identifiers import Identifier
from linter.post import Image, Markup, Post
from linter.settings import Settings
from linter.value import replace
from tests.conftest import NOW, SAMPLES, sample_linter

SURE = 0.8


@cache
def sample_settings() -> Settings:
    """Return the settings of the sample school."""
    return settings_file.load(SAMPLES / "postlint.toml")


def gathered(
    text: str, *, markup: Markup = "plain", alt: str = "", path: str = "", **changes: object
) -> tuple[Identifier, ...]:
    """Return the identifiers of a post with this body; `changes` replace settings."""
    settings = replace(sample_settings(), **changes)
    images = [Image(path or "fair.jpg", alt=alt)] if alt or path else []
    post = Post(body=text, markup=markup, images=images)
    return Evidence(post, Context(settings, sample_linter().packs, NOW)).identifiers


def found(text: str, least: float = 0.0) -> list[tuple[str, str]]:
    """Return (entity, what is marked) of the identifiers of a text that are at least so sure."""
    return [(one.kind, text[one.start : one.end]) for one in gathered(text) if one.confidence >= least]
