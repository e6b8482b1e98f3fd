"""Holds: ten minutes to finish an order in, while the one who would be asked first is kept free for it."""

from datetime import datetime
from uuid import UUID

from booking.domain.bookings import Booking, Order, check_times
from booking.domain.errors import Conflict
from booking.domain.permissions import require_permission
from booking.domain.texts import Text
from booking.persistence.holds import Hold, Slot
from booking.services.assignments import NotFree, not_free
from booking.services.bookings.foreseeing import thought_up
from booking.services.bookings.offering import check_offered
from booking.services.bookings.ordering import check_unit
from booking.services.candidates import rank_for
from booking.services.desk import Desk
from booking.services.vacancies import nearest


class SlotTaken(Conflict):
    """Nobody is left at that time; `starts` are the nearest that still have somebody."""

    def __init__(self, starts: list[datetime]) -> None:
        super().__init__(
            Text(
                "Der er ingen ledig tolk på det tidspunkt længere. Vælg et andet tidspunkt, eller send alligevel: "
                "så leder tolkekontoret videre.",
                "No interpreter is free at that time any more. Choose another time, or send it all the same: "
                "the office keeps looking.",
            ),
            field="starts_at",
        )
        self.starts = starts


async def hold(desk: Desk, *, order: Order) -> Hold:
    """Keeps the best who is free; what the actor held before is let go.

    Raises SlotTaken when nobody is, and Denied and Invalid as ordering does.
    """
    require_permission(desk.actor, "bookings:create")
    check_unit(desk, order)
    desk.reference.language(order.language)
    check_times(order, now=desk.now)
    check_offered(desk, order)
    booking = thought_up(desk, order)
    for ranked in (await rank_for(desk, booking)).ranked:
        kept = await _kept(desk, booking, ranked.candidate.id)
        if kept is not None:
            return kept
    raise SlotTaken([one.starts_at for one in await nearest(desk, order)])


async def _kept(desk: Desk, booking: Booking, interpreter_id: UUID) -> Hold | None:
    """None when another was quicker; the lock on whoever could not be kept is given back."""
    try:
        async with desk.trying():
            return await _keep(desk, booking, interpreter_id)
    except NotFree:
        return None


async def _keep(desk: Desk, booking: Booking, interpreter_id: UUID) -> Hold:
    """Looked at once more under the interpreter's lock: of two who want the last one, the second sees the first's."""
    await desk.assignments.lock_interpreter(interpreter_id)
    if not (await rank_for(desk, booking, only=[interpreter_id])).ranked:
        raise not_free(None, booking)
    slot = Slot(
        account_id=booking.requester_id,
        interpreter_id=interpreter_id,
        language=booking.language,
        mode=booking.mode,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        lat=booking.lat,
        lon=booking.lon,
    )
    desk.events.add("board")
    return await desk.holds.place(slot)


async def held_now(desk: Desk) -> Hold | None:
    """What the actor holds at this moment."""
    if desk.actor.account_id is None:
        return None
    return await desk.holds.of_account(desk.actor.account_id)


async def let_go(desk: Desk) -> None:
    """Nothing is held any more; bears repetition."""
    require_permission(desk.actor, "bookings:create")
    if desk.actor.account_id is not None:
        await desk.holds.release(desk.actor.account_id)
