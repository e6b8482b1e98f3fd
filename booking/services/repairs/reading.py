"""Reading repairs: the lines with their bookings and the names of everybody in them."""

from dataclasses import dataclass
from uuid import UUID

from booking.domain.bookings import Act, Booking, allows
from booking.domain.interpreters import Interpreter
from booking.domain.permissions import require_permission
from booking.domain.repairs import LineState, Repair, RepairLine
from booking.services.desk import Desk


@dataclass(frozen=True)
class LineDetails:
    """A line, its booking, and for a swap the booking that makes way."""

    line: RepairLine
    booking: Booking
    other: Booking | None
    may_take_back: bool


@dataclass(frozen=True)
class RepairDetails:
    """An illness with its lines in the order of the jobs; `people` are all who are named in them, by id."""

    repair: Repair
    interpreter: Interpreter
    lines: list[LineDetails]
    people: dict[UUID, Interpreter]

    @property
    def undecided(self) -> list[LineDetails]:
        return [one for one in self.lines if one.line.state in (LineState.PROPOSED, LineState.FAILED)]


async def find_repair(desk: Desk, repair_id: UUID, *, lock: bool = False) -> Repair:
    """Denied to everybody but the office; NotFound when there is none."""
    require_permission(desk.actor, "repairs:write")
    return await desk.repairs.get(repair_id, lock=lock)


async def read_repair(desk: Desk, *, repair_id: UUID) -> RepairDetails:
    repair = await find_repair(desk, repair_id)
    lines = await desk.repairs.lines_of([repair.id])
    moves = [move for line in lines for move in line.moves]
    bookings = await desk.bookings.by_ids([*(line.booking_id for line in lines), *(move.booking_id for move in moves)])
    named = {repair.interpreter_id} | {move.taker_id for move in moves} | {move.giver_id for move in moves}
    people = {one.id: one for one in await desk.interpreters.listed(ids=named)}
    return RepairDetails(
        repair, people[repair.interpreter_id], [_details(desk, repair, line, bookings) for line in lines], people
    )


def _details(desk: Desk, repair: Repair, line: RepairLine, bookings: dict[UUID, Booking]) -> LineDetails:
    booking = bookings[line.booking_id]
    other = bookings[line.moves[1].booking_id] if len(line.moves) > 1 else None
    ahead = allows(booking, Act.ASSIGN) and booking.starts_at > desk.now
    well = repair.ended_at is not None
    return LineDetails(line, booking, other, well and ahead and line.state is LineState.DONE)


async def who_is_ill(desk: Desk) -> list[Repair]:
    """Everybody reported ill whose illness is not over, as the office sees it."""
    require_permission(desk.actor, "repairs:write")
    return await desk.repairs.live(now=desk.now)
