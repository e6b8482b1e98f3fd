"""The list of bookings: newest first, narrowed by what is typed, a page at a time."""

import re
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import check_offset, day_bounds, local_date
from booking.domain.permissions import may
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.overviews import Overview, overview, search_for
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.making.actions import knows_case
from booking.web.making.bookings import booking_row
from booking.web.views.bookings import BookingList, BookingRow, Filter
from booking.web.visits import Visit, moved, visiting

HERE = "/bestillinger"
NUMBER = re.compile(r"b-[0-9]{4}-[0-9]{6}", re.I)
OLDER, NEWER = "efter", "foer"


@get(HERE)
async def listing(request: Asked) -> Response[str]:
    """A whole number in the search field goes straight to its booking."""
    typed = Filter(**{field.name: request.query_params.get(field.name, "") for field in fields(Filter)})
    if NUMBER.fullmatch(typed.q.strip()):
        return moved(f"{HERE}/{typed.q.strip().upper()}")
    async with visiting(request) as visit:
        return await _shown(visit, typed)


async def _shown(visit: Visit, typed: Filter) -> Response[str]:
    desk, query = visit.desk, visit.request.query_params
    errors: dict[str, Text] = {}
    narrowed = narrowing(desk, typed, errors)
    older, newer = cursor_in(query.get(OLDER, "")), cursor_in(query.get(NEWER, ""))
    found = await overview(desk, older_than=older, newer_than=None if older else newer, **narrowed)
    view = BookingList(
        rows=tuple(_row(desk, one, found.interpreters.get(one.id, "")) for one in found.bookings),
        filter=typed,
        total=found.total,
        may_book=may(desk.actor, "bookings:create"),
        newer=_neighbour(typed, NEWER, found, wanted=bool(older) or (bool(newer) and found.more)),
        older=_neighbour(typed, OLDER, found, wanted=found.more or (bool(newer) and not older)),
        errors=errors,
    )
    return await visit.show("bestillinger/liste.html", view, place="bestillinger", status=422 if errors else 200)


def _row(desk: Desk, booking: Booking, interpreter: str) -> BookingRow:
    return booking_row(booking, desk.reference, interpreter=interpreter, case=knows_case(desk))


def narrowing(desk: Desk, typed: Filter, errors: dict[str, Text]) -> dict[str, Any]:
    """The repository's filters; dates that cannot be read are left out and said in `errors`."""
    since, until = _day(desk, typed.since, "since", errors), _day(desk, typed.until, "until", errors)
    return {
        "statuses": [status for status in Status if status.value == typed.status],
        "modes": [mode for mode in Mode if mode.value == typed.mode],
        "starts_from": day_bounds(since).starts_at if since is not None else None,
        "starts_before": day_bounds(until).ends_at if until is not None else None,
        "search": search_for(desk, typed.q[:200]),
    }


def _day(desk: Desk, typed: str, name: str, errors: dict[str, Text]) -> date | None:
    try:
        return day_in(typed, local_date(desk.now), field=name) if typed.strip() else None
    except Invalid as error:
        errors[name] = error.message
        return None


def _neighbour(typed: Filter, direction: str, found: Overview, *, wanted: bool) -> str:
    if not wanted or not found.bookings:
        return ""
    edge = found.bookings[-1 if direction == OLDER else 0]
    asked = {field.name: getattr(typed, field.name) for field in fields(Filter) if getattr(typed, field.name)}
    return f"{HERE}?{urlencode(asked | {direction: f'{edge.starts_at.isoformat()}~{edge.id}'})}"


def cursor_in(written: str) -> tuple[datetime, UUID] | None:
    """None for anything that is not a cursor of ours: the list begins at its beginning."""
    at, _, key = written.partition("~")
    try:
        return check_offset(datetime.fromisoformat(at)), UUID(key)
    except (ValueError, Invalid):
        return None
