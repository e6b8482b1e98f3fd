"""The office's day board, and the figures in everybody's menu."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from booking.domain.bookings import Booking, Status
from booking.domain.interpreters import Interpreter, Interval
from booking.domain.periods import day_bounds
from booking.domain.permissions import may, require_permission
from booking.matching.ranking import Ranking
from booking.persistence.alarms import those_nearing
from booking.persistence.board import Asked, DayJob, asked_for, jobs_in, waiting
from booking.persistence.offering import Withdrawal
from booking.persistence.overviews import (
    Count,
    count_each,
    count_waiting,
    those_offered,
    those_to_attest,
    those_waiting,
)
from booking.persistence.scope import visible_to
from booking.services.alarms import rule_of
from booking.services.candidates import rank_for, sift_each
from booking.services.desk import Desk

# Whoever is left out counts for nothing in the queue either: a board leaves nobody out.
MOST_PEOPLE = 10_000
MOST_WAITING = 100


@dataclass(frozen=True)
class Waiting:
    """A booking that nobody has; `ranking` where nobody is being asked about it; in order for the chosen.

    `withdrew` is the last who had it and gave it back too late.
    """

    booking: Booking
    asked: Asked | None
    ranking: Ranking | None
    withdrew: Withdrawal | None = None


@dataclass(frozen=True)
class BoardOf:
    """A day: who there is, with exceptions and jobs, and what waits from now on; `chosen` is one of the queue.

    `ill` are who is ill now: the name, and the repair of their jobs.
    """

    day: date
    people: list[tuple[Interpreter, list[Interval], list[DayJob]]]
    queue: list[Waiting]
    waiting: int
    chosen: Waiting | None = None
    ill: tuple[tuple[str, UUID], ...] = ()


async def day_board(desk: Desk, *, day: date, chosen: str = "") -> BoardOf:
    """Denied to everybody but the office; the number of queries does not grow with interpreters or jobs.

    The booking numbered `chosen` is ranked, whoever is being asked; a number that does not wait chooses nothing.
    """
    require_permission(desk.actor, "board:read")
    period = day_bounds(day)
    people = [one for one in await desk.interpreters.listed(limit=MOST_PEOPLE) if one.active]
    exceptions = await desk.interpreters.intervals_of([one.id for one in people], since=period.starts_at)
    jobs: dict[object, list[DayJob]] = {}
    for job in await jobs_in(desk.connection, period):
        jobs.setdefault(job.interpreter_id, []).append(job)
    rows = [(one, exceptions.get(one.id, []), jobs.get(one.id, [])) for one in people]
    queue = await _queue(desk, chosen, people)
    count = len(queue) if len(queue) < MOST_WAITING else await count_waiting(desk.connection, now=desk.now)
    names = {one.id: one.name for one in people}
    ill = ((names.get(one.interpreter_id, ""), one.id) for one in await desk.repairs.live(now=desk.now))
    found = next((one for one in queue if one.booking.number == chosen), None)
    return BoardOf(day, rows, queue, count, found, tuple(ill))


async def _queue(desk: Desk, chosen: str, people: list[Interpreter]) -> list[Waiting]:
    found = await waiting(desk.connection, now=desk.now, limit=MOST_WAITING)
    asked = await asked_for(desk.connection, [booking.id for booking in found])
    late = {one.booking_id: one for one in await desk.withdrawals.of_bookings([one.id for one in found]) if one.late}
    unasked = [one for one in found if one.status is not Status.OFFERED and one.number != chosen]
    rankings = await sift_each(desk, unasked, people)
    for one in found:
        if one.number == chosen:
            rankings[one.id] = await rank_for(desk, one)
    return [Waiting(one, asked.get(one.id), rankings.get(one.id), late.get(one.id)) for one in found]


async def next_waiting(desk: Desk, *, after: Booking, language: str = "") -> Booking | None:
    """The booking behind this one in the queue, else the first of it; None when nothing else waits.

    With a `language` of that alone.
    """
    require_permission(desk.actor, "board:read")
    queue = await waiting(desk.connection, now=desk.now, limit=MOST_WAITING)
    found = [one for one in queue if one.id != after.id and language in ("", one.language)]
    behind = ((one.starts_at, one.number) > (after.starts_at, after.number) for one in found)
    return next((one for one, is_behind in zip(found, behind, strict=True) if is_behind), found[0] if found else None)


async def what_waits(desk: Desk) -> dict[str, int]:
    """How much waits for the actor: `unfilled` and `alarms`, `tasks` for the office, `to_attest`, `offers`."""
    counts: dict[str, Count] = {}
    if may(desk.actor, "board:read"):
        counts["unfilled"] = those_waiting(now=desk.now)
        counts["alarms"] = those_nearing(now=desk.now, hours=rule_of(desk.reference).hours)
    if may(desk.actor, "tasks:read"):
        counts["tasks"] = desk.tasks.those_waiting()
    if may(desk.actor, "bookings:attest"):
        counts["to_attest"] = those_to_attest(visible_to(desk.actor))
    if desk.actor.interpreter_id is not None:
        counts["offers"] = those_offered(desk.actor.interpreter_id, now=desk.now)
    return await count_each(desk.connection, counts)
