"""Prices raised: a price for every job of a day, found step by step by the volume method (Barahona and Anbil 2000).

Jobs may be done twice or by halves, and limits of minutes do not count; whoever does a job is paid its price, and so
each shift alone takes its cheapest way. Whatever the prices are, no plan is below what they come to.
"""

import numpy as np

from booking.matching.planning.drafts import Office
from booking.matching.planning.exact import Left
from booking.matching.planning.network import NO_SEAT, Network, network_of
from booking.matching.planning.paths import Ladder
from booking.matching.planning.turns import Turns
from booking.matching.roster.arrays import Floats, Ints

NEAR = 0.1
PATIENCE = 12
# Pairs of jobs in the shifts of a day: the arcs of more do not fit in memory.
MOST_PAIRS = 5e7


class Relaxed:
    """One day; `floor` and `prices` are the best so far, at first what its jobs cost at least without any journey."""

    def __init__(self, empty: Floats, least: Floats) -> None:
        self.empty = empty
        self.prices = np.minimum(least, empty)
        self.floor = float(self.prices.sum())

    def raise_(self, ways: "Ways | Turns", cost: Floats, start: Floats, goal: float, left: Left, steps: int) -> None:
        """Towards `goal`, what the plan that there is comes to, from its prices or those that are better."""
        mean, pace, stuck, prices = None, 1.0, 0, np.clip(start, 0.0, self.empty)
        for _ in range(steps):
            if left() <= 0:
                return
            found, done = ways.cheapest(cost, prices)
            stuck = 0 if found > self.floor + 1e-4 * abs(self.floor) else stuck + 1
            if found > self.floor:
                self.floor, self.prices = found, prices
            if stuck >= PATIENCE:
                pace, stuck = pace * 0.6, 0
            mean = done if mean is None else NEAR * done + (1 - NEAR) * mean
            prices = self._moved(mean, pace * max(goal - found, 1.0))

    def _moved(self, mean: Floats, length: float) -> Floats:
        missing = 1.0 - mean
        missing[(self.prices >= self.empty) & (missing > 0)] = 0.0
        missing[(self.prices <= 0) & (missing < 0)] = 0.0
        step = length / max(float(missing @ missing), 1.0)
        moved: Floats = np.clip(self.prices + step * missing, 0.0, self.empty)
        return moved


class Ways:
    """The shifts of a day: their cheapest ways by the prices of `many` jobs; `job` has each seat's."""

    def __init__(self, network: Network, job: Ints, many: int) -> None:
        self._ladder, self._many = Ladder(network), many
        self._job = np.where(network.seat == NO_SEAT, many, job[network.seat])
        self.cost: Floats = network.cost.astype(np.float64)

    def cheapest(self, cost: Floats, prices: Floats) -> tuple[float, Floats]:
        """What the prices come to, none of them above what leaving its job is; and how often each job is done."""
        least, arcs, shifts = self._ladder.cheapest(cost - np.append(prices, 0.0)[self._job])
        paying = least < 0
        taken = self._job[arcs[paying[shifts]]]
        done = np.bincount(taken, minlength=self._many + 1)[: self._many].astype(np.float64)
        return float(prices.sum() + least[paying].sum()), done


def ways_of(office: Office, jobs: Ints) -> Ways | Turns:
    """The shifts of those jobs; without their journeys, when there are too many ways."""
    place = np.full(len(office.problem.jobs.ids), NO_SEAT, dtype=np.int64)
    place[jobs] = np.arange(len(jobs))
    seats = office.seats.of(place[office.seats.job] != NO_SEAT)
    job = place[seats.job]
    if pairs(seats.shift) > MOST_PAIRS:
        return Turns(seats, job, len(jobs))
    return Ways(network_of(office.problem, seats), job, len(jobs))


def pairs(shift: Ints) -> float:
    """Of seats in the same shift."""
    many = np.bincount(shift).astype(np.float64)
    return float(many @ many)
