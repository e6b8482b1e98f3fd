"""Bookings of Farsi, which Farid alone speaks, on their way through the services."""

from datetime import UTC, datetime, timedelta
from typing import Any

from booking.domain.accounts import Actor
from booking.domain.bookings import Booking
from booking.domain.changes import Verdict
from booking.resources import Resources
from booking.services import answers, bookings
from booking.services.bookings import Changes
from tests.builders import Cast, order
from tests.conftest import Keep

TEN = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)
HOUR = timedelta(hours=1)


async def booked(office: Resources, cast: Cast, keep: Keep, **different: Any) -> Booking:
    """Asked for, offered, and accepted by Farid."""
    wish = order(**{"language": "pes", "citizen_ref": "", **different})
    async with office.desk(cast.requester) as desk:
        made = await bookings.request(desk, order=wish)
    await keep()
    return await accepted(office, cast, keep, made.number)


async def accepted(office: Resources, cast: Cast, keep: Keep, number: str, *, by: str = "farid") -> Booking:
    found = await details(office, cast, number)
    offer = next(one for one in found.offers if one.state == "open")
    async with office.desk(cast[by]) as desk:
        confirmed = await answers.accept(desk, offer_id=offer.id)
    await keep()
    return confirmed


async def details(office: Resources, cast: Cast, number: str) -> bookings.BookingDetails:
    async with office.desk(cast.coordinator) as desk:
        return await bookings.read(desk, number)


async def moved(
    office: Resources, actor: Actor, number: str, starts_at: datetime, length: timedelta = HOUR
) -> tuple[Booking, Verdict]:
    async with office.desk(actor) as desk:
        booking = await bookings.find(desk, number)
        changes = Changes({"starts_at": starts_at, "ends_at": starts_at + length})
        return await bookings.change(desk, number=number, changes=changes, version=booking.version)


async def lines(office: Resources, cast: Cast, number: str) -> list[tuple[str, int]]:
    """Component and øre of the current settlement, which add up to its total."""
    settled = (await details(office, cast, number)).settlement
    assert settled is not None
    assert settled.net_ore == sum(line.amount_ore for line in settled.lines)
    return [(line.component, line.amount_ore) for line in settled.lines]
