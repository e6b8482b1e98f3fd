"""Aborting: a job that was begun and broken off, for its quality or the interpreter's impartiality."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from booking.domain.bookings import Act, Booking, Status, require
from booking.domain.errors import Invalid
from booking.domain.texts import Text
from booking.persistence.deliveries import Delivery
from booking.services.bookings.delivering import Report, check_times, delivery_of, not_begun, own_assignment, record
from booking.services.bookings.reading import find
from booking.services.desk import Desk

Reason = Literal["quality", "impartiality", "other"]
REASONS: dict[str, Text] = {
    "quality": Text("Tolkningens kvalitet", "The quality of the interpreting"),
    "impartiality": Text("Tolkens upartiskhed", "The interpreter's impartiality"),
    "other": Text("Andet", "Something else"),
}
MINUTE = timedelta(minutes=1)


async def abort(
    desk: Desk, *, number: str, reason: Reason, note: str = "", ended_at: datetime | None = None
) -> tuple[Booking, Delivery]:
    """The booking broken off, with what was delivered until then (`ended_at`, now unless said otherwise).

    It is priced by what was delivered when it is attested. Raises Conflict before it has begun, and Invalid for an
    unknown reason, for `other` without a note, and for an end outside the job.
    """
    booking = await find(desk, number, permission="bookings:abort", lock=True)
    require(booking, Act.ABORT)
    if desk.now < booking.starts_at:
        raise not_begun(booking)
    _check_reason(reason, note)
    assignment = await own_assignment(desk, booking)
    ended = ended_at or max(min(desk.now, booking.ends_at), booking.starts_at + MINUTE)
    report = Report(ends_at=ended, note=note)
    delivery = replace(await delivery_of(desk, booking, assignment, report), outcome="aborted")
    check_times(desk, booking, delivery)
    desk.events.add("board")
    return await record(desk, booking, delivery, status=Status.ABORTED, reason=reason)


def _check_reason(reason: str, note: str) -> None:
    if reason not in REASONS:
        raise Invalid(Text("Vælg, hvorfor opgaven blev afbrudt.", "Choose why the job was broken off."), field="reason")
    if reason == "other" and not note.strip():
        raise Invalid(Text("Skriv, hvorfor opgaven blev afbrudt.", "Write why the job was broken off."), field="note")
