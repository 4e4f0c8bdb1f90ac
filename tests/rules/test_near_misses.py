"""Ordinary posts of ordinary schools: an approved post from the school's own account must come through clean.

Many stand close to what a rule looks for: results days without results, secrets that are a game, staff who leave with
a thank-you, links and numbers that are the school's own.
"""

from __future__ import annotations

import pytest

from linter.rule import Example
from tests.rules.examples import run

POSTS = {
    "infant": (
        "Reception have been growing cress. Ask your child about the cotton wool! 🌱",
        "Year 1 are learning about castles. Please send in cardboard boxes and tubes by Friday.",
        "Year 2 need wellies on Wednesday for our trip to the duck pond 🦆",
        "Our word of the week is 'enormous'. Can you use it at home?",
        "Show and tell is on Friday this week: something that begins with S.",
        "Stay and play on Tuesday, 9am to 10am. Toddlers are welcome.",
        "Shh 🤫 it's nap time in Nursery: please ring the bell once.",
        "Phonics evening for Reception parents: Thursday 26 November, 6pm, in the hall. Slides follow on the website.",
        "We are tuning in to Phase 3 sounds this half term. The sound mats are in book bags.",
    ),
    "junior": (
        "Year 4 swimming starts on Monday. Costume, towel and goggles, please 🏊",
        "Times tables challenge: ten minutes a day makes all the difference.",
        "Year 3 built Roman roads out of biscuits. None survived 🍪",
        "World Book Day is on 4 March. Costumes from the cupboard, not the shops, please. #WorldBookDay",
        "Year 5 made a volcano erupt. The hall smells of vinegar.",
        "Year 6 leavers' hoodies: order forms are in the office.",
        "Bikeability for Year 6 begins on Tuesday. Check your brakes! 🚲",
        "Part 2 of our class story is on the corridor wall.",
        "Spellings are on the website every Friday.",
    ),
    "secondary": (
        "Year 9 options evening is on 21 January. Booklets are on the website.",
        "Mock exams begin on Monday. Shh 🤫 in the corridor by the hall, please.",
        "Year 8 geographers measured the river. The river won.",
        "The art department's exhibition is open until Friday, 3pm to 5pm.",
        "Year 7 are reading Skellig. Spare copies are in the library.",
        "Lockers: please collect keys from the site team before Friday.",
        "Duke of Edinburgh's Award: expedition kit lists are on the noticeboard.",
        "Our debating club asks whether homework should be banned. Tuesday, Room 12.",
        "Year 10 work experience forms are due by 4 December.",
        "Netball: training is at lunch on Mondays and after school on Wednesdays.",
    ),
    "sixth form": (
        "Sixth-form open evening: 12 November, 6pm to 8pm. Talks at half past.",
        "UCAS drop-in every Wednesday in the library with the careers team.",
        "A-level results day is Thursday 13 August. Collect from 8am in the hall; tea for parents next door.",
        "Driving lessons: a provisional licence is fine as identification for the trip.",
        "Extended projects are due on Friday. Breathe.",
        "Apprenticeship fair in Eastmere town hall on 3 December, free entry.",
        "Bursary forms are in the sixth-form office. Ask us, we are glad to help.",
    ),
    "special school": (
        "Our sensory garden is open again. The wind chimes are new.",
        "Hydrotherapy runs as usual this week. Please send a swimming bag.",
        "Makaton sign of the week: 'together'.",
        "Transport: the first minibus leaves at 3.10pm and the second at 3.20pm.",
        "Our switch-operated radio play is finished and sounds splendid.",
        "Parents' coffee morning with the speech and language team, Friday 10am.",
        "Thank you to the therapy dogs and their people. Tails were wagged 🐾",
    ),
    "nursery": (
        "Nursery places for January: come and look round on Wednesday at 2pm.",
        "We are collecting conkers, leaves and feathers for our autumn tray 🍂",
        "Please label coats and bottles. We have nine blue coats.",
        "Wash day! Our dolls are on the line.",
        "Settling-in sessions are booked through the office.",
        "15 or 30 funded hours? The council's website explains who is eligible.",
    ),
    "trust": (
        "Mere Valley Learning Trust's art show opens on Saturday in Eastmere library.",
        "Our trustees meet on 9 December. Agreed minutes are on the trust's website.",
        "Across the trust this week: choirs in four towns, one song.",
        "The trust's annual report and accounts are published on its website.",
        "Staff from all our schools trained together today. Schools reopen on Tuesday.",
        "We are looking for a cleaning contractor: details are on Contracts Finder.",
    ),
    "PTA": (
        "The winter fair is on Saturday 5 December, 11am to 2pm. Santa arrives at noon 🎅",
        "Between us we raised £412 for the new reading corner. Thank you!",
        "The PTA AGM is on Monday at 7pm in the staffroom. Tea provided.",
        "Secret Santa shop: gifts from 50p, wrapped by elves.",
        "Cake stall on Friday. Nut-free bakes only, please.",
        "Raffle tickets are £1 a strip from the office.",
        "Second-hand uniform rail at parents' evening: take what you need.",
        "Quiz night on 27 November, tables of six. Bring a snack.",
        "Draft minutes of the PTA AGM will be read out at the next meeting.",
        "Who can lend us a gazebo for Saturday?",
    ),
    "governors": (
        "Governors meet on 3 December; minutes follow on the website.",
        "We are looking for a parent governor. Nomination forms are in the office until Friday.",
        "Governors joined lessons this morning. Thank you for the biscuits.",
        "The governing body's consultation on admissions is open until 31 January.",
        "Agreed governors' minutes are on the website.",
    ),
    "library": (
        "New in the library: forty graphic novels. First come, first served 📚",
        "Shh 🤫 silent reading from 1.15pm.",
        "Our book fair is open after school until Thursday. Cash or card.",
        "The Secret Garden is our book club's choice for December.",
        "Overdue books: no fines, just bring them home.",
        "Librarian's pick: a mystery with a very clever cat.",
    ),
    "sports": (
        "Football: Thistlebrook 3, Eastmere Juniors 3. A fine match.",
        "Cross-country is on, rain or shine. Spare socks advised.",
        "Sports day moves to Friday because of the weather. #SportsDay2026",
        "Netball fixtures for December are on the website.",
        "Two seconds off the record in the relay!",
        "Gymnastics club has three places left. Ask at the office.",
        "Well played, everyone. The oranges are gone 🍊",
        "Swimming gala on Friday: spectators, please bring 20p for the lockers.",
    ),
    "meals": (
        "Menu change on Thursday: fish pie instead of curry.",
        "Halal, vegetarian and vegan choices are on every menu.",
        "Breakfast club opens at 7.45am. Porridge and toast.",
        "We are a nut-free school. Please check lunch boxes.",
        "Free school meals: apply through the council's website. It takes five minutes.",
        "Christmas dinner is on 16 December. Book by Friday.",
    ),
    "lost property": (
        "Lost property is on tables in the hall until Friday. So many gloves.",
        "Found: one violin. Owner, please come to the office.",
        "Lost: a red scarf with a bobble. It is much missed.",
        "Anything left on Friday goes to the charity shop.",
    ),
    "uniform": (
        "Uniform reminder: black shoes, not trainers, from Monday.",
        "Hats, scarves and gloves on, please: it is two degrees.",
        "PE kits stay in school until half term.",
        "The uniform policy is on our website. Braids, locs, turbans and hijabs are welcome.",
        "Ties are on sale in the office at £4.",
    ),
    "closure": (
        "SCHOOL CLOSED today because of snow. Work is on the website.",
        "We are open as usual. The top path is icy, so please use the lower gate.",
        "The boiler is mended. School reopens tomorrow at 8.40am.",
        "School closes at 1pm today: please collect from the main hall. Buses have been told.",
        "The roof leaked over the weekend, so assembly is in the gym.",
        "No water in the street, so no school today. Sorry! Updates at noon.",
    ),
    "results day": (
        "GCSE results day is 20 August. Doors open at 8am.",
        "Results cannot be given over the phone. Bring identification.",
        "SATs week breakfast club opens at 8am. Toast and calm.",
        "SATs start on Monday. Sleep, breakfast, a pencil: that is all.",
        "Appeals: see the exams page of our website.",
        "Our latest inspection report is on the website.",
    ),
    "recruitment": (
        "We are hiring a teaching assistant, 20 hours a week. Closing date: 4 December.",
        "Come and work with us! Midday supervisor, term time only. Details on the website.",
        "Teacher of mathematics wanted from January. Visits are welcome.",
        "Site manager: an enhanced DBS check is needed. Apply by noon on Friday.",
        "Volunteers to hear readers are always welcome. Training is given.",
    ),
    "thanks": (
        "Thank you to Mrs Holt, our crossing guide for twenty years. Enjoy your garden! 🌻",
        "Welcome to Mr Banerjee, who joins Year 3 after half term.",
        "Goodbye and good luck to Miss Ferreira, who leaves us at Christmas.",
        "Thank you to everyone who came to our coffee morning. The cakes were splendid.",
        "Well done to all our choirs. There were happy tears.",
        "Thank you, Eastmere Rotary Club, for the new benches.",
        "A big thank you to our bus drivers 🚌",
    ),
    "festivals": (
        "Harvest assembly is on Friday. Tins and packets for the food bank, please 🌾",
        "Happy Diwali to our families who celebrate! Rangoli by the front door 🪔",
        "Eid Mubarak to all who celebrate 🌙✨",
        "Happy Chanukah! Latkes on the menu this Thursday.",
        "Chag Chanukah sameach to our Jewish families 🕎",
        "Vaisakhi lunch on Tuesday, cooked by our Sikh families. All are welcome.",
        "Gung hay fat choy! Dragon dance at 2pm in the yard 🐉",
        "Carol service: Thursday, 6pm, St Anne's church. Candles are provided.",
        "Nativity tickets are free. Two a family, from the office.",
        "Black History Month: our displays are up. #BlackHistoryMonth",
        "On Remembrance Day we keep two minutes' silence at 11.",
        "Pancake races on Tuesday! Aprons on.",
        "Happy Nowruz to our Persian and Kurdish families 🌷",
        "Easter egg hunt in the wood on Thursday, after lunch.",
    ),
    "Welsh": (
        "Dydd Gŵyl Dewi hapus! Gwisg goch neu wisg Gymreig ddydd Llun, os gwelwch yn dda 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "Mae'r ysgol ar agor fel arfer heddiw. School is open as usual today.",
        "Bydd y ffair Nadolig ddydd Sadwrn am 11. Croeso i bawb!",
        "Eisteddfod yr ysgol ddydd Gwener. Pob lwc i'r corau! #eisteddfodyrysgol",
        "Diolch yn fawr i Gymdeithas y Rhieni am y llyfrau newydd.",
        "Clwb yr Urdd ar ôl ysgol ddydd Mercher tan 4.30.",
        "Shwmae Su'mae! Heddiw rydyn ni'n siarad Cymraeg ym mhobman.",
    ),
    "care": (
        "Our school nurse runs a free, confidential drop-in on Tuesdays at lunch.",
        "Worried? Speak in confidence to any adult in school, or call Childline on 0800 1111.",
        "Online safety: don't share your password with anyone, not even your best friend.",
        'If someone says "don\'t tell anyone", tell a trusted adult.',
        "Head lice are about again. The NHS website has good advice.",
        "Walk to school week begins on Monday. Scooters count.",
        "Please do not park on the zigzags. Thank you.",
        "Please don't share photos of other children from the concert online.",
        "Anti-Bullying Week: odd socks on Tuesday! #AntiBullyingWeek",
        "The confidentiality and data protection policies are on our website.",
    ),
    "contact": (
        "Questions? Ring the office on 01632 960160 or write to office@thistlebrook.example.",
        "Parents' evening bookings open at 9am tomorrow: https://thistlebrook.example/parents-evening",
        "Report an absence before 9am, please, on 01632 960160.",
        "Term dates for next year are on our website: thistlebrook.example/dates",
        "Dates for the residential have not been announced yet. We will write home.",
    ),
}
ALL = [(setting, post) for setting, posts in POSTS.items() for post in posts]
# What is only pointed out may be pointed out now and then, not in every other post.
A_HANDFUL = 5


def test_there_are_enough_posts_to_mean_something() -> None:
    assert len({post for _, post in ALL}) == len(ALL) >= 120


@pytest.mark.parametrize(("setting", "post"), ALL)
def test_an_ordinary_post_comes_through(setting: str, post: str) -> None:
    result = run(Example(post=post))

    assert not result.failures
    assert {(f.rule, f.case, f.found) for f in result.findings if f.severity != "info"} == set(), setting


def test_ordinary_posts_are_hardly_ever_remarked_on() -> None:
    results = [(post, run(Example(post=post)).findings) for _, post in ALL]
    remarks = [(post, f.rule, f.found) for post, findings in results for f in findings if f.severity == "info"]

    assert len(remarks) <= A_HANDFUL, remarks
