"""Spreadsheets as an office exports them: what is in the file, and what a cell says."""

from booking.gateways.spreadsheets.cells import (
    Unreadable,
    clock,
    count,
    day,
    decimal,
    one_of,
    pieces,
    plain,
    yes_no,
)
from booking.gateways.spreadsheets.sheets import Row, Sheet, read_sheet

__all__ = [
    "Row",
    "Sheet",
    "Unreadable",
    "clock",
    "count",
    "day",
    "decimal",
    "one_of",
    "pieces",
    "plain",
    "read_sheet",
    "yes_no",
]
