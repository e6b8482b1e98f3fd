"""Free times and holds, as they go in and out of the API."""

from datetime import date, datetime

from msgspec import Struct

from booking.domain.modes import Mode
from schemas.orders import Gender, Level, Line


class NewHold(Struct, forbid_unknown_fields=True, kw_only=True):
    """What is about to be booked; the interpreter who would be asked first is kept free for ten minutes."""

    language: Line
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    unit: Line
    address: Line = ""
    citizen_ref: Line = ""
    gender: Gender | None = None
    gender_required: bool = False
    level: Level = 1
    substitutes_ok: bool = False


class HoldOut(Struct):
    """One for each account: a new one lets go of the old, a booking for the same time uses it up."""

    language: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    expires_at: datetime


class StartOut(Struct):
    """A start, and by mode how many could take it; a mode that is not offered then is left out."""

    starts_at: datetime
    free: dict[Mode, int]


class DayOut(Struct):
    """A day with its lamp: many, few or none."""

    date: date
    lamp: str
    starts: list[StartOut]


class AvailabilityOut(Struct):
    """How many are free, without names; jobs, open offers and what others hold count as busy."""

    language: str
    minutes: int
    days: list[DayOut]


class LanguageOut(Struct):
    """A language's lamp (many, few or none), and how many are free at its best start of the day."""

    language: str
    name: str
    lamp: str
    free: int


class LampsOut(Struct):
    """Every language that somebody in the register speaks; nobody is free in the others."""

    date: date
    mode: Mode
    minutes: int
    languages: list[LanguageOut]


class RemedyOut(Struct):
    """A way out: `changes` is the body of a PATCH that gives `count` interpreters; empty for the office's queue.

    `cost` is what it would come to, and `first`, told to the office alone, who would come.
    """

    kind: str
    text: str
    count: int
    changes: dict[str, str | bool]
    first: str | None = None
    cost: str | None = None


class RemediesOut(Struct):
    items: list[RemedyOut]
