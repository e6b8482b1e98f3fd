"""Composes the mails of a calendar stream into finished messages, to be stored and sent byte for byte."""

from typing import Literal

from booking.domain.invitations import FREE_UNTIL, EventFacts, Invite, Stream
from booking.gateways.addresses import MailIdentity, Recipient
from booking.gateways.calendars import ics
from booking.gateways.guards import cleaned
from booking.gateways.mail.letters import Letter, write
from booking.gateways.mail.mime import base64_part, multipart
from booking.gateways.mail.whole import alternative, finished, rows_of, spoken, time_rows

# Why a stream ends though the job stands: its reader subscribes now, or has another address.
Moved = Literal["", "feed", "address"]


def compose(
    invite: Invite, facts: EventFacts, stream: Stream, identity: MailIdentity, *, token: str, moved: Moved = ""
) -> bytes:
    """The mail that carries an invitation, an update or a cancellation to the one recipient of its stream.

    `token` is the recipient's reply token: organizer and sender are `svar+<token>@<domain>`. Whoever subscribes gets
    the same news without a calendar part. Invalid when a name, an address or a number would break out of its header.
    """
    recipient = Recipient(stream.address, stream.name, stream.tongue, stream.recipient_role)
    organizer, page = identity.organizer(token), identity.page(facts.number, recipient.role)
    letter = _letter(invite, facts, stream, recipient, page=page, sender=organizer.name, moved=moved)
    if stream.form == "invitation":
        event = ics(invite, facts, stream, organizer=organizer, page=page, off=not moved)
        body = _with_event(letter, event, invite, attach=identity.attach_ics)
    else:
        body = alternative(letter)
    return finished(letter, recipient, organizer, date=invite.dtstamp, message_id=invite.message_id, content=body)


def _with_event(letter: Letter, event: bytes, invite: Invite, *, attach: bool) -> bytes:
    """The letter, the calendar part that programs obey and, where gateways let it through, the same as a file."""
    content_type = f"text/calendar; charset=UTF-8; method={invite.method}; component=VEVENT"
    body = alternative(letter, base64_part(event, content_type=content_type))
    if not attach:
        return body
    attachment = 'attachment; filename="invite.ics"'
    file = base64_part(event, content_type='application/ics; name="invite.ics"', disposition=attachment)
    return multipart("mixed", body, file)


def _letter(
    invite: Invite, facts: EventFacts, stream: Stream, recipient: Recipient, *, page: str, sender: str, moved: Moved
) -> Letter:
    update = "update" if invite.seq or facts.changes else "invitation"
    kinds = {"REQUEST": update, "DECLINECOUNTER": "counter_refused", "CANCEL": "moved" if moved else "cancellation"}
    kind = kinds[invite.method]
    rows = rows_of(facts) if invite.method == "REQUEST" else time_rows(facts)
    if invite.method == "REQUEST" and facts.free_until is not None:
        rows[FREE_UNTIL] = facts.free_until.said
    return write(
        kind,
        recipient,
        rows=rows,
        page=page,
        sender=sender,
        asks=invite.rsvp,
        subscribes=stream.form == "notice",
        moved=moved,
        changes=[cleaned(change.sentence.in_(recipient.tongue)) for change in facts.changes],
        headlines=[change.headline.in_(recipient.tongue) for change in facts.changes],
        **spoken(facts, recipient),
    )
