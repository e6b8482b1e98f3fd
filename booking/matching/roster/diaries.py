"""Everybody's other jobs in one sorted list, and what those around a booking mean for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
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
    """What the other jobs of a pool say of one booking at several starts of a day: by start, then by member.

    Minutes booked on the day and in its week are the same for every start, and kept by member alone.
    """

    overlapping: Mask
    unrested: Mask
    stuck: Mask
    booked_today: Ints
    booked_this_week: Ints
    approach: Trips | None


class Around(NamedTuple):
    """The jobs near those starts, and how they lie to each: by start, then by job; gaps in whole minutes."""

    rows: Ints
    who: Ints
    before: Mask
    near: Mask
    gap: Ints


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


def day_of(diaries: Diaries, occasion: Occasion, starts: Ints, members: Ints, home: Places, *, everybody: int) -> Day:
    """For a booking like the occasion's at each of `starts`, instants of the occasion's local day.

    `members` are the rows of a pool among `everybody`, `home` where they live; the booking itself is left out.
    """
    seat = np.full(everybody, -1, dtype=np.int64)
    seat[members] = np.arange(len(members))
    until = starts + (moment(occasion.wanted.period.ends_at) - moment(occasion.wanted.period.starts_at))
    low = np.searchsorted(diaries.starts, starts.min() - AROUND - diaries.longest, side="left")
    high = np.searchsorted(diaries.starts, until.max() + AROUND, side="right")
    rows = np.arange(low, high)
    rows = rows[seat[diaries.owner[rows]] >= 0]
    own = diaries.of_booking.get(occasion.wanted.booking_id, [])
    if own:
        rows = rows[~np.isin(rows, [row for row, _ in own])]
    who, many = seat[diaries.owner[rows]], len(members)
    before, after = diaries.ends[rows] <= starts[:, None], diaries.starts[rows] >= until[:, None]
    gap = np.where(before, starts[:, None] - diaries.ends[rows], diaries.starts[rows] - until[:, None])
    beside = before | after
    around = Around(rows, who, before, beside & (gap <= AROUND), gap // MINUTE)
    unrested, stuck = _tight(diaries, occasion, home, around)
    today, this_week = _booked(diaries, occasion, members, own, seat)
    approach = None if occasion.remote else _approach(diaries, occasion, starts, home, around)
    return Day(_marked(~beside, who, many), unrested, stuck, today, this_week, approach)


def _marked(hits: Mask, who: Ints, many: int) -> Mask:
    """Whose jobs were hit, by start."""
    marked = np.zeros((len(hits), many), dtype=np.bool_)
    at, job = np.nonzero(hits)
    marked[at, who[job]] = True
    return marked


def _tight(diaries: Diaries, occasion: Occasion, home: Places, around: Around) -> tuple[Mask, Mask]:
    """Who lacks the pause between two remote jobs, and who the time for the road and its buffer."""
    rows, who, _, near, gap = around
    many, remote = len(home.lat), diaries.remote[rows]
    if occasion.remote:  # a remote job is done at home, as is the booking
        unrested = _marked(near & remote & (gap < BETWEEN_REMOTE_MINUTES), who, many)
        rows, who, near, gap = rows[~remote], who[~remote], near[:, ~remote], gap[:, ~remote]
        here, there = home.of(who), diaries.place.of(rows)
    else:
        unrested = np.zeros((len(near), many), dtype=np.bool_)
        here = _everywhere(occasion, len(rows))
        there = Places(
            np.where(remote, home.lat[who], diaries.place.lat[rows]),
            np.where(remote, home.lon[who], diaries.place.lon[rows]),
        )
    # The road worked out is as long there as back.
    return unrested, _marked(near & (gap < trips(there, here).minutes + BUFFER_MINUTES), who, many)


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


def _approach(diaries: Diaries, occasion: Occasion, starts: Ints, home: Places, around: Around) -> Trips:
    """From the job before on the same day, when that is in person and leaves no time at home; else from home."""
    many = len(home.lat)
    from_home = trips(home, _everywhere(occasion, many))
    shape = (len(starts), many)
    minutes, tenths = (np.broadcast_to(one, shape).copy() for one in from_home)
    at, job = _jobs_before(diaries, occasion, around)
    rows, who = around.rows[job], around.who[job]
    place = diaries.place.of(rows)
    via_home = trips(place, home.of(who)).minutes + from_home.minutes[who]
    free = (starts[at] - diaries.ends[rows]) // MINUTE
    straight = ~diaries.remote[rows] & (free < via_home + WORTH_GOING_HOME_MINUTES)
    direct = trips(place, _everywhere(occasion, len(rows)))
    minutes[at[straight], who[straight]] = direct.minutes[straight]
    tenths[at[straight], who[straight]] = direct.tenths[straight]
    return Trips(minutes, tenths)


def _jobs_before(diaries: Diaries, occasion: Occasion, around: Around) -> tuple[Ints, Ints]:
    """For each start and whoever has one, the last job that has ended that day: indices of starts and of `around`.

    Of two that end together it is the one that was listed first.
    """
    begins = diaries.starts[around.rows]
    today = (begins >= moment(occasion.day.starts_at)) & (begins < moment(occasion.day.ends_at))
    order = np.lexsort((-diaries.turn[around.rows], diaries.ends[around.rows], around.who))
    order = order[today[order]]
    owner = around.who[order]
    heads = np.flatnonzero(np.diff(owner, prepend=-1))
    if not len(heads):
        return heads, heads
    turn = np.where(around.before[:, order], np.arange(len(order)), -1)
    last: Ints = np.maximum.reduceat(turn, heads, axis=1)
    at, who = np.nonzero(last >= 0)
    return at, order[last[at, who]]


def _everywhere(occasion: Occasion, many: int) -> Places:
    lat, lon = occasion.place or (np.nan, np.nan)
    return Places(np.full(many, lat), np.full(many, lon))
