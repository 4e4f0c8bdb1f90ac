"""Which name engine the settings choose, found out before any draft is read, without importing it.

`[names] engine` is "spacy" with a `model`, or a YAML file as users of Presidio have it (`nlp_engine_name`, `models`,
`ner_model_configuration`). What an engine needs must be on the machine: where Presidio would download what is missing,
this is a fault.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.errors import Fault, SettingsError, did_you_mean, shown
from linter.evidence.names.engine_file import Reading, TwoModels, read
from linter.name_options import SPACY, Names

if TYPE_CHECKING:
    from linter.settings import Settings

PERSON = "PERSON"
# What models call people, unless a file says otherwise: of Presidio's own table, those that are any person.
_PEOPLE = {"PERSON": PERSON, "PER": PERSON}
# Engine → the package that it needs beside Presidio, which brings spaCy.
_PACKAGES = {SPACY: "spacy", "stanza": "stanza", "transformers": "transformers"}
_NO_DOWNLOAD = "postlint downloads nothing"


class Choice:
    """An engine and its model. Equal only to itself, so that what was loaded can be kept for it.

    `name` is a package or a folder; `words` is the spaCy model that the engine "transformers" needs as well. `folders`
    are where the models are, `labels` what they call things, as far as that is known without loading them.
    """

    def __init__(self, engine: str, model: str, name: str, words: str, reading: Reading) -> None:
        self.engine, self.model, self.name, self.words, self.reading = engine, model, name, words, reading
        self.folders: tuple[Path, ...] = ()
        self.labels: frozenset[str] = frozenset()
        self.fault = Fault("", "")

    @property
    def title(self) -> str:
        """Return what to call it: engine and model, as the settings write them."""
        return f"{self.engine}, {self.model}"

    @property
    def people(self) -> Mapping[str, str]:
        """Return label of the model → Presidio's entity."""
        return self.reading.model_to_presidio_entity_mapping or _PEOPLE

    def configuration(self) -> dict[str, Any]:
        """Return what Presidio is told. Labels that mean nothing here are passed over, or it would remark on each."""
        own = self.reading
        ignored = {*own.labels_to_ignore, *(self.labels - self.people.keys())}
        name = {"spacy": self.words, "transformers": self.name} if self.words else self.name
        return {
            "nlp_engine_name": self.engine,
            "models": [{"lang_code": "en", "model_name": name}],
            "ner_model_configuration": {
                "labels_to_ignore": sorted(ignored),
                "aggregation_strategy": own.aggregation_strategy,
                "stride": own.stride,
                "alignment_mode": own.alignment_mode,
                "default_score": own.default_score,
                "model_to_presidio_entity_mapping": dict(self.people),
                "low_score_entity_names": list(own.low_score_entity_names),
                "low_confidence_score_multiplier": own.low_confidence_score_multiplier,
            },
        }

    def failure(self, what: str) -> SettingsError:
        """Return the error that says that this engine cannot be used."""
        return SettingsError(Fault(self.fault.path, what, self.fault.hint, self.fault.key))


def chosen(settings: Settings) -> Choice | None:
    """Return the engine that the settings choose. Raise SettingsError if it is not here, or makes no sense."""
    names = settings.names
    if not (names.engine or names.model):
        return None
    paths = (settings.resolve(names.engine), settings.resolve(names.model) / "meta.json")
    source = shown(Path(settings.source)) if settings.source else "settings"
    return _chosen(names, settings.root, source, *map(_stamp, paths))


def read_from(settings: Settings) -> tuple[Path, ...]:
    """Return the files and folders on which the reading of names depends, beside the settings."""
    choice = chosen(settings)
    if choice is None:
        return ()
    own = (settings.resolve(settings.names.file),) if settings.names.file else ()
    return (*own, *choice.folders)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_mtime_ns, known.st_size


@lru_cache(maxsize=8)
def _chosen(names: Names, root: Path, source: str, *_stamps: tuple[int, int]) -> Choice:
    def refuse(key: str, what: str, hint: str) -> SettingsError:
        return SettingsError(Fault(source, what, hint, f"names.{key}"))

    if not names.engine:
        raise refuse("engine", "is missing, and there is a model", f'write engine = "{SPACY}", or take the model out')
    if names.file:
        if names.model:
            raise refuse("model", f"is given twice: '{names.file}' names the models", "take it out")
        if not (root / names.file).is_file():
            raise refuse("engine", f"'{names.file}' is not a file", "mend the path, or take it out")
        return _of_file(root / names.file, root)
    if names.engine != SPACY:
        others = _PACKAGES.keys() - {SPACY}
        cure = "set it up in a YAML file of Presidio's, and give the path of that file"
        if names.engine not in others:
            cure = did_you_mean(names.engine, (SPACY,)) or f'"{SPACY}", or the path of a YAML file of Presidio\'s'
        raise refuse("engine", f"'{names.engine}' is not an engine", cure)
    if not names.model:
        raise refuse("model", "is missing", "the name of an installed model, such as en_core_web_sm, or a folder")
    choice = Choice(SPACY, names.model, names.model, "", Reading())
    choice.fault = Fault(source, "", "mend the model, or take [names] out", "names.model")
    return _found(choice, root)


def _of_file(path: Path, root: Path) -> Choice:
    """Read a YAML file. Raise SettingsError naming every fault, with its key."""
    file, head = read(path)
    at = next((at for at, model in enumerate(file.models) if model.lang_code == "en"), None)
    if at is None:
        cure = "posts are read as English: give a model with lang_code: en"
        raise SettingsError(Fault(shown(path), "has none for English", cure, f"{head}models"))
    key, named = f"{head}models[{at}].model_name", file.models[at].model_name
    two = isinstance(named, TwoModels)
    if two != (file.nlp_engine_name == "transformers"):
        what = "is not two models, spacy and transformers" if not two else "is two models, not one"
        raise SettingsError(Fault(shown(path), what, f"as the engine '{file.nlp_engine_name}' needs", key))
    name, words = (named.transformers, named.spacy) if isinstance(named, TwoModels) else (named, "")
    choice = Choice(file.nlp_engine_name, name, name, words, file.ner_model_configuration)
    choice.fault = Fault(shown(path), "", "mend it, or take [names] out of the settings", key)
    _check_reading(choice, path, f"{head}ner_model_configuration")
    return _found(choice, root)


def _check_reading(choice: Choice, path: Path, key: str) -> None:
    own, faults = choice.reading, list[Fault]()
    for name in ("default_score", "low_confidence_score_multiplier"):
        if not 0 <= getattr(own, name) <= 1:
            faults.append(Fault(shown(path), "is not from 0 to 1", "", f"{key}.{name}"))
    if PERSON not in choice.people.values():
        cure = f"map what the model calls people: PER: {PERSON}"
        faults.append(Fault(shown(path), "has no label of people", cure, f"{key}.model_to_presidio_entity_mapping"))
    if PERSON in own.labels_to_ignore:
        faults.append(Fault(shown(path), f"passes over {PERSON}", "take it out", f"{key}.labels_to_ignore"))
    if faults:
        raise SettingsError(faults)


def _found(choice: Choice, root: Path) -> Choice:
    """Return the choice with what is known of its models. Raise SettingsError if anything that it needs is not here."""
    package = _PACKAGES[choice.engine]
    if find_spec(package) is None:
        fault = choice.fault
        what = f"the engine '{choice.engine}' needs the package '{package}', which is not installed"
        raise SettingsError(Fault(fault.path, what, f"pip install {package}; {_NO_DOWNLOAD}", fault.key))
    if choice.engine == SPACY:
        choice.name, folder = _spacy_model(choice, choice.name, root)
        choice.folders = (folder,)
        choice.labels = _labels(choice, folder)
    elif choice.engine == "transformers":
        choice.words, folder = _spacy_model(choice, choice.words, root)
        model = root / choice.name
        if not (model / "config.json").is_file():
            what = f"'{choice.name}' is not the folder of a model: it has no config.json"
            cure = f"fetch the model yourself and give its folder; {_NO_DOWNLOAD}"
            raise SettingsError(Fault(choice.fault.path, what, cure, choice.fault.key))
        choice.name, choice.folders = str(model), (folder, model)
    return choice


def _spacy_model(choice: Choice, name: str, root: Path) -> tuple[str, Path]:
    """Return a model of spaCy's as spaCy loads it, and where it is."""
    path, key = choice.fault.path, choice.fault.key
    folder = root / name
    if folder.is_dir():
        if not ((folder / "config.cfg").is_file() and (folder / "meta.json").is_file()):
            what = f"'{name}' is not the folder of a spaCy model: it has no config.cfg and meta.json"
            raise SettingsError(Fault(path, what, "give the folder that nlp.to_disk() wrote", key))
        return str(folder), folder
    if folder.exists():
        raise SettingsError(Fault(path, f"'{name}' is a file", "give the folder of the model, unpacked", key))
    if any(sign in name for sign in "/\\") or not name.isidentifier():
        raise SettingsError(Fault(path, f"'{name}' is not a folder", "mend the path", key))
    try:
        distribution(name)
        spec = find_spec(name)
    except (PackageNotFoundError, ImportError, ValueError):
        spec = None
    if spec is None or spec.origin is None:
        cure = f"python -m spacy download {name}; {_NO_DOWNLOAD}"
        raise SettingsError(Fault(path, f"the model '{name}' is not installed", cure, key))
    return name, Path(spec.origin).parent


def _labels(choice: Choice, folder: Path) -> frozenset[str]:
    """Return what the parts of a model call things. Raise SettingsError if none of it is a person."""
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        found = frozenset(_texts(meta["labels"]))
        pipeline = meta["pipeline"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise choice.failure(f"'{choice.model}' has a meta.json that cannot be read") from error
    if not pipeline:
        raise choice.failure(f"'{choice.model}' reads nothing: its pipeline is empty")
    if found and found.isdisjoint(choice.people):
        raise choice.failure(f"'{choice.model}' reads no people: none of its labels is {' or '.join(choice.people)}")
    return found


def _texts(labels: Any) -> Iterator[str]:
    for each in labels.values():
        yield from (label for label in each if isinstance(label, str))
