"""Fold away what does not change the meaning of a text, and undo deliberate disguises, keeping the way back."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from linter.evidence.characters import is_ignorable, is_mark
from linter.evidence.emoji import emoji_pattern, regional_run
from linter.evidence.lookalikes import imitations
from linter.text import MapBuilder, OffsetMap, View

_STRETCH = re.compile(r"[^\x00-\x7f]+|\r\n?")
_KEYCAP = "\u20e3"
_BLANKS = str.maketrans("\t\v\f", "   ")

_SPECIAL = {
    **dict.fromkeys("‘’‚‛′‵ʹʼʻʽˈ´＇", "'"),
    **dict.fromkeys("“”„‟″‶«»〝〞", '"'),
    **dict.fromkeys("\u2028\u2029\u0085", "\n"),
    **dict.fromkeys("−⁻₋", "-"),
    "\u2800": " ",
    "\u1680": " ",
    "⁄": "/",
    "∕": "/",
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
    "ŋ": "n",
    "ı": "i",
    "ȷ": "j",
    "ĸ": "k",
    "ə": "e",
    "ǝ": "e",
    "ɛ": "e",
    "ɔ": "o",
    "ɑ": "a",
    "ɡ": "g",
    "ɩ": "i",
    "ʟ": "l",
    "ß": "ss",
    "ﬅ": "st",
    "™": "™",
    "℠": "℠",
}
_LATIN = re.compile(r"LATIN (?:SMALL )?LETTER (?:SMALL CAPITAL )?([A-Z])(?: WITH .*)?$")
_BOXED = ((0x1F110, 26), (0x1F130, 26), (0x1F150, 26), (0x1F170, 26), (0x249C, 26))


def fold(text: str) -> View:
    """Return the text in small, plain letters, so that what reads the same is the same."""
    if text.isascii() and "\r" not in text:
        folded = text.lower()
        if "\t" in folded or "\v" in folded or "\f" in folded:
            folded = folded.translate(_BLANKS)
        return View(folded, OffsetMap.identity(len(text)))
    simple = {char: _simple(char) for char in set(text)}
    if None not in simple.values():
        return _letter_by_letter(text, {ord(char): folded for char, folded in simple.items()})
    folding = _Folding(text)
    done = 0
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        if start > done and is_mark(text[start]) and not text.startswith(_KEYCAP, start):
            start -= 1  # the letter that the mark stands on
        folding.plain(done, start)
        folding.stretch(start, end)
        done = end
    folding.plain(done, len(text))
    return folding.builder.build()


def _letter_by_letter(text: str, folded: dict[int, str | None]) -> View:
    """Fold a text each of whose characters folds to one: most texts in Polish, Greek or with “ ” – £."""
    letters: str | list[str] = text.translate(folded)
    if latin := imitations(text):
        letters = list(letters)
        for at, letter in latin.items():
            letters[at] = letter
    return View("".join(letters), OffsetMap.identity(len(text)))


class _Folding:
    """Folds one text, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.latin = imitations(text)
        self.builder = MapBuilder()
        self.after_ascii = True  # what was written last is ASCII, or nothing was: a loose mark there goes

    def plain(self, start: int, end: int) -> None:
        """Fold ASCII characters without line ends of more than one character."""
        if start < end:
            self.builder.copy(self.text[start:end].lower().translate(_BLANKS), start)
            self.after_ascii = True

    def stretch(self, at: int, end: int) -> None:
        """Fold a line end, or other characters than ASCII with the letter before them that they may stand on."""
        text, builder = self.text, self.builder
        if text[at] == "\r":
            builder.replace("\n", at, end - at)
            self.after_ascii = True
            return
        if text.startswith(("\ufe0f" + _KEYCAP, _KEYCAP), at) and at and text[at - 1] in "0123456789#*":
            at = self._keep(at, text.index(_KEYCAP, at) + 1)
        while at < end:
            char = text[at]
            if "\U0001f1e6" <= char <= "\U0001f1ff":
                stop, flags = regional_run(text, at)
                at = self._keep(at, stop) if flags else self._letters(at, stop)
            elif (
                char > "\xa8"
                and not "\U0001f170" <= char <= "\U0001f17f"
                and (match := emoji_pattern().match(text, at))
            ):
                at = self._keep(at, match.end())
            elif _is_loose(char):
                if is_mark(char) and not self.after_ascii:
                    builder.copy(char, at)
                at += 1
            else:
                at = self._cluster(at, end)

    def _keep(self, start: int, end: int) -> int:
        self.builder.copy(self.text[start:end], start)
        self.after_ascii = False
        return end

    def _letters(self, start: int, end: int) -> int:
        """Fold regional letters that make no flags."""
        self.builder.copy("".join(chr(ord(char) - 0x1F1E6 + ord("a")) for char in self.text[start:end]), start)
        self.after_ascii = True
        return end

    def _cluster(self, at: int, end: int) -> int:
        """Fold the character at `at` with the marks on it and the invisible characters after it."""
        text = self.text
        stop = last = at + 1
        while stop < end and _is_loose(text[stop]):
            stop += 1
            if is_mark(text[stop - 1]):
                last = stop
        folded = self.latin.get(at) or _fold_cluster(text[at:last])
        if len(folded) == last - at > 1:
            for char in folded:  # not a copy, though as long: each letter stands for the whole
                self.builder.replace(char, at, last - at)
        else:
            self.builder.replace(folded, at, last - at)
        if folded:
            self.after_ascii = folded[-1] < "\x80"
        return stop


@lru_cache(maxsize=8192)
def _simple(char: str) -> str | None:
    """Return what a character folds to if that is one character wherever it stands, else None."""
    if char < "\x80":
        return None if char == "\r" else char.lower().translate(_BLANKS)
    if _is_loose(char) or (char >= "\u203c" and emoji_pattern().match(char + "\ufe0f")):
        return None
    folded = _fold_cluster(char)
    return folded if len(folded) == 1 and not "\U0001f1e6" <= char <= "\U0001f1ff" else None


@lru_cache(maxsize=8192)
def _is_loose(char: str) -> bool:
    """Say whether a character belongs to the one before it: a combining mark, or an invisible character."""
    return is_mark(char) or is_ignorable(char)


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    """Fold one base character with its marks."""
    cluster = "".join(char for char in cluster if not is_ignorable(char)).lower().translate(_BLANKS)
    boxed = ord(cluster[0])
    for first, count in _BOXED:
        if first <= boxed < first + count:
            cluster = chr(97 + boxed - first) + cluster[1:]
    for _ in range(4):
        before = cluster
        cluster = _fold_once(cluster)
        if cluster == before:
            break
    return cluster


def _fold_once(cluster: str) -> str:
    if cluster[0] in _SPECIAL:
        compatible = _SPECIAL[cluster[0]] + cluster[1:]
    else:
        compatible = unicodedata.normalize("NFKC", cluster)
        if "⁄" in compatible or (len(compatible) > 1 and (compatible[0] == " " or is_mark(compatible[0]))):
            # ½ after a digit is not 1/2, a spacing ¨ is no space, and a mark must not move to the letter before.
            compatible = unicodedata.normalize("NFC", cluster)
    out: list[str] = []
    for char in compatible.casefold():
        letter = _fold_char(char)
        if out and out[-1][-1:] < "\x80" and unicodedata.category(char)[0] == "M":
            continue
        if letter and not is_ignorable(letter[0]):
            out.append(letter)
    return "".join(out)


def _fold_char(char: str) -> str:
    if char < "\x80" or char in _SPECIAL:
        return _SPECIAL.get(char, char)
    category = unicodedata.category(char)
    if category[0] == "L":
        base = unicodedata.normalize("NFD", char)[0]
        match = None if base < "\x80" else _LATIN.match(unicodedata.name(base, ""))
        return match[1].lower() if match else base if base < "\x80" else char
    return {"Zs": " ", "Pd": "-"}.get(category, char)


# What a disguise cannot do without. Each pattern starts with a rare character, so that ordinary prose, which has next
# to none of it, pays for a fast scan only; `disguise` is imported when there is something to undo.
_LETTER = r"[^\W\d_]"
_SIGN = re.compile(
    rf"[013457!@$*_.](?:(?<={_LETTER}.)[013457!@$*_]*{_LETTER}"
    rf"|(?<![\w.:,/£$\-].)(?<=[013457$]){_LETTER}{_LETTER}|(?<={_LETTER}{_LETTER}\$))"
)
_ADDRESS = re.compile(r"(?:https?://|(?<!\S)www\.)\S+|(?<!\S)[\w.+\-]{1,64}@(?:[\w\-]{1,63}\.)+[a-z]{2,}")
_SET_APART = re.compile(r"([ ._*\-/|~·•])\w\1[\w@$!]\1(?=[\w@$!])")
_TRIPLES = tuple(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz")
_SIGN_AFTER_LETTER = re.compile(rf"[^\x00-\xff](?<={_LETTER}.)(?<!\w)")
_OTHER_TRIPLES = re.compile(r"([^\x00-\x7f])\1\1")


def deobfuscate(folded: str) -> tuple[View, ...]:
    """Return zero, one or two further views of a folded text, with disguises undone.

    The first reads the likeliest letters; the second, if there is anything to choose, the others: l for 1, two of
    a repeated letter instead of one, "a" before letters set apart as a word of its own.
    """
    if not _may_be_disguised(folded):
        return ()
    from linter.evidence.disguise import undo

    first = undo(folded, second=False)
    if first.text == folded:
        return ()
    other = undo(folded, second=True)
    return (first,) if other.text in (first.text, folded) else (first, other)


def _may_be_disguised(folded: str) -> bool:
    if "://" in folded or "www." in folded or "@" in folded:
        folded = _ADDRESS.sub(" ", folded)  # full of dots and digits, and never a disguise
    if _SIGN.search(folded) or _SET_APART.search(folded) or any(triple in folded for triple in _TRIPLES):
        return True
    return not folded.isascii() and bool(_SIGN_AFTER_LETTER.search(folded) or _OTHER_TRIPLES.search(folded))
