"""Claims kept: how bookings stand, the claims and their lines, and what submitting them does."""

from booking.persistence.claims.claims import Claim, Claims, Held, Total
from booking.persistence.claims.closing import close_bookings
from booking.persistence.claims.standings import (
    Expected,
    ahead_of,
    standings,
    standings_of,
    unattested,
    unattested_of,
)

__all__ = [
    "Claim",
    "Claims",
    "Expected",
    "Held",
    "Total",
    "ahead_of",
    "close_bookings",
    "standings",
    "standings_of",
    "unattested",
    "unattested_of",
]
