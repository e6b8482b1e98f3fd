"""From what was typed in "Ret bestilling" to the fields that shall be different, and back to what it was made from."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from booking.domain.bookings import Booking, Order, Status
from booking.domain.periods import local
from booking.domain.texts import Text, Tongue
from booking.persistence.reference import Reference
from booking.services.bookings import Changes
from booking.services.bookings.changing import order_of
from booking.web import formats
from booking.web.orders_in import order_in
from booking.web.views.orders import OrderInput

_KEPT = frozenset({"unit_id"})
_PEOPLE = ("preferred", "barred")
_REACH = ("address", "postcode", "phone", "link", "in_person_reason")
_WHEN = ("date", "start", "minutes", "other_minutes")
_STATUS = "status"
SUMMER, WINTER = Text("sommertid", "summer time"), Text("normaltid", "winter time")


def start_of(booking: Booking, tongue: Tongue) -> str:
    """The wall time; where the hour comes twice, with which of the two is meant."""
    return clock_of(booking.starts_at, tongue)


def clock_of(starts_at: datetime, tongue: Tongue) -> str:
    """The same of any instant."""
    wall, said = local(starts_at), formats.clock(starts_at, tongue)
    if wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset():
        return said
    return f"{said} {(WINTER if wall.fold else SUMMER).in_(tongue)}"


def changes_in(
    typed: OrderInput, was: OrderInput, booking: Booking, reference: Reference, *, now: datetime
) -> tuple[Order, Changes]:
    """The whole order as typed, and what of it differs from the booking; raises Wrong. The unit is not changed."""
    own = reference.units[booking.unit_id]
    before = order_of(booking)
    if before.address == own.address:
        before = replace(before, address="")
    before = replace(before, alternatives=booking.wishes_left)
    kept = typed.wishes == was.wishes
    wanted = order_in(replace(typed, unit=own.code, wishes="" if kept else typed.wishes), reference, now=now)
    if kept:
        # What was not touched is not read again: its time may have come.
        wanted = replace(wanted, alternatives=before.alternatives)
    if all(getattr(typed, name) == getattr(was, name) for name in _WHEN):
        # Read from the clock again, a booking of half a minute past would be moved by the half minute.
        wanted = replace(wanted, starts_at=before.starts_at, ends_at=before.ends_at)
    # The form has room for one of each; those named over the API stay until another is chosen.
    wanted = replace(wanted, **{name: getattr(before, name) for name in _PEOPLE if same(typed, was, name)})
    if wanted.mode is before.mode:
        # What only another mode asks for is not on the form.
        wanted = replace(wanted, **{name: getattr(before, name) for name in _REACH if same(typed, was, name)})
    names = [field.name for field in fields(Order) if field.name not in _KEPT]
    changed = [name for name in names if one_line(getattr(before, name)) != one_line(getattr(wanted, name))]
    return wanted, Changes({name: getattr(wanted, name) for name in changed})


def same(one: OrderInput, other: OrderInput, name: str) -> bool:
    return bool(one_line(getattr(one, name)) == one_line(getattr(other, name)))


def one_line(value: object) -> object:
    """A text without its line ends, which browsers write in their own way."""
    return " ".join(value.splitlines()) if isinstance(value, str) else value


def written_origin(was: OrderInput, status: Status) -> str:
    """The form as it was made, and the status then, for a hidden field."""
    return urlencode({name: value for name, value in asdict(was).items() if value} | {_STATUS: status.value})


def origin_in(given: str, now_is: OrderInput, status: Status) -> tuple[OrderInput, Status]:
    """What `written_origin` wrote; where nothing readable came back, the booking as it is now."""
    said: Mapping[str, str] = dict(parse_qsl(given))
    known = {field.name for field in fields(OrderInput)}
    if said.get(_STATUS) not in list(Status):
        return now_is, status
    blank = dict.fromkeys(known, "")
    return OrderInput(**blank | {name: value for name, value in said.items() if name in known}), Status(said[_STATUS])


def rebased(typed: OrderInput, was: OrderInput, now_is: OrderInput) -> OrderInput:
    """What was typed on top of the booking as it is now: fields that were left alone follow the booking."""
    names = [field.name for field in fields(OrderInput)]
    return replace(now_is, **{name: getattr(typed, name) for name in names if not same(typed, was, name)})
