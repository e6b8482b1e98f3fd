"""Invoices are read alike from Peppol BIS, OIOUBL and spreadsheets, and nothing in a file does harm."""

from datetime import date
from decimal import Decimal

import pytest

from booking.domain.errors import Invalid
from booking.domain.invoices import DocumentLine
from booking.domain.modes import Mode
from booking.gateways.invoices import read_documents
from tests.gateways.invoices import Line, oioubl, peppol

ONE = [Line("R-2026-000007", "520.00", text="Telefontolkning")]
READ = DocumentLine(
    n=1,
    reference="R-2026-000007",
    text="Telefontolkning",
    day=date(2026, 3, 10),
    minutes=60,
    mode=Mode.PHONE,
    net_ore=52000,
    vat_percent=Decimal("25.00"),
)


def test_a_peppol_invoice_is_read_to_the_ore() -> None:
    [found] = read_documents(peppol(ONE))

    assert (found.number, found.cvr, found.sender, found.issued_on, found.credit) == (
        "F-1",
        "12345678",
        "Tolkebureauet Limbro",
        date(2026, 3, 31),
        False,
    )
    assert (found.net_ore, found.vat_ore, found.gross_ore, found.lines) == (52000, 13000, 65000, (READ,))


def test_an_oioubl_invoice_keeps_its_tax_where_others_keep_the_net() -> None:
    [found] = read_documents(oioubl(ONE))

    assert (found.number, found.cvr, found.net_ore, found.vat_ore, found.gross_ore) == (
        "4711",
        "12345678",
        52000,
        13000,
        65000,
    )
    assert found.lines[0].reference == "R-2026-000007"
    assert (found.lines[0].minutes, found.lines[0].vat_percent) == (60, Decimal(25))


def test_the_order_number_of_the_whole_holds_for_the_only_line() -> None:
    [found] = read_documents(oioubl([Line("", "520.00")], note="Vedr. r - 2026 - 000007"))

    assert found.lines[0].reference == "R-2026-000007"


def test_a_credit_note_asks_for_less_than_nothing() -> None:
    [found] = read_documents(peppol(ONE, credit=True))

    assert (found.credit, found.net_ore, found.vat_ore, found.gross_ore) == (True, -52000, -13000, -65000)
    assert (found.lines[0].net_ore, found.lines[0].minutes) == (-52000, 60)


SHEET = """Fakturanummer;Fakturadato;CVR;Rekvisitionsnummer;Dato;Form;Minutter;Beløb uden moms;Momsprocent;Tekst
F-2;31-03-2026;12345678;R-2026-000008;11-03-2026;Video;60;480,00;25;
F-1;31-03-2026;DK 12 34 56 78;R-2026-000007;10-03-2026;Telefon;60;520,00;25;Telefontolkning
F-1;31-03-2026;DK 12 34 56 78;r-2026-000009;;;;1.040,50;;
"""


def test_a_sheet_holds_several_invoices() -> None:
    first, second = read_documents(SHEET.encode("utf-8-sig"))

    assert (first.number, first.cvr, first.net_ore, first.vat_ore) == ("F-2", "12345678", 48000, 12000)
    assert (second.number, second.cvr, second.net_ore, second.gross_ore) == ("F-1", "12345678", 156050, 195063)
    assert second.lines[0] == READ
    assert (second.lines[1].reference, second.lines[1].day, second.lines[1].minutes) == ("R-2026-000009", None, None)


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "cannot be read as XML"),
        (OUTSIDE, "cannot be read as XML"),
        (b"<html>", "cannot be read as XML"),
        (b'<?xml version="1.0" encoding="no-such"?><x/>', "cannot be read as XML"),
        (b"<html/>", "no invoice or credit note"),
        (peppol([]), "lacks its number"),
        (peppol(ONE, currency="EUR"), "not in Danish kroner"),
        (peppol([Line("R-2026-000007", "NaN")], net=1, vat=1), "not a number"),
        (peppol([Line("R-2026-000007", "1e99")], net=1, vat=1), "not a number"),
        (peppol([Line("R-2026-000007", "1E-99999999")], net=1, vat=1), "not a number"),
        (peppol([Line("R-2026-000007", "x")], net=1, vat=1), "not a number"),
        (peppol([Line("R-2026-000007", "520.00", day="i går")]), "not a date"),
        (b"Fakturanummer;CVR\n1;2\n", "Use the columns"),
        (SHEET.split("\n")[0].encode(), "no lines"),
        (SHEET.replace("480,00", "fire").encode(), "Row 2, Beløb uden moms"),
        (SHEET.replace("11-03-2026", "i går").encode(), "Row 2, Dato"),
        (SHEET.replace("Video;60", "Video;en").encode(), "Row 2, Minutter"),
        (SHEET.replace("480,00;25", "480,00;halv").encode(), "Row 2, Momsprocent"),
        (SHEET.replace("F-2;31-03-2026", "F-2;").encode(), "Row 2, Fakturadato"),
        (SHEET.replace("F-2;", ";").encode(), "Row 2, Fakturanummer"),
    ],
    ids=range(20),
)
def test_what_is_no_invoice_is_refused_with_what_is_wrong(content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_documents(content)

    assert said in refused.value.message.en
    assert refused.value.field == "file"
