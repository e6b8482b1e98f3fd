"""The wishes of a booking in words, and on its page."""

import re
from datetime import datetime

from booking.domain.bookings import Booking, Status
from booking.domain.modes import MODES, Mode
from booking.domain.texts import Text, Tongue
from booking.services.desk import Desk
from booking.services.wishes import RankedWish, ranked_wishes
from booking.web import formats
from booking.web.views.wishes import WishRow

_LOGGED = re.compile(r"(in_person|phone|skype) (\S+?)/(\S+?)(?=[ ,]|$)")


def wishes_said(logged: str, tongue: Tongue) -> str:
    """What the log kept of the wishes, in the order it has them."""
    return "; ".join(
        f"{MODES[Mode(mode)].short.in_(tongue)} {formats.moment(datetime.fromisoformat(starts_at), tongue)}"
        for mode, starts_at, _ in _LOGGED.findall(logged)
    )


async def wish_rows(desk: Desk, booking: Booking) -> tuple[WishRow, ...]:
    """Nothing where there is but one wish."""
    return tuple(_row(one, booking.status) for one in await ranked_wishes(desk, booking))


def _row(one: RankedWish, status: Status) -> WishRow:
    refund = one.quote.refund_ore if one.quote is not None and one.quote.decision.state == "decided" else None
    return WishRow(
        rank=one.rank,
        mode=one.wish.mode,
        starts_at=one.wish.starts_at,
        ends_at=one.wish.ends_at,
        state=_state(one, status),
        now=one.is_present,
        total_ore=one.quote.price.total_ore if one.quote is not None else None,
        refund_ore=refund,
        free=one.free,
    )


def _state(one: RankedWish, status: Status) -> Text:
    if one.was_tried:
        return Text("Ingen kunne", "Nobody could")
    if not one.is_present:
        return Text("Endnu ikke prøvet", "Not tried yet")
    return {
        Status.REQUESTED: Text("Prøves nu", "Being tried"),
        Status.OFFERED: Text("Prøves nu", "Being tried"),
        Status.UNFILLED: Text("Ingen kunne", "Nobody could"),
    }.get(status, Text("Gælder", "In force"))
