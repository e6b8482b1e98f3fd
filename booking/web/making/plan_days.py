"""The days of a plan as a board: what everybody has already, what goes away, and what comes."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from booking.domain.periods import local_date
from booking.domain.plans import LineState, PlanLine
from booking.domain.texts import Text
from booking.persistence.board import DayJob
from booking.services.desk import Desk
from booking.services.planning import PlanDetails, jobs_around
from booking.web.views.boards import slot
from booking.web.views.plans import Bar, DayBars, Lane

NOBODY = Text("Uden tolk", "Without interpreter")
# What was put aside or carried out moves no more.
MOVING = frozenset({LineState.PROPOSED, LineState.STALE})


async def plan_days(desk: Desk, found: PlanDetails) -> tuple[DayBars, ...]:
    """Only days on which something would move, and only those whom it concerns."""
    moving = [line for line in found.lines if line.state in MOVING]
    days: dict[date, list[PlanLine]] = {}
    for line in moving:
        days.setdefault(local_date(line.starts_at), []).append(line)
    jobs = await jobs_around(desk, found) if days else []
    return tuple(_day(desk, found, day, lines, jobs) for day, lines in sorted(days.items()))


def _day(desk: Desk, found: PlanDetails, day: date, lines: list[PlanLine], jobs: Iterable[DayJob]) -> DayBars:
    people = {one for line in lines for one in (line.taker_id, line.giver_id) if one is not None}
    names = sorted(((found.people[one].name, one) for one in people), key=lambda pair: pair[0])
    coming: dict[UUID | None, list[Bar]] = {}
    for line in lines:
        coming.setdefault(line.taker_id, []).extend(_bar(desk, found, line, day, "to"))
        coming.setdefault(line.giver_id, []).extend(_bar(desk, found, line, day, "from"))
    moved = {found.bookings[line.booking_id].number for line in lines}
    for job in jobs:
        if local_date(job.starts_at) == day and job.interpreter_id in people and job.number not in moved:
            coming.setdefault(job.interpreter_id, []).extend(_stays(desk, job, day))
    lanes = [Lane(NOBODY, bars, nobody=True) for bars in _side_by_side(coming.get(None, []))]
    lanes += [Lane(name, tuple(sorted(coming.get(one, []), key=_start))) for name, one in names]
    return DayBars(day, tuple(lane for lane in lanes if lane.bars), len(lines))


def _start(bar: Bar) -> tuple[int, int]:
    return bar.slot.column, bar.n


def _side_by_side(bars: list[Bar]) -> Iterator[tuple[Bar, ...]]:
    """As few rows as will do, so that no two stand on each other."""
    rows: list[list[Bar]] = []
    for bar in sorted(bars, key=_start):
        row = next((one for one in rows if one[-1].slot.column + one[-1].slot.width <= bar.slot.column), None)
        if row is None:
            rows.append([bar])
        else:
            row.append(bar)
    yield from (tuple(row) for row in rows)


def _bar(desk: Desk, found: PlanDetails, line: PlanLine, day: date, look: str) -> Iterator[Bar]:
    place, booking = slot(line.starts_at, line.ends_at, day), found.bookings[line.booking_id]
    if place is None:
        return
    taker = found.people[line.taker_id].name
    giver = found.people[line.giver_id].name if line.giver_id is not None else ""
    words = {
        "from": Text(f"går til {taker}", f"goes to {taker}"),
        "to": Text(f"fra {giver}", f"from {giver}") if giver else Text("ny", "new"),
    }[look]
    unit = desk.reference.units[booking.unit_id].name
    yield Bar(booking.number, unit, line.mode, line.starts_at, line.ends_at, place, look, words, line.n)


def _stays(desk: Desk, job: DayJob, day: date) -> Iterator[Bar]:
    place = slot(job.starts_at, job.ends_at, day)
    if place is not None:
        unit = desk.reference.units[job.unit_id].name
        yield Bar(job.number, unit, job.mode, job.starts_at, job.ends_at, place, "stays", Text("bliver", "stays"))
