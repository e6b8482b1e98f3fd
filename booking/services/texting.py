"""Text messages: who can be reached by one, when it leaves, and what it says, frozen into the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from booking.domain.accounts import Account
from booking.domain.bookings import Booking
from booking.domain.messages import (
    TOPICS,
    Preferences,
    TextFacts,
    TextKind,
    Topic,
    Way,
    resolved,
    said,
    segments,
    sending_time,
)
from booking.domain.periods import Period
from booking.domain.texts import Text
from booking.gateways.mail import Attachment, Digest, DigestKind, Recipient, compose_digest, reply_token
from booking.persistence.ids import new_id
from booking.persistence.outbox import Claimed
from booking.persistence.preferences import Kept
from booking.persistence.texts import TextMessage
from booking.services.desk import Desk

PREFIX = "messages."
SOON, NONE = timedelta(hours=24), timedelta()
# A change is known in time when it is read so long before the start, and an offer so long before its deadline.
# Whoever changes one booking over and over has only the last change of each quarter of an hour texted.
MOST_AT_ONCE, CALM, DAY = 5, timedelta(minutes=15), timedelta(days=1)
ON_THE_WAY, THINKING = timedelta(hours=2), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with an account: what they chose, and the number that reaches them, if there is one.

    `undelivered`: mail comes back from their address, so that what would go by mail alone is texted too.
    """

    account: Account
    preferences: Preferences
    number: str = ""
    undelivered: bool = False

    def way(self, topic: Topic) -> Way:
        way = self.preferences.way(topic, reachable=bool(self.number))
        instead = self.undelivered and self.number and way is Way.MAIL and Way.BOTH in TOPICS[topic].ways
        return Way.BOTH if instead else way


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about, so that it can be judged anew, and until when it is of use.

    `latest` is when it must be there: what may break quiet hours then does. `only` when no mail says the same.
    """

    until: datetime
    latest: datetime | None = None
    booking_id: UUID | None = None
    offer_id: UUID | None = None
    interpreter_id: UUID | None = None
    starts_at: datetime | None = None
    only: bool = False


def office_choices(desk: Desk) -> dict[str, int | str]:
    """What the office has set for everybody, by key."""
    found = desk.reference.settings.items()
    return {key.removeprefix(PREFIX): value for key, value in found if key.startswith(PREFIX)}


def reader_of(desk: Desk, account: Account, kept: Kept) -> Reader:
    number = kept.number if desk.sms else ""
    return Reader(account, resolved(office_choices(desk), kept.chosen), number)


async def readers_of(desk: Desk, accounts: Iterable[Account]) -> dict[UUID, Reader]:
    """By account."""
    everybody = list(accounts)
    kept = await desk.preferences.of_all([one.id for one in everybody]) if everybody else {}
    readers = {one.id: reader_of(desk, one, kept.get(one.id, Kept())) for one in everybody}
    numbered = [one.account.email for one in readers.values() if one.number]
    back = await desk.bounces.among(numbered) if numbered else set()
    return {key: replace(one, undelivered=one.account.email.lower() in back) for key, one in readers.items()}


def text(
    desk: Desk, reader: Reader, topic: Topic, kind: TextKind, facts: TextFacts, about: About, *, wait: timedelta = NONE
) -> None:
    """Promised to the reader's number, after `wait` or when their quiet hours allow."""
    account, text_id = reader.account, new_id()
    due = sending_time(desk.now, reader.preferences.quiet, breaks=TOPICS[topic].breaks, latest=about.latest)
    written = said(kind, facts, link=_link(desk, topic, facts.number), tongue=account.tongue)
    message = TextMessage(
        id=text_id,
        topic=topic.value,
        account_id=account.id,
        parts=segments(written),
        made_at=desk.now,
        only=about.only,
        interpreter_id=about.interpreter_id,
        booking_id=about.booking_id,
        offer_id=about.offer_id,
        starts_at=about.starts_at,
    )
    desk.texts.add(message)
    subject = about.booking_id or account.id
    body, due = written.encode(), max(due, desk.now + wait)
    desk.outbox.post_text(text_id, subject, to=reader.number, body=body, now=desk.now, due=due, until=about.until)


def _link(desk: Desk, topic: Topic, number: str) -> str:
    """The page of the interpreter, or of the booking; a digest's is the interpreter's own."""
    interpreter = topic in (Topic.OFFER, Topic.ON_DEMAND, Topic.JOB_CHANGED, Topic.JOB_REMINDER, Topic.DAY_SHEET)
    page = desk.identity.page(number, "interpreter" if interpreter else "requester")
    return page if number else page.partition("#")[0]


def facts_of(booking: Booking, *, before: Period | None = None) -> TextFacts:
    return TextFacts(booking.number, booking.period, booking.mode, before=before)


async def text_of_change(
    desk: Desk, kind: TextKind, booking: Booking, *, person_id: UUID, role: str, before: Period | None = None
) -> None:
    """To whoever is concerned by a change within a day of the start, unless it was they who made it."""
    starts = [booking.starts_at, *([before.starts_at] if before is not None else [])]
    if not desk.sms or not any(desk.now < at <= desk.now + SOON for at in starts):
        return
    interpreter = role == "interpreter"
    account = await (desk.accounts.by_interpreter(person_id) if interpreter else desk.accounts.by_id(person_id))
    if account is None or not account.active or account.id == desk.actor.account_id:
        return
    reader = (await readers_of(desk, [account]))[account.id]
    topic = Topic.JOB_CHANGED if interpreter else Topic.BOOKING_CHANGED
    if reader.number and reader.way(topic).by_sms:
        earliest = min(at for at in starts if at > desk.now)
        about = About(
            until=max(starts),
            latest=earliest - ON_THE_WAY,
            booking_id=booking.id,
            interpreter_id=person_id if interpreter else None,
            starts_at=booking.starts_at,
        )
        told = await desk.texts.count(booking.id, account.id, topic.value, since=desk.now - DAY)
        wait = CALM if told >= MOST_AT_ONCE else NONE
        text(desk, reader, topic, kind, facts_of(booking, before=before), about, wait=wait)


async def mail_instead(desk: Desk, claimed: Claimed, *, refused: bool) -> None:
    """What could not be texted is mailed, where no mail says it; a number that is refused is confirmed no more."""
    message = await desk.texts.by_id(claimed.id)
    account = await desk.accounts.by_id(message.account_id) if message is not None else None
    if message is None or account is None or not account.active:
        return
    if refused:
        await desk.preferences.doubt_phone(account.id, claimed.envelope_to or "")
    if message.only:
        words, _, link = (claimed.body or b"").decode().rpartition(" ")
        path = link.removeprefix(desk.identity.public_url.rstrip("/"))
        digest = Digest(path, said=Text(words, words))
        await post_digest(desk, "text_failed", digest, account, subject_id=claimed.subject_id)


async def post_digest(
    desk: Desk,
    kind: DigestKind,
    digest: Digest,
    account: Account,
    *,
    subject_id: UUID,
    mail_id: UUID | None = None,
    until: datetime | None = None,
    address: str = "",
    attached: Attachment | None = None,
) -> None:
    """A letter of several things to one reader, at another address where there is one; not sent after `until`."""
    note_id = mail_id or new_id()
    recipient = Recipient(address or account.email, account.name, account.tongue, "requester")
    token = reply_token(account.interpreter_id or account.id, desk.secret)
    body = compose_digest(
        kind, digest, recipient, desk.identity, token=token, note_id=note_id, now=desk.now, attached=attached
    )
    message_id = f"<note.{note_id}@{desk.identity.domain}>"
    desk.outbox.post(
        note_id, subject_id, message_id=message_id, to=recipient.address, body=body, now=desk.now, until=until
    )
