"""What if: one away, a draft in force, talks by phone, one more interpreter; and the office is as it was."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from booking.domain.costs.tariffs import Rate
from booking.domain.errors import Conflict
from booking.domain.plans import Figures, Kind, MayMove, PlanState, Scenario
from booking.resources import Resources
from booking.services import planning, tariffs
from tests.builders import FARID, OLENA, Cast
from tests.services.planning import VISIT, Planning

# What a plan may write to: itself, and the log that says who asked for it.
OWN = frozenset({"plans", "plan_lines", "plan_unfilled"})
_TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")


@pytest.fixture
def day(office: Resources, cast: Cast) -> Planning:
    return Planning(office, cast)


async def traces(office: Resources) -> dict[str, Any]:
    """A digest of every table, but for the plans' own, and for their entries in the log; and every sequence."""
    found: dict[str, Any] = {}
    async with office.engine.connect() as connection:
        for name in (await connection.execute(_TABLES)).scalars().all():
            but = "WHERE subject_kind <> 'plan'" if name == "history" else ""
            digest = f"SELECT md5(coalesce(string_agg(r::text, '|' ORDER BY r::text), '')) FROM {name} r {but}"
            if name not in OWN:
                found[name] = (await connection.execute(text(digest))).scalar_one()
        numbers = await connection.execute(text("SELECT last_value FROM booking_numbers"))
        found["numbers"] = numbers.scalar_one()
    return found


async def imagine(day: Planning, **scenario: Any) -> Any:
    asked = {"kind": Kind.WHAT_IF, "may_move": MayMove.CONFIRMED, "move_ore": 0}
    return (await day.plan(**asked, scenario=Scenario(**scenario))).plan


async def test_what_is_only_imagined_leaves_no_trace_and_is_never_applied(day: Planning) -> None:
    await day.book(9, to=FARID, **VISIT)
    await day.book(11)
    before = await traces(day.office)

    plan = await imagine(day, absent=(FARID,), remote_percent=40, extra_language="pes", extra=1)

    assert plan.state is PlanState.PROPOSED
    assert await traces(day.office) == before
    async with day.office.desk(day.cast.coordinator) as desk:
        assert await desk.plans.lines_of(plan.id) == []
        with pytest.raises(Conflict, match="only imagined"):
            await planning.apply_plan(desk, plan_id=plan.id)


async def test_the_fingerprint_sees_what_changes(day: Planning) -> None:
    before = await traces(day.office)

    await day.book(9, to=FARID)

    after = await traces(day.office)
    assert {name for name in before if before[name] != after[name]} >= {"bookings", "assignments", "history"}


async def test_without_somebody_their_jobs_are_left_or_go_to_others(day: Planning) -> None:
    await day.book(9, language="prs", to=FARID)
    await day.book(11, language="pes", to=FARID)

    plan = await imagine(day, absent=(FARID,))

    assert [(one.filled, one.wanted) for one in (plan.today, plan.plan, plan.imagined)] == [(2, 2), (2, 2), (1, 2)]


async def test_one_more_interpreter_covers_what_nobody_could(day: Planning) -> None:
    await day.book(9, language="tir")

    plan = await imagine(day, extra_language="tir", extra=1)

    assert [one.filled for one in (plan.today, plan.plan, plan.imagined)] == [0, 0, 1]
    assert plan.imagined.cost_ore > plan.plan.cost_ore == 0


async def test_talks_that_could_be_remote_cost_no_journey(day: Planning) -> None:
    """One a day, and one on which a child takes part."""
    for days in (0, 1, 4, 5):
        await day.book(9, days=days, to=FARID, **VISIT)
    await day.book(12, to=FARID, **VISIT | {"in_person_reason": "child"})
    week = {"first": day.on(0), "last": day.on(6), "kind": Kind.WHAT_IF}

    half, all_of_them = [(await day.plan(**week, scenario=Scenario(remote_percent=share))).plan for share in (50, 100)]

    assert [(_known(one.plan).remote, _known(one.imagined).remote) for one in (half, all_of_them)] == [(0, 2), (0, 4)]
    costs = [_known(one).cost_ore for one in (all_of_them.imagined, half.imagined, half.plan, half.today)]
    assert costs[0] < costs[1] < costs[2] == costs[3]


def _known(found: Figures | None) -> Figures:
    assert found is not None
    return found


async def test_a_draft_of_a_tariff_is_tried_on_the_days_ahead(day: Planning) -> None:
    await day.book(9, language="ukr", to=OLENA)
    dearer = Rate("MUNI-DEMO", "own", "interpreting", "hour", 10_000_00, date(2026, 4, 1), None)
    async with day.office.desk(day.cast["finance"]) as desk:
        draft = await tariffs.make_draft(desk, name="Dyrere", rates=[dearer])

    plan = await imagine(day, draft_id=draft.id)

    assert plan.today.cost_ore < 10_000_00 <= plan.imagined.cost_ore
