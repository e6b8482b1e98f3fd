"""Late exits and late moves: what is owed, who uses the time that is paid for, and who may decide otherwise."""

from datetime import timedelta

import pytest

from booking.domain.bookings import Status
from booking.domain.changes import Consequence
from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.periods import Period
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Report
from booking.services.bookings.foreseeing import foresee_change
from booking.services.candidates import rank_for
from booking.services.matching import candidates
from tests.builders import FARID, Cast, order
from tests.conftest import Clock, Keep
from tests.services.lives import HALF, HOUR, TEN, accepted, booked, details, lines, moved

LATE = timedelta(hours=3)


async def cancelled(office: Resources, cast: Cast, number: str) -> None:
    async with office.desk(cast.requester) as desk:
        await bookings.cancel(desk, number=number)


async def delivered(office: Resources, cast: Cast, clock: Clock, number: str) -> None:
    booking = (await details(office, cast, number)).booking
    clock.at = booking.ends_at
    async with office.desk(cast["farid"]) as desk:
        await bookings.deliver(desk, number=number, report=Report())
    async with office.desk(cast.requester) as desk:
        await bookings.attest(desk, number=number)


async def paid(office: Resources, cast: Cast, number: str) -> list[tuple[Period, int]]:
    async with office.desk(cast.coordinator) as desk:
        booking = await bookings.find(desk, number)
        return [(one.period, one.paid_ore) for one in await desk.paid_times.of_booking(booking.id)]


async def test_a_move_in_time_owes_nothing(office: Resources, cast: Cast, keep: Keep) -> None:
    one = await booked(office, cast, keep)

    await moved(office, cast.requester, one.number, TEN + HALF)

    assert (await details(office, cast, one.number)).settlement is None


async def test_a_late_move_owes_the_lost_part_once_and_the_job_its_own_price(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE

    _, verdict = await moved(office, cast.requester, one.number, TEN + HALF)

    assert verdict.consequence is Consequence.KEEP
    assert await lines(office, cast, one.number) == [("moved_late", 180_00)]
    assert await paid(office, cast, one.number) == [(Period(TEN, TEN + HALF), 180_00)]
    await delivered(office, cast, clock, one.number)
    assert await lines(office, cast, one.number) == [("moved_late", 180_00), ("interpreting", 360_00)]
    refund = (await details(office, cast, one.number)).refund
    assert refund is not None
    assert (refund.percent, refund.eligible_ore, refund.refund_ore) == (50, 360_00, 180_00)


async def test_a_second_late_move_adds_and_time_moved_back_into_is_paid_already(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await moved(office, cast.requester, one.number, TEN + HALF)

    await moved(office, cast.requester, one.number, TEN)

    assert await lines(office, cast, one.number) == [("moved_late", 180_00)] * 2
    await delivered(office, cast, clock, one.number)
    assert await lines(office, cast, one.number) == [
        ("moved_late", 180_00),
        ("moved_late", 180_00),
        ("interpreting", 360_00),
        ("paid_time", -180_00),
    ]


async def test_what_a_late_move_owes_outlives_a_cancellation_in_time(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await moved(office, cast.requester, one.number, TEN + timedelta(days=5))
    await accepted(office, cast, keep, one.number)

    await cancelled(office, cast, one.number)

    found = await details(office, cast, one.number)
    assert (found.booking.status, found.booking.exit_terms) == (Status.CANCELLED, "in_time")
    assert await lines(office, cast, one.number) == [("moved_late", 180_00)]


async def test_a_late_cancellation_after_a_late_move_owes_both(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await moved(office, cast.requester, one.number, TEN + HALF)

    await cancelled(office, cast, one.number)

    assert await lines(office, cast, one.number) == [("moved_late", 180_00), ("interpreting", 180_00)]
    assert await paid(office, cast, one.number) == [
        (Period(TEN, TEN + HALF), 180_00),
        (Period(TEN + HALF, TEN + HALF + HOUR), 180_00),
    ]


async def test_another_day_asks_a_freelancer_anew_and_owes_all_of_the_old_time(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE

    after, verdict = await moved(office, cast.requester, one.number, TEN + timedelta(days=1))
    await keep()

    assert (after.status, verdict.consequence) == (Status.OFFERED, Consequence.REOFFER)
    asked = [offer for offer in (await details(office, cast, one.number)).offers if offer.state == "open"]
    assert [offer.interpreter_id for offer in asked] == [FARID]
    assert await lines(office, cast, one.number) == [("moved_late", 180_00)]
    assert await paid(office, cast, one.number) == [(Period(TEN, TEN + HOUR), 180_00)]


async def test_another_day_keeps_salaried_staff_and_pays_no_time(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    async with office.desk(cast.requester) as desk:
        one = await bookings.request(desk, order=order())
    await keep()
    clock.at = TEN - LATE

    after, verdict = await moved(office, cast.requester, one.number, TEN + timedelta(days=1))

    assert (after.status, verdict.consequence) == (Status.CONFIRMED, Consequence.KEEP)
    assert await paid(office, cast, one.number) == []


async def test_a_late_move_is_foreseen_to_the_ore(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE
    changes = bookings.Changes({"starts_at": TEN + HALF, "ends_at": TEN + HALF + HOUR})

    async with office.desk(cast.requester) as desk:
        found = await foresee_change(desk, number=one.number, changes=changes)

    assert found.move is not None
    assert (found.move.minutes, found.move.price.total_ore) == (30, 180_00)
    assert (await details(office, cast, one.number)).settlement is None


async def test_a_late_cancellation_is_replaced_and_only_the_difference_is_owed(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    first = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await cancelled(office, cast, first.number)
    wish = order(language="pes", citizen_ref="")
    async with office.desk(cast.requester) as desk:
        second = await bookings.request(desk, order=wish)
        ranked = (await rank_for(desk, second)).ranked[0]
    assert (ranked.cost_ore, ranked.candidate.paid_ore) == (180_00, 180_00)
    assert "allerede betalt med 180,00 kr." in ranked.reasons[0].da
    await keep()
    asked = (await details(office, cast, second.number)).offers[0]
    assert asked.cost_ore == 360_00  # the interpreter is told what the job pays
    await accepted(office, cast, keep, second.number)

    await delivered(office, cast, clock, second.number)

    assert await lines(office, cast, first.number) == [("interpreting", 180_00)]
    assert await lines(office, cast, second.number) == [("interpreting", 360_00), ("paid_time", -180_00)]
    refund = (await details(office, cast, second.number)).refund
    assert refund is not None
    assert (refund.eligible_ore, refund.refund_ore) == (180_00, 90_00)


async def test_matching_puts_whoever_is_paid_already_first(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await cancelled(office, cast, one.number)
    async with office.desk(cast.requester) as desk:
        wish = await bookings.request(desk, order=order(language="prs", citizen_ref=""))

    async with office.desk(cast.coordinator) as desk:
        found = await candidates(desk, number=wish.number)

    assert found.ranking.ranked[0].candidate.id == FARID


async def test_the_same_minutes_cancelled_late_twice_are_paid_once(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    first = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await cancelled(office, cast, first.number)
    second = await booked(office, cast, keep)

    await cancelled(office, cast, second.number)

    assert await lines(office, cast, second.number) == [("interpreting", 180_00), ("paid_time", -180_00)]
    assert await paid(office, cast, second.number) == []


async def test_the_office_waives_with_a_reason_and_the_settlement_before_stays(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await cancelled(office, cast, one.number)

    async with office.desk(cast.coordinator) as desk:
        booking, settled = await bookings.overrule(
            desk, number=one.number, decision="waive", reason="Borger 010190-1234 blev indlagt"
        )

    assert (booking.exit_terms, settled.net_ore, settled.reason) == (
        "waived",
        0,
        "Borger ••••••-•••• blev indlagt",
    )
    assert await paid(office, cast, one.number) == []
    async with office.desk(cast.coordinator) as desk:
        actions = [entry.action for entry in await desk.histories.of(one.id)]
        with pytest.raises(Conflict, match="owes nothing to waive"):
            await bookings.overrule(desk, number=one.number, decision="waive", reason="igen")
    assert actions.count("priced") == 2


async def test_what_was_waived_can_be_charged_after_all(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    await cancelled(office, cast, one.number)

    async with office.desk(cast["admin"]) as desk:
        booking, settled = await bookings.overrule(
            desk, number=one.number, decision="charge", reason="Aftalt med tolken"
        )

    assert (booking.exit_terms, settled.net_ore, settled.decided_by) == ("charged", 180_00, cast["admin"].account_id)
    async with office.desk(cast["admin"]) as desk:
        with pytest.raises(Conflict, match="nothing to charge"):
            await bookings.overrule(desk, number=one.number, decision="charge", reason="igen")


async def test_paid_time_that_somebody_uses_cannot_be_waived(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    first = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await cancelled(office, cast, first.number)
    second = await booked(office, cast, keep)

    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict, match=second.number):
            await bookings.overrule(desk, number=first.number, decision="waive", reason="Sne")


@pytest.mark.parametrize("name", ["requester", "finance", "leader", "farid"])
async def test_nobody_else_overrules(office: Resources, cast: Cast, keep: Keep, name: str) -> None:
    one = await booked(office, cast, keep)

    async with office.desk(cast[name]) as desk:
        with pytest.raises(Denied):
            await bookings.overrule(desk, number=one.number, decision="waive", reason="Sne")


async def test_overruling_takes_a_reason(office: Resources, cast: Cast, keep: Keep) -> None:
    one = await booked(office, cast, keep)

    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Invalid) as refused:
            await bookings.overrule(desk, number=one.number, decision="waive", reason="  ")

    assert refused.value.field == "reason"


async def test_what_a_late_move_owes_can_be_waived_and_the_job_is_paid(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - LATE
    await moved(office, cast.requester, one.number, TEN + HALF)

    async with office.desk(cast.coordinator) as desk:
        await bookings.overrule(desk, number=one.number, decision="waive", reason="Tolken bad selv om det")
    await delivered(office, cast, clock, one.number)

    assert await lines(office, cast, one.number) == [("interpreting", 360_00)]
