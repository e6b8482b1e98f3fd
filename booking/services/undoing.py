"""Undoing: an assignment made a moment ago is taken back as if it had not been, by whoever in the office regrets it."""

from datetime import timedelta

from booking.domain.bookings import Booking, Status, moved_to
from booking.domain.errors import Conflict
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.services.bookings import find
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations
from booking.services.offers import ring

# Longer, and the interpreter has planned by it: then it is a withdrawal or a change, with its rules.
REGRET = timedelta(minutes=10)


async def unassign(desk: Desk, *, number: str) -> Booking:
    """The booking waits again with nobody, and the interpreter's calendar is told; nobody is asked by itself.

    Conflict once ten minutes have passed, the booking has begun, or nobody has it. It counts against nobody.
    """
    booking = await find(desk, number, permission="bookings:assign", lock=True)
    require_permission(desk.actor, "bookings:assign")
    current = await _just_assigned(desk, booking)
    await desk.assignments.release(current, now=desk.now)
    await send_cancellations(desk, booking, role="interpreter")
    after = moved_to(booking, Status.REQUESTED)
    await desk.bookings.save(booking, after, action="assignment undone")
    ring(desk, booking, [current.interpreter_id])
    return after


async def _just_assigned(desk: Desk, booking: Booking) -> Assignment:
    current = await desk.assignments.active(booking.id)
    if current is None or booking.status is not Status.CONFIRMED:
        raise Conflict(
            Text(
                f"{booking.number} er ikke tildelt nogen mere, så der er intet at fortryde.",
                f"{booking.number} is assigned to nobody any more, so there is nothing to undo.",
            ),
            subject=booking.number,
        )
    if desk.now - current.assigned_at > REGRET or booking.starts_at <= desk.now:
        raise Conflict(
            Text(
                f"{booking.number} blev tildelt for mere end ti minutter siden eller er begyndt. Giv opgaven til en "
                "anden, eller afbestil den.",
                f"{booking.number} was assigned more than ten minutes ago or has begun. Give the job to somebody "
                "else, or cancel it.",
            ),
            subject=booking.number,
        )
    return current
