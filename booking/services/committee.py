"""The committee's table: count, share and target quarter by quarter of the year, and for the year up to a day."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from booking.domain.insights.steering import month_end, target_on
from booking.domain.periods import local_date
from booking.domain.reports import Column, ReportResult, Row, Span, dated
from booking.domain.texts import Text
from booking.services.desk import Desk
from booking.services.reports import run

SHOWN = {
    "quarter": Text("Måletidspunkt", "Measured"),
    "delivered": Text("Antal tolkninger", "Talks"),
    "remote": Text("Antal fjerntolket", "Held remotely"),
    "share": Text("Andel", "Share"),
    "target": Text("Mål", "Target"),
}


async def committee_table(desk: Desk, *, as_of: date | None = None) -> ReportResult:
    """Report R02 by quarter, cut to what a committee's paper shows, as of a day (today).

    The total is the year to date, counted and never averaged. Raises Denied without the right to reports and Invalid
    (as_of) for a day that has not come.
    """
    day = as_of or local_date(desk.now)
    found = await run(desk, "remote-share", frm=date(day.year, 1, 1), as_of=day, by="quarter")
    columns = {column.key: column for column in found.columns}
    said = dated(day)
    title = Text(f"Fjerntolkning, status pr. {said.da}", f"Remote interpreting, as of {said.en}")
    rows = tuple(replace(row, values={**row.values, "target": _target(desk, row, found.span)}) for row in found.rows)
    return replace(
        found,
        rows=rows,
        report=replace(found.report, title=title, columns=tuple(_named(columns[key]) for key in list(SHOWN)[1:4])),
        columns=tuple(_named(columns[key]) for key in SHOWN),
    )


def _target(desk: Desk, row: Row, span: Span) -> Fraction | None:
    """The council's target on the quarter's last day, or on the last that is counted."""
    year, _, quarter = row.key.partition("-K")
    return target_on(desk.reference.targets, min(span.until, month_end(f"{year}-{int(quarter) * 3:02}")))


def _named(column: Column) -> Column:
    return replace(column, title=SHOWN[column.key])
