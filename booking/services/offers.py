"""Offers: asking, and what follows from yes, no and silence."""

from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import Act, Booking, Status, allows, moved_to
from booking.domain.offers import Offer, OfferState, answer_by, check_open
from booking.domain.permissions import require_permission
from booking.matching.ranking import Ranked
from booking.persistence.ids import new_id
from booking.persistence.offers import unknown_offer
from booking.services.desk import Desk
from booking.services.notifications import tell_interpreter


async def make_offer(desk: Desk, booking: Booking, ranked: Ranked) -> None:
    """Asks one interpreter, with a time by which to answer; silence is promised to lapse."""
    offer = Offer(
        id=new_id(),
        booking_id=booking.id,
        interpreter_id=ranked.candidate.id,
        rank=1 + len(await desk.offers.of_booking(booking.id)),
        state=OfferState.OPEN,
        made_at=desk.now,
        answer_by=answer_by(desk.now, booking.starts_at).instant,
        # What the job pays; that some of it is paid already is no business of a yes or a no.
        cost_ore=ranked.cost_ore + ranked.candidate.paid_ore,
        language=ranked.language,
        mode=booking.mode,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        trip_minutes=ranked.trip.minutes if ranked.trip else 0,
        trip_km=ranked.trip.km if ranked.trip else 0.0,
    )
    await desk.offers.add(offer)
    await desk.outbox.promise("lapse", offer.id, now=desk.now, due=offer.answer_by)
    if booking.status is not Status.OFFERED:
        await desk.bookings.save(booking, moved_to(booking, Status.OFFERED), action="offered")
    interpreter = await desk.interpreters.get(offer.interpreter_id)
    await tell_interpreter(desk, "offer", booking, interpreter, offer=offer)
    desk.events.update({"board", "offers"})


async def decline(desk: Desk, *, offer_id: UUID) -> Booking:
    """The interpreter says no: the next one is asked, and this one never again for this booking."""
    booking, offer = await own_offer(desk, offer_id)
    check_open(offer, now=desk.now)
    await desk.offers.close(offer, replace(offer, state=OfferState.DECLINED, answered_at=desk.now))
    return await _ask_next(desk, booking)


async def lapse(desk: Desk, *, offer_id: UUID) -> None:
    """Silence beyond the answer-by; bears repetition, and being late.

    That it is time was decided by the database's clock when the promise was claimed, and is not asked again.
    """
    offer = await desk.offers.get(offer_id)
    booking = await desk.bookings.by_id(offer.booking_id, lock=True)
    offer = await desk.offers.get(offer_id)
    if offer.state is not OfferState.OPEN:
        return
    await desk.offers.close(offer, replace(offer, state=OfferState.LAPSED, answered_at=desk.now))
    await _ask_next(desk, booking)


async def _ask_next(desk: Desk, booking: Booking) -> Booking:
    after = booking
    if booking.status is Status.OFFERED:
        after = moved_to(booking, Status.REQUESTED)
        await desk.bookings.save(booking, after, action="next is asked")
    if allows(after, Act.MATCH):
        await desk.outbox.promise("match", booking.id, now=desk.now)
    desk.events.update({"board", "offers"})
    return after


async def open_offers(desk: Desk) -> list[tuple[Offer, Booking]]:
    """What the actor, an interpreter, can answer now, the most urgent first."""
    if desk.actor.interpreter_id is None:
        return []
    found = await desk.offers.open_for(desk.actor.interpreter_id, now=desk.now)
    known = await desk.bookings.by_ids([offer.booking_id for offer in found])
    return [(offer, known[offer.booking_id]) for offer in found]


async def own_offer(desk: Desk, offer_id: UUID) -> tuple[Booking, Offer]:
    """An offer to the actor, with its booking's row locked; NotFound when it is somebody else's."""
    offer = await desk.offers.get(offer_id)
    if desk.actor.interpreter_id != offer.interpreter_id:
        raise unknown_offer(offer_id)
    require_permission(desk.actor, "offers:answer")
    booking = await desk.bookings.by_id(offer.booking_id, lock=True)
    return booking, await desk.offers.get(offer_id)


async def close_open_offers(
    desk: Desk, booking: Booking, *, state: OfferState = OfferState.WITHDRAWN, but: UUID | None = None
) -> None:
    """Everybody still asked is told that the job is gone."""
    for offer in await desk.offers.of_booking(booking.id):
        if offer.state is OfferState.OPEN and offer.id != but:
            await desk.offers.close(offer, replace(offer, state=state, answered_at=desk.now))
            await tell_interpreter(desk, "offer_closed", booking, await desk.interpreters.get(offer.interpreter_id))
            desk.events.add("offers")
