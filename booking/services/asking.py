"""Asking by the office's own hand: the next, several, everybody, or those it names."""

from collections.abc import Sequence
from uuid import UUID

from booking.domain.bookings import Act, Booking, require
from booking.domain.errors import Conflict, Invalid
from booking.domain.interpreters import Employment
from booking.domain.offering import How
from booking.domain.offers import OfferState
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.matching.ranking import Ranked, Ranking
from booking.services.assignments import not_free
from booking.services.bookings.reading import find
from booking.services.candidates import rank_for
from booking.services.desk import Desk
from booking.services.offers import asked_together, make_offers

MOST_NAMED = 50


async def ask(desk: Desk, *, number: str, how: How, interpreters: Sequence[UUID] = ()) -> Booking:
    """Offers the job now, beside the offers that are open already; `interpreters` are asked whatever their order.

    Raises Conflict, with the rule that stands in the way, for somebody named who cannot, and when nobody is left.
    """
    booking = await find(desk, number, permission="offers:make", lock=True)
    require_permission(desk.actor, "offers:make")
    require(booking, Act.MATCH)
    if len(interpreters) > MOST_NAMED:
        raise Invalid(
            Text(f"Nævn højst {MOST_NAMED} tolke.", f"Name {MOST_NAMED} interpreters at most."), field="interpreters"
        )
    if booking.starts_at <= desk.now and not booking.on_demand:
        raise Conflict(
            Text(f"{number} er begyndt og kan ikke tilbydes.", f"{number} has begun and cannot be offered."),
            subject=number,
        )
    ranking = await rank_for(desk, booking, only=list(interpreters) or None)
    chosen = await _chosen(desk, booking, ranking, how, interpreters)
    await make_offers(desk, booking, chosen, how=how)
    return await desk.bookings.by_id(booking.id)


async def _chosen(desk: Desk, booking: Booking, ranking: Ranking, how: How, named: Sequence[UUID]) -> Sequence[Ranked]:
    offers = await desk.offers.of_booking(booking.id)
    asked = {one.interpreter_id for one in offers if one.state is OfferState.OPEN}
    able = [one for one in ranking.ranked if one.candidate.id not in asked]
    if named:
        unable = [one for one in ranking.removed if one.candidate.id in named]
        if unable or len({one.candidate.id for one in able} | asked & set(named)) < len(set(named)):
            raise not_free(unable[0].reason if unable else None, booking)
        chosen: Sequence[Ranked] = able
    else:
        staffed = [one for one in able if one.candidate.employment is not Employment.SALARIED]
        chosen = asked_together(staffed, how, desk.reference.offering(local_date(desk.now)).several)
    if not chosen:
        raise Conflict(
            Text(
                "Der er ingen flere at spørge. Se på bestillingen, hvad der ville give nogen.",
                "There is nobody left to ask. See on the booking what would give somebody.",
            ),
            subject=booking.number,
        )
    return chosen
