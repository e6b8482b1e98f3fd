"""Payroll on a page: a period foreseen, exported, and fetched as sheets."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from litestar import Response, get, post
from litestar.params import FromPath

from booking.domain.errors import Invalid
from booking.domain.periods import local_date
from booking.domain.permissions import require_permission
from booking.persistence.payroll import PayLine
from booking.services import payroll
from booking.services.desk import Desk
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.making.payroll import payroll_page
from booking.web.visits import HEADERS, visiting

HERE, PAGE = "/loen", "loen/side.html"


@get(HERE)
async def show(request: Asked) -> Response[str]:
    """The month before this one, or the period typed."""
    async with visiting(request) as visit:
        query = request.query_params
        fra, til = query.get("fra", ""), query.get("til", "")
        require_permission(visit.desk.actor, "payroll:read")
        try:
            since, until = period_in(visit.desk, fra, til)
            view = await payroll_page(visit.desk, since, until)
        except Invalid as error:
            since, until = period_in(visit.desk, "", "")
            view = await payroll_page(visit.desk, since, until)
            view = replace(view, since=fra, until=til, rows=(), count=0, fees_ore=0, error=error.message)
        return await visit.show(PAGE, view, place="loen", status=422 if view.error else 200)


@post(HERE)
async def export(request: Asked) -> Response[str]:
    try:
        async with visiting(request, once=True) as visit:
            require_permission(visit.desk.actor, "payroll:write")
            since, until = period_in(visit.desk, visit.fields.get("fra", ""), visit.fields.get("til", ""))
            made, _ = await payroll.export(visit.desk, since=since, until=until)
            return visit.moved(HERE, told="payroll_made", number=made.number)
    except Invalid as error:
        async with visiting(request) as visit:
            view = await payroll_page(visit.desk, *period_in(visit.desk, "", ""))
            typed = {"since": visit.fields.get("fra", "")[:20], "until": visit.fields.get("til", "")[:20]}
            view = replace(view, **typed, error=error.message)  # type: ignore[arg-type]
            return await visit.show(PAGE, view, place="loen", status=422, path=HERE)


def period_in(desk: Desk, fra: str, til: str) -> tuple[date, date]:
    """What was typed, else the whole month before this one; raises Invalid."""
    today = local_date(desk.now)
    last = today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    back = date(2000, 1, 1)
    return (
        day_in(fra, back, field="fra") if fra.strip() else first,
        day_in(til, back, field="til") if til.strip() else last,
    )


@get(f"{HERE}/{{export:str}}/tolke.csv")
async def sums(request: Asked, export: FromPath[str]) -> Response[bytes]:
    return await _sheet(request, export, payroll.sums_sheet, "")


@get(f"{HERE}/{{export:str}}/opgaver.csv")
async def rows(request: Asked, export: FromPath[str]) -> Response[bytes]:
    return await _sheet(request, export, payroll.rows_sheet, "-opgaver")


async def _sheet(
    request: Asked, export: str, write: Callable[[str, Sequence[PayLine]], bytes], ending: str
) -> Response[bytes]:
    async with visiting(request) as visit:
        content = write(export, await payroll.lines_of(visit.desk, export))
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{export}{ending}.csv"'}
        return Response(content, media_type="text/csv", headers=headers)
