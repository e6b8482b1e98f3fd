"""Ranked wishes over the API: as they are sent, and with what each of them would mean."""

from collections.abc import Iterable

from booking.api.shapes import quote_out
from booking.domain.bookings import Booking
from booking.domain.periods import check_offset as instant
from booking.domain.permissions import may
from booking.domain.texts import Tongue
from booking.domain.wishes import Wish
from booking.services.desk import Desk
from booking.services.wishes import RankedWish, ranked_wishes
from schemas import bookings as out
from schemas.orders import NewWish


def wishes_from(said: Iterable[NewWish]) -> tuple[Wish, ...]:
    """Times are checked against Copenhagen's clock; Invalid names the wish, e.g. alternatives.0.starts_at."""
    return tuple(
        Wish(
            mode=one.mode,
            starts_at=instant(one.starts_at, field=f"alternatives.{at}.starts_at"),
            ends_at=instant(one.ends_at, field=f"alternatives.{at}.ends_at"),
            address=one.address,
            phone=one.phone,
            link=one.link,
            in_person_reason=one.in_person_reason,
        )
        for at, one in enumerate(said)
    )


async def wishes_out(desk: Desk, booking: Booking, tongue: Tongue) -> list[out.WishOut]:
    """For whoever may know the case; an interpreter is told of the job alone."""
    if not may(desk.actor, "bookings:costs"):
        return []
    return [wish_out(one, tongue) for one in await ranked_wishes(desk, booking)]


def wish_out(one: RankedWish, tongue: Tongue) -> out.WishOut:
    wish = one.wish
    return out.WishOut(
        rank=one.rank,
        state="present" if one.is_present else "tried" if one.was_tried else "to_try",
        mode=wish.mode,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        address=wish.address,
        phone=wish.phone,
        link=wish.link,
        quote=quote_out(one.quote, tongue) if one.quote is not None else None,
        free=one.free,
    )
