"""Bounds: never above the best plan, never missing, and near it where there is time."""

from collections.abc import Callable

import numpy as np
import pytest

from booking.matching.planning import bounds
from booking.matching.planning.bounds import bound_of
from booking.matching.planning.drafts import Draft, office_of
from booking.matching.planning.greedy import greedy
from booking.matching.planning.openings import problem_of
from booking.matching.planning.plans import Limits, plan
from tests.benchmarks.offices import office
from tests.matching.horizons import best_plan, opening, random_horizon, rates, with_pins


def drafted(seed: int) -> Draft:
    return greedy(office_of(problem_of(with_pins(random_horizon(seed), seed), rates)))


def ticking(last: float) -> Callable[[], float]:
    """Seconds that are left, one less each time one looks."""
    seconds = iter(np.arange(last, -1e6, -1.0))
    return lambda: max(float(next(seconds)), 0.0)


@pytest.mark.parametrize(("seconds", "pairs"), [(0, 1e7), (4, 1e7), (30, 1e7), (100_000, 1e7), (100_000, 0)])
def test_no_plan_of_a_small_office_is_below_the_bound(
    seconds: float, pairs: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_PAIRS", pairs)
    for seed in range(60):
        draft, best = drafted(seed), best_plan(with_pins(random_horizon(seed), seed))

        found = bound_of(draft, ticking(seconds), steps=60)

        assert found.unfilled <= best.unfilled, seed
        assert found.score_ore is not None
        if draft.unfilled == best.unfilled:
            assert found.score_ore <= best.score_ore, seed


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
    near = bound_of(draft, lambda: 1.0, steps=20)
    monkeypatch.setattr(bounds, "MOST_PAIRS", 0)

    loose = bound_of(draft, lambda: 1.0, steps=20)

    assert loose.score_ore is not None
    assert near.score_ore is not None
    assert 0 < loose.score_ore < near.score_ore
    assert loose.unfilled <= near.unfilled


def test_what_nobody_can_do_is_left_by_every_plan() -> None:
    draft = greedy(office_of(problem_of([opening(1, "10:00")], rates)))

    assert bound_of(draft, lambda: 1.0, steps=5).unfilled == draft.unfilled == 1
