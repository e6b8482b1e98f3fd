"""The day itself: waiting, no-shows with their evidence, jobs broken off, and what nobody took."""

from datetime import timedelta

import pytest

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Conflict, Denied, Invalid
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import bookings
from booking.services.closing import close_passed, close_unfilled, unfilled_passed
from booking.services.replacing import replace_no_show
from tests.builders import FARID, Cast, order
from tests.conftest import Clock, Keep
from tests.services.lives import TEN, booked, details

MINUTE = timedelta(minutes=1)


async def attested(office: Resources, cast: Cast, number: str) -> int:
    async with office.desk(cast["admin"]) as desk:
        _, settlement, _ = await bookings.attest(desk, number=number)
    return settlement.net_ore


async def no_show(
    office: Resources, cast: Cast, name: str, number: str, *, who: str = "citizen", note: str = ""
) -> None:
    async with office.desk(cast[name]) as desk:
        await bookings.report_no_show(desk, number=number, who=who, note=note)


async def test_the_wait_is_evidence_for_a_no_show(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - 5 * MINUTE
    async with office.desk(cast["farid"]) as desk:
        waiting = await bookings.wait(desk, number=one.number)
    assert (waiting.wait_minutes, waiting.over_at) == (10, TEN + 10 * MINUTE)

    clock.at = TEN + 9 * MINUTE
    with pytest.raises(Conflict, match="can be reported from 10:10"):
        await no_show(office, cast, "farid", one.number)
    clock.at = TEN + 12 * MINUTE
    await no_show(office, cast, "farid", one.number, note="Ringede to gange")

    delivery = (await details(office, cast, one.number)).delivery
    assert delivery is not None
    assert (delivery.outcome, delivery.waited_from, delivery.waited_minutes, delivery.note) == (
        "citizen_no_show",
        TEN,
        12,
        "Ringede to gange",
    )
    assert await attested(office, cast, one.number) == 180_00


async def test_the_clock_starts_once(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN + 2 * MINUTE
    async with office.desk(cast["farid"]) as desk:
        await bookings.wait(desk, number=one.number)
    clock.at = TEN + 7 * MINUTE

    async with office.desk(cast.coordinator) as desk:
        again = await bookings.wait(desk, number=one.number)

    assert (again.since, again.minutes(clock.at)) == (TEN + 2 * MINUTE, 5)


async def test_nobody_waits_for_a_job_that_begins_later(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN - 31 * MINUTE

    async with office.desk(cast["farid"]) as desk:
        with pytest.raises(Conflict, match="30 minutes before"):
            await bookings.wait(desk, number=one.number)


async def test_without_the_clock_the_office_writes_a_note(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN + MINUTE
    for name in ("farid", "coordinator"):
        with pytest.raises(Conflict, match="I am here and waiting"):
            await no_show(office, cast, name, one.number)

    await no_show(office, cast, "coordinator", one.number, note="Borgeren ringede afbud til os")

    assert (await details(office, cast, one.number)).booking.status is Status.NO_SHOW


async def test_an_interpreters_no_show_owes_nothing_and_is_replaced_in_the_time_left(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN + 12 * MINUTE
    await no_show(office, cast, "requester", one.number, who="interpreter")

    async with office.desk(cast.requester) as desk:
        new = await replace_no_show(desk, number=one.number)

    assert (new.starts_at, new.ends_at, new.barred) == (TEN + 15 * MINUTE, one.ends_at, (FARID,))
    assert await attested(office, cast, one.number) == 0


async def test_what_is_nearly_over_or_no_interpreters_fault_is_not_replaced(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one, other = await booked(office, cast, keep), await booked(office, cast, keep, starts_at=TEN + timedelta(hours=3))
    clock.at = TEN + 58 * MINUTE
    await no_show(office, cast, "requester", one.number, who="interpreter")

    async with office.desk(cast.requester) as desk:
        for number, says in ((one.number, "not enough time"), (other.number, "lacks no interpreter")):
            with pytest.raises(Conflict, match=says):
                await replace_no_show(desk, number=number)


async def test_a_job_broken_off_is_priced_by_what_was_delivered(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    one = await booked(office, cast, keep)
    clock.at = TEN + 40 * MINUTE
    async with office.desk(cast.requester) as desk:
        booking, delivery = await bookings.abort(desk, number=one.number, reason="quality", note="Oversatte ikke alt")

    assert (booking.status, booking.exit_reason) == (Status.ABORTED, "quality")
    assert (delivery.outcome, delivery.starts_at, delivery.ends_at) == ("aborted", TEN, clock.at)
    async with office.desk(cast["admin"]) as desk:
        _, settlement, refund = await bookings.attest(desk, number=one.number)
    assert (settlement.net_ore, refund.state) == (270_00, "unsure")  # 45 minutes by the quarter; judged by a person


@pytest.mark.parametrize(
    ("at", "reason", "note", "error"),
    [
        (TEN - MINUTE, "quality", "", Conflict),
        (TEN + MINUTE, "other", "", Invalid),
        (TEN + MINUTE, "weather", "Sne", Invalid),
    ],
)
async def test_breaking_off_takes_a_begun_job_and_a_reason(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, at: object, reason: str, note: str, error: type[Exception]
) -> None:
    one = await booked(office, cast, keep)
    clock.at = at  # type: ignore[assignment]

    async with office.desk(cast.requester) as desk:
        with pytest.raises(error):
            await bookings.abort(desk, number=one.number, reason=reason, note=note)  # type: ignore[arg-type]

    assert (await details(office, cast, one.number)).booking.status is Status.CONFIRMED


async def asked(office: Resources, cast: Cast, keep: Keep) -> Booking:
    async with office.desk(cast.requester) as desk:
        made = await bookings.request(desk, order=order(language="pes", citizen_ref=""))
    await keep()
    return made


async def test_the_office_closes_what_nobody_can_take_and_the_requester_hears_why(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    one = await asked(office, cast, keep)

    async with office.desk(cast.coordinator) as desk:
        closed = await close_unfilled(desk, number=one.number, reason="Ingen i landet taler sproget den dag")
    await keep()

    found = await details(office, cast, one.number)
    assert (closed.status, closed.exit_terms) == (Status.UNFILLED, "closed")
    assert [str(offer.state) for offer in found.offers] == ["withdrawn"]
    subjects = [str(sink.read(one)["Subject"]) for one in sink.messages()]
    assert any(subject.startswith(f"Ingen tolk: {one.number}") for subject in subjects)
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Conflict):
            await close_unfilled(desk, number=one.number, reason="igen")
        with pytest.raises(Conflict):
            await bookings.cancel(desk, number=one.number)


async def test_closing_takes_the_office_and_a_reason(office: Resources, cast: Cast, keep: Keep) -> None:
    one = await asked(office, cast, keep)

    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await close_unfilled(desk, number=one.number, reason="Nå")
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Invalid):
            await close_unfilled(desk, number=one.number, reason=" ")


async def test_what_is_over_with_nobody_is_closed_by_itself_and_once(
    office: Resources, cast: Cast, keep: Keep, clock: Clock, sink: Sink
) -> None:
    one = await asked(office, cast, keep)
    clock.at = one.ends_at - MINUTE
    async with office.desk(cast.coordinator) as desk:
        assert await unfilled_passed(desk) == []
    clock.at = one.ends_at
    async with office.desk(cast.coordinator) as desk:
        assert await unfilled_passed(desk) == [one.number]

    for _ in range(2):
        async with office.desk(cast.coordinator) as desk:
            await close_passed(desk, number=one.number)
    await keep()

    async with office.desk(cast.coordinator) as desk:
        assert await unfilled_passed(desk) == []
    to_requester = [one for one in sink.messages() if "requester@" in str(sink.read(one)["To"])]
    assert len(to_requester) == 1
    assert (await details(office, cast, one.number)).booking.exit_terms == "closed"
