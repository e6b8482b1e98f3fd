"""What came in, as far as it is read: an answer of a calendar, a bounce, a message, or nothing that can be read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.domain.periods import Period
from booking.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the headers say: who wrote (lower case), whether a machine did, whether the sender's domain disowns it."""

    sender: str = ""
    message_id: str = ""
    subject: str = ""
    automatic: bool = False
    disowned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One calendar object (RFC 5546) about one event; a REPLY, COUNTER or REFRESH, or what is not ours to get.

    `attendees` are addresses in lower case; `proposed` is where a COUNTER would move the event, `proposed_text` its
    start as written when the zone is nobody's.
    """

    head: Head
    method: str
    uid: str
    sequence: int | None
    dtstamp: datetime | None
    attendees: tuple[str, ...]
    partstat: str = ""
    delegated_to: str = ""
    comment: str = ""
    proposed: Period | None = None
    proposed_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A delivery report (RFC 3464): the status code, e.g. 5.1.1, and the outbox `row` that its address proves."""

    head: Head
    action: str
    status: str
    row: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail without a calendar part: its words, to be shown as text."""

    head: Head
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """What no program of ours makes sense of, and why."""

    reason: Text
    head: Head = Head()


Mail = Reply | Bounce | Message | Unreadable
