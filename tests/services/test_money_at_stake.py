"""Nobody pays less, or twice, by the order in which things are done."""

from datetime import timedelta

import pytest

from booking.domain.bookings import Status
from booking.domain.errors import Conflict
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Report
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import HALF, HOUR, TEN, booked, details, lines

LATE = timedelta(hours=3)


async def test_a_job_that_has_begun_is_not_made_cheaper_by_cancelling_it(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep, ends_at=TEN + 3 * HOUR)
    clock.at = TEN + 3 * HOUR

    for act in (bookings.cancel, bookings.foresee_cancelling):
        with pytest.raises(Conflict, match="has begun and cannot be cancelled"):
            async with office.desk(cast.requester) as desk:
                await act(desk, number=one.number)
    async with office.desk(cast.coordinator) as desk:
        done = await bookings.cancel(desk, number=one.number)

    assert done.booking.status is Status.CANCELLED


async def test_a_replacement_that_ends_early_does_not_pay_for_time_that_is_paid_already(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    first = await booked(office, cast, keep)
    clock.at = TEN - LATE
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=first.number)
    second = await booked(office, cast, keep)
    clock.at = TEN + HOUR

    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=second.number, report=Report(ends_at=TEN + HALF))
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=second.number)

    assert await lines(office, cast, first.number) == [("interpreting", 180_00)]
    assert await lines(office, cast, second.number) == [("interpreting", 180_00), ("paid_time", -180_00)]


async def test_time_paid_for_stays_paid_while_another_late_cancellation_counts_on_it(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    first = await booked(office, cast, keep)
    clock.at = TEN - LATE
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=first.number)
    second = await booked(office, cast, keep)
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=second.number)

    with pytest.raises(Conflict, match=second.number):
        async with office.desk(cast.coordinator) as desk:
            await bookings.overrule(desk, number=first.number, decision="waive", reason="Sne")

    assert (await details(office, cast, first.number)).booking.exit_terms == "late"
