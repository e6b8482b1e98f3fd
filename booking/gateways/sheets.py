"""Sheets as a Danish office opens them: CSV with semicolons, decimal commas, a BOM, and no cell that runs."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from booking.domain.reports import Column, ReportResult, Row, written
from booking.domain.reports.figures import NOTHING, decimal_of
from booking.domain.texts import Text, Tongue

Cell = str | int | Decimal | date

# A spreadsheet takes a cell that begins with one of these for a formula; the wide ones are folded to the narrow.
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TOTAL = Text("I alt", "Total")


def csv_sheet(lines: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with BOM, semicolons, CRLF; numbers with a decimal comma, days as 30.04.2018, texts made harmless."""
    sheet = io.StringIO(newline="")
    csv.writer(sheet, delimiter=";", lineterminator="\r\n").writerows([_cell(cell) for cell in line] for line in lines)
    return sheet.getvalue().encode("utf-8-sig")


def csv_report(result: ReportResult, tongue: Tongue = "da") -> bytes:
    """A report as CSV: headings, rows, total, and under an empty line what it is and how it was counted."""
    return csv_sheet(_lines(result, tongue))


def _lines(result: ReportResult, tongue: Tongue) -> Iterator[list[Cell]]:
    yield [column.heading(tongue) for column in result.columns]
    for row in result.rows:
        yield _line(result.columns, row, tongue)
    yield [_TOTAL.in_(tongue), *_line(result.columns, result.total, tongue)[1:]]
    yield []
    yield [result.report.title.in_(tongue)]
    yield [result.footnote.in_(tongue)]
    yield [result.report.definition.in_(tongue)]


def _line(columns: Sequence[Column], row: Row, tongue: Tongue) -> list[Cell]:
    return [_typed(column, row, tongue) for column in columns]


def _typed(column: Column, row: Row, tongue: Tongue) -> Cell:
    value = row.values.get(column.key)
    if value is None:
        return "" if column.kind in ("text", "date") else NOTHING
    if isinstance(value, date):
        return value
    if isinstance(value, int | Fraction):
        return decimal_of(column.kind, value)
    return written("text", value, tongue)


def _cell(cell: Cell) -> str:
    match cell:
        case str():
            return f"'{cell}" if cell.startswith(_RUNS) else cell
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case date():
            return f"{cell:%d.%m.%Y}"
    return str(cell)
