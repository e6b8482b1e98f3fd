"""The list of bookings: what is ahead, the soonest first; narrowed by what is typed, a page at a time, or a sheet."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get

from booking.domain.bookings import Booking, Status
from booking.domain.errors import Invalid
from booking.domain.modes import Mode
from booking.domain.periods import check_offset, day_bounds, local_date
from booking.domain.permissions import may, require_permission
from booking.domain.texts import Text
from booking.gateways.sheets import csv_sheet
from booking.services.desk import Desk
from booking.services.overviews import Overview, count_listed, counted_around, exported, overview, search_for
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.making.actions import knows_case
from booking.web.making.bookings import booking_row
from booking.web.making.conversions import advice_lines
from booking.web.making.orders import languages_of, units_of
from booking.web.making.sheets import sheet_lines
from booking.web.views.bookings import BookingRow
from booking.web.views.lists import BookingList, Filter
from booking.web.views.orders import Option
from booking.web.visits import HEADERS, Visit, moved, visiting

HERE, SHEET = "/bestillinger", "/bestillinger.csv"
NUMBER = re.compile(r"b-[0-9]{4}-[0-9]{6}", re.I)
OLDER, NEWER, PAST = "efter", "foer", "foer"


@get(HERE)
async def listing(request: Asked) -> Response[str]:
    """A whole number in the search field goes straight to its booking."""
    typed = filter_in(request)
    if NUMBER.fullmatch(typed.q.strip()):
        return moved(f"{HERE}/{typed.q.strip().upper()}")
    async with visiting(request) as visit:
        return await _shown(visit, typed)


def filter_in(request: Asked) -> Filter:
    return Filter(**{field.name: request.query_params.get(field.name, "") for field in fields(Filter)})


async def _shown(visit: Visit, typed: Filter) -> Response[str]:
    desk, query = visit.desk, visit.request.query_params
    errors: dict[str, Text] = {}
    narrowed = narrowing(desk, typed, errors)
    part = await _part(desk, typed, narrowed)
    after, before = cursor_in(query.get(OLDER, "")), cursor_in(query.get(NEWER, ""))
    before = None if after else before
    found = await overview(desk, after=after, before=before, newest_first=part.past_shown, **part.filters)
    view = BookingList(
        rows=tuple(_row(desk, one, found.interpreters.get(one.id, "")) for one in found.bookings),
        filter=typed,
        total=part.total,
        may_book=may(desk.actor, "bookings:create"),
        newer=_neighbour(typed, NEWER, found, wanted=bool(after) or (bool(before) and found.more)),
        older=_neighbour(typed, OLDER, found, wanted=found.more if before is None else True),
        errors=errors,
        units=tuple(Option(unit.code, unit.name) for unit in units_of(desk)),
        languages=languages_of(desk),
        ahead=part.ahead,
        past=part.past,
        tabs=(address(replace(typed, tid="")), address(replace(typed, tid=PAST))),
        is_past=part.past_shown,
        sheet=address(typed, path=SHEET) if may(desk.actor, "bookings:export") else "",
        has_own=may(desk.actor, "bookings:create"),
        days=days_in(desk, typed),
        advice=await advice_lines(desk),
    )
    return await visit.show("bestillinger/liste.html", view, place="bestillinger", status=422 if errors else 200)


@dataclass(frozen=True)
class Part:
    """Which part of what was found is shown: what is ahead, the soonest first, or what is past, the newest first."""

    filters: dict[str, Any]
    total: int
    ahead: int | None = None
    past: int | None = None
    past_shown: bool = False


async def _part(desk: Desk, typed: Filter, narrowed: dict[str, Any]) -> Part:
    """Typed days are shown as they are; where nothing is ahead, what is past."""
    if narrowed["starts_from"] or narrowed["starts_before"]:
        return Part(narrowed, await count_listed(desk, **narrowed))
    today = day_bounds(local_date(desk.now)).starts_at
    ahead, past = await counted_around(desk, today, **narrowed)
    if typed.tid == PAST or (not ahead and past):
        return Part(narrowed | {"starts_before": today}, past, ahead, past, past_shown=True)
    return Part(narrowed | {"starts_from": today}, ahead, ahead, past)


@get(SHEET)
async def sheet(request: Asked) -> Response[bytes]:
    """What the list shows, in one sheet, as a Danish office opens it; at most what is typed, never a page of it."""
    typed = filter_in(request)
    async with visiting(request) as visit:
        errors: dict[str, Text] = {}
        narrowed = narrowing(visit.desk, typed, errors)
        if errors:
            field, text = next(iter(errors.items()))
            raise Invalid(text, field=field)
        require_permission(visit.desk.actor, "bookings:export")
        part = await _part(visit.desk, typed, narrowed)
        lines = sheet_lines(await exported(visit.desk, **part.filters), visit.desk)
        name = f"bestillinger-{local_date(visit.desk.now)}.csv"
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
        return Response(csv_sheet(lines), media_type="text/csv", headers=headers)


def _row(desk: Desk, booking: Booking, interpreter: str) -> BookingRow:
    row = booking_row(booking, desk.reference, interpreter=interpreter, case=knows_case(desk))
    year = local_date(booking.starts_at).year
    return replace(row, year=year if year != local_date(desk.now).year else None)


def narrowing(desk: Desk, typed: Filter, errors: dict[str, Text]) -> dict[str, Any]:
    """The repository's filters; dates that cannot be read are left out and said in `errors`."""
    since, until = _day(desk, typed.since, "since", errors), _day(desk, typed.until, "until", errors)
    day = _day(desk, typed.q, "q", {})
    known = [unit.id for unit in desk.reference.units.values() if unit.code == typed.unit]
    return {
        "statuses": [status for status in Status if status.value == typed.status],
        "modes": [mode for mode in Mode if mode.value == typed.mode],
        "language": typed.language if typed.language in desk.reference.languages else None,
        "unit_ids": frozenset(known) if known else None,
        "requester_id": desk.actor.account_id if typed.mine else None,
        "starts_from": day_bounds(since).starts_at if since is not None else None,
        "starts_before": day_bounds(until).ends_at if until is not None else None,
        "search": search_for(desk, typed.q[:200], day=day_bounds(day) if day is not None else None),
    }


def days_in(desk: Desk, typed: Filter) -> dict[str, date]:
    """The days that were typed, as they were read: said again in words."""
    found = {name: _day(desk, getattr(typed, name), name, {}) for name in ("since", "until")}
    return {name: day for name, day in found.items() if day is not None}


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
    return address(typed, **{direction: f"{edge.starts_at.isoformat()}~{edge.id}"})


def address(typed: Filter, *, path: str = HERE, **more: str) -> str:
    """The list as narrowed, with what is more."""
    asked = {field.name: getattr(typed, field.name) for field in fields(Filter) if getattr(typed, field.name)}
    return f"{path}?{urlencode(asked | more)}" if asked or more else path


def cursor_in(written: str) -> tuple[datetime, UUID] | None:
    """None for anything that is not a cursor of ours: the list begins at its beginning."""
    at, _, key = written.partition("~")
    try:
        return check_offset(datetime.fromisoformat(at)), UUID(key)
    except (ValueError, Invalid):
        return None
