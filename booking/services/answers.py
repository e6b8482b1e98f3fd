"""Accepting an offer: the booking is confirmed with whoever was first, and the others are told."""

from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import Act, Booking, require
from booking.domain.offers import OfferState, check_open
from booking.services.assignments import give, take_offer
from booking.services.clashes import close_clashing, lock_clashing
from booking.services.desk import Desk
from booking.services.offers import close_open_offers, own_offer, ring


async def accept_again(desk: Desk, booking: Booking, *, interpreter_id: UUID) -> Booking:
    """The booking confirmed with somebody who had given it back, since nobody else has it; the caller locks its row.

    Conflict, kindly, when they are no longer free.
    """
    require(booking, Act.MATCH)
    await take_offer(desk, booking, interpreter_id)
    await close_open_offers(desk, booking, state=OfferState.LOST)
    ring(desk, booking, [interpreter_id])
    return await give(desk, booking, to=interpreter_id, over_holds=True, though_refused=True)


async def accept(desk: Desk, *, offer_id: UUID, on_behalf: bool = False) -> Booking:
    """The booking confirmed; Conflict, kindly, when the job is gone or the interpreter is no longer free.

    `on_behalf`: the office answers for a supplier, or an interpreter, who said yes on the telephone.
    """
    booking, offer = await own_offer(desk, offer_id, on_behalf=on_behalf, lock=False)
    locked = await lock_clashing(desk, [booking], interpreters=[offer.interpreter_id])
    booking, offer = await own_offer(desk, offer_id, on_behalf=on_behalf)
    check_open(offer, now=desk.now)
    require(booking, Act.MATCH)
    # Closed first: an open offer counts as busy time, also against itself.
    await desk.offers.close(offer, replace(offer, state=OfferState.ACCEPTED, answered_at=desk.now))
    await close_open_offers(desk, booking, state=OfferState.LOST)
    ring(desk, booking, [offer.interpreter_id])
    confirmed = await give(desk, booking, to=offer.interpreter_id, over_holds=True)
    await close_clashing(desk, confirmed, to=offer.interpreter_id, locked=locked)
    return confirmed
