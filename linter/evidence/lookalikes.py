"""Find letters of other scripts that stand for Latin ones, in words where nothing else explains them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that can pass for a Latin letter by themselves. Of each pair the capital is here if the small one is, so that
# case folding never makes a look-alike of a word that was none.
_STRONG = {
    **dict(zip("АВЕКМНОРСТУХЅІЈԚԜҺӀԀѴҮаеорсухѕіјԛԝһӏԁѵү", "abekmhopctyxsijqwhldvyaeopcyxsijqwhldvy", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳϲοναρικυχͿ", "abezhikmnoptyxcjcovapikuxj", strict=True)),
}
# Letters that pass for a Latin letter only among Latin ones. Keys are case-folded.
_WEAK = {
    **_STRONG,
    **dict(zip("вгкмнптьшёцєᴦ", "brkmhntbweuer", strict=True)),
    **dict(zip("βεζητγσ", "bezntyo", strict=True)),
}
# A word with the marks and the invisible characters that may have been put into it; compiled when first needed.
_WORD = "[\\w\u0300-\u036f\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+"


@lru_cache(maxsize=4096)
def _script(char: str) -> tuple[str, str]:
    """Return the script of a character ("latin", "cyrillic", "greek", "other" or "") and its base letter."""
    if char.isascii():
        return ("latin", char) if char.isalpha() else ("", char)
    base = unicodedata.normalize("NFKD", char)[:1]
    if not base.isalpha():
        return "", base
    if base.isascii():
        return "latin", base
    name = unicodedata.name(base, "").partition(" ")[0]
    return {"LATIN": "latin", "CYRILLIC": "cyrillic", "GREEK": "greek"}.get(name, "other"), base


@lru_cache(maxsize=1024)
def _exotic(char: str) -> str:
    """Return the Latin letter that a letter of a rarer script looks like, or ""."""
    from confusable_homoglyphs import confusables  # 75 ms: only for words that mix Latin with such a script

    found = confusables.is_confusable(char, preferred_aliases=["latin"], greedy=False)
    for glyph in found[0]["homoglyphs"] if found else ():
        if glyph["c"].isascii() and glyph["c"].isalpha():
            return str(glyph["c"]).lower()
    return ""


def imitations(text: str) -> dict[int, str]:
    """Return which characters of `text` stand for which (small) Latin letter: offset → letter.

    A word that mixes scripts gives up all its look-alikes; a word made of nothing but look-alikes does so when no
    other word of the text shows that its script is really written here.
    """
    if text.isascii():
        return {}
    scripts = {_script(char)[0] for char in set(text) if char > "\u036f"} - {"", "latin"}
    if not scripts:
        return {}
    found: dict[int, str] = {}
    whole: list[tuple[str, int, tuple[tuple[int, str], ...]]] = []
    written: set[str] = set()
    for word in re.finditer(_WORD, text):
        script, is_whole, letters = _read(word.group())
        if is_whole:
            whole.append((script, word.start(), letters))
        elif letters:
            found.update((word.start() + offset, latin) for offset, latin in letters)
        else:
            written.add(script)
    for script, start, letters in whole:
        if script not in written:
            found.update((start + offset, latin) for offset, latin in letters)
    return found


@lru_cache(maxsize=8192)
def _read(word: str) -> tuple[str, bool, tuple[tuple[int, str], ...]]:
    """Return the script of a word, whether it is all look-alikes, and its look-alikes: (offset, letter).

    The script is "" when the word shows nothing: plain Latin, or a capital that only its small letter gives away.
    """
    letters = [(offset, *_script(char)) for offset, char in enumerate(word)] if not word.isascii() else []
    scripts = {script for _, script, _ in letters} - {""}
    if "latin" in scripts:
        mixed = ((offset, _among_latin(script, base)) for offset, script, base in letters)
        return "", False, tuple((offset, latin) for offset, latin in mixed if latin)
    if scripts not in ({"cyrillic"}, {"greek"}):
        return "", False, ()
    script = scripts.pop()
    bases = [(offset, base) for offset, kind, base in letters if kind]
    if all(base in _STRONG for _, base in bases):
        return script, True, tuple((offset, _STRONG[base]) for offset, base in bases)
    shown = any(base not in _STRONG and base.casefold() not in _STRONG for _, base in bases)
    return script if shown else "", False, ()


def _among_latin(script: str, base: str) -> str:
    """Return the Latin letter that a letter stands for in a word with Latin letters, or ""."""
    if script in ("cyrillic", "greek"):
        return _STRONG.get(base) or _WEAK.get(base.casefold(), "")
    return _exotic(base) if script == "other" else ""
