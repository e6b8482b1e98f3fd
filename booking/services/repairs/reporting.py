"""Reporting somebody ill, another day, and well: the absence at once, the jobs as a proposal."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from booking.domain.errors import Conflict
from booking.domain.interpreters import Interval
from booking.domain.periods import danish_moment
from booking.domain.permissions import require_permission
from booking.domain.repairs import ILL, LineState, Repair, RepairLine, absent_until, check_live, day_after
from booking.domain.texts import Text
from booking.persistence.ids import new_id
from booking.services.desk import Desk
from booking.services.repairs.proposing import propose
from booking.services.repairs.reading import find_repair

UNDECIDED = (LineState.PROPOSED, LineState.FAILED)


async def report_ill(
    desk: Desk, *, interpreter_id: UUID, last_day: date | None = None, open_ended: bool = False
) -> Repair:
    """Absent from now to the end of `last_day`, by default today; the jobs inside become a proposal.

    Who is ill already is ill for longer; Conflict when that changes nothing.
    """
    require_permission(desk.actor, "repairs:write")
    await desk.interpreters.get(interpreter_id)
    await desk.assignments.lock_interpreter(interpreter_id)
    until = absent_until(desk.now, last_day)
    known = await desk.repairs.open_for(interpreter_id)
    if known is not None and known.is_live(desk.now):
        return await _longer(desk, known, until, open_ended=open_ended)
    if known is not None:
        await desk.repairs.save(known, replace(known, ended_at=known.until), action="illness over")
    interval = Interval(desk.now, until, reason=ILL.da)
    repair = Repair(
        id=new_id(),
        interpreter_id=interpreter_id,
        interval_id=await desk.interpreters.add_interval(interpreter_id, interval),
        starts_at=desk.now,
        until=until,
        made_at=desk.now,
        made_by=desk.actor.account_id,
        open_ended=open_ended,
    )
    await desk.repairs.add(repair)
    desk.events.add("board")
    return await _propose_anew(desk, repair)


async def _longer(desk: Desk, known: Repair, until: datetime, *, open_ended: bool) -> Repair:
    if until <= known.until and open_ended == known.open_ended:
        end = danish_moment(known.until)
        raise Conflict(
            Text(f"Tolken er allerede meldt syg til {end.da}.", f"The interpreter is already ill until {end.en}."),
            subject=str(known.interpreter_id),
        )
    return await _prolonged(desk, replace(known, open_ended=open_ended), max(until, known.until), before=known)


async def prolong(desk: Desk, *, repair_id: UUID) -> Repair:
    """Ill for another day; only jobs that are new come into the proposal."""
    repair = await find_repair(desk, repair_id, lock=True)
    check_live(repair, now=desk.now)
    return await _prolonged(desk, repair, day_after(repair), before=repair)


async def _prolonged(desk: Desk, repair: Repair, until: datetime, *, before: Repair) -> Repair:
    after = replace(repair, until=until)
    await desk.interpreters.change_interval(repair.interpreter_id, repair.interval_id, ends_at=until)
    await desk.repairs.save(before, after, action="illness prolonged")
    desk.events.add("board")
    known = {line.booking_id for line in await desk.repairs.lines_of([repair.id])}
    return await _propose_anew(desk, after, but=known)


async def renew(desk: Desk, *, repair_id: UUID) -> Repair:
    """Every line that nobody has decided thought over again, by what stands now."""
    repair = await find_repair(desk, repair_id, lock=True)
    check_live(repair, now=desk.now)
    lines = await desk.repairs.lines_of([repair.id])
    return await _propose_anew(desk, repair, but={line.booking_id for line in lines if line.state not in UNDECIDED})


async def _propose_anew(desk: Desk, repair: Repair, *, but: set[UUID] | None = None) -> Repair:
    """Lines for the jobs that are there, but for those; a line that has lost its job is gone."""
    jobs = await desk.repairs.jobs_of(repair.interpreter_id, repair, now=desk.now)
    asked = [(booking, assignment) for booking, assignment in jobs if booking.id not in (but or set())]
    lines, proved = await propose(desk, repair, asked)
    known = {line.booking_id: line for line in await desk.repairs.lines_of([repair.id])}
    await desk.repairs.add_lines(line for line in lines if line.booking_id not in known)
    for line in lines:
        if line.booking_id in known:
            await desk.repairs.save_line(known[line.booking_id], replace(line, id=known[line.booking_id].id))
    here = {booking.id for booking, _ in jobs}
    for line in known.values():
        if line.booking_id not in here and line.state in UNDECIDED:
            await _gone(desk, line)
    if proved != repair.proved:
        await desk.repairs.save(repair, replace(repair, proved=proved), action="proposal")
    return replace(repair, proved=proved)


async def report_well(desk: Desk, *, interpreter_id: UUID) -> Repair:
    """The absence ends now; lines that nobody approved vanish, and jobs that others have got stay with them."""
    require_permission(desk.actor, "repairs:write")
    await desk.interpreters.get(interpreter_id)
    repair = await desk.repairs.open_for(interpreter_id)
    if repair is None:
        raise Conflict(
            Text("Tolken er ikke meldt syg.", "The interpreter is not reported ill."), subject=str(interpreter_id)
        )
    check_live(repair, now=desk.now)
    ends_at = desk.now if desk.now > repair.starts_at else None
    await desk.interpreters.change_interval(interpreter_id, repair.interval_id, ends_at=ends_at)
    ended = replace(repair, ended_at=desk.now)
    await desk.repairs.save(repair, ended, action="reported well")
    for line in await desk.repairs.lines_of([repair.id]):
        if line.state in UNDECIDED:
            await _gone(desk, line)
    desk.events.add("board")
    return ended


async def _gone(desk: Desk, line: RepairLine) -> None:
    await desk.repairs.save_line(line, replace(line, state=LineState.GONE, decided_at=desk.now))
