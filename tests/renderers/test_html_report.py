"""The page: one file, locked, escaped, masked, and the same each time."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from linter.finding import Finding
from linter.post import Post
from linter.renderers import render
from linter.renderers.html_report import IN_FULL
from linter.report import PostReport, Report
from tests.conftest import sample_linter
from tests.renderers.html import made

PAGE = render("html", made.report(), made.options())
_VOID = frozenset(("meta", "input", "path", "rect", "wbr", "img"))


class _Page(HTMLParser):
    """Collect what a browser would build: elements with their attributes, in order, and whether they are closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_made_report_is_rendered_as_in_the_golden_file() -> None:
    assert made.bare(PAGE) == made.GOLDEN.read_bytes().decode("utf-8")


def test_the_same_report_gives_the_same_page() -> None:
    assert render("html", made.report(), made.options()) == PAGE


def test_every_element_is_closed_and_every_id_is_there_once() -> None:
    page = _Page(PAGE)
    ids = Counter(attributes["id"] for _, attributes in page.elements if "id" in attributes)

    assert (page.open, page.unbalanced) == ([], [])
    assert [name for name, number in ids.items() if number > 1] == []


def test_every_link_and_label_leads_to_something_in_the_page() -> None:
    page = _Page(PAGE)
    ids = {attributes.get("id") for _, attributes in page.elements}
    targets = [str(link["href"]) for link in page.all("a")]
    labels = [attributes["aria-labelledby"] for _, attributes in page.elements if "aria-labelledby" in attributes]

    assert all(target.startswith("#") and target[1:] in ids for target in targets)
    assert set(labels) <= ids


def test_headings_descend_by_one() -> None:
    levels = [int(tag[1]) for tag, _ in _Page(PAGE).elements if re.fullmatch(r"h\d", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_is_loaded_and_only_the_own_style_and_script_may_run() -> None:
    page = _Page(PAGE)
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy).split(";"))

    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    for kind in ("style", "script"):
        (text,) = re.findall(rf"<{kind}>(.*?)</{kind}>", PAGE, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    attributes = {name for _, given in page.elements for name in given}
    assert not {name for name in attributes if name.startswith("on")}
    assert not attributes & {"srcset", "style", "action", "formaction", "srcdoc", "xlink:href"}
    sources = [(tag, str(given["src"]).partition(",")[0]) for tag, given in page.elements if "src" in given]
    assert sources == [("img", "data:image/png;base64")] * 2  # the pictures are in the page
    assert rules["img-src"] == "data:"
    assert not [value for _, given in page.elements for value in given.values() if "//" in str(value)]
    assert not re.search(r"url\(|@import|@font-face|https?:", PAGE[PAGE.index("<style>") : PAGE.index("</style>")])


def test_the_policy_stands_before_all_that_it_governs() -> None:
    assert PAGE.index("Content-Security-Policy") < PAGE.index("<style>") < PAGE.index("<script>")


def test_what_a_draft_holds_is_never_markup() -> None:
    page = _Page(PAGE)

    assert len(page.all("script")) == 1
    assert [image["alt"] for image in page.all("img")] == [
        "Picture 1, small, with what was found in it: 1, 3",
        "Picture 2, small",
    ]
    assert page.all("b") == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in PAGE


def test_nothing_in_the_page_can_turn_a_line_around_or_hide() -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", PAGE)
    assert "⟨U+202E⟩" in PAGE


def test_no_private_value_is_on_the_page() -> None:
    assert [value for value in made.PRIVATE if value in PAGE] == []
    assert "Ask Z••• L••• about it." in PAGE, "also where another post of the draft repeats it"


def test_with_show_values_they_are_and_the_page_says_so() -> None:
    page = render("html", made.report(), made.options(show_values=True))

    assert "This file shows private values in clear." in page
    assert ">Zofia Lindqvist</mark>" in page
    assert "•" not in page


def test_every_finding_has_its_words_and_a_number_in_the_card() -> None:
    for number, post in enumerate(made.report().posts, 1):
        for index in range(1, len(post.findings) + 1):
            assert PAGE.count(f'id="p{number}f{index}"') == 1
            assert PAGE.count(f'href="#p{number}f{index}"') == 1


@pytest.mark.parametrize(
    "words",
    [
        "5 posts were checked on Friday 20 November 2026, 10:00 under the policy “our-school”.",
        "<strong>2 things could not be checked.</strong>",
        "drafts/&lt;b&gt;broken.md, line 3, title</strong> is not valid YAML. "
        '<span class="cure">What to do: put the text in quotes.</span>',
        "Why of pupil-full-name.",
        "<code>our-school/3</code> Clause &lt;3&gt; of the policy.",
        "No. Put the post right: this rule can be neither silenced nor switched off.",
        "suppressed in the draft itself, by its author, until 31 December 2026",
        "The mother of Z••• L••• agreed.",
        "waived by a signed waiver",
        "Facebook, X · Monday 23 November 2026, 09:00",
        "Decorative: no alt text is wanted.",
        "The words of this post are not in the report.",
    ],
)
def test_the_page_says(words: str) -> None:
    assert words in PAGE


def test_what_was_silenced_is_on_the_page_for_those_without_scripts_too() -> None:
    listed = [li for li in _Page(PAGE).all("li") if "silenced" in str(li.get("class"))]

    assert len(listed) == 3
    assert not any("hidden" in li for li in listed)


def test_an_empty_report_says_that_nothing_was_checked() -> None:
    page = render("html", Report("default"))

    assert "No posts were checked." in page
    assert _Page(page).open == []


def test_the_report_of_the_library_can_be_rendered() -> None:
    report = sample_linter().check(Post(body="The wifi password is Lantern42.", account="main", id="fair"))
    page = render("html", report)

    assert "L•••" in page
    assert "Lantern42" not in page


def _many(count: int, each: Finding) -> Report:
    text = "Our lanterns are up in the hall, come and see them on Monday with a widget and a friend. " * 3
    return Report(
        "default",
        tuple(
            PostReport(f"drafts/{number}.md", f"post-{number}", 0, (each, each), (), Post(text, account="main"))
            for number in range(count)
        ),
    )


def test_a_long_report_tells_why_once_and_stays_light() -> None:
    text = "Our lanterns"
    each = made.finding(text, "lanterns", message="'{found}' " + "is not for publication. " * 4)
    report = _many(1000, each)
    page = render("html", report, made.options())

    assert len(report.findings) > IN_FULL
    assert page.count("Why of pupil-full-name.") == 1
    assert page.count("Why, and under which clause") == 2000
    assert len(page.encode()) < 3_200_000


def test_a_draft_that_breaks_lines_in_names_and_ids_breaks_nothing() -> None:
    post = PostReport("a\nb\ud800.md", 'x" onclick="y\u2028', 0, (), (), Post("\ud800", account='"><script>'))
    page = render("html", Report("de\x00fault", (post,)))

    page.encode("utf-8")
    assert len(_Page(page).all("script")) == 1
    assert "⟨U+D800⟩" in page
