"""Travel: figures worked out by hand from a sphere of 6,371 km."""

import pytest

from booking.matching.travel import ASSUMED, NO_TRIP, Place, Trip, great_circle, travel

CENTRE = (57.0, 10.0)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        # One degree of a meridian is 2π × 6371 / 360.
        (CENTRE, (58.0, 10.0), 111.1949),
        # A degree of the equator is as long, in either direction.
        ((0.0, 10.0), (0.0, 9.0), 111.1949),
        # At 60° north, half: 0.1° is 5.5597 km along the parallel.
        ((60.0, 10.0), (60.0, 10.1), 5.5597),
        # From pole to pole, half the circumference: π × 6371.
        ((90.0, 0.0), (-90.0, 0.0), 20015.0868),
    ],
)
def test_the_great_circle_is_that_of_the_sphere(a: Place, b: Place, km: float) -> None:
    assert great_circle(a, b) == pytest.approx(km, abs=0.0001)
    assert great_circle(b, a) == pytest.approx(km, abs=0.0001)


@pytest.mark.parametrize(
    ("degrees_north", "trip"),
    [
        # 1.1119 km straight, 1.4455 by road: 6 + 1.4455/32 h = 6 + 2.71 min.
        (0.01, Trip(9, 1.4)),
        # 11.1195 km straight, 14.4553 by road: 6 + 6/32 h + 8.4553/72 h = 6 + 11.25 + 7.05 min.
        (0.1, Trip(25, 14.5)),
        # 111.1949 km straight, 144.5534 by road: 6 + 11.25 + 115.46 min.
        (1.0, Trip(133, 144.6)),
    ],
)
def test_a_trip_is_the_straight_line_times_1_30_slow_in_town_and_faster_beyond(
    degrees_north: float, trip: Trip
) -> None:
    assert travel(CENTRE, (57.0 + degrees_north, 10.0)) == trip


@pytest.mark.parametrize(
    ("metres_north", "trip"),
    # 60 m straight, 78 by road: 6 + 0.15 min.
    [(0.0, NO_TRIP), (49.0, NO_TRIP), (60.0, Trip(7, 0.1))],
)
def test_places_within_fifty_metres_are_one_address(metres_north: float, trip: Trip) -> None:
    assert travel(CENTRE, (57.0 + metres_north / 111194.9, 10.0)) == trip


@pytest.mark.parametrize(("a", "b"), [(None, CENTRE), (CENTRE, None), (None, None)])
def test_the_trip_to_an_unknown_place_is_assumed_and_says_so(a: Place | None, b: Place | None) -> None:
    assert travel(a, b) == ASSUMED == Trip(30, 15.0, known=False)
