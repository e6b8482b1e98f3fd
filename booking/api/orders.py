"""From what the API is sent to an order, or to what of one shall be different."""

from booking.api.changing import given
from booking.api.wishes import wishes_from
from booking.domain.bookings import Order
from booking.domain.periods import check_offset as instant
from booking.services.bookings import Changes
from booking.services.desk import Desk
from schemas import orders

_ELSEWHERE = {"alternatives", "on_behalf_of", "channel", "series", "interpreters"}
_DIRECT = frozenset({"starts_at", "ends_at", "unit", "preferred", "barred"} | _ELSEWHERE)
_HOW_FAR = frozenset({"scope", "leave_out_refused"})


def order_from(data: orders.NewBooking, desk: Desk) -> Order:
    """The order with its codes looked up and its times checked against Copenhagen's clock."""
    named = {name: getattr(data, name) for name in data.__struct_fields__ if name not in _DIRECT}
    return Order(
        **named,
        starts_at=instant(data.starts_at, field="starts_at"),
        ends_at=instant(data.ends_at, field="ends_at"),
        unit_id=desk.reference.unit(data.unit).id,
        preferred=tuple(data.preferred),
        barred=tuple(data.barred),
        alternatives=wishes_from(data.alternatives),
    )


def changes_from(data: orders.BookingChanges) -> Changes:
    values = {name: value for name, value in given(data).items() if name not in _HOW_FAR}
    for name in ("starts_at", "ends_at"):
        if name in values:
            values[name] = instant(values[name], field=name)
    if "alternatives" in values:
        values["alternatives"] = wishes_from(data.alternatives or [])
    for name in ("preferred", "barred"):
        if name in values:
            values[name] = tuple(values[name])
    return Changes(values)
