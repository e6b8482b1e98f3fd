"""Plans: the best there is on every small office, checked by somebody else, and honest when the time is up."""

import itertools
from collections.abc import Sequence
from uuid import UUID

import pytest

from booking.matching.checking import check
from booking.matching.planning.openings import Opening, problem_of
from booking.matching.planning.plans import Limits, plan
from booking.matching.planning.proposal import Proposal
from tests.matching.horizons import best_plan, random_horizon, rates, with_pins


def planned(openings: Sequence[Opening], **limits: float) -> list[Proposal]:
    clock = itertools.count()
    chosen = Limits(**{"seconds": 10_000, "steps": 60, **limits})  # type: ignore[arg-type]
    return list(plan(problem_of(openings, rates), chosen, lambda: float(next(clock))))


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_no_plan_of_a_small_office_is_better(first: int) -> None:
    for seed in range(first, first + 20):
        openings = with_pins(random_horizon(seed), seed)

        *_, last = planned(openings)

        best = best_plan(openings)
        assert (last.worth.unfilled, last.worth.score_ore) == (best.unfilled, best.score_ore), seed
        assert last.proved, seed
        assert last.ended == "proved"
        assert check(openings, last.lines, last.worth, rates) == (), seed


def test_a_job_has_its_place_in_the_plan_whatever_the_order_in_which_it_came() -> None:
    openings = random_horizon(7)

    there, back = planned(openings)[-1], planned(openings[::-1])[-1]

    assert {line.job: line for line in there.lines} == {line.job: line for line in back.lines}
    assert UUID(int=1) in {line.job for line in there.lines}
