"""The reports' pages, made of what the services answer."""

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from booking.domain.catalogue import CASE_TYPES
from booking.domain.modes import MODES
from booking.domain.refunds.rules import MEASURES
from booking.domain.reports import BREAKDOWNS, CHAPTERS, NO_MEASURE, Column, Report, ReportResult, Row
from booking.domain.reports.drawing import drawing_of
from booking.domain.texts import Text, Tongue
from booking.gateways.renderings import FORMS
from booking.gateways.report_charts import chart
from booking.services.desk import Desk
from booking.services.reports import reports_for
from booking.services.reports.naming import NO_MEASURE_NAME, suppliers_named
from booking.web.making.orders import languages_of, units_of
from booking.web.questions_in import Typed, address
from booking.web.views.figures import (
    Asking,
    BehindPage,
    Cell,
    Download,
    Entry,
    Figure,
    Heading,
    IndexPage,
    ReportPage,
)
from booking.web.views.orders import Option

HERE = "/rapporter"
_FIRST = 3


def index_page(desk: Desk) -> IndexPage:
    found = reports_for(desk)
    chapters = tuple(
        (name, tuple(_entry(report) for report in found if report.chapter == key)) for key, name in CHAPTERS.items()
    )
    return IndexPage(tuple(one for one in chapters if one[1]))


def _entry(report: Report) -> Entry:
    return Entry(f"{HERE}/{report.slug}", report.id, report.title, report.purpose)


def asking_of(desk: Desk, report: Report, typed: Typed, errors: Mapping[str, Text], result: ReportResult) -> Asking:
    days = result.span.since, result.span.until
    since, until = (f"{day:%d.%m.%Y}" for day in days)
    return Asking(
        action=f"{HERE}/{report.slug}",
        typed=typed,
        since=typed["from"] if "from" in errors or "to" in errors else since,
        until=typed["to"] if "from" in errors or "to" in errors else until,
        by=tuple(Option(key, BREAKDOWNS[key]) for key in report.by),
        units=tuple(Option(unit.code, unit.name) for unit in units_of(desk)),
        languages=languages_of(desk),
        modes=tuple(Option(mode.value, traits.name) for mode, traits in MODES.items()),
        case_types=tuple(Option(key, case.name) for key, case in CASE_TYPES.items()),
        measures=tuple(Option(key, name) for key, name in {NO_MEASURE: NO_MEASURE_NAME, **MEASURES}.items()),
        suppliers=tuple(Option(key, name) for key, name in suppliers_named(desk.reference).items()),
        may_public=report.public,
        errors=errors,
    )


def report_page(
    desk: Desk, result: ReportResult, typed: Typed, errors: Mapping[str, Text], *, every_column: bool = False
) -> ReportPage:
    report, tongue = result.report, desk.actor.tongue
    here, drawing = f"{HERE}/{report.slug}", drawing_of(result, tongue)
    brief = tuple(one for one in result.columns if not report.brief or one.key in (result.by, "target", *report.brief))
    columns = result.columns if every_column else brief
    return ReportPage(
        title=report.title,
        purpose=report.purpose,
        id=report.id,
        version=report.version,
        definition=report.definition,
        footnote=result.footnote,
        asking=asking_of(desk, report, typed, errors, result),
        figures=_figures(result, typed, tongue),
        chart=Markup(chart(drawing, tongue)) if drawing is not None else Markup(""),  # noqa: S704 escaped where drawn
        left_out=drawing.left_out if drawing is not None else 0,
        headings=tuple(_heading(one) for one in columns),
        rows=tuple(_cells(result, columns, row, typed, tongue, group=row.key) for row in result.rows),
        total=_cells(result, columns, result.total, typed, tongue),
        is_empty=not any(result.total.values.get(one.key) for one in report.columns),
        is_public=result.public,
        downloads=downloads(here, {**typed, "known_at": result.read_at.isoformat()}),
        rows_href="" if result.public else rows_href(result, typed),
        whole_href=address(here, typed, columns="all") if len(brief) < len(result.columns) and not every_column else "",
        fewer_href=address(here, typed) if every_column else "",
        key=report.key,
        compare_href=address(f"{here}/sammenlign", typed),
    )


def downloads(path: str, typed: Typed) -> tuple[Download, ...]:
    """The same question in each form, read at the same time as the page."""
    return tuple(Download(form.name, address(f"{path}.{key}", typed)) for key, form in FORMS.items())


def _heading(column: Column) -> Heading:
    return Heading(column.titled, column.kind not in ("text", "date"))


def rows_href(result: ReportResult, typed: Typed, *, group: str = "", column: str = "") -> str:
    """The rows behind a number, as they were known when it was read."""
    asked = {"known_at": result.read_at.isoformat(), "by": result.by, "group": group, "column": column}
    span = {"from": result.span.since.isoformat(), "to": result.span.until.isoformat()}
    return address(f"{HERE}/{result.report.slug}/bestillinger", {**typed, **span, "public": "", **asked})


def _cells(
    result: ReportResult, columns: tuple[Column, ...], row: Row, typed: Typed, tongue: Tongue, *, group: str = ""
) -> tuple[Cell, ...]:
    said = replace(result, columns=columns).cells(row, tongue)
    own = {one.key for one in result.report.columns}
    return tuple(
        Cell(
            text,
            rows_href(result, typed, group=group, column=column.key)
            if column.key in own and _leads(result, row, column)
            else "",
        )
        for column, text in zip(columns, said, strict=True)
    )


def _leads(result: ReportResult, row: Row, column: Column) -> bool:
    """Whether there are rows to see behind a figure."""
    return bool(row.values.get(column.key)) and not result.public


def _figures(result: ReportResult, typed: Typed, tongue: Tongue) -> tuple[Figure, ...]:
    """The headline, and the first other figures of the whole."""
    headline, shown = result.headline, result.report.brief or tuple(one.key for one in result.report.columns)
    under = ""
    if headline.target is not None:
        said = headline.target_written(tongue)
        under = Text(f"mål {said}", f"target {said}").in_(tongue)
    href = "" if result.public else rows_href(result, typed, column=headline.column.key)
    first = Figure(headline.column.titled, headline.written(tongue), under, href)
    others = [one for one in result.report.columns if one.key in shown and one.key != headline.column.key]
    said_of = dict(zip([one.key for one in result.columns], result.cells(result.total, tongue), strict=True))
    return first, *(
        Figure(
            one.titled,
            said_of[one.key],
            href=rows_href(result, typed, column=one.key) if _leads(result, result.total, one) else "",
        )
        for one in others[:_FIRST]
    )


def behind_page(result: ReportResult, typed: Typed, tongue: Tongue, *, group: str, column: str) -> BehindPage:
    """A page of the rows behind a number, as known at the same time as the page before."""
    asked = {**typed, "known_at": result.read_at.isoformat()}
    more = {"group": group, "column": column}
    here = f"{HERE}/{result.report.slug}/bestillinger"
    following = result.next_after
    after = f"{following[0].isoformat()}~{following[1]}" if following is not None else ""
    return BehindPage(
        title=result.report.title,
        back_href=address(f"{HERE}/{result.report.slug}", typed),
        number=result.headline.written(tongue),
        what=_what(result, tongue),
        headings=tuple(_heading(one) for one in result.columns),
        rows=tuple(tuple(result.cells(row, tongue)) for row in result.rows),
        links=tuple(f"/bestillinger/{row.key}" for row in result.rows),
        total=tuple(result.cells(result.total, tongue))[1:],
        footnote=result.footnote,
        downloads=downloads(here, asked | more),
        sample_href=f"{HERE}/{result.report.slug}/stikproeve" if result.report.chapter == "refund" else "",
        typed=asked,
        next_href=address(here, asked, **more, efter=after) if after else "",
    )


def _what(result: ReportResult, tongue: Tongue) -> str:
    name = result.headline.column.titled.in_(tongue)
    return f"{name}, {result.group.in_(tongue)}" if result.group is not None else name
