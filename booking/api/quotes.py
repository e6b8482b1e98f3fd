"""Quotes over the API: the price of a booking thought up, by the engine that makes the bill."""

from uuid import UUID

from litestar import Controller, Response, post
from litestar.params import JSONBody

from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.api.shapes import quote_out
from booking.domain.bookings import LONGEST, Order
from booking.domain.costs.pricing import check_km
from booking.domain.errors import Invalid
from booking.domain.periods import Period
from booking.domain.periods import check_offset as instant
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.bookings.ordering import check_codes
from booking.services.costs import Quote, as_booked, quote
from booking.services.desk import Desk
from schemas.bookings import QuoteOut
from schemas.others import NewQuote

NO_UNIT = UUID(int=0)


def order_from(data: NewQuote) -> Order:
    period = Period(instant(data.starts_at, field="starts_at"), instant(data.ends_at, field="ends_at"))
    if period.ends_at - period.starts_at > LONGEST:
        raise Invalid(Text("En bestilling varer højst 12 timer.", "A booking lasts 12 hours at most."), field="ends_at")
    order = Order(
        language="",
        mode=data.mode,
        starts_at=period.starts_at,
        ends_at=period.ends_at,
        unit_id=NO_UNIT,
        case_type=data.case_type,
        measure=data.measure,
        person_group=data.person_group,
    )
    check_codes(order)
    return order


class QuotesController(Controller):
    path = "/quotes"
    tags = ["Economy"]

    @post(summary="Price a booking thought up", status_code=200)
    async def quote(self, request: Asked, data: JSONBody[NewQuote]) -> Response[QuoteOut]:
        """Line by line, with the refund and the free-cancel deadline; nothing is kept."""
        async with desk_for(request) as desk:
            require_permission(desk.actor, "quotes:make")

            async def make() -> Answer:
                return Answer(quote_out(quote_for(desk, data), tongue_of(request)), status=200)

            return await once(request, desk, QuoteOut, make)


def quote_for(desk: Desk, data: NewQuote) -> Quote:
    order = order_from(data)
    work = as_booked(
        order,
        scheme=data.scheme,
        category=data.category,
        travel_minutes=data.travel_minutes,
        km=check_km(data.km),
        held_on=data.held_on,
        ordered_at=desk.now,
    )
    return quote(order, desk.reference, work=work)
