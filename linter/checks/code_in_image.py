"""Kind `code-in-image`: QR and bar codes in pictures: where they lead, and what they let anybody do who scans them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from linter.evidence import phrases as language
from linter.evidence.links import bare_host, is_within, parse
from linter.evidence.normalise import fold
from linter.finding import Hit
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.codes import Code
    from linter.post import Post

_ADDRESS = re.compile(r"(?i)https?://\S+|www\.\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?")


@frozen
class Options:
    """What codes are harmless, and which let somebody in.

    `harmless` are kinds of codes that are on products and books. `contents` are, for a case, beginnings or pieces of
    what a code says ("WIFI:"). `around` are, for a case, phrases that stand beside a code in its picture ("my log-in
    card"). An address that is written in the post, or leads to the school's own sites, is declared.
    """

    harmless: tuple[str, ...] = ()
    contents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    around: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def validate(self) -> None:
        """Raise ValueError for malformed phrases or empty pieces."""
        for case, listed in self.around.items():
            language.validate(f"around.{case}", listed)
        for case, pieces in self.contents.items():
            if not all(piece.strip() for piece in pieces):
                raise ValueError(f"contents.{case}: has an empty text")


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each code that is neither harmless nor declared."""
    if not post.images:
        return
    for codes in evidence.codes:
        beside = _beside(codes.index, evidence, options) if codes.places else None
        for start, end, code in codes.places:
            case = _case(code, beside, evidence, options)
            if case is not None:
                host = parse(code.content).host if _ADDRESS.fullmatch(code.content) else ""
                yield Hit(f"image:{codes.index}/code", start, end, case, values={"site": host})


def _case(code: Code, beside: str | None, evidence: Evidence, options: Options) -> str | None:
    """Return the case of a code, None if nothing is wrong with it."""
    said = code.content.casefold()
    for case, pieces in options.contents.items():
        if any(piece.casefold() in said for piece in pieces):
            return case
    is_address = _ADDRESS.fullmatch(code.content) is not None
    if is_address and _is_declared(code.content, evidence):
        return None
    if beside is not None:
        return beside
    if is_address:
        return ""
    return None if code.kind in options.harmless else "unknown"


def _is_declared(address: str, evidence: Evidence) -> bool:
    host = parse(address).host.removeprefix("www.")
    if any(is_within(host, bare_host(domain)) for domain in evidence.context.settings.school.domains):
        return True
    said = [link for link in evidence.links if not link.part.endswith(("/code", "/meta", "/text"))]
    return any(link.host.removeprefix("www.") == host for link in said)


def _beside(index: int, evidence: Evidence, options: Options) -> str | None:
    part = evidence.part(f"image:{index}/text")
    if part is None or not fold(part.text).text:
        return None
    stream = evidence.words(part)[0]
    for case, listed in options.around.items():
        if any(True for _ in language.compiled(listed).find(stream)):
            return case
    return None
