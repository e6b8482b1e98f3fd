"""Nobody found: every way out that is offered gives somebody when it is taken."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from booking.domain.bookings import Order, Status
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Changes
from booking.services.remedies import remedies, remedies_for
from tests.builders import SALMA, Cast, order
from tests.services.test_booking_life import requested

Keep = Callable[[], Awaitable[None]]
QUARTER_PAST = order().starts_at + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        (order(starts_at=QUARTER_PAST), ["time", "time", "office"]),
        (order(), ["time", "time", "office"]),
        (order(gender="male", gender_required=True, starts_at=QUARTER_PAST + timedelta(hours=3)), ["gender", "office"]),
        (order(barred=(SALMA,)), ["office"]),
        (order(language="som"), ["office"]),
        (order(starts_at=order().starts_at + timedelta(hours=5)), []),
    ],
)
async def test_taking_a_way_out_and_matching_again_gives_somebody(
    office: Resources, cast: Cast, keep: Keep, wanted: Order, kinds: list[str]
) -> None:
    await requested(office, cast, order())
    number = (await requested(office, cast, wanted)).number
    await keep()
    async with office.desk(cast.requester) as desk:
        found = await remedies(desk, number=number)
        same = await remedies_for(desk, order=wanted)

    for remedy in found[:-1]:
        async with office.desk(cast.requester) as desk:
            version = (await bookings.find(desk, number)).version
            await bookings.change(desk, number=number, changes=Changes(remedy.changes), version=version)
        await keep()
        async with office.desk(cast.requester) as desk:
            assert (await bookings.find(desk, number)).status is Status.CONFIRMED
            await bookings.cancel(desk, number=number, reason="")
        number = (await requested(office, cast, wanted)).number
        await keep()

    assert [one.kind for one in found] == kinds
    assert all(one.count == 1 for one in found[:-1])
    if kinds:
        assert same == found
