"""Finding the talks ahead that could be remote; a fixed number of queries however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.catalogue import Asked, is_offered
from booking.domain.conversions import Judgement, Talk, fits, judged
from booking.domain.costs.pricing import price
from booking.domain.errors import Invalid
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.modes import Mode
from booking.domain.periods import day_bounds, local_date
from booking.domain.permissions import require_permission, sees_all
from booking.domain.units import subtree
from booking.persistence.conversions import Trip
from booking.persistence.pool import Job
from booking.services.costs import OWN_CATEGORY, OWN_SCHEME, as_booked
from booking.services.desk import Desk
from booking.services.journeys import inserted
from booking.services.roads import travel_by

MOST = 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A talk ahead, what speaks for and against another mode, and what that saves.

    Amounts in øre by the price engine for its own date, what the journey adds to the day's other jobs included;
    `guessed` where nobody has it yet and the unit's usual journey stands in. `freed_minutes` is the journey.
    """

    booking: Booking
    judgement: Judgement
    mode: Mode
    in_person_ore: int
    remote_ore: int
    freed_minutes: int
    guessed: bool
    interpreter: str = ""

    @property
    def saving_ore(self) -> int:
        return self.in_person_ore - self.remote_ore


@dataclass(frozen=True, slots=True)
class Potential:
    """Everything held in person ahead that nobody was asked about: what fits, and what had better meet."""

    fitting: tuple[Suggestion, ...]
    others: tuple[Suggestion, ...]

    @property
    def saving_ore(self) -> int:
        return sum(one.saving_ore for one in self.fitting)

    @property
    def freed_minutes(self) -> int:
        return sum(one.freed_minutes for one in self.fitting)


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read for all of them at once."""

    modes: Mapping[UUID, Mode | None]
    talks: Mapping[UUID, Talk]
    trips: Mapping[UUID, Trip]
    met: frozenset[str]
    holders: Mapping[UUID, UUID]
    people: Mapping[UUID, Interpreter]
    days: Mapping[UUID, list[Job]]


async def potential(desk: Desk, *, unit: str | None = None, others: bool = True) -> Potential:
    """What the actor may see of it, the largest savings first; without `others` nothing of what does not fit.

    Raises Denied to those who do not advise.
    """
    require_permission(desk.actor, "advice:read")
    units = None if sees_all(desk.actor) else desk.actor.unit_ids
    if unit is not None:
        below = subtree(desk.reference.units.values(), desk.reference.unit(unit).id)
        units = below if units is None else below & units
    found = await desk.conversions.ahead(now=desk.now, units=units, limit=MOST)
    suggested = await suggestions(desk, found, others=others)
    fitting = sorted((one for one in suggested if one.judgement.fits), key=lambda one: -one.saving_ore)
    return Potential(tuple(fitting), tuple(one for one in suggested if not one.judgement.fits))


async def suggestions(desk: Desk, found: Sequence[Booking], *, others: bool = True) -> list[Suggestion]:
    """Each of the bookings judged and priced; without `others` only those that fit."""
    repository = desk.conversions
    speakers = await repository.remote_speakers(on=local_date(desk.now)) if found else {}
    modes = {one.id: _mode(desk, one) for one in found}
    talks = {one.id: _talk(one, speakers, offered=modes[one.id] is not None) for one in found}
    found = [one for one in found if others or fits(talks[one.id])]
    if not found:
        return []
    holders = await repository.holders([one.id for one in found])
    known = _Known(
        modes=modes,
        talks=talks,
        trips=await repository.usual_trips({one.unit_id for one in found if one.id not in holders}, now=desk.now),
        met=await repository.met([one.citizen_ref for one in found if one.citizen_ref], now=desk.now),
        holders=holders,
        people=await desk.interpreters.by_ids(set(holders.values())),
        days=await repository.days_of(
            set(holders.values()),
            since=day_bounds(local_date(min(one.starts_at for one in found))).starts_at,
            before=day_bounds(local_date(max(one.starts_at for one in found))).ends_at,
        ),
    )
    priced = [_suggested(desk, one, known) for one in found]
    return [one for one in priced if one is not None]


def _suggested(desk: Desk, booking: Booking, known: _Known) -> Suggestion | None:
    """None where no tariff prices one of the two: what it would save is anybody's guess."""
    mode, talk = known.modes[booking.id], known.talks[booking.id]
    holder = known.people.get(known.holders.get(booking.id, booking.id))
    minutes, km, extra = _journey(desk, booking, holder, known)
    try:
        meeting = _price(desk, booking, Mode.IN_PERSON, holder, minutes, km) + extra
        remote = _price(desk, booking, mode or Mode.PHONE, holder, 0, Decimal(0))
    except Invalid:
        return None
    talk = replace(talk, travel=minutes, known=booking.citizen_ref in known.met)
    return Suggestion(
        booking, judged(talk), mode or Mode.PHONE, meeting, remote, minutes, holder is None,
        holder.name if holder is not None else "",
    )  # fmt: skip


def _talk(booking: Booking, speakers: Mapping[str, int], *, offered: bool) -> Talk:
    """What decides whether it fits; the journey and the case speak for it alone."""
    return Talk(
        minutes=int((booking.ends_at - booking.starts_at).total_seconds()) // 60,
        parties=booking.parties,
        child=booking.child_present,
        group=booking.group_size,
        reason=booking.in_person_reason,
        case_type=booking.case_type,
        speakers=speakers.get(booking.language, 0),
        offered=offered,
    )


def _mode(desk: Desk, booking: Booking) -> Mode | None:
    """Video where the catalogue offers it then, else phone, else neither."""
    for mode in (Mode.SKYPE, Mode.PHONE):
        if is_offered(Asked(booking.language, mode, booking.period), desk.reference.catalogue, now=desk.now):
            return mode
    return None


def _journey(desk: Desk, booking: Booking, holder: Interpreter | None, known: _Known) -> tuple[int, Decimal, int]:
    """Minutes and kilometres that the talk bears of the day, and what it adds to the other jobs' journeys in øre."""
    if holder is None:
        usual = known.trips.get(booking.unit_id, Trip(0, 0.0))
        return 2 * usual.minutes, 2 * Decimal(str(round(usual.km, 1))), 0
    others = [job for job in known.days.get(holder.id, []) if job.booking_id != booking.id]
    place = None if booking.lat is None or booking.lon is None else (booking.lat, booking.lon)
    put = inserted(
        holder, others, period=booking.period, mode=Mode.IN_PERSON, place=place, travel=travel_by(desk.roads)
    )
    salaried = holder.employment is Employment.SALARIED
    extra = 0 if salaried else put.extra_ore(holder, desk.reference)
    return put.own.minutes, put.own.km, extra


def _price(desk: Desk, booking: Booking, mode: Mode, holder: Interpreter | None, minutes: int, km: Decimal) -> int:
    """By the same engine as the bill; a salaried interpreter's hours are paid already."""
    if holder is not None and holder.employment is Employment.SALARIED:
        return 0
    scheme, category = (holder.scheme, holder.category) if holder is not None else (OWN_SCHEME, OWN_CATEGORY)
    work = as_booked(
        replace(booking, mode=mode),
        scheme=scheme,
        category=category,
        travel_minutes=minutes,
        km=km,
        ordered_at=booking.requested_at,
    )
    return price(work, desk.reference.tariffs, desk.reference.workdays, explained=False).total_ore
