"""Whom an interpreter must not meet: kept by the office, and obeyed from then on."""

from datetime import timedelta

import pytest

from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.domain.periods import local_date
from booking.resources import Resources
from booking.services import bookings
from booking.services.conflicts import add_conflict, conflicts_of, kept_away, remove_conflict, restore_conflict
from booking.services.matching import why_not_them
from tests.builders import JOB_CENTRE, SALMA, Cast, order
from tests.conftest import Clock, Keep


async def in_the_way(office: Resources, cast: Cast, number: str) -> list[str]:
    async with office.desk(cast.coordinator) as desk:
        _, removed = await why_not_them(desk, number=number, interpreter_id=SALMA)
    return [one.rule for one in removed]


async def test_a_citizen_or_a_unit_is_out_of_reach_until_it_is_lifted_and_the_jobs_they_have_are_named(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        theirs = await bookings.request(desk, order=order())
    await keep()
    later = order(starts_at=order().starts_at.replace(hour=15))
    async with office.desk(cast.requester) as desk:
        other = await bookings.request(desk, order=later)

    async with office.desk(cast.coordinator) as desk:
        family = await add_conflict(desk, interpreter_id=SALMA, citizen_ref=f" {theirs.citizen_ref} ", reason="Familie")
    by_citizen = await in_the_way(office, cast, other.number)
    async with office.desk(cast.coordinator) as desk:
        await remove_conflict(desk, interpreter_id=SALMA, conflict_id=family.conflict.id)
        await remove_conflict(desk, interpreter_id=SALMA, conflict_id=family.conflict.id)
        unit = await add_conflict(desk, interpreter_id=SALMA, unit_id=JOB_CENTRE)
    by_unit = await in_the_way(office, cast, other.number)
    async with office.desk(cast.coordinator) as desk:
        standing = await conflicts_of(desk, interpreter_id=SALMA)
        await remove_conflict(desk, interpreter_id=SALMA, conflict_id=unit.conflict.id)
        logged = [entry.action for entry in await desk.histories.of(SALMA)]

    assert (family.conflict.citizen_ref, family.conflict.reason) == ("26-04417", "Familie")
    assert family.jobs == (theirs.number,)
    assert (by_citizen, by_unit) == (["conflict"], ["barred"])
    assert [one.jobs for one in standing] == [(theirs.number,)]
    assert await in_the_way(office, cast, other.number) == []
    assert logged[1:] == ["conflict added", "conflict removed", "conflict added", "conflict removed"]


async def test_one_that_ends_holds_to_its_last_day_and_can_be_written_anew_when_it_is_over(
    office: Resources, cast: Cast, clock: Clock
) -> None:
    today = local_date(clock.at)
    async with office.desk(cast.requester) as desk:
        numbers = [
            (await bookings.request(desk, order=order(starts_at=order().starts_at + timedelta(days=days)))).number
            for days in (7, 14)
        ]
    last = local_date(order().starts_at + timedelta(days=7))
    said = {"interpreter_id": SALMA, "unit_id": JOB_CENTRE, "until": last}
    async with office.desk(cast.coordinator) as desk:
        await add_conflict(desk, **said)  # type: ignore[arg-type]
        with pytest.raises(Invalid) as past:
            await add_conflict(desk, interpreter_id=SALMA, citizen_ref="26-1", until=today - timedelta(days=1))
    ways = [await in_the_way(office, cast, number) for number in numbers]
    clock.at += timedelta(days=30)
    async with office.desk(cast.coordinator) as desk:
        anew = await add_conflict(desk, **said | {"until": None})  # type: ignore[arg-type]
        known = await conflicts_of(desk, interpreter_id=SALMA)

    assert (ways, past.value.field) == ([["barred"], []], "until")
    assert [one.conflict.id for one in known] == [anew.conflict.id]


async def test_what_was_removed_is_put_back_as_it_was_and_once(office: Resources, cast: Cast, clock: Clock) -> None:
    until = local_date(clock.at) + timedelta(days=9)
    async with office.desk(cast.coordinator) as desk:
        made = await add_conflict(desk, interpreter_id=SALMA, unit_id=JOB_CENTRE, reason="Nabo", until=until)
        key = {"interpreter_id": SALMA, "conflict_id": made.conflict.id}
        await remove_conflict(desk, **key)
        for _ in range(2):
            await restore_conflict(desk, **key)
        around = await kept_away(desk, unit_id=JOB_CENTRE, citizen_ref="26-1")
        with pytest.raises(NotFound):
            await restore_conflict(desk, interpreter_id=SALMA, conflict_id=SALMA)

    assert [(one.name, one.conflict) for one in around] == [("Salma Idris", made.conflict)]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({}, "citizen_ref"), ({"citizen_ref": "26-1", "unit_id": JOB_CENTRE}, "citizen_ref"),
     ({"citizen_ref": "010190-0000"}, "citizen_ref"), ({"citizen_ref": "26-1", "reason": "a" * 201}, "reason")],
)  # fmt: skip
async def test_what_names_nobody_or_too_much_is_refused(
    office: Resources, cast: Cast, wrong: dict[str, object], field: str
) -> None:
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Invalid) as refused:
            await add_conflict(desk, interpreter_id=SALMA, **wrong)  # type: ignore[arg-type]

    assert refused.value.field == field


async def test_it_is_written_once_and_read_by_the_office_alone(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        await add_conflict(desk, interpreter_id=SALMA, citizen_ref="26-1")
        with pytest.raises(Conflict):
            await add_conflict(desk, interpreter_id=SALMA, citizen_ref="26-1")
    for name in ("requester", "leader", "salma"):
        async with office.desk(cast[name]) as desk:
            with pytest.raises(Denied):
                await conflicts_of(desk, interpreter_id=SALMA)
