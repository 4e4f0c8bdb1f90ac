"""What a reader of Markdown sees, checked against markdown-it-py as well."""

from __future__ import annotations

import html
import re
import time
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from linter.evidence.markdown import inline_images, link_targets, read, visible

Markup = Literal["plain", "markdown"]

SHOWN = [
    # Blocks
    ("# Sports day", "Sports day"),
    ("### Sports day ###", "Sports day"),
    ("#SportsDay was great", "#SportsDay was great"),
    ("####### seven", "####### seven"),
    ("Sports day\n=====\nIt rained", "Sports day\n\nIt rained"),
    ("Sports day\n---\nIt rained", "Sports day\n\nIt rained"),
    ("- tea\n- cake\n  - scones", "tea\ncake\nscones"),
    ("* tea\n+ cake", "tea\ncake"),
    ("1. tea\n2. cake", "1. tea\n2. cake"),
    ("1) tea", "1) tea"),
    ("2026. was a year", "2026. was a year"),
    ("+44 1632 960100", "+44 1632 960100"),
    ("-5 degrees", "-5 degrees"),
    ("> Well done\n> everyone", "Well done\neveryone"),
    ("> > - nested", "nested"),
    ("***\n* * *\n___\n- - -\nend", "\n\n\n\nend"),
    ("```python\nx = *a*\n```\nend", "\nx = *a*\n\nend"),
    ("~~~\n<b>\n~~~", "\n<b>\n"),
    ("```\nnever closed *a*", "\nnever closed *a*"),
    ("Name | Form\n--- | ---\nAva | 6B", "Name   Form\n\nAva   6B"),
    ("| a | b |\n|:--|--:|\n| *c* | d\\|e |", " a   b  \n\n c   d|e  "),
    ("a | b, no table", "a | b, no table"),
    # Emphasis
    ("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f"),
    ("s**h**it", "shit"),
    ("snake_case_here and @aisha_khan09", "snake_case_here and @aisha_khan09"),
    ("@_aisha_khan_", "@_aisha_khan_"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("5* hotel", "5* hotel"),
    ("**not closed", "**not closed"),
    ("*a **b* c**", "a b c"),
    ("**a *b* c**", "a b c"),
    ("*a\nb*", "a\nb"),
    ("*a\n\nb*", "*a\n\nb*"),
    ("~one~ and ~~two~~", "~one~ and two"),
    ("**Zoë**’s", "Zoë’s"),
    # Inline
    (r"\*not emphasis\* \# \\", r"*not emphasis* # \ ".rstrip()),
    (r"C:\new", r"C:\new"),
    ("`*code*` and ``a`b``", "*code* and a`b"),
    ("`never closed", "`never closed"),
    ('[our page](https://ferncombe.example.sch.uk "News")!', "our page!"),
    ("[a *b*](x)", "a b"),
    ("[a](<x y>)", "a"),
    ("[a](x (y) z)", "[a](x (y) z)"),
    ("[a][1] [1] [b][]\n\n[1]: https://a.example\n[b]: /b 'T'", "a 1 b\n\n\n"),
    ("[not a link] and [x](", "[not a link] and [x]("),
    ("[a [b](c) d](e)", "[a b d](e)"),
    ("<https://a.example> <office@a.example>", "https://a.example office@a.example"),
    ("see ![Two children](img/a.jpg) here", "see  here"),
    ("[![Crest](c.png)](https://a.example)", ""),
    ('<b>bold</b> <br/> <img src="x.png"> I <3 you', "bold   I <3 you"),
    ("a <!-- postlint: allow x -- y --> b <!-- c --> d", "a  b  d"),
    ("<!-- a\n\nb -->\nend", "\n\n\nend"),
    ("<script>alert(1)</script>x", "x"),
    ("Tom &amp; Ava &#8211; &#x1F600; &eacute; AT&T &nonsense; &copy2", "Tom & Ava – 😀 é AT&T &nonsense; &copy2"),
    ("hard  \nbreak\\\nagain", "hard\nbreak\nagain"),
    ("a\r\n# b\r\n- c\r\n", "a\r\nb\r\nc\r\n"),
    ("plain words, nothing else", "plain words, nothing else"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_a_reader_of_markdown_sees_no_marks(text: str, shown: str) -> None:
    assert visible(text, "markdown").text == shown


PLAIN = [
    ("# s**h**it _x_ [a](b) &amp;", "# s**h**it _x_ [a](b) &amp;"),
    ("a<!-- postlint: allow x -- because -->b", "ab"),
    ("a<!--postlint:allow x-- y -->b<!-- postlint: z -->", "ab"),
    ("a <!-- another comment --> b", "a <!-- another comment --> b"),
    ("a <!-- postlint: never closed", "a <!-- postlint: never closed"),
]


@pytest.mark.parametrize(("text", "shown"), PLAIN)
def test_plain_text_is_shown_as_it_is_but_for_our_own_comments(text: str, shown: str) -> None:
    assert visible(text, "plain").text == shown


def test_spans_lead_back_to_the_words_as_written() -> None:
    text = "# Hi\n\n> - well **done** [Ava &amp; Tobi](x) `now`"
    view = visible(text, "markdown")
    for word, written in [("done", "done"), ("Ava & Tobi", "Ava &amp; Tobi"), ("now", "now"), ("&", "&amp;")]:
        start = view.text.index(word)
        assert text[slice(*view.span(start, start + len(word)))] == written


def test_the_span_of_a_word_with_marks_inside_covers_the_marks() -> None:
    text = "oh s**h**it"
    view = visible(text, "markdown")
    start = view.text.index("shit")
    assert text[slice(*view.span(start, start + 4))] == "s**h**it"


TARGETS = [
    ("[a](https://a.example/x_(y) 'T')", ["https://a.example/x_(y)"]),
    ("[a](<a b>) <https://b.example>", ["a b", "https://b.example"]),
    ("[a][r] and [R]\n\n[r]: https://c.example", ["https://c.example"]),
    ('<a class="x" href="https://d.example">d</a>', ["https://d.example"]),
    ("![alt](p.jpg) https://bare.example", []),
    ("> - **[a](b)**", ["b"]),
    ("`[a](b)`", []),
]


@pytest.mark.parametrize(("text", "urls"), TARGETS)
def test_link_targets_are_found_where_they_are_written(text: str, urls: list[str]) -> None:
    targets = link_targets(text, "markdown")
    assert [target.url for target in targets] == urls
    assert all(text[target.start : target.end] == target.url for target in targets)
    assert link_targets(text, "plain") == ()


IMAGES = [
    ("![Two children](img/a.jpg)", [("img/a.jpg", "Two children", "![Two children](img/a.jpg)")]),
    ("x ![](<my fair.jpg> 'T') y", [("my fair.jpg", "", "![](<my fair.jpg> 'T')")]),
    ("![a *b*][i]\n\n[i]: p.png", [("p.png", "a *b*", "![a *b*][i]")]),
    ("> [![c](d.png)](e)", [("d.png", "c", "![c](d.png)")]),
    ('<img alt="Crest" src="c.png">', [("c.png", "Crest", '<img alt="Crest" src="c.png">')]),
    ("![no path]", []),
]


@pytest.mark.parametrize(("text", "expected"), IMAGES)
def test_inline_images_are_found_with_path_alt_and_spans(text: str, expected: list[tuple[str, str, str]]) -> None:
    images = inline_images(text)
    assert [(image.path, image.alt, text[image.start : image.end]) for image in images] == expected
    for image in images:
        assert text[image.path_start : image.path_end] == image.path
        assert text[image.alt_start : image.alt_end] == image.alt


# markdown-it-py as a second opinion

_ORACLE = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def rendered(text: str) -> str:
    """Return the text content of what markdown-it-py makes of a document, ordered lists with their numbers."""
    return "".join(_content(token) for token in _ORACLE.parse(text))


def _content(token: Token) -> str:
    if token.type == "inline":
        return "".join(_content(child) for child in token.children or [])
    if token.type in ("image", "html_inline"):
        return ""
    if token.type in ("softbreak", "hardbreak") or token.nesting == -1:
        return "" if token.type.startswith(("em", "strong", "s_", "link")) else "\n"
    if token.type == "list_item_open" and token.info:
        return f"{token.info}{token.markup} "
    if token.type == "html_block":
        return html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", token.content, flags=re.DOTALL))
    return token.content


def squeezed(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("text", [text for text, _ in SHOWN if "@_" not in text and "script" not in text])
def test_what_is_shown_is_what_markdown_it_renders(text: str) -> None:
    assert squeezed(visible(text, "markdown").text) == squeezed(rendered(text))


_INLINE = st.lists(
    st.sampled_from(
        ["*", "**", "_", "__", "~~", "`", "a", "b", "é", " ", " ", ".", "[", "]", "](u)", "![", "\\", "&amp;", "(", ")"]
    ),
    max_size=14,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(_INLINE)
def test_inline_marks_are_read_as_markdown_it_reads_them(text: str) -> None:
    text = "x " + text + " y"
    assert "".join(visible(text, "markdown").text.split()) == "".join(rendered(text).split())


_LINES = st.lists(
    st.sampled_from(
        [
            "# head",
            "#tag",
            "para *em*",
            "- item",
            "  - inner",
            "1. one",
            "> quote",
            "> - both",
            "",
            "",
            "---",
            "***",
            "a **b** c",
            "===",
        ]
    ),
    max_size=8,
).map("\n".join)


@settings(max_examples=600, deadline=None)
@given(_LINES)
def test_blocks_are_read_as_markdown_it_reads_them(text: str) -> None:
    assert "".join(visible(text, "markdown").text.split()) == "".join(rendered(text).split())


ANYTHING = st.text(
    alphabet=st.one_of(st.sampled_from("*_~`[]()<>!&#;-+=|\\ \t\r\n:.@a1\"'"), st.characters(codec=None)), max_size=60
)


@settings(max_examples=500, deadline=None)
@given(ANYTHING, st.sampled_from(["plain", "markdown"]))
def test_nothing_raises_and_all_spans_are_within_bounds_and_in_order(text: str, markup: Markup) -> None:
    reading = read(text, markup)
    last = 0
    for offset, char in enumerate(reading.view.text):
        start, end = reading.view.span(offset, offset + 1)
        assert last <= start <= end <= len(text)
        assert end - start != 1 or text[start] == char or not text[start].isalnum()
        last = start
    for target in reading.targets:
        assert text[target.start : target.end] == target.url
    for image in reading.images:
        assert image.start <= image.alt_start <= image.alt_end <= image.end


HOSTILE = [
    "*" * 100_000, "[" * 100_000, "](" * 50_000, "[a](<b" * 16_000, "*a _b " * 16_000, "<a " * 33_000, "<!--" * 25_000,
    "`" * 100_000, "![[" * 30_000, "**a _b* c__ ~~" * 7_000, "&" * 100_000, "[a](" * 25_000, "> " * 50_000,
    "<!--a-->" * 12_000, "<!--\n" * 20_000, "<!-- postlint:" * 7_000, "|a" * 25_000 + "\n" + "|-" * 25_000,
    "![" * 20_000 + "[a](b)" * 5_000, "\\" * 100_000, "*a **b " * 7_000 + "_c* d** " * 6_000, "- " * 50_000,
    "\n" * 100_000, "> a\n" * 25_000, "a" * 100_000 + "_" * 1_000, "[x]:" * 25_000, "   " * 33_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:14]))
@pytest.mark.parametrize("markup", ["plain", "markdown"])
def test_hostile_text_takes_linear_time(text: str, markup: Markup) -> None:
    # Not a benchmark: the bound only tells linear from quadratic, which would take minutes here.
    start = time.process_time()
    read(text, markup)
    assert time.process_time() - start < 5
