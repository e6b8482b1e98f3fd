"""Availability: whether a period lies inside the hours an interpreter offers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from booking.domain.interpreters import Hours, Interval
from booking.domain.periods import Period, local_date, readings

ONE_DAY = timedelta(days=1)


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
        reached = period.starts_at
        for starts_at, ends_at in sorted(self._windows(period)):
            if starts_at > reached:
                break
            reached = max(reached, ends_at)
        return reached >= period.ends_at

    def _windows(self, period: Period) -> Iterator[tuple[datetime, datetime]]:
        for day in _days(period):
            weekday = day.isoweekday()
            for hours in self.weekly:
                if hours.weekday == weekday:
                    yield window(day, hours.starts, hours.ends)
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


@lru_cache(maxsize=256)
def _days(period: Period) -> tuple[date, ...]:
    """The local dates whose hours can reach into the period: from the evening before to its last day."""
    first, last = local_date(period.starts_at) - ONE_DAY, local_date(period.ends_at)
    return tuple(first + n * ONE_DAY for n in range((last - first).days + 1))


@lru_cache(maxsize=4096)
def window(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """The instants of hours that begin on a local day; an end at or before the start is the next day's."""
    # RFC 5545 § 3.3.5: a wall time shown twice means the first, a skipped one counts by the clock before the change.
    starts_at, _ = readings(day, starts)
    ends_at, _ = readings(day if starts < ends else day + ONE_DAY, ends)
    return starts_at, ends_at
