"""Applying a proposal, whole or line by line, and taking a line back: each job through the ordinary assignment."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import Booking, Status, moved_to
from booking.domain.errors import Conflict, Invalid, OfficeError
from booking.domain.repairs import LineKind, LineState, Repair, RepairLine, check_live, check_undecided
from booking.domain.texts import Text
from booking.services.assignments import assign, not_free
from booking.services.candidates import rank_for
from booking.services.clashes import lock_clashing
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations
from booking.services.notifications import tell_requester
from booking.services.offers import make_offers
from booking.services.repairs.reading import find_repair

SETTLED = Text("Opgaven er løst på anden måde.", "The job has been settled in another way.")
MOVED = Text("Opgaven ligger ikke længere i sygeperioden.", "The job is no longer inside the illness.")


async def apply(desk: Desk, *, repair_id: UUID, line_ids: Sequence[UUID] | None = None) -> Repair:
    """The lines carried out, all that are undecided or those named; what no longer fits is said on its line.

    Raises Invalid for a line of another repair, Conflict for one that is decided or when the illness is over.
    """
    repair = await find_repair(desk, repair_id, lock=True)
    check_live(repair, now=desk.now)
    lines = _chosen(await desk.repairs.lines_of([repair.id]), line_ids)
    await _lock(desk, lines)
    for line in lines:
        await _carry_out(desk, repair, line)
    desk.events.add("board")
    return repair


def _chosen(lines: list[RepairLine], line_ids: Sequence[UUID] | None) -> list[RepairLine]:
    if line_ids is None:
        return [line for line in lines if line.state in (LineState.PROPOSED, LineState.FAILED)]
    known = {line.id: line for line in lines}
    for line_id in line_ids:
        if line_id not in known:
            raise unknown_line(line_id)
        check_undecided(known[line_id])
    return [line for line in lines if line.id in set(line_ids)]


def unknown_line(line_id: UUID) -> Invalid:
    return Invalid(Text("Linjen findes ikke.", "There is no such line."), field="line", subject=str(line_id))


async def _lock(desk: Desk, lines: Sequence[RepairLine]) -> None:
    """Bookings first, then interpreters, each in the order of their ids: so nobody deadlocks."""
    moves = [move for line in lines for move in line.moves]
    booked = await desk.bookings.by_ids([line.booking_id for line in lines] + [move.booking_id for move in moves])
    people = sorted({one for move in moves for one in (move.taker_id, move.giver_id)})
    await lock_clashing(desk, booked.values(), interpreters=people)
    for interpreter_id in people:
        await desk.assignments.lock_interpreter(interpreter_id)


async def _carry_out(desk: Desk, repair: Repair, line: RepairLine) -> None:
    booking = await desk.bookings.by_id(line.booking_id)
    assignment = await desk.assignments.active(booking.id)
    after = replace(line, state=LineState.DONE, said=None, decided_at=desk.now)
    if assignment is None or assignment.interpreter_id != repair.interpreter_id:
        after = replace(after, state=LineState.GONE, said=SETTLED)
    elif not booking.period.overlaps(repair.period):
        after = replace(after, state=LineState.GONE, said=MOVED)
    else:
        try:
            async with desk.trying():
                await _act(desk, line, booking)
        except OfficeError as error:
            after = replace(after, state=LineState.FAILED, said=error.message)
    await desk.repairs.save_line(line, after)


async def _act(desk: Desk, line: RepairLine, booking: Booking) -> None:
    match line.kind:
        case LineKind.GIVE:
            await assign(desk, number=booking.number, interpreter_id=line.moves[0].taker_id)
        case LineKind.SWAP:
            await _swap(desk, line, booking)
        case LineKind.ASK:
            await _ask(desk, booking, line.moves[0].taker_id)
        case LineKind.REMOTE | LineKind.NOBODY:
            after = await _freed(desk, booking, Status.UNFILLED, action="unfilled")
            await tell_requester(desk, "suggest_remote" if line.kind is LineKind.REMOTE else "unfilled", after)


async def _swap(desk: Desk, line: RepairLine, booking: Booking) -> None:
    """The job in the way first; it must still be with whom it was."""
    own, other = line.moves
    assignment = await desk.assignments.active(other.booking_id)
    if assignment is None or assignment.interpreter_id != other.giver_id:
        raise Conflict(
            Text("Den opgave, der skulle byttes, har fået en anden tolk.", "The job to be swapped has moved on."),
            subject=booking.number,
        )
    await assign(desk, number=(await desk.bookings.by_id(other.booking_id)).number, interpreter_id=other.taker_id)
    await assign(desk, number=booking.number, interpreter_id=own.taker_id)


async def _ask(desk: Desk, booking: Booking, interpreter_id: UUID) -> None:
    ranking = await rank_for(desk, booking, only=[interpreter_id])
    if not ranking.ranked:
        raise not_free(ranking.removed[0].reason if ranking.removed else None, booking)
    after = await _freed(desk, booking, Status.REQUESTED, action="searched anew")
    await make_offers(desk, after, ranking.ranked[:1])


async def _freed(desk: Desk, booking: Booking, status: Status, *, action: str) -> Booking:
    """The job taken from whoever is ill, whose calendar is told."""
    assignment = await desk.assignments.active(booking.id)
    assert assignment is not None
    await desk.assignments.release(assignment, now=desk.now)
    await send_cancellations(desk, booking, role="interpreter")
    after = moved_to(booking, status)
    await desk.bookings.save(booking, after, action=action)
    return after


async def take_back(desk: Desk, *, repair_id: UUID, line_id: UUID) -> Repair:
    """A job that somebody else got goes back to the one who is well again; a swap is undone with it.

    Raises Conflict, and changes nothing, when it no longer fits or the illness goes on.
    """
    repair = await find_repair(desk, repair_id, lock=True)
    line = next((one for one in await desk.repairs.lines_of([repair.id]) if one.id == line_id), None)
    if line is None:
        raise unknown_line(line_id)
    if repair.ended_at is None or line.state is not LineState.DONE:
        raise Conflict(
            Text(
                "En opgave kan tages tilbage, når den er givet videre, og tolken er rask igen.",
                "A job can be taken back when it was passed on and the interpreter is well again.",
            ),
            subject=str(line_id),
        )
    await _lock(desk, [line])
    await assign(desk, number=(await desk.bookings.by_id(line.booking_id)).number, interpreter_id=repair.interpreter_id)
    for move in line.moves[1:]:
        number = (await desk.bookings.by_id(move.booking_id)).number
        await assign(desk, number=number, interpreter_id=move.giver_id)
    await desk.repairs.save_line(line, replace(line, state=LineState.TAKEN_BACK, decided_at=desk.now))
    return repair
