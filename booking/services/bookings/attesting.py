"""Attesting: the requester vouches for the delivery; then the price is frozen and the refund decided."""

from dataclasses import replace
from typing import cast

from booking.domain.bookings import Act, Booking, Status, require
from booking.domain.errors import Conflict
from booking.domain.periods import local_date
from booking.domain.permissions import require_none, why_not_attest
from booking.domain.refunds.decision import Outcome
from booking.domain.texts import Text
from booking.persistence.costs import Refund, Settlement
from booking.services.bookings.reading import find
from booking.services.costs import price_of, settle
from booking.services.desk import Desk


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
    interpreter = await desk.interpreters.get(delivery.interpreter_id) if delivery.interpreter_id else None
    outcome = cast(Outcome, delivery.outcome)
    day = local_date(delivery.starts_at if outcome in ("delivered", "aborted") else booking.starts_at)
    priced = price_of(attested, desk.reference, outcome, interpreter=interpreter, delivery=delivery)
    settlement, refund = await settle(desk, attested, priced, outcome=outcome, interpreter=interpreter, held_on=day)
    desk.events.add("board")
    return attested, settlement, refund
