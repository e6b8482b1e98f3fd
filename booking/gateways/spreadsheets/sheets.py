"""A CSV file as spreadsheets write it in Denmark: any of their encodings and separators, one form out."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from booking.domain.errors import Invalid
from booking.domain.texts import Text

SEPARATORS = (";", "\t", ",")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as the spreadsheet shows it (the header is row 1); a short row is filled up."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headers and the rows that are not empty, every cell without the blanks around it."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read_sheet(content: bytes) -> Sheet:
    """Reads UTF-8 (with a BOM or without), UTF-16 with a BOM and Windows-1252; semicolons, tabs or commas.

    Raises Invalid, with what to do, for a workbook, an empty file and quotation marks that never close.
    """
    records = _records(_decoded(content))
    number, headers = next(((number, cells) for number, cells in records if any(cells)), (0, ()))
    if not headers:
        raise Invalid(Text("Filen er tom.", "The file is empty."))
    width = len(headers)
    rows = (Row(at - number + 1, cells + ("",) * (width - len(cells))) for at, cells in records if any(cells))
    return Sheet(tuple(" ".join(header.split()) for header in headers), tuple(rows))


def _decoded(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Invalid(
            Text(
                "Filen er en projektmappe. Gem den som CSV (semikolonsepareret), og prøv igen.",
                "The file is a workbook. Save it as CSV (semicolons), and try again.",
            )
        )
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; a stray one must not keep the office from the rest.
        return content.decode("cp1252", errors="replace")


def _records(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    # Excel's own hint, which it never shows as a row.
    hint, _, rest = text.partition("\n")
    if hint.strip().lower() in {f"sep={separator}" for separator in SEPARATORS}:
        text, separator = rest, hint.strip()[-1]
    else:
        separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            yield number, tuple(cell.strip() for cell in cells)
    except csv.Error:
        raise Invalid(
            Text(
                f"Et anførselstegn omkring linje {reader.line_num} bliver aldrig lukket. Ret cellen, og gem igen.",
                f"A quotation mark near line {reader.line_num} is never closed. Correct the cell, and save again.",
            )
        ) from None


def _separator(text: str) -> str:
    """The one that divides the header most; what is inside quotation marks does not count."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=outside.count)
