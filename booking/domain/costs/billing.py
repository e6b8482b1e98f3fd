"""What the terms let a supplier bill: minutes of some time, counted up, and the journey or part of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from booking.domain.costs.tariffs import Terms
from booking.domain.costs.works import TOOK_PLACE, Work, minutes_of, time_held
from booking.domain.modes import is_remote
from booking.domain.periods import Period, local
from booking.domain.workdays import Workdays

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Bill:
    """Minutes of some time before they are counted up in blocks, and whether the journey goes with it."""

    time: tuple[Period, ...]
    minutes: int
    travel_time: bool = False
    transport: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One counted block: from when to when, in UTC, and what the rate is multiplied by."""

    starts_at: datetime
    ends_at: datetime
    factor: Decimal


def bill_of(work: Work, terms: Terms) -> Bill | None:
    """None where the terms bill nothing."""
    if work.outcome in TOOK_PLACE:
        return _bill_held(work, terms)
    bills = terms.noshow_bills if work.outcome == "no_show" else terms.late_cancel_bills
    if bills == "none":
        return None
    whole = _bill_whole(work, terms, bills)
    lost = minutes_of(work.lost)
    if work.outcome != "moved_late" or lost >= work.booked.minutes:
        return whole
    # The job that is left bears its own minimum and its own journey.
    return Bill(work.lost, min(lost, whole.minutes))


def _bill_whole(work: Work, terms: Terms, bills: str) -> Bill:
    if bills.endswith("min"):
        return Bill((work.booked,), int(bills.removesuffix("min")))
    transport = bills == "booked_plus_transport" and not is_remote(work.mode)
    return Bill((work.booked,), max(work.booked.minutes, terms.min_minutes), transport=transport)


def _bill_held(work: Work, terms: Terms) -> Bill | None:
    if work.outcome == "aborted" and work.actual is None:
        return None
    time, travelled = time_held(work, terms), not is_remote(work.mode)
    return Bill(time or (work.held,), max(minutes_of(time), terms.min_minutes), travelled, travelled)


def billed_minutes(bill: Bill, step: int) -> int:
    """Rounded up to whole steps."""
    return -(-bill.minutes // step) * step


def blocks_of(bill: Bill, terms: Terms, *, step: int, workdays: Workdays) -> Iterator[Block]:
    """Each started block is priced by the instant it starts.

    The blocks of a minimum count as started, so that more minutes never cost less.
    """
    for passed in range(0, bill.minutes, step):
        starts_at = minute_after(bill.time, passed)
        # Of a block across a break the end is reckoned in paid time; the end of a part is not the start of the next.
        ends_at = minute_after(bill.time, passed + step - 1) + MINUTE
        yield Block(starts_at, ends_at, hours_factor(starts_at, terms, workdays))


def minute_after(time: tuple[Period, ...], passed: int) -> datetime:
    """The instant after so many minutes of the time, which is laid end to end and goes on after its end."""
    for part in time[:-1]:
        if passed < part.minutes:
            return part.starts_at + timedelta(minutes=passed)
        passed -= part.minutes
    return time[-1].starts_at + timedelta(minutes=passed)


def hours_factor(start: datetime, terms: Terms, workdays: Workdays) -> Decimal:
    at = local(start)
    holiday = not workdays.is_workday(at.date())
    if terms.normal_from <= at.time() < terms.normal_to:
        return terms.holiday_factor if holiday else Decimal(1)
    return max(terms.holiday_factor, terms.offhours_factor) if holiday else terms.offhours_factor


def urgent_factor(work: Work, terms: Terms) -> Decimal:
    if work.ordered_at is None or terms.urgent_hours is None:
        return Decimal(1)
    notice = work.booked.starts_at - work.ordered_at
    return terms.urgent_factor if notice < timedelta(hours=terms.urgent_hours) else Decimal(1)
