"""Bounds: never above the best plan, never missing, and near it where there is time."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from booking.matching.planning import bounds, volume
from booking.matching.planning.bounds import bound_of, floors_of
from booking.matching.planning.drafts import Draft, office_of
from booking.matching.planning.greedy import greedy
from booking.matching.planning.markets import Day, Prices, Ways
from booking.matching.planning.openings import Opening, problem_of
from booking.matching.planning.plans import Limits, plan
from booking.matching.planning.proposal import Bound
from tests.benchmarks.offices import office
from tests.matching.horizons import best_plan, opening, random_horizon, rates, with_pins


def drafted_by(openings: Sequence[Opening]) -> Draft:
    return greedy(office_of(problem_of(openings, rates)))


def drafted(seed: int) -> Draft:
    return drafted_by(with_pins(random_horizon(seed), seed))


def ticking(last: float) -> Callable[[], float]:
    """Seconds that are left, one less each time one looks."""
    seconds = iter(np.arange(last, -1e6, -1.0))
    return lambda: max(float(next(seconds)), 0.0)


def bounded(draft: Draft, seconds: float, *, steps: int = 60) -> Bound:
    left = ticking(seconds)
    return bound_of(draft, floors_of(draft.office, left, rounds=steps), left, steps=steps)


@pytest.mark.parametrize(
    ("seconds", "pairs"), [(0, 1e7), (4, 1e7), (30, 1e7), (100_000, 1e7), (100_000, 6), (100_000, 0)]
)
def test_no_plan_of_a_small_office_is_below_the_bound(
    seconds: float, pairs: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (bounds, volume):
        monkeypatch.setattr(module, "MOST_PAIRS", pairs)
    for seed in range(60):
        draft, best = drafted(seed), best_plan(with_pins(random_horizon(seed), seed))

        found = bounded(draft, seconds, steps=6)

        assert found.unfilled <= best.unfilled, seed
        assert found.score_ore is not None
        if draft.unfilled == best.unfilled:
            assert found.score_ore <= best.score_ore, seed


def test_whatever_the_prices_no_plan_is_below_what_they_come_to() -> None:
    random = np.random.default_rng(1)
    for seed in range(100, 200):
        openings = with_pins(random_horizon(seed, most=6), seed)
        office, best = drafted_by(openings).office, best_plan(openings)
        floor = 0.0
        for day in range(len(office.problem.days)):
            jobs = np.flatnonzero(office.problem.jobs.day == day)
            rows = np.flatnonzero(np.isin(office.seats.job, jobs))
            priced = Day(office, jobs, rows, worth=100_000.0)
            prices = Prices(random.uniform(0, priced.empty), random.uniform(0, 500, len(priced.left)))
            floor += Ways(priced, np.arange(len(rows))).floor(prices) if len(rows) else 0.0

        assert floor <= best.score_ore + 100_000.0 * best.unfilled, seed


def test_the_bound_of_a_city_is_below_the_best_plan_and_near_it() -> None:
    problem = office("city", 1)
    *_, best = plan(problem, Limits(seconds=100_000, gap=0.01), lambda: 0.0)
    *_, last = plan(problem, Limits(seconds=100_000, steps=5, whole_seats=0), lambda: 0.0)

    assert best.bound.score_ore is not None
    assert last.bound.score_ore is not None
    assert last.worth.unfilled * 0.8 <= last.bound.unfilled <= best.worth.unfilled
    assert last.worth.score_ore * 0.8 <= last.bound.score_ore <= last.worth.score_ore
    assert last.gap is not None


def test_a_day_too_large_for_its_arcs_has_a_bound_without_its_journeys(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = greedy(office_of(office("city", 1)))
    near = bounded(draft, 100_000, steps=20)
    for module in (bounds, volume):
        monkeypatch.setattr(module, "MOST_PAIRS", 10_000)

    loose = bounded(draft, 100_000, steps=20)

    assert loose.score_ore is not None
    assert near.score_ore is not None
    assert 0 < loose.score_ore < near.score_ore
    assert loose.unfilled <= near.unfilled


def test_what_nobody_can_do_is_left_by_every_plan() -> None:
    draft = greedy(office_of(problem_of([opening(1, "10:00")], rates)))

    assert bounded(draft, 100_000, steps=5).unfilled == draft.unfilled == 1
