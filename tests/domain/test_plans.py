"""Plans by themselves: what can be asked for, what a person may still decide, and how a coordinator would say it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from booking.domain.errors import Conflict, Invalid
from booking.domain.modes import Mode
from booking.domain.plans import (
    Ended,
    Figures,
    Kind,
    LineState,
    Plan,
    PlanAsk,
    PlanLine,
    PlanState,
    Scenario,
    check_applicable,
    check_ask,
    check_line_open,
    check_stoppable,
    decided,
)
from booking.domain.plans.urgency import urgency
from booking.domain.plans.wording import ENDED, headline, percent, title

NOW = datetime(2026, 3, 10, 7, tzinfo=UTC)
DAY = date(2026, 3, 12)
ID, SOMEBODY = UUID(int=1), UUID(int=2)
FINE = PlanAsk(first=DAY, last=DAY)
PLAN = Plan(
    id=ID, ask=FINE, asked_at=NOW, state=PlanState.PROPOSED, today=Figures(wanted=14, filled=0, cost_ore=1_000_00)
)


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"last": DAY - timedelta(days=1)}, "to"),
        ({"first": date(2026, 3, 1), "last": date(2026, 3, 9)}, "to"),
        ({"last": DAY + timedelta(days=14)}, "to"),
        ({"first": date(2026, 6, 12), "last": date(2026, 6, 12)}, "from"),
        ({"limit_seconds": 0}, "time_limit_seconds"),
        ({"limit_seconds": 301}, "time_limit_seconds"),
        ({"move_ore": -1}, "move_price"),
        ({"gap_ppm": 500_001}, "gap"),
        ({"seed": -1}, "seed"),
        ({"scenario": Scenario(remote_percent=101)}, "remote_percent"),
        ({"scenario": Scenario(extra=11, extra_language="tir")}, "extra_interpreters"),
        ({"scenario": Scenario(extra_language="tir")}, "extra_language"),
        ({"kind": Kind.WHAT_IF}, "absent"),
        ({"kind": Kind.REPAIR}, "absent"),
    ],
)
def test_what_cannot_be_planned_is_said_by_its_field(different: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_ask(replace(FINE, **different), now=NOW)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "different",
    [
        {},
        {"first": date(2026, 3, 9), "last": date(2026, 3, 22)},
        {"kind": Kind.WHAT_IF, "scenario": Scenario(extra=1, extra_language="tir")},
        {"kind": Kind.REPAIR, "scenario": Scenario(absent=(SOMEBODY,))},
    ],
)
def test_what_can_be_planned_may_be_asked_for(different: dict[str, Any]) -> None:
    check_ask(replace(FINE, **different), now=NOW)


def test_a_horizon_is_its_local_days_both_included() -> None:
    spring = PlanAsk(first=date(2026, 3, 28), last=date(2026, 3, 29))

    assert (spring.days, spring.period.minutes) == ((date(2026, 3, 28), date(2026, 3, 29)), 47 * 60)


@pytest.mark.parametrize(
    ("hours", "weight"), [(1, 4), (24, 4), (25, 3), (72, 3), (73, 2), (168, 2), (169, 1), (2000, 1)]
)
def test_the_sooner_a_job_begins_the_more_it_is_worth_to_fill_it(hours: int, weight: int) -> None:
    assert urgency(timedelta(hours=hours)) == weight


@pytest.mark.parametrize(
    ("plan", "da", "en"),
    [
        (replace(PLAN, today=None), "Der er ingen plan endnu", "There is no plan yet"),
        (replace(PLAN, plan=Figures()), "Der er ingen opgaver at planlægge", "There are no jobs to plan"),
        (
            replace(PLAN, plan=Figures(wanted=14, filled=12, cost_ore=4_420_00), gap_ppm=7_801, fill_proved=True),
            "12 af 14 opgaver besat; 3.420,00 kr. mere end i dag, hvor 0 er besat; højst 0,8 % fra det bedst mulige",
            "12 of 14 jobs filled; DKK 3,420.00 more than today, with 0 filled; at most 0.8% from the best possible",
        ),
        (
            replace(
                PLAN,
                today=Figures(wanted=3, filled=3, cost_ore=1_000_00),
                plan=Figures(wanted=3, filled=3, cost_ore=900_50),
                gap_ppm=0,
                fill_proved=True,
            ),
            "Alle 3 opgaver besat; 99,50 kr. billigere end i dag; bevist bedst mulig",
            "3 of 3 jobs filled; DKK 99.50 cheaper than today; proven the best possible",
        ),
        (
            replace(
                PLAN,
                today=Figures(wanted=1, filled=1, cost_ore=100),
                plan=Figures(wanted=1, filled=1, cost_ore=200),
                gap_ppm=100,
            ),
            "Opgaven er besat; 1,00 kr. dyrere end i dag; "
            "højst 0,1 % fra den billigste plan, der besætter lige så mange",
            "1 of 1 jobs filled; DKK 1.00 more than today; at most 0.1% from the cheapest plan that fills as many",
        ),
        (
            replace(
                PLAN,
                plan=Figures(wanted=4, filled=3, cost_ore=900_00, jobs=3),
                imagined=Figures(wanted=4, filled=4, cost_ore=800_50, jobs=4, remote=1),
            ),
            "Alle 4 opgaver besat mod 3; 99,50 kr. billigere end planen uden; fjerntolkning 25 % mod 0 %",
            "4 of 4 jobs filled against 3; DKK 99.50 cheaper than the plan without; remote share 25% against 0%",
        ),
        (
            replace(PLAN, plan=Figures(wanted=1, cost_ore=100), imagined=Figures(wanted=1, cost_ore=200)),
            "0 af 1 opgave besat mod 0; 1,00 kr. dyrere end planen uden; fjerntolkning 0 % mod 0 %",
            "0 of 1 jobs filled against 0; DKK 1.00 more than the plan without; remote share 0% against 0%",
        ),
        (
            replace(PLAN, plan=Figures(wanted=1, filled=0, cost_ore=1_000_00)),
            "0 af 1 opgave besat; koster det samme som i dag; afstanden til det bedst mulige er ikke kendt",
            "0 of 1 jobs filled; costs the same as today; its distance from the best possible is not known",
        ),
    ],
)
def test_a_plan_is_said_as_a_coordinator_would(plan: Plan, da: str, en: str) -> None:
    assert (headline(plan).da, headline(plan).en) == (da, en)


@pytest.mark.parametrize(("ppm", "said"), [(0, "0,0"), (1, "0,1"), (1000, "0,1"), (1001, "0,2"), (123_456, "12,4")])
def test_a_distance_is_rounded_up_and_only_nothing_is_nothing(ppm: int, said: str) -> None:
    assert percent(ppm)[0] == said


def test_every_plan_has_a_title_and_every_end_its_sentence() -> None:
    week = replace(PLAN, ask=replace(FINE, last=DAY + timedelta(days=6)))
    repair = replace(PLAN, ask=replace(FINE, kind=Kind.REPAIR))

    assert [title(one).en for one in (PLAN, week, repair)] == [
        "Plan for 12 Mar",
        "Plan for 12 Mar – 18 Mar",
        "Least change 12 Mar",
    ]
    assert set(ENDED) == set(Ended)


@pytest.mark.parametrize(
    ("state", "stoppable", "applicable"),
    [
        (PlanState.QUEUED, True, False),
        (PlanState.SOLVING, True, False),
        (PlanState.PROPOSED, False, True),
        (PlanState.FAILED, False, False),
        (PlanState.STOPPED, False, False),
        (PlanState.APPLIED, False, True),
    ],
)
def test_only_what_is_thought_over_stops_and_only_what_is_proposed_is_applied(
    state: PlanState, stoppable: bool, applicable: bool
) -> None:
    plan = replace(PLAN, state=state)

    assert [refuses(check_stoppable, plan), refuses(check_applicable, plan)] == [not stoppable, not applicable]
    assert plan.can_be_applied is (state is PlanState.PROPOSED)


def test_what_is_only_imagined_is_never_applied() -> None:
    imagined = replace(PLAN, ask=replace(FINE, kind=Kind.WHAT_IF))

    assert (refuses(check_applicable, imagined), imagined.can_be_applied) == (True, False)


@pytest.mark.parametrize(
    ("state", "is_open"),
    [
        (LineState.PROPOSED, True),
        (LineState.STALE, True),
        (LineState.APPLIED, False),
        (LineState.REJECTED, False),
    ],
)
def test_a_line_is_decided_once_and_what_did_not_fit_may_be_tried_again(state: LineState, is_open: bool) -> None:
    line = PlanLine(
        plan_id=ID,
        n=1,
        booking_id=ID,
        version=1,
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=1),
        mode=Mode.PHONE,
        taker_id=SOMEBODY,
        before_ore=300,
        after_ore=200,
    )

    after = decided(line, state, now=NOW, by=SOMEBODY)

    assert (refuses(check_line_open, after), after.difference_ore, after.decided_by) == (not is_open, -100, SOMEBODY)


def refuses(check: Any, thing: Any) -> bool:
    try:
        check(thing)
    except Conflict:
        return True
    return False
