"""Journeys: what a job bears of an interpreter's day, the same when it is matched, reported and billed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from booking.domain.bookings import Booking
from booking.domain.costs.chains import Journey, Leg, Stop, journeys
from booking.domain.costs.pricing import Work, journey_ore
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.modes import Mode, is_remote
from booking.domain.periods import Period, local_date
from booking.matching.travel import Place, Travel
from booking.persistence.assignments import Assignment
from booking.persistence.pool import Job
from booking.persistence.reference import Reference
from booking.services.costs import trip_paid
from booking.services.desk import Desk
from booking.services.roads import learn_roads, travel_by


@dataclass(frozen=True, slots=True)
class Inserted:
    """A job put into a day: what it bears itself, and each job whose share it changes, before and after."""

    own: Journey
    others: tuple[tuple[Job, Journey, Journey], ...] = ()

    def extra_ore(self, interpreter: Interpreter, reference: Reference) -> int:
        """What the other jobs' journeys will be billed more, or less; Invalid when a rate is missing."""
        return sum(
            journey_ore(_work(job, interpreter, after), reference.tariffs)
            - journey_ore(_work(job, interpreter, before), reference.tariffs)
            for job, before, after in self.others
        )


def inserted(
    interpreter: Interpreter,
    jobs: Iterable[Job],
    *,
    period: Period,
    mode: Mode,
    place: Place | None,
    travel: Travel,
) -> Inserted:
    """A job among those the interpreter has on its day; offers and holds may come to nothing, and do not count."""
    if interpreter.employment is Employment.AGENCY:
        return Inserted(Journey())
    home = _place(interpreter.lat, interpreter.lon)
    day = local_date(period.starts_at)
    firm = [one for one in jobs if not one.open_offer and not one.held and local_date(one.starts_at) == day]
    stops = [_stop(one.period, one.mode, _place(one.lat, one.lon), home) for one in firm]
    road = _road(travel)
    before = journeys(stops, home, road)
    *after, own = journeys([*stops, _stop(period, mode, place, home)], home, road)
    others = zip(firm, before, after, strict=True)
    return Inserted(own, tuple((job, old, new) for job, old, new in others if old != new))


async def journey_of(desk: Desk, booking: Booking, assignment: Assignment, mode: Mode) -> tuple[int, Decimal]:
    """Minutes and kilometres that the job bears of the day of whoever has it, as the day stands now."""
    if is_remote(mode):
        return 0, Decimal(0)
    asked = replace(booking, mode=mode)
    known = [
        one
        for one in await desk.pool.known([assignment.interpreter_id], asked)
        if one.interpreter.employment is not Employment.AGENCY
    ]
    if not known:
        return trip_paid(assignment, mode)
    await learn_roads(desk, asked, known)
    place = _place(booking.lat, booking.lon)
    (one,) = known
    travel = travel_by(desk.roads)
    own = inserted(one.interpreter, one.jobs, period=booking.period, mode=mode, place=place, travel=travel).own
    return own.minutes, own.km


def _work(job: Job, interpreter: Interpreter, journey: Journey) -> Work:
    return Work(
        scheme=interpreter.scheme,
        category=interpreter.category,
        mode=job.mode,
        booked=job.period,
        actual=None,
        outcome="delivered",
        travel_minutes=journey.minutes,
        km=journey.km,
    )


def _stop(period: Period, mode: Mode, place: Place | None, home: Place | None) -> Stop[Place | None]:
    remote = is_remote(mode)
    return Stop(period, home if remote else place, remote)


def _road(travel: Travel) -> Callable[[Place | None, Place | None], Leg]:
    def leg(start: Place | None, end: Place | None) -> Leg:
        trip = travel(start, end)
        return trip.minutes, Decimal(str(trip.km))

    return leg


def _place(lat: float | None, lon: float | None) -> Place | None:
    return None if lat is None or lon is None else (lat, lon)
