"""Ways out on the pages: a button or a link for each, which fills in the one thing that is in the way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from booking.domain.errors import Invalid
from booking.domain.periods import check_offset
from booking.services.desk import Desk
from booking.services.remedies import Remedy
from booking.web import formats
from booking.web.changes_in import clock_of
from booking.web.views.orders import OrderInput, WayOut

# The fields that a way out sets, and to what; a time is an instant, and sets date and start.
WAYS = {
    "mode": ("skype", "phone", "in_person"),
    "measure": ("",),
    "substitutes_ok": ("1",),
    "gender_required": ("",),
}


def ways_of(remedies: Iterable[Remedy], *, number: str = "") -> tuple[WayOut, ...]:
    """For the order form, or for the booking with that number, whose form is opened changed; the office's is text."""
    return tuple(_way(one, number) for one in remedies)


def _way(remedy: Remedy, number: str) -> WayOut:
    name, value = _field(remedy)
    href = f"/bestillinger/{number}/ret?vej={quote(f'{name}={value}')}" if number and name else ""
    return WayOut(remedy.text, name, value, href, remedy.detail)


def _field(remedy: Remedy) -> tuple[str, str]:
    """Which field of the form the remedy sets, and to what; none for the office's."""
    match remedy.kind:
        case "time":
            return "slot", remedy.changes["starts_at"].isoformat()
        case "mode":
            return "mode", remedy.changes["mode"].value
        case "substitute":
            return "substitutes_ok", "1"
        case "gender":
            return "gender_required", ""
        case _:
            return "", ""


def applied(desk: Desk, values: OrderInput, way: str) -> OrderInput:
    """The form with the way's one field set; as it was for anything that we have not written ourselves."""
    name, _, value = way.partition("=")
    if name == "slot":
        try:
            return at_start(desk, values, check_offset(datetime.fromisoformat(value)))
        except (ValueError, Invalid):
            return values
    allowed = desk.reference.languages if name == "language" else WAYS.get(name, ())
    return replace(values, **{name: value}) if value in allowed else values


def at_start(desk: Desk, values: OrderInput, starts_at: datetime) -> OrderInput:
    """The form with the date and the start of a slot."""
    tongue = desk.actor.tongue
    return replace(values, date=formats.day(starts_at, tongue), start=clock_of(starts_at, tongue))
