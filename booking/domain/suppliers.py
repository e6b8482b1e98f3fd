"""Suppliers: who sends the municipality invoices for interpreting, by which tariff, and with what VAT."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from booking.domain.errors import Invalid
from booking.domain.money import round_half_away
from booking.domain.texts import Text

LONGEST = 200
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
_PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,7}")
_CVR = re.compile(r"[0-9]{8}")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """An agency as the office knows it; `rank` is the order they are asked in, lowest first.

    `vat_percent` is charged where the supplier is registered; one that is exempt charges none. `order_prefix` begins
    the order numbers that its invoices quote.
    """

    id: UUID
    code: str
    name: str
    scheme: str
    category: str = ""
    cvr: str = ""
    vat_registered: bool = True
    vat_percent: Decimal = Decimal(25)
    order_prefix: str = "R"
    contact: str = ""
    invoice_email: str = ""
    phone: str = ""
    rank: int = 1
    active: bool = True

    @property
    def vat(self) -> Decimal:
        return self.vat_percent if self.vat_registered else Decimal(0)


def vat_of(net_ore: int, percent: Decimal) -> int:
    """The VAT of an amount, rounded once; a supplier's own rounding by the line may differ by an øre."""
    return round_half_away(Fraction(net_ore) * Fraction(percent) / 100)


def check_supplier(one: Supplier) -> Supplier:
    """The supplier with its blanks tidied; Invalid, by field, for what cannot be."""
    one = replace(
        one,
        code=one.code.strip().lower(),
        name=_tidy(one.name),
        cvr=one.cvr.replace(" ", ""),
        order_prefix=one.order_prefix.strip().upper(),
        contact=_tidy(one.contact),
        invoice_email=_tidy(one.invoice_email),
        phone=_tidy(one.phone),
    )
    for field, wrong, said in _rules(one):
        if wrong:
            raise Invalid(said, field=field)
    return replace(one, vat_percent=one.vat_percent.quantize(Decimal("0.01")))


def _tidy(written: str) -> str:
    return " ".join(written.split())


def _rules(one: Supplier) -> tuple[tuple[str, bool, Text], ...]:
    """Field, whether it is wrong, and what to write instead."""
    places = one.vat_percent.as_tuple().exponent
    vat = isinstance(places, int) and places >= -2 and 0 <= one.vat_percent <= 100
    return (
        (
            "code",
            not _CODE.fullmatch(one.code),
            Text(
                "Skriv en kode med små bogstaver, cifre og bindestreger, f.eks. nordtolk.",
                "Write a code of small letters, digits and dashes, such as nordtolk.",
            ),
        ),
        ("name", not 1 <= len(one.name) <= LONGEST, Text("Skriv leverandørens navn.", "Write the supplier's name.")),
        (
            "cvr",
            bool(one.cvr) and not _CVR.fullmatch(one.cvr),
            Text("Et CVR-nummer har otte cifre.", "A CVR number has eight digits."),
        ),
        (
            "vat_percent",
            not vat,
            Text("Momsen er fra 0 til 100 med højst to decimaler.", "VAT is from 0 to 100 with two decimals at most."),
        ),
        (
            "order_prefix",
            not _PREFIX.fullmatch(one.order_prefix),
            Text(
                "Rekvisitionsnumre begynder med 1 til 8 bogstaver og cifre, f.eks. R.",
                "Order numbers begin with 1 to 8 letters and digits, such as R.",
            ),
        ),
        (
            "invoice_email",
            bool(one.invoice_email) and not _EMAIL.fullmatch(one.invoice_email),
            Text("Skriv en adresse som faktura@firma.dk.", "Write an address such as invoice@company.com."),
        ),
        ("rank", not 0 <= one.rank <= 99, Text("Rangen er fra 0 til 99.", "The rank is from 0 to 99.")),
    )
