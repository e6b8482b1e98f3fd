"""Cases: the approach, from home or from the job before."""

from dataclasses import replace

import pytest

from booking.domain.modes import Mode
from booking.matching.cases import Approach, Case
from booking.matching.problem import Job, occasion_of
from booking.matching.travel import Trip
from tests.matching.instances import AMIRA, WANTED, at

FROM_HOME = Approach(Trip(25, 14.5), "home")
NEXT_DOOR = Approach(Trip(9, 1.4), "job")


def out(clock: str, *, mode: Mode = Mode.IN_PERSON, day: int = 24, minutes: int = 30) -> Job:
    """A job 0.01° beyond the wanted place, 9 minutes from it; 0.11° from home is 15.9009 km by road, 26 minutes."""
    return Job(period=at(clock, day=day, minutes=minutes), mode=mode, lat=57.11, lon=10.0)


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ((), FROM_HOME),
        ((out("09:00"),), NEXT_DOOR),
        ((out("09:30"),), NEXT_DOOR),
        ((out("11:30"),), FROM_HOME),
        ((out("09:00", day=23),), FROM_HOME),
        # By way of home it is 26 + 25 minutes, and 120 at home: until 07:09 is just early enough.
        ((out("06:39"),), FROM_HOME),
        ((out("06:40"),), NEXT_DOOR),
        # A phone job in between was done at home.
        ((out("07:00"), out("08:45", mode=Mode.PHONE)), FROM_HOME),
        ((out("08:45"), out("07:00", mode=Mode.PHONE)), NEXT_DOOR),
    ],
)
def test_the_trip_starts_at_home_unless_the_job_before_is_too_near_in_time(
    jobs: tuple[Job, ...], expected: Approach
) -> None:
    assert Case(occasion_of(WANTED), replace(AMIRA, busy=jobs)).approach == expected


def test_there_is_no_trip_to_a_job_by_phone_or_video() -> None:
    assert Case(occasion_of(replace(WANTED, mode=Mode.SKYPE)), AMIRA).approach is None
