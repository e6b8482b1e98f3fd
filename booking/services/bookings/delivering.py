"""Delivering: the interpreter reports what happened; a correction is a new version."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from booking.domain.bookings import Act, Booking, Status, moved_to, require
from booking.domain.costs.pricing import check_km
from booking.domain.errors import Conflict, Denied, Invalid
from booking.domain.modes import Mode
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.persistence.deliveries import Delivery
from booking.persistence.ids import new_id
from booking.services.bookings.disputing import end_dispute
from booking.services.bookings.reading import find
from booking.services.bookings.waiting import check_waited, waiting_of
from booking.services.desk import Desk
from booking.services.journeys import journey_of

INSTANT = timedelta(microseconds=1)
ASTRAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is different from the booking; None stands for 'as booked', and travel for 'as expected'.

    `waited_minutes` is what the interpreter waited for the citizen; `reason` says why an earlier report was wrong.
    """

    mode: Mode | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    travel_minutes: int | None = None
    km: Decimal | None = None
    note: str = ""
    waited_minutes: int | None = None
    reason: str = ""
    break_from: datetime | None = None
    break_minutes: int = 0


async def deliver(desk: Desk, *, number: str, report: Report) -> tuple[Booking, Delivery]:
    """The booking delivered, with its voucher's facts; reported again before attestation, it is a correction.

    Said again word for word it changes nothing; said otherwise it needs a reason (Invalid).
    """
    booking = await find(desk, number, permission="bookings:deliver", lock=True)
    require(booking, Act.DELIVER)
    assignment = await own_assignment(desk, booking)
    delivery = await delivery_of(desk, booking, assignment, report)
    check_times(desk, booking, delivery)
    current = await desk.deliveries.current(booking.id)
    if current is not None and same_facts(current, delivery):
        return booking, current
    if current is not None:
        require_reason(delivery)
    return await record(desk, booking, delivery, status=Status.DELIVERED)


def same_facts(one: Delivery, other: Delivery) -> bool:
    """Whether two versions say the same, whoever said it and when."""
    aside = {"id": other.id, "version": other.version, "recorded_at": other.recorded_at}
    return replace(one, reported_by=other.reported_by, reason=other.reason, **aside) == other  # type: ignore[arg-type]


def require_reason(delivery: Delivery) -> None:
    if not delivery.reason:
        raise Invalid(
            Text(
                "Skriv, hvorfor indberetningen rettes. Den gamle kan stadig læses.",
                "Write why the report is corrected. The old one can still be read.",
            ),
            field="reason",
        )


async def report_no_show(desk: Desk, *, number: str, who: str, note: str = "") -> tuple[Booking, Delivery]:
    """Nobody was interpreted for: the citizen (`who`="citizen") or the interpreter did not come.

    Raises Conflict for the citizen's before the wait of the supplier's terms is over; the office may all the same,
    with a note.
    """
    booking = await find(desk, number, permission="bookings:no_show", lock=True)
    require(booking, Act.NO_SHOW)
    if desk.now < booking.starts_at:
        raise not_begun(booking)
    assignment = await own_assignment(desk, booking)
    waiting = await waiting_of(desk, booking, assignment)
    note = mask_cpr(note.strip())
    if who == "citizen":
        check_waited(desk, booking, waiting, note=note)
    reported = replace(
        await delivery_of(desk, booking, assignment, Report(note=note)),
        outcome="citizen_no_show" if who == "citizen" else "interpreter_no_show",
        waited_from=waiting.counts_from,
        waited_minutes=waiting.minutes(desk.now),
    )
    return await record(desk, booking, reported, status=Status.NO_SHOW)


async def own_assignment(desk: Desk, booking: Booking) -> Assignment:
    assignment = await desk.assignments.active(booking.id)
    if assignment is None:
        raise Conflict(Text("Ingen tolk har opgaven.", "No interpreter has the job."), subject=booking.number)
    own = desk.actor.interpreter_id
    if own is not None and own != assignment.interpreter_id:
        raise Denied(Text("Det er en anden tolks opgave.", "It is another interpreter's job."), subject=booking.number)
    return assignment


async def delivery_of(desk: Desk, booking: Booking, assignment: Assignment, report: Report) -> Delivery:
    mode = report.mode or booking.mode
    travel_minutes, km = await _expected(desk, booking, assignment, mode)
    return Delivery(
        id=new_id(),
        booking_id=booking.id,
        version=1,
        outcome="delivered",
        mode=mode,
        starts_at=report.starts_at or booking.starts_at,
        ends_at=report.ends_at or booking.ends_at,
        travel_minutes=travel_minutes if report.travel_minutes is None else check_minutes(report.travel_minutes),
        km=km if report.km is None else check_km(report.km),
        interpreter_id=assignment.interpreter_id,
        reported_by=desk.actor.account_id,
        recorded_at=desk.now,
        note=mask_cpr(report.note),
        waited_minutes=check_minutes(report.waited_minutes or 0, field="waited_minutes"),
        reason=mask_cpr(report.reason.strip())[:500],
        break_from=report.break_from if report.break_minutes else None,
        break_minutes=check_minutes(report.break_minutes, field="break_minutes"),
    )


async def _expected(desk: Desk, booking: Booking, assignment: Assignment, mode: Mode) -> tuple[int, Decimal]:
    """What was reported before, where the mode is the same; else the job's share of the day's journeys."""
    current = await desk.deliveries.current(booking.id)
    if current is not None and current.mode is mode and current.interpreter_id == assignment.interpreter_id:
        return current.travel_minutes, current.km
    return await journey_of(desk, booking, assignment, mode)


def check_minutes(minutes: int, *, field: str = "travel_minutes") -> int:
    """Invalid for less than nothing and more than a day."""
    if not 0 <= minutes <= 1440:
        raise Invalid(Text("Skriv minutter fra 0 til 1440.", "Write minutes from 0 to 1440."), field=field)
    return minutes


def check_times(desk: Desk, booking: Booking, delivery: Delivery) -> None:
    if delivery.ends_at <= delivery.starts_at:
        raise Invalid(
            Text("Sluttidspunktet skal ligge efter starttidspunktet.", "The end must come after the start."),
            field="ends_at",
        )
    check_break(delivery)
    if delivery.starts_at < booking.starts_at - ASTRAY or delivery.ends_at > booking.ends_at + ASTRAY:
        raise Invalid(
            Text(
                "Tiderne ligger mere end et døgn fra bestillingen. Se efter, om datoen passer.",
                "The times are more than a day away from the booking. See whether the date fits.",
            ),
            field="starts_at" if delivery.starts_at < booking.starts_at - ASTRAY else "ends_at",
        )
    if desk.now < min(delivery.starts_at, booking.starts_at):
        raise not_begun(booking)
    if delivery.ends_at > max(desk.now, booking.ends_at):
        raise Invalid(
            Text(
                "Opgaven er ikke slut endnu: meld den, når den er, eller som bestilt.",
                "The job has not ended yet: report it when it has, or as booked.",
            ),
            field="ends_at",
        )


def check_break(delivery: Delivery) -> None:
    """Invalid for minutes without a time, and for a break that is not within the job."""
    if delivery.break_minutes and delivery.break_from is None:
        raise Invalid(Text("Skriv, hvornår pausen begyndte.", "Write when the break began."), field="break_from")
    if any(one.starts_at < delivery.starts_at or one.ends_at > delivery.ends_at for one in delivery.breaks):
        raise Invalid(
            Text("Pausen skal ligge inden for opgavens tid.", "The break must lie within the job's time."),
            field="break_from",
        )


def not_begun(booking: Booking) -> Conflict:
    return Conflict(
        Text(f"{booking.number} er ikke begyndt endnu.", f"{booking.number} has not begun yet."), subject=booking.number
    )


async def record(
    desk: Desk, booking: Booking, delivery: Delivery, *, status: Status, reason: str = "", after: Booking | None = None
) -> tuple[Booking, Delivery]:
    """A new version of what took place; `after` is the booking as it goes on where more than its status changes."""
    current = await desk.deliveries.current(booking.id)
    if current is not None:
        # Whoever waited for the row may have begun earlier; versions must not be known in the wrong order.
        recorded_at = max(delivery.recorded_at, current.recorded_at + INSTANT)
        delivery = replace(delivery, version=current.version + 1, recorded_at=recorded_at)
    await desk.deliveries.add(delivery, correcting=current)
    await end_dispute(desk, booking, "corrected")
    done = moved_to(after or booking, status, reason=reason)
    await desk.bookings.save(booking, done, action=status.value)
    desk.events.add("board")
    return done, delivery
