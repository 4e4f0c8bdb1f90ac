"""Who is named: what the words around a name say of it, in tables of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from linter.engine import Linter
from linter.evidence import Evidence
from linter.evidence.people import Mention
from linter.people_options import Allowed, AllowedName, PeopleFiles
from linter.post import Image, Post
from linter.settings import Settings

NOW = datetime(2026, 11, 20, 10, 0)
SURE = 0.6

# Names of many cultures, those that are words, and those that somebody else has too.
ROLL = """id,first_name,preferred_name,last_name,year,class,status
P01,Grace,,Oduya,4,Kestrels,current
P02,Will,,Tarnbrook,1,Robins,current
P03,April,,Fenwicke,2,Owls,current
P04,Rose,,Pennifold,4,Kestrels,current
P05,Summer,,Lockwin,4,Kestrels,current
P06,Mark,,Silverwick,3,Owls,current
P07,Jack,,Dunleavy,2,Owls,current
P08,Hope,,Akinlabire,3,Owls,current
P09,Poppy,,Thackwray,R,Wrens,current
P10,Art,,Wolverdine,5,Herons,current
P11,Amina,,Kaur,4,Kestrels,current
P12,Tobi,,Adebanwole,6,4K,current
P13,Zofia,,Kwiatek,3,Owls,current
P14,Oliver,,Brindlecombe,1,Robins,current
P15,Oliver,,Thwaite,6,Herons,current
P16,Desmond,,Fairlamb,1,Robins,current
P17,May,,Lin,5,Herons,current
P18,Robin,,Marsh,5,Herons,current
P19,Frank,,Osei,5,Herons,current
P20,Paris,,Nkemelu,5,Herons,current
P21,My,,Tran,5,Herons,current
P22,Will,,Young,6,Herons,current
P23,Faith,,Hill,6,Herons,current
P24,Matilda,,Crowe,2,Owls,current
P25,Roald,,Eriksen,2,Owls,current
P26,Iman,,Warsame,2,Owls,current
P27,Willow,,Hart,R,Wrens,current
P28,Rob,,Green,R,Wrens,current
P29,Kofi,,Asante,3,Owls,current
P30,Dev,,Mistry,3,Owls,current
P31,Siân,,Llewelfryn,3,Owls,current
"""
STAFF = """id,first_name,last_name,role,publish_name
S01,Desmond,Fairlamb,chair of governors,yes
S02,Kofi,Marchbanks,caretaker,no
S03,Ngozi,Okafor-Lunn,teacher,no
"""


@cache
def judge(allow: tuple[str | AllowedName, ...] = ()) -> Linter:
    """Return a linter with the lists above."""
    import tempfile

    folder = Path(tempfile.mkdtemp())
    (folder / "roll.csv").write_text(ROLL, encoding="utf-8")
    (folder / "staff.csv").write_text(STAFF, encoding="utf-8")
    people = PeopleFiles(roll="roll.csv", staff="staff.csv")
    return Linter(Settings(people=people, allow=Allowed(names=allow), root=folder), now=NOW)


def named(text: str, *, images: Sequence[Image] = ()) -> tuple[Mention, ...]:
    """Return who is named in a body."""
    return Evidence(Post(body=text, images=images), judge().context).people


def sure(text: str) -> list[str]:
    """Return the pupils' names that are more than a guess, as written."""
    return [text[one.start : one.end] for one in named(text) if one.who == "pupil" and one.confidence >= SURE]


CHILDREN = [
    # in company, and what only people do
    ("Grace and two friends baked for the fair", ["Grace"]),
    ("Grace sat at the piano and the room went quiet", ["Grace"]),
    ("Hope has been invited to sing at the cathedral", ["Hope"]),
    ("Will has been asked to play for the county", ["Will"]),
    ("Amina reading to her little brother", ["Amina"]),
    ("Will Tarnbrokk told a joke", ["Will Tarnbrokk"]),
    ("A cake for Siân, and one for the road", ["Siân"]),
    # class, year and age
    ("Grace (Y4) wrote a poem", ["Grace"]),
    ("Grace in Year 4 wrote a poem", ["Grace"]),
    ("Grace, 7, swam a mile", ["Grace"]),
    ("Rose from Kestrels found a newt", ["Rose"]),
    ("Will (Robins) told a joke", ["Will"]),
    ("Hope, aged 8, ran for the hospice", ["Hope"]),
    ("Year 5's Art drew the map", ["Art"]),
    ("In the final was Summer of 4K", ["Summer"]),
    ("May in Herons knows every bird", ["May"]),
    # praise
    ("Well done Grace!", ["Grace"]),
    ("So proud of Will today", ["Will"]),
    ("Happy birthday April 🎂", ["April"]),
    ("Star of the week: Hope", ["Hope"]),
    ("Congratulations to Mark on a fine goal", ["Mark"]),
    ("Brilliant effort Jack, keep going", ["Jack"]),
    ("Superb reading from Poppy this morning", ["Poppy"]),
    ("Man of the match was Robin", ["Robin"]),
    # lists
    ("Amina, Grace and Tobi sang", ["Amina", "Grace", "Tobi"]),
    ("Our bakers were Zofia, Will & Rose", ["Zofia", "Will", "Rose"]),
    ("Amina, Hope and May (Y4) sang", ["Amina", "Hope", "May"]),
    # what people do
    ("Will scored twice", ["Will"]),
    ("Today Rob taught us to whistle", ["Rob"]),
    ("“Worms have five hearts,” said Frank", ["Frank"]),
    ("Jack, who joined us in May, runs the recycling", ["Jack"]),
    ("Our goalkeeper Tobi saved it", ["Tobi"]),
    ("A girl called Rose won", ["Rose"]),
    ("We loved Mark's poem", ["Mark"]),
    ("Faith's mum made samosas", ["Faith"]),
    # plain first names need less
    ("Amina brought a snail", ["Amina"]),
    ("and then amina laughed", ["amina"]),
    ("AMINA WON", ["AMINA"]),
    ("Sian sang in the eisteddfod", ["Sian"]),
    # tags
    ("What a day #WellDoneGrace", ["Grace"]),
    ("#GoAmina", ["Amina"]),
    # full names
    ("Grace Oduya", ["Grace Oduya"]),
    ("mark silverwick was here", ["mark silverwick"]),
    ("Will Young of Herons won the cup", ["Will Young"]),
    ("Well done Faith Hill", ["Faith Hill"]),
]

NOBODY = [
    # animals and things, words that are explained, lessons
    "Our therapy dog Oliver is back from the vet",
    "Reception have a rabbit called Poppy",
    "Our guide dog in training, Robin, slept through assembly",
    "The new minibus is called Willow, because it bends",
    "Iman means faith",
    "The tree with the long arms is called willow in English",
    "Matilda loves her library. Our novel this term is a treat",
    "Today in RE we heard how Oliver of old lifted the mountain",
    # adults whose surname is a pupil's
    "Councillor Marsh joined the litter pick",
    "PC Hill told us how to stay safe",
    "Reverend Young led the service",
    # what is cleared is no child
    "Willow has been cleared from the river bank",
    "Jack jumped over the candlestick",
    "Hit the road, Jack! Year 4 sang to the end",
    "A postcard from our twin school in Amina, Brazil, has come",
    # months, seasons, dates
    "We meet in April for the fair",
    "1 May is a bank holiday",
    "May half term begins on Friday",
    "Summer term begins on Monday",
    "The Summer Reading Challenge is here",
    "From May 2027 clubs cost £3",
    "Enjoy the summer, everyone",
    # verbs and modal verbs
    "Will you join us?",
    "Will the weather hold?",
    "We will win with grace",
    "will you bring a cake",
    "May I have your attention",
    "Mark your calendars",
    "Rob us of our sunshine, would it, that cloud",
    "We hope to see you there",
    "Hope to see you there!",
    "To be frank, it rained",
    "Skip to the end",
    # nouns
    "a mark of respect",
    "With good grace, and much hope",
    "Art club is on Tuesday",
    "Our art gallery opens at 4pm",
    "Poppy Appeal boxes are in the office",
    "We say grace before dinner",
    "Our May menu is out",
    # classes, houses, rooms, streets
    "Rose class went to the farm",
    "Willow Room is closed",
    "Rowan House and Willow House drew",
    "Grace Street is closed today",
    "Holly, Rose and Willow classes went to the farm",
    "Robins went to the farm",
    "Robins are learning to swim",
    # saints and churches
    "St Mark's church fete is on Sunday",
    "Saint Mark and the lion",
    "St. Grace School visits on Friday",
    # people and characters that everybody knows
    "Jack and the Beanstalk opens on Friday",
    "Robin Hood lives in our hall",
    "Jack Frost has been",
    "We read Oliver Twist",
    "Matilda the Musical was splendid",
    "We are reading Matilda by Roald Dahl",
    "Frank Cottrell-Boyce wrote it",
    "Anne Frank kept a diary",
    "Grace Darling rowed out in the storm",
    "Marcus Rashford reads",
    "Mary Poppins flew in",
    "The Gospel of Mark was read in assembly",
    # titles, adults, longer names
    "Mrs Grace is our new cook",
    "Dr Hope gave a talk",
    "Author Hope Farrell signs books",
    "Local author Jack Ellwood visits",
    "Our MP, Frank Addley, came to see us",
    "Reverend Mark led the service",
    "Frank Bellweather repaired the clock",
    "Our caretaker Kofi fixed the gate",
    # animals and machines
    "Poppy the therapy dog is back",
    "Oliver, our class hamster, has escaped",
    # places
    "Our trip to Paris is full",
    "They flew from Paris to Rome",
    # shouted and joined
    "WILL YOU JOIN US AT THE SUMMER FAIR",
    "ART CLUB AND CRAFT CLUB START TODAY",
    "#SummerFair #MayDay #ArtClub #HopeForAll",
    "My class made a robot",
    "My Year 4 class made a robot",
    "so do my best friends",
]


@pytest.mark.parametrize(("text", "expected"), CHILDREN, ids=lambda value: value if isinstance(value, str) else "")
def test_a_child_is_named(text: str, expected: list[str]) -> None:
    assert sure(text) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_a_word_that_is_also_a_name_names_nobody(text: str) -> None:
    assert sure(text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Oliver (Y1) lost a tooth", ("P14",)),
        ("Oliver in Herons lost a tooth", ("P15",)),
        ("Oliver from Year 6 lost a tooth", ("P15",)),
        ("Oliver lost a tooth", ("P14", "P15")),
        ("Oliver (Y3) lost a tooth", ("P14", "P15")),
    ],
)
def test_the_class_beside_a_name_says_which_pupil_is_meant(text: str, ids: tuple[str, ...]) -> None:
    (one,) = named(text)

    assert one.ids == ids
    assert ("named-by-class" in one.clues) == (len(ids) == 1)


def test_the_people_declared_of_a_picture_say_which_pupil_is_meant() -> None:
    (one,) = named("Oliver lost a tooth", images=[Image("a.jpg", person_ids=("P15",))])

    assert one.ids == ("P15",)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Desmond Fairlamb, chair of governors, spoke", "staff"),
        ("Our chair of governors, Desmond Fairlamb, spoke", "staff"),
        ("Mr Desmond Fairlamb spoke", "staff"),
        ("Our caretaker Kofi Marchbanks retires", "staff"),
        ("Desmond Fairlamb (Robins) spoke", "pupil"),
        ("Pupil Desmond Fairlamb spoke", "pupil"),
    ],
)
def test_the_words_around_a_shared_name_tell_pupil_from_staff(text: str, who: str) -> None:
    (one,) = named(text)

    assert one.who == who
    assert "staff-share-it" not in one.clues


def test_what_cannot_be_settled_keeps_all_who_share_the_name() -> None:
    (one,) = named("Desmond Fairlamb was there")

    assert (one.who, one.ids) == ("pupil", ("P16", "S01"))
    assert "staff-share-it" in one.clues


def test_a_title_makes_a_surname_a_member_of_staff() -> None:
    (one,) = named("Miss Okafor-Lunn read to us")

    assert (one.who, one.ids) == ("staff", ("S03",))
    assert one.confidence > 0.9


def test_an_allowed_name_stays_allowed() -> None:
    linter = judge(("Grace Oduya",))

    (one,) = Evidence(Post(body="Grace Oduya sang"), linter.context).people

    assert one.who == "allowed"
    assert one.ids[0] == "allow:0"


def test_mentions_come_in_order_and_none_inside_another() -> None:
    found = named("Well done Amina, Grace Oduya, Will (Y1) and Zofia Kwiatek from Owls!")

    assert len(found) == 4
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("text", "clue"),
    [
        ("Amina (Y4) won", "class"),
        ("Amina, 9, won", "age"),
        ("Well done Amina", "praise"),
        ("Our captain Amina", "pupil-word"),
        ("Amina's mum", "kin"),
        ("Amina and Zofia", "list"),
        ("Amina won", "verb"),
    ],
)
def test_clues_say_why(text: str, clue: str) -> None:
    assert clue in named(text)[0].clues


def test_a_name_that_only_the_model_reads_is_unknown() -> None:
    (one,) = named("Well done Thandiwe (Year 3) on your solo!")

    assert (one.who, one.form) == ("unknown", "model")
    assert {"class", "praise"} <= set(one.clues)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you to Mrs Ashdown for the flowers",
        "Our reader is by Jacqueline Wilson",
        "Cllr Ruddock judged our pumpkins",
    ],
)
def test_titles_authors_and_the_famous_are_not_unknown_children(text: str) -> None:
    assert [one for one in named(text) if one.who == "unknown"] == []


def test_a_post_without_a_name_has_no_mention() -> None:
    assert named("The hall is open at nine. Bring boots.") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Head girl: amina kaur", ["amina kaur"]),
        ("We saw zofia in the library", ["zofia"]),
        ("Photo: A Kwiatek and Z. Kwiatek", ["Z. Kwiatek"]),
        ("The winner was drawn by P Thackwray", ["P Thackwray"]),
        ("A goal for G. Oduya!", ["G. Oduya"]),
        ("Faith H. carried the flag", ["Faith H."]),
        ("HILL Faith carried the flag", ["HILL Faith"]),
        ("Hope was awarded a certificate", ["Hope"]),
        ("Poppy has settled in so well", ["Poppy"]),
        ("Grace, you are a star", ["Grace"]),
        ("We all enjoyed Oliver's assembly", ["Oliver"]),
        ("Leavers #Zofia #Class2026", ["Zofia"]),
        ("Well done @hopeakinlabire", ["hopeakinlabire"]),
    ],
)
def test_bare_words_around_a_name_are_enough(text: str, names: list[str]) -> None:
    assert sure(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Oliver! rehearsals start on Thursday",
        "Respect, Courage, Hope: our values this year",
        "Courage, Hope and Faith certificates were handed out",
        "Hope is the word of the week",
        "Moses, Abraham and Robin: Year 1's questions are excellent",
        "Grace was said before the harvest lunch",
    ],
)
def test_values_shows_and_what_begins_with_a_class_name_nobody(text: str) -> None:
    assert sure(text) == []
