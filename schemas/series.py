"""Series and companions as they go in and out of the API."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from booking.domain.modes import Mode

Weekday = Annotated[int, Meta(ge=1, le=7, description="ISO weekday: 1 Monday … 7 Sunday")]


class NewSeries(Struct, forbid_unknown_fields=True, kw_only=True):
    """Which dates, from the booking's own on: its weekday if none is given; `until` (with it) or `times`, one of them.

    Wall time and length are the booking's on every date. A date that is skipped counts among the `times`.
    """

    weekdays: Annotated[list[Weekday], Meta(max_length=7)] = []
    every_weeks: int = 1
    until: date | None = None
    times: int | None = None
    holidays: Literal["skip", "keep"] = "skip"
    leave_out: Annotated[list[date], Meta(max_length=200)] = []


class TakenBack(Struct, forbid_unknown_fields=True):
    """A date that was left out and shall be booked after all."""

    date: date


class SkippedOut(Struct):
    """A planned date that was left out, and why; `POST /series/{id}/dates` takes it back."""

    date: date
    reason: str


class ConflictOut(Struct):
    """A date at which the same case, or the same contact, has an interpreter already."""

    date: date
    number: str
    text: str


class SeriesRefOut(Struct, omit_defaults=True, kw_only=True):
    """Where a booking stands in its series; all the numbers and what was left out in the answer that makes it."""

    id: UUID
    date: date
    place: int
    dates: int
    numbers: list[str] = []
    skipped: list[SkippedOut] = []
    conflicts: list[ConflictOut] = []


class FollowedOut(Struct):
    """A booking that was changed or cancelled together with the one that was asked about."""

    number: str
    status: str
    version: int
    starts_at: datetime
    ends_at: datetime


class OccurrenceOut(Struct):
    """One booking of a series: planned for `date`, now from `starts_at` to `ends_at`."""

    date: date
    week: int
    number: str
    status: str
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    interpreter: str


class SeriesOut(Struct):
    id: UUID
    rule: str
    unit: str
    made_at: datetime
    bookings: list[OccurrenceOut]
    skipped: list[SkippedOut]


class ForeseenOut(Struct):
    """One planned date: `booked` unless it is skipped or cannot be; `free` interpreters; money in DKK."""

    date: date
    week: int
    booked: bool
    starts_at: datetime | None
    ends_at: datetime | None
    holiday: str | None
    price: str | None
    refund: str | None
    free_cancel_deadline: datetime | None
    free: int | None
    conflicts: list[str]
    refusal: str | None


class SeriesPreviewOut(Struct):
    """Every planned date; the sums are of those that would be booked, for all interpreters together."""

    booked: int
    total: str
    refund: str
    dates: list[ForeseenOut]
