"""How something is said: denied, asked, quoted, reported, or only supposed.

A word list finds "outstanding"; whether it is a claim depends on the words around it. Each way of saying is told by
closed classes of words that stand before it in the same clause or sentence, so they stand here and not in a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from linter.evidence.quotations import is_within, quotations

if TYPE_CHECKING:
    from linter.evidence.words import Stream

Modifier = Literal["negated", "question", "quoted", "reported", "conditional"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REACH = 6  # words before something in which a negation still belongs to it
_ENDS = frozenset(".,;:!?()…\n") | {"but", "however", "although", "though", "because"}
_NOT = _words(
    "not no never nobody none neither nor nothing nowhere without cannot cant don't doesn't didn't isn't aren't wasn't "
    "weren't won't wouldn't can't couldn't shouldn't mustn't haven't hasn't hadn't dont doesnt didnt isnt arent wasnt "
    "wont hardly rarely stop against zero refuse refuses refused ban bans banned"
)
_NOT_A_DENIAL = frozenset({"only", "just", "merely", "to", "least"})  # "not only", "not to mention", "not least"
# "Stop being such a …" says that somebody is one.
_STILL_SAID = ("stop", "being")
_SAID = _words(
    "said says say saying asked asks told tells claim claims claimed claiming wrote writes written reported reports "
    "called calls calling alleged alleges heard hear shouted shouts shouting chanted described describes according "
    "accuse accuses accused quote quotes quoted tweeted posted commented"
)
_SUPPOSED = _words("if unless whether would could might may imagine suppose supposing pretend pretending")
# "What a day" and "how lovely" are no questions, so without a question mark those words do not tell.
_ASKING = _words("who whose why which is are was were do does did can could would")


def modifiers(stream: Stream, first: int, last: int, text: str = "") -> frozenset[Modifier]:
    """Return the ways in which the words [first, last) of a stream are said.

    `text` is the part as written, in which quotation marks tell what is quoted. What is reported or supposed is so for
    the rest of its sentence; what is denied, within a few words and no further than its clause.
    """
    sentence = stream[first].sentence
    ways: set[Modifier] = set()
    if _denied(stream, first, last):
        ways.add("negated")
    at = first - 1
    while at >= 0 and stream[at].sentence == sentence:
        word = stream[at].text
        if word in _SAID:
            ways.add("reported")
        if word in _SUPPOSED:
            ways.add("conditional")
        at -= 1
    if _asks(stream, at + 1, last, sentence):
        ways.add("question")
    if text and is_within(quotations(text), stream[first].start, stream[last - 1].end):
        ways.add("quoted")
    return frozenset(ways)


def _denied(stream: Stream, first: int, last: int) -> bool:
    sentence = stream[first].sentence
    for at in range(last - 1, max(first - _REACH, 0) - 1, -1):
        word = stream[at].text
        if stream[at].sentence != sentence or (at < first and word in _ENDS):
            return False
        if word in _NOT:
            following = stream[at + 1].text if at + 1 < len(stream) else ""
            if following not in _NOT_A_DENIAL and (word, following) != _STILL_SAID:
                return True
    return False


def _asks(stream: Stream, opening: int, last: int, sentence: int) -> bool:
    """Say whether the sentence is a question: its mark decides, or without any mark the word that opens it."""
    at = last
    while at < len(stream) and stream[at].sentence == sentence:
        if stream[at].text in ".!?":
            return stream[at].text == "?"
        at += 1
    return stream[opening].text in _ASKING
