"""Correcting: what was attested turns out to be wrong; a new version is reported, and attested anew."""

from dataclasses import replace

from booking.domain.bookings import Act, Booking, Status, require
from booking.domain.errors import Conflict, Invalid
from booking.domain.texts import Text
from booking.persistence.deliveries import Delivery
from booking.services.bookings.delivering import Report, check_times, delivery_of, record, require_reason, same_facts
from booking.services.bookings.reading import find
from booking.services.desk import Desk


async def correct(desk: Desk, *, number: str, report: Report) -> tuple[Booking, Delivery]:
    """The booking with a new version of what took place; it waits for its attestation again.

    The price in force stays until then, and is superseded by the one that follows from the correction. A no-show that
    was none becomes a delivery. Raises Invalid without a reason, or when nothing is different.
    """
    booking = await find(desk, number, permission="bookings:correct", lock=True)
    require(booking, Act.CORRECT)
    current, assignment = await desk.deliveries.current(booking.id), await desk.assignments.latest(booking.id)
    if current is None or assignment is None:
        raise Conflict(
            Text(f"Der er intet meldt om {booking.number}.", f"Nothing was reported of {booking.number}."),
            subject=booking.number,
        )
    delivery = await delivery_of(desk, booking, assignment, report)
    if booking.status is Status.ABORTED:
        delivery = replace(delivery, outcome="aborted")
    check_times(desk, booking, delivery)
    require_reason(delivery)
    if same_facts(current, delivery):
        raise Invalid(Text("Intet er anderledes end før.", "Nothing is different from before."), field="starts_at")
    reopened = replace(booking, attested_at=None, attested_by=None, attested_how="")
    status = Status.DELIVERED
    if booking.status is Status.ABORTED:
        status = Status.ABORTED
    else:
        reopened = replace(reopened, exit_reason="", exit_terms="")
    return await record(desk, booking, delivery, status=status, after=reopened)
