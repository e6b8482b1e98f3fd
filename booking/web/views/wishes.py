"""Ranked wishes: on the booking's page, and as rows of the form."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.modes import Mode
from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class WishRow:
    """One of the ranked wishes; `free` and the prices are None where they are not known, or nobody asks any more."""

    rank: int
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    state: Text
    now: bool
    total_ore: int | None = None
    refund_ore: int | None = None
    free: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishInput:
    """One more wish exactly as typed; what is empty is as in the first."""

    mode: str = ""
    date: str = ""
    start: str = ""
    minutes: str = ""
    reach: str = ""
    reason: str = ""
