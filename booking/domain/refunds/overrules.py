"""Overruling a refund rule: somebody asks with a reason, somebody else approves; until then the rule holds."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from booking.domain.errors import Conflict, Denied
from booking.domain.texts import Text

State = Literal["asked", "approved", "refused", "withdrawn", "lifted"]

STATES: dict[State, Text] = {
    "asked": Text("Venter på godkendelse", "Waits for approval"),
    "approved": Text("Godkendt", "Approved"),
    "refused": Text("Afvist", "Refused"),
    "withdrawn": Text("Trukket tilbage", "Withdrawn"),
    "lifted": Text("Ophævet", "Lifted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """Another rule than the one that follows from the facts, in one version, and why."""

    id: UUID
    booking_id: UUID
    rule_code: str
    rule_version: int
    instead_of_code: str | None
    instead_of_version: int | None
    reason: str
    asked_by: UUID | None
    asked_at: datetime
    state: State = "asked"
    ended_by: UUID | None = None
    ended_at: datetime | None = None
    note: str = ""

    @property
    def instead_of(self) -> tuple[str | None, int | None]:
        return self.instead_of_code, self.instead_of_version


def ended(overrule: Overrule, state: State, *, by: UUID | None, now: datetime, note: str = "") -> Overrule:
    """Approved or refused by a second person (Denied to the first), withdrawn by the first (Denied to others).

    What is approved can be lifted: then the rule's own decision holds again. Conflict when it has ended already.
    """
    if (overrule.state, state == "lifted") not in (("asked", False), ("approved", True)):
        raise Conflict(Text("Fravigelsen er afgjort.", "The overruling was decided."))
    if state == "withdrawn" and by != overrule.asked_by:
        raise Denied(Text("En anden har bedt om fravigelsen.", "Somebody else asked for the overruling."))
    if state in ("approved", "refused") and by == overrule.asked_by:
        raise Denied(
            Text(
                "Den, der har bedt om fravigelsen, kan ikke også godkende eller afvise den.",
                "Whoever asked for the overruling cannot also approve or refuse it.",
            )
        )
    return replace(overrule, state=state, ended_by=by, ended_at=now, note=note)
