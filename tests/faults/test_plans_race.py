"""A plan is applied while somebody clicks, and twice at once: each job has one interpreter, and everybody an answer."""

import asyncio
from functools import partial

from booking.domain.errors import Conflict
from booking.domain.plans import LineState, PlanState
from booking.resources import Resources
from booking.services import planning
from booking.services.assignments import assign
from booking.services.desk import Desk
from booking.settings import Settings
from tests.builders import SALMA, Cast
from tests.faults.test_double_booking import deadlocks
from tests.services.planning import Planning
from tests.services.test_repairs import ANNA, hire

ROUNDS = 8


async def outcome(office: Resources, cast: Cast, act: object) -> str:
    try:
        async with office.desk(cast.coordinator) as desk:
            await act(desk)  # type: ignore[operator]
    except Conflict:
        return "conflict"
    return "done"


async def test_a_plan_and_a_click_for_the_same_hour_on_cold_connections_leave_one_of_them_with_a_reason(
    office: Resources, settings: Settings, cast: Cast
) -> None:
    day = Planning(office, cast)
    await hire(office, cast, ANNA, "Anna Lund", "apc")
    for n in range(ROUNDS):
        planned = [await day.book(9 + half, days=n, language="apc", preferred=(SALMA,)) for half in (0, 1)]
        clicked = await day.book(9, 30, days=n, language="apc")
        found = await day.plan(first=day.on(n), last=day.on(n))
        taken = [line for line in found.lines if line.taker_id == SALMA]
        await office.engine.dispose()

        said = await asyncio.gather(
            outcome(office, cast, partial(planning.apply_plan, plan_id=found.plan.id)),
            outcome(office, cast, partial(assign, number=clicked, interpreter_id=SALMA)),
            outcome(office, cast, partial(planning.apply_plan, plan_id=found.plan.id)),
        )

        after = {line.n: line.state for line in (await day.read(found.plan.id)).lines}
        stale = [line.n for line in taken if after[line.n] is LineState.STALE]
        assert said[0] == said[2] == "done"
        assert (said[1] == "done") == bool(stale)
        assert {after[line.n] for line in found.lines} <= {LineState.APPLIED, LineState.STALE}
        assert len(planned) == 2
    assert await deadlocks(settings) == 0


async def test_a_plan_applied_by_two_at_once_is_applied_once(office: Resources, cast: Cast) -> None:
    day = Planning(office, cast)
    number = await day.book(9, language="apc")
    found = await day.plan()
    await office.engine.dispose()

    said = await asyncio.gather(
        *(outcome(office, cast, partial(planning.apply_plan, plan_id=found.plan.id, lines=[1])) for _ in range(4))
    )

    assert sorted(said) == ["conflict"] * 3 + ["done"]
    assert (await day.read(found.plan.id)).plan.state is PlanState.APPLIED
    async with office.desk(cast.coordinator) as desk:
        assert await assigned(desk, number) == 1


async def assigned(desk: Desk, number: str) -> int:
    """How often the log says that somebody was assigned."""
    booking = await desk.bookings.get(number)
    return sum(entry.action == "assigned" for entry in await desk.histories.of(booking.id))
