"""Claims: drafted by finance, approved by somebody who attested none of it, submitted and frozen, corrected later."""

from booking.persistence.claims.listing import HeldRow, LineRow
from booking.services.claims.counting import Counted, count
from booking.services.claims.deciding import approve, send_back, submit
from booking.services.claims.drafting import discard, draft, recount
from booking.services.claims.reading import (
    ClaimDetails,
    held_rows,
    line_rows,
    list_claims,
    read_claim,
    trail,
    working_year,
)
from booking.services.claims.settings import caps_in_force, read_deadlines, set_cap, set_deadlines

__all__ = [
    "ClaimDetails",
    "Counted",
    "HeldRow",
    "LineRow",
    "approve",
    "caps_in_force",
    "count",
    "discard",
    "draft",
    "held_rows",
    "line_rows",
    "list_claims",
    "read_claim",
    "read_deadlines",
    "recount",
    "send_back",
    "set_cap",
    "set_deadlines",
    "submit",
    "trail",
    "working_year",
]
