"""The invoices: a list with some of each kind, an invoice that deviates, one that agrees, and none yet."""

from datetime import date

from booking.domain.accounts import Role
from booking.domain.modes import Mode
from booking.domain.texts import Text
from booking.web.views.invoices import InvoiceList, InvoicePage, InvoiceRow, LineRow, Waiting
from tests.web.gallery.frames import ID, Picture

DAY = date(2026, 3, 31)
WRONG = Text("600,00 kr. på fakturaen, 520,00 kr. efter taksten", "DKK 600.00 invoiced, DKK 520.00 by the tariff")
ROWS = (
    InvoiceRow(ID, "F-1", "Tolkebureauet Limbro", False, DAY, 75_000, "open", 1, 8_000),
    InvoiceRow(ID, "K-1", "Tolkebureauet Limbro", True, DAY, -10_000, "approved"),
    InvoiceRow(ID, "4711", "Fjerntolk Øst", False, DAY, 65_000, "returned"),
)
LISTED = InvoiceList(ROWS, (Waiting("Fjerntolk Øst", 3, 156_000, DAY),), True, Text("Læst før.", "Read before."))


def line(n: int, **different: object) -> LineRow:
    usual: dict[str, object] = {
        "reference": f"R-2026-{n:06d}",
        "booking": f"B-2026-{n:06d}",
        "text": "Telefontolkning",
        "day": date(2026, 3, 10),
        "minutes": 60,
        "mode": Mode.PHONE,
        "net_ore": 52_000,
        "owed_ore": 52_000,
        "vat": "25",
    }
    return LineRow(n=n, **usual | different)  # type: ignore[arg-type]


PRICE = Text("Forkert pris", "Wrong price")
LINES = (
    line(2, net_ore=60_000, kind=PRICE, said=WRONG, ore=8_000, may_accept=True),
    line(3, booking="", owed_ore=None, day=None, minutes=None, kind=Text("Ukendt nummer", "Unknown"), said=WRONG),
    line(1),
    line(4, kind=PRICE, said=WRONG, ore=8_000, reason="Aftalt med lederen", accepted_by="Torben Vestergren"),
)


def invoice(**different: object) -> InvoicePage:
    usual: dict[str, object] = {
        "id": ID,
        "number": "F-1",
        "supplier": "Tolkebureauet Limbro",
        "credit": False,
        "issued_on": DAY,
        "state": "open",
        "net_ore": 60_000,
        "vat_ore": 15_000,
        "gross_ore": 75_000,
        "agreed_ore": 52_000,
        "open": 2,
        "lines": LINES,
        "totals": (WRONG,),
        "totals_reason": "",
        "letter": Text("Vi har gennemgået faktura F-1.", "We have gone through invoice F-1."),
        "mailto": "mailto:faktura@limbro.example.org",
        "email": "faktura@limbro.example.org",
        "may_write": True,
        "may_release": False,
    }
    return InvoicePage(**usual | different)  # type: ignore[arg-type]


RELEASED = invoice(
    state="approved", open=0, lines=(line(1),), totals_reason="Afrunding", may_write=False, decided="Jette Holm"
)
READY = invoice(open=0, lines=(line(1),), totals=(), may_release=True, credit=True, refused=WRONG)
PICTURES = (
    Picture("invoices", "fakturaer/liste.html", LISTED, "fakturaer", Role.FINANCE),
    Picture("invoices-none", "fakturaer/liste.html", InvoiceList((), (), False), "fakturaer", Role.AUDITOR),
    Picture("invoice", "fakturaer/side.html", invoice(), "fakturaer", Role.FINANCE),
    Picture("invoice-no-mail", "fakturaer/side.html", invoice(email=""), "fakturaer", Role.FINANCE),
    Picture("invoice-ready", "fakturaer/side.html", READY, "fakturaer", Role.APPROVER),
    Picture("invoice-released", "fakturaer/side.html", RELEASED, "fakturaer", Role.AUDITOR),
)
