"""Reports as workbooks (XLSX): numbers that are numbers, days that are days, and a sheet that says what it is."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from booking.domain.reports import Column, ReportResult, Row, written
from booking.domain.reports.figures import NOTHING, Kind, Value, decimal_of
from booking.domain.texts import Text, Tongue

_TOTAL, _DEFINITION, _SHEET = Text("I alt", "Total"), Text("Definition", "Definition"), Text("Rapport", "Report")
# Codes in the file are the same in every country; a Danish Excel shows them with a decimal comma.
_SHAPES: dict[Kind, str] = {
    "count": "#,##0",
    "share": "0.0 %",
    "hours": "#,##0.00",
    "kroner": "#,##0.00 [$kr.-406]",
    "whole_kroner": "#,##0 [$kr.-406]",
    "decimal": "0.0",
    "date": "dd.mm.yyyy",
}
_HEAD, _WIDEST = 3, 48
_HEADING = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "bg_color": "#E3E8EA"}


def xlsx_report(result: ReportResult, tongue: Tongue = "da") -> bytes:
    """A report as a workbook; the same bytes from the same result."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, options) as book:
        book.set_properties(
            {"title": result.report.title.in_(tongue), "created": result.read_at.replace(tzinfo=None, microsecond=0)}
        )
        _table(book, result, tongue)
        _definition(book, result, tongue)
    return content.getvalue()


def _table(book: Workbook, result: ReportResult, tongue: Tongue) -> None:
    sheet = book.add_worksheet(_SHEET.in_(tongue))
    sheet.write_string(0, 0, result.report.title.in_(tongue), book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, result.footnote.in_(tongue), book.add_format({"italic": True}))
    heads = {number: book.add_format(_HEADING | {"align": "right" if number else "left"}) for number in (False, True)}
    for place, column in enumerate(result.columns):
        sheet.write_string(_HEAD, place, _heading(column, tongue), heads[_is_number(column)])
        sheet.set_column(place, place, _width(result, column, tongue))
    shapes = _Shapes(book)
    for line, row in enumerate(result.rows, start=_HEAD + 1):
        _line(sheet, shapes, line, result.columns, row, tongue)
    last = _HEAD + len(result.rows)
    _total(sheet, shapes, last + 1, result, tongue)
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.autofilter(_HEAD, 0, max(last, _HEAD), len(result.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.set_footer("&L" + result.report.id.replace("&", "&&") + "&R&P / &N")


class _Shapes:
    """One cell format of a book for each kind of figure, made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[Kind, bool], Any] = {}

    def of(self, kind: Kind, *, total: bool = False) -> Any:
        if (kind, total) not in self._made:
            shape: dict[str, Any] = {"bold": True, "top": 1} if total else {}
            shape |= {"num_format": _SHAPES[kind]} if kind in _SHAPES else {}
            shape |= {"align": "right"} if kind not in ("text", "date") else {}
            self._made[kind, total] = self._book.add_format(shape)
        return self._made[kind, total]


def _line(
    sheet: Worksheet,
    shapes: _Shapes,
    line: int,
    columns: Sequence[Column],
    row: Row,
    tongue: Tongue,
    *,
    total: bool = False,
) -> None:
    for place, column in enumerate(columns):
        value, shape = row.values.get(column.key), shapes.of(column.kind, total=total)
        if isinstance(value, date):
            sheet.write_datetime(line, place, value, shape)
        elif isinstance(value, int | Fraction):
            sheet.write_number(line, place, _number(column.kind, value), shape)
        elif said := _said(column, value, tongue):  # as a string: what begins with = stays what it says
            sheet.write_string(line, place, said, shape)
        else:
            sheet.write_blank(line, place, None, shape)


def _number(kind: Kind, value: int | Fraction) -> float:
    """As shown in the table, so that a sum of the cells is what the total says; a share is a fraction of one."""
    shown = decimal_of(kind, value)
    return float(shown / 100) if kind == "share" else float(shown)


def _said(column: Column, value: Value, tongue: Tongue) -> str:
    if value is None:
        return "" if column.kind in ("text", "date") else NOTHING
    return written("text", value, tongue)


def _total(sheet: Worksheet, shapes: _Shapes, line: int, result: ReportResult, tongue: Tongue) -> None:
    _line(sheet, shapes, line, result.columns, result.total, tongue, total=True)
    sheet.write_string(line, 0, _TOTAL.in_(tongue), shapes.of("text", total=True))


def _heading(column: Column, tongue: Tongue) -> str:
    """A share and an amount show their unit in the cell; hours say it above."""
    return column.heading(tongue) if column.kind == "hours" else column.title.in_(tongue)


def _is_number(column: Column) -> bool:
    return column.kind not in ("text", "date")


def _width(result: ReportResult, column: Column, tongue: Tongue) -> int:
    rows = (*result.rows[:500], result.total)
    longest = max(len(written(column.kind, row.values.get(column.key), tongue)) for row in rows)
    words = max(len(word) for word in _heading(column, tongue).split())
    room = 5 if column.kind in ("kroner", "whole_kroner") else 3
    return min(max(longest + room, words + 4, 10), _WIDEST)


def _definition(book: Workbook, result: ReportResult, tongue: Tongue) -> None:
    sheet = book.add_worksheet(_DEFINITION.in_(tongue))
    name, text = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 96)
    for line, (label, value) in enumerate(_facts(result)):
        sheet.write_string(line, 0, label.in_(tongue), name)
        sheet.write_string(line, 1, value.in_(tongue), text)


def _facts(result: ReportResult) -> Iterator[tuple[Text, Text]]:
    report = result.report
    yield Text("Rapport", "Report"), report.title
    yield (
        Text("Definition", "Definition"),
        Text(f"{report.id}, version {report.version}", f"{report.id}, version {report.version}"),
    )
    yield Text("Sådan er tallet regnet", "How it is counted"), report.definition
    yield Text("Periode og læsetid", "Period and reading"), result.footnote
    yield (
        Text("Læst (UTC)", "Read (UTC)"),
        Text(result.read_at.isoformat(), result.read_at.isoformat()),
    )
