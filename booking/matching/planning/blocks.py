"""Blocks: some shifts of a day freed, with what they hold and what nobody has, and solved anew by the same program."""

import numpy as np

from booking.matching.planning.drafts import Draft, Office, clashes
from booking.matching.planning.exact import Left, steps
from booking.matching.planning.greedy import better
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.programs import Part
from booking.matching.planning.solver import OutOfTime
from booking.matching.roster.arrays import Ints, Mask

SHIFTS = 16
BLOCK_SECONDS = 4.0


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


def block(draft: Draft, shifts: Ints) -> tuple[Part, Ints]:
    """Those shifts as a part, beside a draft in which everything else stays; and the seat of each row of the part."""
    office, seats = draft.office, draft.office.seats
    inside = np.zeros(len(office.day_left), dtype=np.bool_)
    inside[shifts] = True
    held = draft.seat[draft.seat != NOBODY]
    freed = held[inside[seats.shift[held]]]
    free = draft.seat == NOBODY
    free[seats.job[freed]] = True
    rows = np.flatnonzero(inside[seats.shift] & free[seats.job])
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


def neighbours(draft: Draft, random: np.random.Generator) -> Ints:
    """Shifts of one day that could do much of what one of them could: a random one, or one that a left job wants."""
    office, seats = draft.office, draft.office.seats
    left = np.flatnonzero((draft.seat == NOBODY) & (np.diff(office.begins) > 0))
    if len(left) and random.random() < 0.5:
        job = int(random.choice(left))
        centre = int(seats.shift[random.choice(office.listed[office.begins[job] : office.begins[job + 1]])])
    else:
        centre = int(seats.shift[random.integers(len(seats))])
    mine = np.zeros(len(office.problem.jobs.ids), dtype=np.bool_)
    mine[seats.job[seats.shift == centre]] = True
    alike = np.bincount(seats.shift[mine[seats.job]], minlength=len(office.day_left)).astype(np.float64)
    alike[alike > 0] += random.uniform(0, 0.5 * alike.max(), int((alike > 0).sum()))
    alike[centre] = np.inf
    order = np.argsort(-alike, kind="stable")[:SHIFTS]
    return np.sort(order[alike[order] > 0])


def improved(draft: Draft, shifts: Ints, left: Left, *, seed: int) -> Draft | None:
    """The draft with those shifts solved anew, None when that is no better; SolverFailed when the solver gives up."""
    part, rows = block(draft, shifts)
    if not len(rows):
        return None
    try:
        *_, last = steps(part, lambda: min(left(), BLOCK_SECONDS), gap=0.001, seed=seed)
    except OutOfTime:
        return None
    if last.seats is None:
        return None
    made = draft.copy()
    for job in part.jobs[made.seat[part.jobs] != NOBODY].tolist():
        made.take(job)
    for seat in rows[last.seats].tolist():
        made.put(seat)
    return made if better(made, draft) else None
