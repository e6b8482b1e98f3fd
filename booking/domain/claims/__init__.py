"""Refund claims: which period, what is ready, what is held back and why, corrections, and the year's cap."""

from booking.domain.claims.caps import Cap, CapLine, cap_lines
from booking.domain.claims.lines import Line, Parts, Standing, lines_of, why_held
from booking.domain.claims.periods import (
    DEADLINES,
    KINDS,
    STATES,
    ClaimKind,
    ClaimPeriod,
    ClaimState,
    Deadlines,
    period_of,
)
from booking.domain.claims.wording import HELD, LINE_KINDS

__all__ = [
    "DEADLINES",
    "HELD",
    "KINDS",
    "LINE_KINDS",
    "STATES",
    "Cap",
    "CapLine",
    "ClaimKind",
    "ClaimPeriod",
    "ClaimState",
    "Deadlines",
    "Line",
    "Parts",
    "Standing",
    "cap_lines",
    "lines_of",
    "period_of",
    "why_held",
]
