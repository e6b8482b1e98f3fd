"""Roads: the trips that a ranking will ask about, learnt beforehand from the route server where the office has one."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from booking.domain.bookings import Booking
from booking.domain.modes import is_remote
from booking.gateways.roads import Pair, Roads
from booking.matching.cases import NEIGHBOURHOOD
from booking.matching.travel import Place, Travel, Trip, travel
from booking.persistence.pool import Known
from booking.services.desk import Desk


async def learn_roads(desk: Desk, booking: Booking, known: Iterable[Known]) -> None:
    """Asks about every road between somebody's home, their jobs around the booking, and its place."""
    if desk.roads is not None:
        await desk.roads.learn(pair for one in known for pair in _pairs(booking, one))


def travel_by(roads: Roads | None) -> Travel:
    """The road as the route server has it; a trip it has not told of is worked out and marked as guessed."""
    if roads is None:
        return travel

    def by_road(a: Place | None, b: Place | None) -> Trip:
        worked_out = travel(a, b)
        if a is None or b is None or a == b:
            return worked_out
        leg = roads.said(a, b)
        return replace(worked_out, guessed=True) if leg is None else Trip(*leg)

    return by_road


def _pairs(booking: Booking, known: Known) -> Iterator[Pair]:
    home = _place(known.interpreter.lat, known.interpreter.lon)
    here = home if is_remote(booking.mode) else _place(booking.lat, booking.lon)
    roads = [(home, here)]
    for job in known.jobs:
        if job.starts_at - booking.ends_at <= NEIGHBOURHOOD and booking.starts_at - job.ends_at <= NEIGHBOURHOOD:
            there = home if is_remote(job.mode) else _place(job.lat, job.lon)
            roads += [(there, here), (here, there), (there, home)]
    return ((a, b) for a, b in roads if a is not None and b is not None and a != b)


def _place(lat: float | None, lon: float | None) -> Place | None:
    return None if lat is None or lon is None else (lat, lon)
