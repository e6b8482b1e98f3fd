"""Bounds: what no plan of a large office beats, day by day; and how dear each seat is by the prices that say so.

Limits of weeks do not count, nor the midnight between two days. The prices for the score are those of `markets`, with
what is left at a worth; those for what is left alone need no cost, and come from `volume`. So do both for a day too
large for its arcs: its `markets` are those of few seats for each job, and its bound is without its journeys.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

import numpy as np

from booking.matching.planning.drafts import Draft, Office
from booking.matching.planning.exact import Left
from booking.matching.planning.halves import Wanted, both
from booking.matching.planning.markets import SHARES, Day, Settled, settled
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.proposal import Bound
from booking.matching.planning.seats import alone_ore, places, shifts_of
from booking.matching.planning.volume import MOST_PAIRS, Relaxed, pairs, ways_of
from booking.matching.roster.arrays import Floats, Ints

# What a unit of weight is worth while prices are found: any will do, and near what filling one more costs is best.
WORTH_ORE = 200_000.0
ROUNDING = 0.01
# Of each job in a day too large, and how dear another may be and still be taken instead.
MOST_SEATS, MIXED_ORE = 16, 80_000.0
# With as many seats another process takes half of the days.
FORKED = 100_000

Found = TypeVar("Found")


class Floors(NamedTuple):
    """What no plan of each day comes to less than, when each unit of weight that it leaves costs a share of its worth,
    None for days whose prices do not say so; how dear each seat of the office is, and each job's price; and the seconds
    that it took."""

    worth: list[Floats | None]
    dear: Floats
    prices: Floats
    seconds: float

    def raised(self, more: "Floors") -> "Floors":
        """The better of two floors for each day."""
        pairs = zip(self.worth, more.worth, strict=True)
        best = [one if other is None else other if one is None else np.maximum(one, other) for one, other in pairs]
        return self._replace(worth=best, seconds=self.seconds + more.seconds)


def too_large(office: Office) -> bool:
    """Whether a day has more ways than fit in memory: its prices would be those of few seats."""
    many = np.bincount(office.seats.shift).astype(np.float64)
    day = shifts_of(office.problem, office.seats).day
    return bool((np.bincount(day, weights=many * many) > MOST_PAIRS).any())


def unpriced(office: Office) -> Floors:
    """Before any price is known."""
    days, jobs = len(office.problem.days), len(office.problem.jobs.ids)
    return Floors([None] * days, alone_ore(office.problem, office.seats).astype(np.float64), np.zeros(jobs), 0.0)


class _Priced(NamedTuple):
    """A day (its jobs and all its seats), and the prices over the few of those that fit."""

    jobs: Ints
    rows: Ints
    few: Ints
    found: Settled | None


def floors_of(office: Office, left: Left, *, rounds: int) -> Floors:
    """The better the more `rounds` each day has; where the time ends it, what a seat costs alone is how dear it is."""
    before, dear, worth = left(), alone_ore(office.problem, office.seats).astype(np.float64), list[Floats | None]()
    prices = np.zeros(len(office.problem.jobs.ids))
    for day in _shared_out(office, left, lambda jobs, until: _priced(office, jobs, dear, until, rounds)):
        worth.append(None)
        if day.found is not None:
            dear[day.rows] = np.inf
            dear[day.few], prices[day.jobs] = day.found.dear, day.found.prices.jobs
            worth[-1] = day.found.floors if len(day.few) == len(day.rows) else None
    return Floors(worth, dear, prices, before - left())


def _priced(office: Office, jobs: Ints, dear: Floats, until: Left, rounds: int) -> _Priced:
    rows = _rows(office, jobs)
    few = _fitting(office, rows, dear)
    if until() <= 0 or not len(few):
        return _Priced(jobs, rows, few, None)
    return _Priced(jobs, rows, few, settled(Day(office, jobs, few, worth=WORTH_ORE), until, rounds=rounds))


def _shared_out(office: Office, left: Left, work: Callable[[Ints, Left], Found]) -> list[Found]:
    """The work of each day, in two processes where there is much of it."""
    many = np.bincount(office.problem.jobs.day[office.seats.job], minlength=len(office.problem.days))
    order = np.argsort(-many, kind="stable")
    if len(order) < 2 or len(office.seats) < FORKED:
        return [work(jobs, until) for jobs, until in _days(office, left, np.sort(order))]
    mine = np.isin(np.arange(len(order)) % 4, (0, 3))
    parts = np.sort(order[mine]), np.sort(order[~mine])

    def half(part: Ints) -> Callable[[Wanted], list[Found]]:
        def begin(wanted: Wanted) -> list[Found]:
            days = _days(office, lambda: left() if wanted() else 0.0, part)
            return [work(jobs, until) for jobs, until in days]

        return begin

    first, second = both(half(parts[0]), half(parts[1]))
    found = dict(zip(np.concatenate(parts).tolist(), [*first, *second], strict=True))
    return [found[day] for day in range(len(order))]


def bound_of(draft: Draft, floors: Floors, left: Left, *, steps: int) -> Bound:
    """The weight that no plan leaves less than, and the score that none is below which leaves no more than the draft.

    Better the more `steps` each day has; never none, though it is loose where the time ended it.
    """
    before, unfilled, worth = left(), 0, np.zeros(len(SHARES))

    def work(jobs: Ints, until: Left) -> tuple[int, Floats]:
        known = next((floors.worth[day] for day in draft.office.problem.jobs.day[jobs[:1]].tolist()), None)
        return _day(draft, jobs, floors.prices[jobs], known, until, steps)

    for weight, ore in _shared_out(draft.office, left, work):
        unfilled += weight
        worth += ore
    score = max(float((worth - WORTH_ORE * SHARES * draft.unfilled).max()), _without_journeys(draft))
    seconds = floors.seconds + before - left()
    return Bound(unfilled=unfilled, score_ore=int(np.ceil(score - ROUNDING)), seconds=seconds)


def _days(office: Office, left: Left, days: Ints) -> Iterator[tuple[Ints, Left]]:
    """The jobs of each of these days, and what is left of its share of the time, by how many seats it has."""
    day_of = office.problem.jobs.day
    many = np.bincount(day_of[office.seats.job], minlength=len(office.problem.days))[days] + 1
    for n, day in enumerate(days.tolist()):
        until = left() * (1 - many[n] / many[n:].sum())
        yield np.flatnonzero(day_of == day), lambda until=until: left() - until  # type: ignore[misc]


def _rows(office: Office, jobs: Ints) -> Ints:
    wanted = np.zeros(len(office.problem.jobs.ids), dtype=np.bool_)
    wanted[jobs] = True
    return np.flatnonzero(wanted[office.seats.job])


def _fitting(office: Office, rows: Ints, dear: Floats) -> Ints:
    """As many of the seats as fit in memory with their arcs: cheap ones of each job, but not always the same people."""
    shift = office.seats.shift
    if pairs(shift[rows]) <= MOST_PAIRS:
        return rows
    place = places(office.seats.job[rows], dear[rows] + np.random.default_rng(0).uniform(0, MIXED_ORE, len(rows)))
    many = MOST_SEATS
    while many > 1 and pairs(shift[rows[place < many]]) > MOST_PAIRS:
        many //= 2
    return rows[place < many]


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


def _day(draft: Draft, jobs: Ints, prices: Floats, known: Floats | None, left: Left, steps: int) -> tuple[int, Floats]:
    """Of the day: the weight left at least, and the score with what is left at each share of its worth."""
    office, problem = draft.office, draft.office.problem
    weight = problem.jobs.weight[jobs].astype(np.float64)
    lost = np.where(problem.jobs.holder[jobs] != NOBODY, problem.jobs.disturb_ore[jobs], 0)
    price = _least_ore(office)
    able = np.isfinite(price[jobs])
    filling = Relaxed(weight, np.where(able, 0.0, np.inf))
    paying = Relaxed(WORTH_ORE * weight + lost, price[jobs])
    if left() > 0 and able.any():
        ways, held = ways_of(office, jobs), draft.seat[jobs]
        free = held == NOBODY
        bears = np.where(free, paying.empty, 0.0)
        bears[~free] = office.seats.price_ore[held[~free]] + draft.journey(held[~free])[2]
        kept = 0.5 * left() if known is None else 0.0
        filling.raise_(ways, 0.0 * ways.cost, free * weight, float(free @ weight), lambda: left() - kept, steps)
        if known is None:
            paying.raise_(ways, ways.cost, prices, float(bears.sum()), left, steps)
    if known is None:
        known = np.where(SHARES == 1.0, paying.floor, -np.inf)
    return int(np.ceil(filling.floor - ROUNDING)), known
