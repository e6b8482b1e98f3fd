"""Candidates: everybody who speaks the language, gathered once and put as the engine wants them."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from booking.domain.availability import availability_of
from booking.domain.bookings import Booking
from booking.domain.errors import Invalid
from booking.domain.interpreters import Employment
from booking.domain.languages import accepted
from booking.domain.modes import is_remote
from booking.matching.problem import Candidate, Job, Wanted
from booking.matching.ranking import Ranking, rank
from booking.matching.travel import travel
from booking.persistence.pool import Known
from booking.services.costs import quote
from booking.services.desk import Desk

# Somebody without a tariff on the day is asked after everybody whose price is known.
UNPRICED_ORE = 10_000_00


async def rank_for(desk: Desk, booking: Booking, *, only: Sequence[UUID] | None = None) -> Ranking:
    """Everybody who speaks the language ranked or removed; `only` asks about these alone."""
    known = await gather(desk, booking) if only is None else await desk.pool.known(only, booking)
    return rank(wanted_of(desk, booking), [candidate_of(desk, booking, one) for one in known])


async def gather(desk: Desk, booking: Booking) -> list[Known]:
    """Everybody active who speaks a language that would do, also the ones that need the requester's consent."""
    return await desk.pool.speaking(accepted(booking.language, desk.reference.substitutes, consent=True), booking)


def wanted_of(desk: Desk, booking: Booking) -> Wanted:
    will_do = accepted(booking.language, desk.reference.substitutes, consent=booking.substitutes_ok)
    would_do = accepted(booking.language, desk.reference.substitutes, consent=True)
    return Wanted(
        booking_id=booking.id,
        accepted_languages=will_do,
        substitutes_on_consent=tuple(code for code in would_do if code not in will_do),
        mode=booking.mode,
        period=booking.period,
        level=booking.level,
        gender=booking.gender,
        gender_required=booking.gender_required,
        barred=frozenset(booking.barred),
        preferred=booking.preferred,
        lat=booking.lat,
        lon=booking.lon,
        citizen_ref=booking.citizen_ref,
        language_names={code: language.name for code, language in desk.reference.languages.items()},
    )


def candidate_of(desk: Desk, booking: Booking, known: Known) -> Candidate:
    """The register's facts as the engine wants them, with the price of this job for this interpreter."""
    one = known.interpreter
    return Candidate(
        id=one.id,
        name=one.name,
        employment=one.employment,
        languages=one.skills,
        modes=one.modes,
        gender=one.gender,
        born=one.born,
        lat=one.lat,
        lon=one.lon,
        availability=availability_of(one.hours, known.intervals),
        busy=tuple(
            Job(
                period=job.period, mode=job.mode, lat=job.lat, lon=job.lon, booking_id=job.booking_id, number=job.number
            )
            for job in known.jobs
        ),
        daily_limit=one.daily_limit,
        weekly_limit=one.weekly_limit,
        max_trip=one.max_trip,
        conflicts=frozenset({booking.citizen_ref}) if known.barred else frozenset(),
        declined=known.refused,
        met_citizen=known.met_citizen,
        asked_month=known.asked_month,
        worked_minutes_month=known.worked_minutes_month,
        accept_rate=(known.accepted_month + 1) / (known.asked_month + 1) if known.asked_month else 1.0,
        cost_ore=expected_cost(desk, booking, known),
        agency_rank=one.agency_rank,
    )


def expected_cost(desk: Desk, booking: Booking, known: Known) -> int:
    """What the job would cost with this interpreter, in øre; a salaried interpreter's paid hours are free."""
    one = known.interpreter
    if one.employment is Employment.SALARIED:
        return 0
    minutes, km = 0, Decimal(0)
    if not is_remote(booking.mode) and None not in (one.lat, one.lon, booking.lat, booking.lon):
        trip = travel((one.lat, one.lon), (booking.lat, booking.lon))
        minutes, km = 2 * trip.minutes, Decimal(str(round(2 * trip.km, 1)))
    try:
        priced = quote(
            booking,
            desk.reference,
            scheme=one.scheme,
            category=one.category,
            travel_minutes=minutes,
            km=km,
            ordered_at=booking.requested_at,
        )
    except Invalid:
        return UNPRICED_ORE
    return priced.price.total_ore
