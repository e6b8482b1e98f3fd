"""CSV as a Danish office opens it."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from booking.domain.reports import Column, Headline, Report, ReportResult, Row, Span
from booking.domain.texts import Text
from booking.gateways.sheets import Cell, csv_report, csv_sheet

SHARE = Column("share", Text("Andel", "Share"), "share")
COLUMNS = (
    Column("unit", Text("Enhed", "Unit"), "text"),
    Column("delivered", Text("Udførte", "Delivered")),
    SHARE,
    Column("cost", Text("Udgift", "Cost"), "kroner"),
    Column("day", Text("Dato", "Date"), "date"),
)
RESULT = ReportResult(
    report=Report(
        key="remote-share",
        id="R02",
        slug="fjerntolkning",
        purpose=Text("Hvad andelen er.", "What the share is."),
        chapter="remote",
        by=("unit",),
        title=Text("Fjerntolkningsandel", "Remote share"),
        definition=Text("Udført på telefon; eller video.", "By phone; or video."),
        version=1,
        columns=COLUMNS[1:],
        headline="share",
    ),
    span=Span(date(2018, 1, 1), date(2018, 4, 30), date(2018, 4, 30)),
    by="unit",
    read_at=datetime(2018, 5, 1, tzinfo=UTC),
    columns=COLUMNS,
    rows=(
        Row("a", {"unit": Text("Jobcentret", "Job centre"), "delivered": 1419, "share": Fraction(36, 871), "cost": -5}),
        Row("b", {"unit": "=HYPERLINK(1)", "delivered": 0, "share": None, "cost": 0, "day": date(2018, 4, 30)}),
    ),
    total=Row("total", {"delivered": 1419, "share": Fraction(1, 3), "cost": 123_456_78}),
    headline=Headline(SHARE, Fraction(1, 3)),
    footnote=Text("Pr. 30.04.2018.", "As of 30 April 2018."),
)


def test_a_report_in_danish_has_a_bom_semicolons_decimal_commas_and_its_footnote() -> None:
    assert (
        csv_report(RESULT, "da")
        == (
            "\ufeffEnhed;Udførte;Andel (%);Udgift (kr.);Dato\r\n"
            "Jobcentret;1419;4,1;-0,05;\r\n"
            "'=HYPERLINK(1);0;–;0,00;30.04.2018\r\n"
            "I alt;1419;33,3;123456,78;\r\n"
            "\r\n"
            "Fjerntolkningsandel\r\n"
            "Pr. 30.04.2018.\r\n"
            '"Udført på telefon; eller video."\r\n'
        ).encode()
    )


def test_in_english_the_words_change_and_the_numbers_do_not() -> None:
    lines = csv_report(RESULT, "en").decode("utf-8-sig").split("\r\n")

    assert lines[:2] == ["Unit;Delivered;Share (%);Cost (DKK);Date", "Job centre;1419;4,1;-0,05;"]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(first: str) -> None:
    assert _read([[f"{first}cmd|' /C calc'!A0"]]) == [[f"'{first}cmd|' /C calc'!A0"]]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (-5, "-5"),
        (Decimal("-0.50"), "-0,50"),
        (Decimal("1E+3"), "1000"),
        (date(2018, 4, 30), "30.04.2018"),
        ("–", "–"),
        ("", ""),
        (" =1", " =1"),
    ],
)
def test_numbers_days_and_harmless_texts_stay_what_they_are(cell: Cell, written: str) -> None:
    assert _read([[cell]]) == [[written]]


def test_semicolons_quotes_and_line_breaks_stay_inside_their_cell() -> None:
    assert _read([["a;b", 'say "x"', "one\ntwo", "one\r\ntwo"]]) == [["a;b", 'say "x"', "one\ntwo", "one\r\ntwo"]]


def _read(lines: Sequence[Sequence[Cell]]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_sheet(lines).decode("utf-8-sig"), newline=""), delimiter=";"))
