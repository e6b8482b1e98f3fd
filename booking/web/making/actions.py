"""What the actor can do to a booking now: a box for each action that is theirs and possible."""

from booking.domain.accounts import Role
from booking.domain.bookings import Act, Booking, Status, allows
from booking.domain.errors import Invalid
from booking.domain.periods import local
from booking.domain.permissions import may, why_not_attest
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.persistence.deliveries import Delivery
from booking.services.bookings import BookingDetails
from booking.services.bookings.cancelling import Cancellation, cancellation_terms, may_still_cancel
from booking.services.desk import Desk
from booking.web import formats
from booking.web.making.orders import why_until
from booking.web.views.bookings import CancelBox, DeliverBox
from booking.web.views.orders import QuoteLine

NOBODY_YET = Text(
    "Ingen tolk har opgaven endnu, så det koster ikke noget.", "No interpreter has the job yet, so it costs nothing."
)
UNPRICED = Text(
    "Prisen kendes ikke: der er ingen takst for dagen.", "The price is unknown: there is no rate for the day."
)


async def terms_of(desk: Desk, found: BookingDetails) -> Cancellation | None:
    """None when the booking cannot be cancelled any more, or no tariff says what it costs."""
    if not allows(found.booking, Act.CANCEL):
        return None
    try:
        return await cancellation_terms(desk, found.booking)
    except Invalid:
        return None


def cancel_box(desk: Desk, found: BookingDetails, terms: Cancellation | None) -> CancelBox | None:
    if not may(desk.actor, "bookings:cancel") or not allows(found.booking, Act.CANCEL):
        return None
    if not may_still_cancel(desk, found.booking):
        return None
    if found.assignment is None:
        return CancelBox(0, None, NOBODY_YET)
    if terms is None:
        return CancelBox(0, None, UNPRICED)
    until = terms.deadline.instant if terms.deadline is not None else None
    lines = tuple(QuoteLine(line.text, line.amount_ore, line.why) for line in terms.price.lines)
    return CancelBox(terms.price.total_ore, until, why_until(terms.deadline), lines)


def deliver_box(desk: Desk, found: BookingDetails) -> DeliverBox | None:
    """Once the job has begun, to the office and to the interpreter who has it; what is attested the office corrects."""
    booking, report = found.booking, found.delivery
    delivers = may(desk.actor, "bookings:deliver") and allows(booking, Act.DELIVER)
    corrects = may(desk.actor, "bookings:correct") and allows(booking, Act.CORRECT) and report is not None
    theirs = is_theirs(desk, found.assignment) or corrects
    if not (delivers or corrects) or not theirs or desk.now < booking.starts_at:
        return None
    return _preset(desk, booking, report, after=corrects)


def _preset(desk: Desk, booking: Booking, report: Delivery | None, *, after: bool) -> DeliverBox:
    """With what was reported, or what was booked."""
    tongue, said = desk.actor.tongue, report or booking
    return DeliverBox(
        formats.day(said.starts_at, tongue),
        formats.clock(said.starts_at, tongue),
        formats.clock(said.ends_at, tongue),
        said.mode,
        travel=str(report.travel_minutes) if report is not None else "",
        km=formats.number(report.km, tongue, 1) if report is not None else "",
        waited=str(report.waited_minutes or "") if report is not None else "",
        break_from=formats.clock(report.break_from, tongue) if report is not None and report.break_from else "",
        break_minutes=str(report.break_minutes or "") if report is not None else "",
        corrects=report is not None,
        after=after,
    )


def is_theirs(desk: Desk, assignment: Assignment | None) -> bool:
    """Whether somebody has the job and it is the actor, unless the actor is no interpreter."""
    return assignment is not None and desk.actor.interpreter_id in (None, assignment.interpreter_id)


def may_attest(desk: Desk, booking: Booking, delivery: Delivery | None) -> tuple[bool, Text | None]:
    """Whether the actor can attest now, or why they may not although it waits for it."""
    waits = allows(booking, Act.ATTEST) and booking.attested_at is None and delivery is not None
    if not waits or not may(desk.actor, "bookings:attest") or delivery is None:
        return False, None
    refused = why_not_attest(desk.actor, delivered_by=delivery.reported_by)
    return refused is None, refused


def may_change(desk: Desk, booking: Booking) -> bool:
    """Until it begins; what was begun is reported and not changed."""
    open_still = allows(booking, Act.CHANGE) and booking.starts_at > desk.now
    return open_still and may(desk.actor, "bookings:change")


def may_report_no_show(desk: Desk, found: BookingDetails) -> bool:
    begun = found.booking.status is Status.CONFIRMED and found.booking.starts_at <= desk.now
    return begun and may(desk.actor, "bookings:no_show") and is_theirs(desk, found.assignment)


def passes_midnight(booking: Booking) -> bool:
    return local(booking.starts_at).date() != local(booking.ends_at).date()


def knows_case(desk: Desk) -> bool:
    """An interpreter sees neither the case nor what it is for."""
    return bool(desk.actor.roles - {Role.INTERPRETER}) and may(desk.actor, "bookings:costs")
