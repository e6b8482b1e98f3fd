"""The subscription to one's own calendar: whether there is an address, and the address when it is new."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.accounts import CalendarChoice


@dataclass(frozen=True, slots=True)
class SubscriptionBox:
    """`unit` is whose bookings it shows, empty for an interpreter's own jobs; `made_at` None without an address.

    `choice` is empty until one is made; `invited` counts the jobs ahead that stand in a calendar by invitation.
    """

    unit: str = ""
    made_at: datetime | None = None
    read_at: datetime | None = None
    choice: CalendarChoice = ""
    invited: int = 0


@dataclass(frozen=True, slots=True)
class SubscriptionPage:
    """`address` and `webcal` only right after they were made: they are shown this once."""

    subscription: SubscriptionBox
    address: str = ""
    webcal: str = ""
