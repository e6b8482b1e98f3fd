"""Travel: how long and how far it is by road between two places, without asking anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import asin, ceil, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0
ROAD_FACTOR = 1.30
SAME_ADDRESS_KM = 0.05
SETTING_OUT_MINUTES = 6
TOWN_KM, TOWN_KM_PER_HOUR, COUNTRY_KM_PER_HOUR = 6, 32, 72

Place = tuple[float, float]
"""Latitude and longitude, WGS 84 degrees."""


@dataclass(frozen=True, slots=True)
class Trip:
    """One way by road: started minutes, kilometres to one decimal.

    Not `known` where a place has no coordinates; `guessed` where a route server was to say, and did not.
    """

    minutes: int
    km: float
    known: bool = True
    guessed: bool = False


Travel = Callable[[Place | None, Place | None], Trip]
"""From the first place to the second; the one thing a route server has to offer instead of `travel`."""

NO_TRIP = Trip(0, 0.0)
ASSUMED = Trip(30, 15.0, known=False)


def great_circle(a: Place, b: Place) -> float:
    """Kilometres on the sphere between two places (haversine)."""
    from_lat, to_lat = radians(a[0]), radians(b[0])
    lat_chord, lon_chord = sin((to_lat - from_lat) / 2), sin(radians(b[1] - a[1]) / 2)
    return 2 * EARTH_RADIUS_KM * asin(sqrt(lat_chord * lat_chord + cos(from_lat) * cos(to_lat) * lon_chord * lon_chord))


@lru_cache(maxsize=1 << 15)
def travel(a: Place | None, b: Place | None) -> Trip:
    """The trip from a to b; 30 minutes and 15 km are assumed, and marked so, where a place is unknown."""
    if a is None or b is None:
        return ASSUMED
    straight = great_circle(a, b)
    if straight <= SAME_ADDRESS_KM:
        return NO_TRIP
    road = straight * ROAD_FACTOR
    hours = min(road, TOWN_KM) / TOWN_KM_PER_HOUR + max(road - TOWN_KM, 0) / COUNTRY_KM_PER_HOUR
    return Trip(ceil(SETTING_OUT_MINUTES + 60 * hours), round(road, 1))
