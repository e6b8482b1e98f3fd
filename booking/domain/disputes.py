"""Disputes: a requester does not recognise a report; the interpreter answers or corrects it, the office decides."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from booking.domain.errors import Conflict, Invalid
from booking.domain.privacy import mask_cpr
from booking.domain.texts import Text

Ending = Literal["", "attested", "corrected", "stands"]
LONGEST = 2000

ENDINGS: dict[str, Text] = {
    "attested": Text("Attesteret alligevel", "Attested after all"),
    "corrected": Text("Rettet", "Corrected"),
    "stands": Text("Kontoret lader indberetningen stå", "The office keeps the report as it is"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Why one version of a report is not attested, what was answered, and how it ended."""

    id: UUID
    booking_id: UUID
    delivery_version: int
    reason: str
    raised_by: UUID | None
    raised_at: datetime
    answer: str = ""
    answered_by: UUID | None = None
    answered_at: datetime | None = None
    ending: Ending = ""
    decision: str = ""
    ended_by: UUID | None = None
    ended_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


def said(text: str, *, field: str, remedy: Text) -> str:
    """What was written, CPR numbers hidden; Invalid with the remedy when it is empty or too long."""
    bare = mask_cpr(text.strip())
    if not bare or len(bare) > LONGEST:
        raise Invalid(remedy, field=field)
    return bare


def answered(dispute: Dispute, text: str, *, by: UUID | None, now: datetime) -> Dispute:
    """Answered by whoever reported; given again, the later words count. Conflict when it has ended."""
    _require_open(dispute)
    answer = said(text, field="answer", remedy=Text("Skriv, hvad der skete.", "Write what happened."))
    return replace(dispute, answer=answer, answered_by=by, answered_at=now)


def ended(dispute: Dispute, ending: Ending, *, by: UUID | None, now: datetime, decision: str = "") -> Dispute:
    """Conflict when it has ended already."""
    _require_open(dispute)
    return replace(dispute, ending=ending, decision=decision, ended_by=by, ended_at=now)


def _require_open(dispute: Dispute) -> None:
    if not dispute.is_open:
        raise Conflict(Text("Indsigelsen er afsluttet.", "The dispute has ended."))
