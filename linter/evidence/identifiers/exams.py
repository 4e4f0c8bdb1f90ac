"""Numbers of exam candidates and centres, as they stand on certificates, timetables and desk cards (JCQ, SQA)."""

from __future__ import annotations

import re

from linter.evidence.identifiers.shapes import Form, Seen, Shape
from linter.evidence.late import Late

_LABEL = Late(r"(?:cand(?:idate)?|exam(?:ination)?)'?s?\s*(?:n(?:o|um|r|umber)s?\b|#|№)?[\s.:#=-]*(?:is\s*)?$")


def _candidate_number(seen: Seen) -> bool:
    """Say whether four digits follow their label: "candidate 2026" is a year in a sentence."""
    label = _LABEL.search(seen.before())
    return label is not None and (re.search(r"n(?:o|um|r)|[#№:]", label.group()[4:]) is not None)


UCI = Shape(
    entity="UK_UCI",
    rank=2,
    forms=(Form("candidate identifier", r"(?<![\w-])\d{5}[ ]?[0-9A-Z][ ]?\d{6}[ ]?[A-Z](?![\w-])"),),
    context=("uci", "candidate", "unique candidate identifier", "jcq", "exam", "statement of results"),
    before=10,
    after=8,
)
CANDIDATE = Shape(
    entity="UK_CANDIDATE",
    rank=5,
    digits=4,
    forms=(Form("candidate number", r"(?<![\w.,:+£$/-])\d{4}(?![\w:/%-]|[.,]\d)", needs=(("cand", "exam"),)),),
    context=(
        "candidate number",
        "candidate no",
        "candidate num",
        "candidate nr",
        "cand no",
        "exam number",
        "exam no",
        "examination number",
        "cand number",
        "candidate",
    ),
    check=_candidate_number,
    before=3,
    after=0,
    sure=0.9,
)
CENTRE = Shape(
    entity="UK_EXAM_CENTRE",
    rank=5,
    digits=5,
    forms=(Form("centre number", r"(?<![\w.,:+£$/-])\d{5}(?![\w:/%-]|[.,]\d)", needs=(("centre", "center"),)),),
    context=("centre number", "centre no", "center number", "exam centre", "centre num", "centre nr"),
    before=3,
    after=0,
    sure=0.85,
)
SCOTTISH = Shape(
    entity="UK_SCN",
    rank=4,
    forms=(Form("Scottish candidate number", r"(?<![\w.,+£$/-])\d{3}[ ]?\d{3}[ ]?\d{3}(?![\w/-]|[.,]\d)"),),
    context=("scn", "scottish candidate", "sqa", "sqa candidate", "candidate number", "scottish candidate number"),
    before=6,
)

SHAPES = (UCI, CANDIDATE, CENTRE, SCOTTISH)
