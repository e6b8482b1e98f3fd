"""Attesting: the requester vouches for the delivery; then the price is frozen and the refund decided."""

from dataclasses import replace
from typing import cast

from booking.domain.bookings import Act, Booking, Status, require
from booking.domain.costs.pricing import Price
from booking.domain.errors import Conflict, Invalid
from booking.domain.interpreters import Interpreter
from booking.domain.periods import Period, local_date
from booking.domain.permissions import require_none, why_not_attest
from booking.domain.refunds.decision import Outcome
from booking.domain.texts import Text
from booking.persistence.costs import Refund, Settlement
from booking.persistence.deliveries import Delivery
from booking.services.bookings.disputing import end_dispute, let_stand
from booking.services.bookings.reading import find
from booking.services.costs import price_of, settle
from booking.services.desk import Desk
from booking.services.owing import moves_owed

BY_PERSON, BY_SILENCE, BY_DECISION = "requester", "silence", "decision"
HOW: dict[str, Text] = {
    BY_PERSON: Text("Attesteret", "Attested"),
    BY_SILENCE: Text(
        "Attesteret af systemet, fordi fristen gik uden indsigelse",
        "Attested by the system, since the time passed without a dispute",
    ),
    BY_DECISION: Text("Attesteret af tolkekontoret efter en indsigelse", "Attested by the office after a dispute"),
}


async def attest(desk: Desk, *, number: str) -> tuple[Booking, Settlement, Refund]:
    """The booking attested, what it cost line by line, and the refund by one rule.

    Raises Denied to the one who reported the delivery, Conflict when there is nothing to attest, and Invalid when no
    tariff is in force on the day it was held.
    """
    booking = await find(desk, number, permission="bookings:attest", lock=True)
    return await attested_as(desk, booking, how=BY_PERSON)


async def attested_as(desk: Desk, booking: Booking, *, how: str) -> tuple[Booking, Settlement, Refund]:
    """The same for a booking that is locked, and `how` it came about: one of HOW."""
    require(booking, Act.ATTEST)
    delivery = await desk.deliveries.current(booking.id)
    if delivery is None or booking.attested_at is not None:
        raise Conflict(
            Text(f"{booking.number} er allerede attesteret.", f"{booking.number} is attested already."),
            subject=booking.number,
        )
    require_none(why_not_attest(desk.actor, delivered_by=delivery.reported_by), subject=booking.number)
    attested = replace(
        booking,
        status=Status.ATTESTED if booking.status is Status.DELIVERED else booking.status,
        version=booking.version + 1,
        attested_at=desk.now,
        attested_by=desk.actor.account_id,
        attested_how=how,
    )
    await end_dispute(desk, booking, "attested")
    await desk.bookings.save(booking, attested, action="attested")
    settlement, refund = await _settled(desk, attested, delivery)
    desk.events.add("board")
    return attested, settlement, refund


async def decide_dispute(desk: Desk, *, number: str, reason: str) -> tuple[Booking, Settlement, Refund]:
    """The office lets a disputed report stand, and vouches for it in the requester's place."""
    booking, _ = await let_stand(desk, number=number, reason=reason)
    return await attested_as(desk, booking, how=BY_DECISION)


async def _settled(desk: Desk, booking: Booking, delivery: Delivery) -> tuple[Settlement, Refund]:
    """By what was delivered, with what late moves have left."""
    interpreter, priced = await _priced(desk, booking, delivery)
    return await settle(
        desk,
        booking,
        priced,
        outcome=cast(Outcome, delivery.outcome),
        interpreter=interpreter,
        held_on=local_date(_held(booking, delivery).starts_at),
        carried=await moves_owed(desk, booking),
    )


async def _priced(desk: Desk, booking: Booking, delivery: Delivery) -> tuple[Interpreter | None, Price]:
    """What was delivered, less what was paid for that time before."""
    interpreter = await desk.interpreters.get(delivery.interpreter_id) if delivery.interpreter_id else None
    held = _held(booking, delivery)
    whole = Period(min(held.starts_at, booking.starts_at), max(held.ends_at, booking.ends_at))
    return interpreter, price_of(
        booking,
        desk.reference,
        cast(Outcome, delivery.outcome),
        interpreter=interpreter,
        delivery=delivery,
        paid=await desk.paid_times.of(interpreter.id, whole) if interpreter is not None else (),
    )


def _held(booking: Booking, delivery: Delivery) -> Period:
    took_place = delivery.outcome in ("delivered", "aborted")
    return Period(delivery.starts_at, delivery.ends_at) if took_place else booking.period


async def price_reported(desk: Desk, booking: Booking, delivery: Delivery) -> int | None:
    """What attesting the report would cost, in øre net of VAT; None where no tariff is in force on the day."""
    try:
        _, priced = await _priced(desk, booking, delivery)
    except Invalid:
        return None
    return priced.total_ore + sum(line.amount_ore for line in await moves_owed(desk, booking))
