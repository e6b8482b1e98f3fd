"""Confirming: the three questions that a refund follows from, asked when booking and confirmed when it was held."""

from dataclasses import dataclass, replace
from typing import cast

from booking.domain.bookings import Booking
from booking.domain.refunds.decision import Outcome
from booking.persistence.costs import Refund, Standing
from booking.services.bookings.ordering import check_codes
from booking.services.bookings.reading import find
from booking.services.bookings.refusing import check_region
from booking.services.desk import Desk
from booking.services.ledger import post
from booking.services.refunding import refund_for


@dataclass(frozen=True, slots=True)
class Answers:
    """What the conversation is about, which measure it belongs to, and who the citizen is to the law.

    None is said as an answer too: no measure is guidance, and no group follows from the case type.
    """

    case_type: str
    measure: str | None
    person_group: str | None


async def confirm(desk: Desk, *, number: str, answers: Answers) -> Booking:
    """The booking with these answers; what is settled is decided anew, and the ledger posts the difference.

    Raises Invalid, with the choices, for a code that nobody knows.
    """
    booking = await find(desk, number, permission="refunds:confirm", lock=True)
    return await confirmed(desk, booking, answers)


async def confirmed(desk: Desk, booking: Booking, answers: Answers) -> Booking:
    """The same for a booking that is locked; unchanged answers change nothing."""
    after = replace(booking, case_type=answers.case_type, measure=answers.measure, person_group=answers.person_group)
    check_codes(after)
    check_region(after)
    if after == booking:
        return booking
    after = replace(after, version=booking.version + 1)
    await desk.bookings.save(booking, after, action="refund facts confirmed")
    await redecide(desk, after, action="refund decided")
    return after


async def redecide(desk: Desk, booking: Booking, *, action: str, standing: Standing | None = None) -> Refund | None:
    """A new decision for the price in force; None where nothing is settled yet."""
    settled = await desk.costs.settlement_of(booking.id)
    if settled is None:
        return None
    outcome = cast(Outcome, settled.outcome)
    made = await refund_for(desk, booking, settled.lines, held_on=settled.held_on, outcome=outcome, standing=standing)
    await desk.costs.decide(made, action=action)
    post(desk, booking.id)
    return made
