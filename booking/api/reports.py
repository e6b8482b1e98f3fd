"""Reports over the API: every report of the register, as JSON or as a sheet, and the rows behind its numbers."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, QueryParameter

from booking.api import cursors
from booking.api.desks import Asked, desk_for, tongue_of
from booking.domain.periods import check_offset as instant
from booking.domain.reports import CHAPTERS, Filters, Report, ReportResult, plain
from booking.domain.texts import Tongue
from booking.gateways.renderings import FORMS, file_name, form_accepted
from booking.services.desk import Desk
from booking.services.reports import reports_for, rows_behind, run
from schemas.reports import ColumnOut, HeadlineOut, ReportHead, ReportOut, ReportsOut

MOST = 1000
ROWS = ["/{key:str}/rows", *(f"/{{key:str}}/rows.{form}" for form in FORMS)]
Query = FromQuery[str | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the address asks it."""

    frm: date | None
    to: date | None
    as_of: date | None
    known_at: datetime | None
    by: str | None
    filters: Filters
    public: bool

    def asked(self) -> dict[str, Any]:
        known_at = instant(self.known_at, field="known_at") if self.known_at else None
        return {
            "frm": self.frm,
            "to": self.to,
            "as_of": self.as_of,
            "known_at": known_at,
            "by": self.by,
            "filters": self.filters,
            "public": self.public,
        }


async def provide_wanted(
    *,
    since: Annotated[date | None, QueryParameter(name="from", description="First day, default 1 January")] = None,
    until: Annotated[date | None, QueryParameter(name="to", description="Last day, default `as_of`")] = None,
    as_of: FromQuery[date | None] = None,
    known_at: FromQuery[datetime | None] = None,
    by: Query = None,
    unit: Query = None,
    language: Query = None,
    mode: Query = None,
    case_type: Query = None,
    measure: Query = None,
    supplier: Query = None,
    public: FromQuery[bool] = False,
) -> Wanted:
    filters = Filters(unit=unit, language=language, mode=mode, case_type=case_type, measure=measure, supplier=supplier)
    return Wanted(since, until, as_of, known_at, by, filters, public)


class ReportsController(Controller):
    path = "/reports"
    tags = ["Reports"]
    dependencies = {"wanted": Provide(provide_wanted)}

    @get(summary="The reports there are")
    async def list_reports(self, request: Asked) -> ReportsOut:
        async with desk_for(request) as desk:
            return ReportsOut([head_out(report, tongue_of(request)) for report in reports_for(desk)])

    @get("/{key:str}", summary="One report")
    async def report(
        self, request: Asked, key: FromPath[str], wanted: NamedDependency[Wanted]
    ) -> Response[ReportOut | bytes]:
        """From 1 January to today, by month, unless said otherwise.

        As JSON; as CSV, a workbook or PDF where `Accept` says so, or where the key ends in .csv, .xlsx or .pdf.
        """
        key, form = named(key, request)
        async with desk_for(request) as desk:
            return await answered(request, desk, key, form, await run(desk, key, **wanted.asked()))

    @get(ROWS, summary="The bookings behind a number")
    async def rows(
        self,
        request: Asked,
        key: FromPath[str],
        wanted: NamedDependency[Wanted],
        group: Query = None,
        column: Query = None,
        cursor: Query = None,
        limit: Annotated[int, QueryParameter(ge=1, le=MOST)] = 200,
    ) -> Response[ReportOut | bytes]:
        """Those of one row (`group`) or of the total, of one column or all; they add up to the number."""
        async with desk_for(request) as desk:
            after = cursors.read_instant(cursor) if cursor else None
            more: dict[str, Any] = {"group": group, "column": column, "after": after, "limit": limit}
            suffix = request.scope["path"].rpartition(".")[2]
            form = suffix if suffix in FORMS else form_accepted(request.headers.get("accept", ""))
            return await answered(request, desk, key, form, await rows_behind(desk, key, **wanted.asked(), **more))


def named(key: str, request: Asked) -> tuple[str, str | None]:
    """The report and the form that the address names, or Accept."""
    bare, dot, suffix = key.rpartition(".")
    if dot and suffix in FORMS:
        return bare, suffix
    return key, form_accepted(request.headers.get("accept", ""))


async def answered(
    request: Asked, desk: Desk, key: str, form: str | None, result: ReportResult
) -> Response[ReportOut | bytes]:
    """The form that was asked for."""
    if form is None:
        return Response(report_out(result, tongue_of(request)))
    headers = {"Content-Disposition": f'attachment; filename="{file_name(result, key, form)}"'}
    # In Danish unless English is asked for by name: the sheet is for a Danish office.
    spoken: Tongue = "en" if request.headers.get("accept-language", "").lower().startswith("en") else "da"
    content = await asyncio.to_thread(FORMS[form].make, result, spoken, desk.identity.municipality)
    return Response(content, media_type=FORMS[form].media_type, headers=headers)


def head_out(report: Report, tongue: Tongue) -> ReportHead:
    return ReportHead(
        key=report.key,
        id=report.id,
        title=report.title.in_(tongue),
        purpose=report.purpose.in_(tongue),
        chapter=CHAPTERS[report.chapter].in_(tongue),
        definition=report.definition.in_(tongue),
        version=report.version,
        by=list(report.by),
        public=report.public,
    )


def report_out(result: ReportResult, tongue: Tongue) -> ReportOut:
    return ReportOut(
        report=head_out(result.report, tongue),
        since=result.span.since,
        until=result.span.until,
        as_of=result.span.as_of,
        read_at=result.read_at,
        by=result.by,
        columns=[ColumnOut(one.key, one.title.in_(tongue), one.kind) for one in result.columns],
        rows=result.records(tongue),
        total=result.record(result.total, tongue),
        headline=headline_out(result, tongue),
        footnote=result.footnote.in_(tongue),
        public=result.public,
        next=cursors.written(result.next_after[0].isoformat(), result.next_after[1]) if result.next_after else None,
    )


def headline_out(result: ReportResult, tongue: Tongue) -> HeadlineOut:
    headline = result.headline
    return HeadlineOut(
        column=headline.column.key,
        value=plain(headline.column.kind, headline.value, tongue),
        text=headline.written(tongue),
        target=headline.target_written(tongue) if headline.target is not None else None,
    )
