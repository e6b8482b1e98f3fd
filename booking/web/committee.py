"""Udvalgstabel: what goes into the committee's papers, on a page and as a file."""

import asyncio
from datetime import date, timedelta

from litestar import Response, get
from litestar.params import FromQuery

from booking.domain.errors import Invalid
from booking.domain.periods import local_date
from booking.domain.reports import ReportResult, dated
from booking.domain.reports.figures import written
from booking.domain.texts import Text
from booking.gateways.renderings import FORMS
from booking.services.committee import SHOWN, committee_table
from booking.web.entries import day_in
from booking.web.guards import Asked
from booking.web.making.figure_links import SHARE, Within
from booking.web.views.dashboards import CommitteePage, CommitteeRow
from booking.web.visits import HEADERS, Visit, visiting

HERE, PLACE = "/overblik/udvalg", "overblik"


@get(HERE)
async def show(request: Asked, pr: FromQuery[str] = "") -> Response[str]:
    """A day that cannot be shows today's and says what is wrong."""
    async with visiting(request) as visit:
        try:
            found, error = await committee_table(visit.desk, as_of=_day(visit, pr)), None
        except Invalid as refusal:
            found, error = await committee_table(visit.desk), refusal.message
        view = _page(visit, found, pr, error)
        return await visit.show("overblik/udvalg.html", view, place=PLACE, status=422 if error else 200)


@get([f"{HERE}/tabel.{form}" for form in FORMS])
async def sheet(request: Asked, pr: FromQuery[str] = "") -> Response[bytes]:
    """`tabel.xlsx`, `tabel.csv` or `tabel.pdf`."""
    form = request.scope["path"].rpartition(".")[2]
    async with visiting(request) as visit:
        found = await committee_table(visit.desk, as_of=_day(visit, pr))
        made = FORMS[form]
        content = await asyncio.to_thread(made.make, found, visit.tongue, visit.desk.identity.municipality)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="udvalg-{found.span.as_of}.{form}"'}
    return Response(content, media_type=made.media_type, headers=headers)


def _day(visit: Visit, typed: str) -> date | None:
    """Without a year it is the last such day, since a committee looks back."""
    if not typed.strip():
        return None
    today = local_date(visit.desk.now)
    day = day_in(typed, today, field="as_of")
    if day <= today or str(day.year) in typed:
        return day
    return day_in(typed, today - timedelta(days=365), field="as_of")


def _page(visit: Visit, found: ReportResult, typed: str, error: Text | None) -> CommitteePage:
    tongue, span = visit.tongue, found.span
    rows = tuple(
        CommitteeRow(
            tuple(found.cells(row, tongue)),
            Within(span.since, span.until).rows(SHARE, by="quarter", group=row.key),
        )
        for row in found.rows
    )
    values = found.total.values
    total = [f"1.1.–{dated(span.until).da}" if tongue == "da" else f"1 January–{dated(span.until).en}"]
    total += [written(column.kind, values.get(column.key), tongue) for column in found.columns[1:]]
    asked = f"?pr={span.as_of.isoformat()}"
    return CommitteePage(
        title=found.report.title,
        headings=tuple(SHOWN.values()),
        rows=rows,
        total=CommitteeRow(tuple(total), Within(span.since, span.until).rows(SHARE)),
        footnote=found.footnote,
        definition=found.report.definition,
        as_of=span.as_of,
        typed=typed,
        forms=tuple((form.name, f"{HERE}/tabel.{key}{asked}") for key, form in FORMS.items()),
        error=error,
    )
