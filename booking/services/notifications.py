"""Notices: plain mails about offers and about what could not be filled."""

from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.interpreters import Interpreter
from booking.domain.offers import Offer
from booking.gateways.mail import NoticeFacts, NoticeKind, Recipient, compose_notice, reply_token
from booking.persistence.ids import new_id
from booking.services.desk import Desk
from booking.services.invitations import event_facts


async def tell_interpreter(
    desk: Desk, kind: NoticeKind, booking: Booking, interpreter: Interpreter, *, offer: Offer | None = None
) -> None:
    """A notice to an interpreter; only an offer that can be answered carries its answer-by."""
    account = await desk.accounts.by_interpreter(interpreter.id)
    recipient = Recipient(
        interpreter.email, interpreter.name, account.tongue if account is not None else "da", "interpreter"
    )
    await _post(desk, kind, booking, recipient, person_id=interpreter.id, offer=offer)


async def tell_requester(desk: Desk, kind: NoticeKind, booking: Booking) -> None:
    requester = await desk.accounts.by_id(booking.requester_id)
    if requester is not None:
        recipient = Recipient(requester.email, requester.name, requester.tongue, "requester")
        await _post(desk, kind, booking, recipient, person_id=requester.id)


async def _post(
    desk: Desk,
    kind: NoticeKind,
    booking: Booking,
    recipient: Recipient,
    *,
    person_id: UUID,
    offer: Offer | None = None,
) -> None:
    event = event_facts(booking, desk.reference)
    facts = NoticeFacts(
        number=booking.number,
        period=booking.period,
        mode=booking.mode,
        place=event.place,
        language=desk.reference.language(booking.language).name if offer is not None else None,
        answer_by=offer.answer_by if offer is not None else None,
    )
    note_id = new_id()
    token = reply_token(person_id, desk.secret)
    body = compose_notice(kind, facts, recipient, desk.identity, token=token, note_id=note_id, now=desk.now)
    message_id = f"<note.{note_id}@{desk.identity.domain}>"
    desk.outbox.post(note_id, booking.id, message_id=message_id, to=recipient.address, body=body, now=desk.now)
