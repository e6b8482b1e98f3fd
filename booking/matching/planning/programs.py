"""Programs: the network as an integer program, each job on one arc or left, with the rows that limit days and weeks."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from booking.matching.planning.network import NO_SEAT, Network
from booking.matching.planning.problem import Problem
from booking.matching.planning.seats import Seats
from booking.matching.roster.arrays import Floats, Ints, Mask

FREE = np.inf


class Part(NamedTuple):
    """What is to be solved: jobs (rows of the problem), the seats they may have, each seat's row in `week`, and the
    minutes left by shift and by such a row; `apart` are pairs of seats that nobody can have both of."""

    problem: Problem
    jobs: Ints
    seats: Seats
    week: Ints
    day_left: Ints
    week_left: Ints
    apart: tuple[Ints, Ints]


class Program(NamedTuple):
    """Columns are the network's arcs, then one for each job that is left; all lie between 0 and `most`.

    `weight` is what each column leaves unfilled, `cost` its øre; the matrix goes by columns. The first row is what is
    left in all, `lower` to `upper` of it.
    """

    cost: Floats
    weight: Floats
    most: Floats
    lower: Floats
    upper: Floats
    begins: Ints
    rows: Ints
    values: Floats

    def only(self, kept: Mask) -> "Program":
        """With some of the columns alone."""
        count = np.diff(self.begins)
        inside = np.repeat(kept, count)
        return self._replace(
            cost=self.cost[kept],
            weight=self.weight[kept],
            most=self.most[kept],
            begins=np.concatenate([[0], np.cumsum(count[kept])]),
            rows=self.rows[inside],
            values=self.values[inside],
        )

    def leaving(self, least: float, most: float) -> "Program":
        """Where that much of the weight is left."""
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[0], upper[0] = least, most
        return self._replace(lower=lower, upper=upper)


class _Rows:
    """A matrix row by row, and what each may come to."""

    def __init__(self) -> None:
        self.many = 0
        self.found: list[tuple[Ints, Ints, Floats]] = []
        self.bounds: list[tuple[Floats, Floats]] = []

    def add(self, row: Ints, column: Ints, value: Floats) -> None:
        self.found.append((self.many + row, column, value))

    def close(self, lower: Floats, upper: Floats) -> None:
        self.bounds.append((lower, upper))
        self.many += len(lower)


def program_of(part: Part, network: Network) -> Program:
    arcs, jobs = len(network.tail), part.problem.jobs
    many = len(part.jobs)
    left = arcs + np.arange(many)
    weight = jobs.weight[part.jobs].astype(np.float64)
    lost = np.where(jobs.holder[part.jobs] >= 0, jobs.disturb_ore[part.jobs], 0)
    rows = _Rows()
    rows.add(np.zeros(many, dtype=np.int64), left, weight)
    rows.close(np.zeros(1), np.full(1, FREE))
    _flow(rows, network)
    taking = np.flatnonzero(network.seat != NO_SEAT)
    seat = network.seat[taking]
    place = np.full(len(jobs.ids), -1, dtype=np.int64)
    place[part.jobs] = np.arange(many)
    rows.add(place[part.seats.job[seat]], taking, np.ones(len(taking)))
    rows.add(np.arange(many), left, np.ones(many))
    rows.close(np.ones(many), np.ones(many))
    for group, limit in _limits(part):
        _limit(rows, group[seat], limit, taking, part.seats.minutes[seat])
    _apart(rows, part, seat, taking)
    row, column, value = (np.concatenate(side) for side in zip(*rows.found, strict=True))
    order = np.lexsort((row, column))
    return Program(
        cost=np.concatenate([network.cost, lost]).astype(np.float64),
        weight=np.concatenate([np.zeros(arcs), weight]),
        most=np.concatenate([np.ones(arcs), np.where(jobs.pinned[part.jobs], 0.0, 1.0)]),
        lower=np.concatenate([one for one, _ in rows.bounds]),
        upper=np.concatenate([one for _, one in rows.bounds]),
        begins=np.searchsorted(column[order], np.arange(arcs + many + 1)),
        rows=row[order],
        values=value[order],
    )


def _flow(rows: _Rows, network: Network) -> None:
    """As many ways out of a node as into it, and one at most out of each dawn."""
    inner = np.zeros(network.nodes, dtype=np.bool_)
    inner[network.tail] = inner[network.head] = True
    inner[network.dusk] = False
    row = np.cumsum(inner) - 1
    out, into = np.flatnonzero(inner[network.tail]), np.flatnonzero(inner[network.head])
    rows.add(row[network.tail[out]], out, np.ones(len(out)))
    rows.add(row[network.head[into]], into, np.full(len(into), -1.0))
    nodes = np.flatnonzero(inner)
    rows.close(np.zeros(len(nodes)), np.where(np.isin(nodes, network.dawn), 1.0, 0.0))


def _limits(part: Part) -> Iterator[tuple[Ints, Ints]]:
    """For each seat the row of a limit, or -1 where it cannot be reached; and what each such row may hold."""
    seats = part.seats
    day = np.bincount(seats.shift, weights=seats.minutes, minlength=len(part.day_left))
    yield _numbered(day > part.day_left, seats.shift), part.day_left[day > part.day_left]
    first = np.flatnonzero(np.diff(seats.shift, prepend=-1))
    week = np.bincount(
        part.week[first], weights=np.minimum(day, part.day_left)[seats.shift[first]], minlength=len(part.week_left)
    )
    yield _numbered(week > part.week_left, part.week), part.week_left[week > part.week_left]


def _numbered(chosen: Mask, of: Ints) -> Ints:
    number = np.where(chosen, np.cumsum(chosen) - 1, -1)
    return number[of]


def _limit(rows: _Rows, row: Ints, limit: Ints, taking: Ints, minutes: Ints) -> None:
    bound = row >= 0
    rows.add(row[bound], taking[bound], minutes[bound].astype(np.float64))
    rows.close(np.full(len(limit), -FREE), limit.astype(np.float64))


def _apart(rows: _Rows, part: Part, seat: Ints, taking: Ints) -> None:
    for n, (a, b) in enumerate(zip(*part.apart, strict=True)):
        either = taking[(seat == a) | (seat == b)]
        rows.add(np.full(len(either), n), either, np.ones(len(either)))
    many = len(part.apart[0])
    rows.close(np.full(many, -FREE), np.ones(many))
