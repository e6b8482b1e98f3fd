"""Disputing: the requester does not recognise a report, whoever reported answers, the office decides."""

from booking.domain.bookings import Act, Booking, Status, require
from booking.domain.disputes import Dispute, Ending, answered, ended, said
from booking.domain.errors import Conflict, Denied
from booking.domain.permissions import require_none, why_not_attest
from booking.domain.texts import Text
from booking.persistence.deliveries import Delivery
from booking.persistence.ids import new_id
from booking.services.bookings.reading import find
from booking.services.desk import Desk
from booking.services.notifications import tell_interpreters, tell_requester

WHY = Text("Skriv, hvad der ikke passer.", "Write what is not right.")
WHY_IT_STANDS = Text("Skriv, hvorfor indberetningen bliver stående.", "Write why the report is kept.")


async def dispute(desk: Desk, *, number: str, reason: str) -> Dispute:
    """Sends the report back to whoever made it, with the reason; the interpreter and the office are told.

    Raises Invalid without a reason, Conflict when there is nothing to dispute or it is disputed already.
    """
    booking = await find(desk, number, permission="bookings:attest", lock=True)
    require(booking, Act.ATTEST)
    delivery = await _waiting(desk, booking)
    if await desk.disputes.open_of(booking.id) is not None:
        raise Conflict(
            Text(f"{number} har allerede en indsigelse.", f"{number} is disputed already."), subject=booking.number
        )
    made = Dispute(
        id=new_id(),
        booking_id=booking.id,
        delivery_version=delivery.version,
        reason=said(reason, field="reason", remedy=WHY),
        raised_by=desk.actor.account_id,
        raised_at=desk.now,
    )
    await desk.disputes.add(made)
    subject, facts = str(made.id), {"reason": made.reason}
    await desk.tasks.add("disputed", subject, booking_id=booking.id, person_id=delivery.interpreter_id, facts=facts)
    if delivery.interpreter_id is not None:
        await tell_interpreters(desk, "disputed", booking, {delivery.interpreter_id: None})
    desk.events.add("board")
    return made


async def _waiting(desk: Desk, booking: Booking) -> Delivery:
    delivery = await desk.deliveries.current(booking.id)
    if delivery is None or booking.attested_at is not None:
        raise Conflict(
            Text(f"{booking.number} venter ikke på attestation.", f"{booking.number} does not wait for attestation."),
            subject=booking.number,
        )
    return delivery


async def answer_dispute(desk: Desk, *, number: str, answer: str) -> Dispute:
    """Whoever reported keeps to it and says why; the requester attests, or the office decides."""
    booking = await find(desk, number, permission="disputes:answer", lock=True)
    found = await _open(desk, booking)
    delivery = await _waiting(desk, booking)
    if desk.actor.interpreter_id not in (None, delivery.interpreter_id):
        raise Denied(Text("Det er en anden tolks opgave.", "It is another interpreter's job."), subject=booking.number)
    after = answered(found, answer, by=desk.actor.account_id, now=desk.now)
    await desk.disputes.save(found, after, action="dispute answered")
    await tell_requester(desk, "dispute_answered", booking)
    desk.events.add("board")
    return after


async def let_stand(desk: Desk, *, number: str, reason: str) -> tuple[Booking, Dispute]:
    """The office keeps the report as it is; what it finds wrong it corrects instead, as a new version.

    Whoever reported it cannot also decide that it stands (Denied).
    """
    booking = await find(desk, number, permission="disputes:decide", lock=True)
    found = await _open(desk, booking)
    delivery = await _waiting(desk, booking)
    require_none(why_not_attest(desk.actor, delivered_by=delivery.reported_by), subject=booking.number)
    decision = said(reason, field="reason", remedy=WHY_IT_STANDS)
    after = ended(found, "stands", by=desk.actor.account_id, now=desk.now, decision=decision)
    await _ended(desk, found, after, "dispute decided")
    return booking, after


async def _open(desk: Desk, booking: Booking) -> Dispute:
    found = await desk.disputes.open_of(booking.id)
    if found is None:
        raise Conflict(
            Text(f"{booking.number} har ingen indsigelse.", f"{booking.number} has no dispute."), subject=booking.number
        )
    return found


async def end_dispute(desk: Desk, booking: Booking, ending: Ending) -> None:
    """What is corrected or attested is disputed no longer."""
    if booking.status not in (Status.DELIVERED, Status.NO_SHOW, Status.ABORTED):
        return
    found = await desk.disputes.open_of(booking.id)
    if found is not None:
        after = ended(found, ending, by=desk.actor.account_id, now=desk.now)
        await _ended(desk, found, after, "dispute ended")


async def _ended(desk: Desk, before: Dispute, after: Dispute, action: str) -> None:
    await desk.disputes.save(before, after, action=action)
    await desk.tasks.settle_about("disputed", str(after.id), after.ending)
