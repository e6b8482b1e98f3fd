"""What was told of a booking beside the calendar, as its page shows it to the office."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.texts import Text


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A reminder or a text message: what, to whom, by which way, and why not where it was not sent."""

    at: datetime
    what: Text
    to: str
    by: Text
    state: Text
    tag: str = ""
    reason: Text | None = None
    texted: bool = False
