"""Plain text: the whole file is the body, without the blank lines around it.

A front matter block is read too: people put one on top of text files, and a post whose account went unread would be
judged by the wrong rules. So what starts with a line `---` must be front matter, here as in Markdown.
"""

from __future__ import annotations

from linter.post import Entry
from linter.readers import front_matter
from linter.readers.values import Faults


def read(text: str, faults: Faults, stem: str) -> tuple[Entry, ...]:
    """Return the post in a text file, or the posts of the thread."""
    return front_matter.read(text, faults, stem, "plain")
