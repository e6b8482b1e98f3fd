"""Suppliers as they go in and out of the API."""

from decimal import Decimal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from schemas.orders import Line


class NewSupplier(Struct, forbid_unknown_fields=True, kw_only=True):
    """Who sends invoices. `vat_percent` is charged where the supplier is registered; `rank` is the order of asking."""

    code: Line
    name: Line
    scheme: Line
    category: Line = ""
    cvr: Line = ""
    vat_registered: bool = True
    vat_percent: Decimal = Decimal(25)
    order_prefix: Line = "R"
    contact: Line = ""
    invoice_email: Line = ""
    phone: Line = ""
    rank: int = 1
    interpreters: list[UUID] = []


class SupplierChanges(Struct, forbid_unknown_fields=True, kw_only=True):
    """What shall be different; what is left out stays. `interpreters` are all that the supplier sends."""

    name: Line | UnsetType = UNSET
    scheme: Line | UnsetType = UNSET
    category: Line | UnsetType = UNSET
    cvr: Line | UnsetType = UNSET
    vat_registered: bool | UnsetType = UNSET
    vat_percent: Decimal | UnsetType = UNSET
    order_prefix: Line | UnsetType = UNSET
    contact: Line | UnsetType = UNSET
    invoice_email: Line | UnsetType = UNSET
    phone: Line | UnsetType = UNSET
    rank: int | UnsetType = UNSET
    active: bool | UnsetType = UNSET
    interpreters: list[UUID] | UnsetType = UNSET


class SupplierOut(Struct, kw_only=True):
    """A supplier in full; `tariff` is its scheme and category in words."""

    code: str
    name: str
    scheme: str
    category: str
    tariff: str
    cvr: str
    vat_registered: bool
    vat_percent: str
    order_prefix: str
    contact: str
    invoice_email: str
    phone: str
    rank: int
    active: bool
    interpreters: list[UUID] = []
