"""Suppliers: VAT to the øre, and what cannot be entered."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from booking.domain.errors import Invalid
from booking.domain.suppliers import Supplier, check_supplier, vat_of

LIMBRO = Supplier(id=UUID(int=1), code="limbro", name="Tolkebureauet Limbro", scheme="MUNI-DEMO", category="agency")


@pytest.mark.parametrize(
    ("net_ore", "percent", "vat_ore"),
    [
        (100_00, "25", 25_00),
        (1_00, "25", 25),
        (2, "25", 1),  # half an øre goes away from zero
        (1, "25", 0),
        (-2, "25", -1),
        (117866, "25", 29467),
        (100_00, "0", 0),
        (100_00, "12.5", 12_50),
    ],
)
def test_vat_is_rounded_once_and_away_from_zero(net_ore: int, percent: str, vat_ore: int) -> None:
    assert vat_of(net_ore, Decimal(percent)) == vat_ore


def test_an_exempt_supplier_charges_none_whatever_its_percent() -> None:
    assert (LIMBRO.vat, replace(LIMBRO, vat_registered=False).vat) == (Decimal(25), Decimal(0))


def test_what_is_entered_is_tidied() -> None:
    written = replace(LIMBRO, code=" LIMBRO ", name="  Tolkebureauet   Limbro", cvr="12 34 56 78", order_prefix="lim")
    assert check_supplier(written) == replace(LIMBRO, cvr="12345678", order_prefix="LIM")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "Bureau æ"),
        ("name", " "),
        ("cvr", "1234567"),
        ("vat_percent", Decimal("100.01")),
        ("vat_percent", Decimal("NaN")),
        ("vat_percent", Decimal("1.001")),
        ("order_prefix", "R-1"),
        ("invoice_email", "faktura"),
        ("rank", 100),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        check_supplier(replace(LIMBRO, **{field: value}))  # type: ignore[arg-type]
    assert refused.value.field == field
