"""The bookings behind a number, one by one, so that anybody can add them up."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from booking.domain.errors import Invalid
from booking.domain.reports import BREAKDOWNS, Column, ReportResult, Row
from booking.domain.texts import Text
from booking.persistence.reports.sources import Sums
from booking.services.desk import Desk
from booking.services.reports.answering import added, footnote, headline, target_on
from booking.services.reports.asking import Asked
from booking.services.reports.naming import Names

_NAMED = ("unit", "language", "case_type", "measure", "mode_booked", "mode")
BEHIND = (
    Column("number", Text("Nummer", "Number"), "text"),
    Column("day", Text("Dato", "Date"), "date"),
    *(Column(key, BREAKDOWNS[key], "text") for key in ("unit", "language", "case_type", "measure")),
    Column("mode_booked", Text("Bestilt form", "Mode booked"), "text"),
    Column("mode", BREAKDOWNS["mode"], "text"),
    Column("delivered", Text("Udførte", "Delivered")),
    Column("hours", Text("Timer", "Hours"), "hours"),
    Column("cost", Text("Udgift", "Cost"), "kroner"),
)


def listing(
    desk: Desk,
    ask: Asked,
    found: list[dict[str, Any]],
    groups: dict[str, Sums],
    *,
    group: str | None,
    column: str | None,
    more: bool,
) -> ReportResult:
    """The rows found; the headline is the number they are behind, the total what they add up to."""
    names, report = Names(desk.reference), ask.source.report
    rows = tuple(_row(names, row) for row in found)
    sums = added(ask.source, groups.values() if group is None else [groups[group]] if group in groups else [])
    shown = column or report.headline
    target = target_on(desk, ask.question.span.until)
    return ReportResult(
        report=report,
        span=ask.question.span,
        by=ask.question.by,
        read_at=ask.question.known_at,
        columns=BEHIND,
        rows=rows,
        total=_total(rows),
        headline=headline(ask.source, shown, ask.source.figures(sums)[shown], target),
        footnote=footnote(ask),
        limits=ask.limits,
        next_after=(found[-1]["starts_at"], found[-1]["id"]) if more else None,
    )


def check_column(ask: Asked, column: str | None) -> None:
    """Invalid for a column that the report does not have."""
    columns = [one.key for one in ask.source.report.columns]
    if column is not None and column not in columns:
        choices = ", ".join(columns)
        raise Invalid(
            Text(
                f"Rapporten har ingen kolonne {column!r}. Den har: {choices}.",
                f"The report has no column {column!r}. It has: {choices}.",
            ),
            field="column",
        )


def _row(names: Names, row: Mapping[str, Any]) -> Row:
    named = {key: names.of(key, row[key]) for key in _NAMED}
    figures = {"delivered": 1, "hours": Fraction(row["minutes"]), "cost": row["net_ore"]}
    return Row(row["number"], {"number": row["number"], "day": row["day"], **named, **figures})


def _total(rows: tuple[Row, ...]) -> Row:
    return Row("total", {key: sum(_amount(row, key) for row in rows) for key in ("delivered", "hours", "cost")})


def _amount(row: Row, key: str) -> int | Fraction:
    value = row.values[key]
    return value if isinstance(value, int | Fraction) else 0
