"""Cancelling: in time for nothing, late for what the supplier's terms say; every calendar is told."""

from dataclasses import dataclass

from booking.domain.bookings import Act, Booking, Status, moved_to, require
from booking.domain.costs.pricing import Price
from booking.domain.costs.wording import cancelled_late
from booking.domain.deadlines import Deadline
from booking.domain.privacy import mask_cpr
from booking.gateways.mail import Receipt
from booking.persistence.costs import Settlement
from booking.services.bookings.reading import find
from booking.services.costs import cancel_deadline, price_of, settle, trip_paid
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations
from booking.services.notifications import tell_requester
from booking.services.offers import close_open_offers


@dataclass(frozen=True, slots=True)
class Cancellation:
    """What cancelling means: until when it is free, and what it costs now (no lines: nothing)."""

    deadline: Deadline | None
    late: bool
    price: Price


@dataclass(frozen=True, slots=True)
class Cancelled:
    booking: Booking
    terms: Cancellation
    settlement: Settlement | None


async def cancellation_terms(desk: Desk, booking: Booking) -> Cancellation:
    """What it would cost to cancel at this instant; the server's time of receipt decides."""
    assignment = await desk.assignments.active(booking.id)
    interpreter = await desk.interpreters.get(assignment.interpreter_id) if assignment else None
    deadline = cancel_deadline(booking, interpreter, desk.reference)
    late = assignment is not None and deadline is not None and not deadline.in_time(desk.now)
    if not late:
        return Cancellation(deadline, late=False, price=Price(()))
    trip = trip_paid(assignment, booking.mode)
    owed = price_of(booking, desk.reference, "cancelled_late", interpreter=interpreter, trip=trip)
    return Cancellation(deadline, late=True, price=owed)


async def cancel(desk: Desk, *, number: str, reason: str = "") -> Cancelled:
    """The booking in its last status, its terms, and the settlement when it was late.

    Raises Conflict when its status does not allow it.
    """
    booking, reason = await find(desk, number, permission="bookings:cancel", lock=True), mask_cpr(reason)
    require(booking, Act.CANCEL)
    terms = await cancellation_terms(desk, booking)
    assignment = await desk.assignments.active(booking.id)
    cancelled = moved_to(booking, Status.CANCELLED, reason=reason or ("late" if terms.late else "in time"))
    await desk.bookings.save(booking, cancelled, action="cancelled")
    await close_open_offers(desk, booking)
    settlement = None
    if assignment is not None:
        if terms.late and terms.deadline is not None:
            interpreter = await desk.interpreters.get(assignment.interpreter_id)
            because = cancelled_late(desk.now, terms.deadline)
            settlement, _ = await settle(
                desk, cancelled, terms.price, outcome="cancelled_late", interpreter=interpreter, because=because
            )
            receipt = Receipt(desk.now, terms.deadline, settlement.net_ore)
            await tell_requester(desk, "late_cancellation", cancelled, receipt=receipt)
        await desk.assignments.release(assignment, now=desk.now)
    await send_cancellations(desk, booking)
    desk.events.add("board")
    return Cancelled(cancelled, terms, settlement)
