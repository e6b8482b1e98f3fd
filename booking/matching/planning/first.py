"""First: a whole plan of a large office within seconds, over few seats of each job."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from booking.matching.cases import BETWEEN_REMOTE_MINUTES, BUFFER_MINUTES, WORTH_GOING_HOME_MINUTES
from booking.matching.planning.drafts import Draft, Office, office_of
from booking.matching.planning.greedy import fill, scarcest
from booking.matching.planning.problem import NOBODY, Pairs, Problem
from booking.matching.planning.seats import alone_ore, links
from booking.matching.roster.arrays import Floats, Ints
from booking.matching.roster.trips import listed
from booking.matching.travel import travel

# Of each job, those who look cheapest.
ASKED = 40
# A journey's øre to a degree away, both ways, for whom it is paid: only to tell near ones from far ones.
DEGREE_ORE, WIDTH = 150_000.0, 0.55


def first_plan(problem: Problem) -> tuple[Draft, Ints]:
    """A plan that breaks no rule, in an office of its own; and the row that each of its pairs has in the problem."""
    rows = cheapest(problem)
    pairs = problem.pairs
    few = Pairs(
        job=pairs.job[rows], person=pairs.person[rows], fee_ore=pairs.fee_ore[rows], soft_ore=pairs.soft_ore[rows]
    )
    office = office_of(replace(problem, pairs=few))
    return _sound(office, _taken(office)), rows


def moved(draft: Draft, rows: Ints, office: Office) -> Draft:
    """The same plan in the office with all pairs, and what it left done by anybody who can."""
    seat = np.empty(len(office.seats), dtype=np.int64)
    seat[office.seats.row] = np.arange(len(office.seats))
    held = draft.seat[draft.seat != NOBODY]
    made = Draft.holding(office, np.sort(seat[rows[draft.office.seats.row[held]]]))
    fill(made, scarcest(office, np.flatnonzero((made.seat == NOBODY) & ~office.problem.jobs.pinned)))
    return made


def cheapest(problem: Problem) -> Ints:
    """The rows of as many pairs of each job, of those who look cheapest."""
    pairs, rough = problem.pairs, _rough(problem)
    begins = np.searchsorted(pairs.job, np.arange(len(problem.jobs.ids) + 1)).tolist()
    chosen = []
    for low, high in pairwise(begins):
        if high - low > ASKED:
            chosen.append(low + np.sort(np.argpartition(rough[low:high], ASKED)[:ASKED]))
        else:
            chosen.append(np.arange(low, high))
    return np.concatenate([np.zeros(0, dtype=np.int64), *chosen])


def _rough(problem: Problem) -> Floats:
    """What each pair would cost, more or less."""
    jobs, people, pairs = problem.jobs, problem.people, problem.pairs
    lat = jobs.place.lat[pairs.job] - people.home.lat[pairs.person]
    lon = jobs.place.lon[pairs.job] - people.home.lon[pairs.person]
    away = np.where(jobs.remote[pairs.job] | people.agency[pairs.person], 0.0, np.abs(lat) + WIDTH * np.abs(lon))
    found: Floats = pairs.fee_ore + pairs.soft_ore + DEGREE_ORE * np.nan_to_num(away)
    return found


def _taken(office: Office) -> Ints:
    """Each job by the cheapest who has the time, the weightiest and hardest to fill first; what is pinned stays."""
    seats, pinned = office.seats, office.problem.jobs.pinned
    order = np.lexsort((alone_ore(office.problem, seats), seats.job))
    order = order[~seats.far[order]]
    begins = np.searchsorted(seats.job[order], np.arange(len(pinned) + 1)).tolist()
    asked, sheet = order.tolist(), _Sheet(office)
    for job in (*np.flatnonzero(pinned).tolist(), *scarcest(office, np.flatnonzero(~pinned))):
        for seat in asked[begins[job] : begins[job + 1]]:
            if pinned[job] or sheet.has_room(seat):
                sheet.put(seat)
                break
    return np.sort(np.array(sheet.chosen, dtype=np.int64))


class _Sheet:
    """What each shift has, in plain lists."""

    def __init__(self, office: Office) -> None:
        seats = office.seats
        self.chosen: list[int] = []
        self._starts, self._ends, self._minutes = seats.starts.tolist(), seats.ends.tolist(), seats.minutes.tolist()
        self._out, self._back = seats.out_minutes.tolist(), seats.back_minutes.tolist()
        self._remote = seats.remote.tolist()
        self._place = listed(office.problem.jobs.place)
        self._job, self._max_trip = seats.job.tolist(), office.problem.people.max_trip.tolist()
        self._shift, self._person, self._week = seats.shift.tolist(), seats.person.tolist(), office.week.tolist()
        self._day_left, self._week_left = office.day_left.tolist(), office.week_left.tolist()
        self._held: list[list[int]] = [[] for _ in self._day_left]

    def has_room(self, seat: int) -> bool:
        minutes = self._minutes[seat]
        if self._day_left[self._shift[seat]] < minutes:
            return False
        if self._week_left[self._person[seat]][self._week[seat]] < minutes:
            return False
        return all(self._apart(seat, other) for other in self._held[self._shift[seat]])

    def _apart(self, one: int, other: int) -> bool:
        """Whether there is time to go from one to the other, by home or straight."""
        a, b = (one, other) if self._starts[one] < self._starts[other] else (other, one)
        gap = self._starts[b] - self._ends[a]
        if gap < BETWEEN_REMOTE_MINUTES:
            return False
        if self._remote[a] and self._remote[b]:
            return True
        home = self._back[a] + self._out[b]
        if self._remote[a] or self._remote[b] or gap >= home + WORTH_GOING_HOME_MINUTES:
            return bool(gap >= home + BUFFER_MINUTES)
        minutes = travel(self._place[self._job[a]], self._place[self._job[b]]).minutes
        return bool(gap >= minutes + BUFFER_MINUTES and minutes <= self._max_trip[self._person[b]])

    def put(self, seat: int) -> None:
        self.chosen.append(seat)
        self._held[self._shift[seat]].append(seat)
        self._day_left[self._shift[seat]] -= self._minutes[seat]
        self._week_left[self._person[seat]][self._week[seat]] -= self._minutes[seat]


def _sound(office: Office, chosen: Ints) -> Draft:
    """Without those who cannot come straight from the job before, though they could by home, or for midnight."""
    seats, late = office.seats, set(chosen.tolist())
    stuck = [one for one in chosen.tolist() if not late.isdisjoint(office.clashing.get(one, ()))]
    chosen = chosen[~np.isin(chosen, stuck) | seats.settled[chosen]]
    while True:
        same = seats.shift[chosen[1:]] == seats.shift[chosen[:-1]]
        can = links(office.problem, seats, chosen[:-1], chosen[1:]).can | ~same
        can |= seats.settled[chosen[1:]]
        kept = np.concatenate([np.ones(min(len(chosen), 1), dtype=np.bool_), can])
        if kept.all():
            return Draft.holding(office, chosen)
        chosen = chosen[kept]
