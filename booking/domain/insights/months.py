"""The month that a leader's report is about: one that is over, or the one that goes on, up to today."""

from dataclasses import dataclass
from datetime import date, timedelta

from booking.domain.errors import Invalid
from booking.domain.reports.spans import month_name
from booking.domain.texts import Text

FIRST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year and the last of its days that is counted."""

    key: str
    until: date

    @property
    def name(self) -> Text:
        return month_name(self.key)


def month_of(key: str, *, today: date) -> Month:
    """The month by its key ("2026-10"); Invalid for what is none, and for one that has not begun."""
    try:
        first = date.fromisoformat(f"{key}-01")
    except ValueError:
        raise Invalid(Text("Skriv måneden som 2026-10.", "Write the month as 2026-10."), field="month") from None
    if not FIRST <= first <= today:
        raise Invalid(Text("Måneden er ikke begyndt endnu.", "The month has not begun yet."), field="month")
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return Month(key, min(last, today))


def month_before(day: date) -> str:
    """The key of the month before the day's own."""
    return f"{day.replace(day=1) - timedelta(days=1):%Y-%m}"


def latest(today: date, count: int) -> tuple[str, ...]:
    """The keys of so many months, this one first."""
    at = today.year * 12 + today.month - 1
    return tuple(f"{(at - n) // 12:04}-{(at - n) % 12 + 1:02}" for n in range(count))
