"""Swaps: strings of jobs cut out of shifts that are near each other, and put in again in an order that varies.

Slack induction by string removals (Christiaens and Vanden Berghe, 2020), where a route is what somebody does in a day.
What comes out worse is kept with a chance that falls with the temperature, and else undone.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from booking.matching.planning.search.charts import (
    FLAGS,
    JOB,
    LEFT_ORE,
    MINUTES,
    NEARBY,
    PRICE,
    SEATS,
    SETTLED,
    SHIFT,
    WEEK,
    Chart,
)
from booking.matching.planning.search.compiled import compiled
from booking.matching.planning.search.rotas import (
    COUNT,
    DAY_LEFT,
    ENDS,
    NOBODY,
    SEAT,
    SLOTS,
    STARTS,
    Rota,
    added_ore,
    put,
    reckon,
)
from booking.matching.planning.search.undoing import MOST, Kept, keep, undo
from booking.matching.roster.arrays import Floats, Ints

# How many shifts are cut at most, how much of each, how many of those near are passed over, and how many seats.
CUT, STRING, PASSED, BLINKED = 20, 4, 0.3, 0.01
# Shares of the orders: by chance, by what leaving the job costs, else by how few could have it.
BY_CHANCE, BY_LOSS = 0.4, 0.7
TINY = 1e-300

Flags = NDArray[np.int8]


class Side(NamedTuple):
    """One of those who search at the same time: the shifts and the jobs that are its own, all of these in `centres`."""

    name: int
    shifts: Flags
    jobs: Flags
    centres: Ints
    state: NDArray[np.uint64]


class Loose(NamedTuple):
    """Jobs that nobody has in a step, and what they are sorted by; `stamp` says in which step each was last here."""

    stamp: Ints
    job: Ints
    key: Floats


def loose_of(jobs: int) -> Loose:
    return Loose(np.full(jobs, -1), np.zeros(MOST, dtype=np.int64), np.zeros(MOST))


@compiled
def _chance(state: NDArray[np.uint64]) -> float:
    """Between nothing and one (xorshift)."""
    at = state[0]
    at ^= at << np.uint64(13)
    at ^= at >> np.uint64(7)
    at ^= at << np.uint64(17)
    state[0] = at
    return (at >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def _free(loose: Loose, many: int, job: int, step: int) -> int:
    """How many are loose now."""
    if loose.stamp[job] == step or many == MOST:
        return many
    loose.stamp[job], loose.job[many] = step, job
    return many + 1


@compiled
def _cut(chart: Chart, rota: Rota, q: int, side: Side, loose: Loose, many: int, step: int) -> tuple[int, int]:
    """A string about the seat, out of its shift; how many are loose now, and how much dearer it all became."""
    seat, shifts, shift = chart.seat, rota.shift, chart.seat[q, SHIFT]
    count, at, dearer, stays = shifts[shift, COUNT], 0, 0, 0
    while shifts[shift, SEAT + at] != q:
        at += 1
    length = 1 + int(_chance(side.state) * min(count, STRING))
    low = max(0, at - int(_chance(side.state) * length))
    high = max(min(count, low + length), at + 1)
    for n in range(count):
        one = shifts[shift, SEAT + n]
        if low <= n < high and seat[one, FLAGS] & SETTLED == 0:
            job = seat[one, JOB]
            rota.taken[job] = NOBODY
            dearer += chart.job[job, LEFT_ORE]
            shifts[shift, DAY_LEFT] += seat[one, MINUTES]
            rota.week_left[seat[one, WEEK]] += seat[one, MINUTES]
            many = _free(loose, many, job, step)
        else:
            for column in (STARTS, ENDS, SEAT):
                shifts[shift, column + stays] = shifts[shift, column + n]
            stays += 1
    shifts[shift, COUNT] = stays
    return many, dearer + reckon(chart, rota, shift)


@compiled
def _cheapest(chart: Chart, rota: Rota, job: int, side: Side) -> int:
    """The seat that adds least, or NOBODY where leaving the job costs less."""
    seat, shifts, least, found = chart.seat, rota.shift, chart.job[job, LEFT_ORE], NOBODY
    for q in range(chart.job[job, SEATS], chart.job[job + 1, SEATS]):
        if seat[q, PRICE] >= least:
            break
        shift = seat[q, SHIFT]
        if side.shifts[shift] != side.name or shifts[shift, COUNT] == SLOTS:
            continue
        if shifts[shift, DAY_LEFT] < seat[q, MINUTES] or rota.week_left[seat[q, WEEK]] < seat[q, MINUTES]:
            continue
        added = added_ore(chart, rota, q)
        if added < least and _chance(side.state) >= BLINKED:
            least, found = added, q
    return found


@compiled
def _sort(chart: Chart, loose: Loose, many: int, side: Side) -> None:
    how = _chance(side.state)
    for n in range(many):
        job, chance = loose.job[n], _chance(side.state)
        if how < BY_CHANCE:
            key = chance
        elif how < BY_LOSS:
            key = -chart.job[job, LEFT_ORE] * (1.0 - 0.5 * chance)
        else:
            key = (chart.job[job + 1, SEATS] - chart.job[job, SEATS]) * (0.5 + chance)
        at = n
        while at > 0 and loose.key[at - 1] > key:
            loose.key[at], loose.job[at] = loose.key[at - 1], loose.job[at - 1]
            at -= 1
        loose.key[at], loose.job[at] = key, job


@compiled
def _ruin(chart: Chart, rota: Rota, kept: Kept, loose: Loose, side: Side, step: int) -> tuple[int, int, int]:
    """Shifts kept, jobs loose, and how much dearer it all became."""
    centre = side.centres[int(_chance(side.state) * len(side.centres))]
    wanted, cut, shifts, jobs, dearer = 1 + int(_chance(side.state) * CUT), 0, 0, 0, 0
    for n in range(-1, chart.job[centre, NEARBY]):
        job = centre if n < 0 else chart.near[centre, n]
        if cut == wanted:
            break
        if side.jobs[job] != side.name or (n >= 0 and _chance(side.state) < PASSED):
            continue
        q = rota.taken[job]
        if q == NOBODY:
            jobs = _free(loose, jobs, job, step)
        elif kept.stamp[chart.seat[q, SHIFT]] != step and chart.seat[q, FLAGS] & SETTLED == 0:
            shifts = keep(rota, kept, shifts, chart.seat[q, SHIFT], step)
            jobs, more = _cut(chart, rota, q, side, loose, jobs, step)
            dearer, cut = dearer + more, cut + 1
    return shifts, jobs, dearer


@compiled
def _recreate(
    chart: Chart, rota: Rota, kept: Kept, loose: Loose, side: Side, step: int, shifts: int, jobs: int
) -> tuple[int, int]:
    """Shifts kept now, and how much dearer it all became."""
    _sort(chart, loose, jobs, side)
    dearer = 0
    for n in range(jobs):
        job = loose.job[n]
        q = _cheapest(chart, rota, job, side)
        if q != NOBODY:
            shifts = keep(rota, kept, shifts, chart.seat[q, SHIFT], step)
            dearer += put(chart, rota, q) - chart.job[job, LEFT_ORE]
    return shifts, dearer


@compiled
def search(
    chart: Chart, rota: Rota, kept: Kept, loose: Loose, side: Side, first: int, steps: int, temperature: float
) -> None:
    """So many steps, numbered from the `first` on; the temperature is in øre."""
    if len(side.centres) == 0:
        return
    for step in range(first, first + steps):
        shifts, jobs, ruined = _ruin(chart, rota, kept, loose, side, step)
        shifts, recreated = _recreate(chart, rota, kept, loose, side, step, shifts, jobs)
        if ruined + recreated > -temperature * np.log(max(_chance(side.state), TINY)):
            undo(chart, rota, kept, shifts)
