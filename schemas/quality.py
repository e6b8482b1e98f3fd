"""Complaints, ratings and figures as they go in and out of the API."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from booking.domain.quality import About, Ruling
from schemas.orders import Note


class NewComplaint(Struct, forbid_unknown_fields=True):
    """What it is about, and what happened; no CPR numbers."""

    about: About
    text: Note


class NewRating(Struct, forbid_unknown_fields=True):
    stars: Annotated[int, Meta(ge=1, le=5)]


class ComplaintAnswer(Struct, forbid_unknown_fields=True):
    answer: Note


class ComplaintDecision(Struct, forbid_unknown_fields=True):
    ruling: Ruling
    decision: Note


class ComplaintOut(Struct, kw_only=True):
    """A complaint with its hearing and its end; `stage` is received, hearing, answered or decided."""

    number: str
    booking: str
    interpreter: UUID
    about: About
    stage: str
    text: str
    made_at: datetime
    answer_by: datetime | None
    answer: str
    answered_at: datetime | None
    ruling: Ruling | None
    decision: str
    decided_at: datetime | None


class ComplaintsOut(Struct):
    items: list[ComplaintOut]


class RatingOut(Struct):
    booking: str
    stars: int


class FiguresOut(Struct, kw_only=True):
    """Counts in the period; shares are whole percents and the average has one decimal, null where too few to say."""

    interpreter: UUID
    name: str
    employment: str
    offered: int
    accepted: int
    declined: int
    lapsed: int
    lost: int
    withdrew: int
    assigned: int
    delivered: int
    late: int
    absent: int
    complaints: int
    upheld: int
    rated: int
    hours: float
    accept_percent: int | None
    withdraw_percent: int | None
    late_percent: int | None
    average_stars: float | None


class QualityOut(Struct, kw_only=True):
    """Everybody to whom something happened from the first day to the last, both included."""

    since: date
    until: date
    items: list[FiguresOut]
