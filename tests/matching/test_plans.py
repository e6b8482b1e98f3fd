"""Plans: the best there is on every small office, checked by somebody else, and honest when the time is up."""

import itertools
import sys
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from booking.domain.availability import Availability
from booking.domain.modes import Mode
from booking.domain.periods import Period
from booking.matching.checking import check
from booking.matching.planning import exact
from booking.matching.planning.drafts import office_of
from booking.matching.planning.network import network_of
from booking.matching.planning.openings import Opening, problem_of
from booking.matching.planning.plans import CUT, FAILED, Limits, plan
from booking.matching.planning.programs import program_of
from booking.matching.planning.proposal import Proposal
from booking.matching.planning.solver import OutOfTime, Solver, SolverFailed
from booking.matching.travel import Place, Trip, travel
from tests.benchmarks.offices import office
from tests.matching.horizons import best_plan, opening, random_horizon, rates, with_pins
from tests.matching.instances import AMIRA, at


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


def test_the_same_seed_gives_the_same_plan() -> None:
    openings = [one for seed in (3, 4) for one in random_horizon(seed)]
    apart = [replace(one, wanted=replace(one.wanted, booking_id=UUID(int=n + 1))) for n, one in enumerate(openings)]

    first, again = (planned(apart, whole_seats=0, seed=5)[-1] for _ in range(2))

    assert first.lines == again.lines
    assert (first.ended, first.steps) == ("steps", 60)


def test_a_plan_made_block_by_block_breaks_no_rule_and_never_gets_worse() -> None:
    for seed in range(40, 60):
        openings = with_pins(random_horizon(seed), seed)

        shown = planned(openings, whole_seats=0, steps=20)

        worths = [(one.worth.unfilled, one.worth.score_ore) for one in shown]
        best = best_plan(openings)
        assert worths == sorted(worths, reverse=True), seed
        assert worths[-1] == (best.unfilled, best.score_ore), seed
        assert check(openings, shown[-1].lines, shown[-1].worth, rates) == (), seed


def test_without_a_solver_there_is_a_plan_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    openings = random_horizon(11)

    shown = planned(openings)

    best = best_plan(openings)
    assert shown[-1].ended == "failed"
    assert shown[-1].gap is None
    assert [text.da for text in shown[-1].remarks] == [FAILED.da]
    assert shown[-1].worth.unfilled >= best.unfilled
    assert check(openings, shown[-1].lines, shown[-1].worth, rates) == ()


def test_when_the_time_is_up_the_first_plan_stands_and_it_is_said() -> None:
    openings = random_horizon(12)

    whole, blocks = planned(openings, seconds=0), planned(openings, seconds=0, whole_seats=0)

    assert [one.ended for one in whole] == [None, "time"]
    assert [text.da for text in whole[-1].remarks] == [CUT.da]
    assert whole[-1].lines == whole[0].lines == blocks[-1].lines


def test_nothing_to_plan_is_planned() -> None:
    (only, *_, last) = planned([opening(1, "10:00")])

    assert (only.worth.unfilled, last.ended, last.fairness) == (1, "proved", 0.0)
    assert [line.interpreter for line in last.lines] == [None]


def test_the_least_change_fills_what_somebody_cannot_do_and_leaves_the_rest() -> None:
    """Amira has fallen ill: her job goes to Bilal, though Chenda's could be done cheaper by somebody else."""
    ill = replace(AMIRA, availability=replace(AMIRA.availability, absences=(at("08:00", minutes=480),)))
    bilal = replace(AMIRA, id=UUID(int=104), name="Bilal Krogh", cost_ore=41000)
    chenda = replace(AMIRA, id=UUID(int=107), name="Chenda Lund", cost_ore=90000)
    repair = [
        opening(1, "09:00", people=(ill, bilal, chenda), holder=AMIRA.id, disturb_ore=1_000_000),
        opening(2, "11:00", people=(ill, bilal, chenda), holder=chenda.id, disturb_ore=1_000_000),
    ]

    last = planned(repair)[-1]

    assert [(line.before, line.interpreter) for line in last.lines] == [(AMIRA.id, bilal.id), (chenda.id, chenda.id)]
    assert (last.worth.disturb_ore, last.worth.cost_ore) == (1_000_000, 131_000)


def test_of_plans_that_cost_the_same_the_fairer_one_is_chosen() -> None:
    people = [replace(AMIRA, id=UUID(int=101 + 3 * n), name=f"Tolk {n}", cost_ore=37000) for n in range(3)]
    openings = [opening(n + 1, clock, people=people) for n, clock in enumerate(("08:00", "10:00", "12:00"))]

    last = planned(openings)[-1]

    assert len({line.interpreter for line in last.lines}) == 3
    assert (last.fairness, last.worth.cost_ore) == (0.0, 111_000)


def test_midnight_does_not_part_what_the_road_keeps_apart() -> None:
    """A job until midnight far from home, and one at home five minutes later: nobody does both."""
    night = replace(
        AMIRA, availability=Availability(extra=(Period(at("00:00").starts_at, at("20:00", day=25).ends_at),))
    )
    openings = [
        opening(1, "23:00", people=(night,), mode=Mode.IN_PERSON, place=(57.3, 10.0), weight=2),
        opening(2, "00:15", day=25, people=(night,)),
        opening(3, "04:00", day=25, people=(night,)),
    ]

    whole, blocks = planned(openings)[-1], planned(openings, whole_seats=0)[-1]

    assert [line.interpreter for line in whole.lines] == [AMIRA.id, None, AMIRA.id]
    assert blocks.lines == whole.lines
    assert whole.proved


def test_what_is_pinned_stays_where_no_rule_would_have_put_it() -> None:
    """Two jobs in person an hour's drive and ten minutes apart, and two by phone without a pause, all of them given."""
    far = replace(AMIRA, max_trip=5, daily_limit=60)
    person = Mode.IN_PERSON
    given = [
        opening(1, "08:00", mode=person, place=(57.4, 10.0), people=(far,)),
        opening(2, "09:10", mode=person, place=(56.7, 10.0), people=(far,)),
        opening(3, "12:00", people=(far,)),
        opening(4, "13:00", people=(far,)),
        opening(5, "14:00", mode=person, place=(57.0, 10.01), people=(far,)),
    ]
    pinned = [replace(one, holder=AMIRA.id, pinned=True) for one in given]
    openings = [*pinned, opening(6, "15:30", people=(far,))]

    last = planned(openings)[-1]

    assert [line.interpreter for line in last.lines] == [AMIRA.id] * 5 + [None]
    assert last.proved
    assert check(openings, last.lines, last.worth, rates) == ()


def test_a_route_server_is_asked_for_every_road() -> None:
    """Its roads are not as long there as back."""
    openings = with_pins(random_horizon(3), 3)

    def slow(a: Place | None, b: Place | None) -> Trip:
        trip = travel(a, b)
        return replace(trip, minutes=trip.minutes + 7 * ((a or (0, 0)) < (b or (0, 0))))

    *_, last = plan(problem_of(openings, rates, travel=slow), Limits(), lambda: 0.0)

    assert check(openings, last.lines, last.worth, rates, travel=slow) == ()
    assert last.lines != planned(openings)[-1].lines


def test_what_was_pinned_to_two_places_at_once_is_left_as_it_is() -> None:
    twice = [replace(opening(n, "10:00", people=(AMIRA,)), holder=AMIRA.id, pinned=True) for n in (1, 2)]

    last = planned(twice)[-1]

    assert [line.interpreter for line in last.lines] == [AMIRA.id, AMIRA.id]


def test_what_has_no_answer_at_all_is_a_failure_of_the_solver() -> None:
    part = exact.everything(office_of(problem_of([opening(1, "10:00", people=(AMIRA,))], rates)))
    program = program_of(part, network_of(part.problem, part.seats)).leaving(7, 7)

    with pytest.raises(SolverFailed):
        Solver(program).relaxed(program.cost, seconds=10)


def test_a_bound_that_parts_of_jobs_could_reach_is_raised_to_what_whole_jobs_can() -> None:
    """Two jobs of ninety minutes in a day of two hours: a third of one would still fit, and is no job."""
    short = replace(AMIRA, daily_limit=120)
    openings = [opening(n, clock, minutes=90, people=(short,), weight=5) for n, clock in ((1, "09:00"), (2, "13:00"))]

    last = planned(openings)[-1]

    assert (last.worth.unfilled, last.bound.unfilled, last.proved) == (5, 5, True)


def test_no_price_is_too_high_for_one_job_more() -> None:
    dear = replace(AMIRA, cost_ore=30_000_00)

    shown = planned([opening(1, "09:00", people=(dear,)), opening(2, "13:00", people=(dear,))])

    assert (shown[-1].worth.unfilled, shown[-1].worth.cost_ore, shown[-1].proved) == (0, 60_000_00, True)


@pytest.mark.parametrize("seconds", range(1, 16))
def test_whenever_the_time_is_up_the_plan_is_sound(seconds: int) -> None:
    openings = [
        opening(n, clock, minutes=90, people=(replace(AMIRA, daily_limit=120),), weight=5)
        for n, clock in ((1, "09:00"), (2, "13:00"))
    ]

    for many in (0, 30_000):
        last = planned(openings, seconds=seconds, whole_seats=many)[-1]

        assert last.ended in ("time", "proved", "steps")
        assert last.proved == (last.ended == "proved")
        assert (last.worth.unfilled, last.bound.unfilled <= 5) == (5, True)
        assert check(openings, last.lines, last.worth, rates) == ()


@pytest.mark.parametrize("many", range(8))
def test_a_proof_that_the_time_cuts_is_none(many: int) -> None:
    short = replace(AMIRA, daily_limit=120)
    openings = [opening(n, clock, minutes=90, people=(short,), weight=5) for n, clock in ((1, "09:00"), (2, "13:00"))]
    passing = itertools.chain([100.0] * many, itertools.repeat(0.0))
    found: list[exact.Step] = []

    try:
        found.extend(exact.steps(exact.everything(office_of(problem_of(openings, rates))), lambda: next(passing)))
    except OutOfTime:
        assert many < 3
    else:
        assert found[-1].best == (found[-1].unfilled == found[-1].least_unfilled)
        assert found[-1].cut != found[-1].best or found[-1].seats is None


def test_near_enough_is_enough() -> None:
    first, *_, last = plan(office("city", 8), Limits(seconds=100, gap=0.01), lambda: 0.0)

    assert last.ended == "gap"
    assert last.gap is not None
    assert 0 < last.gap <= 0.01
    assert last.worth.unfilled == last.bound.unfilled == 119 < first.worth.unfilled


def test_a_day_may_be_long() -> None:
    openings = [opening(n + 1, f"{8 + n // 2:02}:{30 * (n % 2):02}", minutes=20, people=(AMIRA,)) for n in range(12)]

    last = planned(openings)[-1]

    assert (last.worth.unfilled, last.proved) == (0, True)


def test_a_plan_taken_apart_and_put_together_again_is_better(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)

    for seed in (0, 19, 25):
        shown = planned(random_horizon(seed), steps=30)
        worths = [(one.worth.unfilled, one.worth.score_ore) for one in shown]
        assert worths[-1] < worths[0]
    assert planned([opening(1, "10:00")], steps=3)[-1].worth.unfilled == 1
