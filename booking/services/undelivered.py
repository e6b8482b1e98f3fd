"""Mail that came back: what is urgent is texted instead, and what follows once the address is in order."""

from datetime import timedelta
from uuid import UUID

from booking.domain.accounts import Account
from booking.domain.bookings import Booking
from booking.domain.messages import Topic
from booking.domain.offers import Offer
from booking.domain.tasks import Plain
from booking.persistence.bounces import Sent
from booking.services.desk import Desk
from booking.services.texting import ON_THE_WAY, THINKING, About, Reader, facts_of, readers_of, text

# A mail about something later is left to the office, which has a task about the address.
URGENT = timedelta(hours=48)
# Who has just been texted about the booking knows where to look.
JUST_NOW = timedelta(hours=1)


async def returned(desk: Desk, sent: Sent, *, status: str) -> None:
    """The address is marked, and what is urgent is texted; the office is told once an address, until it is in order."""
    address = sent.envelope_to
    fresh = await desk.bounces.mark_bounced(address, outbox_id=sent.id, status=status, now=desk.now)
    person = await desk.bounces.person_at(address)
    interpreter = person if person is not None and await desk.interpreters.by_ids([person]) else None
    texted = await text_instead(desk, sent, interpreter_id=interpreter, account_id=person)
    if fresh:
        known = await desk.bookings.by_ids([sent.subject_id])
        about = sent.subject_id if sent.subject_id in known else None
        facts: dict[str, Plain] = {"address": address, "status": status, "texted": texted}
        facts["register"] = interpreter is not None
        await desk.tasks.add("bounce", str(sent.id), booking_id=about, person_id=person, facts=facts)


async def text_instead(desk: Desk, sent: Sent, *, interpreter_id: UUID | None, account_id: UUID | None) -> bool:
    """Whether the mail's reader was sent a text in its place: an offer that is open, or a booking that begins soon."""
    booking = (await desk.bookings.by_ids([sent.subject_id])).get(sent.subject_id)
    if not desk.sms or booking is None or booking.ends_at <= desk.now:
        return False
    reader = await _reader(desk, interpreter_id, account_id)
    offer = await _open_offer(desk, booking, interpreter_id)
    urgent = offer is not None or booking.starts_at <= desk.now + URGENT
    if reader is None or not urgent or await _knows(desk, booking, reader):
        return False
    about = _about(booking, offer, interpreter_id)
    text(desk, reader, _topic(offer, interpreter_id), "undelivered", facts_of(booking), about)
    return True


def _topic(offer: Offer | None, interpreter_id: UUID | None) -> Topic:
    if offer is not None:
        return Topic.OFFER
    return Topic.JOB_CHANGED if interpreter_id is not None else Topic.BOOKING_CHANGED


def _about(booking: Booking, offer: Offer | None, interpreter_id: UUID | None) -> About:
    until = offer.answer_by if offer is not None else booking.ends_at
    latest = offer.answer_by - THINKING if offer is not None else booking.starts_at - ON_THE_WAY
    return About(
        until=until,
        latest=latest,
        booking_id=booking.id,
        offer_id=offer.id if offer is not None else None,
        interpreter_id=interpreter_id,
        starts_at=booking.starts_at,
    )


async def _reader(desk: Desk, interpreter_id: UUID | None, account_id: UUID | None) -> Reader | None:
    """Nobody without an account in use and a number that a code has proved."""
    account: Account | None = None
    if interpreter_id is not None:
        account = await desk.accounts.by_interpreter(interpreter_id)
    elif account_id is not None:
        account = await desk.accounts.by_id(account_id)
    if account is None or not account.active:
        return None
    reader = (await readers_of(desk, [account]))[account.id]
    return reader if reader.number else None


async def _open_offer(desk: Desk, booking: Booking, interpreter_id: UUID | None) -> Offer | None:
    if interpreter_id is None:
        return None
    found = await desk.offers.open_for(interpreter_id, now=desk.now)
    return next((one for one in found if one.booking_id == booking.id), None)


async def _knows(desk: Desk, booking: Booking, reader: Reader) -> bool:
    return any(
        one.to == reader.number and one.state in ("pending", "sent") and one.made_at > desk.now - JUST_NOW
        for one in await desk.texts.of_bookings([booking.id])
    )


async def address_in_order(desk: Desk, address: str) -> None:
    """The mark goes, and with it the task about it; the next mail that comes back makes both anew."""
    await desk.bounces.unmark_bounced(address)
    for task in await desk.tasks.listed(kind="bounce"):
        if str(task.facts.get("address", "")).lower() == address.lower():
            await desk.tasks.settle(await desk.tasks.get(task.id, lock=True), "corrected")
            desk.events.add("board")
