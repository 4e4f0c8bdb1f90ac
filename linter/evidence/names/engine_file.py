"""A YAML file of Presidio's that sets up a name engine, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from linter import shape
from linter.errors import Fault, SettingsError, shown
from linter.evidence import yaml_files
from linter.value import field, frozen

_KEY = "names.engine"
_BELOW = "nlp_configuration"  # Presidio takes the same table below this key, in a file that sets up everything


@frozen
class TwoModels:
    """The models of the engine "transformers": spaCy's cuts a text into words, the other reads names."""

    spacy: str
    transformers: str


@frozen
class Model:
    """A model for one language."""

    lang_code: str
    model_name: str | TwoModels


@frozen
class Reading:
    """What is made of a model's labels; the keys are Presidio's `NerModelConfiguration`."""

    labels_to_ignore: tuple[str, ...] = ()
    aggregation_strategy: Literal["simple", "first", "average", "max"] = "max"
    stride: int = 14
    alignment_mode: Literal["strict", "contract", "expand"] = "expand"
    default_score: float = 0.85
    model_to_presidio_entity_mapping: Mapping[str, str] = field(default_factory=dict)
    low_score_entity_names: tuple[str, ...] = ()
    low_confidence_score_multiplier: float = 0.4


@frozen
class File:
    """A YAML file that sets up an engine."""

    nlp_engine_name: Literal["spacy", "stanza", "transformers"]
    models: tuple[Model, ...]
    ner_model_configuration: Reading = Reading()


def read(path: Path) -> tuple[File, str]:
    """Return what a file says, and what its keys begin with. Raise SettingsError naming every fault, with its key."""
    data = yaml_files.read(path, _KEY)
    prefix = _BELOW if isinstance(data, Mapping) and _BELOW in data else ""
    faults: list[Fault] = []

    def complain(key: str, what: str, hint: str) -> None:
        faults.append(Fault(shown(path), what, hint, key))

    file = shape.read(File, _without_nothing(data[prefix] if prefix else data), complain, prefix)
    if file is None:
        raise SettingsError(faults)
    return file, f"{prefix}." if prefix else ""


def _without_nothing(data: Any) -> Any:
    """Return data without keys and entries that hold nothing: the files that come with Presidio have such."""
    if isinstance(data, Mapping):
        return {key: _without_nothing(item) for key, item in data.items() if item is not None}
    return [_without_nothing(item) for item in data if item is not None] if isinstance(data, list) else data
