"""Gathering: the office's facts of a horizon, put as the planner wants them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from booking.domain.bookings import Booking, Status
from booking.domain.costs.journey_rates import UNPAID, JourneyRate, journey_rate
from booking.domain.costs.paid_times import reduced
from booking.domain.costs.pricing import Work, price
from booking.domain.costs.tariffs import Tariffs
from booking.domain.errors import Invalid
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.languages import accepted
from booking.domain.periods import Period, day_bounds
from booking.domain.plans import Kind, MayMove, PlanAsk
from booking.domain.plans.urgency import HELD_WEIGHT, urgency
from booking.matching.planning.openings import Opening
from booking.matching.planning.tasks import DayRates
from booking.matching.problem import Candidate
from booking.matching.weights import Weights
from booking.persistence.plans.horizon import Held, Relations, bookings_in, first_of_month, relations_of
from booking.persistence.pool import Known
from booking.services.candidates import UNPRICED_ORE, candidate_of, wanted_of
from booking.services.desk import Desk
from booking.services.roads import learn_roads
from booking.services.weights import weights_of

# What dominates every other cost, so that a repair moves as few jobs of others as can be.
REPAIR_MOVE_ORE = 1_000_000_00
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The jobs of a horizon with everybody who may have them; `holders` are those who have one now, by job.

    `digest` is of every fact that the plan is made from: the same digest, the same problem.
    """

    openings: tuple[Opening, ...]
    rates: DayRates
    weights: Weights
    bookings: Mapping[UUID, Booking]
    holders: Mapping[UUID, Candidate]
    digest: str


@dataclass(frozen=True, slots=True)
class Around:
    """Everything known of a horizon; `tariffs` are those that price it, `imagining` as it would be."""

    ask: PlanAsk
    now: datetime
    held: list[Held]
    people: dict[UUID, Known]
    between: Relations
    tariffs: Tariffs
    imagining: bool = False

    @property
    def absent(self) -> tuple[UUID, ...]:
        """Who cannot come: in a repair for sure, else only in what is imagined."""
        return self.ask.scenario.absent if self.imagining or self.ask.kind is Kind.REPAIR else ()


async def gather(desk: Desk, ask: PlanAsk) -> Gathered:
    """Reads only."""
    around = await look_around(desk, ask)
    return await put_together(desk, around)


async def look_around(desk: Desk, ask: PlanAsk) -> Around:
    held = await bookings_in(desk.connection, ask.period)
    people = {one.interpreter.id: one for one in await desk.pool.everybody(weeks_of(ask))}
    between = await relations_of(desk.connection, [one.booking.id for one in held], ask.period)
    return Around(ask, desk.now, held, people, between, desk.reference.tariffs)


def weeks_of(ask: PlanAsk) -> Period:
    """The ISO weeks of the horizon, whose limits count, and a day on both sides, which may be near."""
    monday = ask.first - ask.first.weekday() * DAY
    sunday = ask.last + (6 - ask.last.weekday()) * DAY
    return Period(day_bounds(monday - DAY).starts_at, day_bounds(sunday + DAY).ends_at)


async def put_together(desk: Desk, around: Around) -> Gathered:
    weights = replace(weights_of(desk.reference), **around.ask.weights)
    openings, holders = [], {}
    for held in around.held:
        opening = await _opening(desk, around, held)
        if opening is None:
            continue
        openings.append(opening)
        holder = around.people.get(held.holder_id) if held.holder_id is not None else None
        if holder is not None:
            holders[opening.id] = _candidate(desk, around, held.booking, holder)
    rates = _rates(around, openings)
    bookings = {one.booking.id: one.booking for one in around.held}
    digest = _digest(openings, rates, weights)
    return Gathered(
        openings=tuple(openings), rates=rates, weights=weights, bookings=bookings, holders=holders, digest=digest
    )


async def _opening(desk: Desk, around: Around, held: Held) -> Opening | None:
    """None for what the plan leaves alone, and takes nobody's time."""
    booking, ask = held.booking, around.ask
    holder = around.people.get(held.holder_id) if held.holder_id is not None else None
    absent = held.holder_id in around.absent
    movable = _in_scope(booking, ask) and booking.starts_at > around.now and _may_move(held, ask, absent=absent)
    if held.holder_id is not None and not movable:
        return _pinned(desk, around, booking, holder) if holder is not None else None
    if not movable:
        return None
    known = [one for one in _speaking(desk, around, booking) if one.interpreter.id not in around.absent]
    if held.holder_id is not None and not absent and ask.kind is not Kind.WHAT_IF:
        known = [one for one in known if _may_take_over(one.interpreter, held.holder_id)]
    await learn_roads(desk, booking, known)
    return Opening(
        wanted=wanted_of(desk, booking, known),
        candidates=tuple(_candidate(desk, around, booking, one) for one in known),
        weight=urgency(booking.starts_at - around.now) if held.holder_id is None or absent else HELD_WEIGHT,
        holder=held.holder_id,
        disturb_ore=_disturbance(held, ask, absent=absent),
    )


def _in_scope(booking: Booking, ask: PlanAsk) -> bool:
    return (not ask.units or booking.unit_id in ask.units) and (not ask.languages or booking.language in ask.languages)


def _may_move(held: Held, ask: PlanAsk, *, absent: bool) -> bool:
    if held.booking.on_demand:
        return False
    if held.holder_id is not None:
        open_to_all = ask.kind is Kind.REPAIR or ask.may_move is MayMove.CONFIRMED
        return held.booking.status is Status.CONFIRMED and (absent or open_to_all)
    if ask.kind is Kind.REPAIR:
        return False
    return held.booking.status is not Status.OFFERED or ask.may_move is not MayMove.OPEN


def _may_take_over(one: Interpreter, holder_id: UUID) -> bool:
    """A job that somebody has is not put at risk: whoever would have to be asked first cannot take it over."""
    return one.id == holder_id or one.employment is Employment.SALARIED


def _disturbance(held: Held, ask: PlanAsk, *, absent: bool) -> int:
    if held.holder_id is None or absent:
        return 0
    return REPAIR_MOVE_ORE if ask.kind is Kind.REPAIR else ask.move_ore


def _pinned(desk: Desk, around: Around, booking: Booking, holder: Known) -> Opening:
    candidate = _candidate(desk, around, booking, holder)
    return Opening(wanted=wanted_of(desk, booking), candidates=(candidate,), holder=candidate.id, pinned=True)


def _speaking(desk: Desk, around: Around, booking: Booking) -> list[Known]:
    """Everybody who speaks a language that would do, with what is between them and this booking."""
    codes = set(accepted(booking.language, desk.reference.substitutes, consent=True))
    found = (one for one in around.people.values() if any(skill.language in codes for skill in one.interpreter.skills))
    return [known_for(around, booking, one) for one in found]


def known_for(around: Around, booking: Booking, one: Known) -> Known:
    between, pair = around.between, (booking.id, one.interpreter.id)
    return replace(
        one,
        refused=pair in between.refused,
        barred_by_unit=pair in between.by_unit,
        barred_by_citizen=pair in between.by_citizen,
        met_citizen=between.met.get(pair, 0),
        worked_minutes_month=between.worked.get((one.interpreter.id, first_of_month(booking.starts_at)), 0),
    )


def _candidate(desk: Desk, around: Around, booking: Booking, known: Known) -> Candidate:
    """With the price of the job apart from its journey, which depends on what else the day holds."""
    known = known_for(around, booking, known)
    cost_ore, paid_ore = _fee(desk, around, booking, known)
    return replace(candidate_of(booking, known), cost_ore=cost_ore, paid_ore=paid_ore)


def _fee(desk: Desk, around: Around, booking: Booking, known: Known) -> tuple[int, int]:
    """The price, and what has been taken off it as paid before; a salaried interpreter's paid hours are free."""
    if known.interpreter.employment is Employment.SALARIED:
        return 0, 0
    work = Work(
        scheme=known.interpreter.scheme,
        category=known.interpreter.category,
        mode=booking.mode,
        booked=booking.period,
        actual=None,
        outcome="delivered",
        ordered_at=booking.requested_at,
    )
    try:
        gross = price(work, around.tariffs, desk.reference.workdays, explained=False)
    except Invalid:
        return UNPRICED_ORE, 0
    net = reduced(gross, (booking.period,), known.paid)
    return net.total_ore, gross.total_ore - net.total_ore


def _rates(around: Around, openings: Iterable[Opening]) -> DayRates:
    """By the tariff of each day; who has none on a day is paid nothing for the road, as the price has it."""
    asked = {(one.id, opening.day) for opening in openings for one in opening.candidates}
    return DayRates({(who, day): _rate(around, around.people[who].interpreter, day) for who, day in sorted(asked)})


def _rate(around: Around, one: Interpreter, day: date) -> JourneyRate:
    if one.employment is not Employment.FREELANCE:
        return UNPAID
    try:
        return journey_rate(one.scheme, category=one.category, tariffs=around.tariffs, day=day)
    except Invalid:
        return UNPAID


def _digest(openings: Iterable[Opening], rates: DayRates, weights: Weights) -> str:
    digest = hashlib.sha256(repr(weights).encode())
    for opening in openings:
        digest.update(_canonical(opening).encode())
    digest.update(repr(sorted(rates.known.items())).encode())
    return digest.hexdigest()


def _canonical(opening: Opening) -> str:
    """Sets in an order of their own: two processes must say the same of the same facts."""
    people = sorted(opening.candidates, key=lambda one: one.id.int)
    told = [
        repr(replace(one, modes=frozenset(), conflicts=frozenset())) + repr((sorted(one.modes), sorted(one.conflicts)))
        for one in people
    ]
    wanted = replace(opening.wanted, barred=frozenset())
    return repr((wanted, sorted(opening.wanted.barred), told, opening.weight, opening.holder, opening.pinned))
