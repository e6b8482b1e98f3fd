"""Changing: the table says what a change means; everybody concerned hears what is new."""

from dataclasses import dataclass, fields, replace
from typing import Any

from booking.domain.bookings import Act, Booking, Order, Status, moved_to, require
from booking.domain.changes import Consequence, Verdict, judge
from booking.domain.errors import Conflict
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.services.bookings.ordering import checked, whereabouts
from booking.services.bookings.reading import find
from booking.services.candidates import rank_for
from booking.services.desk import Desk
from booking.services.invitations import send_cancellations, send_updates
from booking.services.offers import close_open_offers


@dataclass(frozen=True, slots=True)
class Changes:
    """The fields of an order that shall be different."""

    values: dict[str, Any]


async def change(desk: Desk, *, number: str, changes: Changes, version: int) -> tuple[Booking, Verdict]:
    """The booking as changed, and what that meant for whoever had it.

    Raises Conflict (field "If-Match") when `version` is not the present one, and Invalid as ordering does.
    """
    booking = await find(desk, number, permission="bookings:change", lock=True)
    require(booking, Act.CHANGE)
    check_version(booking, version)
    after = changed(desk, booking, changes)
    verdict = judge(order_of(booking), order_of(after), booking.status)
    if verdict.kind is None:
        return booking, verdict
    if booking.status is Status.CONFIRMED:
        return await _change_confirmed(desk, booking, after, verdict)
    await desk.bookings.save(booking, after, action=f"{verdict.kind} changed")
    more_wishes = booking.status is Status.UNFILLED and after.alternatives != booking.alternatives
    if verdict.consequence is Consequence.RELEASE or more_wishes:
        after = await _search_anew(desk, after)
    return after, verdict


def order_of(booking: Booking) -> Order:
    return Order(**{field.name: getattr(booking, field.name) for field in fields(Order)})


def changed(desk: Desk, booking: Booking, changes: Changes) -> Booking:
    """The booking as it would be, one version later; raises Invalid as ordering does."""
    order = replace(order_of(booking), **changes.values)
    if "address" not in changes.values and order.address == desk.reference.units[booking.unit_id].address:
        order = replace(order, address="")
    said = "alternatives" in changes.values
    order = checked(order if said else replace(order, alternatives=()), desk, before=order_of(booking))
    # What was not spoken of is not judged anew, since its time may have come.
    tried = booking.alternatives[: booking.wish]
    order = replace(order, alternatives=tried + order.alternatives if said else booking.alternatives)
    values = {field.name: getattr(order, field.name) for field in fields(Order)} | whereabouts(order, desk.reference)
    return replace(booking, **values, version=booking.version + 1)


async def _change_confirmed(desk: Desk, before: Booking, after: Booking, verdict: Verdict) -> tuple[Booking, Verdict]:
    """Kept when the table and the interpreter's day allow it; otherwise released and searched anew."""
    assignment = await desk.assignments.active(before.id)
    await desk.bookings.save(before, after, action=f"{verdict.kind} changed")
    desk.events.add("board")
    if assignment is not None and verdict.consequence is not Consequence.RELEASE:
        await desk.assignments.lock_interpreter(assignment.interpreter_id)
        kept = await fitting(desk, after, assignment)
        if kept is not None:
            await desk.assignments.move(assignment, kept)
            await send_updates(desk, before, after, voiding=verdict.voiding)
            return after, verdict
    if assignment is not None:
        await desk.assignments.release(assignment, now=desk.now)
        await send_cancellations(desk, before, role="interpreter")
    await send_updates(desk, before, after, voiding=verdict.voiding)
    return await _search_anew(desk, after), replace(verdict, consequence=Consequence.RELEASE)


async def fitting(desk: Desk, after: Booking, assignment: Assignment) -> Assignment | None:
    """The assignment at its new time and place, if the same interpreter can; whoever moves it locks their row first."""
    ranking = await rank_for(desk, after, only=[assignment.interpreter_id])
    if not ranking.ranked:
        return None
    chosen = ranking.ranked[0]
    return replace(
        assignment,
        starts_at=after.starts_at,
        ends_at=after.ends_at,
        mode=after.mode,
        language=chosen.language,
        cost_ore=chosen.cost_ore,
        trip_minutes=chosen.trip.minutes if chosen.trip else 0,
        trip_km=chosen.trip.km if chosen.trip else 0.0,
    )


async def _search_anew(desk: Desk, booking: Booking) -> Booking:
    await close_open_offers(desk, booking)
    after = booking
    if booking.status is not Status.REQUESTED:
        after = moved_to(booking, Status.REQUESTED)
        await desk.bookings.save(booking, after, action="searched anew")
    await desk.outbox.promise("match", booking.id, now=desk.now)
    desk.events.add("board")
    return after


def check_version(booking: Booking, version: int) -> None:
    """Conflict (field "If-Match") when the booking was changed since it was that version."""
    if version == booking.version:
        return
    raise Conflict(
        Text(
            f"{booking.number} er ændret, siden du hentede den (den er nu version {booking.version}). Hent den igen.",
            f"{booking.number} was changed since you fetched it (it is now version {booking.version}). Fetch it again.",
        ),
        field="If-Match",
        subject=booking.number,
    )
