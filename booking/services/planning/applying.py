"""Applying a plan, whole or line by line: each job through the service of an ordinary click, and checked again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import Act, Booking, Status, allows, moved_to
from booking.domain.errors import Conflict, OfficeError
from booking.domain.offers import OfferState
from booking.domain.periods import danish_moment
from booking.domain.permissions import require_permission
from booking.domain.plans import (
    UNDECIDED,
    LineState,
    Plan,
    PlanLine,
    PlanState,
    check_applicable,
    check_line_open,
    decided,
    unknown_line,
)
from booking.domain.statuses import STATUSES
from booking.domain.texts import Text
from booking.services.assignments import assign, not_free
from booking.services.candidates import rank_for
from booking.services.clashes import lock_clashing
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations
from booking.services.offers import close_open_offers, make_offers
from booking.services.planning.asking import topic_of

ALREADY = Text("Havde allerede opgaven.", "Had the job already.")


async def apply_plan(desk: Desk, *, plan_id: UUID, lines: Sequence[int] | None = None) -> Plan:
    """The lines carried out, all that nobody has decided or those named; what no longer fits is said on its line.

    Raises Conflict for a plan that cannot be applied and for a line that is decided, Invalid for one there is not.
    A second time has no second effect.
    """
    plan, found = await _open(desk, plan_id)
    chosen = _chosen(found, lines)
    await _lock(desk, chosen)
    after = await _carry_out_all(desk, chosen)
    return await _settled(desk, plan, {line.n: line for line in found} | {line.n: line for line in after})


async def reject_line(desk: Desk, *, plan_id: UUID, n: int) -> Plan:
    """The line is put aside; the others stand."""
    plan, found = await _open(desk, plan_id)
    [line] = _chosen(found, [n])
    after = decided(line, LineState.REJECTED, now=desk.now, by=desk.actor.account_id)
    await desk.plans.save_line(line, after)
    return await _settled(desk, plan, {line.n: line for line in found} | {n: after})


async def _open(desk: Desk, plan_id: UUID) -> tuple[Plan, list[PlanLine]]:
    """The plan's row is held until the commit: two who apply the same plan come one after the other."""
    require_permission(desk.actor, "plans:make")
    plan = await desk.plans.get(plan_id, lock=True)
    check_applicable(plan)
    return plan, await desk.plans.lines_of(plan_id)


def _chosen(found: list[PlanLine], numbers: Sequence[int] | None) -> list[PlanLine]:
    if numbers is None:
        return [line for line in found if line.state in UNDECIDED]
    known = {line.n: line for line in found}
    for n in numbers:
        if n not in known:
            raise unknown_line(n)
        check_line_open(known[n])
    return [line for line in found if line.n in set(numbers)]


async def _lock(desk: Desk, lines: Sequence[PlanLine]) -> None:
    """Bookings first, then interpreters, each in the order of their ids: so nobody deadlocks."""
    booked = await desk.bookings.by_ids([line.booking_id for line in lines])
    people = sorted({one for line in lines for one in (line.taker_id, line.giver_id) if one is not None})
    await lock_clashing(desk, booked.values(), interpreters=people)
    for interpreter_id in people:
        await desk.assignments.lock_interpreter(interpreter_id)


async def _carry_out_all(desk: Desk, lines: Sequence[PlanLine]) -> list[PlanLine]:
    """Whoever hands a job on gets the next one afterwards; what waits for each other in a ring is done together."""
    done, left = [], list(lines)
    while left:
        tried = [(line, await _carry_out(desk, line)) for line in _in_order(left)]
        done += [after for _, after in tried if after.state is LineState.APPLIED]
        failed = [(line, after) for line, after in tried if after.state is not LineState.APPLIED]
        if len(failed) == len(left):
            done += await _in_a_ring(desk, failed)
            break
        left = [line for line, _ in failed]
    before = {line.n: line for line in lines}
    for after in done:
        await desk.plans.save_line(before[after.n], after)
    return done


def _in_order(lines: Iterable[PlanLine]) -> list[PlanLine]:
    """What sets somebody free before what somebody who must be free is given."""
    return sorted(lines, key=lambda line: (line.giver_id is None, line.n))


async def _carry_out(desk: Desk, line: PlanLine) -> PlanLine:
    try:
        async with desk.trying():
            said = await _act(desk, line)
    except OfficeError as error:
        return decided(line, LineState.STALE, now=desk.now, by=desk.actor.account_id, said=error.message)
    return decided(line, LineState.APPLIED, now=desk.now, by=desk.actor.account_id, said=said)


async def _act(desk: Desk, line: PlanLine) -> Text | None:
    """Raises the refusal of an ordinary click, or Conflict with what has changed since."""
    booking = await desk.bookings.by_id(line.booking_id)
    current = await desk.assignments.active(booking.id)
    if current is not None and current.interpreter_id == line.taker_id:
        return ALREADY
    _check_unchanged(line, booking, current.interpreter_id if current is not None else None)
    if line.asked and current is None:
        await _ask(desk, booking, line.taker_id)
    elif line.asked:
        await _ask(desk, await _freed(desk, booking), line.taker_id)
    else:
        await assign(desk, number=booking.number, interpreter_id=line.taker_id)
    return None


def _check_unchanged(line: PlanLine, booking: Booking, holder_id: UUID | None) -> None:
    """A change that the plan did not know of; what only the rules can judge is left to them."""
    if not allows(booking, Act.ASSIGN):
        status = STATUSES[booking.status]
        raise _changed(booking, Text(f"den er {status.da.lower()}", f"it is {status.en.lower()}"))
    if holder_id != line.giver_id:
        raise _changed(booking, Text("den har fået en anden tolk", "somebody else has it"))
    if (booking.starts_at, booking.ends_at) != (line.starts_at, line.ends_at):
        at = danish_moment(booking.starts_at)
        raise _changed(booking, Text(f"den er flyttet til {at.da}", f"it was moved to {at.en}"))
    if booking.mode is not line.mode:
        raise _changed(booking, Text("tolkeformen er ændret", "its mode was changed"))


def _changed(booking: Booking, why: Text) -> Conflict:
    return Conflict(
        Text(f"Ændret, siden planen blev lagt: {why.da}.", f"Changed since the plan was made: {why.en}."),
        subject=booking.number,
    )


async def _ask(desk: Desk, booking: Booking, taker_id: UUID) -> None:
    """Instead of whoever is asked now; an open offer to the same stays as it is."""
    offers = await desk.offers.of_booking(booking.id)
    asked = next((one for one in offers if one.interpreter_id == taker_id and one.state is OfferState.OPEN), None)
    if asked is not None:
        await close_open_offers(desk, booking, but=asked.id)
        return
    ranking = await rank_for(desk, booking, only=[taker_id])
    if not ranking.ranked:
        raise not_free(ranking.removed[0].reason if ranking.removed else None, booking)
    await close_open_offers(desk, booking)
    await make_offers(desk, booking, ranking.ranked[:1])


async def _freed(desk: Desk, booking: Booking) -> Booking:
    """Taken from whoever cannot come, whose calendar is told."""
    current = await desk.assignments.active(booking.id)
    assert current is not None
    await desk.assignments.release(current, now=desk.now)
    await send_cancellations(desk, booking, role="interpreter")
    after = moved_to(booking, Status.REQUESTED)
    await desk.bookings.save(booking, after, action="searched anew")
    return after


async def _in_a_ring(desk: Desk, failed: Sequence[tuple[PlanLine, PlanLine]]) -> list[PlanLine]:
    """Jobs that are handed round: all are set free, then given; if one cannot be, none is, and each says why."""
    ring = [line for line, _ in failed if line.giver_id is not None and not line.asked]
    if len(ring) < 2:
        return [after for _, after in failed]
    try:
        async with desk.trying():
            freed = [await _free_of_ring(desk, line) for line in ring]
            for line, booking in zip(ring, freed, strict=True):
                await assign(desk, number=booking.number, interpreter_id=line.taker_id)
    except OfficeError:
        return [after for _, after in failed]
    turned = {line.n: decided(line, LineState.APPLIED, now=desk.now, by=desk.actor.account_id) for line in ring}
    return [turned.get(line.n) or await _carry_out(desk, line) for line, _ in failed]


async def _free_of_ring(desk: Desk, line: PlanLine) -> Booking:
    booking = await desk.bookings.by_id(line.booking_id)
    current = await desk.assignments.active(booking.id)
    _check_unchanged(line, booking, current.interpreter_id if current is not None else None)
    return await _freed(desk, booking)


async def _settled(desk: Desk, plan: Plan, lines: dict[int, PlanLine]) -> Plan:
    """Applied once every line is decided."""
    open_lines = [line for line in lines.values() if line.state in UNDECIDED]
    done = any(line.state is LineState.APPLIED for line in lines.values())
    desk.events.update({"board", topic_of(plan.id)})
    if open_lines or not lines or plan.state is PlanState.APPLIED:
        return plan
    after = replace(plan, state=PlanState.APPLIED, decided_at=desk.now)
    await desk.plans.save(plan, after, action="plan applied" if done else "plan put aside")
    return after
