"""Hours offered, day by day, and absences, for everybody at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from booking.domain.availability import Availability
from booking.domain.hours import window
from booking.domain.periods import Period, day_bounds, local_date
from booking.matching.problem import Candidate
from booking.matching.roster.arrays import EPOCH, Ints, Mask, ints, moment

ONE_DAY = timedelta(days=1)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OfferedHours:
    """`starts` and `ends` by person, local day and window of the day, in microseconds; empty windows are 0, 0.

    No two windows of a person overlap, so what they cover of a period can be added up.
    """

    first: date
    starts: Ints
    ends: Ints
    absent: Ints
    absent_from: Ints
    absent_to: Ints

    def cover(self, people: Ints, period: Period, starts: Ints) -> Mask:
        """Whether the hours offered cover a time as long as the period from each start on: by start, then person.

        All starts lie on the period's local day.
        """
        length = moment(period.ends_at) - moment(period.starts_at)
        latest = EPOCH + timedelta(microseconds=int(starts.max()) + length)
        day = (local_date(period.starts_at) - self.first).days
        last = (local_date(latest) - self.first).days + 1
        since = starts[:, None, None, None]
        offered_from, offered_to = self.starts[people, day:last], self.ends[people, day:last]
        inside = np.minimum(offered_to, since + length) - np.maximum(offered_from, since)
        covered: Ints = np.maximum(inside, 0).sum(axis=(2, 3))
        return covered >= length

    def away(self, seat: Ints, many: int, period: Period, starts: Ints) -> Mask:
        """Who of the pool has an absence that touches such a time: by start, then seat; `seat` is -1 outside it."""
        length = moment(period.ends_at) - moment(period.starts_at)
        found = np.zeros((len(starts), many), dtype=np.bool_)
        touching = (self.absent_from < starts[:, None] + length) & (self.absent_to > starts[:, None])
        at, row = np.nonzero(touching & (seat[self.absent] >= 0))
        found[at, seat[self.absent[row]]] = True
        return found


def hours_of(people: Sequence[Candidate], *, days: Period) -> OfferedHours:
    """For bookings whose local days lie inside `days`."""
    first, last = local_date(days.starts_at), local_date(days.ends_at) + ONE_DAY
    dates = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    bounds = [(moment(day_bounds(day).starts_at), moment(day_bounds(day).ends_at)) for day in dates]
    kept: dict[Availability, list[list[Span]]] = {}
    found = []
    for one in people:
        plan = Availability(one.availability.weekly, one.availability.extra)
        if plan not in kept:
            kept[plan] = _by_day(plan, dates, bounds)
        found.append(kept[plan])
    most = max((len(day) for by_day in kept.values() for day in by_day), default=0)
    blocks = np.zeros((len(people), len(dates), max(most, 1), 2), dtype=np.int64)
    for n, by_day in enumerate(found):
        for day, spans in enumerate(by_day):
            if spans:
                blocks[n, day, : len(spans)] = spans
    return OfferedHours(first, blocks[..., 0].copy(), blocks[..., 1].copy(), *_absences(people))


def _by_day(plan: Availability, dates: list[date], bounds: list[Span]) -> list[list[Span]]:
    joined = list(_joined(sorted(_spans(plan, dates))))
    return [
        [(max(start, dawn), min(end, midnight)) for start, end in joined if start < midnight and end > dawn]
        for dawn, midnight in bounds
    ]


def _spans(plan: Availability, dates: list[date]) -> Iterator[Span]:
    """From the evening before the first day on, since hours may pass midnight."""
    for day in (dates[0] - ONE_DAY, *dates):
        for hours in plan.weekly:
            if hours.weekday == day.isoweekday():
                starts_at, ends_at = window(day, hours.starts, hours.ends)
                yield moment(starts_at), moment(ends_at)
    for extra in plan.extra:
        yield moment(extra.starts_at), moment(extra.ends_at)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbours and overlaps made one."""
    start = end = None
    for since, until in spans:
        if start is None or end is None:
            start, end = since, until
        elif since > end:
            yield start, end
            start, end = since, until
        else:
            end = max(end, until)
    if start is not None and end is not None:
        yield start, end


def _absences(people: Sequence[Candidate]) -> tuple[Ints, Ints, Ints]:
    rows = [(n, absence) for n, one in enumerate(people) for absence in one.availability.absences]
    return (
        ints([n for n, _ in rows]),
        ints([moment(absence.starts_at) for _, absence in rows]),
        ints([moment(absence.ends_at) for _, absence in rows]),
    )
