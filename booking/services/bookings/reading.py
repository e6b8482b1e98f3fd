"""Reading bookings: always through what the actor may see."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.costs.paid_times import PaidTime
from booking.domain.deadlines import Deadline
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.offers import Offer
from booking.domain.permissions import may, require_permission, require_visible
from booking.persistence.assignments import Assignment
from booking.persistence.costs import Refund, Settlement
from booking.persistence.deliveries import Delivery
from booking.persistence.scope import visible_to
from booking.services.desk import Desk
from booking.services.owing import deadline_passed


@dataclass(frozen=True)
class BookingDetails:
    """A booking with everything that the actor may know of it; `passed` is a deadline that a late change let pass."""

    booking: Booking
    assignment: Assignment | None
    interpreter: Interpreter | None
    delivery: Delivery | None
    settlement: Settlement | None
    refund: Refund | None
    offers: list[Offer]
    mails: list[dict[str, object]]
    paid: tuple[PaidTime, ...] = ()
    people: dict[UUID, str] = field(default_factory=dict)
    passed: Deadline | None = None


async def find(desk: Desk, number: str, *, permission: str = "bookings:read", lock: bool = False) -> Booking:
    """The booking by its number; NotFound for outsiders, Denied for insiders without the permission."""
    booking = await desk.bookings.get(number, lock=lock)
    interpreters = frozenset[object]()
    if desk.actor.interpreter_id is not None:
        interpreters = await desk.bookings.interpreters_of(booking.id)
    require_visible(desk.actor, booking, interpreters=interpreters)
    require_permission(desk.actor, permission)
    return booking


async def read(desk: Desk, number: str) -> BookingDetails:
    """One booking with its assignment, delivery, costs, offers and mails, as far as the roles reach."""
    booking = await find(desk, number)
    assignment = await desk.assignments.active(booking.id)
    costs, offers = may(desk.actor, "bookings:costs"), may(desk.actor, "candidates:read")
    interpreter = await desk.interpreters.get(assignment.interpreter_id) if assignment else None
    by_the_job = costs and interpreter is not None and interpreter.employment is not Employment.SALARIED
    return BookingDetails(
        booking=booking,
        assignment=assignment,
        interpreter=interpreter,
        delivery=await desk.deliveries.current(booking.id),
        settlement=await desk.costs.settlement_of(booking.id) if costs else None,
        refund=await desk.costs.refund_of(booking.id) if costs else None,
        offers=await desk.offers.of_booking(booking.id) if offers else [],
        mails=await _mails(desk, booking),
        passed=await deadline_passed(desk, booking, assignment, interpreter) if assignment and interpreter else None,
        paid=tuple(await desk.paid_times.of(interpreter.id, booking.period)) if interpreter and by_the_job else (),
        people=await desk.accounts.names_of({booking.requester_id, booking.entered_by}),
    )


async def _mails(desk: Desk, booking: Booking) -> list[dict[str, object]]:
    """Who was asked and said no is the office's business: others see invitations, and what was sent to themselves."""
    if not may(desk.actor, "bookings:history"):
        return []
    sent = await desk.outbox.mails_of([booking.id])
    if may(desk.actor, "candidates:read"):
        return sent
    return [mail for mail in sent if mail["method"] is not None or mail["envelope_to"] == desk.actor.email]


async def list_bookings(
    desk: Desk, *, after: tuple[datetime, UUID] | None = None, limit: int = 50, **filters: Any
) -> list[Booking]:
    """A page of what the actor may see; `filters` are those of the repository."""
    require_permission(desk.actor, "bookings:read")
    return await desk.bookings.listed(visible_to(desk.actor), after=after, limit=limit, **filters)
