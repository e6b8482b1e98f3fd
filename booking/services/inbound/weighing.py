"""What the office knows about a mail when it is judged, with the booking's row locked so that it stays true."""

import asyncio
from dataclasses import dataclass

from booking.domain.bookings import Act, Booking, allows
from booking.domain.inbound import Known, Mail, Message, Reply
from booking.domain.periods import local_date
from booking.gateways.addresses import bounced_outbox_id
from booking.gateways.inbound import read_mail
from booking.persistence.bounces import Sent
from booking.persistence.inbound import InboundMail
from booking.persistence.streams import Addressed
from booking.services.desk import Desk
from booking.services.inbound.trusting import person_named, person_written_to
from booking.services.withdrawing import is_late


@dataclass(frozen=True, slots=True)
class Case:
    """A mail with what is known; `sent` is the mail of ours that a bounce address names."""

    kept: InboundMail
    mail: Mail
    known: Known
    addressed: Addressed | None = None
    booking: Booking | None = None
    sent: Sent | None = None


async def read_kept(desk: Desk, kept: InboundMail) -> Mail:
    """Read in a thread: a megabyte of nested parts takes a while, and others are served meanwhile."""
    return await asyncio.to_thread(
        read_mail,
        kept.raw or b"",
        size=kept.size,
        envelope_to=kept.envelope_to,
        secret=desk.secret,
        trusted=desk.identity.authserv,
    )


async def weigh(desk: Desk, kept: InboundMail, mail: Mail, *, vouched: bool) -> Case:
    """Takes the lock on the booking that the mail is about: what moves it meanwhile comes before, or after."""
    row = bounced_outbox_id(kept.envelope_to, desk.secret)
    sent = await desk.bounces.sent(row) if row is not None else None
    person = await person_named(desk, kept.envelope_to)
    if person is None and sent is not None and isinstance(mail, Message):
        person = await person_written_to(desk, sent)
    addressed = await desk.streams.by_uid(mail.uid) if isinstance(mail, Reply) else None
    if addressed is None:
        known = Known(
            received_at=kept.received_at,
            today=local_date(desk.now),
            person=person,
            before=await desk.inbound.seen_before(kept),
            vouched=vouched,
        )
        return Case(kept, mail, known, sent=sent)
    booking = await desk.bookings.by_id(addressed.stream.booking_id, lock=True)
    addressed = await desk.streams.get(addressed.stream.id) or addressed
    known = Known(
        received_at=kept.received_at,
        today=local_date(desk.now),
        person=person,
        stream=addressed.stream,
        owner=addressed.person_id,
        free=await _is_free(desk, booking),
        late=is_late(desk, booking),
        begun=booking.starts_at <= desk.now,
        vouched=vouched,
    )
    return Case(kept, mail, known, addressed, booking, sent)


async def _is_free(desk: Desk, booking: Booking) -> bool:
    waits = allows(booking, Act.MATCH) and booking.starts_at > desk.now
    return waits and await desk.assignments.active(booking.id) is None
