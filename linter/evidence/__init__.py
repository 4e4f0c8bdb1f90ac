"""Evidence: what is in a post, gathered once, by code, with no opinion on it.

Each kind of evidence is a module with `VERSION` (raised when its results change) and `gather(evidence)`. A module
is imported, and gathers, when a check first asks for it; what it needs it asks the same `Evidence` for. What is seen
in pictures is costly: see `pictures.looks`, which run apart and are kept under the content of the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from linter.evidence.files import DISK
from linter.post import Post
from linter.text import OffsetMap, View

if TYPE_CHECKING:
    from linter.context import Context, PlatformFacts
    from linter.evidence.approved import Approved
    from linter.evidence.codes import Codes
    from linter.evidence.declared import Declared
    from linter.evidence.faces import Face
    from linter.evidence.files import Files
    from linter.evidence.identifiers import Identifier
    from linter.evidence.likeness import Likeness
    from linter.evidence.links import Link
    from linter.evidence.logos import Mark
    from linter.evidence.metadata import Metadata
    from linter.evidence.parts import Part
    from linter.evidence.people import Mention
    from linter.evidence.pictures import Picture
    from linter.evidence.pictures.looks import Looks
    from linter.evidence.reading import Reading
    from linter.evidence.school import SchoolMention
    from linter.evidence.tokens import Tokens
    from linter.evidence.words import Stream
    from linter.timings import Timings

# What it gathers → the module that does. Light ones cost microseconds; "pictures" opens files.
GATHERERS: dict[str, str] = {
    "parts": "linter.evidence.parts",
    "declared": "linter.evidence.declared",
    "approved": "linter.evidence.approved",
    "links": "linter.evidence.links",
    "school": "linter.evidence.school",
    "disclaimers": "linter.evidence.disclaimers",
    "pictures": "linter.evidence.pictures",
    "metadata": "linter.evidence.metadata",
    "reading": "linter.evidence.reading",
    "codes": "linter.evidence.codes",
    "roll": "linter.evidence.roll",
    "names": "linter.evidence.names",
    "engine_names": "linter.evidence.names.engines",
    "people": "linter.evidence.people",
    "identifiers": "linter.evidence.identifiers",
    "faces": "linter.evidence.faces",
    "likeness": "linter.evidence.likeness",
    "logos": "linter.evidence.logos",
}


class Store(Protocol):
    """Where results of costly looks are kept; a missing or broken entry is None."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""


class Evidence:
    """The evidence of one post. Every property is gathered on first use and kept."""

    def __init__(
        self,
        post: Post,
        context: Context,
        *,
        folder: Path | None = None,
        places: Mapping[str, OffsetMap] | None = None,
        store: Store | None = None,
        files: Files = DISK,
        timings: Timings | None = None,
        wanted: Collection[str] = (),
        draft: str = "",
        index: int = 0,
    ) -> None:
        """Prepare to gather. `folder` is the draft's, where picture paths start; `files` is where they are read.

        `wanted` are the looks at pictures that somebody will ask for: they are begun together. `draft` is the file of
        the post as the run calls it, `index` counts the posts in it.
        """
        self.post = post
        self.context = context
        self.folder = folder or context.settings.root
        self.places = places or {}
        self.files = files
        self.store = store
        self.wanted = wanted
        self.draft = draft
        self.index = index
        self._timings = timings
        self._gathered: dict[str, Any] = {}
        self._by_name: dict[str, Part] | None = None
        self._looks: Looks | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the texts of the post: body, title, alt texts, file names, declared fields."""
        return cast("tuple[Part, ...]", self._get("parts"))

    @property
    def declared(self) -> Declared:
        """Return the account, author and approver that the declared fields mean."""
        return cast("Declared", self._get("declared"))

    @property
    def approved(self) -> Approved:
        """Return who has approved the post, and whether that counts for the post as it is."""
        return cast("Approved", self._get("approved"))

    @property
    def platforms(self) -> tuple[PlatformFacts, ...]:
        """Return the facts of the platforms that the post goes to and that are known."""
        return self.declared.platforms

    @property
    def links(self) -> tuple[Link, ...]:
        """Return all links, shown or hidden behind words."""
        return cast("tuple[Link, ...]", self._get("links"))

    @property
    def school(self) -> tuple[SchoolMention, ...]:
        """Return the places that name the school, its trust, its handles or its sites."""
        return cast("tuple[SchoolMention, ...]", self._get("school"))

    @property
    def disclaimers(self) -> tuple[tuple[str, int, int], ...]:
        """Return (part, start, end) of each statement that the views are the author's own."""
        return cast("tuple[tuple[str, int, int], ...]", self._get("disclaimers"))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Return what opening each picture showed, in the order of `post.images`."""
        return cast("tuple[Picture, ...]", self._get("pictures"))

    @property
    def metadata(self) -> tuple[Metadata, ...]:
        """Return what each picture carries beside its pixels, in the order of `post.images`."""
        return cast("tuple[Metadata, ...]", self._get("metadata"))

    @property
    def reading(self) -> tuple[Reading, ...]:
        """Return what can be read in each picture, in the order of `post.images`."""
        return cast("tuple[Reading, ...]", self._get("reading"))

    @property
    def codes(self) -> tuple[Codes, ...]:
        """Return the QR and bar codes of each picture, in the order of `post.images`."""
        return cast("tuple[Codes, ...]", self._get("codes"))

    @property
    def faces(self) -> tuple[tuple[Face, ...], ...]:
        """Return the faces of each picture, in the order of `post.images`."""
        return cast("tuple[tuple[Face, ...], ...]", self._get("faces"))

    @property
    def likeness(self) -> tuple[Likeness | None, ...]:
        """Return what each picture looks like, as hashes; None for one that could not be looked at."""
        return cast("tuple[Likeness | None, ...]", self._get("likeness"))

    @property
    def logos(self) -> tuple[tuple[Mark, ...], ...]:
        """Return the marks of the school and of others in each picture, in the order of `post.images`."""
        return cast("tuple[tuple[Mark, ...], ...]", self._get("logos"))

    @property
    def looks(self) -> Looks:
        """Return the looks at the pictures: what is asked of each is kept under its content."""
        if self._looks is None:
            from linter.evidence.pictures.looks import Looks  # most posts have no picture

            self._looks = Looks(self)
        return self._looks

    @property
    def roll(self) -> tuple[Mention, ...]:
        """Return the places that match somebody in the lists of people, whatever the words around them say."""
        return cast("tuple[Mention, ...]", self._get("roll"))

    @property
    def names(self) -> tuple[Mention, ...]:
        """Return the places that read like a person's name though no list knows it."""
        return cast("tuple[Mention, ...]", self._get("names"))

    @property
    def engine_names(self) -> tuple[Mention, ...]:
        """Return what the name engine of the settings reads as a person's name; nothing if they have none."""
        if not self.context.settings.names.engine:
            return ()
        return cast("tuple[Mention, ...]", self._get("engine_names"))

    @property
    def people(self) -> tuple[Mention, ...]:
        """Return who is named: lists, name model and context weighed together."""
        return cast("tuple[Mention, ...]", self._get("people"))

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Return the identifiers of people: numbers, addresses, contacts."""
        return cast("tuple[Identifier, ...]", self._get("identifiers"))

    def part(self, name: str) -> Part | None:
        """Return a part by name."""
        if self._by_name is None:
            self._by_name = {part.name: part for part in reversed(self.parts)}
        return self._by_name.get(name)

    def visible(self, part: Part) -> View:
        """Return a part as its reader will see it: without markup."""
        return cast(View, self._view("visible", part))

    def folded(self, part: Part) -> View:
        """Return the visible text in lower case, without accents, look-alikes and invisible characters."""
        return cast(View, self._view("folded", part))

    def disguised(self, part: Part) -> tuple[View, ...]:
        """Return further readings of the folded text if something in it is disguised (leet, s p a c e d)."""
        return cast("tuple[View, ...]", self._view("disguised", part))

    def tokens(self, part: Part) -> Tokens:
        """Return the URLs, mentions, hashtags, emoji and words of the visible text; spans are of that text."""
        return cast("Tokens", self._view("tokens", part))

    def sentences(self, part: Part) -> tuple[tuple[int, int], ...]:
        """Return the spans of the sentences of a part as written; capitals and line ends tell where they begin."""
        return cast("tuple[tuple[int, int], ...]", self._view("sentences", part))

    def words(self, part: Part) -> tuple[Stream, ...]:
        """Return the part as streams of folded words: as it reads, then with disguises undone."""
        return cast("tuple[Stream, ...]", self._view("words", part))

    def _view(self, kind: str, part: Part) -> Any:
        key = f"{kind}:{part.name}"
        if key not in self._gathered:
            self._gathered[key] = self._timed(kind, self._make_view, kind, part)
        return self._gathered[key]

    def _make_view(self, kind: str, part: Part) -> Any:
        if kind == "visible":
            from linter.evidence.markdown import visible

            return visible(part.text, part.markup)
        if kind == "folded":
            from linter.evidence.normalise import fold

            seen = self.visible(part)
            return fold(seen.text).over(seen)
        if kind == "disguised":
            from linter.evidence.normalise import deobfuscate

            folded = self.folded(part)
            return tuple(view.over(folded) for view in deobfuscate(folded.text))
        if kind == "tokens":
            from linter.evidence.tokens import tokens

            return tokens(self.visible(part).text)
        if kind == "words":
            from linter.evidence.words import streams

            return streams(self, part)
        from linter.evidence.sentences import sentences

        seen = self.visible(part)
        return tuple(seen.span(start, end) for start, end in sentences(seen.text))

    def _get(self, name: str) -> Any:
        if name not in self._gathered:
            self._gathered[name] = self._timed(name, import_module(GATHERERS[name]).gather, self)
        return self._gathered[name]

    def _timed(self, name: str, gather: Callable[..., Any], *arguments: Any) -> Any:
        if self._timings is None:
            return gather(*arguments)
        with self._timings.of(f"evidence {name}"):
            return gather(*arguments)
