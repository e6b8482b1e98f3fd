"""Cases: one candidate held against one booking, and what their other jobs mean for it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, NamedTuple

from booking.domain.modes import MODES
from booking.matching.problem import Candidate, Job, Occasion, Wanted
from booking.matching.travel import Trip

BETWEEN_REMOTE_MINUTES = 5
BUFFER_MINUTES = 10
WORTH_GOING_HOME_MINUTES = 120
MINUTE = timedelta(minutes=1)
# No trip in the country lasts longer.
NEIGHBOURHOOD = timedelta(hours=12)
NOTHING = timedelta(0)

_REMOTE = {mode: traits.remote for mode, traits in MODES.items()}


@dataclass(frozen=True, slots=True)
class Approach:
    """The trip there, and whether it starts at home or at the job before."""

    trip: Trip
    start: Literal["home", "job"]


class Neighbour(NamedTuple):
    """A job at most twelve hours before or after the booking, and the whole minutes between the two."""

    job: Job
    before: bool
    minutes: int


@dataclass(slots=True)
class Diary:
    """The candidate's other jobs, sorted by what they mean; time booked counts whole where a job begins."""

    overlapping: Job | None = None
    neighbours: list[Neighbour] = field(default_factory=list)
    previous_today: Job | None = None
    booked_today: timedelta = NOTHING
    booked_this_week: timedelta = NOTHING


class Case:
    """One candidate and one booking; the diary and the approach are worked out once, when first asked for."""

    __slots__ = ("_approach", "_diary", "candidate", "occasion", "wanted")

    def __init__(self, occasion: Occasion, candidate: Candidate) -> None:
        self.occasion = occasion
        self.wanted: Wanted = occasion.wanted
        self.candidate = candidate
        self._diary: Diary | None = None
        self._approach: Approach | None = None

    @property
    def diary(self) -> Diary:
        if self._diary is None:
            self._diary = diary_of(self.occasion, self.candidate)
        return self._diary

    @property
    def approach(self) -> Approach | None:
        """The trip to a booking in person; None to a remote one, and for an agency, which sends somebody.

        From the job before on the same day, when that is in person and leaves no 120 minutes at home; else from home.
        """
        if self._approach is None and not self.occasion.remote and not self.candidate.is_agency:
            self._approach = _approach(self.occasion, self.candidate, self.diary.previous_today)
        return self._approach

    def trip_between(self, neighbour: Neighbour) -> Trip | None:
        """From the earlier of the two jobs to the later, None between two remote ones, which are both done at home."""
        job, remote, home = neighbour.job, self.occasion.remote, self.candidate.home
        if remote and _REMOTE[job.mode]:
            return None
        here = home if remote else self.occasion.place
        there = home if _REMOTE[job.mode] else job.place
        return self.occasion.travel(there, here) if neighbour.before else self.occasion.travel(here, there)


def diary_of(occasion: Occasion, candidate: Candidate) -> Diary:
    """One walk through the candidate's jobs, leaving out the booking itself, which is about to be filled anew."""
    diary, own = Diary(), occasion.wanted.booking_id.int
    start, end = occasion.wanted.period.starts_at, occasion.wanted.period.ends_at
    dawn, midnight = occasion.day.starts_at, occasion.day.ends_at
    monday, sunday = occasion.week.starts_at, occasion.week.ends_at
    for job in candidate.busy:
        # Whole numbers, because comparing two UUIDs takes longer than all the rest for a job.
        if job.booking_id is not None and job.booking_id.int == own:
            continue
        starts, ends = job.period.starts_at, job.period.ends_at
        if monday <= starts < sunday:
            diary.booked_this_week += ends - starts
        if dawn <= starts < midnight:
            diary.booked_today += ends - starts
            if ends <= start and (diary.previous_today is None or ends > diary.previous_today.period.ends_at):
                diary.previous_today = job
        if ends <= start:
            if start - ends <= NEIGHBOURHOOD:
                diary.neighbours.append(Neighbour(job, True, (start - ends) // MINUTE))
        elif starts >= end:
            if starts - end <= NEIGHBOURHOOD:
                diary.neighbours.append(Neighbour(job, False, (starts - end) // MINUTE))
        elif diary.overlapping is None:
            diary.overlapping = job
    return diary


def _approach(occasion: Occasion, candidate: Candidate, previous: Job | None) -> Approach:
    travel, home, here = occasion.travel, candidate.home, occasion.place
    from_home = travel(home, here)
    if previous is None or _REMOTE[previous.mode]:
        return Approach(from_home, "home")
    free = (occasion.wanted.period.starts_at - previous.period.ends_at) // MINUTE
    via_home = travel(previous.place, home).minutes + from_home.minutes
    if free >= via_home + WORTH_GOING_HOME_MINUTES:
        return Approach(from_home, "home")
    return Approach(travel(previous.place, here), "job")
