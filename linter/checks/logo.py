"""Kind `logo`: marks of the school, of partners and of others that can be seen, or read, in a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from linter.checks import phrase
from linter.finding import Hit
from linter.logo_files import Owner
from linter.rule import AccountType
from linter.value import field, frozen

if TYPE_CHECKING:
    from linter.evidence import Evidence
    from linter.evidence.logos import Mark
    from linter.post import Post

_NO_PHRASES = phrase.Options()


@frozen
class Options:
    """Whose marks, and what they are a case of.

    `of` are the owners, as the folder of marks tells them; `cases` gives types of account, or owners, a case of their
    own. `named` are the types of account for which the school's name or its motto, read in a picture without its mark,
    is the case "name" or "motto". `words` are read in pictures and are the case "words". With `credited`, a picture
    with a credit is silent.
    """

    of: tuple[Owner, ...]
    cases: Mapping[str, str] = field(default_factory=dict)
    named: tuple[AccountType, ...] = ()
    words: phrase.Options = _NO_PHRASES
    credited: bool = False

    def validate(self) -> None:
        """Raise ValueError if no marks are wanted, or a phrase is malformed."""
        if not self.of:
            raise ValueError("of: names whose marks are found: own, partner, other")
        if self.words.phrases or self.words.cases:
            self.words.validate()


def check(post: Post, evidence: Evidence, options: Options) -> Iterator[Hit]:
    """Yield each mark, each in its box; where there is none, names and words that are read in the picture."""
    account = evidence.declared.account_type
    for index, image in enumerate(post.images):
        if options.credited and (image.credit or "").strip():
            continue
        marks = [mark for mark in evidence.logos[index] if mark.owner in options.of]
        for mark in marks:
            case = options.cases.get(account, options.cases.get(mark.owner, ""))
            yield hit_of(evidence, index, mark, case)
        if marks:
            continue
        part = f"image:{index}/text"
        if account in options.named:
            for mention in evidence.school:
                if mention.part == part:
                    case = "motto" if mention.how == "motto" else "name"
                    yield Hit(part, mention.start, mention.end, case, 0.8)
                    break
        if options.words.phrases:
            yield from (Hit(hit.part, hit.start, hit.end, "words") for hit in _read(post, evidence, options, part))


def hit_of(evidence: Evidence, index: int, mark: Mark, case: str) -> Hit:
    """Return a hit at the name of a picture, with the box of a mark."""
    part = evidence.part(f"image:{index}/name")
    length = len(part.text) if part else 0
    return Hit(f"image:{index}/name", 0, length, case, mark.confidence, {"mark": mark.name}, mark.box)


def _read(post: Post, evidence: Evidence, options: Options, part: str) -> list[Hit]:
    return [hit for hit in phrase.check(post, evidence, options.words) if hit.part == part]
