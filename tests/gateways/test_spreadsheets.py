"""The office's spreadsheets: every encoding, separator and way of writing that comes out of them."""

from datetime import date, time
from decimal import Decimal

import pytest

from booking.domain.errors import Invalid
from booking.gateways.spreadsheets import (
    Row,
    Sheet,
    Unreadable,
    clock,
    count,
    day,
    decimal,
    one_of,
    pieces,
    read_sheet,
    yes_no,
)

TEXT = "Navn;Sprog\r\nZöhra Ærø;prs\r\n"
READ = Sheet(("Navn", "Sprog"), (Row(2, ("Zöhra Ærø", "prs")),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_every_encoding_that_spreadsheets_write_is_read(encoding: str) -> None:
    assert read_sheet(TEXT.encode(encoding)) == READ


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_the_separator_is_seen_in_the_header(separator: str) -> None:
    assert read_sheet(TEXT.replace(";", separator).encode()) == READ


def test_a_separator_inside_a_quoted_header_does_not_count() -> None:
    assert read_sheet(b'"Navn, for, efter";Sprog\nA;prs\n').headers == ("Navn, for, efter", "Sprog")


def test_the_hint_that_excel_writes_decides_and_is_no_row() -> None:
    assert read_sheet(b"sep=,\r\n" + TEXT.replace(";", ",").encode()) == READ


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    content = b'A;B\n\n1;"to\nlinjer"\n;\n  2 ;x\n'
    assert read_sheet(content).rows == (Row(3, ("1", "to\nlinjer")), Row(5, ("2", "x")))


def test_a_short_row_is_filled_up_and_a_long_one_is_kept_as_it_is() -> None:
    assert read_sheet(b"A;B\n1\n1;2;3\n").rows == (Row(2, ("1", "")), Row(3, ("1", "2", "3")))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"\n;;\n", "The file is empty."),
        (b"PK\x03\x04rest", "The file is a workbook. Save it as CSV (semicolons), and try again."),
        (
            b'A;B\n1;"open\n',
            "A quotation mark near line 2 is never closed. Correct the cell, and save again.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_sheet(content)
    assert refused.value.message.en == said


@pytest.mark.parametrize(
    "cell", ["19-03-2024", "19.3.2024", "19/3-2024", "19/3/2024", "19. 3. 2024", "2024-03-19", "19-03-2024 00:00"]
)
def test_a_day_is_read_however_it_is_written(cell: str) -> None:
    assert day(cell) == date(2024, 3, 19)


@pytest.mark.parametrize("cell", ["", "19-03-24", "31-02-2024", "i morgen", "2024", "03/19/2024"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable, match="a date such as 19-03-2024"):
        day(cell)


@pytest.mark.parametrize(
    ("cell", "read"), [("9.30", time(9, 30)), ("09:30", time(9, 30)), ("09:30:00", time(9, 30)), ("kl. 9", time(9))]
)
def test_a_clock_is_read_however_it_is_written(cell: str, read: time) -> None:
    assert clock(cell) == read


@pytest.mark.parametrize("cell", ["", "24.00", "9.60", "9.3", "halv ti", "930"])
def test_what_is_no_clock_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable, match=r"a time such as 9\.30"):
        clock(cell)


@pytest.mark.parametrize(
    ("cell", "read"), [("12", "12"), ("12,5", "12.5"), ("12.5", "12.5"), ("1.234,5", "1234.5"), ("-3,25", "-3.25")]
)
def test_a_number_has_a_decimal_comma(cell: str, read: str) -> None:
    assert decimal(cell) == Decimal(read)


@pytest.mark.parametrize("cell", ["", "1.234", "12,", "tolv", "1,234.5", "9" * 21])
def test_a_number_that_can_be_read_two_ways_or_none_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable, match="a number such as 12,5"):
        decimal(cell)


@pytest.mark.parametrize("cell", ["", "-1", "1,5", "²", "9999999999"])
def test_a_count_is_a_whole_number(cell: str) -> None:
    assert count("60") == 60
    with pytest.raises(Unreadable, match="a whole number such as 60"):
        count(cell)


def test_a_word_is_found_whatever_its_case_and_dashes() -> None:
    read = one_of({"Arabisk - irakisk": "acm", "acm": "acm"})
    assert [read("arabisk – IRAKISK"), read(" ACM ")] == ["acm", "acm"]
    with pytest.raises(Unreadable, match="one of: Arabisk - irakisk, acm"):
        read("arabisk")


def test_yes_and_no_are_read_in_both_tongues() -> None:
    assert [yes_no(cell) for cell in ("ja", "NEJ", "x", "no")] == [True, False, True, False]


def test_a_list_in_a_cell_is_divided_by_commas_semicolons_or_lines() -> None:
    assert pieces("apc 3, som;tir\n prs ,") == ["apc 3", "som", "tir", "prs"]
