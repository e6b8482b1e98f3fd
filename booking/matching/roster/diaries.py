"""Everybody's other jobs in one sorted list, and what those around a booking mean for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from booking.domain.modes import is_remote
from booking.domain.periods import Period, local_date
from booking.matching.cases import (
    BETWEEN_REMOTE_MINUTES,
    BUFFER_MINUTES,
    NEIGHBOURHOOD,
    WORTH_GOING_HOME_MINUTES,
)
from booking.matching.problem import Candidate, Job, Occasion
from booking.matching.roster.arrays import MICROSECOND, MINUTE, Ints, Mask, floats, ints, moment
from booking.matching.roster.trips import Places, Trips, trips

AROUND = NEIGHBOURHOOD // MICROSECOND


@dataclass(frozen=True, slots=True)
class Diaries:
    """Jobs in order of their start; minutes booked are kept as microseconds by person and day or week of beginning."""

    owner: Ints
    starts: Ints
    ends: Ints
    turn: Ints
    remote: Mask
    place: Places
    longest: int
    of_booking: dict[UUID, list[tuple[int, int]]]
    first: date
    booked_by_day: Ints
    booked_by_week: Ints


@dataclass(frozen=True, slots=True)
class Day:
    """For each member of a pool: what their other jobs say of one booking."""

    overlapping: Mask
    unrested: Mask
    stuck: Mask
    booked_today: Ints
    booked_this_week: Ints
    approach: Trips | None


def diaries_of(people: Sequence[Candidate], *, days: Period) -> Diaries:
    rows = [(n, turn, job) for n, one in enumerate(people) for turn, job in enumerate(one.busy)]
    rows.sort(key=lambda row: row[2].period.starts_at)
    jobs = [job for _, _, job in rows]
    starts, ends = (
        ints([moment(job.period.starts_at) for job in jobs]),
        ints([moment(job.period.ends_at) for job in jobs]),
    )
    monday = _monday(local_date(days.starts_at))
    weeks = (_monday(local_date(days.ends_at)) - monday).days // 7 + 1
    by_day = np.zeros((len(people), 7 * weeks), dtype=np.int64)
    of_booking: dict[UUID, list[tuple[int, int]]] = {}
    for row, (n, _, job) in enumerate(rows):
        day = (local_date(job.period.starts_at) - monday).days
        if 0 <= day < 7 * weeks:
            by_day[n, day] += ends[row] - starts[row]
        if job.booking_id is not None:
            of_booking.setdefault(job.booking_id, []).append((row, n))
    return Diaries(
        owner=ints([n for n, _, _ in rows]),
        starts=starts,
        ends=ends,
        turn=ints([turn for _, turn, _ in rows]),
        remote=np.array([is_remote(job.mode) for job in jobs], dtype=np.bool_),
        place=Places(floats([_lat(job) for job in jobs]), floats([_lon(job) for job in jobs])),
        longest=int((ends - starts).max(initial=0)),
        of_booking=of_booking,
        first=monday,
        booked_by_day=by_day,
        booked_by_week=by_day.reshape(len(people), weeks, 7).sum(axis=2),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _lat(job: Job) -> float | None:
    return None if job.place is None else job.place[0]


def _lon(job: Job) -> float | None:
    return None if job.place is None else job.place[1]


def day_of(diaries: Diaries, occasion: Occasion, members: Ints, home: Places, *, everybody: int) -> Day:
    """`members` are the rows of a pool among `everybody`, `home` where they live; the booking itself is left out."""
    start, end = moment(occasion.wanted.period.starts_at), moment(occasion.wanted.period.ends_at)
    seat = np.full(everybody, -1, dtype=np.int64)
    seat[members] = np.arange(len(members))
    low = np.searchsorted(diaries.starts, start - AROUND - diaries.longest, side="left")
    high = np.searchsorted(diaries.starts, end + AROUND, side="right")
    rows = np.arange(low, high)
    rows = rows[seat[diaries.owner[rows]] >= 0]
    own = diaries.of_booking.get(occasion.wanted.booking_id, [])
    if own:
        rows = rows[~np.isin(rows, [row for row, _ in own])]
    who, starts, ends = seat[diaries.owner[rows]], diaries.starts[rows], diaries.ends[rows]
    before, after = ends <= start, starts >= end
    overlapping = _marked(who[~before & ~after], len(members))
    gap = np.where(before, start - ends, starts - end)
    near = (before | after) & (gap <= AROUND)
    unrested, stuck = _tight(diaries, occasion, home, rows[near], who[near], gap[near] // MINUTE, before[near])
    today, this_week = _booked(diaries, occasion, members, own, seat)
    dawn, midnight = moment(occasion.day.starts_at), moment(occasion.day.ends_at)
    earlier = rows[before & (starts >= dawn) & (starts < midnight)]
    approach = None if occasion.remote else _approach(diaries, occasion, home, earlier, seat)
    return Day(overlapping, unrested, stuck, today, this_week, approach)


def _marked(who: Ints, many: int) -> Mask:
    marked = np.zeros(many, dtype=np.bool_)
    marked[who] = True
    return marked


def _tight(
    diaries: Diaries, occasion: Occasion, home: Places, rows: Ints, who: Ints, gap: Ints, before: Mask
) -> tuple[Mask, Mask]:
    """Who lacks the pause between two remote jobs, and who the time for the road and its buffer."""
    many, remote = len(home.lat), diaries.remote[rows]
    both = remote & occasion.remote
    unrested = _marked(who[both & (gap < BETWEEN_REMOTE_MINUTES)], many)
    if occasion.remote:  # a remote job is done at home, as is the booking
        road = ~remote
        rows, who, gap, before = rows[road], who[road], gap[road], before[road]
        here, there = home.of(who), diaries.place.of(rows)
    else:
        here = _everywhere(occasion, len(rows))
        there = Places(
            np.where(remote, home.lat[who], diaries.place.lat[rows]),
            np.where(remote, home.lon[who], diaries.place.lon[rows]),
        )
    minutes = np.where(before, trips(there, here).minutes, trips(here, there).minutes)
    return unrested, _marked(who[gap < minutes + BUFFER_MINUTES], many)


def _booked(
    diaries: Diaries, occasion: Occasion, members: Ints, own: list[tuple[int, int]], seat: Ints
) -> tuple[Ints, Ints]:
    """Microseconds of what begins on the booking's local day, and in its ISO week, without the booking itself."""
    day = (occasion.date - diaries.first).days
    today, week = diaries.booked_by_day[members, day], diaries.booked_by_week[members, day // 7]
    for row, person in own:
        if seat[person] >= 0:
            length, begins = int(diaries.ends[row] - diaries.starts[row]), int(diaries.starts[row])
            today[seat[person]] -= length * _within(begins, occasion.day)
            week[seat[person]] -= length * _within(begins, occasion.week)
    return today, week


def _within(instant: int, period: Period) -> bool:
    return moment(period.starts_at) <= instant < moment(period.ends_at)


def _approach(diaries: Diaries, occasion: Occasion, home: Places, earlier: Ints, seat: Ints) -> Trips:
    """From the job before on the same day, when that is in person and leaves no time at home; else from home."""
    here = _everywhere(occasion, len(home.lat))
    minutes, tenths = trips(home, here)
    # The last to end first; of two that end together the one that was listed first.
    order = np.lexsort((diaries.turn[earlier], -diaries.ends[earlier], diaries.owner[earlier]))
    last = earlier[order]
    _, heads = np.unique(diaries.owner[last], return_index=True)
    last = last[heads]
    last = last[~diaries.remote[last]]
    if len(last):
        who, place = seat[diaries.owner[last]], diaries.place.of(last)
        free = (moment(occasion.wanted.period.starts_at) - diaries.ends[last]) // MINUTE
        via_home = trips(place, home.of(who)).minutes + minutes[who]
        straight = free < via_home + WORTH_GOING_HOME_MINUTES
        direct = trips(place, _everywhere(occasion, len(last)))
        minutes[who[straight]], tenths[who[straight]] = direct.minutes[straight], direct.tenths[straight]
    return Trips(minutes, tenths)


def _everywhere(occasion: Occasion, many: int) -> Places:
    lat, lon = occasion.place or (np.nan, np.nan)
    return Places(np.full(many, lat), np.full(many, lon))
