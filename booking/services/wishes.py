"""Ranked wishes: on to the next when nobody is left for the present one, and the requester told which it is."""

from dataclasses import dataclass, replace

from booking.domain.alternatives import at_wish, next_wish
from booking.domain.bookings import ALLOWED, Act, Booking, Status
from booking.domain.wishes import Wish
from booking.services.bookings.ordering import whereabouts
from booking.services.candidates import rank_for
from booking.services.costs import Quote, quote_or_none
from booking.services.desk import Desk
from booking.services.invitations import send_updates
from booking.services.notifications import tell_requester


async def move_on(desk: Desk, booking: Booking) -> Booking | None:
    """The booking at its next wish, with that one's mode, time and place; None when there is none left.

    Price, refund and deadline follow by themselves: they are worked out from the booking as it stands.
    """
    moved = next_wish(booking, now=desk.now)
    if moved is None:
        return None
    moved = replace(moved, **whereabouts(moved, desk.reference))  # type: ignore[arg-type]
    await desk.bookings.save(booking, moved, action="next wish")
    await send_updates(desk, booking, moved, voiding=True)
    desk.events.add("board")
    return moved


async def tell_wish(desk: Desk, booking: Booking) -> None:
    """Kindly, which wish is being tried, or has been filled."""
    await tell_requester(desk, "wish_filled" if booking.status is Status.CONFIRMED else "wish_tried", booking)


@dataclass(frozen=True, slots=True)
class RankedWish:
    """A wish with its place in the order, 1 first; `free` is None where nobody is looked for any more."""

    rank: int
    wish: Wish
    is_present: bool
    was_tried: bool
    quote: Quote | None
    free: int | None


async def ranked_wishes(desk: Desk, booking: Booking) -> list[RankedWish]:
    """Each wish with its price, refund and deadline, and how many could take it now; empty where there is but one."""
    if not booking.alternatives:
        return []
    return [await _ranked(desk, booking, at, wish) for at, wish in enumerate(booking.wishes)]


async def _ranked(desk: Desk, booking: Booking, at: int, wish: Wish) -> RankedWish:
    imagined = at_wish(booking, wish)
    waits = booking.status in ALLOWED[Act.MATCH] and at >= booking.wish and wish.starts_at > desk.now
    return RankedWish(
        rank=at + 1,
        wish=wish,
        is_present=at == booking.wish,
        was_tried=at < booking.wish,
        quote=quote_or_none(imagined, desk.reference),
        free=len((await rank_for(desk, _placed(desk, imagined))).ranked) if waits else None,
    )


def _placed(desk: Desk, booking: Booking) -> Booking:
    return replace(booking, **whereabouts(booking, desk.reference))  # type: ignore[arg-type]
