"""How the drafts of one project are read: what the settings say in `[readers]`, for each file."""

from __future__ import annotations

from pathlib import Path, PurePath

from linter import readers
from linter.errors import Fault, SettingsError, shown
from linter.post import Draft
from linter.reader_options import ReaderOptions, Readers
from linter.settings import Settings
from linter.value import replace

_DEFAULT = Readers()


class Reading:
    """Read the drafts of a project under its settings."""

    def __init__(self, settings: Settings, sheet_format: str = "") -> None:
        """Check `[readers]`. `sheet_format` comes before its `csv.format`. Raise SettingsError naming every fault."""
        self._root = settings.root
        csv = replace(settings.readers.csv, format=sheet_format) if sheet_format else settings.readers.csv
        self._csv = ReaderOptions(csv)
        self._documents = []
        if settings.readers == _DEFAULT:
            return
        from linter.readers.ignores import globs
        from linter.readers.options import complaints

        path = Path(settings.source)
        head = "tool.postlint.readers" if path.name == "pyproject.toml" else "readers"
        faults = [Fault(shown(path), what, hint, f"{head}.{key}") for key, what, hint in complaints(settings.readers)]
        if faults:
            raise SettingsError(faults)
        for index, document in enumerate(settings.readers.documents):
            options = ReaderOptions(settings.readers.csv, document, f"readers.documents[{index}]")
            self._documents.append((globs(document.files), options))

    def options(self, path: str) -> ReaderOptions:
        """Return what a file is to be read with: the first of the documents whose patterns it matches."""
        if self._documents:
            from linter.readers.ignores import matches

            full = Path.cwd() / path
            within = full.relative_to(self._root).as_posix() if full.is_relative_to(self._root) else None
            for spec, options in self._documents:
                if within is not None and matches(spec, within):
                    return options
        return self._csv

    def read(self, path: str, data: bytes) -> Draft:
        """Return the posts of a file. Raise DraftError."""
        return readers.read(path, data, options=self.options(path))

    def may_be_kept(self, path: str, draft: Draft) -> bool:
        """Say whether what is found in a draft is all there is to tell of it, and its text is known by its bytes."""
        is_workbook = readers.READERS.get(PurePath(path).suffix.lower()) in readers.WORKBOOKS
        return not (draft.faults or draft.notes or is_workbook or self.options(path).csv.encoding != "auto")
