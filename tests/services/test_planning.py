"""A day planned: proposed first, checked, applied whole or line by line, and billed what it said."""

from datetime import UTC, datetime

import pytest

from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.domain.interpreters import Employment
from booking.domain.plans import Ended, Kind, MayMove, PlanState, Scenario
from booking.domain.plans.wording import headline
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import assignments, bookings, planning
from booking.services.bookings import Report
from booking.services.bookings.changing import Changes
from tests.builders import FARID, OLENA, SALMA, Cast
from tests.conftest import Clock, Keep
from tests.services.planning import DAY, VISIT, Planning, at, lines
from tests.services.test_repairs import ANNA, BO, hire


@pytest.fixture
def day(office: Resources, cast: Cast) -> Planning:
    return Planning(office, cast)


async def test_a_day_is_proposed_with_its_proof_and_nothing_is_changed(day: Planning, sink: Sink) -> None:
    own, theirs = await day.book(9, language="apc"), await day.book(10)

    found = await day.plan()

    assert lines(found) == [
        (own, "", "Salma Idris", False, "proposed"),
        (theirs, "", "Farid Nazari", True, "proposed"),
    ]
    plan = found.plan
    assert (plan.state, plan.ended, plan.proved, plan.verdict) == (PlanState.PROPOSED, Ended.PROVED, True, ())
    assert (plan.today.filled, plan.plan.filled, plan.plan.wanted) == (0, 2, 2)  # type: ignore[union-attr]
    assert plan.plan.cost_ore == sum(line.after_ore for line in found.lines)  # type: ignore[union-attr]
    assert headline(plan).en.startswith("2 of 2 jobs filled; DKK ")
    assert [await day.stands(number) for number in (own, theirs)] == [("requested", "")] * 2
    assert sink.messages() == []


async def test_a_plan_applied_is_what_the_office_would_have_clicked(day: Planning, sink: Sink, keep: Keep) -> None:
    own, theirs = await day.book(9, language="apc"), await day.book(10)
    async with day.office.engine.begin() as connection:  # nobody but the plan gives anything away
        await connection.exec_driver_sql("UPDATE outbox SET state = 'done' WHERE kind = 'match'")

    found = await day.apply(await day.plan())
    again = await day.apply(found)
    await keep()

    assert [line[4] for line in lines(found)] == ["applied", "applied"]
    assert (found.plan.state, again.plan) == (PlanState.APPLIED, found.plan)
    assert await day.stands(own) == ("confirmed", "Salma Idris")
    assert await day.stands(theirs) == ("offered", "")
    told = sorted(str(sink.read(mail)["To"]) for mail in sink.messages())
    assert sum("salma@tolk" in to for to in told) == 1
    assert sum("farid@tolk" in to for to in told) == 1


async def test_what_a_plan_costs_is_what_the_day_is_billed(day: Planning, clock: Clock, keep: Keep) -> None:
    """Three in person at one place and one by phone between them, all Farid's; the journeys are shared by the day."""
    numbers = [await day.book(hour, **details) for hour, details in ((9, VISIT), (11, VISIT), (13, {}), (15, VISIT))]
    await hire(day.office, day.cast, ANNA, "Anna Lund", "apc")

    found = await day.plan()
    assert {line[2] for line in lines(found)} == {"Farid Nazari"}
    for number in numbers:  # as each accepts; the office writes it down
        async with day.office.desk(day.cast.coordinator) as desk:
            await assignments.assign(desk, number=number, interpreter_id=FARID)
    clock.at = datetime(2026, 3, 13, 8, tzinfo=UTC)
    billed = 0
    for number in numbers:
        async with day.office.desk(day.cast["farid"]) as desk:
            await bookings.deliver(desk, number=number, report=Report())
        async with day.office.desk(day.cast.requester) as desk:
            billed += (await bookings.attest(desk, number=number))[1].net_ore

    assert found.plan.plan is not None
    assert (found.plan.plan.cost_ore, found.plan.plan.travel_minutes > 0) == (billed, True)


async def test_the_better_of_two_who_could_is_taken_though_the_first_booking_would_take_him(day: Planning) -> None:
    """Farid alone speaks Persian, Dari both; one by one, the Dari talk could take Farid and leave the Persian alone."""
    dari, persian = await day.book(9, language="prs"), await day.book(9, 30, language="pes")

    found = await day.plan()

    assert [line[:3] for line in lines(found)] == [(dari, "", "Olena Bondar"), (persian, "", "Farid Nazari")]


async def test_what_nobody_can_take_is_left_with_what_clashes_and_the_ways_out(day: Planning) -> None:
    first, second, third = await day.book(9), await day.book(9, 30), await day.book(12, language="tir")

    found = await day.plan()

    alone = {found.bookings[one.booking_id].number: one for one in found.unfilled}
    assert {*alone, *(line[0] for line in lines(found))} == {first, second, third}
    [left] = alone.keys() - {third}
    assert (len(found.lines), left in (first, second)) == (1, True)
    assert [fact.en[:31] for fact in alone[left].facts] == ["Only Farid Nazari could, and th"]
    assert alone[left].ways
    assert (len(alone[third].facts), alone[third].ways) == (1, ())


@pytest.mark.parametrize(
    ("may_move", "moved"),
    [(MayMove.OPEN, []), (MayMove.UNCONFIRMED, ["offered"]), (MayMove.CONFIRMED, ["confirmed", "offered"])],
)
async def test_only_what_may_move_moves(day: Planning, keep: Keep, may_move: MayMove, moved: list[str]) -> None:
    """A salaried newcomer costs nothing: whatever may be given to her is."""
    confirmed, offered = await day.book(9, to=FARID), await day.book(12)
    await keep()  # Farid is asked
    await hire(day.office, day.cast, ANNA, "Anna Lund", "pes")

    found = await day.plan(may_move=may_move, move_ore=100)

    names = {confirmed: "confirmed", offered: "offered"}
    assert sorted(names[line[0]] for line in lines(found)) == moved
    assert {line[2] for line in lines(found)} <= {"Anna Lund"}


async def test_a_confirmed_job_is_not_put_at_risk_for_somebody_who_must_be_asked(day: Planning) -> None:
    await day.book(9, language="prs", to=OLENA, **VISIT)
    await hire(day.office, day.cast, ANNA, "Anna Lund", "prs", employment=Employment.FREELANCE, lat=57.02, lon=9.85)

    found = await day.plan(may_move=MayMove.CONFIRMED, move_ore=0)

    assert (lines(found), found.plan.proved) == ([], True)


async def test_what_has_changed_since_is_said_on_its_line_and_the_rest_stands(day: Planning) -> None:
    kinds = ("apc", "apc", "apc", "apc")
    gone, moved, taken, fine = [await day.book(9 + 2 * n, language=code) for n, code in enumerate(kinds)]
    found = await day.plan()
    async with day.office.desk(day.cast.requester) as desk:
        await bookings.cancel(desk, number=gone, reason="Borgeren er rejst")
        before = await bookings.find(desk, moved)
        later = Changes({"starts_at": at(18), "ends_at": at(19)})
        await bookings.change(desk, number=moved, changes=later, version=before.version)
    await hire(day.office, day.cast, ANNA, "Anna Lund", "apc")
    async with day.office.desk(day.cast.coordinator) as desk:
        await assignments.assign(desk, number=taken, interpreter_id=ANNA)

    applied = await day.apply(found)

    said = [(line.state.value, line.said.en if line.said else "") for line in applied.lines]
    assert said == [
        ("stale", "Changed since the plan was made: it is cancelled."),
        ("stale", "Changed since the plan was made: it was moved to Thursday 12 March 18:00."),
        ("stale", "Changed since the plan was made: somebody else has it."),
        ("applied", ""),
    ]
    assert applied.plan.state is PlanState.PROPOSED
    assert await day.stands(fine) == ("confirmed", "Salma Idris")


async def test_a_line_is_applied_by_itself_once_and_another_put_aside(day: Planning) -> None:
    numbers = [await day.book(hour, language="apc") for hour in (9, 11, 13)]
    found = await day.plan()

    one = await day.apply(found, 2)
    async with day.office.desk(day.cast.coordinator) as desk:
        await planning.reject_line(desk, plan_id=found.plan.id, n=1)
    both = await day.read(found.plan.id)

    assert [line[4] for line in lines(one)] == ["proposed", "applied", "proposed"]
    assert [line[4] for line in lines(both)] == ["rejected", "applied", "proposed"]
    assert [(await day.stands(number))[0] for number in numbers] == ["requested", "confirmed", "requested"]
    for refused, kind in ((1, Conflict), (2, Conflict), (9, Invalid)):
        with pytest.raises(kind):
            await day.apply(both, refused)


async def test_two_who_have_each_others_better_job_change_places(day: Planning) -> None:
    """Each lives where the other works: handed round in a ring, which no single click could do."""
    here = {"lat": 57.05, "lon": 9.93, "max_trip": 10}
    there = {"lat": 57.02, "lon": 9.85, "max_trip": 10}
    async with day.office.desk(day.cast.coordinator) as desk:
        known = await desk.interpreters.listed()
    assert known
    await hire(day.office, day.cast, ANNA, "Anna Lund", "kmr", **there | {"max_trip": 90})
    await hire(day.office, day.cast, BO, "Bo Friis", "kmr", **here | {"max_trip": 90})
    town, village = {**VISIT, "address": "Havnegade 4, 9901 Fjordby", "postcode": "9901"}, VISIT
    first = await day.book(9, language="kmr", to=ANNA, preferred=(BO,), **town)
    second = await day.book(9, language="kmr", to=BO, preferred=(ANNA,), **village)

    found = await day.apply(await day.plan(may_move=MayMove.CONFIRMED, move_ore=0))

    assert sorted(line[:3] for line in lines(found)) == sorted(
        [(first, "Anna Lund", "Bo Friis"), (second, "Bo Friis", "Anna Lund")]
    )
    assert [line[4] for line in lines(found)] == ["applied", "applied"]
    assert await day.stands(first) == ("confirmed", "Bo Friis")
    assert await day.stands(second) == ("confirmed", "Anna Lund")


async def test_somebody_ill_is_seen_to_with_as_little_change_as_can_be(day: Planning) -> None:
    """Anna could take both of Salma's; moving Bo's job to her would cost more than it gives."""
    await hire(day.office, day.cast, ANNA, "Anna Lund", "apc")
    await hire(day.office, day.cast, BO, "Bo Friis", "apc")
    first, second = [await day.book(hour, language="apc", to=SALMA) for hour in (9, 11)]
    kept = await day.book(9, language="apc", to=BO)

    found = await day.plan(kind=Kind.REPAIR, scenario=Scenario(absent=(SALMA,)))

    assert [line[0] for line in lines(found)] == [first, second]
    assert {line[1] for line in lines(found)} == {"Salma Idris"}
    applied = await day.apply(found)
    assert [line[4] for line in lines(applied)] == ["applied", "applied"]
    assert await day.stands(kept) == ("confirmed", "Bo Friis")


async def test_a_plan_is_the_offices_own_and_says_what_cannot_be_planned(day: Planning) -> None:
    plan_id = await day.ask()

    with pytest.raises(Denied):
        await day.ask(day.cast.requester)
    async with day.office.desk(day.cast["leader"]) as desk:
        with pytest.raises(Denied):
            await planning.read_plan(desk, plan_id=plan_id)
    async with day.office.desk(day.cast.coordinator) as desk:
        with pytest.raises(NotFound):
            await planning.read_plan(desk, plan_id=SALMA)
        with pytest.raises(Conflict, match="cannot be applied: queued"):
            await planning.apply_plan(desk, plan_id=plan_id)
    for wrong in ({"last": DAY.replace(day=11)}, {"languages": ("xxx",)}, {"weights": {"luck_ore": 1}}):
        with pytest.raises(Invalid):
            await day.ask(**wrong)


async def test_a_plan_that_waits_is_stopped_for_good(day: Planning) -> None:
    plan_id = await day.ask()

    async with day.office.desk(day.cast.coordinator) as desk:
        stopped = await planning.stop_plan(desk, plan_id=plan_id)
        with pytest.raises(Conflict, match="stopped already"):
            await planning.stop_plan(desk, plan_id=plan_id)
        waiting = await desk.plan_leases.due()

    assert (stopped.state, waiting) == (PlanState.STOPPED, [])
