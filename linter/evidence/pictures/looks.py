"""The looks at a picture: each a module with `look(pixels, extra)`, run in a process apart and kept by content.

A look is what one gatherer of evidence does to one picture. Its module has

- `VERSION`   raised when its results change, `SECONDS` the longest that one picture may take;
- `look(pixels: Pixels, extra: bytes) -> value`, run in a worker: it may import heavy libraries, hang, or crash;
- `encode(value) -> bytes` and `decode(bytes) -> value`, which raises ValueError;
- `surroundings(evidence) -> bytes`, its `extra`, if it depends on more than the picture (the marks of `logos/`, say).

Its results are kept under the content of the picture, `VERSION` and `extra`: an unchanged picture is looked at once.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import Future
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from linter.evidence.pictures.files import Problem, content

if TYPE_CHECKING:
    from linter.evidence import Evidence

# Look → the module that looks.
LOOKS: dict[str, str] = {
    "codes": "linter.evidence.codes",
    "faces": "linter.evidence.faces",
    "likeness": "linter.evidence.likeness",
    "logos": "linter.evidence.logos",
    "opening": "linter.evidence.pictures.opening",
    "metadata": "linter.evidence.metadata.look",
    "reading": "linter.evidence.reading.look",
}
# Those that load networks: one worker is for them and one for all others, so that nothing is loaded twice.
WITH_NETWORKS = frozenset({"faces", "reading"})
# Why a look gave no value.
Failure = Literal["too-slow", "crashed", "failed"]


class Unseen(NamedTuple):
    """A picture that a look could not finish with: it must become a finding."""

    picture: int
    look: str
    why: Failure


class LookError(Exception):
    """A look gave no value."""

    def __init__(self, why: Failure) -> None:
        super().__init__(why)
        self.why: Failure = why


class Looks:
    """The pictures of one post as the looks see them. Each picture is read once and each look asked once."""

    def __init__(self, evidence: Evidence) -> None:
        """Prepare to look at the pictures of a post."""
        self._evidence = evidence
        self._files: list[tuple[bytes, Problem]] | None = None
        self._seen: dict[str, tuple[Any, ...]] = {}
        self._asked: dict[str, list[_Asked]] = {}
        self.unseen: list[Unseen] = []

    @property
    def files(self) -> list[tuple[bytes, Problem]]:
        """Return the bytes of each picture, or why there are none."""
        if self._files is None:
            self._files = [content(self._evidence, image) for image in self._evidence.post.images]
        return self._files

    def at(self, name: str) -> tuple[Any, ...]:
        """Return what a look saw in each picture, in their order; None where it saw nothing: see `unseen`."""
        if name not in self._seen:
            # The first look says which pictures can be looked at further; the others are begun together.
            self.ask(name, *(self._evidence.wanted if name != "opening" else ()))
            found: list[Any] = []
            for index, asked in enumerate(self._asked.pop(name)):
                try:
                    found.append(asked.answer())
                except LookError as error:
                    found.append(None)
                    self.unseen.append(Unseen(index, name, error.why))
            self._seen[name] = tuple(found)
        return self._seen[name]

    def ask(self, *names: str) -> None:
        """Begin some looks without waiting for them: two workers look at once."""
        for name in names:
            if name not in self._seen and name not in self._asked:
                module = import_module(LOOKS[name])
                extra = module.surroundings(self._evidence) if hasattr(module, "surroundings") else b""
                self._asked[name] = [self._begun(name, module, index, extra) for index in range(len(self.files))]

    def _begun(self, name: str, module: Any, index: int, extra: bytes) -> _Asked:
        data, problem = self.files[index]
        if problem or (name != "opening" and self._is_unreadable(index)):
            return _Asked(module)
        store = self._evidence.store
        pieces = (name, str(module.VERSION), hashlib.sha256(extra).hexdigest(), hashlib.sha256(data).hexdigest())
        key = hashlib.sha256("/".join(pieces).encode("ascii")).hexdigest()
        kept = store.get(key) if store is not None else None
        if kept is not None:
            try:
                return _Asked(module, module.decode(kept))
            except ValueError:
                pass  # a corrupt entry is a miss
        future = self._evidence.context.workers.look(name, data, extra, module.SECONDS)
        return _Asked(module, future=future, key=key, store=store)

    def _is_unreadable(self, index: int) -> bool:
        opening = self.at("opening")[index]
        return opening is None or bool(opening.problem)


class _Asked:
    """A look that was begun."""

    def __init__(
        self, module: Any, value: Any = None, future: Future[bytes] | None = None, key: str = "", store: Any = None
    ) -> None:
        self._module = module
        self._value = value
        self._future = future
        self._key = key
        self._store = store

    def answer(self) -> Any:
        """Wait for the value, and keep it. Raise LookError."""
        if self._future is None:
            return self._value
        data = self._future.result()
        if self._store is not None:
            self._store.put(self._key, data)
        try:
            return self._module.decode(data)
        except ValueError as error:
            raise LookError("failed") from error
