"""What an order would mean, before it is sent: price, refund, deadline, and how many could take it."""

from dataclasses import dataclass, fields

from booking.domain.bookings import Booking, Order, Status
from booking.domain.permissions import require_permission
from booking.persistence.ids import new_id
from booking.services.bookings.ordering import check_codes, whereabouts
from booking.services.candidates import rank_for
from booking.services.costs import Quote, quote
from booking.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Foresight:
    """`free` is None while the language is not chosen."""

    quote: Quote
    free: int | None


async def foresee(desk: Desk, *, order: Order) -> Foresight:
    """Nothing is written. Raises Invalid for an unknown code, and when no tariff is in force on the day."""
    require_permission(desk.actor, "bookings:create")
    check_codes(order)
    found = quote(order, desk.reference)
    if order.language not in desk.reference.languages:
        return Foresight(found, None)
    values = {field.name: getattr(order, field.name) for field in fields(Order)}
    imagined = Booking(
        **values | whereabouts(order, desk.reference),
        id=new_id(),
        number="",
        status=Status.REQUESTED,
        requested_at=desk.now,
        requester_id=desk.actor.account_id or new_id(),
    )
    return Foresight(found, len((await rank_for(desk, imagined)).ranked))
