"""Which days are working days, and how to walk them."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Workdays:
    """Monday to Friday except the holidays given: public ones by law, and the office's own choices."""

    holidays: frozenset[date]

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

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
