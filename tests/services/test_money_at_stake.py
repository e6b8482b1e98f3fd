"""Nobody pays less, or twice, by the order in which things are done."""

from datetime import timedelta

import pytest

from booking.domain.bookings import Status
from booking.domain.errors import Conflict
from booking.domain.modes import Mode
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import bookings, withdrawing
from booking.services.bookings import Changes, Report
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import HALF, HOUR, TEN, booked, details, lines, moved

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


async def test_a_late_change_of_mode_does_not_make_the_cancellation_free(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep, mode=Mode.SKYPE)
    clock.at = TEN - 10 * HOUR  # by video the deadline is a day before, by phone four hours

    async with office.desk(cast.requester) as desk:
        changed, _ = await bookings.change(
            desk, number=one.number, changes=Changes({"mode": Mode.PHONE}), version=one.version
        )
        done = await bookings.cancel(desk, number=one.number)

    assert (changed.status, done.booking.exit_terms) == (Status.CONFIRMED, "late")
    assert done.terms.deadline is not None
    assert done.terms.deadline.instant == TEN - 24 * HOUR


async def test_the_deadline_that_a_late_change_let_pass_is_said_in_every_place(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, sink: Sink
) -> None:
    one = await booked(office, cast, keep, mode=Mode.SKYPE)
    clock.at = TEN - 10 * HOUR
    async with office.desk(cast.requester) as desk:
        await bookings.change(desk, number=one.number, changes=Changes({"mode": Mode.PHONE}), version=one.version)
    await keep()

    async with office.desk(cast.requester) as desk:
        terms = await bookings.foresee_cancelling(desk, number=one.number)
    passed = (await details(office, cast, one.number)).passed
    letters = [sink.read(mail) for mail in sink.messages()]
    update = [mail for mail in letters if "requester@" in str(mail["To"])][-1].get_body(("plain",))
    assert passed is not None
    assert (passed, terms.deadline) == (terms.deadline, passed)
    assert update is not None
    assert passed.said.da in str(update.get_content())


async def test_what_was_late_stays_late_when_the_rest_is_moved_beyond_the_deadline(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep, ends_at=TEN + 2 * HOUR)
    clock.at = TEN - 4 * HOUR + HALF

    await moved(office, cast.requester, one.number, TEN + HOUR, length=2 * HOUR)
    async with office.desk(cast.requester) as desk:
        done = await bookings.cancel(desk, number=one.number)

    assert done.booking.exit_terms == "late"
    assert (await lines(office, cast, one.number))[-1] == ("interpreting", 180_00)


async def test_what_was_changed_in_time_has_the_deadline_of_what_it_became(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep, mode=Mode.SKYPE)
    clock.at = TEN - 25 * HOUR
    async with office.desk(cast.requester) as desk:
        await bookings.change(desk, number=one.number, changes=Changes({"mode": Mode.PHONE}), version=one.version)
    clock.at = TEN - 10 * HOUR

    async with office.desk(cast.requester) as desk:
        done = await bookings.cancel(desk, number=one.number)

    assert (done.booking.exit_terms, done.settlement) == ("in_time", None)


async def test_nothing_is_charged_for_an_interpreter_who_had_given_the_job_back(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    async with office.desk(cast["farid"]) as desk:
        await withdrawing.withdraw(desk, number=one.number, reason="Syg")
    clock.at += HOUR
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=one.number)

    with pytest.raises(Conflict, match="nothing to charge"):
        async with office.desk(cast.coordinator) as desk:
            await bookings.overrule(desk, number=one.number, decision="charge", reason="Aftalt")


async def test_a_no_show_is_waived_when_it_is_settled_and_not_charged_again_afterwards(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await moved(office, cast.requester, one.number, TEN + HALF)
    clock.at = TEN + HOUR
    async with office.desk(cast.coordinator) as desk:
        await bookings.report_no_show(desk, number=one.number, who="citizen", note="Borgeren ringede")

    with pytest.raises(Conflict, match="is not attested"):
        async with office.desk(cast.coordinator) as desk:
            await bookings.overrule(desk, number=one.number, decision="waive", reason="Sne")
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=one.number)
    async with office.desk(cast.coordinator) as desk:
        _, settled = await bookings.overrule(desk, number=one.number, decision="waive", reason="Sne")

    assert settled.net_ore == 0
