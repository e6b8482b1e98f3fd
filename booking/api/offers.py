"""Offers over the API: what an interpreter can answer, yes and no."""

from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from booking.api.bookings import whole
from booking.api.desks import Answer, Asked, desk_for, once, tongue_of
from booking.domain.errors import Denied
from booking.domain.money import kroner
from booking.domain.offers import deadline_of
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.services.answers import accept
from booking.services.desk import Desk
from booking.services.offers import decline, open_offers, undo_decline
from schemas import bookings as io
from schemas import others


class OffersController(Controller):
    path = "/offers"
    tags = ["Offers"]

    @get(summary="The offers you can answer")
    async def list_offers(self, request: Asked) -> others.OpenOffers:
        """The most urgent first, with the pay expected and the way there."""
        async with desk_for(request) as desk:
            _check_interpreter(desk)
            return others.OpenOffers(
                [
                    others.OpenOffer(
                        id=offer.id,
                        number=booking.number,
                        language=offer.language,
                        mode=booking.mode,
                        starts_at=booking.starts_at,
                        ends_at=booking.ends_at,
                        answer_by=offer.answer_by,
                        answer_by_words=deadline_of(offer, booking.starts_at).derivation.in_(tongue_of(request)),
                        pay=kroner(offer.cost_ore),
                        trip_minutes=offer.trip_minutes,
                        trip_km=offer.trip_km,
                        order_number=offer.order_number,
                    )
                    for offer, booking in await open_offers(desk)
                ]
            )

    @post("/{offer_id:uuid}/accept", summary="Take the job", status_code=200)
    async def accept(self, request: Asked, offer_id: FromPath[UUID]) -> Response[io.BookingOut]:
        """The first yes wins; a later one is told kindly (409)."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                booking = await accept(desk, offer_id=offer_id)
                return await whole(request, desk, booking.number)

            return await once(request, desk, io.BookingOut, make)

    @post("/{offer_id:uuid}/decline", summary="Decline the job", status_code=200)
    async def decline(self, request: Asked, offer_id: FromPath[UUID]) -> Response[io.BookingOut]:
        """The next one is asked; for ten minutes the no can be taken back."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                booking = await decline(desk, offer_id=offer_id)
                return await whole(request, desk, booking.number)

            return await once(request, desk, io.BookingOut, make)

    @post("/{offer_id:uuid}/undo", summary="Take a no back", status_code=200)
    async def undo(self, request: Asked, offer_id: FromPath[UUID]) -> Response[io.BookingOut]:
        """Within ten minutes, and while nobody has the job (else 409); the same offer stands open again."""
        async with desk_for(request) as desk:

            async def make() -> Answer:
                booking = await undo_decline(desk, offer_id=offer_id)
                return await whole(request, desk, booking.number)

            return await once(request, desk, io.BookingOut, make)


def _check_interpreter(desk: Desk) -> None:
    require_permission(desk.actor, "offers:answer")
    if desk.actor.interpreter_id is None:
        raise Denied(
            Text("Din konto er ikke knyttet til en tolk.", "Your account is not linked to an interpreter."),
            subject="offers",
        )
