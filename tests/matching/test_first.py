"""First plans: sound at once, and the same draft however it was put together."""

from dataclasses import replace

import numpy as np
import pytest

from booking.matching.checking import check
from booking.matching.planning import first
from booking.matching.planning.drafts import Draft, office_of
from booking.matching.planning.first import cheapest, first_plan, moved
from booking.matching.planning.openings import problem_of
from booking.matching.planning.problem import NOBODY
from booking.matching.planning.proposal import Bound
from booking.matching.planning.shown import proposal_of
from booking.matching.travel import Place, Trip, travel
from tests.benchmarks.offices import office
from tests.matching.horizons import random_horizon, rates, with_pins


@pytest.mark.parametrize("asked", [1, 40])
def test_the_first_plan_breaks_no_rule_whomever_it_asks(asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first, "ASKED", asked)
    for seed in range(80):
        openings = with_pins(random_horizon(seed), seed)
        problem = problem_of(openings, rates)

        few, rows = first_plan(problem)
        whole = moved(few, rows, office_of(problem))

        for draft in (few, whole):
            shown = proposal_of(draft, Bound(), None, (), seed=0, steps=0, seconds=(0, 0))
            assert check(openings, shown.lines, shown.worth, rates) == (), seed
        assert whole.unfilled <= few.unfilled, seed


def test_roads_that_a_server_knows_better_keep_the_first_plan_sound() -> None:
    def winding(a: Place | None, b: Place | None) -> Trip:
        trip = travel(a, b)
        return replace(trip, minutes=2 * trip.minutes + 30) if trip.minutes else trip

    for seed in range(40):
        openings = with_pins(random_horizon(seed), seed)
        draft, _ = first_plan(problem_of(openings, rates, travel=winding))
        shown = proposal_of(draft, Bound(), None, (), seed=0, steps=0, seconds=(0, 0))

        assert check(openings, shown.lines, shown.worth, rates, travel=winding) == (), seed


def test_a_citys_first_plan_asks_few_for_each_job_and_is_held_as_if_put_seat_by_seat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(first, "ASKED", 10)
    problem = office("city", 1)
    draft, _ = first_plan(problem)
    again = Draft(draft.office)

    for seat in draft.seat[draft.seat != NOBODY].tolist():
        again.put(seat)

    assert draft.worth == again.worth
    assert np.bincount(problem.pairs.job[cheapest(problem)]).max() == 10
    assert draft.unfilled < 0.5 * problem.jobs.weight.sum()
    for job in np.flatnonzero(draft.seat != NOBODY)[::3].tolist():
        draft.take(job)
        again.take(job)
        able, also = draft.choice(job), again.choice(job)
        assert [column.tolist() for column in able] == [column.tolist() for column in also]
        assert len(able.seats)
