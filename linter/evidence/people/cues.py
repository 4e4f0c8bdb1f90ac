"""Small closed sets of words that speak for or against a name; the long ones are lexicons (`vocabulary`)."""

from __future__ import annotations

import re

# Before the name of an adult, written with a capital.
_TITLES_WORDS = (
    "mr mrs ms miss mx dr sir dame prof professor rev revd reverend fr father sister coach cllr councillor pc "
    "pcso lady lord judge captain capt sgt sergeant officer nurse doctor chef auntie aunty uncle grandma grandpa "
    "granny teacher headteacher ustadh imam rabbi pastor canon bishop"
)
TITLES = frozenset(_TITLES_WORDS.split())
# The titles of nobody but adults.
_STRONG_TITLES_WORDS = "mr mrs ms miss mx dr sir dame prof professor rev revd reverend"
STRONG_TITLES = frozenset(_STRONG_TITLES_WORDS.split())
# Before a saint or a sovereign.
_SAINTS_WORDS = "st saint saints sts santa san sant queen king prince princess pope emperor lady lord our-lady"
SAINTS = frozenset(_SAINTS_WORDS.split())
_DETERMINERS_WORDS = (
    "a an the some any no your my this that these those each every his her their its another what whose"
)
DETERMINERS = frozenset(_DETERMINERS_WORDS.split())
# Before a month or a season.
_TIME_WORDS_WORDS = (
    "in since until till by from during next last this early mid late before after through throughout of every "
    "each to for over across between end start beginning 1st 2nd 3rd"
)
TIME_WORDS = frozenset(_TIME_WORDS_WORDS.split())
# After a month or a season.
_AFTER_TIME_WORDS = (
    "half term terms holiday holidays break bank 2024 2025 2026 2027 2028 onwards until day days menu newsletter "
    "dates weather sun sunshine"
)
AFTER_TIME = frozenset(_AFTER_TIME_WORDS.split())
# Before a place.
_PLACE_WORDS_WORDS = "in to at from near around visit visiting visited outside across of through toward towards above"
PLACE_WORDS = frozenset(_PLACE_WORDS_WORDS.split())
# After a verb that opens a question or a wish: "Will you", "Hope everyone".
_MODAL_SUBJECTS_WORDS = (
    "you we he she they it i your our the their this that there anyone anybody someone all any be not these those "
    "every children pupils parents staff families everyone a my his her its also need have help"
)
MODAL_SUBJECTS = frozenset(_MODAL_SUBJECTS_WORDS.split())
_PERSON_PREPOSITIONS_WORDS = "by with from for to about like says thanks"
PERSON_PREPOSITIONS = frozenset(_PERSON_PREPOSITIONS_WORDS.split())
_PRONOUNS_WORDS = "he she his her him hers himself herself they"
PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
# Names that are the commonest words of all.
_SMALL_WORDS = (
    "a an the my so do to in on at as he she me we us it is be by of or no go up am are for and our your you can "
    "than that this has had was were but if not all any one two out off over some such then there they what when "
    "who why how its his her him their them from with been being did does here into just more most only own same "
    "too very i"
)
SMALL = frozenset(_SMALL_WORDS.split())
_KIN_WORDS = (
    "mum mummy mam mother dad daddy father gran granny grandma nan nana grandad grandpa grandfather grandmother "
    "brother sister family parents aunt auntie uncle cousin twin carer"
)
KIN = frozenset(_KIN_WORDS.split())
_WEAK_VERBS_WORDS = "is was has had can does gets"
WEAK_VERBS = frozenset(_WEAK_VERBS_WORDS.split())
YEARS = re.compile(r"(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)?")
# Senses of a name that ask for no capital.
PLAIN = frozenset({"word", "modal"})
# The same, and classes.
CLASSLIKE = frozenset({"word", "modal", "class"})
# Words of other languages too: "Noël", "México".
TIMES_AND_PLACES = frozenset({"month", "season", "place", "nation"})
# Between praise and the name.
BRIDGES = frozenset([":", "!", ",", "-", "–", ".", "is", "was", "are", "were"])
# What else has a name.
_ANIMALS_WORDS = (
    "dog cat pig cow hen chick lamb rabbit pony horse hamster guinea tortoise alpaca snake donkey goat bear puppy "
    "kitten gecko fish goldfish duck parrot minibus bus tractor robot mascot scarecrow skeleton tree oak elf "
    "puppet doll penguin"
)
ANIMALS = frozenset(_ANIMALS_WORDS.split())
# Between an animal and its name.
CALLED = frozenset([",", "called", "named", "is", "-", "–", "("])
# Makes a councillor a child.
_JUNIOR_WORDS = "eco school student pupil junior class house"
JUNIOR = frozenset(_JUNIOR_WORDS.split())
_SPEECH_WORDS = (
    "said says asked explained added replied whispered shouted laughed told exclaimed grinned wrote answered"
)
SPEECH = frozenset(_SPEECH_WORDS.split())

# Verbs that are also nouns in the plural: "Royal visits", "Art works".
_PLURAL_WORDS = (
    "visits works plays shows finds moves turns looks starts helps races runs draws jumps scores reads prints walks "
    "drives picks plants records tests measures cuts throws catches kicks passes rides hikes climbs leaves wins "
    "answers reports designs builds practises stitches drinks tastes"
)
PLURALS = frozenset(_PLURAL_WORDS.split())
# After a name and "and".
COMPANY = frozenset(["friends", "family", "his", "her", "their"])
# Who come along with somebody: "and two friends".
FRIENDS = frozenset(["friends", "friend", "classmates", "teammates", "pals"])
# Says that a word is spoken of, and what it means.
MEANINGS = frozenset(["means", "meaning", "translates"])
# Whoever took a picture is rarely a child.
CREDITS = frozenset(["photo", "photos", "photograph", "photographs", "photography", "photographer", "credit", "©"])
PLACE_ENDINGS = ("shire", "sex", "borough", "burgh", "chester", "minster")
# After a weak verb, of nobody but a person: "was awarded", "has settled", "is so proud".
_OF_A_PERSON_WORDS = (
    "awarded chosen named given crowned selected elected nominated thrilled proud delighted settled born poorly absent "
    "been wearing holding smiling singing reading playing our my his her so very really such loving enjoying invited "
    "asked picked rewarded recognised accepted offered signed shortlisted commended welcomed praised presented"
)
OF_A_PERSON = frozenset(_OF_A_PERSON_WORDS.split())
# What is called after somebody, and belongs to no child: "Grace's Church", "Summer's Day".
_POSSESSED_PLACES_WORDS = (
    "church school schools day eve hall house road street lane cathedral college hospital hospice academy primary "
    "infant infants junior juniors place cross park arms bakery bookshop cafe café restaurant square gate court close "
    "festival feast chapel mosque temple menu newsletter dates term weather sun edition class"
)
POSSESSED_PLACES = frozenset(_POSSESSED_PLACES_WORDS.split())
# Beside them a word is a value of the school.
_VALUES_WORDS = "value values virtue virtues theme themes worship motto ethos word"
VALUES = frozenset(_VALUES_WORDS.split())
# What a child makes or does.
_OWN_WORK_WORDS = (
    "painting drawing picture model poster poem story assembly solo goal performance portrait collage sculpture design "
    "recipe lantern mask cake cookies card letter idea question answer smile dance speech birthday hat-trick bike "
    "costume puppet robot diorama sketch photo video talk presentation project homework handwriting writing work"
)
OWN_WORK = frozenset(_OWN_WORK_WORDS.split())
# Trades of children and of the famous alike.
_TRADES_WORDS = (
    "artist artists athlete athletes cricketer dancer dancers explorer explorers footballer footballers gymnast "
    "gymnasts hero heroes inventor inventors mathematician mathematicians musician musicians pianist poet poets "
    "scientist scientists singer singers soloist soloists sprinter swimmer swimmers violinist writer writers "
    "champion champions"
)
TRADES = frozenset(_TRADES_WORDS.split())
# Before what is somebody's own: "read all of his book".
OWN = frozenset(["his", "her", "their", "own"])
# Cues of a stage that are verbs after "to".
STAGE_VERBS = frozenset(["play", "show", "act", "study", "retell", "quote", "audition", "stage"])
# Cues of a stage or a lesson that stand beside children's names as often.
_COMMON_STAGE_WORDS = (
    "show part parts play plays reader learnt learned assembly performance performed lesson lessons phonics tickets"
)
COMMON_STAGE = frozenset(_COMMON_STAGE_WORDS.split())
