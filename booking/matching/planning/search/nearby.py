"""Nearby: for each job the jobs of its day that want the same people, at about the same time and place."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from booking.matching.planning.drafts import Office
from booking.matching.planning.search.compiled import compiled
from booking.matching.roster.arrays import Floats, Ints, Mask

NEAR, ASKED = 40, 24
# How far a minute earlier or later counts, a kilometre, and being in person where the other is not.
PER_MINUTE, PER_KM, OTHERWISE = 0.5, 1.5, 10.0
KM_PER_LAT, KM_PER_LON = 111.0, 62.0


class Points(NamedTuple):
    """Of each job the middle, in minutes, and the place, in kilometres; NaN where it is not known."""

    middle: Floats
    north: Floats
    east: Floats
    remote: Mask


def neighbours(office: Office, rows: Ints) -> tuple[NDArray[np.int32], Ints]:
    """For each job the nearest among those that the first it would ask could have, and how many; `rows` are seats by
    job, those to be asked first at the front."""
    jobs, seats = office.problem.jobs, office.seats
    begins = np.searchsorted(seats.job[rows], np.arange(len(jobs.ids) + 1))
    asked = rows[np.arange(len(rows)) - begins[seats.job[rows]] < ASKED]
    of_shift = np.sort(asked)
    points = Points(
        (jobs.starts + jobs.ends) / 2, KM_PER_LAT * jobs.place.lat, KM_PER_LON * jobs.place.lon, jobs.remote
    )
    return _nearest(
        points,
        seats.shift[asked],
        np.searchsorted(seats.job[asked], np.arange(len(jobs.ids) + 1)),
        seats.job[of_shift],
        np.searchsorted(seats.shift[of_shift], np.arange(len(office.day_left) + 1)),
    )


@compiled
def _away(points: Points, a: int, b: int) -> float:
    apart = PER_MINUTE * abs(points.middle[a] - points.middle[b])
    if points.remote[a] != points.remote[b]:
        return apart + OTHERWISE
    if points.remote[a]:
        return apart
    km = np.sqrt((points.north[a] - points.north[b]) ** 2 + (points.east[a] - points.east[b]) ** 2)
    return apart + (OTHERWISE if np.isnan(km) else PER_KM * km)


@compiled
def _nearest(points: Points, shift: Ints, begins: Ints, job: Ints, starts: Ints) -> tuple[NDArray[np.int32], Ints]:
    """`shift` by job from `begins` on, and `job` by shift from `starts` on."""
    jobs = len(begins) - 1
    near, many = np.zeros((jobs, NEAR), dtype=np.int32), np.zeros(jobs, dtype=np.int64)
    seen, found, away = np.full(jobs, -1), np.zeros(jobs, dtype=np.int64), np.zeros(jobs)
    for one in range(jobs):
        seen[one], n = one, 0
        for k in range(begins[one], begins[one + 1]):
            for other in job[starts[shift[k]] : starts[shift[k] + 1]]:
                if seen[other] != one:
                    seen[other], found[n], away[n] = one, other, _away(points, one, other)
                    n += 1
        order = np.argsort(away[:n])[:NEAR]
        many[one] = len(order)
        for place in range(len(order)):
            near[one, place] = found[order[place]]
    return near, many
