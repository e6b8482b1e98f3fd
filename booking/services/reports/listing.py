"""What is behind a number, one by one, so that anybody can add it up."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from booking.domain.errors import Invalid
from booking.domain.reports import Headline, ReportResult, Row
from booking.domain.reports.figures import Value
from booking.domain.texts import Text
from booking.persistence.reports.sources import Listed
from booking.services.desk import Desk
from booking.services.reports.asking import Asked
from booking.services.reports.naming import Names


def listing(
    desk: Desk,
    ask: Asked,
    whole: ReportResult,
    found: list[dict[str, Any]],
    *,
    total: Mapping[str, int | Fraction] | None,
    group: str | None,
    column: str | None,
    more: bool = False,
) -> ReportResult:
    """The rows found; the headline is the number of the `whole` they are behind, the total what all of them add up to.

    `found` may be a page of the list.
    """
    names, listed = Names(desk.reference), ask.source.listed
    rows = tuple(_row(names, listed, row) for row in found)
    return replace(
        whole,
        columns=tuple(one.column for one in listed),
        rows=rows,
        total=Row("total", dict.fromkeys((one.column.key for one in ask.source.adding), 0) if total is None else total),
        headline=_number(whole, group, column),
        group=names.of(whole.by, group) if group is not None and rows else None,
        next_after=(found[-1]["starts_at"], found[-1]["id"]) if more else None,
    )


def _number(whole: ReportResult, group: str | None, column: str | None) -> Headline:
    """The number itself, of the row of that key or of the total; of a row that is not there, nothing."""
    shown = next(one for one in whole.report.columns if one.key == (column or whole.report.headline))
    row = whole.total if group is None else next((one for one in whole.rows if one.key == group), Row(group, {}))
    nothing = 0 if shown.kind == "count" else None
    return replace(whole.headline, column=shown, value=row.values.get(shown.key, nothing))


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


def no_public_list() -> Invalid:
    return Invalid(
        Text(
            "Bestillingerne en for en er ikke til offentligheden. Tag tabellen i stedet.",
            "The bookings one by one are not for the public. Take the table instead.",
        ),
        field="public",
    )


def listed_row(desk: Desk, listed: tuple[Listed, ...], row: Mapping[str, Any]) -> Row:
    """A row of the basis as the list says it."""
    return _row(Names(desk.reference), listed, row)


def _row(names: Names, listed: tuple[Listed, ...], row: Mapping[str, Any]) -> Row:
    values = {one.column.key: _value(names, one, row) for one in listed}
    return Row(str(row["number"]), values)


def _value(names: Names, one: Listed, row: Mapping[str, Any]) -> Value:
    if one.of is None:
        return 1
    value = row[one.of]
    if one.column.kind == "text":
        return names.of(one.of, str(value)) if value is not None and names.knows(one.of) else value
    return Fraction(value) if isinstance(value, Decimal) else value
