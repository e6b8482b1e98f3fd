"""Repeating an order on several dates: what the form shows of them, and where a booking stands among them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from booking.domain.periods import WEEKDAYS
from booking.domain.texts import Text

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SERIES_NAMES: dict[str, Text] = {
    "interpreters": Text("Antal tolke", "Number of interpreters"),
    "weekdays": Text("Ugedage", "Weekdays"),
    "every_weeks": Text("Antal uger imellem", "Weeks between"),
    "until": Text("Slutdato", "Last date"),
    "times": Text("Antal gange", "Number of times"),
    "leave_out": Text("Udeladte datoer", "Dates left out"),
    "series": Text("Datoer i serien", "Dates of the series"),
    "scope": Text("Hvad gælder ændringen?", "What is the change about?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One planned date: `notes` do not keep it from being booked, a refusal does."""

    on: date
    starts_at: datetime | None
    ends_at: datetime | None
    booked: bool
    skipped: bool
    holiday: Text | None
    price_ore: int | None
    free: int | None
    notes: tuple[Text, ...]
    refusal: Text | None

    @property
    def week(self) -> int:
        return self.on.isocalendar().week


@dataclass(frozen=True, slots=True)
class SeriesForm:
    """What "Vis datoer" found; nothing before it was pressed."""

    rows: tuple[DateRow, ...] = ()
    booked: int = 0
    total_ore: int = 0
    refund_ore: int = 0
    error: Text | None = None
    two_advised: bool = False

    @property
    def days(self) -> tuple[tuple[str, Text], ...]:
        return tuple(zip(DAYS, WEEKDAYS, strict=True))


NO_SERIES = SeriesForm()


@dataclass(frozen=True, slots=True)
class FamilyBox:
    """Where a booking stands in its series, and its companions on the same job."""

    series_id: UUID | None
    place: int
    dates: int
    companions: tuple[tuple[str, Text], ...]
