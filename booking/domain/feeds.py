"""Calendar feeds: whose jobs an address shows, how far back and ahead, and how long what was cancelled stays."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID, uuid5

from booking.domain.accounts import Actor
from booking.domain.bookings import ALLOWED, Act, Status
from booking.domain.errors import Denied
from booking.domain.invitations import EventFacts
from booking.domain.periods import Period
from booking.domain.permissions import require_permission
from booking.domain.texts import Text

Kind = Literal["interpreter", "unit"]
State = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]

BACK, AHEAD, CANCELLED_KEPT = timedelta(days=30), timedelta(days=365), timedelta(days=14)
_UIDS = UUID("2b6d8a0e-57f4-4c1d-9a39-c1f0a5e7d3b8")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose jobs a feed shows: one interpreter's own, or those of a unit and everything below it."""

    kind: Kind
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


@dataclass(frozen=True, slots=True)
class Feed:
    """An address somebody has made; the address itself is not known here."""

    account_id: UUID
    subject: Subject
    created_at: datetime
    last_read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One job in a feed; `key` is the assignment's or the booking's, `changed_at` when its facts last changed."""

    key: UUID
    facts: EventFacts
    state: State
    seq: int
    changed_at: datetime


def subject_of(actor: Actor) -> Subject:
    """Own jobs for an interpreter, the unit's for a requester; Denied when the account has neither."""
    require_permission(actor, "calendar:subscribe")
    if actor.interpreter_id is not None:
        return Subject("interpreter", actor.interpreter_id)
    if actor.unit_id is None:
        raise Denied(
            Text(
                "Din konto er hverken knyttet til en tolk eller en enhed.",
                "Your account is linked to neither an interpreter nor a unit.",
            ),
            subject="calendar",
        )
    return Subject("unit", actor.unit_id)


def window(now: datetime) -> Period:
    """What a feed shows at an instant."""
    return Period(now - BACK, now + AHEAD)


def state_of(status: Status, *, released: bool = False) -> State:
    """How sure a job is: asked for, somebody has it, or off."""
    if released or status is Status.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if status in ALLOWED[Act.MATCH] else "CONFIRMED"


def uid_of(event: FeedEvent, *, domain: str) -> str:
    """The same for as long as the job lasts, and never an invitation's: a calendar with both keeps them apart."""
    return f"feed-{uuid5(_UIDS, event.key.hex)}@{domain}"
