"""Charts: what the search looks at and never changes, laid out so that the seats of a job lie side by side."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from booking.domain.costs.journey_rates import UNPAID, JourneyRate
from booking.matching.cases import WORTH_GOING_HOME_MINUTES
from booking.matching.planning.drafts import Office
from booking.matching.planning.network import LONG
from booking.matching.planning.problem import NOBODY, Problem
from booking.matching.planning.search.nearby import neighbours
from booking.matching.planning.seats import Seats
from booking.matching.roster.arrays import Ints

Narrow = NDArray[np.int32]
Short = NDArray[np.int16]

# The columns of a seat.
JOB, SHIFT, START, END, MINUTES, FLAGS, PRICE, RATE = range(8)
OUT_MINUTES, OUT_TENTHS, BACK_MINUTES, BACK_TENTHS, MOST, WEEK = range(8, 14)
COLUMNS = 16
REMOTE, SETTLED, FAR = 1, 2, 4
# The columns of a job: its first seat, what leaving it costs, how many are near it; where its roads begin, and the row
# among the jobs in person of the first that they lead to, and its own.
SEATS, LEFT_ORE, NEARBY, ROADS, FIRST, OWN = range(6)
# The columns of a rate.
TIME, PER, STARTED, OVER, KM, PAID = range(6)

# What leaving a unit of weight costs in the search: more than all of a plan.
FILL_ORE = 10**10
# So many jobs in person at a time, for the trips from them.
CHUNK = 500


class Chart(NamedTuple):
    """Seats by job, the cheapest first; a row for each job and one more; the jobs `near` each that want the same
    people; minutes and tenths of each `road` from a job in person to one that begins soon after it; and the rates."""

    seat: Narrow
    job: Ints
    near: Narrow
    road: Short
    rate: Ints


def chart_of(office: Office, rows: Ints) -> Chart:
    """Of those seats of the office, sorted by job and then by price."""
    jobs, seats = office.problem.jobs, office.seats
    near, many = neighbours(office, rows)
    table = np.zeros((len(jobs.ids) + 1, OWN + 1), dtype=np.int64)
    table[:, SEATS] = np.searchsorted(seats.job[rows], np.arange(len(table)))
    table[:-1, LEFT_ORE] = FILL_ORE * jobs.weight + np.where(jobs.holder != NOBODY, jobs.disturb_ore, 0)
    table[:-1, NEARBY] = many
    road = _roads(office.problem, seats, table)
    rate = np.array([_rate(one) for one in office.problem.rates], dtype=np.int64)
    return Chart(_seats(office, rows), table, near, road, rate)


def _seats(office: Office, rows: Ints) -> Narrow:
    seats = office.seats
    flags = REMOTE * seats.remote + SETTLED * seats.settled + FAR * seats.far
    week = seats.person * office.week_left.shape[1] + office.week
    columns = (
        *(seats.job, seats.shift, seats.starts, seats.ends, seats.minutes, flags, seats.price_ore, seats.rate),
        *(seats.out_minutes, seats.out_tenths, seats.back_minutes, seats.back_tenths),
        *(office.problem.people.max_trip[seats.person], week),
    )
    table = np.zeros((len(rows), COLUMNS), dtype=np.int32)
    for n, column in enumerate(columns):
        table[:, n] = column[rows]
    return table


def _rate(one: JourneyRate) -> list[int]:
    over = -1 if one.over_km is None else one.over_km
    return [one.time_ore, one.time_minutes, one.started, over, one.km_ore, one != UNPAID]


def _roads(problem: Problem, seats: Seats, table: Ints) -> Short:
    """To those that begin before one would go home between the two, however far one lives."""
    jobs = problem.jobs
    own, near = np.flatnonzero(~jobs.remote), ~seats.far
    away = seats.back_minutes[near].max(initial=0) + seats.out_minutes[near].max(initial=0) + WORTH_GOING_HOME_MINUTES
    key, end = (jobs.day[own] * LONG + side[own] for side in (jobs.starts, jobs.ends))
    first = np.searchsorted(key, end)
    count = np.searchsorted(key, end + away) - first
    table[own, FIRST], table[own, OWN] = first, np.arange(len(own))
    table[own + 1, ROADS] = count
    table[:, ROADS] = np.cumsum(table[:, ROADS])
    road, at = np.zeros((int(count.sum()), 2), dtype=np.int16), 0
    for low in range(0, len(own), CHUNK):
        many = count[low : low + CHUNK]
        a = np.repeat(own[low : low + CHUNK], many)
        b = np.arange(len(a)) - np.repeat(np.cumsum(many) - many - first[low : low + CHUNK], many)
        road[at : at + len(a)] = np.stack(problem.roads(jobs.place.of(a), jobs.place.of(own[b])), axis=1)
        at += len(a)
    return road
