"""What the columns of a list of people are called by the systems that export it: field → headers, likeliest first.

Headers are compared in small letters, with one "_" for whatever is neither letter nor digit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_BETWEEN = re.compile(r"[\W_]+")

ROLL: Mapping[str, tuple[str, ...]] = {
    "id": (
        "pupil_id", "student_id", "person_id", "mis_id", "adno", "adm_no", "admission_no", "admission_number",
        "admissions_number", "candidate_number", "upn", "unique_pupil_number",
    ),
    "first_name": (
        "forename", "forenames", "given_name", "given_names", "firstname", "first_names", "legal_forename",
        "legal_first_name", "pupil_forename", "student_forename", "christian_name", "first",
    ),
    "preferred_name": (
        "preferred_forename", "preferred_first_name", "chosen_forename", "chosen_first_name", "chosen_name", "known_as",
        "known_name", "preferred", "nickname", "goes_by",
    ),
    "middle_name": ("middle_names", "middlename", "other_names", "second_name", "legal_middle_names"),
    "last_name": (
        "surname", "family_name", "lastname", "legal_surname", "legal_last_name", "pupil_surname", "student_surname",
        "preferred_surname", "chosen_surname", "preferred_last_name", "last",
    ),
    "other_last_name": ("preferred_surname", "chosen_surname", "preferred_last_name", "former_surname"),
    "name": ("pupil_name", "student_name", "full_name", "pupil", "student", "child", "child_name", "child_s_name",
             "surname_forename", "surname_and_forename", "legal_name", "names"),
    "year": ("year_group", "nc_year", "nc_year_actual", "national_curriculum_year", "yr", "yeargroup", "ncyear", "yg",
             "year_taught_in", "curriculum_year"),
    "class": ("reg", "reg_group", "registration_group", "registration_form", "form", "tutor_group", "class_name",
              "registration", "tutor", "house_group"),
    "status": ("enrolment_status", "enrollment_status", "on_roll", "roll_status", "leaver", "leaving_status"),
}  # fmt: skip
STAFF: Mapping[str, tuple[str, ...]] = {
    "id": ("staff_id", "staff_code", "code", "person_id", "employee_id", "payroll_number", "initials"),
    "first_name": ROLL["first_name"],
    "last_name": ("surname", "family_name", "lastname", "legal_surname", "legal_last_name", "last"),
    "role": ("job_title", "post", "post_title", "position", "job", "title_of_post", "governor_type", "category"),
    "name": ("staff_name", "full_name", "teacher", "governor", "surname_forename", "legal_name", "names"),
    "publish_name": ("may_publish_name", "name_may_be_published", "publish"),
}
DO_NOT_PUBLISH: Mapping[str, tuple[str, ...]] = {
    "id": ROLL["id"],
    "scope": ("what", "kind", "restriction", "restrictions", "applies_to", "do_not_publish"),
}
CONSENTS: Mapping[str, tuple[str, ...]] = {
    "id": ("consent_id", "consent", "reference", "ref"),
    "person_id": ("pupil_id", "student_id", "staff_id", "adno", "admission_number", "upn"),
    "channels": ("channel", "platforms", "where"),
    "granularity": ("scope", "what", "covers"),
    "from": ("start", "start_date", "valid_from", "given", "date_given", "date"),
    "until": ("end", "end_date", "valid_until", "expires", "expiry", "to"),
    "withdrawn": ("withdrawn_on", "date_withdrawn", "revoked"),
}


def folded(header: str) -> str:
    """Return a header as it is compared: "NC Year " is "nc_year"."""
    return _BETWEEN.sub("_", header.strip().casefold()).strip("_")


def places(header: list[str], aliases: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return field → column of the fields that a folded header has; a field's own name beats its aliases."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    fields = {*aliases}
    for field in fields:
        if field in header:
            found[field] = header.index(field)
            taken.add(found[field])
    for field, others in aliases.items():
        for other in others if field not in found else ():
            if other in header and header.index(other) not in taken:
                found[field] = header.index(other)
                taken.add(found[field])
                break
    return found
