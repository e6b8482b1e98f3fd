"""A booking's offers, for the office: who was asked, what they said, and who is asked by what rule."""

from booking.domain.bookings import Act, Booking, allows
from booking.domain.interpreters import Employment, Interpreter
from booking.domain.offers import OFFER_STATES, Offer, OfferState, deadline_of
from booking.domain.periods import local_date
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.services.bookings import BookingDetails
from booking.services.desk import Desk
from booking.web.views.bookings import OfferRow


async def offer_rows(desk: Desk, found: BookingDetails) -> tuple[OfferRow, ...]:
    if not found.offers:
        return ()
    asked = await desk.interpreters.listed(ids={offer.interpreter_id for offer in found.offers})
    people = {one.id: one for one in asked}
    return tuple(_row(found.booking, offer, people[offer.interpreter_id]) for offer in found.offers)


def _row(booking: Booking, offer: Offer, who: Interpreter) -> OfferRow:
    return OfferRow(
        interpreter=who.name,
        state=OFFER_STATES[offer.state],
        made_at=offer.made_at,
        answer_by=offer.answer_by,
        answered_at=offer.answered_at,
        id=offer.id,
        is_open=offer.state is OfferState.OPEN,
        agency=who.employment is Employment.AGENCY,
        order_number=offer.order_number,
        why=deadline_of(offer, booking.starts_at).lead,
    )


def asking_rule(desk: Desk, booking: Booking) -> Text | None:
    """How the policy asks for a job so far ahead; None to everybody who may not ask, and when it is too late."""
    ahead = booking.starts_at > desk.now or booking.on_demand
    if not ahead or not allows(booking, Act.MATCH) or not may(desk.actor, "offers:make"):
        return None
    policy = desk.reference.offering(local_date(desk.now))
    return policy.how_said(policy.step(booking.starts_at - desk.now).how)
