"""The lists of people that the settings name: staff, roll, do-not-publish. A row that cannot be read is a fault."""

from __future__ import annotations

from linter.people.staff import StaffMember, read_staff

__all__ = ["StaffMember", "read_staff"]
