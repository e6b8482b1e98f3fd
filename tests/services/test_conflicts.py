"""Whom an interpreter must not meet: kept by the office, and obeyed from then on."""

import pytest

from booking.domain.errors import Conflict, Denied, Invalid
from booking.resources import Resources
from booking.services import bookings
from booking.services.conflicts import add_conflict, conflicts_of, remove_conflict
from booking.services.matching import why_not_them
from tests.builders import JOB_CENTRE, SALMA, Cast, order
from tests.conftest import Keep


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
