"""Cancelling: in time for nothing, late for what the supplier's terms say; every calendar is told."""

from dataclasses import dataclass

from booking.domain.bookings import Act, Booking, Status, moved_to, require
from booking.domain.costs.pricing import Price, PriceLine
from booking.domain.costs.wording import NO_REASON, cancelled_late
from booking.domain.deadlines import Deadline
from booking.domain.errors import Conflict
from booking.domain.exits import IN_TIME, LATE
from booking.domain.permissions import may
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.gateways.mail import Receipt
from booking.persistence.costs import Settlement
from booking.services.bookings.reading import find
from booking.services.costs import cancel_deadline
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations
from booking.services.notifications import tell_requester
from booking.services.offers import close_open_offers
from booking.services.owing import deadline_passed, in_time, late_price, moves_owed, owe_exit


@dataclass(frozen=True, slots=True)
class Cancellation:
    """What cancelling means: until when it is free, and what it costs now (no lines: nothing).

    `moves` is what late moves have made owed already; it stays owed.
    """

    deadline: Deadline | None
    late: bool
    price: Price
    moves: tuple[PriceLine, ...] = ()


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
    passed = await deadline_passed(desk, booking, assignment, interpreter) if assignment and interpreter else None
    deadline = passed or deadline
    if assignment is None or interpreter is None or in_time(deadline, desk.now):
        return Cancellation(deadline, late=False, price=Price(()), moves=await moves_owed(desk, booking))
    owed = await late_price(desk, booking, assignment, interpreter)
    return Cancellation(deadline, late=True, price=owed, moves=await moves_owed(desk, booking))


async def foresee_cancelling(desk: Desk, *, number: str) -> Cancellation:
    """What cancelling would cost now; nothing is written. Raises Conflict when its status does not allow it."""
    booking = await find(desk, number, permission="bookings:cancel")
    require(booking, Act.CANCEL)
    _check_not_held(desk, booking)
    return await cancellation_terms(desk, booking)


def may_still_cancel(desk: Desk, booking: Booking) -> bool:
    """Whether the actor may, as far as the time goes: a job that has begun is not made cheaper by cancelling it."""
    begun = booking.status is Status.CONFIRMED and booking.starts_at < desk.now
    return not begun or may(desk.actor, "bookings:overrule")


def _check_not_held(desk: Desk, booking: Booking) -> None:
    """Conflict once somebody interprets, but for the office."""
    if not may_still_cancel(desk, booking):
        raise Conflict(
            Text(
                f"{booking.number} er begyndt og kan ikke afbestilles. Meld den afbrudt, eller ring til tolkekontoret.",
                f"{booking.number} has begun and cannot be cancelled. Report it broken off, or call the interpreter "
                "office.",
            ),
            subject=booking.number,
        )


async def cancel(desk: Desk, *, number: str, reason: str = "") -> Cancelled:
    """The booking in its last status, its terms, and the settlement when it was late.

    Raises Conflict when its status does not allow it.
    """
    booking, reason = await find(desk, number, permission="bookings:cancel", lock=True), mask_cpr(reason)
    require(booking, Act.CANCEL)
    _check_not_held(desk, booking)
    terms = await cancellation_terms(desk, booking)
    assignment = await desk.assignments.active(booking.id)
    by_rule = LATE if terms.late else IN_TIME
    cancelled = moved_to(booking, Status.CANCELLED, reason=reason or by_rule.replace("_", " "), terms=by_rule)
    await desk.bookings.save(booking, cancelled, action="cancelled")
    await close_open_offers(desk, booking)
    settlement = None
    if assignment is not None:
        if terms.late:
            interpreter = await desk.interpreters.get(assignment.interpreter_id)
            because = cancelled_late(desk.now, terms.deadline) if terms.deadline is not None else NO_REASON
            settlement = await owe_exit(desk, cancelled, interpreter, terms.price, because=because)
            if terms.deadline is not None:
                receipt = Receipt(desk.now, terms.deadline, terms.price.total_ore)
                await tell_requester(desk, "late_cancellation", cancelled, receipt=receipt)
        await desk.assignments.release(assignment, now=desk.now)
    await send_cancellations(desk, booking)
    desk.events.add("board")
    return Cancelled(cancelled, terms, settlement)
