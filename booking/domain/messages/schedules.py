"""What is sent again and again: on which local days, and at which instant, whatever the clocks do."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from booking.domain.periods import local_date, readings
from booking.domain.workdays import Workdays

ONE_DAY = timedelta(days=1)
# Longer than any run of holidays, so that a search for a day always ends.
FAR = 60


class Rhythm(StrEnum):
    DAILY = "daily"
    WORKDAYS = "workdays"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


def falls_on(rhythm: Rhythm, day: date, workdays: Workdays) -> bool:
    """Weekly is the week's first working day: where Monday is a holiday, Tuesday. Monthly is the month's first."""
    if rhythm is Rhythm.DAILY:
        return True
    if not workdays.is_workday(day):
        return False
    before = day.day if rhythm is Rhythm.MONTHLY else day.isoweekday()
    earlier = (day - n * ONE_DAY for n in range(1, before))
    return rhythm is Rhythm.WORKDAYS or not any(workdays.is_workday(one) for one in earlier)


def due_on(day: date, clock: time) -> datetime:
    """The instant of a wall time: an hour that is skipped counts by the clock before it, of one that comes twice the
    first is meant."""
    return readings(day, clock)[0]


def next_due(rhythm: Rhythm, clock: time, *, after: datetime, workdays: Workdays) -> datetime | None:
    """The first one later than an instant; None where two months hold no such day."""
    today = local_date(after)
    days = (today + n * ONE_DAY for n in range(FAR))
    found = (due_on(day, clock) for day in days if falls_on(rhythm, day, workdays))
    return next((due for due in found if due > after), None)


def last_due(rhythm: Rhythm, clock: time, *, now: datetime, workdays: Workdays) -> tuple[date, datetime] | None:
    """The latest one that is due, with the local day that it belongs to; None where two months hold none."""
    today = local_date(now)
    days = (today - n * ONE_DAY for n in range(FAR))
    found = ((day, due_on(day, clock)) for day in days if falls_on(rhythm, day, workdays))
    return next(((day, due) for day, due in found if due <= now), None)
