"""Seats: each pair of a job and a person's day (a shift), with its roads and its price, in the order of the day."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from booking.domain.costs.journey_rates import JourneyRate
from booking.matching.cases import BETWEEN_REMOTE_MINUTES, BUFFER_MINUTES, WORTH_GOING_HOME_MINUTES
from booking.matching.planning.problem import Problem
from booking.matching.roster.arrays import Floats, Ints, Mask
from booking.matching.roster.trips import Places, Trips

UNLIMITED = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """One row a seat, by shift, then by start. `shift` counts from 0; agencies have a shift for every job.

    `out` and `back` are the trips from home and home again, none for a remote job. `price_ore` is everything that
    does not depend on the rest of the shift. `far` are those whom the way from home is too long for, `settled` those
    of pinned jobs.
    """

    row: Ints
    job: Ints
    person: Ints
    shift: Ints
    starts: Ints
    ends: Ints
    minutes: Ints
    remote: Mask
    settled: Mask
    far: Mask
    price_ore: Ints
    rate: Ints
    out_minutes: Ints
    out_tenths: Ints
    back_minutes: Ints
    back_tenths: Ints

    def __len__(self) -> int:
        return len(self.job)

    def of(self, chosen: Ints | Mask) -> "Seats":
        """Some of them, in the same order, their shifts counted anew."""
        kept = {one.name: getattr(self, one.name)[chosen] for one in fields(self)}
        kept["shift"] = np.cumsum(np.diff(kept["shift"], prepend=-1) > 0) - 1
        return Seats(**kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifts:
    """What a shift is: whose, on which day and in which week, and the minutes left of the day."""

    person: Ints
    day: Ints
    left: Ints


class Links(NamedTuple):
    """From one seat to a later one of the same shift: whether that can be, whether the way leads there directly and
    not by home, and the trip that leads to the later one."""

    can: Mask
    direct: Mask
    trip: Trips


def seats_of(problem: Problem) -> Seats:
    jobs, people, pairs = problem.jobs, problem.people, problem.pairs
    agency = people.agency[pairs.person]
    many = len(people.ids) * len(problem.days)
    shift = pairs.person * len(problem.days) + jobs.day[pairs.job]
    shift = np.where(agency, many + np.arange(len(shift)), shift)
    order = np.lexsort((pairs.job, jobs.starts[pairs.job], shift))
    job, person = pairs.job[order], pairs.person[order]
    remote = jobs.remote[job] | agency[order]
    homes, places = people.home.of(person), jobs.place.of(job)
    out, back = _legs(problem, homes, places, ~remote), _legs(problem, places, homes, ~remote)
    settled = jobs.pinned[job]
    price = pairs.fee_ore + pairs.soft_ore + problem.disturb_ore
    return Seats(
        row=order,
        job=job,
        person=person,
        shift=np.cumsum(np.diff(shift[order], prepend=-1) > 0) - 1,
        starts=jobs.starts[job],
        ends=jobs.ends[job],
        minutes=jobs.minutes[job],
        remote=remote,
        settled=settled,
        far=(out.minutes > people.max_trip[person]) & ~settled,
        price_ore=price[order],
        rate=people.rate[person, jobs.day[job]],
        out_minutes=out.minutes,
        out_tenths=out.tenths,
        back_minutes=back.minutes,
        back_tenths=back.tenths,
    )


def shifts_of(problem: Problem, seats: Seats) -> Shifts:
    """Of each shift that has a seat; what is pinned was never too much."""
    first = np.flatnonzero(np.diff(seats.shift, prepend=-1))
    person, day = seats.person[first], problem.jobs.day[seats.job[first]]
    pinned = np.where(seats.settled, seats.minutes, 0)
    settled = np.bincount(seats.shift, weights=pinned, minlength=len(first)).astype(np.int64)
    left = np.where(problem.people.agency[person], UNLIMITED, problem.people.left_by_day[person, day])
    return Shifts(person=person, day=day, left=np.maximum(left, settled))


def weeks_left(problem: Problem, seats: Seats) -> Ints:
    """Minutes left of each person's weeks; an agency's never end, and what is pinned was never too much."""
    left = problem.people.left_by_week.copy()
    settled = np.zeros_like(left)
    pinned = seats.settled
    week = problem.week[problem.jobs.day[seats.job]]
    np.add.at(settled, (seats.person[pinned], week[pinned]), seats.minutes[pinned])
    left[problem.people.agency] = UNLIMITED
    return np.maximum(left, settled)


def _legs(problem: Problem, a: Places, b: Places, wanted: Mask) -> Trips:
    minutes, tenths = np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=np.int64)
    if wanted.any():
        minutes[wanted], tenths[wanted] = problem.roads(a.of(wanted), b.of(wanted))
    return Trips(minutes, tenths)


def links(problem: Problem, seats: Seats, a: Ints, b: Ints) -> Links:
    """From each seat of `a` to the one beside it in `b`, which begins no earlier; what is pinned may always follow."""
    gap = seats.starts[b] - seats.ends[a]
    both = ~seats.remote[a] & ~seats.remote[b]
    via = seats.back_minutes[a] + seats.out_minutes[b]
    direct = both & (gap < via + WORTH_GOING_HOME_MINUTES)
    minutes, tenths = seats.out_minutes[b].copy(), seats.out_tenths[b].copy()
    place = problem.jobs.place
    trip = _legs(problem, place.of(seats.job[a]), place.of(seats.job[b]), direct)
    minutes[direct], tenths[direct] = trip.minutes[direct], trip.tenths[direct]
    needed = np.where(seats.remote[a] & seats.remote[b], BETWEEN_REMOTE_MINUTES, via + BUFFER_MINUTES)
    needed = np.where(direct, minutes + BUFFER_MINUTES, needed)
    far = np.where(direct, minutes > problem.people.max_trip[seats.person[b]], seats.far[b])
    settled = seats.settled[b]
    can = (gap >= needed) & ~(far & ~settled)
    return Links(can | (settled & seats.settled[a]), direct, Trips(minutes, tenths))


def alone_ore(problem: Problem, seats: Seats) -> Ints:
    """What each seat costs when it is all that its shift has."""
    minutes, tenths = seats.out_minutes + seats.back_minutes, seats.out_tenths + seats.back_tenths
    paid: Ints = seats.price_ore + journeys_ore(problem.rates, seats.rate, minutes, tenths)
    return paid


def places(job: Ints, dear: Floats) -> Ints:
    """Of seats with these jobs, the place of each among those of its job, the least dear first."""
    order = np.lexsort((dear, job))
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.arange(len(order)) - np.searchsorted(job[order], job[order])
    return found


def nearest(job: Ints, dear: Floats, many: int) -> Mask:
    """Which are among the `many` least dear ones of their job."""
    found: Mask = (places(job, dear) < many) & np.isfinite(dear)
    return found


def journeys_ore(rates: Sequence[JourneyRate], rate: Ints, minutes: Ints, tenths: Ints) -> Ints:
    """What each journey is paid: the øre of JourneyRate.ore for many at once."""
    paid = np.zeros(len(rate), dtype=np.int64)
    for n, one in enumerate(rates):
        at = np.flatnonzero(rate == n) if len(rates) > 1 else np.arange(len(rate))
        if len(at) and one != JourneyRate():
            paid[at] = _paid(one, minutes[at], tenths[at])
    return paid


def _paid(rate: JourneyRate, minutes: Ints, tenths: Ints) -> Ints:
    if rate.started:
        time = rate.time_ore * -(-minutes // rate.time_minutes)
    else:
        time = (2 * rate.time_ore * minutes + rate.time_minutes) // (2 * rate.time_minutes)
    if rate.over_km is not None:
        time = np.where(tenths > 10 * rate.over_km, time, 0)
    return time + (2 * rate.km_ore * tenths + 10) // 20
