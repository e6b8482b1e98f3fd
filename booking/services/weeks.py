"""A week of the whole office: how much each interpreter has and could have, and what nobody has yet."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from booking.domain.interpreters import Interpreter, Interval
from booking.domain.periods import Period, day_bounds, local_date
from booking.domain.permissions import require_permission
from booking.persistence.board import DayJob, jobs_in, starts_waiting
from booking.services.desk import Desk

ONE_DAY, WEEKDAYS = timedelta(days=1), 5


@dataclass(frozen=True)
class WeekOf:
    """Monday to Friday, and the weekend where anything happens in it; `waiting` counts by day and language."""

    days: tuple[date, ...]
    people: list[tuple[Interpreter, list[Interval], list[DayJob]]]
    waiting: Counter[tuple[date, str]]


async def week_load(desk: Desk, *, day: date) -> WeekOf:
    """The week the day is in; Denied to everybody but the office. As many queries for many interpreters as for one."""
    require_permission(desk.actor, "board:read")
    monday = day - timedelta(days=day.weekday())
    whole = Period(day_bounds(monday).starts_at, day_bounds(monday + 6 * ONE_DAY).ends_at)
    people = [one for one in await desk.interpreters.listed() if one.active]
    exceptions = await desk.interpreters.intervals_of([one.id for one in people], since=whole.starts_at)
    jobs: dict[object, list[DayJob]] = {}
    for job in await jobs_in(desk.connection, whole):
        jobs.setdefault(job.interpreter_id, []).append(job)
    starts = await starts_waiting(desk.connection, whole, now=desk.now)
    waiting = Counter((local_date(starts_at), language) for starts_at, language in starts)
    busy = {local_date(job.starts_at) for found in jobs.values() for job in found} | {one for one, _ in waiting}
    days = [monday + n * ONE_DAY for n in range(7)]
    shown = tuple(one for one in days if one.weekday() < WEEKDAYS or one in busy)
    rows = [(one, exceptions.get(one.id, []), jobs.get(one.id, [])) for one in people]
    return WeekOf(shown, rows, waiting)
