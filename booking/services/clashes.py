"""Clashes: whoever gets a job is no longer asked about what they now cannot do, and those bookings ask the next."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import Booking
from booking.domain.offers import OfferState
from booking.services.candidates import rank_known, recall
from booking.services.desk import Desk
from booking.services.notifications import tell_interpreters
from booking.services.offers import ask_next, ring

# As far as one job can be felt in another: the longest trip there is.
NEAR_HOURS = 12


async def lock_clashing(desk: Desk, taken: Collection[Booking], *, interpreters: Collection[UUID]) -> frozenset[UUID]:
    """The bookings that are about to be given and those that these are asked about near them; their ids.

    All at once, in the order of their ids, and before any interpreter's row: so nobody deadlocks.
    """
    found = {one.id for one in taken}
    for one in taken:
        near = await desk.offers.open_around(interpreters, one.period, hours=NEAR_HOURS)
        found |= {offer.booking_id for offer in near}
    await desk.bookings.lock(found)
    return frozenset(found)


async def close_clashing(desk: Desk, given: Booking, *, to: UUID, locked: Collection[UUID]) -> None:
    """Each offer that can no longer be taken up is closed and told, and its booking goes on to the next.

    One made since the rows were `locked` stays open: a yes to it is refused with the reason.
    """
    for offer in await desk.offers.open_around([to], given.period, hours=NEAR_HOURS):
        if offer.booking_id == given.id or offer.booking_id not in locked:
            continue
        other = await desk.bookings.by_id(offer.booking_id)
        if rank_known(desk, other, await recall(desk, other, [to], over_holds=True)).ranked:
            continue
        await desk.offers.close(offer, replace(offer, state=OfferState.ENGAGED, answered_at=desk.now))
        await tell_interpreters(desk, "offer_engaged", other, {to: None})
        ring(desk, other, [to])
        await ask_next(desk, other)
