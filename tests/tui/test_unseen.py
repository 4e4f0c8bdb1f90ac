"""What nobody sees is shown, at the same length; what belongs to emoji and scripts stays."""

from __future__ import annotations

import pytest

from tui.unseen import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, é, and a tab\t", "Plain words, é, and a tab\t"),
        ("morn\u200bing", "morn▯ing"),
        ("\u202emoc\u202c", "▯moc▯"),
        ("\x1b[31mred", "▯[31mred"),
        ("👩\u200d🏫 and 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", None),
        ("two\nlines", "two\nlines"),
        ("a\u2028b", "a▯b"),
    ],
)
def test_what_nobody_sees_is_shown(text: str, expected: str | None) -> None:
    assert shown(text) == (text if expected is None else expected)
