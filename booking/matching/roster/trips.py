"""Travel for many at once: the minutes and kilometres of `travel.travel`, to the last one."""

from typing import NamedTuple

import numpy as np

from booking.matching.roster.arrays import Floats, Ints, Mask
from booking.matching.travel import (
    ASSUMED,
    COUNTRY_KM_PER_HOUR,
    EARTH_RADIUS_KM,
    ROAD_FACTOR,
    SAME_ADDRESS_KM,
    SETTING_OUT_MINUTES,
    TOWN_KM,
    TOWN_KM_PER_HOUR,
    Place,
    travel,
)

# Two libraries may differ in the last bit of a sine: so near to where a figure is rounded, the plain one decides.
TOO_NEAR = 1e-7


class Places(NamedTuple):
    """Latitudes and longitudes in degrees; NaN where a place is not known."""

    lat: Floats
    lon: Floats

    def of(self, chosen: Ints | Mask) -> "Places":
        return Places(self.lat[chosen], self.lon[chosen])


class Trips(NamedTuple):
    """One way by road: started minutes, and kilometres in tenths."""

    minutes: Ints
    tenths: Ints


def trips(a: Places, b: Places) -> Trips:
    """From each place of `a` to that of `b`; one of the two may be a single place."""
    from_lat, to_lat = np.radians(a.lat), np.radians(b.lat)
    lat_chord, lon_chord = np.sin((to_lat - from_lat) / 2), np.sin(np.radians(b.lon - a.lon) / 2)
    squared = lat_chord * lat_chord + np.cos(from_lat) * np.cos(to_lat) * lon_chord * lon_chord
    straight = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(squared))
    unknown = np.isnan(straight)
    road = np.where(unknown, 0.0, straight) * ROAD_FACTOR
    hours = np.minimum(road, TOWN_KM) / TOWN_KM_PER_HOUR + np.maximum(road - TOWN_KM, 0) / COUNTRY_KM_PER_HOUR
    exact, tens = SETTING_OUT_MINUTES + 60 * hours, 10 * road
    here = straight <= SAME_ADDRESS_KM
    minutes = np.where(unknown, ASSUMED.minutes, np.where(here, 0, np.ceil(exact))).astype(np.int64)
    tenths = np.where(unknown, 10 * ASSUMED.km, np.where(here, 0, np.rint(tens))).astype(np.int64)
    doubtful = _near(exact, 0.0) | _near(tens, 0.5) | (np.abs(straight - SAME_ADDRESS_KM) < TOO_NEAR)
    for n in np.flatnonzero(doubtful & ~unknown):
        trip = travel(_place(a, int(n)), _place(b, int(n)))
        minutes[n], tenths[n] = trip.minutes, round(10 * trip.km)
    return Trips(minutes, tenths)


def _near(figures: Floats, edge: float) -> Mask:
    away = np.abs(np.mod(figures - edge, 1.0))
    return np.minimum(away, 1.0 - away) < TOO_NEAR


def _place(places: Places, n: int) -> tuple[float, float]:
    n = n if len(places.lat) > 1 else 0
    return float(places.lat[n]), float(places.lon[n])


def listed(places: Places) -> list[Place | None]:
    """Each place alone, None where it is not known."""
    found = zip(places.lat.tolist(), places.lon.tolist(), strict=True)
    return [None if lat != lat or lon != lon else (lat, lon) for lat, lon in found]
