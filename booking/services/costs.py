"""Costs: what a booking is expected to cost, and what it did; with the refund that follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from booking.domain.bookings import Booking, Order
from booking.domain.costs.moves import without
from booking.domain.costs.paid_times import PaidTime, reduced
from booking.domain.costs.pricing import Outcome, Price, PriceLine, Work, price
from booking.domain.costs.tariffs import free_cancel_deadline
from booking.domain.costs.wording import NO_REASON
from booking.domain.deadlines import Deadline
from booking.domain.errors import Invalid
from booking.domain.interpreters import Interpreter
from booking.domain.modes import Mode
from booking.domain.periods import Period, local_date
from booking.domain.refunds.decision import Outcome as RefundOutcome
from booking.domain.refunds.decision import RefundDecision, decide, refund
from booking.domain.suppliers import Supplier, vat_of
from booking.domain.texts import Text
from booking.persistence.assignments import Assignment
from booking.persistence.costs import Refund, Settlement
from booking.persistence.deliveries import Delivery
from booking.persistence.ids import new_id
from booking.persistence.reference import Reference
from booking.services.desk import Desk
from booking.services.ledger import post
from booking.services.refunding import facts_of, policy_of, refund_for

OWN_SCHEME, OWN_CATEGORY = "MUNI-DEMO", "own"


@dataclass(frozen=True, slots=True)
class Quote:
    """A price before the fact, the refund it may bring, and until when it costs nothing to cancel."""

    price: Price
    decision: RefundDecision
    refund_ore: int
    deadline: Deadline | None


def as_booked(
    order: Order,
    *,
    scheme: str = OWN_SCHEME,
    category: str = OWN_CATEGORY,
    travel_minutes: int = 0,
    km: Decimal = Decimal(0),
    held_on: date | None = None,
    ordered_at: datetime | None = None,
) -> Work:
    """The work that it is when everything goes as ordered; by the municipality's own unless said otherwise."""
    return Work(
        scheme=scheme,
        category=category,
        mode=order.mode,
        booked=order.period,
        actual=None,
        outcome="delivered",
        travel_minutes=travel_minutes,
        km=km,
        ordered_at=ordered_at,
        held_on=held_on,
    )


def cost_ore(work: Work, reference: Reference) -> int:
    """The price alone, not put into words: of thousands nobody reads any. Nothing where the tariffs do not reach."""
    try:
        return price(work, reference.tariffs, reference.workdays, explained=False).total_ore
    except Invalid:
        return 0


def quote(order: Order, reference: Reference, *, work: Work | None = None, paid: Sequence[PaidTime] = ()) -> Quote:
    """By the same engine as the bill, less what is `paid` already; Invalid when no tariff is in force on the day."""
    work = work or as_booked(order)
    priced = reduced(price(work, reference.tariffs, reference.workdays), (order.period,), paid)
    day = work.held_on or local_date(order.starts_at)
    decision = decide(facts_of(order, day, "delivered"), reference.refund_rules, policy_of(reference))
    terms = reference.tariffs.terms(work.scheme, mode=order.mode, day=day)
    claim = refund(decision, priced.lines, reference.refund_rules)
    return Quote(priced, decision, claim.refund_ore, free_cancel_deadline(terms, order.starts_at, reference.workdays))


def quote_or_none(order: Order, reference: Reference, *, paid: Sequence[PaidTime] = ()) -> Quote | None:
    """The quote where the tariffs reach; a missing tariff must not keep anybody from booking."""
    try:
        return quote(order, reference, paid=paid)
    except Invalid:
        return None


def scheme_of(interpreter: Interpreter | None) -> tuple[str, str]:
    return (interpreter.scheme, interpreter.category) if interpreter is not None else (OWN_SCHEME, OWN_CATEGORY)


def supplier_of(interpreter: Interpreter | None, reference: Reference) -> Supplier | None:
    """Whoever sends the invoice; None for the municipality's own interpreters, who charge no VAT."""
    if interpreter is None or interpreter.supplier_id is None:
        return None
    return reference.suppliers.get(interpreter.supplier_id)


def cancel_deadline(booking: Booking, interpreter: Interpreter | None, reference: Reference) -> Deadline | None:
    """Until when this supplier lets go of the booking for nothing."""
    scheme, _ = scheme_of(interpreter)
    terms = reference.tariffs.terms(scheme, mode=booking.mode, day=local_date(booking.starts_at))
    return free_cancel_deadline(terms, booking.starts_at, reference.workdays)


def deadline_or_none(booking: Booking, interpreter: Interpreter | None, reference: Reference) -> Deadline | None:
    """The same where the tariffs reach; a missing one must not keep anybody from being told the rest."""
    try:
        return cancel_deadline(booking, interpreter, reference)
    except Invalid:
        return None


def trip_paid(assignment: Assignment | None, mode: Mode) -> tuple[int, Decimal]:
    """Minutes and kilometres there and back, as expected when the job was given."""
    if assignment is None or mode is not Mode.IN_PERSON:
        return 0, Decimal(0)
    return 2 * assignment.trip_minutes, 2 * Decimal(str(assignment.trip_km))


PRICED_AS: dict[RefundOutcome, Outcome | None] = {
    "delivered": "delivered",
    "aborted": "aborted",
    "cancelled_late": "cancelled_late",
    "moved_late": "moved_late",
    "citizen_no_show": "no_show",
    "interpreter_no_show": None,
}


def price_of(
    booking: Booking,
    reference: Reference,
    outcome: RefundOutcome,
    *,
    interpreter: Interpreter | None,
    delivery: Delivery | None = None,
    trip: tuple[int, Decimal] = (0, Decimal(0)),
    lost: tuple[Period, ...] = (),
    paid: Sequence[PaidTime] = (),
) -> Price:
    """What is owed by how it ended; `delivery` has the actual facts, `trip` those expected where nothing took place.

    `lost` is what a late move took from the booked period, `paid` what the interpreter is paid for already.
    """
    priced_as = PRICED_AS[outcome]
    if priced_as is None:
        return Price(())
    scheme, category = scheme_of(interpreter)
    took_place = delivery is not None and outcome in ("delivered", "aborted")
    travel_minutes, km = (delivery.travel_minutes, delivery.km) if delivery is not None else trip
    work = Work(
        scheme=scheme,
        category=category,
        mode=delivery.mode if delivery is not None else booking.mode,
        booked=booking.period,
        actual=Period(delivery.starts_at, delivery.ends_at) if delivery is not None and took_place else None,
        outcome=priced_as,
        travel_minutes=travel_minutes,
        km=km,
        ordered_at=booking.requested_at,
        lost=lost,
        waited_minutes=delivery.waited_minutes if delivery is not None and took_place else 0,
        breaks=delivery.breaks if delivery is not None and took_place else (),
    )
    return reduced(price(work, reference.tariffs, reference.workdays), lost or _taken(work), paid)


def _taken(work: Work) -> tuple[Period, ...]:
    """The interpreter's time that the job took: what was booked, and what it lasted beside that."""
    beside = without(work.actual, [work.booked]) if work.actual is not None else ()
    return work.booked, *beside


async def settle(
    desk: Desk,
    booking: Booking,
    priced: Price,
    *,
    outcome: RefundOutcome,
    interpreter: Interpreter | None,
    held_on: date | None = None,
    because: Text = NO_REASON,
    carried: tuple[PriceLine, ...] = (),
    reason: str = "",
) -> tuple[Settlement, Refund]:
    """Freezes the price lines and the refund decision of a booking, by exactly one rule of the day it was held.
    `because` says above the lines why anything is owed at all, where nothing took place. `carried` are the lines of
    its late moves, which stay owed whatever becomes of it; with a `reason` it is the actor's decision against the rule.
    """
    priced, held_on = Price((*carried, *priced.lines)), held_on or local_date(booking.starts_at)
    scheme, category = scheme_of(interpreter)
    settlement = Settlement(
        id=new_id(),
        booking_id=booking.id,
        version=booking.version,
        outcome=outcome,
        scheme=scheme,
        category=category,
        held_on=held_on,
        net_ore=priced.total_ore,
        vat_ore=0,
        priced_at=desk.now,
        lines=priced.lines,
        because_da=because.da,
        because_en=because.en,
        decided_by=desk.actor.account_id if reason else None,
        reason=reason,
    )
    settlement = _taxed(settlement, supplier_of(interpreter, desk.reference))
    kept = await refund_for(desk, booking, priced.lines, held_on=held_on, outcome=outcome)
    await desk.costs.settle(settlement, kept)
    post(desk, booking.id)
    return settlement, kept


def _taxed(settlement: Settlement, supplier: Supplier | None) -> Settlement:
    """With the VAT of whoever sends the invoice; the municipality's own interpreters charge none."""
    if supplier is None:
        return settlement
    vat_ore = vat_of(settlement.net_ore, supplier.vat)
    return replace(settlement, supplier_id=supplier.id, vat_percent=supplier.vat, vat_ore=vat_ore)
