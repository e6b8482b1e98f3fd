"""Attesting: the requester vouches for the delivery; then the price is frozen and the refund decided."""

from dataclasses import replace
from typing import cast

from booking.domain.bookings import Act, Booking, Status, require
from booking.domain.errors import Conflict
from booking.domain.periods import Period, local_date
from booking.domain.permissions import require_none, why_not_attest
from booking.domain.refunds.decision import Outcome
from booking.domain.texts import Text
from booking.persistence.costs import Refund, Settlement
from booking.persistence.deliveries import Delivery
from booking.services.bookings.reading import find
from booking.services.costs import price_of, settle
from booking.services.desk import Desk
from booking.services.owing import moves_owed


async def attest(desk: Desk, *, number: str) -> tuple[Booking, Settlement, Refund]:
    """The booking attested, what it cost line by line, and the refund by one rule.

    Raises Denied to the one who reported the delivery, Conflict when there is nothing to attest, and Invalid when no
    tariff is in force on the day it was held.
    """
    booking = await find(desk, number, permission="bookings:attest", lock=True)
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
    )
    await desk.bookings.save(booking, attested, action="attested")
    settlement, refund = await _settled(desk, attested, delivery)
    desk.events.add("board")
    return attested, settlement, refund


async def _settled(desk: Desk, booking: Booking, delivery: Delivery) -> tuple[Settlement, Refund]:
    """By what was delivered, less what was paid for that time before, with what late moves have left."""
    interpreter = await desk.interpreters.get(delivery.interpreter_id) if delivery.interpreter_id else None
    outcome = cast(Outcome, delivery.outcome)
    took_place = outcome in ("delivered", "aborted")
    held = Period(delivery.starts_at, delivery.ends_at) if took_place else booking.period
    whole = Period(min(held.starts_at, booking.starts_at), max(held.ends_at, booking.ends_at))
    priced = price_of(
        booking,
        desk.reference,
        outcome,
        interpreter=interpreter,
        delivery=delivery,
        paid=await desk.paid_times.of(interpreter.id, whole) if interpreter is not None else (),
    )
    return await settle(
        desk,
        booking,
        priced,
        outcome=outcome,
        interpreter=interpreter,
        held_on=local_date(held.starts_at),
        carried=await moves_owed(desk, booking),
    )
