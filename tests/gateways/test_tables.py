"""A table as a workbook is read back as what it was: amounts, days and words."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl

from booking.domain.texts import Text
from booking.gateways.tables import xlsx_table

# A workbook's days have no zone.
DAYS = [datetime.fromisoformat(day) for day in ("2026-06-01", "2026-06-02")]
AT = datetime(2026, 6, 17, 9, 20, tzinfo=UTC)
HEADINGS = Text("Bestilling", "Booking"), Text("Dato", "Day"), Text("Antal", "Count"), Text("Beløb", "Amount")
ROWS = (("=1+1", date(2026, 6, 1), 3, Decimal("1234.50")), ("B-2", date(2026, 6, 2), 0, Decimal("-0.25")))


def test_a_table_is_read_back_as_it_was_and_made_the_same_twice() -> None:
    made = [xlsx_table(Text("Rækker", "Rows"), HEADINGS, ROWS, at=AT, tongue="en") for _ in range(2)]
    sheet = openpyxl.load_workbook(io.BytesIO(made[0])).worksheets[0]

    read = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert made[0] == made[1]
    assert read == [
        ["Booking", "Day", "Count", "Amount"],
        ["=1+1", DAYS[0], 3, 1234.5],
        ["B-2", DAYS[1], 0, -0.25],
    ]
    assert (sheet["A2"].data_type, sheet["D2"].number_format, sheet.freeze_panes) == ("s", "#,##0.00", "A2")


def test_a_table_without_rows_is_a_workbook_all_the_same() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_table(Text("a", "b"), HEADINGS, (), at=AT))).worksheets[0]

    assert [cell.value for cell in sheet[1]] == ["Bestilling", "Dato", "Antal", "Beløb"]
