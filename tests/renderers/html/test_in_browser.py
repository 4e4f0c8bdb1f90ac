"""The page in a real browser: nothing is loaded or refused, every tool for people works, axe finds no fault.

Needs Chromium (or Chrome) and `pip install -e '.[browser]'`; skipped, with the reason, where one of them is missing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linter.readers import read
from linter.renderers import RenderOptions, render
from linter.renderers.html_report import IN_FULL
from linter.report import PostReport, Report
from tests.conftest import SAMPLES, sample_linter
from tests.renderers.html import made

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is missing: pip install -e '.[browser]'")
axe_core = pytest.importorskip("axe_playwright_python", reason="axe is missing: pip install -e '.[browser]'")

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BROWSER, reason="Chromium is not installed; CHROMIUM=/path/to/it may say where it is"),
]
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_AXE = Path(axe_core.__file__).parent / "axe.min.js"
# Posts that are not on the screen are laid out only when they come into it.
_ALL_OF_IT = "document.querySelectorAll('.post, .rule').forEach((e) => (e.style.contentVisibility = 'visible'))"
Page = Any


def _samples() -> Report:
    linter = sample_linter()
    paths = sorted((SAMPLES / "flagged").iterdir())[:6]
    posts = [
        post
        for path in paths
        for post in linter.check_draft(read(f"flagged/{path.name}", path.read_bytes()), path.parent)
    ]
    return Report("default", tuple(posts))


def _long() -> Report:
    report = made.report()
    copies = IN_FULL // len(report.findings) + 1
    posts = [PostReport(f"{n}.md", p.id, p.index, p.findings, (), p.post) for n in range(copies) for p in report.posts]
    return Report("our-school", tuple(posts))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages that the tests look at; return their addresses by name."""
    folder = tmp_path_factory.mktemp("pages")
    texts = {
        "made": render("html", made.report(), made.options()),
        "samples": render("html", _samples(), RenderOptions(title="Thistlebrook Primary School")),
        "long": render("html", _long(), made.options()),
        "empty": render("html", Report("default")),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in texts}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the browser, with a profile of its own."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, headless=True, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Page]:
    """Open a tab that fails the test if it asks for anything, or if anything in it goes wrong."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    wrong: list[str] = []

    def refuse(dialog: Any) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
    page.on("dialog", refuse)
    yield page
    page.close()
    assert wrong == []


def _shown(page: Page, selector: str = "article.post") -> int:
    return sum(each.is_visible() for each in page.locator(selector).all())


def _until_said(page: Page, words: str) -> None:
    sync_api.expect(page.locator("#status")).to_contain_text(words)


@pytest.mark.parametrize(
    ("name", "scheme"), [("made", "light"), ("made", "dark"), ("samples", "light"), ("empty", "dark")]
)
def test_axe_finds_no_fault(page: Page, pages: dict[str, str], name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(pages[name])
    page.evaluate(_ALL_OF_IT)
    if name == "made":
        page.locator("input[name=silenced]").check()
        _until_said(page, "Showing")
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document)")

    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("name", ["made", "samples"])
@pytest.mark.parametrize("width", [320, 700])
def test_nothing_is_wider_than_the_window(page: Page, pages: dict[str, str], name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(pages[name])
    page.evaluate(_ALL_OF_IT)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_filters_show_what_they_say_and_tell_how_much(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["made"])
    assert (_shown(page), _shown(page, "li.finding")) == (5, 13)

    page.locator("input[value=ready]").uncheck()
    _until_said(page, "Showing 4 of 5 posts")
    page.locator("select[name=rule]").select_option("pupil-full-name")
    _until_said(page, "Showing 2 of 5 posts, with 3 findings.")
    assert _shown(page, "li.finding") == 3
    page.get_by_role("button", name="Show everything").click()
    _until_said(page, "Showing all 5 posts.")

    page.locator("select[name=account]").select_option("pta")
    _until_said(page, "Showing 1 of 5 posts")
    page.get_by_role("button", name="Show everything").click()
    page.locator("input[name=words]").fill("BOLD words")
    _until_said(page, "Showing 1 of 5 posts")
    page.locator("input[name=words]").fill("no such words")
    _until_said(page, "No post matches.")
    assert _shown(page, "section.group") == 0


def test_what_was_silenced_is_shown_when_asked_for(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["made"])
    assert _shown(page, "li.finding.silenced") == 0

    page.locator("input[name=silenced]").check()
    _until_said(page, "Showing all")
    assert _shown(page, "li.finding.silenced") == 3


def test_keys_and_buttons_walk_through_the_findings(page: Page, pages: dict[str, str]) -> None:
    def focused() -> str:
        return str(page.evaluate("document.activeElement.id"))

    page.goto(pages["made"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the posts"
    page.keyboard.press("Enter")
    seen = []
    for _ in range(3):
        page.keyboard.press("n")
        seen.append(focused())
    page.keyboard.press("p")

    assert seen == ["p1f1", "p1f2", "p1f3"]
    assert focused() == "p1f2"
    assert page.locator("#step").inner_text() == "Finding 2 of 13"
    assert page.locator("mark.here").count() == 1
    page.get_by_role("button", name="Previous").click()
    page.get_by_role("button", name="Previous").click()
    assert page.locator("#step").inner_text() == "Finding 13 of 13"

    page.locator("input[name=words]").focus()
    page.keyboard.type("n")
    assert page.locator("input[name=words]").input_value() == "n"
    page.locator("#keys").uncheck()
    page.keyboard.press("n")
    assert page.locator("#step").inner_text() != "Finding 1 of 13"


def test_every_stop_of_the_tab_key_can_be_seen(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["made"])
    for _ in range(40):
        page.keyboard.press("Tab")
        width, tag = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineWidth, document.activeElement.tagName]"
        )
        assert width == "3px" or tag == "BODY"


def test_a_number_in_the_text_leads_to_its_words_also_when_they_are_filtered_away(
    page: Page, pages: dict[str, str]
) -> None:
    page.goto(pages["made"])
    page.locator("select[name=rule]").select_option("hidden-characters")
    _until_said(page, "2 findings")

    page.locator("a.n[href='#p1f3']").first.click()

    sync_api.expect(page.locator("#p1f3")).to_be_focused()
    assert page.locator("#p1f3").is_visible()


def test_a_long_report_shows_why_beside_a_finding_when_asked(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["long"])
    button = page.locator("li.finding[data-rule='pupil-full-name'] button").first

    button.click()
    assert button.get_attribute("aria-expanded") == "true"
    assert "Why of pupil-full-name." in button.locator("xpath=ancestor::li").inner_text()
    button.click()
    assert "Why of pupil-full-name." not in button.locator("xpath=ancestor::li").inner_text()


def test_without_scripts_everything_is_there(browser: Any, pages: dict[str, str]) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(pages["made"])

    assert (_shown(page), _shown(page, "li.finding")) == (5, 16)
    assert _shown(page, "#filters") == _shown(page, "#steps") == 0
    page.close()


def test_the_printed_page_holds_the_posts_and_no_tools(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["made"])
    page.emulate_media(media="print")

    assert _shown(page, "#filters") == _shown(page, "#steps") == 0
    assert _shown(page, "li.finding.silenced") == 3
    assert page.pdf(format="A4").startswith(b"%PDF")
