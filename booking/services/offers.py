"""Offers: asking, and what follows from yes, no and silence."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from booking.domain.bookings import Act, Booking, Status, allows, moved_to
from booking.domain.deadlines import Deadline
from booking.domain.interpreters import Employment
from booking.domain.offering import How, answer_by, now_answer_by
from booking.domain.offers import UNDONE_WITHIN, Offer, OfferState, check_open, check_undo
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.matching.ranking import Ranked
from booking.persistence.ids import new_id
from booking.persistence.offers import unknown_offer
from booking.services.costs import supplier_of
from booking.services.desk import Desk
from booking.services.notifications import tell_interpreters


async def make_offers(desk: Desk, booking: Booking, chosen: Sequence[Ranked], *, how: How | None = None) -> None:
    """Asks one or several, all with one time by which to answer; the silence of each is promised to lapse.

    `how` is the office's own choice instead of the policy's.
    """
    until = _answer_by(desk, booking, how)
    before = len(await desk.offers.of_booking(booking.id))
    made = [await _offer(desk, booking, one, until, rank) for rank, one in enumerate(chosen, start=before + 1)]
    await desk.offers.add_all(made)
    await desk.outbox.promise_each("lapse", [one.id for one in made], now=desk.now, due=until.instant)
    if booking.status is not Status.OFFERED:
        await desk.bookings.save(booking, moved_to(booking, Status.OFFERED), action="offered")
    await tell_interpreters(desk, "offer", booking, {one.interpreter_id: one for one in made})
    ring(desk, booking, [one.interpreter_id for one in made])


def _answer_by(desk: Desk, booking: Booking, how: How | None) -> Deadline:
    policy = desk.reference.offering(local_date(desk.now))
    if booking.on_demand:
        return now_answer_by(desk.now, policy)
    return answer_by(desk.now, booking.starts_at, policy, desk.reference.workdays, how=how)


async def _offer(desk: Desk, booking: Booking, ranked: Ranked, until: Deadline, rank: int) -> Offer:
    """A supplier's has an order number of its own."""
    return Offer(
        id=new_id(),
        booking_id=booking.id,
        interpreter_id=ranked.candidate.id,
        rank=rank,
        state=OfferState.OPEN,
        made_at=desk.now,
        answer_by=until.instant,
        # What the job pays; that some of it is paid already is no business of a yes or a no.
        cost_ore=ranked.cost_ore + ranked.candidate.paid_ore,
        language=ranked.language,
        mode=booking.mode,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        trip_minutes=ranked.trip.minutes if ranked.trip else 0,
        trip_km=ranked.trip.km if ranked.trip else 0.0,
        order_number=await _order_number(desk, ranked) if ranked.candidate.is_agency else "",
        lead_da=until.lead.da,
        lead_en=until.lead.en,
    )


async def _order_number(desk: Desk, ranked: Ranked) -> str:
    supplier = supplier_of(await desk.interpreters.get(ranked.candidate.id), desk.reference)
    prefix = supplier.order_prefix if supplier is not None else "R"
    return await desk.offers.new_order_number(year=local_date(desk.now).year, prefix=prefix)


def asked_together(ranked: Sequence[Ranked], how: How, several: int) -> Sequence[Ranked]:
    """Of those who can and are asked, in order, the ones to ask at once; a supplier is asked alone, and last."""
    freelancers = [one for one in ranked if one.candidate.employment is Employment.FREELANCE]
    if not freelancers:
        return ranked[:1]
    return freelancers[: {How.NEXT: 1, How.SEVERAL: several}.get(how)]


def by_policy(desk: Desk, booking: Booking, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Whom the office's policy asks at once for a job so far ahead."""
    policy = desk.reference.offering(local_date(desk.now))
    chosen = asked_together(ranked, policy.step(booking.starts_at - desk.now).how, policy.several)
    # Whoever is asked for one place of a job for two cannot be asked for the other: it gets the other half.
    return chosen if booking.job_id is None else chosen[: (len(chosen) + 1) // 2]


def ring(desk: Desk, booking: Booking, interpreters: Iterable[UUID]) -> None:
    """Has the screens of those whom it concerns fetched again: the office's, the requester's, each interpreter's."""
    desk.events.update({"board", "offers", f"booking {booking.number}"})
    desk.events.update(f"interpreter {one}" for one in interpreters)


async def decline(desk: Desk, *, offer_id: UUID, on_behalf: bool = False) -> Booking:
    """A no: once nobody else is asked the next one is, and this one never again for this booking."""
    booking, offer = await own_offer(desk, offer_id, on_behalf=on_behalf)
    check_open(offer, now=desk.now)
    await desk.offers.close(offer, replace(offer, state=OfferState.DECLINED, answered_at=desk.now))
    ring(desk, booking, [offer.interpreter_id])
    return await ask_next(desk, booking)


async def undo_decline(desk: Desk, *, offer_id: UUID) -> Booking:
    """A no taken back shortly after: the same offer stands open again, beside whoever was asked meanwhile.

    The first yes wins. Conflict, kindly, when somebody has the job, or when it is too late.
    """
    booking, offer = await own_offer(desk, offer_id)
    check_undo(offer, taken=not allows(booking, Act.MATCH), now=desk.now)
    await desk.offers.close(offer, replace(offer, state=OfferState.OPEN, answered_at=None))
    after = booking
    if booking.status is not Status.OFFERED:
        after = moved_to(booking, Status.OFFERED)
        await desk.bookings.save(booking, after, action="offered")
    ring(desk, booking, [offer.interpreter_id])
    return after


async def just_declined(desk: Desk) -> list[Offer]:
    """What the actor, an interpreter, has said no to and can still take back."""
    if desk.actor.interpreter_id is None:
        return []
    found = await desk.offers.declined_by(desk.actor.interpreter_id, since=desk.now - UNDONE_WITHIN)
    known = await desk.bookings.by_ids([one.booking_id for one in found])
    return [one for one in found if one.answer_by > desk.now and allows(known[one.booking_id], Act.MATCH)]


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
    ring(desk, booking, [offer.interpreter_id])
    await ask_next(desk, booking)


async def ask_next(desk: Desk, booking: Booking) -> Booking:
    """Once all who were asked together have answered or let it lapse; until then the others may still say yes."""
    if await is_asked(desk, booking):
        return booking
    after = booking
    if booking.status is Status.OFFERED:
        after = moved_to(booking, Status.REQUESTED)
        await desk.bookings.save(booking, after, action="next is asked")
    if allows(after, Act.MATCH):
        await desk.outbox.promise("match", booking.id, now=desk.now)
    return after


async def is_asked(desk: Desk, booking: Booking) -> bool:
    """Whether somebody has an offer of it that is not answered yet."""
    return any(one.state is OfferState.OPEN for one in await desk.offers.of_booking(booking.id))


async def open_offers(desk: Desk) -> list[tuple[Offer, Booking]]:
    """What the actor, an interpreter, can answer now, the most urgent first."""
    if desk.actor.interpreter_id is None:
        return []
    found = await desk.offers.open_for(desk.actor.interpreter_id, now=desk.now)
    known = await desk.bookings.by_ids([offer.booking_id for offer in found])
    return [(offer, known[offer.booking_id]) for offer in found]


async def own_offer(desk: Desk, offer_id: UUID, *, on_behalf: bool = False, lock: bool = True) -> tuple[Booking, Offer]:
    """An offer to the actor, with its booking's row locked; NotFound when it is somebody else's.

    `on_behalf`: the office answers for somebody who did so on the telephone.
    """
    if on_behalf:
        require_permission(desk.actor, "offers:answer_for")
    offer = await desk.offers.get(offer_id)
    if not on_behalf and desk.actor.interpreter_id != offer.interpreter_id:
        raise unknown_offer(offer_id)
    if not on_behalf:
        require_permission(desk.actor, "offers:answer")
    booking = await desk.bookings.by_id(offer.booking_id, lock=lock)
    return booking, await desk.offers.get(offer_id)


async def close_open_offers(
    desk: Desk, booking: Booking, *, state: OfferState = OfferState.WITHDRAWN, but: UUID | None = None
) -> None:
    """Everybody still asked is told, once, that the job is gone."""
    found = [one for one in await desk.offers.of_booking(booking.id) if one.state is OfferState.OPEN and one.id != but]
    for offer in found:
        await desk.offers.close(offer, replace(offer, state=state, answered_at=desk.now))
    if found:
        await tell_interpreters(desk, "offer_closed", booking, {one.interpreter_id: None for one in found})
    ring(desk, booking, [one.interpreter_id for one in found])
