"""The lists of people that the settings name: staff, roll, do-not-publish, consents. An unreadable row is a fault."""

from __future__ import annotations

from linter.people.publishing import Consent, Scope, read_consents, read_do_not_publish
from linter.people.roll import Pupil, read_roll
from linter.people.school import SchoolPeople
from linter.people.staff import StaffMember, read_staff

__all__ = [
    "Consent",
    "Pupil",
    "SchoolPeople",
    "Scope",
    "StaffMember",
    "read_consents",
    "read_do_not_publish",
    "read_roll",
    "read_staff",
]
