"""Closing: a booking that nobody took comes to its end, and whoever ordered it is told."""

from datetime import timedelta

from booking.domain.bookings import Act, Booking, Status, allows, moved_to, require
from booking.domain.errors import Invalid
from booking.domain.exits import CLOSED
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.persistence.overviews import passed
from booking.services.bookings.reading import find
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations
from booking.services.notifications import tell_requester
from booking.services.offers import close_open_offers

AT_ONCE = 100
TIME_IS_OVER = "time is over"
# Nobody gains from a mail about what was long ago: the office was away, or its past was just imported.
TELLS_OF = timedelta(days=7)


async def close_unfilled(desk: Desk, *, number: str, reason: str) -> Booking:
    """The office gives up looking, and says why: the requester is told, and nobody is asked any more.

    Raises Invalid without a reason, and Conflict when somebody has the job or it is over.
    """
    booking = await find(desk, number, permission="bookings:close", lock=True)
    require(booking, Act.CLOSE)
    reason = mask_cpr(reason.strip())
    if not reason:
        raise Invalid(
            Text("Skriv, hvorfor der ikke findes en tolk.", "Write why there is no interpreter."), field="reason"
        )
    return await _close(desk, booking, reason)


async def unfilled_passed(desk: Desk) -> list[str]:
    """The numbers of some bookings to close, the oldest first."""
    return await passed(desk.connection, now=desk.now, limit=AT_ONCE)


async def close_passed(desk: Desk, *, number: str) -> None:
    """A booking that is over and that nobody had; until then the office can send somebody late.

    Bears repetition, and somebody who was found meanwhile."""
    booking = await desk.bookings.get(number, lock=True)
    if allows(booking, Act.CLOSE) and booking.ends_at <= desk.now:
        await _close(desk, booking, TIME_IS_OVER)


async def _close(desk: Desk, booking: Booking, reason: str) -> Booking:
    closed = moved_to(booking, Status.UNFILLED, reason=reason, terms=CLOSED)
    await desk.bookings.save(booking, closed, action="closed")
    await close_open_offers(desk, booking)
    await send_cancellations(desk, booking)
    if closed.ends_at > desk.now - TELLS_OF:
        await tell_requester(desk, "closed", closed)
    desk.events.update({"board", "offers"})
    return closed
