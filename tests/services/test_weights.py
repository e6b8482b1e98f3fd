"""The weights are the office's own: set by an administrator, logged, and what the matching goes by."""

import pytest

from booking.domain.errors import Denied, Invalid
from booking.domain.interpreters import Employment
from booking.matching.weights import Weights
from booking.resources import Resources
from booking.services import bookings, matching, weights
from tests.builders import Cast, interpreter, order
from tests.conftest import NOW, Keep
from tests.services.test_repairs import ANNA, BO, job_of, today


async def set_to(office: Resources, cast: Cast, **values: int) -> dict[str, int]:
    async with office.desk(cast["admin"]) as desk:
        changed = await weights.set_weights(desk, values=values)
    office.forget_reference()
    return changed


async def names(office: Resources, cast: Cast, number: str) -> list[str]:
    async with office.desk(cast.coordinator) as desk:
        found = await matching.candidates(desk, number=number)
    return [one.candidate.name for one in found.ranking.ranked]


async def test_the_order_follows_the_weights_and_is_the_same_every_time(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.coordinator) as desk:
        people = ((ANNA, "Anna Lund"), (BO, "Bo Friis"))
        await desk.interpreters.add_all([interpreter(*one, Employment.SALARIED, "som") for one in people])
    await job_of(office, cast, ANNA, language="som", starts_at=today(9))
    async with office.desk(cast.requester) as desk:
        number = (await bookings.request(desk, order=order(language="som", starts_at=today(15)))).number

    by_hours = await names(office, cast, number)
    await set_to(office, cast, worked_week_ore=0)
    by_name = [await names(office, cast, number) for _ in range(3)]

    assert by_hours == ["Bo Friis", "Anna Lund"]
    assert by_name == [["Anna Lund", "Bo Friis"]] * 3


async def test_only_what_changes_is_written_and_logged(office: Resources, cast: Cast) -> None:
    first = await set_to(office, cast, asked_ore=200, decline_ore=7000)
    second = await set_to(office, cast, decline_ore=7000)

    async with office.desk(cast["auditor"]) as desk:
        log = [(one.key, one.value, one.set_at, one.set_by_name) for one in await weights.weights_log(desk)]
        now = weights.read_weights(desk)
    assert (first, second) == ({"decline_ore": 7000}, {})
    assert log == [("decline_ore", 7000, NOW, "Admin")]
    assert now == Weights(decline_ore=7000)


@pytest.mark.parametrize("values", [{"asked_ore": -1}, {"asked_ore": 1_000_001}, {"luck_ore": 1}])
async def test_what_is_no_weight_is_refused(office: Resources, cast: Cast, values: dict[str, int]) -> None:
    with pytest.raises(Invalid) as refused:
        await set_to(office, cast, **values)

    assert refused.value.field == next(iter(values))


async def test_only_an_administrator_sets_them(office: Resources, cast: Cast) -> None:
    async with office.desk(cast.coordinator) as desk:
        assert weights.read_weights(desk) == Weights()
        with pytest.raises(Denied):
            await weights.set_weights(desk, values={})
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            weights.read_weights(desk)
