"""Which days are working days, and how to walk them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from booking.domain.texts import Text

HOLIDAY = Text("helligdag", "public holiday")


@dataclass(frozen=True, slots=True)
class Workdays:
    """Monday to Friday except the holidays given: public ones by law, and the office's own choices.

    `names` are what the holidays are called, as far as that is known.
    """

    holidays: frozenset[date]
    names: Mapping[date, Text] = field(default_factory=dict, compare=False, repr=False)

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def holiday(self, day: date) -> Text | None:
        """What the holiday is called; None on any other day."""
        return self.names.get(day, HOLIDAY) if day in self.holidays else None

    def minus(self, day: date, n: int) -> date:
        """The n-th working day before `day`; `day` itself is not counted, and n = 0 gives it back."""
        return self._walk(day, n, timedelta(days=-1))

    def plus(self, day: date, n: int) -> date:
        """The n-th working day after `day`; `day` itself is not counted, and n = 0 gives it back."""
        return self._walk(day, n, timedelta(days=1))

    def _walk(self, day: date, n: int, step: timedelta) -> date:
        while n > 0:
            day += step
            n -= self.is_workday(day)
        return day
