"""From when a no-show may be reported, and how long somebody has waited."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.domain.periods import Period
from booking.domain.waiting import Waiting

START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
BOOKED = Period(START, START + timedelta(hours=1))


def after(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("since", "wait", "over_at"),
    [
        (after(-10), 30, after(30)),  # early is waiting from the start
        (after(0), 30, after(30)),
        (after(5), 30, after(35)),
        (after(40), 30, after(60)),  # nobody waits beyond the end
        (after(70), 30, after(70)),
        (after(0), 0, after(0)),
        (None, 30, after(60)),  # without the clock, when the job is over
    ],
)
def test_a_no_show_waits_for_the_terms(since: datetime | None, wait: int, over_at: datetime) -> None:
    assert Waiting(BOOKED, since, wait).over_at == over_at


@pytest.mark.parametrize(
    ("since", "now", "minutes"), [(None, 20, 0), (after(-10), -5, 0), (after(-10), 12, 12), (after(5), 12, 7)]
)
def test_minutes_are_counted_from_the_start_at_the_earliest(since: datetime | None, now: int, minutes: int) -> None:
    assert Waiting(BOOKED, since, 30).minutes(after(now)) == minutes
