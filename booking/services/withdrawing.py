"""Withdrawing: somebody who had said yes gives the job back, and the search begins anew without them."""

from dataclasses import replace
from datetime import timedelta

from booking.domain.bookings import Booking, Status, moved_to
from booking.domain.errors import Conflict, Invalid
from booking.domain.offers import OfferState
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.persistence.ids import new_id
from booking.persistence.offering import Withdrawal
from booking.services.bookings.reading import find
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations
from booking.services.notifications import tell_office
from booking.services.offers import ring


async def withdraw(desk: Desk, *, number: str, reason: str) -> Booking:
    """The booking searched anew, without the one who has withdrawn; their calendar is told.

    Near the start, by the office's policy, it is late: marked as such, and the office is told at once.
    Raises Conflict to somebody who does not have the job, and once it has begun; Invalid without a reason.
    """
    booking = await find(desk, number, permission="bookings:withdraw", lock=True)
    require_permission(desk.actor, "bookings:withdraw")
    assignment = await _own_job(desk, booking)
    if not reason.strip():
        raise Invalid(Text("Skriv, hvorfor du springer fra.", "Write why you withdraw."), field="reason")
    late = is_late(desk, booking)
    await desk.withdrawals.add(_withdrawal(desk, assignment, booking, late=late, reason=mask_cpr(reason.strip())))
    await _close_offer(desk, booking, assignment)
    await desk.assignments.release(assignment, now=desk.now)
    await send_cancellations(desk, booking, role="interpreter")
    after = moved_to(booking, Status.REQUESTED)
    await desk.bookings.save(booking, after, action="searched anew")
    await desk.outbox.promise("match", booking.id, now=desk.now)
    if late:
        await tell_office(desk, "withdrawn_late", booking)
    ring(desk, booking, [assignment.interpreter_id])
    return after


def is_late(desk: Desk, booking: Booking) -> bool:
    """Whether somebody who withdraws now does so too near the start, by the office's policy."""
    hours = desk.reference.offering(local_date(desk.now)).late_hours
    return booking.starts_at - desk.now < timedelta(hours=hours)


async def _own_job(desk: Desk, booking: Booking) -> Assignment:
    assignment = await desk.assignments.active(booking.id)
    if assignment is None or assignment.interpreter_id != desk.actor.interpreter_id:
        raise Conflict(
            Text("Du har ikke opgaven, så du kan ikke springe fra den.", "You do not have the job to withdraw from."),
            subject=booking.number,
        )
    if booking.status is not Status.CONFIRMED or booking.starts_at <= desk.now:
        raise Conflict(
            Text(
                f"{booking.number} er begyndt eller afsluttet. Ring til tolkekontoret.",
                f"{booking.number} has begun or is over. Ring the interpreter office.",
            ),
            subject=booking.number,
        )
    return assignment


def _withdrawal(desk: Desk, assignment: Assignment, booking: Booking, *, late: bool, reason: str) -> Withdrawal:
    return Withdrawal(
        id=new_id(),
        booking_id=booking.id,
        interpreter_id=assignment.interpreter_id,
        starts_at=booking.starts_at,
        assigned_at=assignment.assigned_at,
        withdrawn_at=desk.now,
        late=late,
        reason=reason,
    )


async def _close_offer(desk: Desk, booking: Booking, assignment: Assignment) -> None:
    """The yes no longer counts as one; somebody who was assigned was never asked."""
    for offer in await desk.offers.of_booking(booking.id):
        if offer.state is OfferState.ACCEPTED and offer.interpreter_id == assignment.interpreter_id:
            await desk.offers.close(offer, replace(offer, state=OfferState.BACKED_OUT))
