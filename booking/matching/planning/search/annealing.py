"""Annealing: a whole plan searched by two threads at once, hot at first and then ever colder, until it settles.

The people are parted in two, by where they live or at random, and with them their days and what they hold; each thread
keeps to its own, and after every round they are parted anew. So the same seed and rounds give the same plan.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from booking.matching.planning.drafts import Draft
from booking.matching.planning.guided import Guide
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.search.charts import LEFT_ORE, SEATS, SHIFT, chart_of
from booking.matching.planning.search.rotas import DAY_LEFT, SLOTS, WIDTH, Rota, put
from booking.matching.planning.search.swaps import Flags, Side, loose_of, search
from booking.matching.planning.search.undoing import kept_of
from booking.matching.roster.arrays import Floats, Ints, Mask

# Øre: what a step may cost at first and at last, more or less.
HOT, COLD = 10_000.0, 150.0
SIDES, NO_SIDE = 2, -1
# Steps of each side in a round: for each job so many, but no more than that.
SWAPS_A_JOB, SWAPS = 20, 10_000
# One round in three parts people at random; the others by where they live, somewhere between these shares of them.
AT_RANDOM, BETWEEN = 3, (0.35, 0.65)
LONGER_NORTHWARD = 1.8


class Search:
    """A draft that is being searched, over the seats worth trying; `best` is the best that was found."""

    def __init__(self, draft: Draft, guide: Guide, *, seed: int) -> None:
        self._draft, self._office = draft, draft.office
        self._rows = _rows(draft, guide)
        self._chart = chart_of(self._office, self._rows)
        self._rota, self._fixed = self._begun()
        self._random, self._done = np.random.default_rng(seed), 0
        self._swaps = min(SWAPS, SWAPS_A_JOB * len(draft.seat))
        shifts, jobs = len(self._office.day_left), len(draft.seat)
        self._room = [(kept_of(shifts), loose_of(jobs)) for _ in range(SIDES)]
        self._states = [self._random.integers(1, 2**63, 1).astype(np.uint64) for _ in range(SIDES)]
        self._best, self._least = self._rota.taken.copy(), self._ore

    @property
    def _ore(self) -> int:
        left = self._chart.job[:-1, LEFT_ORE][self._rota.taken == NOBODY].sum()
        return int(left + self._rota.cost_ore.sum())

    def _begun(self) -> tuple[Rota, Mask]:
        """The draft as a rota; and the shifts that stay as they are: too full, or pinned against the rules."""
        draft, office = self._draft, self._office
        held = draft.seat[draft.seat != NOBODY]
        shift = office.seats.shift[held]
        shifts = np.zeros((len(office.day_left), WIDTH), dtype=np.int32)
        shifts[:, DAY_LEFT] = office.day_left
        cost = np.zeros(len(shifts), dtype=np.int64)
        np.add.at(cost, shift, office.seats.price_ore[held] + draft.journey(held)[2])
        full = np.bincount(shift, minlength=len(shifts)) >= SLOTS
        week_left, staying = office.week_left.copy(), held[full[shift]]
        np.subtract.at(week_left, (office.seats.person[staying], office.week[staying]), office.seats.minutes[staying])
        rota = Rota(np.full(len(draft.seat), NOBODY), shifts, np.zeros_like(cost), week_left.ravel())
        place = np.full(len(office.seats), NOBODY, dtype=np.int64)
        place[self._rows] = np.arange(len(self._rows))
        for q in place[np.sort(held[~full[shift]])].tolist():
            put(self._chart, rota, q)
        return rota, full | (rota.cost_ore != cost)

    def round(self, share: float) -> bool:
        """One more, when that share of the search is over; whether there is anything better."""
        shifts, jobs = self._parted()
        sides = [
            Side(n, shifts, jobs, np.flatnonzero((jobs == n) & (np.diff(self._chart.job[:, SEATS]) > 0)), state)
            for n, state in enumerate(self._states)
        ]
        heat = HOT * (COLD / HOT) ** share

        def run(side: Side) -> None:
            kept, loose = self._room[side.name]
            search(self._chart, self._rota, kept, loose, side, self._done, self._swaps, heat)

        with ThreadPoolExecutor(SIDES) as threads:
            list(threads.map(run, sides))
        self._done += self._swaps
        if self._ore >= self._least:
            return False
        self._best, self._least = self._rota.taken.copy(), self._ore
        return True

    def _parted(self) -> tuple[Flags, Flags]:
        """Whose each shift and each job is; what nobody has is anybody's, and what is fixed nobody's."""
        people, seats = self._office.problem.people, self._office.seats
        if self._done // self._swaps % AT_RANDOM == 0:
            parts = self._random.integers(0, SIDES, len(people.ids))
        else:
            parts = (_along(people.home.lat, people.home.lon, self._random) > 0).astype(np.int64)
        shifts = np.full(len(self._fixed), NO_SIDE, dtype=np.int8)
        shifts[seats.shift] = parts[seats.person]
        shifts[self._fixed] = NO_SIDE
        jobs = self._random.integers(0, SIDES, len(self._draft.seat)).astype(np.int8)
        taken = self._rota.taken
        jobs[taken != NOBODY] = shifts[self._chart.seat[taken[taken != NOBODY], SHIFT]]
        held = self._draft.seat != NOBODY
        jobs[held & self._fixed[seats.shift[self._draft.seat]]] = NO_SIDE
        return shifts, jobs

    @property
    def best(self) -> Draft:
        """What is fixed, and the rest as it was found."""
        seat, taken = self._draft.seat, self._best
        fixed = (seat != NOBODY) & self._fixed[self._office.seats.shift[seat]]
        found = np.where(taken == NOBODY, NOBODY, self._rows[taken])
        chosen = np.where(fixed, seat, found)
        return Draft.holding(self._office, np.sort(chosen[chosen != NOBODY]))


def _rows(draft: Draft, guide: Guide) -> Ints:
    """The seats worth trying and those that are held, by job and price; those that midnight keeps apart from another
    stay with who has them."""
    office, seats = draft.office, draft.office.seats
    tried = guide.close.copy()
    tried[list(office.clashing)] = False
    tried[draft.seat[draft.seat != NOBODY]] = True
    rows = np.flatnonzero(tried)
    return rows[np.lexsort((guide.dear[rows], seats.price_ore[rows], seats.job[rows]))]


def _along(lat: Floats, lon: Floats, random: np.random.Generator) -> Floats:
    """How far each place lies beyond a line across the country; where it is not known, on this side."""
    angle, share = random.uniform(0, np.pi), random.uniform(*BETWEEN)
    found = np.nan_to_num(LONGER_NORTHWARD * np.cos(angle) * lat + np.sin(angle) * lon)
    away: Floats = found - np.quantile(found, share)
    return away
