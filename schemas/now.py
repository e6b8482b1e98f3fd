"""An interpreter now, as it goes in and out of the API."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from schemas.bookings import InterpreterRef
from schemas.orders import Line

Way = Literal["substitute", "video", "later"]


class Call(Struct, forbid_unknown_fields=True, kw_only=True):
    """By telephone, from this minute on; without a `phone` the office's bridge is used."""

    language: Line
    minutes: Annotated[int, Meta(ge=5, le=240)]
    unit: Line
    case_type: Line
    phone: Line = ""
    measure: Line | None = None
    person_group: Line | None = None
    citizen_ref: Line = ""
    contact: Line = ""
    substitutes_ok: bool = False


class Instead(Struct, forbid_unknown_fields=True):
    """Which of the ways on."""

    way: Way


class WayOut(Struct):
    """What would give somebody, in words, and how many."""

    way: str
    text: str
    count: int


class CallOut(Struct, kw_only=True):
    """How it stands: how many were asked and refused, until when, who has come and what to ring."""

    number: str
    status: str
    starts_at: datetime
    ends_at: datetime
    asked: int
    refused: int
    until: datetime | None
    interpreter: InterpreterRef | None
    phone: str
    link: str
    ways: list[WayOut]
    hotlines: list[InterpreterRef]


class Ready(Struct, forbid_unknown_fields=True):
    """For how many hours from now on you may be rung; 0 switches it off."""

    hours: Annotated[int, Meta(ge=0, le=12)]


class ReadyOut(Struct):
    until: datetime | None
