"""Bounds: what no plan of a large office beats, day by day, by a price for every job (Lagrange's relaxation).

Jobs may be done twice or by halves, and limits of minutes do not count; whoever does a job is paid its price, and so
each shift alone takes its cheapest way. Whatever the prices are, no plan is below what they come to; the volume
method (Barahona and Anbil 2000) raises them step by step, and may be cut after any of them.
"""

import numpy as np

from booking.matching.planning.drafts import Draft, Office
from booking.matching.planning.exact import Left
from booking.matching.planning.network import NO_SEAT, Network, network_of
from booking.matching.planning.paths import Ladder
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.proposal import Bound
from booking.matching.planning.turns import Turns
from booking.matching.roster.arrays import Floats, Ints

# What a unit of weight is worth while prices are raised: any will do, and near what filling one more costs is best.
WORTH_ORE = 100_000.0
NEAR = 0.1
PATIENCE = 12
# The share of the time that the score needs; what is left unfilled is soon near its bound.
FOR_COST = 0.8
ROUNDING = 0.01
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


def bound_of(draft: Draft, left: Left, *, steps: int) -> Bound:
    """The weight that no plan leaves less than, and the score that none is below which leaves no more than the draft.

    Better the more `steps` each day has; never none, though it is loose where the time ended it.
    """
    before, problem = left(), draft.office.problem
    days = [np.flatnonzero(problem.jobs.day == day) for day in range(len(problem.days))]
    unfilled, score = 0, -WORTH_ORE * draft.unfilled
    for n, jobs in enumerate(days):
        until = left() * (1 - 1 / (len(days) - n))
        weight, ore = _day(draft, jobs, lambda until=until: left() - until, steps)  # type: ignore[misc]
        unfilled += weight
        score += ore
    score = max(score, _without_journeys(draft))
    return Bound(unfilled=unfilled, score_ore=int(np.ceil(score - ROUNDING)), seconds=before - left())


def _without_journeys(draft: Draft) -> float:
    """Each job at the least that anybody takes, but for the dearest that the weight left by the draft can hold."""
    weight, price = draft.office.problem.jobs.weight.astype(np.float64), _least_ore(draft.office)
    price = np.where(np.isfinite(price), price, 0.0)
    weighty = np.maximum(weight, 1e-9)
    order = np.argsort(-price / weighty, kind="stable")
    room = np.clip(draft.unfilled - (np.cumsum(weight[order]) - weight[order]), 0.0, weighty[order])
    return float(price.sum() - (np.maximum(price, 0.0)[order] * room / weighty[order]).sum())


def _least_ore(office: Office) -> Floats:
    """For each job the least price of a seat, infinite where it has none."""
    price = np.full(len(office.problem.jobs.ids), np.inf)
    np.minimum.at(price, office.seats.job, office.seats.price_ore)
    return price


def _day(draft: Draft, jobs: Ints, left: Left, steps: int) -> tuple[int, float]:
    """Of the day: the weight left at least, and the score with what is left at its worth."""
    office, problem = draft.office, draft.office.problem
    weight = problem.jobs.weight[jobs].astype(np.float64)
    lost = np.where(problem.jobs.holder[jobs] != NOBODY, problem.jobs.disturb_ore[jobs], 0)
    price = _least_ore(office)
    able = np.isfinite(price[jobs])
    filling = Relaxed(weight, np.where(able, 0.0, np.inf))
    paying = Relaxed(WORTH_ORE * weight + lost, price[jobs])
    if left() > 0 and able.any():
        ways, held = _ways(office, jobs), draft.seat[jobs]
        free = held == NOBODY
        bears = np.where(free, paying.empty, 0.0)
        bears[~free] = office.seats.price_ore[held[~free]] + draft.journey(held[~free])[2]
        kept = FOR_COST * left()
        filling.raise_(ways, 0.0 * ways.cost, free * weight, float(free @ weight), lambda: left() - kept, steps)
        paying.raise_(ways, ways.cost, bears, float(bears.sum()), left, steps)
    return int(np.ceil(filling.floor - ROUNDING)), paying.floor


def _ways(office: Office, jobs: Ints) -> Ways | Turns:
    place = np.full(len(office.problem.jobs.ids), NO_SEAT, dtype=np.int64)
    place[jobs] = np.arange(len(jobs))
    seats = office.seats.of(place[office.seats.job] != NO_SEAT)
    job, many = place[seats.job], np.bincount(seats.shift).astype(np.float64)
    if float(many @ many) > MOST_PAIRS:
        return Turns(seats, job, len(jobs))
    return Ways(network_of(office.problem, seats), job, len(jobs))
