"""CPR numbers as they go in and out of the API."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct


class NewCpr(Struct, forbid_unknown_fields=True):
    """`whole_case` gives it to the case's other bookings of the unit that have none."""

    cpr: Annotated[str, Meta(max_length=20)]
    whole_case: bool = False

    def __repr__(self) -> str:
        return "NewCpr(cpr=…)"


class CprKeptOut(Struct):
    """That there is a number, never which; `warnings` say what to look at again."""

    booking: str
    kept: bool
    warnings: list[str] = []


class CprOut(Struct):
    booking: str
    cpr: str


class CprReadOut(Struct):
    booking: str
    read_at: datetime
    read_by: str
    purpose: str


class CprReadsOut(Struct):
    items: list[CprReadOut]
