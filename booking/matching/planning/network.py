"""The network: every shift as a graph in time order, whose paths are the ways its day can go.

Each seat has a node to enter by, and one to leave by for home; one in person that another can follow directly has a
third, to leave by for there. Who is at home waits on one of two lines, for jobs in person and for remote ones: how
long one must have been at home before either depends on where one came from.
"""

from typing import NamedTuple

import numpy as np

from booking.matching.cases import BETWEEN_REMOTE_MINUTES, BUFFER_MINUTES, WORTH_GOING_HOME_MINUTES
from booking.matching.planning.problem import Problem
from booking.matching.planning.seats import Seats, journeys_ore, links
from booking.matching.roster.arrays import Ints, Mask

ENTER, HOME, ON, KINDS = 0, 1, 2, 3
NO_SEAT = -1
# A key in time for every shift: minutes since 1970 stay below.
LONG = 10**8


class Network(NamedTuple):
    """Arcs from `tail` to `head` at a cost in øre, and the seat each takes; nodes are numbered as `node` says.

    `order` has for every node its place in the time order of its shift, `shift` that shift.
    """

    tail: Ints
    head: Ints
    cost: Ints
    seat: Ints
    order: Ints
    shift: Ints
    seats: int
    shifts: int

    @property
    def nodes(self) -> int:
        return KINDS * self.seats + 2 * self.shifts

    @property
    def dawn(self) -> Ints:
        """The node where each shift begins."""
        return KINDS * self.seats + np.arange(self.shifts)

    @property
    def dusk(self) -> Ints:
        """The node where each shift ends."""
        return KINDS * self.seats + self.shifts + np.arange(self.shifts)


class _Arcs:
    """Arcs as they are found."""

    def __init__(self) -> None:
        self._found: list[tuple[Ints, Ints, Ints, Ints]] = []

    def add(self, tail: Ints, head: Ints, cost: Ints | None = None, seat: Ints | None = None) -> None:
        nothing = np.zeros(len(tail), dtype=np.int64)
        self._found.append((tail, head, nothing if cost is None else cost, nothing + NO_SEAT if seat is None else seat))

    def columns(self) -> tuple[Ints, Ints, Ints, Ints]:
        tail, head, cost, seat = (np.concatenate(part) for part in zip(*self._found, strict=True))
        return tail, head, cost, seat


def node(seat: Ints, kind: int) -> Ints:
    return KINDS * seat + kind


def network_of(problem: Problem, seats: Seats) -> Network:
    """All arcs that the rules allow, limits of days and weeks apart."""
    arcs, everybody = _Arcs(), np.arange(len(seats))
    shifts = int(seats.shift[-1]) + 1 if len(seats) else 0
    a, b = _followers(seats)
    found = links(problem, seats, a, b)
    good = found.can & found.direct
    a, b, minutes, tenths = a[good], b[good], found.trip.minutes[good], found.trip.tenths[good]
    goes_on = np.zeros(len(seats), dtype=np.bool_)
    goes_on[a] = True

    def job(seat: Ints, minutes: Ints, tenths: Ints) -> Ints:
        return seats.price_ore[seat] + journeys_ore(problem.rates, seats.rate[seat], minutes, tenths)

    near = everybody[~seats.far]
    there_and_back = seats.out_minutes + seats.back_minutes, seats.out_tenths + seats.back_tenths
    arcs.add(node(near, ENTER), node(near, HOME), job(near, there_and_back[0][near], there_and_back[1][near]), near)
    on = near[goes_on[near]]
    arcs.add(node(on, ENTER), node(on, ON), job(on, seats.out_minutes[on], seats.out_tenths[on]), on)
    home = minutes + seats.back_minutes[b], tenths + seats.back_tenths[b]
    arcs.add(node(a, ON), node(b, HOME), job(b, *home), b)
    on = np.flatnonzero(goes_on[b])
    arcs.add(node(a[on], ON), node(b[on], ON), job(b[on], minutes[on], tenths[on]), b[on])
    _settled(arcs, problem, seats, goes_on)
    dawn = KINDS * len(seats)
    for remote in (False, True):
        _wait(arcs, problem, seats, everybody[(seats.remote == remote) & ~seats.far], dawn, remote=remote)
    arcs.add(node(everybody, HOME), dawn + shifts + seats.shift)
    tail, head, cost, seat = arcs.columns()
    of = np.concatenate([np.repeat(seats.shift, KINDS), np.tile(np.arange(shifts), 2)])
    return Network(tail, head, cost, seat, _order(seats, shifts), of, len(seats), shifts)


def _settled(arcs: _Arcs, problem: Problem, seats: Seats, goes_on: Mask) -> None:
    """From a pinned job home and straight off to the next, where the rules would not have given both."""
    pinned = np.flatnonzero(seats.settled)
    a, b = pinned[:-1], pinned[1:]
    same = seats.shift[a] == seats.shift[b]
    a, b = a[same], b[same]
    indirect = ~links(problem, seats, a, b).direct
    a, b = a[indirect], b[indirect]
    for kind, leads in ((HOME, np.ones(len(b), dtype=np.bool_)), (ON, goes_on[b])):
        start, seat = a[leads], b[leads]
        home = kind == HOME
        minutes = seats.out_minutes[seat] + home * seats.back_minutes[seat]
        tenths = seats.out_tenths[seat] + home * seats.back_tenths[seat]
        paid = seats.price_ore[seat] + journeys_ore(problem.rates, seats.rate[seat], minutes, tenths)
        arcs.add(node(start, HOME), node(seat, kind), paid, seat)


def _followers(seats: Seats) -> tuple[Ints, Ints]:
    """Every two seats in person of a shift, the first of which ends before the second begins, near enough in time."""
    own = np.flatnonzero(~seats.remote)
    if not len(own):
        return own, own
    longest = int((seats.back_minutes[own]).max() + (seats.out_minutes[own]).max()) + WORTH_GOING_HOME_MINUTES
    key = seats.shift[own] * LONG + seats.starts[own]
    end = seats.shift[own] * LONG + seats.ends[own]
    first, last = np.searchsorted(key, end, side="left"), np.searchsorted(key, end + longest, side="left")
    count = last - first
    a = np.repeat(np.arange(len(own)), count)
    b = np.repeat(first, count) + np.arange(len(a)) - np.repeat(np.cumsum(count) - count, count)
    return own[a], own[b]


def _wait(arcs: _Arcs, problem: Problem, seats: Seats, line: Ints, dawn: int, *, remote: bool) -> None:
    """The line on which one waits at home for jobs of one kind, from the morning and from every job that leads home."""
    leaves = seats.starts[line] - seats.out_minutes[line]
    line = line[np.lexsort((leaves, seats.shift[line]))]
    shift, leaves = seats.shift[line], seats.starts[line] - seats.out_minutes[line]
    same = shift[1:] == shift[:-1]
    arcs.add(node(line[:-1][same], ENTER), node(line[1:][same], ENTER))
    first = line[np.concatenate([[True], ~same])] if len(line) else line
    arcs.add(dawn + seats.shift[first], node(first, ENTER))
    pause = BETWEEN_REMOTE_MINUTES if remote else WORTH_GOING_HOME_MINUTES
    rest = np.where(seats.remote == remote, pause, BUFFER_MINUTES)
    ready = seats.ends + seats.back_minutes + rest
    at = np.searchsorted(shift * LONG + leaves, seats.shift * LONG + ready)
    came = np.flatnonzero(at < len(line))
    came = came[shift[at[came]] == seats.shift[came]]
    arcs.add(node(came, HOME), node(line[at[came]], ENTER))


def _order(seats: Seats, shifts: int) -> Ints:
    """Places in time: a job is entered when one leaves home for it, and left when it ends."""
    when = np.empty(KINDS * len(seats), dtype=np.int64)
    when[ENTER::KINDS] = seats.starts - seats.out_minutes
    when[HOME::KINDS] = when[ON::KINDS] = seats.ends
    shift = np.repeat(seats.shift, KINDS)
    order = np.lexsort((when, shift))
    place = np.empty(len(order), dtype=np.int64)
    begins = np.searchsorted(shift[order], np.arange(shifts))
    place[order] = np.arange(len(order)) - begins[shift[order]] + 1
    return np.concatenate([place, np.zeros(shifts, dtype=np.int64), np.full(shifts, KINDS * len(seats) + 1)])


def used(network: Network, taken: Mask) -> Ints:
    """The seats of the arcs that a plan takes."""
    seat: Ints = network.seat[taken]
    kept: Ints = seat[seat != NO_SEAT]
    return kept
