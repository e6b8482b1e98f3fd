"""Approaches: where an interpreter comes from, and how much time two jobs need between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from booking.domain.modes import is_remote
from booking.matching.problem import Candidate, Job, Occasion
from booking.matching.travel import Trip

BETWEEN_REMOTE_MINUTES = 5
BUFFER_MINUTES = 10
WORTH_GOING_HOME_MINUTES = 120
NEIGHBOURHOOD = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Approach:
    """The trip there, and whether it starts at home or at the job before."""

    trip: Trip
    start: Literal["home", "job"]


@dataclass(frozen=True, slots=True)
class Gap:
    """The minutes between the booking and another job, and how many it takes; `trip` where one end is in person."""

    job: Job
    before: bool
    minutes: int
    trip: Trip | None

    @property
    def needed(self) -> int:
        return BETWEEN_REMOTE_MINUTES if self.trip is None else self.trip.minutes + BUFFER_MINUTES


def other_jobs(occasion: Occasion, candidate: Candidate) -> Iterator[Job]:
    """The candidate's jobs but for the booking itself, which is about to be filled anew."""
    wanted = occasion.wanted.booking_id
    return (job for job in candidate.busy if job.booking_id != wanted)


def gaps(occasion: Occasion, candidate: Candidate) -> Iterator[Gap]:
    """The gap to each job that ends before, or begins after, the booking, within a day of it."""
    period, home, travel = occasion.wanted.period, candidate.home, occasion.travel
    here = home if occasion.remote else occasion.place
    for job in other_jobs(occasion, candidate):
        before = job.period.ends_at <= period.starts_at
        free = period.starts_at - job.period.ends_at if before else job.period.starts_at - period.ends_at
        if not timedelta(0) <= free <= NEIGHBOURHOOD:
            continue
        remote = is_remote(job.mode)
        there = home if remote else job.place
        trip = None if remote and occasion.remote else travel(there, here) if before else travel(here, there)
        yield Gap(job, before, free // timedelta(minutes=1), trip)


def approach(occasion: Occasion, candidate: Candidate) -> Approach | None:
    """The trip to a booking in person, None to a remote one.

    From the job before on the same day, when that is in person and leaves no 120 minutes at home; otherwise from home.
    """
    if occasion.remote:
        return None
    travel = occasion.travel
    from_home = travel(candidate.home, occasion.place)
    previous = _previous(occasion, candidate)
    if previous is None or is_remote(previous.mode):
        return Approach(from_home, "home")
    free = (occasion.wanted.period.starts_at - previous.period.ends_at) // timedelta(minutes=1)
    via_home = travel(previous.place, candidate.home).minutes + from_home.minutes
    if free >= via_home + WORTH_GOING_HOME_MINUTES:
        return Approach(from_home, "home")
    return Approach(travel(previous.place, occasion.place), "job")


def _previous(occasion: Occasion, candidate: Candidate) -> Job | None:
    dawn, start = occasion.day.starts_at, occasion.wanted.period.starts_at
    before = [
        job for job in other_jobs(occasion, candidate) if job.period.ends_at <= start and job.period.starts_at >= dawn
    ]
    return max(before, key=lambda job: job.period.ends_at, default=None)
