"""Posts for the benchmarks: made from phrases by a fixed sequence of numbers, the same on each machine."""

from __future__ import annotations

import random

OPENINGS = (
    "Our {things} are up in the hall and they look wonderful.",
    "What a week in {group}!",
    "A reminder for families in {group}:",
    "Well done to everyone in {group} for a lovely {event} on {day}.",
    "Thank you to all who came to the {event} on {day}.",
    "{group} have been busy making {things} for the {event}.",
    "The {event} is on {day} at {hour}, and all are welcome.",
)
MIDDLES = (
    "Please bring {thing} and a drink, and wear something warm if the field is wet.",
    "There will be tea, cake and a stall with {things} made by the eco club.",
    "Doors open at {hour}; the car park fills early, so please walk if you can.",
    "The children asked good questions, tried everything once and tidied up without being told!",
    "We measured, drew, painted and wrote about {things}, and the wall outside the library shows it.",
    "Tickets are £{number} at the office, or at https://shop.ferncombe.example/{slug} until {day}.",
    "Find the letter on our site, www.ferncombe.example/letters, or ask at the office.",
)
CLOSINGS = (
    "Come and see them before school on {day}, from {hour}. 🏮",
    "We cannot wait for the next one! #{tag} #FerncombeFamily",
    "If you have {things} to spare, the office would be glad of them.",
    "More photos next week 📸 @ferncombepta",
    "Thank you for your help, as always.",
    "Raffle in the hall afterwards: {number} prizes, and a hamper 🎁",
)
WORDS = {
    "things": ("paper lanterns", "bird boxes", "clay pots", "poems", "seed bombs", "masks", "willow stars"),
    "thing": ("a coat", "wellies", "a water bottle", "a shoe box", "an old shirt"),
    "group": ("Reception", "Year 1", "Year 4", "Oak class", "the choir", "Forest School", "Year 6"),
    "event": ("winter fair", "sports day", "book swap", "carol concert", "science morning", "quiz night"),
    "day": ("Monday", "Tuesday 24 November", "Thursday", "Friday afternoon", "3 December"),
    "hour": ("8.30am", "half past three", "6pm", "2:15pm"),
    "number": ("2", "5", "12", "30"),
    "slug": ("fair", "quiz-2026", "carols", "books"),
    "tag": ("WinterFair", "OutdoorLearning", "BookSwap", "SciWeek"),
}
LENGTH = 40


def made(count: int, seed: int = 1) -> list[str]:
    """Return posts of forty words."""
    numbers = random.Random(seed)
    return [_post(numbers) for _ in range(count)]


def _post(numbers: random.Random) -> str:
    pieces = [numbers.choice(OPENINGS)]
    while sum(len(piece.split()) for piece in pieces) < LENGTH:
        pieces.append(numbers.choice(MIDDLES if len(pieces) < 3 else CLOSINGS))
    filled = " ".join(piece.format(**{key: numbers.choice(words) for key, words in WORDS.items()}) for piece in pieces)
    return " ".join(filled.split()[:LENGTH])
