"""Blocks: some shifts of a day freed, with what they hold and what nobody has, and solved anew by the same program."""

import numpy as np

from booking.matching.planning.drafts import Draft, Office, clashes
from booking.matching.planning.exact import Left, fill_ore
from booking.matching.planning.greedy import better
from booking.matching.planning.guided import Guide
from booking.matching.planning.network import network_of, used
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.programs import Part, program_of
from booking.matching.planning.solver import whole
from booking.matching.roster.arrays import Ints, Mask

SHIFTS = 20
BLOCK_SECONDS = 3.0
# A share of the score with what is left at its worth.
NEAR_ENOUGH = 1e-7
HALF = 0.5
LEFT_SHARE = 0.7
# How many of those who could have a job are asked, that in the centre and others; and what tells no two of them apart.
WIDE, NARROW, VAGUE_ORE = 6, 3, 3_000.0


def everything(office: Office) -> Part:
    """The whole problem as one part."""
    weeks = office.week_left.shape[1]
    return Part(
        office.problem,
        np.arange(len(office.problem.jobs.ids)),
        office.seats,
        office.seats.person * weeks + office.week,
        office.day_left,
        office.week_left.ravel(),
        clashes(office.problem, office.seats),
    )


def block(draft: Draft, shifts: Ints, close: Mask) -> tuple[Part, Ints]:
    """Those shifts as a part, over the `close` seats and those that are held, beside a draft in which everything else
    stays; and the seat of each row of the part."""
    office, seats = draft.office, draft.office.seats
    inside = np.zeros(len(office.day_left), dtype=np.bool_)
    inside[shifts] = True
    held = draft.seat[draft.seat != NOBODY]
    freed = held[inside[seats.shift[held]]]
    free = draft.seat == NOBODY
    free[seats.job[freed]] = True
    tried = close.copy()
    tried[freed] = True
    rows = np.flatnonzero(tried & inside[seats.shift] & free[seats.job])
    rows = rows[~_kept_apart(office, rows, held[~inside[seats.shift[held]]])]
    week = draft.week_left()
    np.add.at(week, (seats.person[freed], office.week[freed]), seats.minutes[freed])
    chosen = seats.of(rows)
    jobs = np.unique(chosen.job)
    part = Part(
        office.problem,
        jobs,
        chosen,
        seats.person[rows] * week.shape[1] + office.week[rows],
        office.day_left[np.unique(seats.shift[rows])],
        week.ravel(),
        clashes(office.problem, chosen) if office.clashing else (rows[:0], rows[:0]),
    )
    return part, rows


def _kept_apart(office: Office, rows: Ints, held: Ints) -> Mask:
    """Which seats midnight keeps apart from one that stays."""
    if not office.clashing:
        return np.zeros(len(rows), dtype=np.bool_)
    stays = set(held.tolist())
    return np.array([not stays.isdisjoint(office.clashing.get(row, ())) for row in rows.tolist()], dtype=np.bool_)


def neighbours(draft: Draft, guide: Guide, random: np.random.Generator) -> Ints:
    """Shifts of one day about one job, more often than not one that is left: those who could take it, those who could
    take what these have, and so on; then about another job of that time."""
    jobs = draft.office.problem.jobs
    left = np.flatnonzero((draft.seat == NOBODY) & (np.diff(guide.begins) > 0))
    centre = int(random.choice(left if len(left) and random.random() < LEFT_SHARE else len(jobs.ids)))
    same = np.flatnonzero(jobs.day == jobs.day[centre])
    away = np.abs(jobs.starts[same] - jobs.starts[centre]) + random.uniform(0, 60, len(same))
    chosen: dict[int, None] = {}
    asked = {centre: None}
    for start in [centre, *same[np.argsort(away, kind="stable")].tolist()]:
        waiting = [start]
        while waiting and len(chosen) < SHIFTS:
            job = waiting.pop(0)
            most = WIDE if job == centre else NARROW
            for shift in _takers(draft.office, guide, job, random)[:most]:
                if shift not in chosen and len(chosen) < SHIFTS:
                    chosen[shift] = None
                    held = [one for one in draft.held(shift) if one not in asked]
                    asked |= dict.fromkeys(held)
                    waiting += sorted(held, key=lambda one: abs(int(jobs.starts[one] - jobs.starts[centre])))
        if len(chosen) == SHIFTS:
            break
    return np.sort(np.array(list(chosen), dtype=np.int64))


def _takers(office: Office, guide: Guide, job: int, random: np.random.Generator) -> list[int]:
    """Shifts that could have the job, the least dear first, more or less."""
    seats = guide.listed[guide.begins[job] : guide.begins[job + 1]]
    order = np.argsort(guide.dear[seats] + random.uniform(0, VAGUE_ORE, len(seats)), kind="stable")
    found: list[int] = office.seats.shift[seats[order]].tolist()
    return found


def improved(draft: Draft, guide: Guide, shifts: Ints, left: Left, *, seed: int) -> Draft | None:
    """The draft with those shifts solved anew, None when that is no better; SolverFailed when the solver gives up."""
    part, rows = block(draft, shifts, guide.close)
    seconds = min(left(), BLOCK_SECONDS)
    if not len(rows) or seconds <= 0:
        return None
    network = network_of(part.problem, part.seats)
    program = program_of(part, network)
    found = whole(program, program.cost + fill_ore(part) * program.weight, seconds=seconds, gap=NEAR_ENOUGH, seed=seed)
    if not len(found.values):
        return None
    made = draft.copy()
    for job in part.jobs[made.seat[part.jobs] != NOBODY].tolist():
        made.take(job)
    for seat in rows[used(network, found.values[: len(network.tail)] > HALF)].tolist():
        made.put(seat)
    return made if better(made, draft) else None
