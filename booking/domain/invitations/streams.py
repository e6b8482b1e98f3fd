"""Streams: one UID in one recipient's calendar, its messages in order, and which answers still count."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from uuid import UUID

from booking.domain.errors import Conflict
from booking.domain.texts import Text, Tongue

Role = Literal["interpreter", "requester"]
Method = Literal["REQUEST", "CANCEL", "DECLINECOUNTER"]
Partstat = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"]
# Whoever subscribes to a feed is told the same news in the same order by plain mails, without a calendar part.
Form = Literal["invitation", "notice"]


@dataclass(frozen=True, slots=True)
class Stream:
    """One UID in one recipient's calendar; `seq` is the last SEQUENCE made (-1: none).

    The last answer that was applied has `answered_dtstamp`, `answered_seq` and the PARTSTAT `answer`, and came through
    `answer_via` where that is not the recipient's own address. What was sent again is counted, so that it ends.
    """

    id: UUID
    booking_id: UUID
    recipient_role: Role
    address: str
    name: str
    tongue: Tongue
    uid: str
    seq: int = -1
    last_dtstamp: datetime | None = None
    reset_seq: int = 0
    state: Literal["live", "ended"] = "live"
    partstat: Partstat = "NEEDS-ACTION"
    answered_dtstamp: datetime | None = None
    answered_seq: int | None = None
    answer: str = ""
    answer_via: str = ""
    resent_reset_seq: int | None = None
    cancels_resent: int = 0
    refreshed_on: date | None = None
    refreshes: int = 0
    form: Form = "invitation"


@dataclass(frozen=True, slots=True)
class Invite:
    """One iTIP message (RFC 5546) of a stream, before it is written out."""

    method: Method
    uid: str
    seq: int
    dtstamp: datetime
    partstat: Partstat
    rsvp: bool
    message_id: str


def uid_of(key: UUID, domain: str) -> str:
    """The UID made once when a stream is inserted; `key` is a uuid4 of its own, never the id of a row."""
    return f"{key}@{domain}"


def invite(stream: Stream, *, voiding: bool, now: datetime, accepted: bool = False) -> tuple[Stream, Invite]:
    """The stream after its next REQUEST, and that REQUEST.

    `voiding`: answers given so far no longer count (new time, length, mode, place); no matter for the first.
    `accepted`: the interpreter has said yes in the office's own system, or was assigned without being asked.
    Conflict when the stream has ended: a new assignment gets a new stream.
    """
    _check_live(stream)
    partstat = _partstat(stream, voiding=voiding, accepted=accepted)
    return _next(
        replace(stream, partstat=partstat, reset_seq=stream.seq + 1 if voiding else stream.reset_seq),
        "REQUEST",
        now=now,
        rsvp=partstat in {"NEEDS-ACTION", "TENTATIVE"},
    )


def withdraw(stream: Stream, *, now: datetime) -> tuple[Stream, Invite]:
    """The stream after its end, and the CANCEL that takes the whole event out of the calendar.

    Conflict when the stream has ended already or nothing was ever sent in it.
    """
    _check_live(stream)
    if stream.seq < 0:
        raise Conflict(
            Text(
                "Der er ikke sendt nogen invitation, der kan aflyses.",
                "No invitation was made that could be cancelled.",
            ),
            subject=str(stream.id),
        )
    return _next(replace(stream, state="ended"), "CANCEL", now=now, rsvp=False)


def withdraw_again(stream: Stream, *, now: datetime) -> tuple[Stream, Invite]:
    """The CANCEL of a stream that has ended, once more, for a calendar that still shows the event."""
    return _next(stream, "CANCEL", now=now, rsvp=False)


def decline_counter(stream: Stream, *, now: datetime, key: UUID) -> Invite:
    """The answer to a proposal that is refused (RFC 5546 § 3.2.8): of the version it was about, which stays."""
    domain = stream.uid.rpartition("@")[2]
    message_id = f"<itip.{stream.id}.{key}.DECLINECOUNTER@{domain}>"
    second = now.astimezone(UTC).replace(microsecond=0)
    return Invite("DECLINECOUNTER", stream.uid, stream.seq, second, stream.partstat, False, message_id)


def counts(stream: Stream, *, answered_seq: int) -> bool:
    """Whether an answer to that SEQUENCE is an answer to what the booking is now."""
    return stream.reset_seq <= answered_seq <= stream.seq


def _next(stream: Stream, method: Method, *, now: datetime, rsvp: bool) -> tuple[Stream, Invite]:
    seq, dtstamp = stream.seq + 1, _dtstamp(stream, now)
    domain = stream.uid.rpartition("@")[2]
    message_id = f"<itip.{stream.id}.{seq}.{method}@{domain}>"
    return (
        replace(stream, seq=seq, last_dtstamp=dtstamp),
        Invite(method, stream.uid, seq, dtstamp, stream.partstat, rsvp, message_id),
    )


def _dtstamp(stream: Stream, now: datetime) -> datetime:
    # Google and others ignore a second message whose DTSTAMP has not risen, even with a higher SEQUENCE.
    second = now.astimezone(UTC).replace(microsecond=0)
    return second if stream.last_dtstamp is None else max(second, stream.last_dtstamp + timedelta(seconds=1))


def _partstat(stream: Stream, *, voiding: bool, accepted: bool) -> Partstat:
    if stream.recipient_role == "requester":
        return "ACCEPTED"
    if voiding and stream.seq >= 0:
        return "NEEDS-ACTION"
    return "ACCEPTED" if accepted else stream.partstat


def _check_live(stream: Stream) -> None:
    if stream.state == "ended":
        raise Conflict(
            Text(
                "Invitationen er aflyst og kan ikke bruges igen.",
                "The invitation was cancelled and cannot be used again.",
            ),
            subject=str(stream.id),
        )
