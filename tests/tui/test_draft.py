"""The draft screen, by keys: what it says, how one moves, what it changes, and that nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from tests.tui.drafting import NARROW, WIDE, Desk, opened, press, school, settled, take, text_of, told, vet
from tui.widgets.editor import DraftEditor
from tui.widgets.findings import FindingList

FAIR = "flagged/wifi-for-the-fair.md"
CUP = "flagged/netball-cup.md"
CLEAN = "clean/diwali-lanterns.md"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(school(tmp_path))
    return tmp_path


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_finding_is_said_in_plain_words_with_its_sign_its_clause_and_its_cure(
    folder: Path, size: tuple[int, int]
) -> None:
    take(folder, FAIR)

    async def act(pilot: Pilot[None], app: Desk) -> None:
        assert "✖ blocked: do not publish" in text_of(app, "#head")
        assert "1 thing must be put right" in text_of(app, "#head")
        assert "Lantern2026!✖1" in text_of(app, "#card")
        said = text_of(app, "#said")
        for words in ("MUST BE PUT RIGHT", "1 of 1", "Why", "What to do", "chase-terrace/", "Nobody can waive this"):
            assert words in said
        await press(pilot, ["c"])
        assert len(app.screen_stack) == 3
        await press(pilot, ["escape"])
        assert app.screen is app.draft

    vet(opened(folder), act, size)


def test_next_and_previous_go_through_findings_and_on_to_the_drafts_beside(folder: Path) -> None:
    take(folder, CUP, CLEAN, FAIR)  # clean-… sorts first and has nothing: it is passed over

    async def act(pilot: Pilot[None], app: Desk) -> None:
        assert app.draft.key.path.endswith("netball-cup.md")
        count = len(app.draft.findings)
        assert count > 3
        await press(pilot, ["n"])
        assert app.draft.chosen == 1
        await press(pilot, ["n"] * (count - 1))
        assert app.draft.key.path.endswith("wifi-for-the-fair.md")
        await press(pilot, ["p"])
        assert app.draft.key.path.endswith("netball-cup.md")
        assert app.draft.chosen == count - 1

    vet(opened(folder, index=1), act)


def test_at_80_columns_the_list_and_the_post_take_turns(folder: Path) -> None:
    take(folder, CUP)

    async def act(pilot: Pilot[None], app: Desk) -> None:
        left, right, strip = (app.draft.query_one(name) for name in ("#left", "#right", "#strip"))
        assert (left.display, right.display, strip.display) == (True, False, True)
        await press(pilot, ["2"])
        assert (left.display, right.display, strip.display) == (False, True, False)
        app.draft.query_one(FindingList).focus()
        await press(pilot, ["j", "enter"])
        assert (left.display, right.display, strip.display) == (True, False, True)
        assert "✖2 of" in text_of(app, "#strip")

    vet(opened(folder), act, NARROW)


def test_typing_is_checked_as_it_goes_kept_at_once_and_saved_on_asking(folder: Path) -> None:
    take(folder, FAIR)
    file = folder / "drafts/wifi-for-the-fair.md"
    before = file.read_bytes()

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["e"])
        area = app.draft.query_one(TextArea)
        assert area.has_focus
        row = next(index for index, line in enumerate(area.text.split("\n")) if line.startswith("Password"))
        area.replace("Ask at the desk.", (row, 0), (row, len("Password: Lantern2026!")))
        await pilot.pause()
        assert "not saved" in text_of(app, "#head")
        assert app.session.unsaved_text(app.draft.key) == app.draft.text
        assert file.read_bytes() == before
        app.draft.query_one(DraftEditor)._paused()  # as the pause of a third of a second does
        await settled(pilot)
        assert app.draft.findings == ()
        assert "✔ ready to go out" in text_of(app, "#head")
        await press(pilot, ["ctrl+s"])
        assert file.read_bytes() == before.replace(b"Password: Lantern2026!", b"Ask at the desk.")
        assert "not saved" not in text_of(app, "#head")
        await press(pilot, ["escape", "u"])
        assert file.read_bytes() == before
        assert len(app.draft.findings) == 1

    vet(opened(folder), act)


def test_what_was_typed_comes_back_after_the_program_ended(folder: Path) -> None:
    take(folder, FAIR)

    async def type_and_end(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["e", "X", "y"])

    async def look(pilot: Pilot[None], app: Desk) -> None:
        assert "Xy" in app.draft.text
        assert "Xy" in app.draft.query_one(TextArea).text
        assert "ctrl+s saves it" in text_of(app, "#note")
        await press(pilot, ["escape"])
        assert app.screen is not app.draft
        await pilot.click("#answer-drop")
        await settled(pilot)
        assert app.done
        assert app.session.unsaved() == ()

    vet(opened(folder), type_and_end)
    vet(opened(folder), look)


@pytest.mark.parametrize(("answer", "wins"), [("overwrite", "mine"), ("reload", "theirs"), ("stay", "theirs")])
def test_a_file_that_changed_meanwhile_is_never_written_over_unasked(folder: Path, answer: str, wins: str) -> None:
    file = folder / "drafts/note.md"
    file.write_text("The fair is at three.\n", "utf-8")

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["e", "M", "ctrl+s"])
        await press(pilot, ["N"])
        file.write_text("Somebody else was here.\n", "utf-8")
        await press(pilot, ["ctrl+s"])
        assert file.read_text("utf-8") == "Somebody else was here.\n"
        await pilot.click(f"#answer-{answer}")
        await settled(pilot)
        expected = "MNThe fair is at three.\n" if wins == "mine" else "Somebody else was here.\n"
        assert file.read_text("utf-8") == expected
        assert ("N" in app.draft.text.split("The")[0]) == (answer != "reload")

    vet(opened(folder), act)


def test_what_somebody_else_writes_appears_unless_something_was_typed(folder: Path) -> None:
    file = folder / "drafts/note.md"
    file.write_text("The fair is at three.\n", "utf-8")

    async def act(pilot: Pilot[None], app: Desk) -> None:
        file.write_text("The fair is at four.\n", "utf-8")
        app.session.refresh(app.draft.key.path)
        app.draft.notice()
        await settled(pilot)
        assert "The fair is at four." in text_of(app, "#card")
        await press(pilot, ["e", "X"])
        file.write_text("The fair is at five.\n", "utf-8")
        app.session.refresh(app.draft.key.path)
        app.draft.notice()
        await settled(pilot)
        assert app.draft.text == "XThe fair is at four.\n"

    vet(opened(folder), act)


def test_a_waiver_is_written_and_the_work_goes_on_with_the_next_finding(folder: Path) -> None:
    take(folder, CUP)

    async def act(pilot: Pilot[None], app: Desk) -> None:
        first = app.draft.finding
        assert first is not None
        await press(pilot, ["w"])
        await press(pilot, ["ctrl+s"])
        assert "Say in words why" in str(app.screen.query_one("#fault", Static).render())
        app.screen.query_one("#reason", Input).value = "Her mother agreed in writing."
        app.screen.query_one("#by", Input).value = "S01"
        await press(pilot, ["ctrl+s"])
        written = (folder / "waivers.toml").read_text("utf-8")
        assert "Her mother agreed in writing." in written
        assert first.fingerprint in written
        assert app.draft.findings[-1].status == "waived"
        assert app.draft.chosen == 0
        assert app.draft.finding is not None
        assert app.draft.finding.status == "reported"

    vet(opened(folder), act)


def test_what_can_never_be_let_pass_says_so_and_asks_for_nothing(folder: Path) -> None:
    take(folder, FAIR)

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["w"])
        assert app.screen is app.draft
        assert "Nobody can let this pass" in told(app)

    vet(opened(folder), act)


def test_a_form_writes_what_is_missing_into_the_draft(folder: Path) -> None:
    take(folder, "flagged/lantern-walk.yaml")
    file = folder / "drafts/lantern-walk.yaml"

    async def act(pilot: Pilot[None], app: Desk) -> None:
        assert any(finding.rule == "missing-alt-text" for finding in app.draft.findings)
        await press(pilot, ["d"])
        app.screen.query_one("#field-images-0-alt", Input).value = "Paper lanterns on a line"
        await press(pilot, ["ctrl+s"])
        assert "Paper lanterns on a line" in file.read_text("utf-8")
        assert not any(finding.rule == "missing-alt-text" for finding in app.draft.findings)
        await press(pilot, ["u"])
        assert "Paper lanterns on a line" not in file.read_text("utf-8")

    vet(opened(folder), act)


def test_a_suggested_fix_is_chosen_done_and_taken_back(folder: Path) -> None:
    take(folder, CUP)
    file = folder / "drafts/netball-cup.md"
    before = file.read_bytes()

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["f"])
        lines = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        at = next(index for index, line in enumerate(lines) if "initials" in line)
        assert "read the draft afterwards" in lines[at]
        finding = app.draft.finding
        assert finding is not None
        await press(pilot, ["down"] * at + ["enter"])
        assert b"H.M. scored twice" in file.read_bytes()
        await press(pilot, ["u"])
        assert file.read_bytes() == before
        there = app.draft.finding
        assert there is not None
        assert (there.rule, there.place) == (finding.rule, finding.place)

    vet(opened(folder), act)


def test_only_who_may_approve_does_and_the_author_is_told_what_to_change(folder: Path) -> None:
    take(folder, CLEAN)
    ledger = folder / "postlint-approvals.db"

    async def act(pilot: Pilot[None], app: Desk) -> None:
        assert "Nothing was found in this post" in text_of(app, "#said")
        await press(pilot, ["a"])
        app.screen.query_one("#by", Input).value = "S02"  # its author
        await press(pilot, ["ctrl+s"])
        assert "its author cannot approve it" in told(app)
        await press(pilot, ["a"])
        app.screen.query_one("#by", Input).value = "S01"
        await press(pilot, ["ctrl+s"])
        assert "Approved." in told(app)
        await press(pilot, ["b"])
        await press(pilot, ["ctrl+s"])
        assert "Say what the author" in str(app.screen.query_one("#fault", Static).render())
        app.screen.query_one("#note", Input).value = "Please name the hall."
        app.screen.query_one("#by", Input).value = "S01"
        await press(pilot, ["ctrl+s"])
        assert "Sent back." in told(app)

    vet(opened(folder), act)
    assert b"Please name the hall." in ledger.read_bytes()


def test_a_draft_that_cannot_be_read_says_why_and_may_be_put_right_here(folder: Path) -> None:
    file = folder / "drafts/broken.yaml"
    file.write_text("body: [unclosed\n", "utf-8")

    async def act(pilot: Pilot[None], app: Desk) -> None:
        assert "could not be checked" in text_of(app, "#head")
        assert "must not go out" in text_of(app, "#said")
        await press(pilot, ["e"])
        area = app.draft.query_one(TextArea)
        area.load_text("body: The fair is at three.\n")
        await pilot.pause()
        app.draft.query_one(DraftEditor)._paused()
        await settled(pilot)
        assert "could not be checked" not in text_of(app, "#head")
        assert app.draft.text == "body: The fair is at three.\n"

    vet(opened(folder), act)


def test_pictures_are_coarse_until_asked(folder: Path) -> None:
    take(folder, CUP)

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["4"])
        assert "shown coarse" in text_of(app, "#about")
        assert "800 × 480 pixels" in text_of(app, "#facts")
        await press(pilot, ["r"])
        assert "Shown as it is" in text_of(app, "#about")
        await press(pilot, ["r"])
        assert "shown coarse" in text_of(app, "#about")

    vet(opened(folder), act)


def test_a_picture_that_is_not_there_says_so(folder: Path) -> None:
    take(folder, "flagged/hall-lights.md")

    async def act(pilot: Pilot[None], app: Desk) -> None:
        await press(pilot, ["4"])
        await pilot.click("#picture-1")
        await settled(pilot)
        assert "There is no such file" in text_of(app, "#about")

    vet(opened(folder), act)
