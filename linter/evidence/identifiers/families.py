"""All shapes of identifiers, in one list."""

from __future__ import annotations

from linter.evidence.identifiers import belongings, contacts, exams, people_numbers, places, profiles

SHAPES = (
    *people_numbers.SHAPES,
    *exams.SHAPES,
    *contacts.SHAPES,
    *places.SHAPES,
    *belongings.SHAPES,
    *profiles.SHAPES,
)
ENTITIES = tuple(dict.fromkeys(shape.entity for shape in SHAPES))
