"""Drafts: a plan that is being made, job by job, each put where it adds least."""

from typing import NamedTuple

import numpy as np

from booking.matching.planning.problem import NOBODY, Problem
from booking.matching.planning.proposal import Worth
from booking.matching.planning.seats import Seats, journeys_ore, links, seats_of, shifts_of, weeks_left
from booking.matching.roster.arrays import Ints, Mask

EMPTY = -1
FIRST_SLOTS = 8


class Office(NamedTuple):
    """A problem made ready: its seats, each job's seats (`listed`, from `begins` on), and the minutes that are left."""

    problem: Problem
    seats: Seats
    listed: Ints
    begins: Ints
    week: Ints
    day_left: Ints
    week_left: Ints
    clashing: dict[int, list[int]]


class Choice(NamedTuple):
    """Seats that a job can have as the draft stands, and the øre that each adds."""

    seats: Ints
    added: Ints


def office_of(problem: Problem) -> Office:
    seats = seats_of(problem)
    listed = np.argsort(seats.job, kind="stable")
    begins = np.searchsorted(seats.job[listed], np.arange(len(problem.jobs.ids) + 1))
    clashing: dict[int, list[int]] = {}
    for a, b in zip(*(side.tolist() for side in clashes(problem, seats)), strict=True):
        clashing.setdefault(a, []).append(b)
        clashing.setdefault(b, []).append(a)
    return Office(
        problem,
        seats,
        listed,
        begins,
        problem.week[problem.jobs.day[seats.job]],
        shifts_of(problem, seats).left,
        weeks_left(problem, seats),
        clashing,
    )


def clashes(problem: Problem, seats: Seats) -> tuple[Ints, Ints]:
    """Seats of one person in two shifts that midnight alone keeps apart: the first ends too late for the second."""
    if not len(seats):
        return seats.job, seats.job
    reach = int((seats.back_minutes + seats.out_minutes).max()) + 10
    own = np.flatnonzero(~problem.people.agency[seats.person])
    begins = np.full(len(problem.days), seats.ends.max() + reach)
    np.minimum.at(begins, problem.jobs.day, problem.jobs.starts)
    following = np.append(begins[1:], seats.ends.max() + reach)
    late = own[seats.ends[own] + reach > following[problem.jobs.day[seats.job[own]]]]
    a, b = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for seat in late.tolist():
        next_ = (seats.person[own] == seats.person[seat]) & (seats.shift[own] > seats.shift[seat])
        near = own[next_ & (seats.starts[own] < seats.ends[seat] + reach)]
        if len(near):
            same = np.full(len(near), seat)
            stuck = ~links(problem, seats, same, near).can & ~seats.far[near]
            a.append(same[stuck])
            b.append(near[stuck])
    return np.concatenate(a), np.concatenate(b)


class Draft:
    """Who does what so far, and what each job then bears; `seat` has the seat of every job, or NOBODY."""

    def __init__(self, office: Office) -> None:
        seats = office.seats
        self.office = office
        self.seat = np.full(len(office.problem.jobs.ids), NOBODY, dtype=np.int64)
        self._route = np.full((len(office.day_left), FIRST_SLOTS), EMPTY, dtype=np.int64)
        self._count = np.zeros(len(office.day_left), dtype=np.int64)
        self._day_left, self._week_left = office.day_left.copy(), office.week_left.copy()
        self._came = np.zeros((2, len(seats)), dtype=np.int64)
        self._home = np.ones(len(seats), dtype=np.bool_)
        self._paid = np.zeros(len(seats), dtype=np.int64)

    @classmethod
    def holding(cls, office: Office, chosen: Ints) -> "Draft":
        """With these seats, sorted and no two of one job, whatever the rules say."""
        made, seats = cls(office), office.seats
        shift = seats.shift[chosen]
        made._count += np.bincount(shift, minlength=len(made._count))
        place = np.arange(len(chosen)) - np.searchsorted(shift, shift)
        slots = max(FIRST_SLOTS, int(made._count.max(initial=0)) + 1)
        made._route = np.full((len(made._count), slots), EMPTY, dtype=np.int64)
        made._route[shift, place] = chosen
        made.seat[seats.job[chosen]] = chosen
        np.subtract.at(made._day_left, shift, seats.minutes[chosen])
        np.subtract.at(made._week_left, (seats.person[chosen], office.week[chosen]), seats.minutes[chosen])
        followed = np.flatnonzero(shift[1:] == shift[:-1])
        a, b = chosen[followed], chosen[followed + 1]
        found = links(office.problem, seats, a, b)
        made._came[:, chosen] = np.stack([seats.out_minutes[chosen], seats.out_tenths[chosen]])
        made._came[:, b] = np.stack(found.trip)
        made._home[a] = ~found.direct
        made._paid[chosen] = made._journey(chosen, made._came[:, chosen], made._home[chosen])
        return made

    def copy(self) -> "Draft":
        made = Draft.__new__(Draft)
        made.office = self.office
        for name in ("seat", "_route", "_count", "_day_left", "_week_left", "_came", "_home", "_paid"):
            setattr(made, name, getattr(self, name).copy())
        return made

    def choice(self, job: int) -> Choice:
        """Where the job can go, and what it adds there to the plan's score, other jobs' journeys included."""
        office = self.office
        return self.among(office.listed[office.begins[job] : office.begins[job + 1]])

    def among(self, q: Ints) -> Choice:
        """Which of these seats, all of one job that nobody has, it can have, and what it adds there."""
        office, seats = self.office, self.office.seats
        minutes = seats.minutes[q]
        room = (self._day_left[seats.shift[q]] >= minutes) & (
            self._week_left[seats.person[q], office.week[q]] >= minutes
        )
        q = q[room]
        if office.clashing:
            held = set(self.seat[self.seat != NOBODY].tolist())
            q = q[[held.isdisjoint(office.clashing.get(one, ())) for one in q.tolist()]]
        before, after = self._around(q)
        return self._weighed(q, before, after)

    def _around(self, q: Ints) -> tuple[Ints, Ints]:
        seats = self.office.seats
        route = self._route[seats.shift[q]]
        passed = ((route != EMPTY) & (seats.ends[route] <= seats.starts[q][:, None])).sum(axis=1)
        rows = np.arange(len(q))
        return np.where(passed > 0, route[rows, passed - 1], EMPTY), route[rows, passed]

    def _weighed(self, q: Ints, before: Ints, after: Ints) -> Choice:
        problem, seats = self.office.problem, self.office.seats
        has_before, has_after = np.flatnonzero(before != EMPTY), np.flatnonzero(after != EMPTY)
        found = links(
            problem,
            seats,
            np.concatenate([before[has_before], q[has_after]]),
            np.concatenate([q[has_before], after[has_after]]),
        )
        cut = len(has_before)
        can = ~seats.far[q]
        can[has_before] = found.can[:cut]
        can[has_after] &= found.can[cut:]
        came = np.stack([seats.out_minutes[q], seats.out_tenths[q]])
        came[:, has_before] = np.stack(found.trip)[:, :cut]
        home = np.ones(len(q), dtype=np.bool_)
        home[has_after] = ~found.direct[cut:]
        changed = np.concatenate([q, before[has_before], after[has_after]])
        comes = np.concatenate([came, self._came[:, before[has_before]], np.stack(found.trip)[:, cut:]], axis=1)
        leaves = np.concatenate([home, ~found.direct[:cut], self._home[after[has_after]]])
        paid = self._journey(changed, comes, leaves)
        added = seats.price_ore[q] + paid[: len(q)]
        added[has_before] += paid[len(q) : len(q) + cut] - self._paid[before[has_before]]
        added[has_after] += paid[len(q) + cut :] - self._paid[after[has_after]]
        return Choice(q[can], added[can])

    def _journey(self, seat: Ints, came: Ints, home: Mask) -> Ints:
        seats = self.office.seats
        minutes = came[0] + np.where(home, seats.back_minutes[seat], 0)
        tenths = came[1] + np.where(home, seats.back_tenths[seat], 0)
        return journeys_ore(self.office.problem.rates, seats.rate[seat], minutes, tenths)

    def put(self, seat: int) -> None:
        """The job of the seat goes there, whatever the rules say; it must not have a seat."""
        seats, shift = self.office.seats, self.office.seats.shift[seat]
        if self._count[shift] + 1 >= self._route.shape[1]:
            more = np.full_like(self._route, EMPTY)
            self._route = np.concatenate([self._route, more], axis=1)
        route = self._route[shift]
        route[self._count[shift]] = seat
        self._count[shift] += 1
        held = route[: self._count[shift]]
        held[:] = held[np.lexsort((held, seats.starts[held]))]
        self.seat[seats.job[seat]] = seat
        self._spend(seat, seats.minutes[seat])

    def take(self, job: int) -> None:
        """The job is nobody's; it must be somebody's."""
        seat, seats = self.seat[job], self.office.seats
        route = self._route[seats.shift[seat]]
        kept = route[(route != EMPTY) & (route != seat)]
        route[:] = EMPTY
        route[: len(kept)] = kept
        self._count[seats.shift[seat]] -= 1
        self.seat[job] = NOBODY
        self._spend(seat, -seats.minutes[seat])

    def journey(self, seat: Ints) -> tuple[Ints, Ints, Ints]:
        """Minutes, tenths of kilometres and øre of the journeys that the jobs of these seats, all held, bear."""
        back = self._home[seat]
        minutes = self._came[0, seat] + np.where(back, self.office.seats.back_minutes[seat], 0)
        tenths = self._came[1, seat] + np.where(back, self.office.seats.back_tenths[seat], 0)
        return minutes, tenths, self._paid[seat]

    def _spend(self, seat: int, minutes: int) -> None:
        seats, shift = self.office.seats, self.office.seats.shift[seat]
        self._day_left[shift] -= minutes
        self._week_left[seats.person[seat], self.office.week[seat]] -= minutes
        held = self._route[shift, : self._count[shift]]
        self._came[:, held[:1]] = np.stack([seats.out_minutes[held[:1]], seats.out_tenths[held[:1]]])
        found = links(self.office.problem, seats, held[:-1], held[1:])
        self._came[:, held[1:]] = np.stack(found.trip)
        self._home[held] = np.append(~found.direct, True)[: len(held)]
        self._paid[held] = self._journey(held, self._came[:, held], self._home[held])

    @property
    def unfilled(self) -> int:
        return int(self.office.problem.jobs.weight[self.seat == NOBODY].sum())

    @property
    def worth(self) -> Worth:
        problem, seats = self.office.problem, self.office.seats
        held = self.seat[self.seat != NOBODY]
        rows, (minutes, tenths, paid) = seats.row[held], self.journey(held)
        lost = (self.seat == NOBODY) & (problem.jobs.holder != NOBODY)
        return Worth(
            unfilled=self.unfilled,
            fee_ore=int(problem.pairs.fee_ore[rows].sum()),
            journey_ore=int(paid.sum()),
            soft_ore=int(problem.pairs.soft_ore[rows].sum()),
            disturb_ore=int(problem.disturb_ore[rows].sum() + problem.jobs.disturb_ore[lost].sum()),
            minutes=int(minutes.sum()),
            tenths=int(tenths.sum()),
        )
