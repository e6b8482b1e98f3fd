"""Accepted and then withdrawn: the job is released, searched anew without them, and counted."""

from datetime import timedelta

import pytest

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Conflict, Denied, Invalid, NotFound
from booking.domain.offers import OfferState
from booking.local.sink import Sink
from booking.resources import Resources
from booking.services import answers, bookings
from booking.services.withdrawing import withdraw
from tests.builders import FARID, OLENA, SALMA, Cast, order
from tests.conftest import NOW, Clock, Keep

NAMES = {FARID: "farid", OLENA: "olena"}


async def accepted(office: Resources, cast: Cast, keep: Keep, *, days: float = 5) -> tuple[Booking, str]:
    """A booking of Dari that the first one asked has said yes to, and who that is."""
    async with office.desk(cast.requester) as desk:
        wish = order(language="prs", citizen_ref="", starts_at=NOW + timedelta(days=days))
        booked = await bookings.request(desk, order=wish)
    await keep()
    async with office.desk(cast.coordinator) as desk:
        offer = (await bookings.read(desk, booked.number)).offers[0]
    who = NAMES[offer.interpreter_id]
    async with office.desk(cast[who]) as desk:
        booked = await answers.accept(desk, offer_id=offer.id)
    await keep()
    return booked, who


async def test_a_job_given_back_is_searched_anew_without_the_one_who_withdrew(
    office: Resources, cast: Cast, keep: Keep, sink: Sink
) -> None:
    booked, who = await accepted(office, cast, keep)

    async with office.desk(cast[who]) as desk:
        await withdraw(desk, number=booked.number, reason="Syg, 010190-1234")
    await keep()

    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, booked.number)
        [kept] = await desk.withdrawals.of_bookings([booked.id])
    assert details.booking.status is Status.OFFERED
    assert [one.state for one in details.offers] == [OfferState.BACKED_OUT, OfferState.OPEN]
    assert NAMES[details.offers[1].interpreter_id] != who
    assert (kept.interpreter_id, kept.late, kept.withdrawn_at) == (cast[who].interpreter_id, False, NOW)
    assert "1234" not in kept.reason
    subjects = [str(sink.read(one)["Subject"]) for one in sink.messages() if f"{who}@" in str(sink.read(one)["To"])]
    assert any("Aflyst" in one or "aflyst" in one.lower() for one in subjects), subjects


async def test_somebody_who_was_assigned_can_give_it_back_too_and_is_not_assigned_again(
    office: Resources, cast: Cast, keep: Keep
) -> None:
    async with office.desk(cast.requester) as desk:
        booked = await bookings.request(desk, order=order())
    await keep()

    async with office.desk(cast["salma"]) as desk:
        await withdraw(desk, number=booked.number, reason="Kender familien")
    await keep()

    async with office.desk(cast.coordinator) as desk:
        details = await bookings.read(desk, booked.number)
        [kept] = await desk.withdrawals.of_bookings([booked.id])
    assert (details.booking.status, details.offers, kept.interpreter_id) == (Status.UNFILLED, [], SALMA)


async def test_near_the_start_it_is_late_and_the_office_is_told_at_once(
    office: Resources, cast: Cast, keep: Keep, sink: Sink, clock: Clock
) -> None:
    booked, who = await accepted(office, cast, keep)
    clock.at = booked.starts_at - timedelta(hours=23)

    async with office.desk(cast[who]) as desk:
        await withdraw(desk, number=booked.number, reason="Syg")
        assert "board" in desk.events
    await keep()

    async with office.desk(cast.coordinator) as desk:
        [kept] = await desk.withdrawals.of_bookings([booked.id])
    told = [str(sink.read(one)["To"]) for one in sink.messages() if "sprunget fra" in str(sink.read(one)["Subject"])]
    assert (kept.late, told) == (True, ["Coordinator <coordinator@example.org>"])


async def test_what_has_begun_or_is_not_theirs_cannot_be_given_back(
    office: Resources, cast: Cast, keep: Keep, clock: Clock
) -> None:
    booked, who = await accepted(office, cast, keep)
    other = "olena" if who == "farid" else "farid"

    async with office.desk(cast[who]) as desk:
        with pytest.raises(Invalid):
            await withdraw(desk, number=booked.number, reason="  ")
    async with office.desk(cast[other]) as desk:
        with pytest.raises(NotFound):
            await withdraw(desk, number=booked.number, reason="Syg")
    async with office.desk(cast.requester) as desk:
        with pytest.raises(Denied):
            await withdraw(desk, number=booked.number, reason="Syg")
    clock.at = booked.starts_at
    async with office.desk(cast[who]) as desk:
        with pytest.raises(Conflict, match="has begun"):
            await withdraw(desk, number=booked.number, reason="Syg")


async def test_given_back_twice_is_given_back_once(office: Resources, cast: Cast, keep: Keep) -> None:
    booked, who = await accepted(office, cast, keep)

    async with office.desk(cast[who]) as desk:
        await withdraw(desk, number=booked.number, reason="Syg")
    async with office.desk(cast[who]) as desk:
        with pytest.raises(Conflict, match="do not have the job"):
            await withdraw(desk, number=booked.number, reason="Syg")

    async with office.desk(cast.coordinator) as desk:
        assert len(await desk.withdrawals.of_bookings([booked.id])) == 1
