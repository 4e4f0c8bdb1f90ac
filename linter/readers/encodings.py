"""Sheets that Excel saved in the encoding of Windows, which says nowhere that it is.

In Britain and western Europe that is Windows-1252. To read another encoding as that would turn a name into nonsense
without a word, so it is done only if all that is not ASCII makes sense so; the author is told, too.
"""

from __future__ import annotations

import re

_LETTERS = "À-ÖØ-öø-ÿŒœŠšŽžŸ"
_SIGNS = "‘’‚“”„–—…•‹›«»£€°·´®©™§½¼¾×÷¡¿ªº²³\xa0"
_EXPECTED = re.compile(f"[\t\r\n -~{_LETTERS}{_SIGNS}]*")
# What comes of UTF-8, of a Macintosh's é or ’, and of other code pages: capitals and signs inside words, or many
# accents in a row.
_NONSENSE = re.compile("[ÂÃâ][\x80-\xbf‚-™€\xa0-¿]|[a-zß-ÿ][À-ÖØ-ÞŒŠŽŸ]|[A-Za-z][£¼½¾²³ªº¡¿][a-z]|£[a-z]{2}|[À-ÿ]{3}")


def windows(data: bytes) -> str | None:
    """Return the text of bytes that are clearly Windows-1252, or None."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if _EXPECTED.fullmatch(text) and not _NONSENSE.search(text) else None
