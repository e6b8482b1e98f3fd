"""Replacing: a new booking in the time that an exit has left."""

from dataclasses import replace
from datetime import datetime, timedelta

from booking.domain.bookings import SHORTEST, Booking, Status
from booking.domain.errors import Conflict
from booking.domain.texts import Text
from booking.services.bookings.changing import order_of
from booking.services.bookings.ordering import request
from booking.services.bookings.reading import find
from booking.services.desk import Desk

STEP = timedelta(minutes=5)


def time_left(booking: Booking, now: datetime) -> tuple[datetime, datetime] | None:
    """From the next five minutes of the clock to the booked end; None when that is too short to be booked."""
    starts_at = max(booking.starts_at, now + (datetime.min.replace(tzinfo=now.tzinfo) - now) % STEP)
    return (starts_at, booking.ends_at) if booking.ends_at - starts_at >= SHORTEST else None


async def replace_no_show(desk: Desk, *, number: str) -> Booking:
    """A new booking of the time that is left when the interpreter did not come, for anybody but them.

    Raises Conflict when it was not the interpreter who stayed away, and when there is no time left.
    """
    booking = await find(desk, number, permission="bookings:create", lock=True)
    delivery = await desk.deliveries.current(booking.id)
    if booking.status is not Status.NO_SHOW or delivery is None or delivery.outcome != "interpreter_no_show":
        raise Conflict(
            Text(
                f"{number} mangler ikke en tolk, der udeblev. Bestil i stedet på ny.",
                f"{number} lacks no interpreter who stayed away. Make a new booking instead.",
            ),
            subject=number,
        )
    left = time_left(booking, desk.now)
    if left is None:
        raise Conflict(
            Text(
                f"Der er ikke tid nok tilbage af {number}. Bestil et nyt tidspunkt.",
                f"There is not enough time left of {number}. Book another time.",
            ),
            subject=number,
        )
    absent = (delivery.interpreter_id,) if delivery.interpreter_id is not None else ()
    barred = tuple(dict.fromkeys((*booking.barred, *absent)))
    preferred = tuple(one for one in booking.preferred if one not in absent)
    order = replace(order_of(booking), starts_at=left[0], ends_at=left[1], barred=barred, preferred=preferred)
    if order.address == desk.reference.units[booking.unit_id].address:
        order = replace(order, address="")
    return await request(desk, order=order, at_once=True)
