"""From the report to the attestation: corrected, disputed, answered, decided, and corrected again afterwards."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.resources import Resources
from booking.services import bookings
from booking.services.bookings import Report
from tests.builders import Cast
from tests.conftest import Clock, Keep
from tests.services.lives import HALF, TEN, booked, details

AFTER = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
async def delivered(office: Resources, cast: Cast, keep: Keep, clock: Clock) -> Booking:
    """An hour of Farsi by phone, reported by Farid as booked."""
    made = await booked(office, cast, keep)
    clock.at = AFTER
    return await report(office, cast, made.number, Report())


async def report(office: Resources, cast: Cast, number: str, said: Report) -> Booking:
    async with office.desk(cast["farid"]) as desk:
        return (await bookings.deliver(desk, number=number, report=said))[0]


async def test_a_correction_needs_a_reason_and_leaves_the_old_version_readable(
    office: Resources, cast: Cast, delivered: Booking
) -> None:
    again = await report(office, cast, delivered.number, Report())
    with pytest.raises(Invalid) as refused:
        await report(office, cast, delivered.number, Report(waited_minutes=10))
    await report(office, cast, delivered.number, Report(waited_minutes=10, reason="Glemte ventetiden"))

    async with office.desk(cast.coordinator) as desk:
        versions = await desk.deliveries.versions_of(delivered.id)
    assert again.version == delivered.version
    assert refused.value.field == "reason"
    assert [(one.version, one.waited_minutes, one.reason) for one in versions] == [
        (1, 0, ""),
        (2, 10, "Glemte ventetiden"),
    ]


async def test_a_dispute_goes_back_to_the_interpreter_and_ends_with_their_correction(
    office: Resources, cast: Cast, delivered: Booking
) -> None:
    async with office.desk(cast.requester) as desk:
        await bookings.dispute(desk, number=delivered.number, reason="Vi var færdige halvt i")
        with pytest.raises(Conflict):
            await bookings.dispute(desk, number=delivered.number, reason="Igen")
    async with office.desk(cast["olena"]) as desk:
        with pytest.raises(NotFound):
            await bookings.answer_dispute(desk, number=delivered.number, answer="Nej")
    async with office.desk(cast["farid"]) as desk:
        answered = await bookings.answer_dispute(desk, number=delivered.number, answer="Vi talte videre på gangen")
    await report(office, cast, delivered.number, Report(ends_at=TEN + HALF, reason="Enige om halvt"))

    async with office.desk(cast.requester) as desk:
        ended = (await desk.disputes.of(delivered.id))[0]
        attested, settled, _ = await bookings.attest(desk, number=delivered.number)
    assert (answered.answer, answered.is_open) == ("Vi talte videre på gangen", True)
    assert (ended.ending, ended.delivery_version) == ("corrected", 1)
    assert (attested.status, attested.attested_how, settled.outcome) == (Status.ATTESTED, "requester", "delivered")


async def test_the_office_lets_a_report_stand_and_vouches_for_it(
    office: Resources, cast: Cast, delivered: Booking
) -> None:
    async with office.desk(cast.requester) as desk:
        await bookings.dispute(desk, number=delivered.number, reason="Kan ikke huske det")
    async with office.desk(cast.coordinator) as desk:
        with pytest.raises(Invalid):
            await bookings.decide_dispute(desk, number=delivered.number, reason=" ")
    async with office.desk(cast.coordinator) as desk:
        attested, _, _ = await bookings.decide_dispute(desk, number=delivered.number, reason="Mødeloggen viser det")

    async with office.desk(cast.coordinator) as desk:
        ended = (await desk.disputes.of(delivered.id))[0]
    assert (attested.attested_how, attested.attested_by) == ("decision", cast.coordinator.account_id)
    assert (ended.ending, ended.decision) == ("stands", "Mødeloggen viser det")


async def test_what_was_attested_is_corrected_by_the_office_and_attested_anew(
    office: Resources, cast: Cast, delivered: Booking
) -> None:
    async with office.desk(cast.requester) as desk:
        _, before, _ = await bookings.attest(desk, number=delivered.number)
    said = Report(ends_at=TEN + 3 * HALF, km=Decimal(0), reason="Tolken havde skrevet forkert")
    async with office.desk(cast["farid"]) as desk:
        with pytest.raises(Denied):
            await bookings.correct(desk, number=delivered.number, report=said)
    async with office.desk(cast.coordinator) as desk:
        reopened, version = await bookings.correct(desk, number=delivered.number, report=said)
        standing = (await details(office, cast, delivered.number)).settlement
    async with office.desk(cast.requester) as desk:
        _, after, _ = await bookings.attest(desk, number=delivered.number)

    assert (reopened.status, reopened.attested_at, version.version) == (Status.DELIVERED, None, 2)
    assert standing is not None
    assert standing.id == before.id
    assert after.net_ore > before.net_ore
