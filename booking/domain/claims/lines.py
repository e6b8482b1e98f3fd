"""What a claim takes of a booking: what is true now, less what was claimed before, and nothing that is held back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

from booking.domain.claims.periods import ClaimPeriod

LineKind = Literal["new", "late", "correction"]
HeldBack = Literal["deviation", "attestation", "overruling", "measure", "unsure", "cpr"]


class Parts(NamedTuple):
    """What tells one line of a booking from another: the rule it is claimed by, and the day it was held."""

    rule_code: str
    rule_version: int
    percent: int
    held_on: date


class Amounts(NamedTuple):
    """The eligible cost and the refund of it, in øre."""

    eligible_ore: int
    refund_ore: int


NOTHING = Amounts(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a booking now, and what was claimed of it in claims that are submitted.

    `citizen` tells one citizen from another, and not who it is.
    """

    booking_id: UUID
    citizen: int
    unit_id: UUID
    held_on: date
    net_ore: int
    eligible_ore: int
    refund_ore: int
    unsure: bool
    missing: tuple[str, ...]
    rule_code: str
    rule_version: int
    percent: int
    attested: bool
    attested_by: UUID | None
    has_cpr: bool
    deviates: bool
    overruling: bool
    claimed: Mapping[Parts, Amounts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a claim, in øre; a correction may be negative."""

    booking_id: UUID
    citizen: int
    unit_id: UUID
    kind: LineKind
    parts: Parts
    eligible_ore: int
    refund_ore: int
    attested_by: UUID | None


def why_held(standing: Standing) -> HeldBack | None:
    """Why nothing more is claimed of the booking now; what was claimed once is not held back for want of a number."""
    if standing.deviates:
        return "deviation"
    if not standing.attested:
        return "attestation"
    if standing.overruling:
        return "overruling"
    if standing.unsure:
        return "measure" if standing.missing == ("measure",) else "unsure"
    if standing.refund_ore and not standing.has_cpr and not standing.claimed:
        return "cpr"
    return None


def lines_of(standing: Standing, period: ClaimPeriod) -> list[Line]:
    """The lines that make the claims say what is true; none while it is held back.

    What was claimed and turns out to be unsure is given back until it is decided.
    """
    why = why_held(standing)
    if why in ("deviation", "attestation", "overruling", "cpr"):
        return []
    wanted: dict[Parts, Amounts] = {}
    if why is None and standing.refund_ore:
        parts = Parts(standing.rule_code, standing.rule_version, standing.percent, standing.held_on)
        wanted[parts] = Amounts(standing.eligible_ore, standing.refund_ore)
    differences = (_difference(parts, standing.claimed, wanted) for parts in {**standing.claimed, **wanted})
    return [_line(standing, parts, amounts, period) for parts, amounts in differences if amounts != NOTHING]


def _difference(
    parts: Parts, claimed: Mapping[Parts, Amounts], wanted: Mapping[Parts, Amounts]
) -> tuple[Parts, Amounts]:
    before, after = claimed.get(parts, NOTHING), wanted.get(parts, NOTHING)
    return parts, Amounts(after.eligible_ore - before.eligible_ore, after.refund_ore - before.refund_ore)


def _line(standing: Standing, parts: Parts, amounts: Amounts, period: ClaimPeriod) -> Line:
    kind: LineKind = "late" if parts.held_on < period.first else "new"
    return Line(
        booking_id=standing.booking_id,
        citizen=standing.citizen,
        unit_id=standing.unit_id,
        kind="correction" if standing.claimed else kind,
        parts=parts,
        eligible_ore=amounts.eligible_ore,
        refund_ore=amounts.refund_ore,
        attested_by=standing.attested_by,
    )
