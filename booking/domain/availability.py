"""Availability: whether a period lies inside the hours an interpreter offers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from booking.domain.hours import Hours, covered, windows_of
from booking.domain.interpreters import Interval
from booking.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Availability:
    """Weekly hours in Copenhagen wall time, extra hours beside them, and absences, which win over both."""

    weekly: tuple[Hours, ...] = ()
    extra: tuple[Period, ...] = ()
    absences: tuple[Period, ...] = ()

    def offers(self, period: Period) -> bool:
        """Whether all of the period is inside the offered hours and none of it inside an absence."""
        return self.within_hours(period) and self.absence(period) is None

    def absence(self, period: Period) -> Period | None:
        """The first absence that touches the period."""
        return next((absence for absence in self.absences if absence.overlaps(period)), None)

    def within_hours(self, period: Period) -> bool:
        """Whether the offered hours, neighbours joined, cover the period; absences are not looked at."""
        return covered(period, self._windows(period))

    def _windows(self, period: Period) -> Iterator[tuple[datetime, datetime]]:
        yield from windows_of(self.weekly, period)
        for extra in self.extra:
            yield extra.starts_at, extra.ends_at


def availability_of(hours: Iterable[Hours], intervals: Iterable[Interval]) -> Availability:
    """The register's rows as one value; an interval is extra hours when `offered`, else an absence."""
    kept = tuple(intervals)
    return Availability(
        weekly=tuple(hours),
        extra=tuple(Period(row.starts_at, row.ends_at) for row in kept if row.offered),
        absences=tuple(Period(row.starts_at, row.ends_at) for row in kept if not row.offered),
    )
