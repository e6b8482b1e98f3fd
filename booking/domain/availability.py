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

    def stretches(self, period: Period) -> list[Period]:
        """What of the period can be had, in order: the offered hours, neighbours joined, less the absences."""
        found: list[Period] = []
        for starts_at, ends_at in sorted(self._windows(period)):
            first, last = max(starts_at, period.starts_at), min(ends_at, period.ends_at)
            if found and first <= found[-1].ends_at:
                first, last = found[-1].starts_at, max(last, found[-1].ends_at)
                found.pop()
            if first < last:
                found.append(Period(first, last))
        for absence in self.absences:
            found = [part for one in found for part in _without(one, absence)]
        return found

    def closed(self, period: Period) -> list[Period]:
        """What of the period lies outside the offered hours, and inside no absence either."""
        found = [period]
        for starts_at, ends_at in self._windows(period):
            found = [part for one in found for part in _without(one, Period(starts_at, ends_at))]
        for absence in self.absences:
            found = [part for one in found for part in _without(one, absence)]
        return sorted(found, key=lambda one: one.starts_at)

    def _windows(self, period: Period) -> Iterator[tuple[datetime, datetime]]:
        yield from windows_of(self.weekly, period)
        for extra in self.extra:
            yield extra.starts_at, extra.ends_at


def _without(period: Period, absence: Period) -> Iterator[Period]:
    """The period's part before the absence, and its part after."""
    if not period.overlaps(absence):
        yield period
        return
    if period.starts_at < absence.starts_at:
        yield Period(period.starts_at, absence.starts_at)
    if absence.ends_at < period.ends_at:
        yield Period(absence.ends_at, period.ends_at)


def availability_of(hours: Iterable[Hours], intervals: Iterable[Interval]) -> Availability:
    """The register's rows as one value; an interval is extra hours when `offered`, else an absence."""
    kept = tuple(intervals)
    return Availability(
        weekly=tuple(hours),
        extra=tuple(Period(row.starts_at, row.ends_at) for row in kept if row.offered),
        absences=tuple(Period(row.starts_at, row.ends_at) for row in kept if not row.offered),
    )
