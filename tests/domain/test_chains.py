"""A day's journeys: every leg once, each on one booking."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.domain.costs.chains import Journey, Stop, journeys
from booking.domain.periods import Period

HOME = 0


def road(start: int, end: int) -> tuple[int, Decimal]:
    """Places on one road: a minute and a kilometre for each step, so that every leg is its length."""
    return abs(start - end), Decimal(abs(start - end))


def stop(at: str, place: int, minutes: int = 60, *, remote: bool = False) -> Stop[int]:
    clock = datetime.fromisoformat(f"2026-06-02T{at}:00+00:00").astimezone(UTC)
    return Stop(Period(clock, clock + timedelta(minutes=minutes)), place, remote)


def borne(*stops: Stop[int]) -> list[int]:
    found = journeys(stops, HOME, road)
    assert all(one.km == one.minutes for one in found)
    return [one.minutes for one in found]


@pytest.mark.parametrize(
    ("stops", "minutes"),
    [
        ((), []),
        # Home and out again.
        ((stop("09:00", 20),), [40]),
        # Home, A, B, home: A bears the way out, B the way on and the way home.
        ((stop("09:00", 20), stop("10:30", 30)), [20, 40]),
        # Three in a row, in whatever order they are told.
        ((stop("09:00", 20), stop("12:00", 10), stop("10:30", 30)), [20, 30, 10]),
        # Two at one address: no leg between them.
        ((stop("09:00", 20), stop("10:00", 20)), [20, 20]),
        # 120 minutes beyond the 50 there and back again: home between them.
        ((stop("09:00", 20), stop("12:49", 30)), [20, 40]),
        ((stop("09:00", 20), stop("12:50", 30)), [40, 60]),
        # What is done by phone is done at home.
        ((stop("09:00", 20), stop("11:00", 0, remote=True), stop("13:00", 30)), [40, 0, 60]),
        ((stop("09:00", 0, remote=True), stop("10:30", 30)), [0, 60]),
    ],
)
def test_a_chain_is_divided_on_its_bookings(stops: tuple[Stop[int], ...], minutes: list[int]) -> None:
    assert borne(*stops) == minutes


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 90), st.booleans()), max_size=6))
def test_the_shares_add_up_to_what_was_driven_and_never_to_more_than_trips_from_home(
    drawn: list[tuple[int, int, bool]],
) -> None:
    begin, stops = datetime(2026, 6, 2, 6, tzinfo=UTC), []
    for gap, place, remote in drawn:
        begin += timedelta(minutes=gap)
        stops.append(Stop(Period(begin, begin + timedelta(minutes=30)), HOME if remote else place, remote))
        begin += timedelta(minutes=30)
    shares = journeys(stops, HOME, road)
    alone = sum((journeys([one], HOME, road)[0] for one in stops), Journey())
    total = sum(shares, Journey())

    assert total.minutes <= alone.minutes
    assert all(share == Journey() for share, one in zip(shares, stops, strict=True) if one.remote)
    # The way leads out and back: whoever has been anywhere has been home again.
    assert total.minutes >= 2 * max((one.place for one in stops if not one.remote), default=0)
