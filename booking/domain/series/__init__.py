"""Series (serie): bookings on dates that a rule makes, and bookings that belong together on one date."""

from booking.domain.series.rules import (
    FIRST_OF_TWO,
    MOST,
    Occurrence,
    Rule,
    Series,
    moved_alike,
    occurrences,
    on_day,
)
from booking.domain.series.scopes import ALONE, SCOPES, Kin, Scope, is_meant
from booking.domain.series.wording import rule_said

__all__ = [
    "ALONE",
    "FIRST_OF_TWO",
    "MOST",
    "SCOPES",
    "Kin",
    "Occurrence",
    "Rule",
    "Scope",
    "Series",
    "is_meant",
    "moved_alike",
    "occurrences",
    "on_day",
    "rule_said",
]
