"""Invoices as a spreadsheet: a row for each line, one invoice after another."""

from datetime import date
from decimal import Decimal
from itertools import groupby

from booking.domain.errors import Invalid
from booking.domain.invoices import Document, DocumentLine
from booking.domain.money import ore_from
from booking.domain.suppliers import vat_of
from booking.domain.texts import Text
from booking.gateways.invoices.modes import mode_in
from booking.gateways.invoices.references import reference_in
from booking.gateways.spreadsheets import Row, Unreadable, count, day, decimal, plain, read_sheet

COLUMNS = (
    "Fakturanummer",
    "Fakturadato",
    "CVR",
    "Rekvisitionsnummer",
    "Dato",
    "Form",
    "Minutter",
    "Beløb uden moms",
    "Momsprocent",
    "Tekst",
)
_MUST = ("Fakturanummer", "Fakturadato", "CVR", "Beløb uden moms")


def read_lines(content: bytes) -> tuple[Document, ...]:
    """The invoices, one for each number and CVR; negative amounts make a credit note.

    Raises Invalid that names the row and the column.
    """
    sheet = read_sheet(content)
    at = {plain(header): n for n, header in enumerate(sheet.headers)}
    missing = [name for name in _MUST if plain(name) not in at]
    if missing:
        names = ", ".join(COLUMNS)
        raise _refused(
            f"Kolonnen {missing[0]} mangler. Brug kolonnerne {names}.",
            f"The column {missing[0]} is missing. Use the columns {names}.",
        )
    rows = [_Cells(row, at) for row in sheet.rows]
    if not rows:
        raise _refused("Arket har ingen linjer.", "The sheet has no lines.")
    key = lambda cells: (cells["CVR"], cells["Fakturanummer"])  # noqa: E731
    return tuple(_document(list(mine)) for _, mine in groupby(sorted(rows, key=key), key=key))


class _Cells:
    """One row, by the names of its columns."""

    def __init__(self, row: Row, at: dict[str, int]) -> None:
        self.row = row
        self._at = at

    def __getitem__(self, name: str) -> str:
        n = self._at.get(plain(name))
        return self.row.cells[n] if n is not None and n < len(self.row.cells) else ""

    def wrong(self, name: str, expected: Text) -> Invalid:
        return _refused(
            f"Række {self.row.number}, {name}: skriv {expected.da}.",
            f"Row {self.row.number}, {name}: write {expected.en}.",
        )

    def day(self, name: str) -> date | None:
        try:
            return day(self[name]) if self[name] else None
        except Unreadable as unreadable:
            raise self.wrong(name, unreadable.expected) from None

    def minutes(self) -> int | None:
        try:
            return count(self["Minutter"]) if self["Minutter"] else None
        except Unreadable as unreadable:
            raise self.wrong("Minutter", unreadable.expected) from None

    def percent(self) -> Decimal:
        try:
            return decimal(self["Momsprocent"]) if self["Momsprocent"] else Decimal(25)
        except Unreadable as unreadable:
            raise self.wrong("Momsprocent", unreadable.expected) from None

    def ore(self) -> int:
        try:
            return ore_from(self["Beløb uden moms"])
        except Invalid:
            raise self.wrong("Beløb uden moms", Text("et beløb som 1178,66", "an amount such as 1178,66")) from None


def _document(rows: list[_Cells]) -> Document:
    first = rows[0]
    lines = tuple(_line(cells, n) for n, cells in enumerate(rows, 1))
    issued = first.day("Fakturadato")
    if issued is None:
        raise first.wrong("Fakturadato", Text("en dato som 19-03-2024", "a date such as 19-03-2024"))
    if not first["Fakturanummer"]:
        raise first.wrong("Fakturanummer", Text("fakturaens nummer", "the invoice's number"))
    net = sum(line.net_ore for line in lines)
    vat = sum(vat_of(line.net_ore, line.vat_percent) for line in lines)
    return Document(
        number=" ".join(first["Fakturanummer"].split())[:60],
        cvr="".join(filter(str.isdigit, first["CVR"])),
        sender="",
        issued_on=issued,
        credit=net < 0,
        net_ore=net,
        vat_ore=vat,
        gross_ore=net + vat,
        lines=lines,
    )


def _line(cells: _Cells, n: int) -> DocumentLine:
    return DocumentLine(
        n=n,
        reference=reference_in(cells["Rekvisitionsnummer"], cells["Tekst"]) or cells["Rekvisitionsnummer"].upper()[:40],
        text=" ".join(cells["Tekst"].split())[:300],
        day=cells.day("Dato"),
        minutes=cells.minutes(),
        mode=mode_in(cells["Form"]),
        net_ore=cells.ore(),
        vat_percent=cells.percent(),
    )


def _refused(da: str, en: str) -> Invalid:
    return Invalid(Text(da, en), field="file")
