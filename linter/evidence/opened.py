"""A stream of words with its contractions opened: "they're" is "they are", "can't" is "can not".

Who looks for grammar rather than for words (who does what to whom, and is it denied) looks here.
"""

from __future__ import annotations

from collections.abc import Iterator

from linter.evidence.words import Stream, Word

_ENDINGS = (("n't", "not"), ("'re", "are"), ("'m", "am"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"))
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "are"}
# After these 's is "is"; after any other word it says whose.
_IS_LIST = "he she it that this there here what who where how everyone everybody someone nobody"
_IS = frozenset(_IS_LIST.split())
_WHOLE = {
    "let's": "let us", "lets": "let us", "gonna": "going to", "wanna": "want to", "gotta": "have to",
    "cannot": "can not",
    "dont": "do not", "cant": "can not", "wont": "will not", "isnt": "is not", "arent": "are not", "aint": "are not",
    "doesnt": "does not", "didnt": "did not", "shouldnt": "should not", "wouldnt": "would not", "im": "i am",
    "couldnt": "could not", "wasnt": "was not", "werent": "were not", "ive": "i have", "theyre": "they are",
    "youre": "you are", "hasnt": "has not", "havent": "have not", "thats": "that is", "mustnt": "must not",
    "ur": "you are", "u": "you", "r": "are", "coz": "because", "cos": "because", "cuz": "because", "cba": "can not",
    "dunno": "do not know", "gimme": "give me", "lemme": "let me", "shoulda": "should have", "innit": "is it not",
    "whos": "who is", "theyll": "they will", "weve": "we have", "wouldve": "would have", "'em": "them", "em": "them",
}  # fmt: skip


def opened(stream: Stream) -> Stream:
    """Return the stream with contractions opened; each word keeps the span of what it came from."""
    if "opened" not in stream.__dict__:  # several rules ask
        texts = stream.texts
        plain = _WHOLE.keys().isdisjoint(texts) and "'" not in "".join(texts)
        stream.__dict__["opened"] = None if plain else Stream(_open(stream))
    known: Stream | None = stream.__dict__["opened"]
    return stream if known is None else known


def _open(stream: Stream) -> Iterator[Word]:
    for word in stream:
        text = word.text
        whole = _WHOLE.get(text)
        if whole is not None:
            for piece in whole.split():
                yield Word(piece, word.start, word.end, word.sentence)
        elif "'" in text:
            for piece in _pieces(text):
                yield Word(piece, word.start, word.end, word.sentence)
        else:
            yield word


def _pieces(text: str) -> tuple[str, ...]:
    for ending, meant in _ENDINGS:
        base = text.removesuffix(ending)
        if base != text and base:
            return _IRREGULAR.get(base, base), meant
    base = text.removesuffix("'s")
    if base != text:
        return base, "is" if base in _IS else "'s"
    return (text,)
