"""The remote share as a page and as a sheet, with the bookings behind it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from litestar import Response, get
from litestar.params import FromQuery

from booking.domain.errors import Invalid
from booking.domain.periods import check_offset, local_date
from booking.domain.reports import ReportResult
from booking.domain.texts import Text
from booking.gateways.sheets import csv_report
from booking.services.desk import Desk
from booking.services.reports import rows_behind, run
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.lists import cursor_in
from booking.web.making.reports import BEHIND, HERE, behind_page, share_page
from booking.web.visits import HEADERS, Visit, visiting

KEY = "remote-share"
PAGE = "rapporter/fjerntolkning.html"
LINES = 100


@get(HERE)
async def remote_share(request: Asked, fra: FromQuery[str] = "", til: FromQuery[str] = "") -> Response[str]:
    """This year until today, or the period typed; a period that cannot be shows the year and says what is wrong."""
    async with visiting(request) as visit:
        try:
            since, until = period_typed(visit.desk, fra, til)
            view = share_page(await run(visit.desk, KEY, frm=since, to=until))
        except Invalid as error:
            return await _share_again(visit, fra, til, error.message)
        return await visit.show(PAGE, view, place="fjerntolkning")


async def _share_again(visit: Visit, since: str, until: str, text: Text) -> Response[str]:
    view = share_page(await run(visit.desk, KEY))
    view = replace(view, errors=(text,), since_typed=since, until_typed=until)
    return await visit.show(PAGE, view, place="fjerntolkning", status=422)


@get(f"{HERE}.csv")
async def remote_share_sheet(request: Asked, fra: FromQuery[str] = "", til: FromQuery[str] = "") -> Response[bytes]:
    async with visiting(request) as visit:
        since, until = period_typed(visit.desk, fra, til)
        result = await run(visit.desk, KEY, frm=since, to=until)
        return sheet(result, visit, "fjerntolkning")


@get(BEHIND)
async def behind(
    request: Asked,
    fra: FromQuery[str] = "",
    til: FromQuery[str] = "",
    laest: FromQuery[str] = "",
    efter: FromQuery[str] = "",
) -> Response[str]:
    """The bookings one by one, a page at a time, all as known when the first page was read."""
    async with visiting(request) as visit:
        since, until = period_typed(visit.desk, fra, til)
        result = await rows_behind(
            visit.desk, KEY, frm=since, to=until, known_at=_instant(laest), after=cursor_in(efter), limit=LINES
        )
        view = behind_page(result, visit.tongue)
        return await visit.show("rapporter/bestillinger.html", view, place="fjerntolkning")


@get(f"{BEHIND}.csv")
async def behind_sheet(request: Asked, fra: FromQuery[str] = "", til: FromQuery[str] = "") -> Response[bytes]:
    async with visiting(request) as visit:
        since, until = period_typed(visit.desk, fra, til)
        return sheet(await rows_behind(visit.desk, KEY, frm=since, to=until), visit, "bestillinger")


def period_typed(desk: Desk, since: str, until: str) -> tuple[date | None, date | None]:
    """Days as typed; without a year they are the last ones, since a report looks back. Raises Invalid."""
    return _past(desk, since, "fra"), _past(desk, until, "til")


def _past(desk: Desk, typed: str, name: str) -> date | None:
    if not typed.strip():
        return None
    today = local_date(desk.now)
    day = day_in(typed, today, field=name)
    if day <= today or str(day.year) in typed:
        return day
    return day_in(typed, today - timedelta(days=365), field=name)


def _instant(written: str) -> datetime | None:
    try:
        return check_offset(datetime.fromisoformat(written))
    except (ValueError, Invalid):
        return None


def sheet(result: ReportResult, visit: Visit, name: str) -> Response[bytes]:
    named = f"{name}-{result.span.since}-{result.span.until}.csv"
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{named}"'}
    return Response(csv_report(result, visit.tongue), media_type="text/csv", headers=headers)
