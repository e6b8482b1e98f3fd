"""An interpreter's weeks: what is ahead, what was worked, and what is different from the weekly pattern."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from booking.domain.bookings import STATUSES, Booking
from booking.domain.errors import Invalid
from booking.domain.interpreters import Hours, Interval
from booking.domain.periods import Period, day_bounds, local_date
from booking.domain.texts import Text
from booking.persistence.worked import Worked
from booking.services.attestations import own_reports
from booking.services.desk import Desk
from booking.services.overviews import own_bills, own_jobs, own_work
from booking.web.entries import day_in
from booking.web.making.feeds import subscription_box
from booking.web.making.jobs import hours_of, job_of
from booking.web.views.bookings import TAGS
from booking.web.views.own_weeks import (
    AwayLine,
    CalendarDay,
    CalendarPage,
    DaySheet,
    HoursPage,
    SheetDay,
    WeekLinks,
    WorkedLine,
    WorkedRow,
)

DAY, WEEK, HALF_A_YEAR = timedelta(days=1), timedelta(days=7), timedelta(days=182)


async def day_sheet(desk: Desk) -> DaySheet:
    """Raises Denied to everybody but interpreters."""
    today = local_date(desk.now)
    ahead = [one for one in await own_jobs(desk) if one.ends_at > day_bounds(today).starts_at]
    days = sorted({today} | {day for one in ahead if (day := local_date(one.starts_at)) <= today + WEEK})
    return DaySheet(
        desk.now,
        tuple(SheetDay(day, tuple(job_of(desk, one) for one in _on(ahead, day))) for day in days if day >= today),
    )


def _on(jobs: Sequence[Booking], day: date) -> list[Booking]:
    return [one for one in jobs if local_date(one.starts_at) == day]


def week_links(desk: Desk, typed: str) -> WeekLinks:
    """The week of the day that was typed, else this one, with what is wrong with it."""
    today, error = local_date(desk.now), None
    try:
        # A date without a year is the nearest one: half a year back is as near as half a year ahead.
        near = today - HALF_A_YEAR if typed.strip()[:1].isdigit() else today
        day = day_in(typed, near, field="dag") if typed.strip() else today
    except Invalid as refused:
        day, error = today, refused.message
    monday, this = day - day.weekday() * DAY, today - today.weekday() * DAY
    return WeekLinks(monday, monday - WEEK, monday + WEEK, monday == this, typed if error else "", error)


async def calendar_page(desk: Desk, typed: str) -> CalendarPage:
    """A week from Monday: the jobs, those that are over, the weekly hours, and what is different."""
    jobs, week = await own_jobs(desk), week_links(desk, typed)
    whole = Period(day_bounds(week.monday).starts_at, day_bounds(week.monday + 6 * DAY).ends_at)
    assert desk.actor.interpreter_id is not None
    one = await desk.interpreters.get(desk.actor.interpreter_id)
    found = await desk.interpreters.intervals_of([one.id], since=whole.starts_at)
    work = await _worked(desk, whole)
    days = [week.monday + n * DAY for n in range(7)]
    return CalendarPage(
        today=local_date(desk.now),
        week=week,
        days=tuple(
            CalendarDay(
                day,
                tuple(job_of(desk, job) for job in _on(jobs, day)),
                tuple(row for row in work if local_date(row.starts_at) == day),
                written(one.hours, day, desk),
                tuple(_away(each, day) for each in found.get(one.id, []) if _touches(each, day)),
            )
            for day in days
        ),
        subscription=await subscription_box(desk),
    )


def written(hours: Sequence[Hours], day: date, desk: Desk) -> str:
    """The weekly hours of a day: 08.00–12.00, 13.00–16.00; empty where there are none."""
    parts = [part for part in hours if part.weekday == day.isoweekday()]
    return ", ".join(f"{clock(part.starts, desk)}–{clock(part.ends, desk)}" for part in parts)


def clock(at: time, desk: Desk) -> str:
    """09.30 · 09:30; the end of a day is 24.00."""
    return f"{at:%H.%M}" if desk.actor.tongue == "da" else f"{at:%H:%M}"


def _touches(one: Interval, day: date) -> bool:
    return Period(one.starts_at, one.ends_at).overlaps(day_bounds(day))


def _away(one: Interval, day: date) -> AwayLine:
    bounds = day_bounds(day)
    whole = one.starts_at <= bounds.starts_at and one.ends_at >= bounds.ends_at
    return AwayLine(one.starts_at, one.ends_at, whole, one.offered, one.reason)


async def hours_page(desk: Desk, typed: str) -> HoursPage:
    """What waits for its hours, and what was worked in the week; the sum of money for whoever is paid by the job."""
    jobs, week = await own_jobs(desk), week_links(desk, typed)
    ends_at = day_bounds(week.monday + 6 * DAY).ends_at
    over = [one for one in jobs if one.ends_at <= desk.now and one.starts_at < ends_at]
    rows = await _worked(desk, Period(day_bounds(week.monday).starts_at, ends_at))
    totals = [row.total_ore for row in rows if row.total_ore is not None]
    return HoursPage(
        week=week,
        to_report=tuple([await hours_of(desk, one) for one in over]),
        worked=tuple(rows),
        minutes=sum(_minutes(row.starts_at, row.ends_at) for row in rows),
        total_ore=sum(totals) if totals else None,
    )


def _minutes(starts_at: datetime, ends_at: datetime) -> int:
    return int((ends_at - starts_at) / timedelta(minutes=1))


async def _worked(desk: Desk, period: Period) -> list[WorkedRow]:
    work = await own_work(desk, since=period.starts_at, until=period.ends_at)
    bills = await own_bills(desk, work)
    disputes = {one.booking.id: one.dispute.reason for one in await own_reports(desk) if one.dispute is not None}
    return [_row(desk, one, bills.get(one.settlement_id or one.booking.id), disputes) for one in work]


def _row(desk: Desk, one: Worked, bill: Sequence[tuple[Text, int]] | None, disputes: dict[UUID, str]) -> WorkedRow:
    booking = one.booking
    return WorkedRow(
        number=booking.number,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        unit=desk.reference.units[booking.unit_id].name,
        mode=one.mode,
        says=STATUSES[booking.status],
        tag=TAGS[booking.status],
        disputed=disputes.get(booking.id, ""),
        lines=tuple(WorkedLine(text, ore) for text, ore in bill or ()),
        total_ore=one.net_ore if bill else None,
    )
