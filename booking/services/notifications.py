"""Notices: plain mails about offers and about what could not be filled."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from booking.domain.accounts import Role
from booking.domain.bookings import Booking
from booking.domain.messages import Topic
from booking.domain.modes import Mode
from booking.domain.offers import Offer, deadline_of
from booking.domain.texts import Text
from booking.gateways.mail import NoticeFacts, NoticeKind, Receipt, Recipient, compose_notice, reply_token
from booking.persistence.ids import new_id
from booking.services.desk import Desk
from booking.services.invitations import event_facts
from booking.services.texting import THINKING, About, Reader, facts_of, readers_of, text, text_of_change


async def tell_interpreters(desk: Desk, kind: NoticeKind, booking: Booking, asked: Mapping[UUID, Offer | None]) -> None:
    """The same notice to several, each in their own tongue; with the offer that is to be answered, if there is one."""
    accounts = await desk.accounts.by_interpreters(asked)
    readers = await readers_of(desk, accounts.values()) if kind == "offer" else {}
    for one in await desk.interpreters.listed(ids=asked):
        account = accounts.get(one.id)
        tongue = account.tongue if account is not None else "da"
        recipient = Recipient(one.email, one.name, tongue, "interpreter")
        offer = asked[one.id]
        reader = readers.get(account.id) if account is not None else None
        if offer is not None and reader is not None and not _texted(desk, booking, offer, reader):
            continue
        facts = _asked(desk, booking, offer) if offer is not None else _facts(desk, booking)
        await _post(desk, kind, booking, recipient, person_id=one.id, facts=facts)


def _texted(desk: Desk, booking: Booking, offer: Offer, reader: Reader) -> bool:
    """An offer by text to whoever chose that; whether it goes by mail too."""
    topic = Topic.ON_DEMAND if booking.on_demand else Topic.OFFER
    way = reader.way(topic)
    if way.by_sms:
        about = About(
            until=offer.answer_by,
            latest=offer.answer_by - THINKING,
            booking_id=booking.id,
            offer_id=offer.id,
            interpreter_id=offer.interpreter_id,
            only=not way.by_mail,
        )
        facts = replace(facts_of(booking), answer_by=offer.answer_by)
        text(desk, reader, topic, "on_demand" if booking.on_demand else "offer", facts, about)
    return way.by_mail


async def tell_requester(
    desk: Desk,
    kind: NoticeKind,
    booking: Booking,
    *,
    receipt: Receipt | None = None,
    by: Text | None = None,
    ways: tuple[Text, ...] = (),
) -> None:
    """A notice to whose booking it is; only a late cancellation has a receipt.

    `by` says who acted for them, `ways` what would give somebody where nobody was found.
    """
    requester = await desk.accounts.by_id(booking.requester_id)
    if requester is not None:
        recipient = Recipient(requester.email, requester.name, requester.tongue, "requester")
        stands = booking.wish + 1, len(booking.wishes)
        facts = replace(_facts(desk, booking), receipt=receipt, wish=stands if booking.wish else None, by=by, ways=ways)
        await _post(desk, kind, booking, recipient, person_id=requester.id, facts=facts)
        if kind == "unfilled":
            await text_of_change(desk, "searching", booking, person_id=requester.id, role="requester")


def _facts(desk: Desk, booking: Booking) -> NoticeFacts:
    event = event_facts(booking, desk.reference)
    return NoticeFacts(number=booking.number, period=booking.period, mode=booking.mode, place=event.place)


def _asked(desk: Desk, booking: Booking, offer: Offer) -> NoticeFacts:
    """What somebody must know to answer: the language, the way, the pay, and until when."""
    travels = booking.mode is Mode.IN_PERSON
    return replace(
        _facts(desk, booking),
        language=desk.reference.language(booking.language).name,
        answer_by=deadline_of(offer, booking.starts_at),
        order_number=offer.order_number,
        pay_ore=offer.cost_ore,
        trip=(offer.trip_minutes, offer.trip_km) if travels else None,
    )


async def tell_to_attest(desk: Desk, oldest: Booking, *, count: int) -> None:
    """How many jobs wait for the requester of the oldest."""
    words = Text("1 tolkning", "1 job") if count == 1 else Text(f"{count} tolkninger", f"{count} jobs")
    await tell_requester(desk, "attest_reminder", oldest, by=words)


async def tell_office(desk: Desk, kind: NoticeKind, booking: Booking) -> None:
    """The same notice to every coordinator."""
    for one in await desk.accounts.with_role(Role.COORDINATOR):
        recipient = Recipient(one.email, one.name, one.tongue, "requester")
        await _post(desk, kind, booking, recipient, person_id=one.id, facts=_facts(desk, booking))


async def tell_address(desk: Desk, kind: NoticeKind, booking: Booking, address: str) -> None:
    """A notice to the office's own address, which is nobody's account."""
    recipient = Recipient(address, "tolkekontor", "da", "requester")
    await _post(desk, kind, booking, recipient, person_id=booking.id, facts=_facts(desk, booking))


async def tell_person(
    desk: Desk,
    kind: NoticeKind,
    booking: Booking,
    recipient: Recipient,
    *,
    person_id: UUID,
    answer: Text | None = None,
    because: Text | None = None,
    path: str = "",
) -> None:
    """A notice about an answer that somebody gave: what it was, why it does not count, and which page is for it."""
    facts = replace(_facts(desk, booking), answer=answer, because=because, path=path)
    await _post(desk, kind, booking, recipient, person_id=person_id, facts=facts)


async def remind_by_mail(
    desk: Desk, kind: NoticeKind, booking: Booking, recipient: Recipient, *, person_id: UUID, key: UUID, until: datetime
) -> None:
    """A reminder under a key of its own; it is judged anew before it leaves, and not sent after `until`."""
    facts = _facts(desk, booking)
    await _post(desk, kind, booking, recipient, person_id=person_id, facts=facts, key=key, until=until)


async def _post(
    desk: Desk,
    kind: NoticeKind,
    booking: Booking,
    recipient: Recipient,
    *,
    person_id: UUID,
    facts: NoticeFacts,
    key: UUID | None = None,
    until: datetime | None = None,
) -> None:
    note_id = key or new_id()
    token = reply_token(person_id, desk.secret)
    body = compose_notice(kind, facts, recipient, desk.identity, token=token, note_id=note_id, now=desk.now)
    message_id = f"<note.{note_id}@{desk.identity.domain}>"
    to = recipient.address
    desk.outbox.post(note_id, booking.id, message_id=message_id, to=to, body=body, now=desk.now, until=until)
