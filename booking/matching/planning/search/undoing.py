"""Undoing: the shifts as they were before a step of the search, and how they become so again."""

from typing import NamedTuple

import numpy as np

from booking.matching.planning.search.charts import JOB, MINUTES, WEEK, Chart, Narrow
from booking.matching.planning.search.compiled import compiled
from booking.matching.planning.search.rotas import COUNT, NOBODY, SEAT, WIDTH, Rota
from booking.matching.roster.arrays import Ints

# Shifts at most, and jobs, that one step changes.
MOST = 512


class Kept(NamedTuple):
    """Shifts as they were before a step; `stamp` says in which step each was last kept."""

    stamp: Ints
    number: Ints
    shift: Narrow
    cost_ore: Ints


def kept_of(shifts: int) -> Kept:
    numbers, costs = np.zeros((2, MOST), dtype=np.int64)
    return Kept(np.full(shifts, -1), numbers, np.zeros((MOST, WIDTH), dtype=np.int32), costs)


@compiled
def keep(rota: Rota, kept: Kept, many: int, shift: int, step: int) -> int:
    """How many are kept now."""
    if kept.stamp[shift] == step:
        return many
    kept.stamp[shift], kept.number[many], kept.cost_ore[many] = step, shift, rota.cost_ore[shift]
    for column in range(WIDTH):
        kept.shift[many, column] = rota.shift[shift, column]
    return many + 1


@compiled
def undo(chart: Chart, rota: Rota, kept: Kept, many: int) -> None:
    seat, shifts = chart.seat, rota.shift
    for n in range(many):
        shift = kept.number[n]
        for at in range(shifts[shift, COUNT]):
            q = shifts[shift, SEAT + at]
            rota.taken[seat[q, JOB]] = NOBODY
            rota.week_left[seat[q, WEEK]] += seat[q, MINUTES]
    for n in range(many):
        shift = kept.number[n]
        rota.cost_ore[shift] = kept.cost_ore[n]
        for column in range(WIDTH):
            shifts[shift, column] = kept.shift[n, column]
        for at in range(shifts[shift, COUNT]):
            q = shifts[shift, SEAT + at]
            rota.taken[seat[q, JOB]] = q
            rota.week_left[seat[q, WEEK]] -= seat[q, MINUTES]
