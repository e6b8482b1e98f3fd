"""Assignments: giving a job to somebody, with the interpreter's row locked before anything is checked."""

from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import Act, Booking, Status, moved_to, require
from booking.domain.errors import Conflict
from booking.domain.offers import OfferState
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.persistence.ids import new_id
from booking.services.bookings.reading import find
from booking.services.candidates import rank_known, recall
from booking.services.clashes import close_clashing, lock_clashing
from booking.services.desk import Desk
from booking.services.invitations import invite_both, send_cancellations
from booking.services.offers import close_open_offers


async def give(
    desk: Desk, booking: Booking, *, to: UUID, over_holds: bool = False, though_refused: bool = False
) -> Booking:
    """Confirms the booking with this interpreter; Conflict, with the rule that stands in the way, when they cannot.

    The booking's row is locked by the caller, the interpreter's here, always in that order; only then is it asked
    whether the job fits their day. `over_holds`: what others hold ends there, and what they are only asked about does
    not count. `though_refused`: so does their own no to this job before.
    """
    await desk.assignments.lock_interpreter(to)
    known = await recall(desk, booking, [to], over_holds=over_holds)
    known = [replace(one, refused=False) for one in known] if though_refused else known
    ranking = rank_known(desk, booking, known)
    if not ranking.ranked:
        raise not_free(ranking.removed[0].reason if ranking.removed else None, booking)
    chosen = ranking.ranked[0]
    assignment = Assignment(
        id=new_id(),
        booking_id=booking.id,
        interpreter_id=chosen.candidate.id,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        language=chosen.language,
        cost_ore=chosen.cost_ore,
        trip_minutes=chosen.trip.minutes if chosen.trip else 0,
        trip_km=chosen.trip.km if chosen.trip else 0.0,
        assigned_at=desk.now,
    )
    await desk.assignments.add(assignment)
    if over_holds:
        await desk.holds.overrule(to, booking.period, booking_id=booking.id)
    confirmed = booking
    if booking.status is not Status.CONFIRMED:
        confirmed = moved_to(booking, Status.CONFIRMED)
        await desk.bookings.save(booking, confirmed, action="confirmed")
    await invite_both(desk, confirmed, known[0].interpreter)
    desk.events.add("board")
    return confirmed


async def assign(desk: Desk, *, number: str, interpreter_id: UUID) -> Booking:
    """The office gives the job to somebody by hand; who had it before is told, open offers are withdrawn.

    Raises Conflict with the rule that stands in the way when the interpreter cannot take it.
    """
    booking = await find(desk, number, permission="bookings:assign")
    locked = await lock_clashing(desk, [booking], interpreters=[interpreter_id])
    booking = await desk.bookings.by_id(booking.id)
    require_permission(desk.actor, "bookings:assign")
    require(booking, Act.ASSIGN)
    await desk.interpreters.get(interpreter_id)
    await take_offer(desk, booking, interpreter_id)
    await close_open_offers(desk, booking)
    current = await desk.assignments.active(booking.id)
    if current is not None:
        if current.interpreter_id == interpreter_id:
            return booking
        await desk.assignments.release(current, now=desk.now)
        await send_cancellations(desk, booking, role="interpreter")
    confirmed = await give(desk, booking, to=interpreter_id, over_holds=True)
    await close_clashing(desk, confirmed, to=interpreter_id, locked=locked)
    return confirmed


async def take_offer(desk: Desk, booking: Booking, interpreter_id: UUID) -> None:
    """An open offer to the one who is given the job is a yes: withdrawn, it would count as a no against them."""
    for offer in await desk.offers.of_booking(booking.id):
        if offer.interpreter_id == interpreter_id and offer.state is OfferState.OPEN:
            await desk.offers.close(offer, replace(offer, state=OfferState.ACCEPTED, answered_at=desk.now))


class NotFree(Conflict):
    """The interpreter's day has no room for the job; nothing was written."""


def not_free(reason: Text | None, booking: Booking) -> NotFree:
    why = reason or Text("Tolken findes ikke blandt kandidaterne.", "The interpreter is not among the candidates.")
    return NotFree(
        Text(f"Tolken kan ikke tage opgaven: {why.da}.", f"The interpreter cannot take the job: {why.en}."),
        subject=booking.number,
    )
