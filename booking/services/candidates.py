"""Candidates: everybody who speaks the language, gathered once and put as the engine wants them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from booking.domain.availability import availability_of
from booking.domain.bookings import Booking
from booking.domain.costs.paid_times import reduced
from booking.domain.costs.pricing import Price, Work, price
from booking.domain.errors import Invalid
from booking.domain.interpreters import Employment, Interpreter, Interval
from booking.domain.languages import accepted
from booking.matching.problem import Candidate, Job, Occasion, Wanted, occasion_of
from booking.matching.ranking import Ranking, rank
from booking.persistence.pool import Job as Taken
from booking.persistence.pool import Known
from booking.services.desk import Desk
from booking.services.journeys import inserted
from booking.services.roads import learn_roads, travel_by
from booking.services.weights import weights_of

# Somebody without a tariff on the day is asked after everybody whose price is known.
UNPRICED_ORE = 10_000_00


async def rank_for(desk: Desk, booking: Booking, *, only: Sequence[UUID] | None = None) -> Ranking:
    """Everybody who speaks the language ranked or removed; `only` asks about these alone."""
    return rank_known(desk, booking, await (gather(desk, booking) if only is None else recall(desk, booking, only)))


async def sift_each(desk: Desk, bookings: Sequence[Booking], among: Iterable[Interpreter]) -> dict[UUID, Ranking]:
    """Who of them can take each booking and who cannot, and why; nothing is priced, so their order says nothing.

    What they have to do is read once for all of them.
    """
    asked = [(one, accepted(one.language, desk.reference.substitutes, consent=True)) for one in bookings]
    known, found = await desk.pool.speaking_each(asked, {one.id: one for one in among}), {}
    for one in bookings:
        await learn_roads(desk, one, known[one.id])
        people = [candidate_of(one, person) for person in known[one.id]]
        weights = weights_of(desk.reference)
        found[one.id] = rank(wanted_of(desk, one, known[one.id]), people, weights, travel=travel_by(desk.roads))
    return found


def rank_known(desk: Desk, booking: Booking, known: Sequence[Known]) -> Ranking:
    wanted = wanted_of(desk, booking, known)
    people = candidates_of(desk, booking, wanted, known)
    return rank(wanted, people, weights_of(desk.reference), travel=travel_by(desk.roads))


async def gather(desk: Desk, booking: Booking) -> list[Known]:
    """Everybody active who speaks a language that would do, also the ones that need the requester's consent."""
    languages = accepted(booking.language, desk.reference.substitutes, consent=True)
    known = await desk.pool.speaking(languages, booking)
    await learn_roads(desk, booking, known)
    return known


async def recall(desk: Desk, booking: Booking, ids: Sequence[UUID], *, over_holds: bool = False) -> list[Known]:
    """These interpreters, whatever they speak; `over_holds` as if nobody held their time or asked them for it."""
    known = await desk.pool.known(ids, booking, over_holds=over_holds)
    if over_holds:
        known = [replace(one, jobs=[job for job in one.jobs if not job.open_offer]) for one in known]
    await learn_roads(desk, booking, known)
    return known


def wanted_of(desk: Desk, booking: Booking, known: Iterable[Known] = ()) -> Wanted:
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
        barred=frozenset(booking.barred) | {one.interpreter.id for one in known if one.barred_by_unit},
        preferred=booking.preferred,
        lat=booking.lat,
        lon=booking.lon,
        citizen_ref=booking.citizen_ref,
        language_names=desk.reference.language_names,
    )


def candidates_of(desk: Desk, booking: Booking, wanted: Wanted, known: Iterable[Known]) -> list[Candidate]:
    """The register's facts as the engine wants them, each with the price of this job for this interpreter."""
    occasion = occasion_of(wanted, travel=travel_by(desk.roads))
    return [priced(desk, booking, occasion, candidate_of(booking, one), one) for one in known]


def priced(desk: Desk, booking: Booking, occasion: Occasion, candidate: Candidate, known: Known) -> Candidate:
    """With what the job adds to what their day is billed, less what they are paid for already at that time."""
    found = expected_price(desk, booking, occasion, known)
    if found is None:
        return replace(candidate, cost_ore=UNPRICED_ORE)
    gross, extra_ore = found
    net = reduced(gross, (occasion.wanted.period,), known.paid)
    return replace(candidate, cost_ore=net.total_ore + extra_ore, paid_ore=gross.total_ore - net.total_ore)


def candidate_of(booking: Booking, known: Known) -> Candidate:
    """One interpreter without a price."""
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
        availability=availability_of(one.hours, [*known.intervals, *_ready(booking, one)]),
        busy=tuple(_busy(job) for job in known.jobs),
        daily_limit=one.daily_limit,
        weekly_limit=one.weekly_limit,
        max_trip=one.max_trip,
        conflicts=frozenset({booking.citizen_ref}) if known.barred_by_citizen else frozenset(),
        declined=known.refused,
        met_citizen=known.met_citizen,
        asked_month=known.asked_month,
        worked_minutes_month=known.worked_minutes_month,
        accept_rate=(known.accepted_month + 1) / (known.answered_month + 1),
        agency_rank=one.agency_rank,
    )


def _ready(booking: Booking, interpreter: Interpreter) -> list[Interval]:
    """Hours that somebody gives who may be rung now, for a call that begins while they may."""
    until = interpreter.ready_until
    if not booking.on_demand or until is None or until <= booking.starts_at:
        return []
    return [Interval(booking.starts_at, booking.ends_at, offered=True)]


def _busy(taken: Taken) -> Job:
    return Job(
        period=taken.period,
        mode=taken.mode,
        lat=taken.lat,
        lon=taken.lon,
        booking_id=taken.booking_id,
        number=taken.number,
        open_offer=taken.open_offer,
        held=taken.held,
    )


def expected_price(desk: Desk, booking: Booking, occasion: Occasion, known: Known) -> tuple[Price, int] | None:
    """What the job would be billed with this interpreter, with its share of the day's journeys; and beside it what it
    adds to the other jobs' journeys, or takes off them. None without a tariff.

    A salaried interpreter's paid hours are free.
    """
    interpreter, wanted = known.interpreter, occasion.wanted
    if interpreter.employment is Employment.SALARIED:
        return Price(()), 0
    found = inserted(
        interpreter, known.jobs, period=wanted.period, mode=wanted.mode, place=wanted.place, travel=occasion.travel
    )
    work = Work(
        scheme=interpreter.scheme,
        category=interpreter.category,
        mode=wanted.mode,
        booked=wanted.period,
        actual=None,
        outcome="delivered",
        travel_minutes=found.own.minutes,
        km=found.own.km,
        ordered_at=booking.requested_at,
    )
    try:
        priced = price(work, desk.reference.tariffs, desk.reference.workdays, explained=False)
        return priced, found.extra_ore(interpreter, desk.reference)
    except Invalid:
        return None


def repricing(desk: Desk, booking: Booking, known: Iterable[Known]) -> Callable[[Wanted, Candidate], int]:
    """The price of a changed booking for a candidate, for explanations that try changes."""
    people = {one.interpreter.id: one for one in known}
    travel = travel_by(desk.roads)
    return lambda wanted, one: priced(desk, booking, occasion_of(wanted, travel=travel), one, people[one.id]).cost_ore
