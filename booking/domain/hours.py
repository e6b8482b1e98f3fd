"""Hours that come back every week on Copenhagen's wall clock, and whether a period lies inside them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from booking.domain.periods import Period, local_date, readings

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours offered every week: ISO weekday 1–7 in Copenhagen wall time; an end at or before the start is next day."""

    weekday: int
    starts: time
    ends: time


ALWAYS = tuple(Hours(weekday, time(0), time(0)) for weekday in range(1, 8))


def covered(period: Period, windows: Iterable[tuple[datetime, datetime]]) -> bool:
    """Whether the windows (start and end in UTC), neighbours joined, cover the whole period."""
    reached = period.starts_at
    for starts_at, ends_at in sorted(windows):
        if starts_at > reached:
            break
        reached = max(reached, ends_at)
    return reached >= period.ends_at


def windows_of(weekly: Iterable[Hours], period: Period) -> Iterator[tuple[datetime, datetime]]:
    """Start and end, in UTC, of every stretch of the weekly hours that can reach into the period."""
    hours = tuple(weekly)
    for day in _days(period):
        weekday = day.isoweekday()
        for part in hours:
            if part.weekday == weekday:
                yield window(day, part.starts, part.ends)


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
