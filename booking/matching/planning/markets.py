"""Markets: prices at which every job of a day is taken as often as it should be, and the floor that they put under it.

Whoever does a job is paid its price, and so each shift alone takes its cheapest way, for the jobs' prices and those of
its own minutes; whatever they are, no plan of the day is below what they come to (Lagrange's relaxation, without limits
of weeks). They are found as in Sinkhorn's scaling: each shift shares itself out among its ways, the more evenly the
higher `softness` is, and a job that is taken too seldom or too often becomes dearer or cheaper by the logarithm. As the
softness goes down, the seats that are far from being chosen are left out, and all are asked again before each round.
"""

from typing import NamedTuple

import numpy as np

from booking.matching.planning.drafts import Office
from booking.matching.planning.exact import Left
from booking.matching.planning.network import NO_SEAT, network_of
from booking.matching.planning.paths import Ladder
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.seats import nearest
from booking.matching.roster.arrays import Floats, Ints, Mask

# Øre: the first round's and the last's, with equal steps between, or larger ones where the time is short.
SOFTEST, HARDEST = 10_000.0, 500.0
ITERATIONS = 6
# A price moves half of what it would alone: several jobs of a shift move at once.
DAMPING = 0.5
NEAR, NEAREST = 6.0, 5
# After some rounds the far ones are no longer asked, until the end.
FAR, THINNED = 25.0, (4, 8)
AN_HOUR = 60.0
# A plan that leaves more than need be is bounded best where that costs less.
SHARES = np.array([1.0, 0.75, 0.5, 0.35, 0.25])
TINY = 1e-300


class Prices(NamedTuple):
    """Of each job in øre, and of each shift's minutes in øre a minute."""

    jobs: Floats
    minutes: Floats


class Day:
    """The jobs of a day (rows of the problem), seats that they may have (`rows` of the office), and what it costs to
    leave each `empty`, at so much a unit of weight."""

    def __init__(self, office: Office, jobs: Ints, rows: Ints, *, worth: float) -> None:
        problem = office.problem
        place = np.full(len(problem.jobs.ids), NO_SEAT, dtype=np.int64)
        place[jobs] = np.arange(len(jobs))
        self.office, self.jobs, self.rows = office, jobs, rows
        self.seats = office.seats.of(self.rows)
        self.job = place[self.seats.job]
        self.left = office.day_left[np.unique(office.seats.shift[self.rows])].astype(np.float64)
        lost = np.where(problem.jobs.holder[jobs] != NOBODY, problem.jobs.disturb_ore[jobs], 0)
        self._worth, self._lost = (worth * problem.jobs.weight[jobs]).astype(np.float64), lost.astype(np.float64)

    @property
    def empty(self) -> Floats:
        return self._worth + self._lost

    def cheaper(self, prices: Prices, share: float) -> Prices:
        """Prices for when leaving a unit of weight costs only that share."""
        return prices._replace(jobs=np.minimum(prices.jobs, share * self._worth + self._lost))

    @property
    def nothing(self) -> Prices:
        return Prices(np.zeros(len(self.jobs)), np.zeros(len(self.left)))


class Ways:
    """All ways that the shifts of a day can go over some of its seats."""

    def __init__(self, day: Day, kept: Ints) -> None:
        seats = day.seats.of(kept)
        network = network_of(day.office.problem, seats)
        self._day, self._ladder = day, Ladder(network)
        self._shift = np.unique(day.seats.shift[kept])
        self._cost = network.cost.astype(np.float64)
        self._takes = np.flatnonzero(network.seat != NO_SEAT)
        self._seat = network.seat[self._takes]
        self._job, self._minutes = day.job[kept][self._seat], seats.minutes[self._seat]
        self._of = seats.shift[self._seat]
        self._seats = len(seats)

    def _reduced(self, prices: Prices) -> Floats:
        cost = self._cost.copy()
        of_shift = prices.minutes[self._shift]
        cost[self._takes] += of_shift[self._of] * self._minutes - prices.jobs[self._job]
        return cost

    def floor(self, prices: Prices) -> float:
        """What no plan over these seats is below."""
        least = self._ladder.from_dawn(self._reduced(prices))[self._ladder.network.dusk]
        return self._sum(prices, least)

    def _sum(self, prices: Prices, least: Floats) -> float:
        paid = prices.jobs.sum() - prices.minutes @ self._day.left
        return float(paid + np.minimum(least, 0.0).sum())

    def dear(self, prices: Prices) -> tuple[float, Floats]:
        """The floor; and how much dearer than its shift's cheapest way the cheapest with each seat is."""
        cost = self._reduced(prices)
        least, through = self._ladder.through(cost)
        dear = np.full(self._seats, np.inf)
        np.minimum.at(dear, self._seat, through[self._takes] - np.minimum(least, 0.0)[self._of])
        return self._sum(prices, least), dear

    def shared(self, prices: Prices, softness: float) -> tuple[float, Floats, Floats]:
        """The floor; how often each job is done, and how many minutes each shift works, when all is shared out."""
        least, share = self._ladder.shares(self._reduced(prices), softness)
        share = share[self._takes]
        done = np.bincount(self._job, weights=share, minlength=len(prices.jobs))
        worked = share * self._minutes
        minutes = np.bincount(self._shift[self._of], weights=worked, minlength=len(prices.minutes))
        return self._sum(prices, least), done.astype(np.float64), minutes.astype(np.float64)


class Settled(NamedTuple):
    """The floors for each share of the worth, of the best prices that were found; and how `dear` each seat of the day
    is by them."""

    floors: Floats
    prices: Prices
    dear: Floats


def settled(day: Day, left: Left, *, rounds: int) -> Settled:
    """The prices after so many rounds, or when the time is up."""
    everything = np.arange(len(day.rows))
    whole = ways = Ways(day, everything)
    asked, prices, time = everything, day.nothing, left()
    least, dear = whole.dear(prices)
    for n in range(rounds):
        if left() <= 0:
            break
        softness = SOFTEST * (HARDEST / SOFTEST) ** max(n / rounds, 1 - left() / time)
        if n in THINNED:
            kept = _kept(day.job[asked], dear, FAR * softness)
            asked, dear = asked[kept], dear[kept]
            ways = Ways(day, asked)
        prices = _round(day, Ways(day, asked[_kept(day.job[asked], dear, NEAR * softness)]), prices, softness, left)
        _, dear = ways.dear(prices)
    floor, dear = whole.dear(prices)
    if floor < least:
        prices = day.nothing
        _, dear = whole.dear(prices)
    return Settled(np.array([whole.floor(day.cheaper(prices, share)) for share in SHARES]), prices, dear)


def _kept(job: Ints, dear: Floats, most: float) -> Mask:
    return (dear < most) | nearest(job, dear, NEAREST)


def _round(day: Day, ways: Ways, prices: Prices, softness: float, left: Left) -> Prices:
    best = -np.inf, prices
    for _ in range(ITERATIONS):
        floor, done, minutes = ways.shared(prices, softness)
        best = max(best, (floor, prices), key=lambda one: one[0])
        if left() <= 0:
            return best[1]
        prices = _moved(day, prices, softness, done, minutes)
    return prices


def _moved(day: Day, prices: Prices, softness: float, done: Floats, minutes: Floats) -> Prices:
    """What nobody takes is dearer at once by all that is missing: the logarithm of its share, in units of softness."""
    leaving = np.exp(-(day.empty - prices.jobs) / softness)
    missing = -np.log(np.maximum(done + leaving, TINY))
    missing = np.where(missing > 3.0, missing - 3.0 * (1 - DAMPING), DAMPING * missing)
    over = DAMPING * np.clip(np.log(np.maximum(minutes, TINY) / np.maximum(day.left, 1.0)), -5.0, 5.0)
    jobs = np.clip(prices.jobs + softness * missing, 0.0, day.empty)
    return Prices(jobs, np.maximum(prices.minutes + softness / AN_HOUR * over, 0.0))
