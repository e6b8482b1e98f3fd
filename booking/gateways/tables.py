"""A plain table as a workbook (XLSX): amounts that can be added up, days that can be sorted."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter import Workbook

from booking.domain.texts import Text, Tongue
from booking.gateways.sheets import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADING = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "bg_color": "#E3E8EA"}
_WIDEST, _NARROWEST = 48, 10


def xlsx_table(
    title: Text, headings: Sequence[Text], rows: Sequence[Sequence[Cell]], *, at: datetime, tongue: Tongue = "da"
) -> bytes:
    """The table with its heading row frozen; an amount is a `Decimal`. The same bytes from the same rows."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(content, options) as book:
        book.set_properties({"title": title.in_(tongue), "created": at.replace(tzinfo=None, microsecond=0)})
        sheet, bold = book.add_worksheet(), book.add_format(_HEADING)
        amount, day = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "dd.mm.yyyy"})
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading.in_(tongue), bold)
            sheet.set_column(place, place, _width(heading.in_(tongue), [row[place] for row in rows]))
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    sheet.write_number(line, place, cell, amount)
                elif isinstance(cell, date):
                    sheet.write_datetime(line, place, cell, day)
                elif isinstance(cell, int):
                    sheet.write_number(line, place, cell)
                else:
                    sheet.write_string(line, place, str(cell))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), max(len(headings) - 1, 0))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    return content.getvalue()


def _width(heading: str, cells: Sequence[Cell]) -> int:
    longest = max((len(f"{cell}") for cell in cells), default=0)
    return min(max(len(heading), longest, _NARROWEST) + 2, _WIDEST)
