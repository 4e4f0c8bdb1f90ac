"""Who reads names beside postlint's own name model: `[names]` of the settings."""

from __future__ import annotations

from linter.value import frozen

SPACY = "spacy"


@frozen
class Names:
    """The table `[names]`.

    `engine` is "spacy", or a YAML file of Presidio's that sets up a name engine; `model` belongs to "spacy": an
    installed package, or the folder of a model. Paths are relative to the settings file. Nothing is ever downloaded.
    """

    engine: str = ""
    model: str = ""

    @property
    def file(self) -> str:
        """Return the path of the YAML file, or ""."""
        return self.engine if self.engine.lower().endswith((".yaml", ".yml")) else ""
