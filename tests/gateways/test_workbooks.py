"""XLSX as a Danish office opens it: read back by another library, cell by cell."""

import io
from datetime import datetime

import openpyxl

from booking.gateways.workbooks import xlsx_report
from tests.gateways.test_sheets import RESULT


def test_numbers_are_numbers_days_are_days_and_a_text_that_looks_like_a_formula_stays_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_report(RESULT)))
    sheet = book["Rapport"]

    read = [[(cell.value, cell.number_format, cell.data_type) for cell in row] for row in sheet["A4:E7"]]
    assert [[value for value, _, _ in row] for row in read] == [
        ["Enhed", "Udførte", "Andel", "Udgift", "Dato"],
        ["Jobcentret", 1419, 0.041, -0.05, None],
        ["=HYPERLINK(1)", 0, "–", 0, datetime(2018, 4, 30)],  # noqa: DTZ001
        ["I alt", 1419, 0.333, 123456.78, None],
    ]
    assert [shape for _, shape, _ in read[1][1:4]] == ["#,##0", "0.0 %", "#,##0.00 [$kr.-406]"]
    assert (read[2][4][1], read[2][0][2]) == ("dd.mm.yyyy", "s")


def test_the_header_is_frozen_filtered_and_under_the_title_and_footnote() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_report(RESULT)))["Rapport"]

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B5", "A4:E6")
    assert (sheet["A1"].value, sheet["A2"].value) == ("Fjerntolkningsandel", "Pr. 30.04.2018.")
    assert all((sheet.column_dimensions[name].width or 0) >= 10 for name in "ABCDE")


def test_a_sheet_of_its_own_says_what_was_counted_and_by_which_version() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_report(RESULT, "en")))["Definition"]

    assert [[cell.value for cell in row] for row in sheet["A1:B4"]] == [
        ["Report", "Remote share"],
        ["Definition", "R02, version 1"],
        ["How it is counted", "By phone; or video."],
        ["Period and reading", "As of 30 April 2018."],
    ]


def test_the_same_result_gives_the_same_bytes() -> None:
    assert xlsx_report(RESULT) == xlsx_report(RESULT)
