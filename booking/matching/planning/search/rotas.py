"""Rotas: who does what in the search, shift by shift, and what it adds to put one more there."""

from typing import NamedTuple

import numpy as np

from booking.matching.cases import BETWEEN_REMOTE_MINUTES, BUFFER_MINUTES, WORTH_GOING_HOME_MINUTES
from booking.matching.planning.search import charts
from booking.matching.planning.search.charts import FLAGS, JOB, MINUTES, OUT_MINUTES, OUT_TENTHS, SHIFT, Chart, Narrow
from booking.matching.planning.search.compiled import compiled
from booking.matching.roster.arrays import Ints

# The columns of a shift: how many jobs it has and the minutes left of the day; then of each job in the order of the day
# when it starts and ends, its seat, the trip to it, whether the way leads home from it, and what is paid for that.
COUNT, DAY_LEFT = 0, 1
SLOTS = 16
STARTS, ENDS, SEAT, CAME_MINUTES, CAME_TENTHS, HOMEWARD, PAID_ORE = range(SLOTS, 8 * SLOTS, SLOTS)
WIDTH = 8 * SLOTS
IMPOSSIBLE = 1 << 50
Whole = int | np.int64
NOBODY = -1


class Rota(NamedTuple):
    """`taken` is the chart's row of each job's seat, or NOBODY; `shift` has a row for each, and `cost_ore` its cost."""

    taken: Ints
    shift: Narrow
    cost_ore: Ints
    week_left: Ints


class Link(NamedTuple):
    """From one seat to the next: whether that can be, whether straight there and not by home, and the trip to it."""

    can: bool
    direct: bool
    minutes: Whole
    tenths: Whole


@compiled
def journey_ore(rates: Ints, rate: int, minutes: Whole, tenths: Whole) -> int:
    """JourneyRate.ore."""
    if not rates[rate, charts.PAID]:
        return 0
    km = (2 * rates[rate, charts.KM] * tenths + 10) // 20
    if rates[rate, charts.OVER] >= 0 and tenths <= 10 * rates[rate, charts.OVER]:
        return km
    time_ore, per = rates[rate, charts.TIME], rates[rate, charts.PER]
    if rates[rate, charts.STARTED]:
        return km + time_ore * ((minutes + per - 1) // per)
    return km + (2 * time_ore * minutes + per) // (2 * per)


@compiled
def link(chart: Chart, a: int, b: int) -> Link:
    """As `seats.links`; what the roads have nothing of cannot be."""
    seat, job = chart.seat, chart.job
    gap = seat[b, charts.START] - seat[a, charts.END]
    settled = (seat[a, FLAGS] & seat[b, FLAGS] & charts.SETTLED) != 0
    home = seat[a, charts.BACK_MINUTES] + seat[b, OUT_MINUTES]
    late_settled = (seat[b, FLAGS] & charts.SETTLED) != 0
    if (seat[a, FLAGS] | seat[b, FLAGS]) & charts.REMOTE == 0 and gap < home + WORTH_GOING_HOME_MINUTES:
        one = seat[a, JOB]
        at = job[one, charts.ROADS] + job[seat[b, JOB], charts.OWN] - job[one, charts.FIRST]
        if at < job[one, charts.ROADS] or at >= job[one + 1, charts.ROADS]:
            return Link(False, True, 0, 0)
        minutes = np.int64(chart.road[at, 0])
        can = gap >= minutes + BUFFER_MINUTES and (minutes <= seat[b, charts.MOST] or late_settled)
        return Link(can or settled, True, minutes, np.int64(chart.road[at, 1]))
    both = seat[a, FLAGS] & seat[b, FLAGS] & charts.REMOTE
    needed = BETWEEN_REMOTE_MINUTES if both else home + BUFFER_MINUTES
    can = gap >= needed and (seat[b, FLAGS] & charts.FAR == 0 or late_settled)
    return Link(can or settled, False, np.int64(seat[b, OUT_MINUTES]), np.int64(seat[b, OUT_TENTHS]))


@compiled
def _borne(chart: Chart, q: int, minutes: Whole, tenths: Whole, homeward: int) -> int:
    """What is paid for the journey that a seat bears."""
    minutes += homeward * chart.seat[q, charts.BACK_MINUTES]
    tenths += homeward * chart.seat[q, charts.BACK_TENTHS]
    return journey_ore(chart.rate, chart.seat[q, charts.RATE], minutes, tenths)


@compiled
def added_ore(chart: Chart, rota: Rota, q: int) -> Whole:
    """What the seat adds to its shift, or IMPOSSIBLE; its limits of minutes are not looked at."""
    seat, shifts, shift = chart.seat, rota.shift, chart.seat[q, SHIFT]
    at, count = 0, shifts[shift, COUNT]
    while at < count and shifts[shift, ENDS + at] <= seat[q, charts.START]:
        at += 1
    if at < count and shifts[shift, STARTS + at] < seat[q, charts.END]:
        return IMPOSSIBLE
    if at == 0 and seat[q, FLAGS] & charts.FAR:
        return IMPOSSIBLE
    homeward = 1
    minutes: Whole = np.int64(seat[q, OUT_MINUTES])
    tenths: Whole = np.int64(seat[q, OUT_TENTHS])
    total: Whole = np.int64(seat[q, charts.PRICE])
    if at > 0:
        to = link(chart, shifts[shift, SEAT + at - 1], q)
        if not to.can:
            return IMPOSSIBLE
        minutes, tenths = to.minutes, to.tenths
        total += _leaving(chart, shifts, shift, at - 1, 0 if to.direct else 1)
    if at < count:
        on = link(chart, q, shifts[shift, SEAT + at])
        if not on.can:
            return IMPOSSIBLE
        homeward = 0 if on.direct else 1
        total += _coming(chart, shifts, shift, at, on.minutes, on.tenths)
    return total + _borne(chart, q, minutes, tenths, homeward)


@compiled
def _leaving(chart: Chart, shifts: Narrow, shift: int, at: int, homeward: int) -> int:
    """By how much dearer it is to leave a job by that way."""
    if homeward == shifts[shift, HOMEWARD + at]:
        return 0
    minutes, tenths = shifts[shift, CAME_MINUTES + at], shifts[shift, CAME_TENTHS + at]
    return _borne(chart, shifts[shift, SEAT + at], minutes, tenths, homeward) - shifts[shift, PAID_ORE + at]


@compiled
def _coming(chart: Chart, shifts: Narrow, shift: int, at: int, minutes: Whole, tenths: Whole) -> int:
    """By how much dearer it is to come to a job by that trip."""
    if minutes == shifts[shift, CAME_MINUTES + at] and tenths == shifts[shift, CAME_TENTHS + at]:
        return 0
    homeward = shifts[shift, HOMEWARD + at]
    return _borne(chart, shifts[shift, SEAT + at], minutes, tenths, homeward) - shifts[shift, PAID_ORE + at]


@compiled
def reckon(chart: Chart, rota: Rota, shift: int) -> int:
    """Works the shift's journeys out anew; by how much it became dearer. A job may be reached from the one before it
    alone: where that one is gone, the shift costs more than any plan."""
    shifts, seat, total = rota.shift, chart.seat, 0
    count = shifts[shift, COUNT]
    for at in range(count):
        q, homeward = shifts[shift, SEAT + at], 1
        if at == 0:
            shifts[shift, CAME_MINUTES], shifts[shift, CAME_TENTHS] = seat[q, OUT_MINUTES], seat[q, OUT_TENTHS]
            if seat[q, FLAGS] & (charts.FAR | charts.SETTLED) == charts.FAR:
                total += IMPOSSIBLE
        if at + 1 < count:
            on = link(chart, q, shifts[shift, SEAT + at + 1])
            if not on.can:
                total += IMPOSSIBLE
            shifts[shift, CAME_MINUTES + at + 1], shifts[shift, CAME_TENTHS + at + 1] = on.minutes, on.tenths
            homeward = 0 if on.direct else 1
        paid = _borne(chart, q, shifts[shift, CAME_MINUTES + at], shifts[shift, CAME_TENTHS + at], homeward)
        shifts[shift, HOMEWARD + at], shifts[shift, PAID_ORE + at] = homeward, paid
        total += seat[q, charts.PRICE] + paid
    dearer = total - rota.cost_ore[shift]
    rota.cost_ore[shift] = total
    return dearer


@compiled
def put(chart: Chart, rota: Rota, q: int) -> int:
    """The job of the seat goes there; by how much the shift became dearer."""
    seat, shifts, shift = chart.seat, rota.shift, chart.seat[q, SHIFT]
    at = shifts[shift, COUNT]
    while at > 0 and shifts[shift, STARTS + at - 1] > seat[q, charts.START]:
        for column in (STARTS, ENDS, SEAT):
            shifts[shift, column + at] = shifts[shift, column + at - 1]
        at -= 1
    shifts[shift, STARTS + at], shifts[shift, ENDS + at] = seat[q, charts.START], seat[q, charts.END]
    shifts[shift, SEAT + at] = q
    shifts[shift, COUNT] += 1
    shifts[shift, DAY_LEFT] -= seat[q, MINUTES]
    rota.taken[seat[q, JOB]] = q
    rota.week_left[seat[q, charts.WEEK]] -= seat[q, MINUTES]
    return reckon(chart, rota, shift)
