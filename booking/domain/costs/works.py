"""What there is to pay for: a job as it was booked and as it went, and the time of it that is paid."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from booking.domain.costs.moves import without
from booking.domain.costs.tariffs import Terms
from booking.domain.modes import Mode
from booking.domain.periods import Period

Outcome = Literal["delivered", "aborted", "cancelled_late", "moved_late", "no_show"]
TOOK_PLACE = ("delivered", "aborted")


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to pay for.

    `mode` is the mode delivered. `actual` is None for a quote, and where nothing took place. `km` is the distance paid
    for and `travel_minutes` the time it took. A job is priced by the day it was held: the local date of its start
    unless `held_on` says otherwise. An aborted job is paid for the time it lasted. `lost` is what a late move took
    from the booked period, in order. `waited_minutes` were spent on the spot before it began; `breaks` are unpaid.
    """

    scheme: str
    category: str
    mode: Mode
    booked: Period
    actual: Period | None
    outcome: Outcome
    travel_minutes: int = 0
    km: Decimal = Decimal(0)
    ordered_at: datetime | None = None
    held_on: date | None = None
    lost: tuple[Period, ...] = ()
    waited_minutes: int = 0
    breaks: tuple[Period, ...] = ()

    @property
    def held(self) -> Period:
        """When it took place; the booked time where nothing did."""
        return self.actual if self.actual is not None and self.outcome in TOOK_PLACE else self.booked


def minutes_of(time: tuple[Period, ...]) -> int:
    return sum(part.minutes for part in time)


def time_held(work: Work, terms: Terms) -> tuple[Period, ...]:
    """The time the terms pay for, in order and without the breaks; an aborted job's is what it lasted."""
    actual = without(_with_wait(work), work.breaks)
    if work.outcome == "aborted":
        return actual
    booked = without(work.booked, work.breaks)
    if work.actual is None or terms.bill_basis == "booked":
        return booked
    if terms.bill_basis == "max_booked_actual":
        return max(booked, actual, key=minutes_of)
    return actual


def _with_wait(work: Work) -> Period:
    """Waiting is work from the booked start on, when somebody stands ready and nobody comes."""
    if work.waited_minutes == 0:
        return work.held
    began = max(work.booked.starts_at, work.held.starts_at - timedelta(minutes=work.waited_minutes))
    return Period(min(began, work.held.starts_at), work.held.ends_at)
