"""A text on the page: what is marked, what is masked, and that nothing in it is ever markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.finding import Finding, Place
from linter.post import Markup as Language
from linter.renderers.html.marks import Flag, marked
from linter.renderers.html.veil import Veil
from linter.rule import Severity


def flag(start: int, end: int, number: int = 1, severity: Severity = "error", *, silenced: bool = False) -> Flag:
    return Flag(number, f"p1f{number}", severity, silenced, start, end)


def private(value: str, start: int, part: str = "body") -> Finding:
    place = Place(part, start, start + len(value), 1, 1, 1, 1)
    return Finding("r", "T-1", "error", "reported", 1.0, "", "", (), place, "", "", private=True, found=value)


def simple(text: str, *flags: Flag, veil: Veil | None = None, language: Language = "plain") -> str:
    """Return a text with marks as [n…] and numbers as (n), all else as HTML."""
    page = str(marked("body", text, flags, veil or Veil(), language))
    page = re.sub(r'<mark class="[^"]*" data-f="([\d ]+)">(.*?)</mark>', r"[\1:\2]", page)
    return re.sub(r"<a [^>]*>(\d+)</a>", r"(\1)", page)


@pytest.mark.parametrize(
    ("text", "flags", "expected"),
    [
        ("plain", [], "plain"),
        ("say widget now", [flag(4, 10)], "say [1:widget](1) now"),
        ("abcdef", [flag(0, 4), flag(2, 6, 2)], "[1:ab][1 2:cd](1)[2:ef](2)"),
        ("abcdef", [flag(0, 6), flag(2, 4, 2)], "[1:ab][1 2:cd](2)[1:ef](1)"),
        ("abc", [flag(0, 3), flag(0, 3, 2)], "[1 2:abc](1)(2)"),
        ("abc", [flag(1, 1)], "a(1)bc"),
        ("abc", [flag(3, 3)], "abc(1)"),
        ("abc", [flag(0, 99)], "[1:abc](1)"),
        ("ab\ncd", [flag(1, 4)], "a[1:b]\n[1:c](1)d"),
        ("ab\r\ncd", [flag(0, 2)], "[1:ab](1)\ncd"),
        ("", [flag(0, 0)], "(1)"),
        ("<b> & \"q\" 'a'", [flag(0, 3)], "[1:&lt;b&gt;](1) &amp; &#34;q&#34; &#39;a&#39;"),
        ("see https://a.example/?b=<1>", [], 'see <span class="link">https://a.example/?b=</span>&lt;1&gt;'),
        ("#Fun @us", [], '<span class="link">#Fun</span> <span class="link">@us</span>'),
        ("a\u202eb", [], 'a<span class="unseen" dir="ltr">⟨U+202E⟩</span>b'),
        ("⟨U+202E⟩", [], "⟨U+202E⟩"),
        ("👩‍👩‍👧 ok", [flag(0, 5)], "[1:👩‍👩‍👧](1) ok"),
    ],
)
def test_a_text_is_shown_with_its_faults_numbered(text: str, flags: list[Flag], expected: str) -> None:
    assert simple(text, *flags) == expected


@pytest.mark.parametrize(
    ("text", "flags", "expected"),
    [
        ("**Bold** word", [flag(2, 6)], "[1:Bold](1) word"),
        ("see [a form](https://x.example/f) now", [flag(13, 32)], "see a form(1) now"),
        ("\n\n<!-- postlint: allow x -- y -->\n\nText", [], "Text"),
        ("fish &amp; chips", [flag(5, 10)], "fish [1:&amp;](1) chips"),
    ],
)
def test_markdown_is_shown_as_its_reader_sees_it(text: str, flags: list[Flag], expected: str) -> None:
    assert simple(text, *flags, language="markdown") == expected


def test_a_private_value_is_masked_where_it_stands_and_wherever_it_is_repeated() -> None:
    veil = Veil((private("Zofia Lindqvist", 4),))

    assert simple("Ask Zofia Lindqvist, or #ZofiaLindqvist.", flag(10, 20), veil=veil) == (
        'Ask [1:Z••• L•••,](1) or <span class="link">#Z•••</span>.'
    )


def test_a_private_value_in_markdown_is_masked_through_its_marks() -> None:
    veil = Veil((private("Lantern42", 9),))

    assert simple("Code: ** **Lantern**42 or L*antern*42", veil=veil, language="markdown").count("Lantern") == 0


def test_the_worst_severity_that_is_not_silenced_gives_a_mark_its_look() -> None:
    page = marked(
        "body", "abc", [flag(0, 3, 1, "info"), flag(0, 3, 2, "warning"), flag(0, 3, 3, silenced=True)], Veil()
    )
    silenced = marked("body", "abc", [flag(0, 3, 1, silenced=True)], Veil())

    assert '<mark class="warning several"' in page
    assert '<mark class="silenced"' in silenced


class _Reader(HTMLParser):
    """Collect the words of a page, without the numbers of findings, and the elements in it."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self._in_number = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self._in_number = tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self._in_number = False

    def handle_data(self, data: str) -> None:
        if not self._in_number:
            self.words.append(data)


_TEXTS = st.text(alphabet="ab <>&\"'/=\n\t#@é日\u0301\u202e\u200d👩🎉x.", max_size=40)
_SPANS = st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)).map(sorted), max_size=4)


@given(_TEXTS, _SPANS, st.sampled_from(["plain", "markdown"]))
def test_no_draft_can_bring_in_an_element_and_each_number_is_there_once(
    text: str, spans: list[list[int]], language: Language
) -> None:
    flags = [flag(start, end, number) for number, (start, end) in enumerate(spans, 1)]
    page = str(marked("body", text, flags, Veil(), language))
    reader = _Reader()
    reader.feed(page)
    reader.close()

    assert reader.elements <= {"a", "mark", "span"}
    assert sorted(re.findall(r"<a [^>]*>(\d+)</a>", page)) == sorted(str(each.number) for each in flags)
    if language == "plain" and "\t" not in text and not {"\u0301", "\u202e", "\u200d"} & set(text):
        assert "".join(reader.words) == text.rstrip().lstrip("\n")


@given(_TEXTS, _SPANS, st.integers(0, 40))
def test_a_private_value_stands_on_the_page_in_no_way(text: str, spans: list[list[int]], at: int) -> None:
    whole = f"{text[:at]}Lantern42{text[at:]}"
    veil = Veil((private("Lantern42", min(at, len(text))),))
    flags = [flag(start, end, number) for number, (start, end) in enumerate(spans, 1)]

    assert "antern" not in re.sub(r"<[^>]*>", "", str(marked("body", whole, flags, veil)))
