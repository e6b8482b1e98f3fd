"""Whom an interpreter must not meet, over the API."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct


class NewConflict(Struct, forbid_unknown_fields=True):
    """Either the case number of a citizen or the code of a unit; `until` is the last day, null for good."""

    citizen_ref: Annotated[str, Meta(max_length=200)] = ""
    unit: str | None = None
    reason: Annotated[str, Meta(max_length=200)] = ""
    until: date | None = None


class ConflictOut(Struct):
    """`jobs` are the numbers of those ahead that the interpreter has in spite of it."""

    id: UUID
    citizen_ref: str | None
    unit: str | None
    reason: str
    until: date | None
    jobs: list[str]


class ConflictsOut(Struct):
    items: list[ConflictOut]
