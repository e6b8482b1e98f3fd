"""Incoming email as the pages show it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from booking.domain.texts import Text

STATES: dict[str, tuple[Text, str]] = {
    "received": (Text("Ikke læst endnu", "Not read yet"), "info"),
    "done": (Text("Behandlet", "Dealt with"), "ok"),
    "quarantined": (Text("I karantæne", "In quarantine"), "warn"),
    "held": (Text("Venter på personen", "Waits for the person"), "warn"),
    "discarded": (Text("Kasseret", "Discarded"), ""),
}
ANSWERS: dict[str, Text] = {
    "ACCEPTED": Text("Ja", "Yes"),
    "DECLINED": Text("Nej", "No"),
    "TENTATIVE": Text("Måske", "Perhaps"),
    "DELEGATED": Text("Giver videre", "Passes it on"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundRow:
    """One mail: when it came and by what, from whom, about what, and what became of it."""

    id: UUID
    received_at: datetime
    sender: str
    person: str
    booking: str
    state: Text
    tag: str
    reason: Text


@dataclass(frozen=True, slots=True)
class InboundList:
    rows: tuple[InboundRow, ...]
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundPage:
    """One mail, as it was read and as it came; the flags are what may be done with it now."""

    row: InboundRow
    facts: tuple[tuple[Text, Text], ...]
    text: str
    raw: str
    waits: bool
    may_release: bool
    gone: bool = False
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An answer in the reader's name that they have not confirmed."""

    id: UUID
    booking: str
    starts_at: datetime
    ends_at: datetime
    answer: Text
    received_at: datetime


@dataclass(frozen=True, slots=True)
class HeldPage:
    rows: tuple[HeldRow, ...]
    error: Text | None = None
