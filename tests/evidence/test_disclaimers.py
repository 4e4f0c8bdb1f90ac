"""Which statements say that views are the author's own, and which only look like it."""

from __future__ import annotations

import pytest

from linter.evidence import Evidence
from linter.evidence.disclaimers import in_text, is_one_slip
from linter.post import Image, Post
from tests.conftest import sample_linter

DISCLAIMERS = """
Views my own.
Views mine
my views not the school's
all opinions are mine alone
tweeting in a personal capacity
the views in this posting do not represent the views of my employer
not speaking for the school
posting personally, not for the school
opinions r mine
#ViewsMyOwn
#viewsmine
Y2 teacher @Thistlebrook + views mine
barn bersonol
Fy marn i fy hun
Tuairimí pearsanta
All views are my own 😊
Views expressed here are entirely my own
Views, opinions and RTs are my own
Views & opinions = my own
These views are my own and do not represent my school
…The views in this posting are not those of my employer
Personal view: I think the strike is right, not the school's
I support the vote. My own view.
Views my own #edutwitter
Views: my own
I don't speak for my employer
Not posting on behalf of Thistlebrook
Nothing here represents my employer
This is not an official school account.
*Views my own*
Vіews my own
Tweets do not represent the school
Views here aren't necessarily those of the trust
Posting this as a parent, not as a member of staff
""".strip().splitlines()

SLIPS = """
veiws my own
views are my onw
Opinons mine!
Veiws are my own, not the shcool's
Opinions are my own and not those of my emplyer
views in a personnal capacity, not the school's
""".strip().splitlines()

NONE = """
the views from my own window
views my own garden 😍
RTs ≠ endorsement
RTs are not endorsements
VMO
Lovely views from the top of Hallam Moor
my view is that tests should go
In my personal opinion tests should go
I have my own views on this
Photos my own
All views welcome
not my school's fault
What are your views on homework?
The photo does not reflect how lovely our school is
Personal best at parkrun!
Do share your own views below
This account speaks for the school
""".strip().splitlines()

OPPOSITES = """
views are those of my school
my views are shared by the school
views not my own
Views are not mine but the school's
Speaking on behalf of the school, we're thrilled
not just my own views
Views = the school's
posting on behalf of Thistlebrook
Views expressed are those of Thistlebrook Primary
""".strip().splitlines()


@pytest.mark.parametrize("text", DISCLAIMERS + SLIPS)
def test_a_disclaimer_is_recognised_in_many_wordings(text: str) -> None:
    assert in_text(text, sample_linter().context).true


@pytest.mark.parametrize("text", NONE)
def test_what_merely_speaks_of_views_is_no_disclaimer(text: str) -> None:
    found = in_text(text, sample_linter().context)

    assert found.true == ()
    assert found.false == ()


@pytest.mark.parametrize("text", OPPOSITES)
def test_a_statement_of_the_opposite_is_told_apart(text: str) -> None:
    found = in_text(text, sample_linter().context)

    assert found.true == ()
    assert found.false


def test_the_span_is_that_of_the_words_as_written() -> None:
    text = "Lanterns at school 🏮 #ViewsMyOwn"
    (part, start, end), *rest = Evidence(Post(body=text), sample_linter().context).disclaimers

    assert (part, text[start:end], rest) == ("body", "ViewsMyOwn", [])


def test_a_declared_disclaimer_counts_and_one_in_an_alt_text_does_not() -> None:
    context = sample_linter().context

    assert Evidence(Post(body="Hello", disclaimer="Views my own"), context).disclaimers[0][0] == "field:disclaimer"
    assert Evidence(Post(body="Hello", images=[Image("a.jpg", alt="Views my own")]), context).disclaimers == ()


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [
        ("veiws", "views", True),
        ("view", "views", True),
        ("viewss", "views", True),
        ("vuews", "views", True),
        ("views", "views", False),
        ("reviews", "views", False),
        ("vwies", "views", False),
    ],
)
def test_one_slip_is_one_letter_or_two_that_changed_places(written: str, meant: str, slip: bool) -> None:
    assert is_one_slip(written, meant) is slip
