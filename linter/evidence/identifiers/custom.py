"""A school's own recognizers: a YAML file as Presidio reads it, checked before it is used.

What each could match is known without Presidio, from its patterns and words, so that a post without any of it stays
fast. A recognizer of Presidio's own that is only named cannot be looked into: with one, every post is analysed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from linter.errors import Fault, PostlintError, SettingsError, did_you_mean, shown
from linter.evidence import yaml_files

KEY = "identifiers.recognizers"
_KEYS = (
    "name", "type", "enabled", "supported_entity", "supported_entities", "supported_language", "patterns", "deny_list",
    "deny_list_score", "context", "global_regex_flags", "version",
)  # fmt: skip
_PATTERN_KEYS = ("name", "regex", "score")
# They would ask the network for the list of public suffixes, or need a model that would be fetched.
_REFUSED = {
    "EmailRecognizer": "it asks the network; postlint finds e-mail addresses itself",
    "UrlRecognizer": "postlint finds links itself",
    "SpacyRecognizer": "it needs a language model",
    "StanzaRecognizer": "it needs a language model",
    "TransformersRecognizer": "it needs a language model",
}
_TIMEOUT = 0.25  # seconds


class Added:
    """The recognizers of one file. Equal only to itself, so that an engine can be kept for it."""

    def __init__(self, path: Path, entries: Sequence[Mapping[str, Any]], named: Sequence[str]) -> None:
        """Prepare the patterns of `entries`; `named` are recognizers of Presidio's."""
        self.path, self._entries, self._named = path, entries, named
        self._gates = [(entry["supported_entity"], search) for entry in entries for search in _searches(entry)]
        self._made: list[Any] | None = None

    def candidates(self, text: str) -> frozenset[str]:
        """Return the entities of which a text may hold one. Raise PostlintError if a pattern runs out of time."""
        found = {entity for recognizer in self._predefined() for entity in recognizer.supported_entities}
        for entity, search in self._gates:
            try:
                if entity not in found and search.search(text, timeout=_TIMEOUT):
                    found.add(entity)
            except TimeoutError as error:
                what = f"a pattern of {entity} took longer than {_TIMEOUT * 1000:.0f} ms, so the post was not searched"
                raise PostlintError(Fault(shown(self.path), what, "make the pattern simpler")) from error
        return frozenset(found)

    def recognizers(self) -> list[Any]:
        """Return the recognizers themselves. Imports Presidio; raises SettingsError if it refuses one."""
        from presidio_analyzer import PatternRecognizer

        made = []
        for number, entry in enumerate(self._entries):
            values = {key: value for key, value in entry.items() if key not in ("type", "enabled")}
            try:
                made.append(PatternRecognizer.from_dict(values))
            except Exception as error:
                raise _refused(self.path, f"recognizers[{number}]", error) from error
        return [*made, *self._predefined()]

    def _predefined(self) -> list[Any]:
        if self._made is None:
            self._made = []
            if self._named:
                from presidio_analyzer import predefined_recognizers

                for name in self._named:
                    kind = getattr(predefined_recognizers, name, None)
                    if kind is None:
                        names = predefined_recognizers.__all__
                        hint = did_you_mean(name, names)
                        raise SettingsError(
                            Fault(shown(self.path), f"'{name}' is no recognizer of Presidio's", hint, name)
                        )
                    try:
                        self._made.append(kind(supported_language="en"))
                    except Exception as error:
                        raise _refused(self.path, name, error) from error
        return self._made


def _refused(path: Path, key: str, error: Exception) -> SettingsError:
    return SettingsError(Fault(shown(path), f"Presidio refuses it: {' '.join(str(error).split())}", "", key))


def _searches(entry: Mapping[str, Any]) -> list[Any]:
    import regex

    flags = entry.get("global_regex_flags", regex.DOTALL | regex.MULTILINE | regex.IGNORECASE)
    found = [regex.compile(pattern["regex"], flags) for pattern in entry.get("patterns", ())]
    words = [regex.escape(word) for word in entry.get("deny_list", ())]
    # A list of words is looked for in capitals or not, wherever it stands: Presidio asks more, and so finds less.
    return [*found, *([regex.compile("|".join(words), flags)] if words else [])]


def read(path: Path) -> Added:
    """Read a file of recognizers. Raise SettingsError naming every fault, with its key."""
    faults: list[Fault] = []

    def complain(key: str, what: str, hint: str = "") -> None:
        faults.append(Fault(shown(path), what, hint, key))

    data = yaml_files.read(path, KEY)
    listed = data.get("recognizers") if isinstance(data, Mapping) else None
    if not isinstance(listed, list) or not listed:
        raise SettingsError(
            Fault(shown(path), "holds no list of recognizers", "write 'recognizers:' and a list below it")
        )
    entries: list[Mapping[str, Any]] = []
    named: list[str] = []
    for number, item in enumerate(listed):
        _entry(item, f"recognizers[{number}]", complain, entries, named)
    if faults:
        raise SettingsError(faults)
    added = Added(path, entries, named)
    if named:
        added.recognizers()  # whether Presidio knows them is found out before any post passes
    return added


def _entry(item: Any, key: str, complain: Any, entries: list[Mapping[str, Any]], named: list[str]) -> None:
    if isinstance(item, str):
        item = {"name": item, "type": "predefined"}
    if not isinstance(item, Mapping):
        complain(key, "is not a recognizer", "give its name, or a table with name, supported_entity and patterns")
        return
    if item.get("enabled") is False:
        return
    name = item.get("name")
    if not isinstance(name, str) or not name.strip():
        complain(f"{key}.name", "is missing", "any name that you will know it by")
        return
    if item.get("type") == "predefined" or not ({"patterns", "deny_list"} & set(item)):
        if name in _REFUSED:
            complain(f"{key}.name", f"'{name}' cannot be used: {_REFUSED[name]}")
        elif item.get("type") == "predefined" or name.endswith("Recognizer"):
            named.append(name)
        else:
            complain(f"{key}.patterns", "is missing", "give patterns or a deny_list")
        return
    for unknown in sorted(set(map(str, item)) - set(_KEYS)):
        complain(f"{key}.{unknown}", "is not a known key", did_you_mean(unknown, _KEYS))
    plural = item.get("supported_entities")
    entity = item.get("supported_entity") or (plural[0] if isinstance(plural, list) and plural else None)
    if not isinstance(entity, str):
        complain(f"{key}.supported_entity", "is missing", "such as LOCKER_NUMBER")
        entity = ""
    if item.get("supported_language", "en") != "en":
        complain(
            f"{key}.supported_language", f"is '{item['supported_language']}', not en", "posts are analysed as English"
        )
    for listed in ("deny_list", "context"):
        words = item.get(listed) or []
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            complain(f"{key}.{listed}", "is not a list of words", "put words that YAML reads as yes or no in quotes")
    _patterns(item, key, complain)
    kept = {name: value for name, value in item.items() if name != "supported_entities" and value is not None}
    entries.append({**kept, "supported_entity": entity})


def _patterns(item: Mapping[str, Any], key: str, complain: Any) -> None:
    import regex

    patterns = item.get("patterns") or []
    if not isinstance(patterns, list):
        complain(f"{key}.patterns", "is not a list")
        return
    for number, pattern in enumerate(patterns):
        place = f"{key}.patterns[{number}]"
        if not isinstance(pattern, Mapping) or set(pattern) != set(_PATTERN_KEYS):
            complain(place, "is not a table of name, regex and score")
            continue
        try:
            regex.compile(pattern["regex"])
        except (regex.error, TypeError) as error:
            complain(f"{place}.regex", f"cannot be compiled: {error}")
        score = pattern["score"]
        if not isinstance(score, int | float) or isinstance(score, bool) or not 0 <= score <= 1:
            complain(f"{place}.score", f"is {score}, not a number from 0 to 1")
