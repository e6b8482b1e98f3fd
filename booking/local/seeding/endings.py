"""How a booking ends: delivered, cancelled, or nobody came."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum, auto
from random import Random

from booking.domain.bookings import Booking, Status
from booking.domain.costs.tariffs import KM_SCHEME, in_force
from booking.domain.exits import IN_TIME, LATE
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.modes import Mode
from booking.domain.offers import Offer, OfferState
from booking.domain.periods import local_date
from booking.local.seeding.drawing import soon
from booking.matching.travel import NO_TRIP, Trip, travel
from booking.persistence.assignments import Assignment
from booking.persistence.deliveries import Delivery
from booking.persistence.ids import new_id
from booking.services.costs import as_booked, cancel_deadline, cost_ore, trip_paid
from booking.services.desk import Desk
from booking.services.past import Story

THINKING = timedelta(hours=24)
DELAYS = (0, 0, 0, 0, 0, 5, 10)
OVERRUNS = (-15, -10, -5, 0, 0, 0, 0, 0, 5, 10, 20, 30)


class Ending(Enum):
    CANCELLED = auto()
    CANCELLED_LATE = auto()
    CITIZEN_NO_SHOW = auto()
    INTERPRETER_NO_SHOW = auto()
    UNFILLED = auto()


def given_to(desk: Desk, rng: Random, story: Story, interpreter: Interpreter) -> Story:
    """Assigned at once to salaried staff; the others were asked, and said yes before it began."""
    booking = story.booking
    salaried = interpreter.employment is Employment.SALARIED
    latest = booking.starts_at - timedelta(minutes=20)
    given_at = min(soon(rng, booking.requested_at, least=0, most=0.2 if salaried else 150), latest)
    home, place = (interpreter.lat, interpreter.lon), (booking.lat, booking.lon)
    trip = NO_TRIP
    if booking.mode is Mode.IN_PERSON and home[0] is not None and place[0] is not None:
        trip = travel(home, place)
    assignment = Assignment(
        id=new_id(),
        booking_id=booking.id,
        interpreter_id=interpreter.id,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        mode=booking.mode,
        language=booking.language,
        cost_ore=_expected_cost(desk, booking, interpreter, trip),
        trip_minutes=trip.minutes,
        trip_km=trip.km,
        assigned_at=given_at,
    )
    offers = () if salaried else (_accepted(assignment, booking.requested_at),)
    return replace(story, assignment=assignment, offers=offers)


def _expected_cost(desk: Desk, booking: Booking, interpreter: Interpreter, trip: Trip) -> int:
    """In øre, there and back; a salaried interpreter's paid hours are free, and an unknown rate is left out."""
    if interpreter.employment is Employment.SALARIED:
        return 0
    work = as_booked(
        booking,
        scheme=interpreter.scheme,
        category=interpreter.category,
        travel_minutes=2 * trip.minutes,
        km=2 * Decimal(str(trip.km)),
        ordered_at=booking.requested_at,
    )
    return cost_ore(work, desk.reference)


def _accepted(assignment: Assignment, made_at: datetime) -> Offer:
    return Offer(
        id=new_id(),
        booking_id=assignment.booking_id,
        interpreter_id=assignment.interpreter_id,
        rank=1,
        state=OfferState.ACCEPTED,
        made_at=made_at,
        answer_by=min(made_at + THINKING, assignment.starts_at),
        cost_ore=assignment.cost_ore,
        language=assignment.language,
        mode=assignment.mode,
        starts_at=assignment.starts_at,
        ends_at=assignment.ends_at,
        trip_minutes=assignment.trip_minutes,
        trip_km=assignment.trip_km,
        answered_at=assignment.assigned_at,
    )


def delivered_story(desk: Desk, rng: Random, story: Story, *, mode: Mode) -> Story:
    """Reported on the same day, and attested some days later if there has been time for it."""
    delivery = _delivery(rng, story, mode=mode, outcome="delivered", now=desk.now)
    booking = replace(story.booking, status=Status.DELIVERED, version=4)
    return _attested(desk, rng, replace(story, booking=booking, delivery=delivery), Status.ATTESTED)


def _delivery(rng: Random, story: Story, *, mode: Mode, outcome: str, now: datetime) -> Delivery:
    booking, assignment = story.booking, story.assignment
    assert assignment is not None
    took_place = outcome == "delivered"
    late = timedelta(minutes=rng.choice(DELAYS) if took_place else 0)
    over = timedelta(minutes=max(rng.choice(OVERRUNS), -booking.period.minutes // 3) if took_place else 0)
    minutes, km = trip_paid(assignment, mode)
    ends_at = max(booking.ends_at + over, booking.starts_at + late + timedelta(minutes=5))
    return Delivery(
        id=new_id(),
        booking_id=booking.id,
        version=1,
        outcome=outcome,
        mode=mode,
        starts_at=booking.starts_at + late,
        ends_at=ends_at,
        travel_minutes=minutes,
        km=km if mode is Mode.IN_PERSON else Decimal(0),
        interpreter_id=assignment.interpreter_id,
        reported_by=story.deliverer.account_id,
        recorded_at=min(soon(rng, ends_at, least=3, most=400), now),
    )


def _attested(desk: Desk, rng: Random, story: Story, status: Status) -> Story:
    delivery = story.delivery
    assert delivery is not None
    attested_at = soon(rng, delivery.recorded_at, least=600, most=6 * 1440)
    if attested_at > desk.now or not _has_rates(desk, delivery):
        return story
    booking = replace(
        story.booking,
        status=status,
        version=story.booking.version + 1,
        attested_at=attested_at,
        attested_by=story.requester.account_id,
    )
    return replace(story, booking=booking)


def _has_rates(desk: Desk, delivery: Delivery) -> bool:
    """Whether the State's rate per kilometre of the day is known: a new year begins without it."""
    day = local_date(delivery.starts_at)
    rates = (rate for rate in desk.reference.tariffs.rates if rate.scheme == KM_SCHEME)
    return delivery.km == 0 or any(in_force(rate, day) for rate in rates)


def no_show(desk: Desk, rng: Random, story: Story, *, outcome: str) -> Story:
    delivery = _delivery(rng, story, mode=story.booking.mode, outcome=outcome, now=desk.now)
    booking = replace(story.booking, status=Status.NO_SHOW, version=4)
    return _attested(desk, rng, replace(story, booking=booking, delivery=delivery), Status.NO_SHOW)


def cancelled(desk: Desk, rng: Random, story: Story, *, late: bool) -> Story:
    """Before the supplier's deadline where there is still time for it, or after it."""
    booking, given = story.booking, story.assignment
    assert given is not None
    deadline = cancel_deadline(booking, story.interpreter, desk.reference)
    limit = deadline.instant if deadline is not None else booking.starts_at
    first = max(given.assigned_at, limit) if late else given.assigned_at
    last = booking.starts_at if late else min(limit, booking.starts_at)
    cancelled_at = first + max(last - first, timedelta(minutes=1)) * rng.uniform(0.1, 0.9)
    is_late = not (deadline is None or deadline.in_time(cancelled_at))
    released = replace(given, status="released", released_at=cancelled_at)
    ended = replace(booking, status=Status.CANCELLED, version=4, exit_reason="late" if is_late else "in time")
    ended = replace(ended, exit_terms=LATE if is_late else IN_TIME)
    return replace(story, booking=ended, assignment=released, cancelled_at=cancelled_at, late=is_late)


CLOSING: Mapping[Ending, Callable[[Desk, Random, Story], Story]] = {
    Ending.CANCELLED: lambda desk, rng, story: cancelled(desk, rng, story, late=False),
    Ending.CANCELLED_LATE: lambda desk, rng, story: cancelled(desk, rng, story, late=True),
    Ending.CITIZEN_NO_SHOW: lambda desk, rng, story: no_show(desk, rng, story, outcome="citizen_no_show"),
    Ending.INTERPRETER_NO_SHOW: lambda desk, rng, story: no_show(desk, rng, story, outcome="interpreter_no_show"),
}
