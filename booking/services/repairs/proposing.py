"""Proposing: the jobs of somebody who is ill, gathered for the engine, and its answer as lines."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import Booking, Status
from booking.domain.interpreters import Employment
from booking.domain.modes import MODES, Mode
from booking.domain.repairs import LineKind, LineMove, Repair, RepairLine
from booking.matching.ranking import rank
from booking.matching.repair import Affected, Option, blockers
from booking.matching.repair import repair as solve
from booking.persistence.assignments import Assignment
from booking.persistence.ids import new_id
from booking.services.candidates import candidates_of, gather, wanted_of
from booking.services.desk import Desk
from booking.services.roads import travel_by
from booking.services.weights import weights_of

# Of jobs that could make way only so many are looked at.
MOST_MOVABLE = 40


async def propose(
    desk: Desk, repair: Repair, jobs: Sequence[tuple[Booking, Assignment]]
) -> tuple[list[RepairLine], bool]:
    """A line for each job, and whether no better proposal exists; nothing is changed."""
    affected = [await _affected(desk, booking, repair.interpreter_id) for booking, _ in jobs]
    weights, travel = weights_of(desk.reference), travel_by(desk.roads)
    found, costs = solve(affected, weights=weights, travel=travel), {one.booking_id: one.cost_ore for _, one in jobs}
    if found.worth.unfilled:
        movable, others = await _movable(desk, repair, affected)
        found, costs = solve(affected, movable, weights, travel=travel), costs | others
    lines = [
        _line(repair, booking, one, found.chosen[one.id], costs)
        for (booking, _), one in zip(jobs, affected, strict=True)
    ]
    return lines, found.proved


async def _affected(desk: Desk, booking: Booking, holder: UUID) -> Affected:
    known = await gather(desk, booking)
    wanted = wanted_of(desk, booking, known)
    people = candidates_of(desk, booking, wanted, known)
    if booking.starts_at <= desk.now:  # nobody can be asked about what has begun
        people = [one for one in people if one.employment is Employment.SALARIED]
    return Affected(wanted, holder, tuple(people))


async def _movable(
    desk: Desk, repair: Repair, affected: Sequence[Affected]
) -> tuple[dict[UUID, Affected], dict[UUID, int]]:
    """Confirmed jobs of others, not begun, that would make room; and what each was expected to cost."""
    in_the_way = blockers(affected, travel=travel_by(desk.roads))
    bookings = await desk.bookings.by_ids(list(in_the_way)[:MOST_MOVABLE])
    movable: dict[UUID, Affected] = {}
    costs: dict[UUID, int] = {}
    for booking in sorted(bookings.values(), key=lambda one: one.id.int):
        assignment = await desk.assignments.active(booking.id)
        if booking.status is not Status.CONFIRMED or booking.starts_at <= desk.now or assignment is None:
            continue
        movable[booking.id] = await _affected(desk, booking, assignment.interpreter_id)
        costs[booking.id] = assignment.cost_ore
    return movable, costs


def _line(repair: Repair, booking: Booking, job: Affected, option: Option | None, costs: dict[UUID, int]) -> RepairLine:
    bare = RepairLine(id=new_id(), repair_id=repair.id, booking_id=booking.id, kind=LineKind.NOBODY)
    if option is None:
        return _without_travel(booking, job, bare)
    moves = tuple(
        LineMove(move.job.id, move.giver_id, move.taker_id, move.taker.cost_ore - costs.get(move.job.id, 0))
        for move in option
    )
    if len(moves) > 1:
        return replace(bare, kind=LineKind.SWAP, moves=moves)
    given = option[0].taker.candidate.employment is Employment.SALARIED
    return replace(bare, kind=LineKind.GIVE if given else LineKind.ASK, moves=moves)


def _without_travel(booking: Booking, job: Affected, line: RepairLine) -> RepairLine:
    """By phone or video, whichever more could take, where nobody can come."""
    if booking.mode is not Mode.IN_PERSON:
        return line
    able = {
        mode: len(rank(replace(job.wanted, mode=mode), job.candidates).ranked)
        for mode, traits in MODES.items()
        if traits.remote
    }
    mode = max(able, key=lambda one: able[one])
    return replace(line, kind=LineKind.REMOTE, mode=mode, able=able[mode]) if able[mode] else line
