"""Asking, answering for somebody, withdrawing, and the office's policy for offers, as they go in and out of the API."""

from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from booking.domain.offering import How
from schemas.orders import Line


class Ask(Struct, forbid_unknown_fields=True):
    """Whom to ask now: by order, or those named."""

    how: How = How.NEXT
    interpreters: Annotated[list[UUID], Meta(max_length=50)] = []


class AnswerFor(Struct, forbid_unknown_fields=True):
    """What somebody has said on the telephone."""

    answer: Literal["yes", "no"]


class Withdraw(Struct, forbid_unknown_fields=True):
    reason: Line


class StepIO(Struct, forbid_unknown_fields=True):
    """With at least `lead_minutes` left: whom to ask, and the minutes to answer in."""

    lead_minutes: Annotated[int, Meta(ge=0, le=525600)]
    how: How
    thinking_minutes: Annotated[int, Meta(ge=1, le=20160)]


class NewPolicy(Struct, forbid_unknown_fields=True, kw_only=True):
    """In force from `valid_from`, today if left out; `opens` and `closes` are Copenhagen wall times of working days."""

    steps: Annotated[list[StepIO], Meta(min_length=1, max_length=10)]
    several: Annotated[int, Meta(ge=1, le=50)] = 3
    opens: Annotated[time, Meta(tz=False)] = time(8)
    closes: Annotated[time, Meta(tz=False)] = time(16)
    late_hours: Annotated[int, Meta(ge=1, le=720)] = 24
    now_minutes: Annotated[int, Meta(ge=1, le=60)] = 3
    bridge_phone: Line = ""
    valid_from: date | None = None


class PolicyOut(Struct, kw_only=True):
    """The policy in force today, with each step in words."""

    steps: list[StepIO]
    several: int
    opens: time
    closes: time
    late_hours: int
    now_minutes: int
    bridge_phone: str
    words: list[str]
