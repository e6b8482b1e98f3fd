"""The planner with processes of its own: a plan is brought to its end, whoever dies on the way, and only once."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import text

from booking.domain.accounts import SYSTEM
from booking.domain.plans import Ended, Plan, PlanState
from booking.persistence.plans import Lease
from booking.resources import Resources
from booking.services import planning
from booking.services.planning import thinking as plans
from tests.builders import Cast
from tests.services.planning import Planning, lines
from workers.planner import Planner


@pytest.fixture
def day(office: Resources, cast: Cast) -> Planning:
    return Planning(office, cast)


async def left_by_a_dead_one(day: Planning, plan_id: UUID) -> Lease:
    """Taken up by a planner that was never heard of again; its lease is over."""
    async with day.office.counter(SYSTEM) as desk:
        lease = await desk.plan_leases.claim(plan_id)
        await desk.connection.execute(text("UPDATE plans SET lease_until = clock_timestamp() - interval '1 s'"))
    assert lease is not None
    return lease


async def test_a_plan_is_thought_over_in_a_process_of_its_own_and_what_a_dead_planner_left_is_taken_up(
    day: Planning,
) -> None:
    number = await day.book(9)
    plan_id = await day.ask()
    dead = await left_by_a_dead_one(day, plan_id)

    async with day.office.counter(SYSTEM) as desk:
        waiting = await desk.plan_leases.due()
    async with day.office.live.listening() as heard:
        await asyncio.wait_for(heard.get(), 5)  # the subscription stands
        done = await Planner(day.office).think(plan_id)
        told = await asyncio.wait_for(heard.get(), 5)
    again = await Planner(day.office).think(plan_id)
    found = await day.read(plan_id)
    async with day.office.counter(SYSTEM) as desk:
        late = await desk.plan_leases.put(dead, replace(found.plan, state=PlanState.FAILED))

    assert (waiting, done, again, late) == ([plan_id], True, False, False)
    assert (found.plan.state, found.plan.ended, found.plan.proved) == (PlanState.PROPOSED, Ended.PROVED, True)
    assert [line[0] for line in lines(found)] == [number]
    assert (found.plan.progress is not None, told) == (True, f"plan {plan_id}")


async def test_two_planners_never_think_the_same_plan_over(day: Planning) -> None:
    await day.book(9)
    plan_id = await day.ask()

    both = await asyncio.gather(*(Planner(day.office).think(plan_id) for _ in range(2)))

    assert sorted(both) == [False, True]


@pytest.mark.parametrize(
    ("program", "state", "ended", "said"),
    [
        ("dies_after_one", PlanState.PROPOSED, Ended.FELL, 1),
        ("never_ends", PlanState.PROPOSED, Ended.FELL, 1),
        ("dies_at_once", PlanState.FAILED, Ended.FELL, 0),
        ("eats_memory", PlanState.FAILED, Ended.FELL, 0),
    ],
)
async def test_a_solver_that_breaks_down_leaves_what_it_had_said_and_the_plan_says_so(
    day: Planning, program: str, state: PlanState, ended: Ended, said: int
) -> None:
    await day.book(9)
    plan_id = await day.ask(limit_seconds=1)

    await Planner(day.office, grace=2.0, program=f"tests.workers.breakdowns.{program}").think(plan_id)
    found = await day.read(plan_id)

    assert (found.plan.state, found.plan.ended, len(found.lines)) == (state, ended, said)
    assert (found.plan.said is None) == (state is PlanState.PROPOSED)


async def test_a_plan_tried_too_often_is_given_up_in_words(day: Planning) -> None:
    plan_id = await day.ask()
    for _ in range(plans.MOST_ATTEMPTS):
        await left_by_a_dead_one(day, plan_id)

    done = await Planner(day.office).think(plan_id)
    plan = (await day.read(plan_id)).plan

    assert (done, plan.state, plan.said is not None) == (True, PlanState.FAILED, True)


async def test_who_stops_a_plan_gets_the_best_until_then(day: Planning) -> None:
    await day.book(9)
    plan_id = await day.ask(limit_seconds=60)
    planner = Planner(day.office, program="tests.workers.breakdowns.never_ends")
    planner.ring([plan_id])

    async for plan in following(day, plan_id):
        if plan.progress is not None and plan.progress.phase == "plan" and plan.stop_asked_at is None:
            async with day.office.desk(day.cast.coordinator) as desk:
                await planning.stop_plan(desk, plan_id=plan_id)
    found = await day.read(plan_id)

    assert (found.plan.state, found.plan.ended, len(found.lines)) == (PlanState.PROPOSED, Ended.STOPPED, 1)


async def test_a_planner_that_is_told_to_end_leaves_the_plan_to_another_at_once(day: Planning) -> None:
    await day.book(9)
    plan_id = await day.ask(limit_seconds=60)
    first = Planner(day.office, program="tests.workers.breakdowns.never_ends")
    first.ring([plan_id])
    async for plan in following(day, plan_id):
        if plan.progress is not None and plan.progress.phase == "plan":
            break
    await first.finish()

    done = await Planner(day.office).think(plan_id)

    assert (done, (await day.read(plan_id)).plan.state) == (True, PlanState.PROPOSED)


async def following(day: Planning, plan_id: UUID) -> AsyncIterator[Plan]:
    """The plan again and again until it has come to its end, as a program would ask."""
    async with asyncio.timeout(30):
        while (plan := (await day.read(plan_id)).plan).under_way:
            yield plan
            await asyncio.sleep(0.05)


def test_the_web_process_never_knows_the_solver() -> None:
    script = "import sys, booking.app; print([one for one in sys.modules if one.split('.')[0] in ('highspy', 'scipy')])"

    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"
